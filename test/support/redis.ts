/**
 * A real Redis on a free port: the one that is installed, or else the one of the Debian packages, unpacked without being
 * installed. Where neither can be had the reason is printed and the tests that need it are skipped.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from './content.ts';

const run = promisify(execFile);

const packages = ['redis-server', 'redis-tools', 'libjemalloc2', 'liblua5.1-0', 'liblzf1', 'lua-cjson', 'lua-bitop'];
const unpacked = join(projectRoot, 'node_modules/.cache/redis');

export interface Program {
  readonly command: string;
  readonly env: NodeJS.ProcessEnv;
}

/** The folder of the libraries among the unpacked files. */
function librariesIn(folder: string): string {
  const lib = join(folder, 'usr/lib');
  return readdirSync(lib)
    .map((name) => join(lib, name))
    .filter((path) => readdirSync(path, { withFileTypes: true }).some((entry) => entry.name.startsWith('liblua')))
    .join(':');
}

async function unpack(): Promise<void> {
  if (existsSync(unpacked)) return;
  const folder = mkdtempSync(join(tmpdir(), 'redis-packages-'));
  try {
    await run('apt-get', ['download', ...packages], { cwd: folder, timeout: 120_000 });
    const root = join(folder, 'root');
    mkdirSync(root);
    for (const name of readdirSync(folder).filter((one) => one.endsWith('.deb')))
      await run('dpkg', ['-x', join(folder, name), root]);
    mkdirSync(join(unpacked, '..'), { recursive: true });
    // Another test file may have been faster.
    if (!existsSync(unpacked)) await run('cp', ['-r', root, `${unpacked}.${process.pid}`]);
    if (!existsSync(unpacked)) renameSync(`${unpacked}.${process.pid}`, unpacked);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(`${unpacked}.${process.pid}`, { recursive: true, force: true });
  }
}

async function installed(): Promise<Program | null> {
  try {
    await run('redis-server', ['--version']);
    return { command: 'redis-server', env: process.env };
  } catch {
    return null;
  }
}

async function found(): Promise<Program | null> {
  const program = await installed();
  if (program !== null) return program;
  try {
    await unpack();
    const command = join(unpacked, 'usr/bin/redis-server');
    const env = { ...process.env, LD_LIBRARY_PATH: librariesIn(unpacked) };
    await run(command, ['--version'], { env });
    return { command, env };
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : 'unknown';
    process.stderr.write(`SKIPPED what needs Redis: redis-server is not installed and cannot be fetched (${reason})\n`);
    return null;
  }
}

export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** Ends it at once, as a failing machine would, and everything in it is gone. */
  kill(): Promise<void>;
  /** Starts it again on the same port. */
  restart(): Promise<void>;
  /** Lets it stand still, with its connections open, and go on. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
  /** The answer to a command, as lines of text. */
  ask(...words: readonly string[]): Promise<string>;
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      // A server that listens on a port has an address with that port.
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  const patience = Date.now() + 10_000;
  while (!(await condition())) {
    if (Date.now() > patience) throw new Error('Redis did not start');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What Redis answers to one command sent as it is, for as long as it takes to fall silent. */
function talkTo(port: number, words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`);
    });
    const pieces: Buffer[] = [];
    let silence: NodeJS.Timeout | undefined;
    socket.on('data', (piece) => {
      pieces.push(piece);
      clearTimeout(silence);
      silence = setTimeout(() => socket.end(), 60);
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(Buffer.concat(pieces).toString('latin1')));
  });
}

let program: Promise<Program | null> | null = null;

/** Whether a Redis can be had here; otherwise says why on the error stream. */
export async function hasRedis(): Promise<boolean> {
  program ??= found();
  return (await program) !== null;
}

/** What runs it. @throws Error where there is none */
export async function redisProgram(): Promise<Program> {
  program ??= found();
  const server = await program;
  if (server === null) throw new Error('there is no Redis here');
  return server;
}

/** Starts one with these further settings. @throws Error where there is none */
export async function startRedis(...settings: readonly string[]): Promise<RedisServer> {
  const server = await redisProgram();
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  let child: ChildProcess | null = null;
  const start = async (): Promise<void> => {
    const usual = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'];
    child = spawn(server.command, [...usual, ...settings], { env: server.env, stdio: 'ignore' });
    await until(() => answers(port));
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = child;
    if (ending === null || ending.exitCode !== null) return;
    const ended = new Promise((resolve) => ending.once('exit', resolve));
    ending.kill(signal);
    await ended;
    child = null;
  };
  await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    kill: () => end('SIGKILL'),
    restart: start,
    freeze: () => void child?.kill('SIGSTOP'),
    thaw: () => void child?.kill('SIGCONT'),
    async stop() {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
    ask: (...words) => talkTo(port, words),
  };
}
