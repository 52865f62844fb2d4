/**
 * What travels until the first line of a talk can be seen, and until it is over: brotli, without headers. Ours as the real
 * server sends it, in the language that weighs most, with every text, contact and place; theirs the program alone.
 */
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import type { Library } from '../../src/content/library.ts';
import { onceRow, type Row } from '../beside/row.ts';
import { weigh } from '../size/weigh.ts';
import { filesOf } from './package-file.ts';
import { type Widget, widgets } from './widgets.ts';

const packed = promisify(brotliCompress);

async function weightOf(widget: Widget): Promise<number> {
  const files = await Promise.all(filesOf(widget).map((file) => packed(file)));
  return files.reduce((sum, { length }) => sum + length, 0);
}

export async function byteRows(library: Library): Promise<readonly Row[]> {
  const [weights, others] = await Promise.all([weigh(library), Promise.all(widgets.map(weightOf))]);
  const largest = (begins: string, ends: string): number =>
    Math.max(...weights.filter(({ what }) => what.startsWith(begins) && what.endsWith(ends)).map(({ bytes }) => bytes));
  const view = largest('first view / ', 'brotli');
  const talk = view + largest('everything for a conversation', 'brotli');
  return widgets.flatMap((widget, at) => {
    const theirs = others[at] ?? Number.NaN;
    const peer = `${widget.name} ${widget.version} (${widget.note})`;
    return [
      onceRow({ area: 'bytes', what: 'to the first view', better: 'less', ours: view, peer, theirs }),
      onceRow({ area: 'bytes', what: 'to the end of a talk', better: 'less', ours: talk, peer, theirs }),
    ];
  });
}
