/**
 * The settings of who may sign in to the desk, from environment variables. `.env.example` explains each to an operator,
 * `docs/access.md` the whole.
 */
import { isAbsolute, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { TenantAccess } from '../access/tenant-tokens.ts';
import type { Around, Conflict } from './bot-config.ts';
import { isOrigin, optional, originWanted } from './settings.ts';

/** The folder of the project: the same from `src/server` and from `dist/server`. */
const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

const list = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((one) => one !== ''))
  .default([]);
const guid = z.guid();
/** The id of the client, or the address of the app, which has `botid-` in it where the app is a bot too. */
const audienceForm = /^(?:api:\/\/[A-Za-z0-9.:-]+\/(?:botid-)?)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

const ids = z
  .string()
  .transform((text) => text.split(/[\s,]+/).filter((one) => one !== ''))
  .refine((all) => all.every((one) => guid.safeParse(one).success), 'write ids with spaces between them')
  .transform((all) => all.map((one) => one.toLowerCase()));
/** Teams on phones and desktops, and on the web, as Microsoft names them (docs/access.md). */
const teamsClients = ['1fec8e78-bce4-4aaf-ab1b-5451cc387264', '5e3ce6c0-2b1f-4285-8d4b-75ee78787346'] as const;

const path = optional(z.string().refine(isAbsolute, 'write the whole path, from the root of the disk').optional());

export const accessEnvironment = {
  DESK_DIRECTORY: path,
  ACCESS_REGISTER: path,
  DESK_TENANTS: optional(
    list.refine((ids) => ids.every((id) => guid.safeParse(id).success), 'write tenant ids with spaces between them'),
  ),
  DESK_AUDIENCE: optional(
    list.refine(
      (all) => all.every((one) => audienceForm.test(one)),
      'write api://HOST/CLIENT-ID, or the client id, of the app registration',
    ),
  ),
  DESK_ROLES: optional(z.enum(['required', 'none'], 'write required or none').default('required')),
  DESK_CLIENTS: optional(ids.default([...teamsClients])),
  DESK_EDITOR_TENANTS: optional(ids.default([])),
  /** Where dialogs, texts and data are, when not in the project. */
  CONTENT_ROOT: optional(z.string().optional()),
} as const;

type Read = z.output<z.ZodObject<typeof accessEnvironment>>;

export interface AccessConfig {
  /** The folder with contacts for signed-in people; null: there are none. */
  readonly directory: string | null;
  /** The file that says which links were issued; null: nobody signs in by a link. */
  readonly register: string | null;
  /** Whose people sign in through Teams; null: nobody's. */
  readonly tenants: TenantAccess | null;
  /** Folders that get published: neither of the two above may lie in one. */
  readonly published: readonly string[];
}

/** Whether a path is a folder or lies in it. */
export function liesIn(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || !(way === '..' || /^\.\.[\\/]/.test(way) || isAbsolute(way));
}

/** A client id is what a token of version 2.0 names, however the registration calls itself. */
function audiencesOf(all: readonly string[]): readonly string[] {
  return [...new Set(all.flatMap((one) => [one, audienceForm.exec(one)?.[1] ?? one]))];
}

