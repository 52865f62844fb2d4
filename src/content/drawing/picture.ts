/**
 * The picture of a dialog, laid out by Graphviz: what is asked on the middle line, what is shown beside it.
 * The same content gives the same picture, byte for byte: no date and no version is in it.
 */
import type { Graph } from '@viz-js/viz';
import type { Tone } from '../../core/dialog.ts';
import { type Urgency, voices } from '../../core/situation.ts';
import type { DrawnNote, DrawnOffer, DrawnOption, DrawnQuestion, DrawnRoutes, Outline } from './outline.ts';
import { cell, escaped, lines, row, table } from './table.ts';
import type { Words } from './words.ts';

type Node = NonNullable<Graph['nodes']>[number];
type Edge = NonNullable<Graph['edges']>[number];

const font = 'DejaVu Sans';
const ink = '#1b1b1b';
const faint = '#555555';
const line = '#444444';

/** Light enough for black letters, also on a printer without colour; the word stands beside each. */
const fill: { readonly [U in Urgency]: string } = {
  emergency: '#f3b4ab',
  urgent: '#fbd49b',
  calm: '#fbf1b8',
  unknown: '#dedede',
};
const red = '#b3261e';
const toneFill: { readonly [T in Tone]: string } = {
  danger: fill.emergency,
  care: '#e6d5ef',
  warn: fill.urgent,
  plain: '#ffffff',
};

/** Options side by side. */
const columns = 4;
const cellWidth = 212;
const small = { size: 11, colour: faint } as const;

function node(name: string, html: string): Node {
  return { name, attributes: { label: { html } } };
}

function chunks<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return all.length === 0 ? [] : [all.slice(0, size), ...chunks(all.slice(size), size)];
}

function optionCell({ number, text, tags, leadsHere }: DrawnOption, colour: string, words: Words): string {
  const where = leadsHere === true ? [`→ ${words.picture.thisTheme}`] : [];
  const below = [...where, ...tags].map((tag) => lines(tag, { ...small, width: 34 })).join('');
  const style = {
    colour: leadsHere === false ? '#6b6b6b' : ink,
    bold: leadsHere === true,
    width: leadsHere === true ? 25 : 28,
  };
  const text1 = lines(`${number}. ${text}`, style);
  return cell(text1 + below, { PORT: `o${number}`, BGCOLOR: colour, BORDER: 1, WIDTH: cellWidth, VALIGN: 'TOP' });
}

interface Band {
  readonly urgency: Urgency;
  readonly options: readonly DrawnOption[];
}

const levels: readonly Urgency[] = ['emergency', 'urgent', 'calm', 'unknown'];

/** Options of one colour together, the most urgent first; each keeps the number of its place on the screen. */
function bandsOf(options: readonly DrawnOption[]): readonly Band[] {
  return levels
    .map((level) => ({ urgency: level, options: options.filter(({ urgency }) => (urgency ?? 'unknown') === level) }))
    .filter((band) => band.options.length > 0);
}

/** The empty rest of a row; `port` names it for arrows. */
function rest(count: number, colour: string, port: string): readonly string[] {
  return count === 0 ? [] : [cell('', { COLSPAN: count, BGCOLOR: colour, PORT: port })];
}

/** The rows of one colour, its name before them. */
function bandRows({ urgency, options }: Band, words: Words): readonly string[] {
  const colour = fill[urgency];
  const rows = chunks(options, columns);
  return rows.map((some, index) => {
    const label = lines(words.colour[urgency], { size: 11, bold: true });
    const name = index === 0 ? [cell(label, { ROWSPAN: rows.length, BGCOLOR: colour, WIDTH: 92, BORDER: 1 })] : [];
    return row(
      ...name,
      ...some.map((option) => optionCell(option, colour, words)),
      ...rest(columns - some.length, colour, `${urgency}${index}`),
    );
  });
}

