/**
 * The real command, in a process of its own. `npm run build` must have been run; the set-up of the tests does so.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectRoot } from './content.ts';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const main = join(projectRoot, 'dist/cli/main.js');

/** Runs `wegwijzer` with these words, `input` being what is piped into it, on the content in `root`. */
export function wegwijzer(words: readonly string[], input = '', root = projectRoot): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...words], {
      cwd: projectRoot,
      env: { ...process.env, NODE_OPTIONS: '', CONTENT_ROOT: root },
    });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
    // A command that ends before it has read everything is no failure of this test.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}
