/**
 * The dialog of a theme as a Mermaid flowchart.
 */
import type { Urgency } from '../../core/situation.ts';
import type { DrawnNote, DrawnQuestion, Outline } from './outline.ts';
import type { Words } from './words.ts';

/** A text in quotation marks; what Mermaid or HTML would read as a sign of its own is written as an entity. */
function quoted(text: string): string {
  const signs: Readonly<Record<string, string>> = {
    '#': '#35;',
    '"': '#quot;',
    '<': '#lt;',
    '>': '#gt;',
    '&': '#amp;',
    '`': '#96;',
  };
  return `"${text.replace(/[#"<>&`]/g, (sign) => signs[sign] ?? sign)}"`;
}

const classes: { readonly [U in Urgency]: string } = {
  emergency: 'red',
  urgent: 'orange',
  calm: 'yellow',
  unknown: 'grey',
};

const colours = [
  '  classDef red fill:#f3b4ab,color:#000',
  '  classDef orange fill:#fbd49b,color:#000',
  '  classDef yellow fill:#fbf1b8,color:#000',
  '  classDef grey fill:#dedede,color:#000',
];

function questionLines({ node, text, options }: DrawnQuestion, next: string): readonly string[] {
  const lines = [`  ${node}{{${quoted(text)}}}`];
  for (const { number, text: label, urgency, skips, leadsHere } of options) {
    const colour = urgency ?? (skips ? 'unknown' : null);
    lines.push(`  ${node} --> ${node}o${number}(${quoted(label)})${colour === null ? '' : `:::${classes[colour]}`}`);
    // The other themes have flowcharts of their own.
    if (leadsHere !== false) lines.push(`  ${node}o${number} --> ${urgency === 'emergency' ? 'stop112' : next}`);
  }
  return lines;
}

function noteLines(kind: string, from: string, notes: readonly DrawnNote[]): readonly string[] {
  return notes.map(({ title }, index) => `  ${from} -.- ${kind}${index + 1}[/${quoted(title)}/]`);
}

/** The outline as Mermaid. Names of nodes are letters and digits with a number, so none is a word of Mermaid's own. */
export function mermaidOf(outline: Outline, { picture, colour }: Words): string {
  const { line, opening, closing, emergencyRoutes, atOnce, warnings, tells, topics, offers, everywhere } = outline;
  const kinds = emergencyRoutes[0]?.kinds.join(', ') ?? '';
  const drawn = line.flatMap((one, index): readonly string[] => {
    const next = line[index + 1]?.node ?? 'last1';
    if (one.type === 'routes') return [`  routes([${quoted(picture.firstRoutes)}])`, `  routes --> ${next}`];
    return questionLines(one, next);
  });
  const buttons = (kind: string, from: string, some: Outline['offers']): readonly string[] =>
    some.map(({ text }, index) => `  ${from} -.- ${kind}${index + 1}>${quoted(text)}]`);
  return [
    'flowchart TD',
    `  begin1([${quoted(opening)}]) --> ${line[0]?.node ?? 'last1'}`,
    ...buttons('button', 'begin1', everywhere),
    ...drawn,
    `  stop112([${quoted(`${colour.emergency}. ${picture.asksNoMore} ${kinds}`)}]):::red`,
    `  last1([${quoted(`${picture.lastScreen}. ${closing}`)}])`,
    ...noteLines('danger', 'stop112', atOnce),
    ...noteLines('warning', 'routes', warnings),
    ...noteLines('told', 'last1', tells),
    ...noteLines('topic', 'last1', topics),
    ...buttons('offer', 'last1', offers),
    ...colours,
  ].join('\n');
}
