/**
 * The settings of the Teams app package, from environment variables: which bot, on which host, under whose name.
 */
import { z } from 'zod';
import { ConfigError } from '../server/config.ts';

/** A setting that is there but empty counts as left out: that is how `.env` files are filled in. */
const filledIn = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema);

const exampleId = '1f2e3d4c-5b6a-4789-9abc-def012345678';

/** An origin as a browser writes it. An address with a path or with only a slash at the end is told of, not mended. */
function isPublicOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && /^https:\/\/[a-z0-9.-]+(:\d+)?$/.test(text);
}

const originWanted =
  'write the origin people see, for example https://wegwijzer.example (https, no path, no slash at the end)';
const nameWanted = 'write a name of 1 to 32 characters';

const environment = z.object({
  BOT_APP_ID: filledIn(z.guid(`write the application (client) id of the bot, for example ${exampleId}`)),
  PUBLIC_ORIGIN: filledIn(z.string(originWanted).refine(isPublicOrigin, originWanted)),
  TEAMS_APP_ID: filledIn(
    z.guid(`write the id of the app in Teams, for example ${exampleId}, or leave it out`).optional(),
  ),
  TEAMS_DEVELOPER: filledIn(z.string().trim().min(1, nameWanted).max(32, nameWanted).default('Wegwijzer')),
  TEAMS_DESK_TAB: filledIn(z.enum(['true', 'false'], 'write true or false').default('false')),
});

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
}

/** Reads the settings of the app package. @throws ConfigError that names each variable and what to write */
export function readTeamsSettings(env: { readonly [name: string]: string | undefined }): TeamsSettings {
  const read = environment.safeParse(env);
  if (!read.success)
    throw new ConfigError(read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`));
  const { BOT_APP_ID, PUBLIC_ORIGIN, TEAMS_APP_ID, TEAMS_DEVELOPER, TEAMS_DESK_TAB } = read.data;
  return {
    botAppId: BOT_APP_ID.toLowerCase(),
    teamsAppId: (TEAMS_APP_ID ?? BOT_APP_ID).toLowerCase(),
    publicOrigin: PUBLIC_ORIGIN,
    developer: TEAMS_DEVELOPER,
    // A tab that leads to a page that does not exist is worse than none, so it has to be asked for.
    deskTab: TEAMS_DESK_TAB === 'true',
  };
}
