/**
 * `docs/faults.md`, made from the table. `npm run faults` writes it.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Fault, groups } from './faults.ts';

/** Where it lies. */
export const pagePath = fileURLToPath(new URL('../../docs/faults.md', import.meta.url));

function row({ breaks, people, operator, test, also = test }: Fault): string {
  const files = new Set([test, also].map(({ file }) => `\`${file.replace(/^test\//, '')}\``));
  return `| ${breaks} | ${people} | ${operator} | ${[...files].join(', ')} |`;
}

/** The page. */
export function faultsPage(): string {
  return [
    '# When something breaks',
    '',
    'Made from `test/faults/faults.ts` by `npm run faults`; nothing is written here by hand. Each row has a test that makes it happen (`npm test -- test/faults`;',
    '`TEST_EXTENT=full` tries every broken file). **In nearly every row in which people are answered the tests look for the three numbers, 112 · 0800-2000 · +31 247 247 247, in those answers.** Two things have none: the farewell of',
    'the bot after "stop", and a server that is gone, where a page that is open keeps showing them.',
    '',
    ...groups.flatMap(({ title, faults }) => [
      `## ${title}`,
      '',
      '| what breaks | people see | the operator sees | test |',
      '|---|---|---|---|',
      ...faults.map(row),
      '',
    ]),
    '## Not tried',
    '',
    '- A Redis cluster and Sentinels that lose a node: there is one Redis in the tests.',
    '- A process that runs out of memory, a machine that loses its power, a disk that gives errors.',
    '- The proxy in front, and floods from many addresses: that is for the proxy or the provider. A flood of connections, through a proxy, is the proxy’s.',
    '- Files whose mode forbids reading: tests run as root, whom no mode stops; a link to itself stands in for them.',
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(pagePath, faultsPage());
