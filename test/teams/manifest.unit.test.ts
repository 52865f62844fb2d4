/** The manifest and its localisation: valid for Microsoft, asking for nothing, and the same in both languages. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { pageStyle } from '../../src/render/page-style.ts';
import { accentColor, findService, localisation, manifest, versionInTeams } from '../../src/teams/manifest.ts';
import { readTeamsSettings } from '../../src/teams/settings.ts';
import { dutch, english } from '../../src/teams/words.ts';
import { faultsBy } from './microsoft-schemas.ts';

const bot = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
const app = '7d6c5b4a-3f2e-4d1c-9b0a-8f7e6d5c4b3a';
const environment = { BOT_APP_ID: bot, TEAMS_APP_ID: app, PUBLIC_ORIGIN: 'https://wegwijzer.example:8443' };
const plain = readTeamsSettings(environment);
const withDesk = readTeamsSettings({ ...environment, TEAMS_DESK_TAB: 'true' });
const signIn = '3c4d5e6f-7a8b-4c9d-8e0f-1a2b3c4d5e6f';
const audience = `api://wegwijzer.example/${signIn}`;
const withSignIn = readTeamsSettings({ ...environment, TEAMS_DESK_TAB: 'true', DESK_AUDIENCE: audience });
const all = [
  ['without the tab of the desk', plain],
  ['with the tab of the desk', withDesk],
  ['with a tab that signs people in', withSignIn],
] as const;

/** Every text in a manifest under its place, as a localisation names it: `composeExtensions[0].commands[0].title`. */
function texts(value: unknown, place = ''): readonly (readonly [place: string, text: string])[] {
  if (typeof value === 'string') return [[place, value]];
  if (Array.isArray(value)) return value.flatMap((item, at) => texts(item, `${place}[${at}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => texts(inner, place === '' ? key : `${place}.${key}`));
}

describe.each(all)('the manifest %s', (_, settings) => {
  const made = manifest(settings, dutch, '0.1.0');
  const inEnglish = localisation(settings, english);

  it("is valid by Microsoft's published schema", () => {
    expect(faultsBy('MicrosoftTeams', made)).toEqual([]);
  });

  it("has a localisation that is valid by Microsoft's published schema", () => {
    expect(faultsBy('MicrosoftTeams.Localization', inEnglish)).toEqual([]);
  });

  it('says in English, text by text, what it would say if it were made in English', () => {
    const { $schema: _, ...translated } = inEnglish;
    const wholeInEnglish = texts(manifest(settings, english, '0.1.0'));
    const changed = texts(made).map(([place, text]) => [place, translated[place] ?? text]);
    expect(changed).toEqual(wholeInEnglish);
    expect(Object.keys(translated).filter((place) => !texts(made).some(([known]) => known === place))).toEqual([]);
  });

  it('asks for no permission, and names no host but its own', () => {
    const keys = Object.keys(made);
    for (const key of ['permissions', 'devicePermissions', 'authorization', 'connectors'])
      expect(keys).not.toContain(key);
    expect(made).toMatchObject({ validDomains: ['wegwijzer.example:8443'] });
    const hosts = [...JSON.stringify(made).matchAll(/https?:\/\/([^/"]+)/g)].map(([, host]) => host);
    expect(new Set(hosts)).toEqual(new Set(['developer.microsoft.com', 'wegwijzer.example:8443']));
  });

  it('has a bot for one person alone, without files, calls or groups', () => {
    expect(made).toMatchObject({
      id: app,
      defaultInstallScope: 'personal',
      bots: [
        {
          botId: bot,
          scopes: ['personal'],
          supportsFiles: false,
          isNotificationOnly: false,
          supportsCalling: false,
          supportsVideo: false,
          commandLists: [{ scopes: ['personal'] }],
        },
      ],
    });
  });

  it('has one search command with one field', () => {
    expect(made).toMatchObject({
      composeExtensions: [
        {
          botId: bot,
          commands: [
            {
              id: findService.commandId,
              type: 'query',
              context: ['compose', 'commandBox'],
              parameters: [{ name: findService.parameter, inputType: 'text' }],
            },
          ],
        },
      ],
    });
  });
});

describe('the manifest', () => {
  it('has a tab for the desk only where one is asked for', () => {
    const chat = { entityId: 'conversations', scopes: ['personal'] };
    expect(manifest(plain, dutch, '0.1.0')).toMatchObject({ staticTabs: [chat] });
    expect(manifest(withDesk, dutch, '0.1.0')).toMatchObject({
      staticTabs: [
        chat,
        {
          entityId: 'desk',
          name: dutch.deskTab,
          contentUrl: 'https://wegwijzer.example:8443/desk',
          scopes: ['personal'],
        },
      ],
    });
  });

  it('signs people in only where a tab has been given a registration for that, and asks that one alone', () => {
    const signingIn = ([, settings]: (typeof all)[number]) =>
      Reflect.get(manifest(settings, dutch, '0.1.0'), 'webApplicationInfo');
    expect(all.map(signingIn)).toEqual([undefined, undefined, { id: signIn, resource: audience }]);
  });

  it('says of the tab, where there is one, what stays on the device', () => {
    const full = [plain, withDesk].map((settings) => JSON.stringify(manifest(settings, dutch, '0.1.0')));
    expect(full.map((text) => text.includes(dutch.deskTabFull))).toEqual([false, true]);
  });

  it('has the colour of the pages', () => {
    expect(pageStyle).toContain(`--accent:${accentColor}`);
  });

  it.each([
    ['nl', dutch],
    ['en', english],
  ])('lists only commands that the bot knows: %s', (lang, words) => {
    const known: unknown = parse(readFileSync(`locales/${lang}/commands.yaml`, 'utf8'));
    const typed = Object.values(known ?? {}).flat();
    expect(words.commands.map(({ type }) => type).filter((type) => !typed.includes(type))).toEqual([]);
  });
});

describe("Microsoft's schema", () => {
  it('finds what is wrong', () => {
    const made = manifest({ ...plain, developer: 'a'.repeat(33), botAppId: 'bot' }, dutch, '0.1.0');
    const faults = faultsBy('MicrosoftTeams', { ...made, colour: 'green' }).join('\n');
    expect(faults).toContain('/developer/name');
    expect(faults).toContain('/bots/0/botId');
    expect(faults).toContain('additional properties');
    const translated = faultsBy('MicrosoftTeams.Localization', { 'name.short': 'a'.repeat(31) }).join('\n');
    expect(translated).toContain('/name.short must NOT have more than 30 characters');
    expect(translated).toContain('description.full');
  });
});

describe('the version in Teams', () => {
  it.each([
    ['0.1.0', '1.1.0'],
    ['1.0.0', '2.0.0'],
    ['9.12.3', '10.12.3'],
    ['2.0.0-rc.1', '3.0.0'],
  ])('of %s is %s, which never begins with 0', (ours, theirs) => {
    expect(versionInTeams(ours)).toBe(theirs);
  });

  it.each(['1.0', 'next', ''])('is refused for "%s"', (version) => {
    expect(() => versionInTeams(version)).toThrow(/package\.json/);
  });
});
