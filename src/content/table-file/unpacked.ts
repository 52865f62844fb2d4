/**
 * How much a packed file holds, found out before anything reads it: a small file may unpack to more than fits in memory.
 */
import { inflateRawSync } from 'node:zlib';

/** What a file may hold unpacked, in bytes: a sheet of all contacts takes about a twentieth of it. */
export const mostUnpacked = 32 * 1024 * 1024;

/** A sheet has some dozen; a list of very many takes long to go through, however little they hold. */
export const mostParts = 500;

const header = { entry: 0x04034b50, descriptor: 0x08074b50, length: 30 } as const;
/** The list of the parts, which stands behind them, and its end. */
const list = { entry: 0x02014b50, length: 46, end: 0x06054b50, endLength: 22 } as const;

interface Unpacked {
  readonly bytes: Uint8Array;
  /** How many bytes it takes in the file. */
  readonly taken: number;
}

function inflate(packed: Uint8Array, most: number): Unpacked {
  // With `info` the answer also tells where the packed bytes end; the types of Node do not know it yet.
  const { buffer, engine } = inflateRawSync(packed, { info: true, maxOutputLength: most } as object) as unknown as {
    readonly buffer: Buffer;
    readonly engine: { readonly bytesWritten: number };
  };
  return { bytes: buffer, taken: engine.bytesWritten };
}

/**
 * Whoever opens the file goes by the list at its end: it must name the parts that were measured, and no others, and
 * nothing may follow it.
 */
function checkList(view: DataView, from: number, parts: ReadonlySet<number>): void {
  let at = from;
  let named = 0;
  while (view.getUint32(at, true) === list.entry) {
    if (!parts.has(view.getUint32(at + 42, true))) throw new Error('its list names a part that is not there');
    named++;
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    at += list.length + (name ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  const isEnd = view.getUint32(at, true) === list.end && view.getUint32(at + 16, true) === from;
  const end = isEnd ? at + list.endLength + view.getUint16(at + 20, true) : null;
  if (named !== parts.size || end !== view.byteLength) throw new Error('its list is not that of its parts');
}

/**
 * The parts of a zip, unpacked one by one in the order in which they stand there. Never gives more than `mostUnpacked`
 * bytes in all, nor more than `mostParts` parts. @throws Error when it is no zip, is broken, or holds more
 */
export function* unpacked(zip: Uint8Array): Generator<{ readonly name: string; readonly bytes: Uint8Array }> {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  let left = mostUnpacked;
  let at = 0;
  const parts = new Set<number>();
  while (view.getUint32(at, true) === header.entry) {
    parts.add(at);
    if (parts.size > mostParts) throw new Error('it holds too many parts');
    const sizesFollow = (view.getUint16(at + 6, true) & 8) !== 0;
    const isPacked = view.getUint16(at + 8, true) === 8;
    const size = view.getUint32(at + 18, true);
    const nameEnd = at + header.length + view.getUint16(at + 26, true);
    const name = new TextDecoder().decode(zip.subarray(at + header.length, nameEnd));
    const start = nameEnd + view.getUint16(at + 28, true);
    if (sizesFollow && !isPacked) throw new Error('the end of a part cannot be found');
    const stored = zip.subarray(start, sizesFollow ? undefined : start + size);
    const { bytes, taken } = isPacked ? inflate(stored, left) : { bytes: stored, taken: stored.length };
    left -= bytes.length;
    if (left <= 0) throw new Error('it holds too much');
    yield { name, bytes };
    at = start + (sizesFollow ? taken : size);
    if (sizesFollow) at += view.getUint32(at, true) === header.descriptor ? 16 : 12;
  }
  if (at === 0) throw new Error('it is no zip');
  checkList(view, at, parts);
}