function conflictsOf(read: Read, config: AccessConfig, { loopback, publicOrigin }: Around): readonly Conflict[] {
  const found: Conflict[] = [];
  const unless = (fine: boolean, name: string, cure: string): void => {
    if (!fine) found.push([name, cure]);
  };
  const isPublished = (path: string | null): boolean =>
    path !== null && config.published.some((folder) => liesIn(folder, path));
  const outside = 'this lies among what is published: choose a place outside the project and the content';
  unless(!isPublished(config.directory), 'DESK_DIRECTORY', outside);
  unless(!isPublished(config.register), 'ACCESS_REGISTER', outside);
  const registerIsShown =
    config.directory !== null && config.register !== null && liesIn(config.directory, config.register);
  unless(
    !registerIsShown,
    'ACCESS_REGISTER',
    'choose a place outside DESK_DIRECTORY: editors of contacts need no links',
  );
  const [hasTenants, hasAudience] = [read.DESK_TENANTS.length > 0, read.DESK_AUDIENCE.length > 0];
  unless(!hasTenants || hasAudience, 'DESK_AUDIENCE', 'a token must be meant for us: write the app registration');
  unless(!hasAudience || hasTenants, 'DESK_TENANTS', 'write the tenants that may sign in, or leave DESK_AUDIENCE out');
  unless(
    read.DESK_ROLES === 'required' || hasTenants,
    'DESK_ROLES',
    'it is about the people of DESK_TENANTS: write those, or leave it out',
  );
  unless(
    read.DESK_EDITOR_TENANTS.every((one) => config.tenants?.tenants.includes(one) === true),
    'DESK_EDITOR_TENANTS',
    'write only tenants that stand in DESK_TENANTS too',
  );
  const canSignIn = config.register !== null || hasTenants;
  unless(
    config.directory === null || canSignIn,
    'DESK_DIRECTORY',
    'nobody could see it: write ACCESS_REGISTER or DESK_TENANTS too, or leave it out',
  );
  unless(
    !canSignIn || publicOrigin !== null || loopback,
    'PUBLIC_ORIGIN',
    'signing in belongs to one origin: write it',
  );
  return found;
}

/** The settings, and where they do not go together. */
export function accessConfig(
  read: Read,
  around: Around,
): { readonly access: AccessConfig; readonly conflicts: readonly Conflict[] } {
  const { DESK_DIRECTORY, ACCESS_REGISTER, DESK_TENANTS, DESK_AUDIENCE, DESK_ROLES, CONTENT_ROOT } = read;
  const access: AccessConfig = {
    directory: DESK_DIRECTORY === undefined ? null : resolve(DESK_DIRECTORY),
    register: ACCESS_REGISTER === undefined ? null : resolve(ACCESS_REGISTER),
    tenants:
      DESK_TENANTS.length === 0
        ? null
        : {
            tenants: DESK_TENANTS.map((tenant) => tenant.toLowerCase()),
            audiences: audiencesOf(DESK_AUDIENCE),
            roles: DESK_ROLES,
            clients: read.DESK_CLIENTS,
            editorTenants: read.DESK_EDITOR_TENANTS,
          },
    published: [projectRoot, ...(CONTENT_ROOT === undefined ? [] : [resolve(CONTENT_ROOT)])],
  };
  return { access, conflicts: conflictsOf(read, access, around) };
}

/** What the command needs that issues links. */
export interface LinkSettings {
  readonly access: AccessConfig;
  readonly register: string;
  /** What a link begins with; null: not known. */
  readonly publicOrigin: string | null;
}

const linkEnvironment = z.object({
  ...accessEnvironment,
  PUBLIC_ORIGIN: optional(z.string().refine(isOrigin, originWanted).optional()),
});

/** Reads only what links need: whoever has to revoke one must not mend the settings of the bot first. */
export function readLinkSettings(env: { readonly [name: string]: string | undefined }): {
  readonly settings: LinkSettings | null;
  readonly problems: readonly Conflict[];
} {
  const read = linkEnvironment.safeParse(env);
  if (!read.success) {
    const problems = read.error.issues.map(({ path: [name], message }): Conflict => [String(name), message]);
    return { settings: null, problems };
  }
  const publicOrigin = read.data.PUBLIC_ORIGIN ?? null;
  const { access, conflicts } = accessConfig(read.data, { production: false, loopback: true, publicOrigin });
  const problems = conflicts.filter(([name]) => name === 'ACCESS_REGISTER');
  const { register } = access;
  if (register === null)
    return { settings: null, problems: [['ACCESS_REGISTER', 'write the whole path of the file that keeps the links']] };
  return { settings: problems.length === 0 ? { access, register, publicOrigin } : null, problems };
}
