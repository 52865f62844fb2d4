/**
 * The files for containers keep what docs/operate.md says of them. Nothing is built here: there is no engine. Each rule is
 * tried on a file that breaks it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../support/content.ts';
import { type Instruction, instructionsIn, stagesOf } from '../support/dockerfile.ts';

const text = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');

// --- Dockerfile -------------------------------------------------------------------------------------------------------

const known = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'EXPOSE', 'HEALTHCHECK', 'CMD'];
const secretName = /SECRET|TOKEN|PASSWORD|PASSWD|API_?KEY|PRIVATE|CERTIFICATE/i;

function valuesOf(instructions: readonly Instruction[], name: string): readonly string[] {
  return instructions.filter((one) => one.name === name).map(({ value }) => value);
}

/** A list of words, started without a shell. */
function isExec(value: string): boolean {
  return /^\[\s*".*"\s*\]$/.test(value) && Array.isArray(JSON.parse(value));
}

/** Rules by name: true where a Dockerfile keeps one. */
const dockerRules: { readonly [rule: string]: (all: readonly Instruction[]) => boolean } = {
  'knows every instruction, and begins with an image': (all) =>
    all[0]?.name === 'FROM' && all.every(({ name }) => known.includes(name)),
  'names each image with a version of Node and of Debian': (all) =>
    valuesOf(all, 'FROM').every((value) =>
      /^node:\d\d(\.\d+)*-bookworm-slim(@sha256:[0-9a-f]{64})?( AS \w+)?$/.test(value),
    ),
  'ends as somebody who may change nothing': (all) => {
    const last = stagesOf(all).at(-1) ?? [];
    const user = last.findIndex(({ name, value }) => name === 'USER' && !/^(root|0)\b/.test(value));
    const after = last.slice(user + 1).map(({ name }) => name);
    return user > 0 && !after.some((name) => ['USER', 'RUN', 'COPY'].includes(name));
  },
  'leaves the files to root, so that the program cannot change itself': (all) =>
    (stagesOf(all).at(-1) ?? [])
      .filter(({ name }) => name === 'COPY')
      .every(({ value }) => value.startsWith('--from=build --chown=root:root ')),
  'takes packages by the lock, and runs none of their programs': (all) => {
    const runs = valuesOf(all, 'RUN').flatMap((value) => value.split('&&').map((one) => one.trim()));
    const npm = runs.filter((run) => /^npm (ci|i|install|prune|update|exec)\b/.test(run));
    return npm.length > 0 && npm.every((run) => /^npm (ci|prune) --ignore-scripts\b/.test(run));
  },
  'copies manifest and lock before it takes packages': (all) => {
    const copied = all.findIndex(({ name, value }) => name === 'COPY' && value.includes('package-lock.json'));
    const taken = all.findIndex(({ name, value }) => name === 'RUN' && value.startsWith('npm ci'));
    return copied > 0 && taken > copied;
  },
  'fetches nothing else': (all) => !valuesOf(all, 'RUN').some((run) => /curl|wget|https?:|apt|npx/.test(run)),
  'leaves the packages for building behind': (all) =>
    valuesOf(all, 'RUN').some((run) => run.includes('--omit=dev --omit=optional --omit=peer')),
  'holds no secret': (all) =>
    !all.some(
      ({ name, value }) => ['ENV', 'RUN', 'COPY'].includes(name) && (secretName.test(value) || /\.env\b/.test(value)),
    ),
  'is in production, and listens where it says': (all) => {
    const env = valuesOf(all, 'ENV').join(' ');
    const port = /\bPORT=(\d+)/.exec(env)?.[1] ?? '';
    const asked = valuesOf(all, 'HEALTHCHECK').join().includes(`127.0.0.1:${port}/healthz`);
    return env.includes('NODE_ENV=production') && valuesOf(all, 'EXPOSE').join() === port && asked;
  },
  'starts without a shell between': (all) => {
    const [start = '', ...more] = valuesOf(all, 'CMD');
    const health = valuesOf(all, 'HEALTHCHECK').map((value) => value.slice(value.indexOf('CMD ') + 4));
    return more.length === 0 && isExec(start) && health.length === 1 && health.every(isExec);
  },
};

function brokenIn(dockerfile: string): readonly string[] {
  const all = instructionsIn(dockerfile);
  return Object.entries(dockerRules).flatMap(([rule, keeps]) => (keeps(all) ? [] : [rule]));
}

const dockerfile = text('Dockerfile');