/** Options that decide no urgency, in the order of the screen. */
function plainRows(options: readonly DrawnOption[], across: number, words: Words): readonly string[] {
  const colourOf = ({ skips }: DrawnOption): string => (skips ? fill.unknown : '#ffffff');
  return chunks(options, across).map((some) =>
    row(...some.map((one) => optionCell(one, colourOf(one), words)), ...rest(across - some.length, '#ffffff', 'rest')),
  );
}

function decidesUrgency({ options }: DrawnQuestion): boolean {
  return options.some(({ urgency }) => urgency !== null);
}

function questionNode(question: DrawnQuestion, words: Words): Node {
  const options = question.repeats ? [] : question.options;
  const isColoured = !question.repeats && decidesUrgency(question);
  const across = question.repeats ? columns : Math.min(columns, Math.max(options.length, 2));
  const when =
    question.when === '' ? '' : lines(`${words.picture.only} ${question.when}`, { ...small, width: 26 * across });
  const rows = isColoured
    ? bandsOf(options).flatMap((band) => bandRows(band, words))
    : plainRows(options, across, words);
  const again = question.repeats ? lines(words.picture.sameAnswers, { ...small, width: 60 }) : '';
  const title = lines(question.text, { size: 15, bold: true, width: 22 * across });
  const head = row(
    cell(title + when + again, { COLSPAN: isColoured ? columns + 1 : across, BGCOLOR: '#dfe9f5', BORDER: 1 }),
  );
  return node(question.node, table([head, ...rows], { BORDER: 2 }));
}

/** Where the red arrow leaves: at the right end of the first red row. Null without red options. */
function redPort({ options }: DrawnQuestion): string | null {
  const reds = options.filter(({ urgency }) => urgency === 'emergency').slice(0, columns);
  const last = reds.at(-1);
  if (last === undefined) return null;
  return reds.length < columns ? 'emergency0:e' : `o${last.number}:e`;
}

/** A box of plain text with a heading. */
function textNode(name: string, title: string, text: string, background: string): Node {
  const rows = [
    row(cell(lines(title, { size: 15, bold: true, width: 60 }))),
    ...(text === '' ? [] : [row(cell(lines(text, { width: 84 })))]),
  ];
  return node(name, table(rows, { BGCOLOR: background, STYLE: 'ROUNDED' }));
}

function routeRow({ label, urgency, kinds }: DrawnRoutes): string {
  return row(
    cell(lines(label, { size: 11, bold: true, width: 22 }), { BGCOLOR: fill[urgency], BORDER: 1, WIDTH: 90 }),
    cell(lines(kinds.join(' → '), { width: 56 }), { BORDER: 1 }),
  );
}

function routesNode({ firstRoutes }: Outline, { picture }: Words): Node {
  const wide = { COLSPAN: 2 };
  return node(
    'routes',
    table(
      [
        row(cell(lines(picture.firstRoutes, { size: 15, bold: true, width: 60 }), wide)),
        row(cell(lines(picture.exampleFor, { size: 11, width: 84 }), wide)),
        ...firstRoutes.map(routeRow),
        row(cell(lines(picture.firstCardOnly, { size: 11, width: 84 }), wide)),
      ],
      { BGCOLOR: '#d9ecd9', BORDER: 2 },
    ),
  );
}

function emergencyNode({ emergencyRoutes }: Outline, { picture, colour }: Words): Node {
  const title = `${colour.emergency}. ${picture.asksNoMore}`;
  return node(
    'emergency',
    table(
      [
        row(cell(lines(title, { size: 13, bold: true, width: 42 }), { COLSPAN: 2 })),
        ...emergencyRoutes.map(narrowRouteRow),
      ],
      {
        BORDER: 3,
        COLOR: red,
        BGCOLOR: '#fdeae7',
      },
    ),
  );
}

function narrowRouteRow({ label, kinds }: DrawnRoutes): string {
  return row(
    cell(lines(label, { size: 11, width: 14 }), { BORDER: 1 }),
    cell(lines(kinds.join(' → '), { width: 30 }), { BORDER: 1 }),
  );
}

