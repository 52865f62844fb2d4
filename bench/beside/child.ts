/**
 * Servers and other programs that are measured, each in a process of its own.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../../test/support/redis.ts';

// Whatever happens, nothing that was started here goes on alone.
const children: ChildProcess[] = [];
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

function run(script: readonly string[], env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(process.execPath, script, {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...env },
  });
  children.push(child);
  return child;
}

export interface Running {
  readonly port: number;
  readonly child: ChildProcess;
}

const tries = 300;
const everyMs = 100;

/** Starts a server on a free port of this machine and waits until it answers. @throws Error when it never does */
export async function start(script: readonly string[], env: NodeJS.ProcessEnv): Promise<Running> {
  const port = await freePort();
  const child = run(script, { NODE_ENV: 'production', ...env, PORT: String(port) });
  const isUp = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
  for (let tried = 0; tried < tries; tried++) {
    if (await isUp()) return { port, child };
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  throw new Error(`${script.at(-1)} did not start in ${(tries * everyMs) / 1000} s`);
}

export async function end({ child }: Pick<Running, 'child'>): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

/** Makes a server tell of itself. */
export const inside = ['--import', './dist/bench/inside.mjs'];

/** Milliseconds of processor that a server has had; it must have been started with `inside`. */
export async function processorTime({ child }: Pick<Running, 'child'>): Promise<number> {
  const answer = once(child, 'message');
  child.send('processor');
  // The program answers with what Node gives it.
  const [{ user, system }] = (await answer) as [NodeJS.CpuUsage];
  return (user + system) / 1000;
}

/** What a program tells of itself before it ends. @throws Error when it ends without a word */
export function told<Message>(script: readonly string[], env: NodeJS.ProcessEnv): Promise<Message> {
  return new Promise((resolve, reject) => {
    const child = run(script, env);
    // It is one of our own programs: what it tells is what the caller wrote there.
    child.once('message', (message) => resolve(message as Message));
    child.once('exit', (code) => reject(new Error(`${script.at(-1)} ended with ${code} and told nothing`)));
  });
}
