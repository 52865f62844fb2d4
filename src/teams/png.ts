/**
 * Writes a picture as PNG: the few parts of the format that a small drawing needs.
 */
import { crc32 } from 'node:zlib';
import { zlibSync } from 'fflate';

/** Red, green, blue and opacity, each 0 to 255. */
export type Pixel = readonly [red: number, green: number, blue: number, opacity: number];

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}

/** Size, then: 8 bits a channel, with colour and opacity, the only packing and filtering there are, not interlaced. */
function header(size: number): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(size, 0);
  data.writeUInt32BE(size, 4);
  data.set([8, 6, 0, 0, 0], 8);
  return data;
}

/** A square PNG; `pixelAt` is asked for each of its pixels. The same pixels give the same bytes on every machine. */
export function squarePng(size: number, pixelAt: (x: number, y: number) => Pixel): Buffer {
  const unfiltered = 0;
  const rows = Array.from({ length: size }, (_, y) => [
    unfiltered,
    ...Array.from({ length: size }, (__, x) => pixelAt(x, y)).flat(),
  ]);
  // Not node:zlib: how small that packs differs from one release of Node to the next.
  const packed = zlibSync(Uint8Array.from(rows.flat()), { level: 9 });
  return Buffer.concat([
    signature,
    chunk('IHDR', header(size)),
    chunk('IDAT', packed),
    chunk('IEND', new Uint8Array()),
  ]);
}
