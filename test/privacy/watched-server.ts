/**
 * The server as an operator runs it, in a process and a folder of its own, with everything kept that it writes anywhere.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/redis.ts';

export interface WatchedServer {
  readonly port: number;
  /** What the process has written, by place: its output, its error output, and every file below its folder. */
  written(): ReadonlyMap<string, string>;
  /** What is in its memory after a collection, as a heap snapshot names it: objects and strings, not the bytes of buffers. */
  memory(): Promise<string>;
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>;
  /** Takes the folder away. */
  remove(): void;
}

function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}

const patienceMs = 30_000;

async function until<T>(look: () => T | null | Promise<T | null>): Promise<T> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const seen = await look();
    if (seen !== null) return seen;
    if (Date.now() > end) throw new Error('waited too long for the server');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Starts it. `program`: its main file, `dist/cli/main.js` or a changed copy. */
export async function startWatched(
  program: string,
  env: { readonly [name: string]: string } = {},
): Promise<WatchedServer> {
  const folder = mkdtempSync(join(tmpdir(), 'watched-'));
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  const port = await freePort();
  // Usually a snapshot has only the first thousand letters of a string.
  const wholeStrings = '--heap-snapshot-string-limit=1000000';
  const child: ChildProcess = spawn(
    process.execPath,
    ['--heapsnapshot-signal=SIGUSR2', wholeStrings, program, 'serve'],
    {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        TMPDIR: temporary,
        HOME: folder,
        PORT: String(port),
        TRUST_PROXY: '1',
        CONTENT_EVERY_SECONDS: '0',
        CONTENT_ROOT: process.cwd(),
        REQUESTS_PER_MINUTE: '1000000',
        ...env,
      },
    },
  );
  const said = { stdout: '', stderr: '' };
  child.stdout?.on('data', (piece) => {
    said.stdout += String(piece);
  });
  child.stderr?.on('data', (piece) => {
    said.stderr += String(piece);
  });
  const exited = once(child, 'exit');
  await until(() => (said.stdout.includes('open http') ? true : child.exitCode === null ? null : fail(said.stderr)));
  return {
    port,
    written: () =>
      new Map([
        ['the output', said.stdout],
        ['the error output', said.stderr],
        ...filesIn(folder)
          .filter((path) => !path.endsWith('.heapsnapshot'))
          .map((path) => [path.slice(folder.length), readFileSync(path, 'latin1')] as const),
      ]),
    async memory() {
      child.kill('SIGUSR2');
      const file = await until(() => filesIn(folder).find((path) => path.endsWith('.heapsnapshot')) ?? null);
      // It is whole when it ends as JSON does.
      return until(() => {
        const text = readFileSync(file, 'utf8');
        return text.trimEnd().endsWith('}') ? text : null;
      });
    },
    async stop() {
      if (child.exitCode === null) child.kill('SIGTERM');
      await exited;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function fail(reason: string): never {
  throw new Error(`the server did not start: ${reason.slice(0, 500)}`);
}
