/** A program that is run in a process of its own knows only its job. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { runApart } from '../../src/server/apart.ts';

const folder = mkdtempSync(join(tmpdir(), 'apart-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a process of its own', () => {
  it('is told none of our settings', async () => {
    const program = join(folder, 'tells.mjs');
    const tells =
      '{ type: "done", what: { job, env: process.env, argv: process.argv.slice(2), exec: process.execArgv } }';
    writeFileSync(program, `process.once('message', (job) => process.send(${tells}, () => process.disconnect()));`);
    process.env.BOT_SECRET = 'a secret that nobody else is told';
    try {
      const said = JSON.stringify(await runApart(program, { one: 1 }));
      expect(said).toContain('"job":{"one":1}');
      expect(said).not.toContain('a secret');
      // Node itself says by which line the two talk.
      const names = Object.keys(JSON.parse(said).env).filter((name) => !/^NODE_CHANNEL_|^__CF/.test(name));
      expect([names, JSON.parse(said).argv, JSON.parse(said).exec]).toEqual([[], [], []]);
    } finally {
      delete process.env.BOT_SECRET;
    }
  });
});
