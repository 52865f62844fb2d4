/** The settings of the app package: what may be left out, and what is said when something cannot be used. */
import { describe, expect, it } from '@jest/globals';
import { ConfigError } from '../../src/server/config.ts';
import { readTeamsSettings } from '../../src/teams/settings.ts';

const bot = '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d';
const app = '7d6c5b4a-3f2e-4d1c-9b0a-8f7e6d5c4b3a';
const least = { BOT_APP_ID: bot, PUBLIC_ORIGIN: 'https://wegwijzer.example' };

describe('the settings of the app package', () => {
  it('are the bot and the origin; the others may be left out', () => {
    expect(readTeamsSettings(least)).toEqual({
      botAppId: bot,
      teamsAppId: bot,
      publicOrigin: 'https://wegwijzer.example',
      developer: 'Wegwijzer',
      deskTab: false,
      signIn: null,
    });
  });

  it('take what is filled in, and an id in capitals as the same id', () => {
    const all = { TEAMS_APP_ID: app.toUpperCase(), TEAMS_DEVELOPER: ' Stichting Linde ', TEAMS_DESK_TAB: 'true' };
    expect(readTeamsSettings({ ...least, ...all })).toMatchObject({
      teamsAppId: app,
      developer: 'Stichting Linde',
      deskTab: true,
    });
  });

  it('count as left out when they are empty', () => {
    const empty = { TEAMS_APP_ID: '', TEAMS_DEVELOPER: '', TEAMS_DESK_TAB: '', DESK_AUDIENCE: '' };
    expect(readTeamsSettings({ ...least, ...empty })).toEqual(readTeamsSettings(least));
  });

  it.each([
    ['BOT_APP_ID', undefined, /write the application \(client\) id of the bot/],
    ['BOT_APP_ID', '', /write the application \(client\) id of the bot/],
    ['BOT_APP_ID', 'wegwijzer-bot', /write the application \(client\) id of the bot/],
    ['PUBLIC_ORIGIN', undefined, /write the origin people see/],
    ['PUBLIC_ORIGIN', '', /write the origin people see/],
    ['PUBLIC_ORIGIN', 'wegwijzer.example', /write the origin people see/],
    ['PUBLIC_ORIGIN', 'http://wegwijzer.example', /write the origin people see/],
    ['PUBLIC_ORIGIN', 'https://wegwijzer.example/', /no slash at the end/],
    ['PUBLIC_ORIGIN', 'https://wegwijzer.example/talk', /no path/],
    ['PUBLIC_ORIGIN', 'https://name@wegwijzer.example', /write the origin people see/],
    ['PUBLIC_ORIGIN', 'https://*.example', /write the origin people see/],
    ['TEAMS_APP_ID', '12', /write the id of the app in Teams/],
    ['TEAMS_DEVELOPER', ' ', /1 to 32 characters/],
    ['TEAMS_DEVELOPER', 'a'.repeat(33), /1 to 32 characters/],
    ['TEAMS_DESK_TAB', 'yes', /write true or false/],
    ['DESK_AUDIENCE', 'api://wegwijzer.example', /write the application id URI/],
    ['DESK_AUDIENCE', `https://wegwijzer.example/${app}`, /write the application id URI/],
    ['DESK_AUDIENCE', `${app} ${bot}`, /write one registration/],
    ['DESK_AUDIENCE', `api://elsewhere.example/${app}`, /write the host of PUBLIC_ORIGIN/],
  ])('name %s when it is %s, and say what to write', (name, value, wanted) => {
    const read = () => readTeamsSettings({ ...least, TEAMS_DESK_TAB: 'true', [name]: value });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(`  ${name}: write `);
    expect(read).toThrow(wanted);
  });

  it.each([
    [`api://wegwijzer.example/${app}`, `api://wegwijzer.example/${app}`],
    [`API://Wegwijzer.example/${app.toUpperCase()}`, `api://wegwijzer.example/${app}`],
    [`${app} api://wegwijzer.example/${app}`, `api://wegwijzer.example/${app}`],
    [app, `api://wegwijzer.example/${app}`],
  ])('take %s for the registration that signs people in', (DESK_AUDIENCE, resource) => {
    const withTab = readTeamsSettings({ ...least, TEAMS_DESK_TAB: 'true', DESK_AUDIENCE });
    expect(withTab.signIn).toEqual({ id: app, resource });
    expect(readTeamsSettings({ ...least, DESK_AUDIENCE }).signIn).toBeNull();
  });

  it('name every setting that is wrong at once', () => {
    expect(() => readTeamsSettings({})).toThrow(/BOT_APP_ID.*PUBLIC_ORIGIN/s);
  });
});
