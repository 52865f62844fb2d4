/**
 * `docs/evidence.md`, made of result files alone.
 */
import { type Chapter, type Claim, commandOf } from './claims.ts';
import type { Result, Standing } from './result.ts';

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

const words: Readonly<Record<Standing, string>> = {
  holds: 'holds',
  'in-part': '**holds in part**',
  'does-not-hold': '**does not hold**',
};

/** What is said of a promise that was tried; a comparison promises nothing. */
function standingOf({ type }: Claim['proof'], { standing, commit }: Result): string {
  const word = type === 'bench' && standing === 'holds' ? 'measured' : words[standing];
  return commit.endsWith('+') ? `${word}, of files changed since that commit` : word;
}

function rowOf({ id, says, proof }: Claim, results: ReadonlyMap<string, Result>): string {
  const notRun = (why: string): string => `| ${cell(says)} | **not run** | ${cell(why)} | |`;
  if (proof.type === 'not-run') return notRun(proof.why);
  const result = results.get(id);
  const command = commandOf(proof);
  if (result === undefined) return notRun(`\`${cell(command)}\``);
  // A result stands for the words and the tests that it was had with, and for no others.
  if (result.command !== command || result.says !== says) return notRun('changed since it was last tried');
  const seen = result.figures.map(cell).join('<br>');
  return `| ${cell(says)} | ${standingOf(proof, result)} | ${seen} | \`${cell(command)}\`<br>${result.commit.slice(0, 8)}, ${result.at.slice(0, 10)} |`;
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
*In part*: something was skipped, because it cannot be had on the machine where it was tried, or takes long. What did not run says so.

${parts.join('\n')}`;
}
