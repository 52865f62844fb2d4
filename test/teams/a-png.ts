/**
 * Reads a PNG as squarePng writes it, with the parts of Node and nothing of ours.
 */
import { crc32, inflateSync } from 'node:zlib';

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

/** The parts of a PNG, in order. @throws when it does not begin as a PNG or a part is damaged */
export function chunksOf(file: Uint8Array): readonly Chunk[] {
  const bytes = Buffer.from(file);
  if (bytes.subarray(0, 8).toString('latin1') !== '\x89PNG\r\n\x1a\n') throw new Error('not a PNG');
  const chunks: Chunk[] = [];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    if (crc32(body) !== bytes.readUInt32BE(at + 8 + length)) throw new Error('a part is damaged');
    chunks.push({ type: body.subarray(0, 4).toString('latin1'), data: body.subarray(4) });
    at += 12 + length;
  }
  return chunks;
}

/** Its width, height and how its colours are written. */
export function headerOf(file: Uint8Array): { width: number; height: number; format: readonly number[] } {
  const data = chunksOf(file)[0]?.data ?? Buffer.alloc(13);
  return { width: data.readUInt32BE(0), height: data.readUInt32BE(4), format: [...data.subarray(8)] };
}

/** Its pixels row by row: red, green, blue, opacity. @throws when a row is filtered */
export function pixelsOf(file: Uint8Array): readonly (readonly number[])[] {
  const { width, height } = headerOf(file);
  const packed = chunksOf(file).filter(({ type }) => type === 'IDAT');
  const rows = inflateSync(Buffer.concat(packed.map(({ data }) => data)));
  const perRow = 1 + 4 * width;
  if (rows.length !== height * perRow) throw new Error('not as many pixels as its size says');
  return Array.from({ length: width * height }, (_, pixel) => {
    const row = Math.floor(pixel / width) * perRow;
    if (rows[row] !== 0) throw new Error('a filtered row');
    const at = row + 1 + 4 * (pixel % width);
    return [...rows.subarray(at, at + 4)];
  });
}
