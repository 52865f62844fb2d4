/**
 * `npm run bench`: ours beside what others have, in one run; with names of areas behind it (`npm run bench -- dialog text`)
 * only those. Every line is a ratio within this run: figures of two days or two machines are not to be compared.
 */
import { loadLibrary } from '../src/content/load.ts';
import { type Area, areas, type Row, table } from './beside/row.ts';
import { botRows } from './bot/area.ts';
import { coreLines } from './core.ts';
import { dialogRows } from './dialog/area.ts';
import { memoryRows } from './memory/area.ts';
import { pageRows } from './page/area.ts';
import { textRows } from './text/area.ts';
import { byteRows } from './widgets/area.ts';

/** Run from the root of the repository, as npm does. */
const root = `${process.cwd()}/`;
const library = loadLibrary(root);

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

const measure: { readonly [A in Area]: () => Promise<readonly Row[]> } = {
  async core() {
    for (const line of coreLines(root, library)) print(line);
    return [];
  },
  dialog: () => dialogRows(library),
  text: () => textRows(root, library),
  bytes: () => byteRows(library),
  page: () => pageRows(),
  bot: () => botRows(),
  memory: () => memoryRows(),
};

function areaNamed(name: string): Area {
  const area = areas.find((one) => one === name);
  if (area === undefined) throw new Error(`there is no area ${name}; there are ${areas.join(', ')}`);
  return area;
}

const wanted = process.argv.slice(2).map(areaNamed);
const rows: Row[] = [];
for (const area of wanted.length === 0 ? areas : wanted) {
  const started = performance.now();
  rows.push(...(await measure[area]()));
  process.stderr.write(`${area}: ${((performance.now() - started) / 1000).toFixed(0)} s\n`);
}
if (rows.length > 0) {
  print('the ratio is the median of the rounds, with the quartiles; level: 1 lies between them');
  print(table(rows));
}