/** Who reads a block, in five small columns. */
function voiceCells({ voices: given }: DrawnNote): readonly string[] {
  return voices.map((voice) => {
    const mark = given[voice] === 'own' ? '●' : given[voice] === 'none' ? '–' : '○';
    return cell(`<FONT POINT-SIZE="12">${mark}</FONT>`, { ALIGN: 'CENTER', BORDER: 1 });
  });
}

function notesNode(name: string, title: string, notes: readonly DrawnNote[], words: Words): readonly Node[] {
  if (notes.length === 0) return [];
  const heads = voices.map((voice) => cell(lines(words.voiceLetter[voice], { size: 11, bold: true }), { BORDER: 1 }));
  const rows = notes.map((note) => {
    const when = note.when === '' ? '' : lines(`${words.picture.only} ${note.when}`, { ...small, width: 38 });
    return row(
      cell(lines(note.title, { width: 30 }) + when, { BORDER: 1, BGCOLOR: toneFill[note.tone] }),
      ...voiceCells(note),
    );
  });
  return [
    node(
      name,
      table([row(cell(lines(title, { size: 13, bold: true, width: 28 }), { BORDER: 1 }), ...heads), ...rows], {
        BGCOLOR: '#f7f7f2',
      }),
    ),
  ];
}

/** A long list in two, side by side. */
function halves(notes: readonly DrawnNote[]): readonly (readonly DrawnNote[])[] {
  return notes.length < 6 ? [notes] : chunks(notes, Math.ceil(notes.length / 2));
}

function offersNode(name: string, title: string, offers: readonly DrawnOffer[], { picture }: Words): readonly Node[] {
  if (offers.length === 0) return [];
  const rows = offers.map(({ text, when, urgency, tags }) => {
    const tagged = [...(when === '' ? [] : [`${picture.only} ${when}`]), ...tags];
    const below = tagged.map((tag) => lines(tag, { ...small, width: 40 })).join('');
    return row(
      cell(lines(`+ ${text}`, { width: 32 }) + below, {
        BORDER: 1,
        BGCOLOR: urgency === null ? '#ffffff' : fill[urgency],
      }),
    );
  });
  return [
    node(name, table([row(cell(lines(title, { size: 13, bold: true, width: 30 }))), ...rows], { BGCOLOR: '#eef4ee' })),
  ];
}

function legendNode({ picture, colour }: Words): Node {
  const sample = (urgency: Urgency): string =>
    cell(lines(colour[urgency], { size: 10, bold: true }), { BGCOLOR: fill[urgency], BORDER: 1 });
  const rows = [
    row(cell(lines(picture.legend, { size: 13, bold: true }), { COLSPAN: 4 })),
    row(...(['emergency', 'urgent', 'calm', 'unknown'] as const).map(sample)),
    ...picture.legendLines.map((text) =>
      row(cell(lines(text, { size: 12, width: 74 }), { COLSPAN: 4, CELLPADDING: 2 })),
    ),
  ];
  return node('legend', table(rows, { STYLE: 'DASHED' }));
}

/** The middle line: each question leads to the next, one that belongs to a single answer stands on a detour. */
function lineEdges(outline: Outline, { picture }: Words): readonly Edge[] {
  const edges: Edge[] = [];
  // Where the line comes from, and what its arrow says.
  let from: readonly { readonly tail: string; readonly label: string }[] = [{ tail: 'start', label: '' }];
  for (const one of [...outline.line, { type: 'last' as const, node: 'last' }]) {
    const detour = one.type === 'question' ? one.after : null;
    if (detour === null) {
      edges.push(...from.map(({ tail, label }) => ({ tail, head: one.node, attributes: { label, weight: 10 } })));
      from = [{ tail: one.node, label: '' }];
    } else {
      edges.push({
        tail: detour.node,
        head: one.node,
        attributes: { label: `  ${picture.answer} ${detour.option}`, weight: 10 },
      });
      from = [
        { tail: one.node, label: '' },
        { tail: detour.node, label: `  ${picture.otherAnswers}` },
      ];
    }
    const port = one.type === 'question' ? redPort(one) : null;
    if (port !== null) {
      edges.push({ tail: one.node, head: 'emergency', attributes: { tailport: port, color: red, penwidth: 3 } });
      from = [{ tail: one.node, label: `  ${picture.otherAnswers}` }];
    }
  }
  return edges;
}

