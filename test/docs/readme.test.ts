/**
 * The README shows a talk and the end of a check; both must be what the commands print.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { wegwijzer } from '../support/command.ts';
import { projectRoot } from '../support/content.ts';

const readme = readFileSync(join(projectRoot, 'README.md'), 'utf8');

/** The block that begins with a `$ printf '…' | npm run …` line: what is piped in, the words of the command, what it prints. */
function transcript(): { readonly typed: string; readonly words: readonly string[]; readonly printed: string } {
  const block = /```console\n\$ printf '([^']*)' \| npm run --silent wegwijzer -- ([^\n]*)\n([\s\S]*?)```/.exec(readme);
  const [, typed = '', words = '', printed = ''] = block ?? [];
  return { typed: typed.replaceAll('\\n', '\n'), words: words.split(' '), printed };
}

describe('the README', () => {
  it('shows the talk that `chat` prints', async () => {
    const { typed, words, printed } = transcript();
    const { code, out } = await wegwijzer(words, typed);
    expect(code).toBe(0);
    expect(out.trim().replace(/[ \t]+$/gm, '')).toBe(printed.trim());
  });

  it('shows how the languages stand, as `texts status` says it', async () => {
    const { code, out } = await wegwijzer(['texts', 'status']);
    expect(code).toBe(0);
    const [table = ''] = out.split('\n\n');
    expect(readme).toContain(`\`\`\`\n${table.trimEnd()}\n\`\`\`\n`);
  });

  it('names only commands that exist', async () => {
    const { out } = await wegwijzer(['--help']);
    const named = [...readme.matchAll(/^\| `([a-z]+)[ `[]/gm)].map(([, name = '']) => name);
    const commands = named.filter((name) => !['src', 'dialogs', 'locales', 'docs'].includes(name));
    expect(commands.length).toBeGreaterThanOrEqual(6);
    for (const name of commands) expect(out).toContain(`  ${name} `);
  });
});
