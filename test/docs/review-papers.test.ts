/**
 * The papers that reviewers hold in their hands say what the product says today.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { wegwijzer } from '../support/command.ts';
import { projectRoot } from '../support/content.ts';

async function madeAnew(
  words: (folder: string) => readonly string[],
  ending: string,
  kept: string,
): Promise<readonly string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'papers-'));
  try {
    const { code } = await wegwijzer(words(folder));
    expect(code).toBe(0);
    const names = readdirSync(folder).filter((name) => name.endsWith(ending));
    expect(names.length).toBeGreaterThan(3);
    return names.filter(
      (name) => readFileSync(join(folder, name), 'utf8') !== readFileSync(join(projectRoot, kept, name), 'utf8'),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the papers for reviewers (when one differs: npm run papers)', () => {
  it('are those of the present content', async () => {
    expect(await madeAnew((folder) => ['review', folder], '.md', 'docs/review')).toEqual([]);
  });

  it('and so are the drawings of the trees', async () => {
    expect(await madeAnew((folder) => ['graph', '--svg', folder], '.svg', 'docs/trees')).toEqual([]);
  });
});
