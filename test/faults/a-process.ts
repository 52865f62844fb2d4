/**
 * The server in a process of its own, as an operator runs it, so that it can be killed.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../support/content.ts';
import { freePort } from '../support/redis.ts';
import { pause } from './a-place.ts';

export interface Running {
  readonly port: number;
  readonly pid: number;
  /** Everything it has said. */
  said(): string;
  /** Ends it at once; it cannot do anything about it. */
  kill(): Promise<void>;
  /** Starts it again on the same port. */
  start(): Promise<void>;
}

const program = join(projectRoot, 'dist/cli/main.js');
const patienceMs = 60_000;

/** Starts one with these settings of the environment, and no others but the path. */
export async function aProcess(settings: Readonly<Record<string, string>> = {}): Promise<Running> {
  const port = await freePort();
  let child: ChildProcess | null = null;
  let said = '';
  const start = async (): Promise<void> => {
    const usual = { PATH: process.env.PATH, PORT: String(port), CONTENT_EVERY_SECONDS: '0' };
    const started = spawn(process.execPath, [program, 'serve'], { cwd: projectRoot, env: { ...usual, ...settings } });
    child = started;
    let heard = '';
    for (const stream of [started.stdout, started.stderr])
      stream.on('data', (piece) => {
        heard += String(piece);
        said += String(piece);
      });
    for (const end = Date.now() + patienceMs; !heard.includes('open http'); await pause(50))
      if (started.exitCode !== null || Date.now() > end) throw new Error(`the server did not start: ${heard}`);
  };
  await start();
  return {
    port,
    get pid() {
      return child?.pid ?? 0;
    },
    said: () => said,
    async kill() {
      if (child === null || child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
    start,
  };
}
