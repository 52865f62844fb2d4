import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from '../../src/server/config.ts';

describe('the settings', () => {
  it('may all be left out, and then listen on this machine only', () => {
    expect(readConfig({})).toEqual({
      access: { directory: null, register: null, tenants: null, published: [expect.any(String)] },
      port: 3978,
      host: '127.0.0.1',
      exitUrl: 'https://www.bbc.com/weather',
      pageSecret: null,
      partners: [],
      publicOrigin: null,
      contact: null,
      trustProxy: 0,
      requestsPerMinute: 600,
      apiRequestsPerMinute: 600,
      deskInTeams: false,
      contentEverySeconds: 5,
      dataBackups: null,
      bot: {
        access: { app: null, authority: null, issuers: [], tenants: [], serviceHosts: [] },
        messagesPerMinute: 60,
        secrets: null,
        redis: null,
      },
    });
  });

  it('are what .env.example says they are', () => {
    const lines = readFileSync('.env.example', 'utf8')
      .split('\n')
      .filter((line) => /^[A-Z_]+=/.test(line));
    const example = Object.fromEntries(lines.map((line) => line.split(/=(.*)/s).slice(0, 2)));
    expect(readConfig(example)).toEqual(readConfig({}));
    expect(Object.keys(example)).toEqual([
      'PORT',
      'HOST',
      'EXIT_URL',
      'PARTNERS',
      'PUBLIC_ORIGIN',
      'CONTACT',
      'TRUST_PROXY',
      'REQUESTS_PER_MINUTE',
      'API_REQUESTS_PER_MINUTE',
      'PAGE_SECRET',
      'CONTENT_ROOT',
      'CONTENT_EVERY_SECONDS',
      'DATA_BACKUPS',
      'BOT',
      'BOT_APP_ID',
      'BOT_TENANT_ID',
      'BOT_APP_SECRET',
      'BOT_APP_CERTIFICATE',
      'BOT_APP_KEY',
      'BOT_TENANTS',
      'BOT_AUTHORITY',
      'BOT_ISSUERS',
      'BOT_SERVICE_HOSTS',
      'BOT_MESSAGES_PER_MINUTE',
      'BOT_SECRET',
      'BOT_SECRETS_BEFORE',
      'REDIS_URL',
      'REDIS_KIND',
      'REDIS_SENTINEL_NAME',
      'REDIS_PREFIX',
      'DESK_DIRECTORY',
      'ACCESS_REGISTER',
      'DESK_TENANTS',
      'DESK_AUDIENCE',
      'DESK_ROLES',
      'DESK_CLIENTS',
      'DESK_EDITOR_TENANTS',
      'TEAMS_APP_ID',
      'TEAMS_DEVELOPER',
      'TEAMS_DESK_TAB',
    ]);
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '70000'],
    ['HOST', 'my host'],
    ['EXIT_URL', 'http://weather.example'],
    ['EXIT_URL', 'javascript:alert(1)'],
    ['EXIT_URL', 'https:www.weather.example'],
    ['EXIT_URL', 'https://name@weather.example/'],
    ['PUBLIC_ORIGIN', 'wegwijzer.example'],
    ['PARTNERS', 'https://a;sandbox'],
    ['PARTNERS', 'https://www.example.org/path'],
    ['PARTNERS', 'https://*.example.org'],
    ['PARTNERS', 'http://www.example.org'],
    ['PARTNERS', 'https://ok.example https://WWW.example.org'],
    ['TRUST_PROXY', 'yes'],
    ['REQUESTS_PER_MINUTE', '0'],
  ])('name %s when it is %s, and say what to write', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(ConfigError);
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`${name}: write `));
  });

  it('name every setting that is wrong at once', () => {
    expect(() => readConfig({ PORT: 'x', EXIT_URL: 'x' })).toThrow(/PORT.*EXIT_URL/s);
  });
});