function graphOf(outline: Outline, words: Words): Graph {
  const { picture } = words;
  const questions = outline.line.filter((one) => one.type === 'question');
  const first = questions[0]?.node ?? 'start';
  const urgent = questions.find(({ options }) => options.some(({ urgency }) => urgency === 'emergency'))?.node ?? first;
  const everywhere = offersNode('everywhere', picture.onEveryScreen, outline.everywhere, words);
  const atOnce = notesNode('atOnce', picture.atOnce, outline.atOnce, words);
  const warnings = notesNode('warnings', picture.besideRoutes, outline.warnings, words);
  const below = [
    ...notesNode('tells', picture.told, outline.tells, words),
    ...halves(outline.topics).flatMap((some, index) => notesNode(`topics${index}`, picture.toRead, some, words)),
    ...offersNode('offers', picture.offered, outline.offers, words),
  ];
  const beside = (tail: string, some: readonly Node[]): readonly Edge[] =>
    some.map(({ name }) => ({ tail, head: name, attributes: { style: 'dashed', dir: 'none', color: '#888888' } }));
  const together = (name: string, ...names: readonly string[]): NonNullable<Graph['subgraphs']>[number] => ({
    name,
    graphAttributes: { rank: 'same' },
    nodes: names.map((one) => ({ name: one })),
  });
  return {
    directed: true,
    graphAttributes: {
      rankdir: 'TB',
      nodesep: 0.35,
      ranksep: 0.33,
      splines: true,
      fontname: font,
      bgcolor: 'white',
      pad: 0.3,
    },
    nodeAttributes: { shape: 'plain', fontname: font, fontsize: 13 },
    edgeAttributes: { fontname: font, fontsize: 11, color: line, fontcolor: line, penwidth: 1.6 },
    nodes: [
      textNode('start', picture.begin, outline.opening, '#e8e8f4'),
      legendNode(words),
      ...questions.map((question) => questionNode(question, words)),
      routesNode(outline, words),
      emergencyNode(outline, words),
      textNode('last', picture.lastScreen, `${picture.everyRoute} ${outline.closing}`, '#d9ecd9'),
      ...everywhere,
      ...atOnce,
      ...warnings,
      ...below,
    ],
    edges: [
      ...lineEdges(outline, words),
      ...beside(first, everywhere),
      ...beside('emergency', atOnce),
      ...beside('routes', warnings),
      ...beside('last', below),
      { tail: 'start', head: 'legend', attributes: { style: 'invis' } },
    ],
    subgraphs: [
      together('a', 'start', 'legend'),
      together('b', first, ...everywhere.map(({ name }) => name)),
      together('c', urgent, 'emergency'),
      together('d', 'routes', ...atOnce.map(({ name }) => name)),
    ],
  };
}

/** What Graphviz writes, without its version and its names of nodes, and with a font every computer has. */
function tidied(svg: string, title: string): string {
  return svg
    .replace(/<!DOCTYPE[^>]*>\s*/, '')
    .replace(/<!--[\s\S]*?-->\s*/g, '')
    .replace(/<title>[\s\S]*?<\/title>\s*/g, '')
    .replaceAll(`font-family="${font}"`, `font-family="${font}, Verdana, sans-serif"`)
    .replace(/(<svg\b[^>]*>)/, `$1\n<title>${escaped(title)}</title>`);
}

/** The outline as SVG. Graphviz is loaded only when something is drawn. Throws when it refuses the drawing. */
export async function drawn(outline: Outline, words: Words): Promise<string> {
  const { instance } = await import('@viz-js/viz');
  const viz = await instance();
  return tidied(viz.renderString(graphOf(outline, words), { format: 'svg' }), words.facts.theme[outline.theme]);
}
