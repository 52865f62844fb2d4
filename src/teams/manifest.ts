/**
 * What Teams is told about the app: who it is, the bot, one search command, and what it may do (nothing beyond that).
 */
import type { TeamsSettings } from './settings.ts';
import { type AppWords, appName } from './words.ts';

/** The version of Microsoft's schema for both files. */
export const manifestVersion = '1.29';

const schemas = `https://developer.microsoft.com/json-schemas/teams/v${manifestVersion}`;

/** The search command as Teams sends it to the bot: the id of the command and the name of its one parameter. */
export const findService = { commandId: 'findService', parameter: 'search' } as const;

/** `--accent` of the pages: behind the icon, and where Teams colours something itself. */
export const accentColor = '#1c5450';

/** The names under which the manifest finds the other files of the package. */
export const files = { color: 'color.png', outline: 'outline.png', english: 'en.json' } as const;

/** A list that Teams reads in order; what stands where is also said in the localisation. */
function tabs(settings: TeamsSettings, words: AppWords): readonly object[] {
  // `conversations` is Teams' own name for the chat with the bot; a tab of that name must have no title.
  const chat = { entityId: 'conversations', scopes: ['personal'] };
  if (!settings.deskTab) return [chat];
  const address = `${settings.publicOrigin}/desk`;
  return [
    chat,
    { entityId: 'desk', name: words.deskTab, contentUrl: address, websiteUrl: address, scopes: ['personal'] },
  ];
}

function bot(settings: TeamsSettings, words: AppWords): object {
  return {
    botId: settings.botAppId,
    // Never in a group or a team: others would read along.
    scopes: ['personal'],
    isNotificationOnly: false,
    supportsFiles: false,
    supportsCalling: false,
    supportsVideo: false,
    commandLists: [
      {
        scopes: ['personal'],
        commands: words.commands.map(({ type, does }) => ({ title: type, description: does })),
      },
    ],
  };
}

/** Finds services by their name and place. It never asks for a theme: what it finds is put into a chat with others. */
function serviceSearch(settings: TeamsSettings, { search }: AppWords): object {
  return {
    botId: settings.botAppId,
    commands: [
      {
        id: findService.commandId,
        type: 'query',
        context: ['compose', 'commandBox'],
        title: search.title,
        description: search.does,
        initialRun: false,
        parameters: [{ name: findService.parameter, inputType: 'text', title: search.field, description: search.hint }],
      },
    ],
  };
}

/**
 * The version as Microsoft's catalogue takes it: three numbers, the first not 0. One is added to the first number of
 * ours, always, so that a later version also counts as later there.
 */
export function versionInTeams(version: string): string {
  const [, major, rest] = /^(\d+)(\.\d+\.\d+)(?:[-+]|$)/.exec(version) ?? [];
  if (major === undefined) throw new Error(`The version "${version}" in package.json is not of the form 1.2.3`);
  return `${Number(major) + 1}${rest}`;
}

function fullDescription({ deskTab }: TeamsSettings, { full, deskTabFull }: AppWords): string {
  return deskTab ? `${full}\n\n${deskTabFull}` : full;
}

/**
 * The manifest, in these words. It asks for no permissions: not for files, calls, a team's messages or the device. Only a
 * tab that signs people in asks who somebody is, and only so far as a token for our own server says it.
 */
export function manifest(settings: TeamsSettings, words: AppWords, version: string): object {
  const { teamsAppId, publicOrigin, developer, signIn } = settings;
  return {
    $schema: `${schemas}/MicrosoftTeams.schema.json`,
    manifestVersion,
    version: versionInTeams(version),
    id: teamsAppId,
    developer: {
      name: developer,
      websiteUrl: publicOrigin,
      privacyUrl: `${publicOrigin}/privacy`,
      // The schema wants terms of use. There are none to agree to; the page on privacy says what is done with answers.
      termsOfUseUrl: `${publicOrigin}/privacy`,
    },
    name: { short: appName, full: appName },
    description: { short: words.short, full: fullDescription(settings, words) },
    icons: { color: files.color, outline: files.outline },
    accentColor,
    localizationInfo: {
      defaultLanguageTag: 'nl',
      additionalLanguages: [{ languageTag: 'en', file: files.english }],
    },
    defaultInstallScope: 'personal',
    bots: [bot(settings, words)],
    composeExtensions: [serviceSearch(settings, words)],
    staticTabs: tabs(settings, words),
    validDomains: [new URL(publicOrigin).host],
    ...(signIn === null ? {} : { webApplicationInfo: signIn }),
  };
}

/** The same words in another language, each under the place in the manifest where it belongs. */
export function localisation(settings: TeamsSettings, words: AppWords): Readonly<Record<string, string>> {
  const { commands, search } = words;
  const searchAt = 'composeExtensions[0].commands[0]';
  return {
    $schema: `${schemas}/MicrosoftTeams.Localization.schema.json`,
    'name.short': appName,
    'name.full': appName,
    'description.short': words.short,
    'description.full': fullDescription(settings, words),
    ...Object.fromEntries(
      commands.flatMap(({ type, does }, at) => [
        [`bots[0].commandLists[0].commands[${at}].title`, type],
        [`bots[0].commandLists[0].commands[${at}].description`, does],
      ]),
    ),
    [`${searchAt}.title`]: search.title,
    [`${searchAt}.description`]: search.does,
    [`${searchAt}.parameters[0].title`]: search.field,
    [`${searchAt}.parameters[0].description`]: search.hint,
    ...(settings.deskTab ? { 'staticTabs[1].name': words.deskTab } : {}),
  };
}
