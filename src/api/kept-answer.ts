/**
 * An answer that is the same for everybody: made once, packed once for each way to pack it, and known by its content.
 */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Request, Response } from 'express';
import { once } from '../content/once.ts';

const encodings = ['br', 'gzip'] as const;
type Encoding = (typeof encodings)[number];

const pack: { readonly [E in Encoding]: (body: Buffer) => Promise<Buffer> } = {
  // The best quality takes ten times as long for a few bytes, and somebody waits for it.
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  gzip: (body) => promisify(gzip)(body),
};

/** Below this packing saves nothing that anybody notices. */
const leastToPack = 1024;

export interface KeptAnswer {
  /** Answers with it, or with 304 where the caller has it already. */
  send(request: Request, response: Response): Promise<void>;
}

/** Made from the value when it is first asked for. The value must be plain data. */
export function keptAnswer(value: () => unknown): KeptAnswer {
  const body = once(() => Buffer.from(JSON.stringify(value())));
  const mark = once(() => createHash('sha256').update(body()).digest('base64url').slice(0, 27));
  const packed = { br: once(() => pack.br(body())), gzip: once(() => pack.gzip(body())) };
  return {
    async send(request, response) {
      const encoding = body().length < leastToPack ? false : request.acceptsEncodings([...encodings]);
      const chosen = encodings.find((one) => one === encoding);
      // A strong mark holds for these very bytes, so each way to pack has its own.
      response
        .set({ ETag: `"${mark()}${chosen === undefined ? '' : `-${chosen}`}"`, 'Cache-Control': 'public, max-age=300' })
        .vary('Accept-Encoding')
        .type('application/json');
      const bytes = chosen === undefined ? body() : await packed[chosen]();
      if (chosen !== undefined) response.set('Content-Encoding', chosen);
      response.send(bytes);
    },
  };
}
