/**
 * `wegwijzer doctor`: looks at the settings in the environment, and at what they lead to. It names settings and cures, and
 * never what stands in them.
 */
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { agents } from '../bot/agents.ts';
import type { BotConfig } from '../server/bot-config.ts';
import { ConfigError, readConfig, type ServerConfig } from '../server/config.ts';
import { inTime } from '../storage/patience.ts';
import { redisStore } from '../storage/redis.ts';
import { accessFindings } from './access-findings.ts';
import { projectRoot } from './content.ts';
import type { Finding } from './finding.ts';

const leastNode = 20;
const patienceMs = 5_000;
const pauseMs = 100;
const oneTryMs = 1_000;

function nodeFinding(): Finding {
  const [major = 0] = process.versions.node.split('.').map(Number);
  const wrong = major >= leastNode ? null : `needs Node ${leastNode} or newer; this is ${process.versions.node}`;
  return { about: 'Node', fine: process.versions.node, wrong };
}

function buildFinding(): Finding {
  const built = existsSync(join(projectRoot, 'dist/web/app.js'));
  return { about: 'build', fine: 'the scripts of the page are there', wrong: built ? null : 'run "npm run build"' };
}

function pagesFinding({ pageSecret }: ServerConfig): Finding {
  const own = 'talks without JavaScript are sealed by this process only; several servers need PAGE_SECRET';
  const shared = 'talks without JavaScript go on at every server with this PAGE_SECRET';
  return { about: 'pages', fine: pageSecret === null ? own : shared, wrong: null };
}

function originFinding({ publicOrigin, bot }: ServerConfig): Finding {
  const isSafe = publicOrigin?.startsWith('https://') === true;
  const needed = bot?.access.app != null;
  const wrong =
    isSafe || !needed ? null : 'PUBLIC_ORIGIN must begin with https://: Microsoft and Teams open nothing else';
  return { about: 'address', fine: isSafe ? 'people reach the page over https' : 'on this machine only', wrong };
}

/** The server itself speaks no https: where people use it, a proxy stands in front. */
function proxyFinding({ publicOrigin, trustProxy }: ServerConfig): Finding {
  const behindOne = publicOrigin?.startsWith('https://') === true;
  const wrong =
    behindOne && trustProxy === 0
      ? 'TRUST_PROXY must say how many proxies stand in front (1, as a rule): with 0 all visitors count as one, and one who asks too often keeps all others out'
      : null;
  return { about: 'proxy', fine: behindOne ? 'visitors behind it count one by one' : 'none', wrong };
}

/** Fulfilled when the work succeeds in time, over and over until then. */
async function eventually(work: () => Promise<unknown>): Promise<boolean> {
  const until = Date.now() + patienceMs;
  while (Date.now() < until) {
    const done = await inTime(work(), oneTryMs).then(
      () => true,
      () => false,
    );
    if (done) return true;
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return false;
}

async function redisFinding({ redis }: BotConfig): Promise<Finding> {
  const about = 'memory';
  if (redis === null)
    return { about, fine: 'talks are remembered by this process only; one server is enough for that', wrong: null };
  const store = redisStore({ ...redis, random: Math.random });
  const name = `doctor-${randomBytes(8).toString('hex')}`;
  const works = await eventually(async () => {
    if (!(await store.replace(name, null, Buffer.from('1'), patienceMs))) throw new Error('somebody else wrote');
    await store.remove(name);
  });
  await store.close();
  return {
    about,
    fine: 'Redis takes, compares and deletes',
    wrong: works
      ? null
      : 'REDIS_URL: nothing answers there, or it may not write; look at the address, the password, the network',
  };
}

async function proofFinding({ access }: BotConfig): Promise<Finding> {
  const about = 'bot';
  if (access.app === null)
    return { about, fine: 'no app registration: on this machine anybody may try it (npm run bot:local)', wrong: null };
  const proved = await agents(access)
    .prove()
    .then(
      () => true,
      () => false,
    );
  const wrong =
    'Microsoft gave no token: BOT_APP_SECRET or the certificate may have expired, BOT_APP_ID and BOT_TENANT_ID may not belong together, or login.microsoftonline.com cannot be reached from here';
  return { about, fine: 'Microsoft accepts the app registration', wrong: proved ? null : wrong };
}

/** Everything that can be looked at from here. */
export async function examine(env: NodeJS.ProcessEnv): Promise<readonly Finding[]> {
  const first = [nodeFinding(), buildFinding()];
  let config: ServerConfig;
  try {
    config = readConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [...first, { about: 'settings', fine: '', wrong: error.message }];
  }
  const settings: Finding = { about: 'settings', fine: 'can be read and go together', wrong: null };
  const bot: readonly Finding[] =
    config.bot === null
      ? [{ about: 'bot', fine: 'off (BOT=off)', wrong: null }]
      : [await redisFinding(config.bot), await proofFinding(config.bot)];
  return [
    ...first,
    settings,
    originFinding(config),
    proxyFinding(config),
    pagesFinding(config),
    ...bot,
    ...(await accessFindings(config.access)),
  ];
}

/** Prints what was found; exit code 1 when something is wrong. */
export async function doctor(): Promise<void> {
  const findings = await examine(process.env);
  for (const { about, fine, wrong } of findings)
    process.stdout.write(`${wrong === null ? 'fine ' : 'WRONG'}  ${about.padEnd(9)} ${wrong ?? fine}\n`);
  const bad = findings.filter(({ wrong }) => wrong !== null).length;
  process.stdout.write(
    bad === 0
      ? 'Nothing wrong was found. Whether Microsoft reaches this server cannot be seen from here (docs/teams.md).\n'
      : `${bad} to mend.\n`,
  );
  if (bad > 0) process.exitCode = 1;
}