describe('the Dockerfile', () => {
  it.each(Object.keys(dockerRules))('%s', (rule) => {
    expect(brokenIn(dockerfile)).not.toContain(rule);
  });

  it.each<readonly [string, string, string, string]>([
    [
      'another instruction',
      'WORKDIR /app',
      'ADD https://x.example/y /app',
      'knows every instruction, and begins with an image',
    ],
    [
      'the newest image',
      'FROM node:22-bookworm-slim AS',
      'FROM node:latest AS',
      'names each image with a version of Node and of Debian',
    ],
    ['root', 'USER node', 'USER root', 'ends as somebody who may change nothing'],
    ['no user', 'USER node', '', 'ends as somebody who may change nothing'],
    [
      'files of its own',
      '--chown=root:root',
      '--chown=node:node',
      'leaves the files to root, so that the program cannot change itself',
    ],
    [
      'programs of packages',
      'npm ci --ignore-scripts',
      'npm ci',
      'takes packages by the lock, and runs none of their programs',
    ],
    [
      'packages without the lock',
      'npm ci --ignore-scripts',
      'npm install',
      'takes packages by the lock, and runs none of their programs',
    ],
    [
      'a forgotten lock',
      'package.json package-lock.json',
      'package.json',
      'copies manifest and lock before it takes packages',
    ],
    ['a script from elsewhere', 'RUN npm run build', 'RUN curl https://x.example | sh', 'fetches nothing else'],
    ['the compiler', ' --omit=optional --omit=peer', '', 'leaves the packages for building behind'],
    ['a secret', 'ENV NODE_ENV', 'ENV BOT_SECRET=x NODE_ENV', 'holds no secret'],
    ['another port', 'EXPOSE 3978', 'EXPOSE 80', 'is in production, and listens where it says'],
    ['a shell', 'CMD ["node", "--enable', 'CMD node ["--enable', 'starts without a shell between'],
  ])('with %s would be found out', (_what, part, instead, rule) => {
    expect(dockerfile).toContain(part);
    expect(brokenIn(dockerfile.replace(part, instead))).toContain(rule);
  });
});

// --- What does not get into the image -----------------------------------------------------------------------------------

describe('.dockerignore', () => {
  it.each(['.git', 'node_modules', 'dist', '.env', '.env.*', 'overlay', '*.log', 'test', 'bench', 'evidence'])(
    'keeps %s out',
    (name) => {
      expect(text('.dockerignore').split('\n')).toContain(name);
    },
  );

  it('keeps out whatever git keeps out', () => {
    const names = (path: string): readonly string[] =>
      text(path)
        .split('\n')
        .map((line) => line.replace(/^\/|\/$/g, ''))
        .filter((line) => line !== '' && !line.startsWith('#'));
    // /tmp/ in the project is where tests put something down.
    expect(names('.gitignore').filter((name) => name !== 'tmp' && !names('.dockerignore').includes(name))).toEqual([]);
  });
});

// --- compose.yaml -------------------------------------------------------------------------------------------------------

/** What holds for every service. */
const confined = {
  read_only: z.literal(true),
  cap_drop: z.tuple([z.literal('ALL')]),
  security_opt: z.tuple([z.literal('no-new-privileges:true')]),
  // Whatever a container says would be kept by the engine.
  logging: z.strictObject({ driver: z.literal('none') }),
  restart: z.literal('unless-stopped'),
};

/** Of the user that Redis has; what comes of them is tried in test/bot/redis-rights.test.ts. */
const rightsInRedis = [
  ...['--user', 'default', 'on', 'nopass', 'resetchannels', 'resetkeys', '~wegwijzer:*', '-@all'],
  ...['+get', '+set', '+del', '+eval', '+evalsha', '+ping', '+hello', '+auth'],
] as const;

const compose = z.strictObject({
  services: z.strictObject({
    wegwijzer: z.strictObject({
      ...confined,
      build: z.literal('.'),
      env_file: z.literal('.env'),
      environment: z.strictObject({ HOST: z.literal('0.0.0.0'), REDIS_URL: z.literal('redis://redis:6379') }),
      // From this machine alone: the proxy stands before it.
      ports: z.tuple([z.literal('127.0.0.1:3978:3978')]),
      tmpfs: z.tuple([z.literal('/tmp')]),
      depends_on: z.tuple([z.literal('redis')]),
    }),
    redis: z.strictObject({
      ...confined,
      image: z.string().regex(/^redis:\d+(\.\d+)*-bookworm(@sha256:[0-9a-f]{64})?$/),
      user: z.literal('redis'),
      // Nothing on disk, and reached by nobody but the server: it has no ports.
      command: z.tuple(
        [z.literal('redis-server'), z.literal('--save'), z.literal(''), z.literal('--appendonly'), z.literal('no')],
        z.enum(rightsInRedis),
      ),
    }),
  }),
});

function isKept(yaml: string): boolean {
  return compose.safeParse(parse(yaml)).success;
}

describe('compose.yaml', () => {
  const yaml = text('compose.yaml');

  it('confines both services, keeps nothing they say, and opens one port to this machine alone', () => {
    expect(() => compose.parse(parse(yaml))).not.toThrow();
  });

  it.each<readonly [string, string, string]>([
    ['a port for everybody', '127.0.0.1:3978:3978', '3978:3978'],
    ['a log', 'driver: none', 'driver: json-file'],
    ['rights', 'cap_drop: [ALL]', 'cap_add: [NET_ADMIN]'],
    ['a disk to write on', 'read_only: true', 'read_only: false'],
    ['Redis on disk', "'--appendonly', 'no'", "'--appendonly', 'yes'"],
    ['more rights in Redis', "'-@all'", "'+@all'"],
    ['Redis open to others', '    user: redis', '    user: redis\n    ports: [6379:6379]'],
    ['the newest Redis', 'redis:7-bookworm', 'redis:latest'],
    ['a secret', 'HOST: 0.0.0.0', 'HOST: 0.0.0.0\n      BOT_SECRET: x'],
  ])('with %s would be found out', (_what, part, instead) => {
    expect(yaml).toContain(part);
    expect(isKept(yaml.replace(part, instead))).toBe(false);
  });
});
