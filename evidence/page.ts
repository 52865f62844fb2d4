/**
 * `docs/evidence.md`, made of result files alone.
 */
import type { Chapter, Claim } from './claims.ts';
import type { Result } from './result.ts';

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** What is said of a promise that was tried; a comparison promises nothing. */
function standing({ type }: Claim['proof'], holds: boolean): string {
  if (!holds) return '**does not hold**';
  return type === 'bench' ? 'measured' : 'holds';
}

function rowOf({ id, says, proof }: Claim, results: ReadonlyMap<string, Result>): string {
  if (proof.type === 'not-run') return `| ${cell(says)} | **not run** | ${cell(proof.why)} | |`;
  const result = results.get(id);
  if (result === undefined) return `| ${cell(says)} | **not run** | no result is kept | |`;
  const { holds, figures, command, commit, on } = result;
  const seen = figures.map(cell).join('<br>');
  return `| ${cell(says)} | ${standing(proof, holds)} | ${seen} | \`${command}\`<br>${commit.slice(0, 8)}${commit.endsWith('+') ? '+' : ''}, ${on} |`;
}

/** The page. */
export function evidencePage(chapters: readonly Chapter[], results: ReadonlyMap<string, Result>): string {
  const parts = chapters.map(
    ({ title, claims }) =>
      `## ${title}\n\n| promise | | seen | to try it alone; commit and day |\n|---|---|---|---|\n${claims.map((claim) => rowOf(claim, results)).join('\n')}\n`,
  );
  return `# Evidence

Made by \`npm run evidence\` from the files in \`evidence/results\`, each of which carries the command and the commit it was made with; nothing is written here by hand. Whoever distrusts a line runs its command alone.
A normal run samples where the whole takes long; \`TEST_EXTENT=full\` before a command runs it whole. What takes longer still is tried by \`npm run evidence:long\`, and each of its results stays in \`evidence/results/long\`.
What did not run says so.

${parts.join('\n')}`;
}
