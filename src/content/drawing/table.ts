/**
 * Tables in the form that Graphviz draws inside a node.
 */
import { wrap } from './wrap.ts';

type Attributes = Readonly<Record<string, string | number>>;

/** Text as it may stand in Graphviz's tables. */
export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function attributed(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(String(value))}"`)
    .join('');
}

export interface Style {
  readonly size?: number;
  readonly bold?: boolean;
  readonly colour?: string;
  /** Characters a line. */
  readonly width?: number;
}

/** A text in lines, aligned left. */
export function lines(text: string, { size = 13, bold = false, colour = '#1b1b1b', width = 30 }: Style = {}): string {
  const all = wrap(text, width).map((line) => `${escaped(line)}<BR ALIGN="LEFT"/>`);
  const inside = bold ? `<B>${all.join('')}</B>` : all.join('');
  return `<FONT POINT-SIZE="${size}" COLOR="${colour}">${inside}</FONT>`;
}

/** A cell with content made by `lines`, or empty. */
export function cell(content: string, attributes: Attributes = {}): string {
  return `<TD${attributed({ ALIGN: 'LEFT', BALIGN: 'LEFT', ...attributes })}>${content}</TD>`;
}

export function row(...cells: readonly string[]): string {
  return `<TR>${cells.join('')}</TR>`;
}

/** A table of rows. */
export function table(rows: readonly string[], attributes: Attributes = {}): string {
  const standard = { BORDER: 1, CELLBORDER: 0, CELLSPACING: 0, CELLPADDING: 5, COLOR: '#555555', BGCOLOR: '#ffffff' };
  return `<TABLE${attributed({ ...standard, ...attributes })}>${rows.join('')}</TABLE>`;
}
