/**
 * The settings of the Teams app package, from environment variables: which bot, on which host, under whose name.
 */
import { z } from 'zod';
import { ConfigError } from '../server/config.ts';
import { optional, switchedOn } from '../server/settings.ts';

const exampleId = '1f2e3d4c-5b6a-4789-9abc-def012345678';

/** An origin as a browser writes it. An address with a path or with only a slash at the end is told of, not mended. */
function isPublicOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && /^https:\/\/[a-z0-9.-]+(:\d+)?$/.test(text);
}

const originWanted =
  'write the origin people see, for example https://wegwijzer.example (https, no path, no slash at the end)';
const nameWanted = 'write a name of 1 to 32 characters';
const audienceWanted = `write the application id URI of the registration that signs people in, for example api://wegwijzer.example/${exampleId}, or its client id`;

/**
 * A client id, alone or, as Microsoft prescribes it for tabs, after the host that shows the tab; with `botid-` before it
 * where the registration is that of the bot, too.
 */
const audienceForm = /^(?:api:\/\/([a-z0-9.-]+)\/(botid-)?)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

const environment = z.object({
  BOT_APP_ID: optional(z.guid(`write the application (client) id of the bot, for example ${exampleId}`)),
  PUBLIC_ORIGIN: optional(z.string(originWanted).refine(isPublicOrigin, originWanted)),
  TEAMS_APP_ID: optional(
    z.guid(`write the id of the app in Teams, for example ${exampleId}, or leave it out`).optional(),
  ),
  TEAMS_DEVELOPER: optional(z.string().trim().min(1, nameWanted).max(32, nameWanted).default('Wegwijzer')),
  // A tab that nobody may show is worse than none, so it has to be asked for; the server reads it too.
  TEAMS_DESK_TAB: switchedOn,
  // The server reads the same setting, to know which tokens are meant for it.
  DESK_AUDIENCE: optional(
    z
      .string(audienceWanted)
      .transform((text) => text.split(/[\s,]+/).filter((one) => one !== ''))
      .refine((all) => all.every((one) => audienceForm.test(one)), audienceWanted)
      .default([]),
  ),
});

/** The registration at Microsoft through which Teams says who is signed in. */
export interface SignIn {
  /** Its client id. */
  readonly id: string;
  /** Its application id URI, on the host of the tab. */
  readonly resource: string;
}

export interface TeamsSettings {
  /** The bot, as it is registered at Microsoft. */
  readonly botAppId: string;
  /** The app in Teams: stays the same through all its versions. */
  readonly teamsAppId: string;
  /** Where people reach the server, such as `https://wegwijzer.example`. */
  readonly publicOrigin: string;
  /** Whose app it is, as everybody who looks at the list of apps reads it. */
  readonly developer: string;
  /** Whether the app has a tab that shows `/desk`. */
  readonly deskTab: boolean;
  /** What the tab may sign people in with; null: it asks Teams for nobody, and shows what is public. */
  readonly signIn: SignIn | null;
}

/** Teams gives a token only to a tab on the host that stands in the URI. @throws ConfigError when it is another */
function signInOf(audiences: readonly string[], publicOrigin: string): SignIn | null {
  const { hostname } = new URL(publicOrigin);
  const named = audiences.map((one) => audienceForm.exec(one.toLowerCase()) ?? []);
  const [id, ...others] = new Set(named.map(([, , , one]) => one));
  if (id === undefined) return null;
  if (others.length > 0)
    throw new ConfigError(['DESK_AUDIENCE: write one registration; an app in Teams signs people in through one']);
  if (named.some(([, host = hostname]) => host !== hostname))
    throw new ConfigError(['DESK_AUDIENCE: write the host of PUBLIC_ORIGIN after api://, without a port']);
  const bot = named.some(([, , one]) => one !== undefined) ? 'botid-' : '';
  return { id, resource: `api://${hostname}/${bot}${id}` };
}

/** Reads the settings of the app package. @throws ConfigError that names each variable and what to write */
export function readTeamsSettings(env: { readonly [name: string]: string | undefined }): TeamsSettings {
  const read = environment.safeParse(env);
  if (!read.success)
    throw new ConfigError(read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  const {
    BOT_APP_ID,
    PUBLIC_ORIGIN,
    TEAMS_APP_ID,
    TEAMS_DEVELOPER,
    TEAMS_DESK_TAB: deskTab,
    DESK_AUDIENCE,
  } = read.data;
  return {
    botAppId: BOT_APP_ID.toLowerCase(),
    teamsAppId: (TEAMS_APP_ID ?? BOT_APP_ID).toLowerCase(),
    publicOrigin: PUBLIC_ORIGIN,
    developer: TEAMS_DEVELOPER,
    deskTab,
    // The bot signs nobody in: without the tab there is nothing to ask for.
    signIn: deskTab ? signInOf(DESK_AUDIENCE, PUBLIC_ORIGIN) : null,
  };
}
