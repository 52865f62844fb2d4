/**
 * `docs/asvs.md`, made of the data alone.
 */
import { type Chapter, type Requirement, reasonOf, type Standing, standingOf, standings } from './standard.ts';

const names: { readonly [S in Standing]: string } = {
  met: 'met',
  'not-applicable': 'does not apply',
  open: '**open**',
  'on-purpose': '**open, on purpose**',
};

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [row(heads), `|${heads.map(() => '---').join('|')}|`, ...rows.map(row)].join('\n');
}

function counts(requirements: readonly Requirement[]): readonly number[] {
  return standings.map((standing) => requirements.filter((one) => standingOf(one) === standing).length);
}

function whereShown(requirement: Requirement): string {
  if (!('met' in requirement)) return '';
  return Object.entries(requirement.shown)
    .map(([file, all]) => `\`${file}\`: ${all.map((words) => `“${cell(words)}”`).join(', ')}`)
    .join('<br>');
}

function rowsOf(requirements: readonly Requirement[]): readonly (readonly string[])[] {
  return requirements.map((one) => [
    one.id,
    String(one.level),
    cell(one.asks),
    names[standingOf(one)],
    cell(reasonOf(one)),
    whereShown(one),
  ]);
}

/** The page. */
export function asvsPage(chapters: readonly Chapter[]): string {
  const all = chapters.flatMap(({ requirements }) => requirements);
  const heads = ['', 'requirements', 'met', 'do not apply', 'open', 'open, on purpose'];
  const sum = (name: string, list: readonly Requirement[]): readonly (string | number)[] => [
    name,
    list.length,
    ...counts(list),
  ];
  const open = all.filter((one) => 'open' in one);
  return `# OWASP ASVS 5.0.0, levels 1 and 2

Made by \`npm run asvs\` from \`evidence/asvs/requirements.yaml\`; nothing is written here by hand. What is asked is told in a few words of ours; the words that count are those of the
[standard](https://github.com/OWASP/ASVS) (CC BY-SA 4.0). *Met* is only what a test or a file of this project shows: the last column says where, and \`npm test -- FILE\` runs it alone. **It is our own judgement; nobody from outside has verified it.**

${table(heads, [
  ...chapters.map(({ chapter, title, requirements }) => sum(`${chapter} ${title}`, requirements)),
  sum(
    '**level 1**',
    all.filter(({ level }) => level === 1),
  ),
  sum(
    '**level 2**',
    all.filter(({ level }) => level === 2),
  ),
  sum('**both**', all),
])}

## What is open

${table(
  ['id', 'level', 'asks', '', 'what is lacking'],
  open.map((one) => [one.id, one.level, cell(one.asks), names[standingOf(one)], cell(reasonOf(one))]),
)}

${chapters
  .map(
    ({ chapter, title, requirements }) =>
      `## ${chapter} ${title}\n\n${table(['id', 'level', 'asks', '', 'how, or why not', 'where it shows'], rowsOf(requirements))}`,
  )
  .join('\n\n')}
`;
}
