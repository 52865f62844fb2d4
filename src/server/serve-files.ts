/**
 * Hands out the public files, packed as small as a browser can take them.
 */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { type RequestHandler, Router } from 'express';
import type { PublicFile, PublicFiles } from './public-files.ts';

const encodings = ['br', 'gzip'] as const;
type Encoding = (typeof encodings)[number];

const pack: { readonly [E in Encoding]: (body: Buffer) => Promise<Buffer> } = {
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  gzip: (body) => promisify(gzip)(body, { level: 9 }),
};

/** How long a browser is told to keep a file. */
export const keeping: { readonly [K in PublicFile['keep']]: string } = {
  never: 'no-store',
  minutes: 'public, max-age=300',
  forever: 'public, max-age=31536000, immutable',
};

/** Files under their names. Those that partners may check can be read by their sites, too. */
export function serveFiles(files: PublicFiles['files'], partners: readonly string[] = []): RequestHandler {
  const packed = new Map<string, Promise<Buffer>>();
  const packedOnce = (name: string, { body }: PublicFile, encoding: Encoding): Promise<Buffer> => {
    const key = `${encoding} ${name}`;
    const made = packed.get(key) ?? pack[encoding](body);
    packed.set(key, made);
    return made;
  };

  const router = Router();
  for (const [name, file] of files) {
    router.get(`/${name}`, async (request, response) => {
      const encoding = request.acceptsEncodings([...encodings]);
      const body = encoding === 'br' || encoding === 'gzip' ? await packedOnce(name, file, encoding) : file.body;
      if (body !== file.body) response.set('Content-Encoding', String(encoding));
      const { origin } = request.headers;
      if (origin !== undefined && partners.includes(origin)) response.set('Access-Control-Allow-Origin', origin);
      response
        // In the frame of a partner our own page counts as nobody's.
        .set({ 'Cache-Control': keeping[file.keep], 'Cross-Origin-Resource-Policy': 'cross-origin' })
        .set('Vary', 'Accept-Encoding, Origin')
        .type('text/javascript')
        .send(body);
    });
  }
  return router;
}

/** The public files, and what the loader of the moment is called: partners check that it is the one they know. */
export function servePublicFiles({ files, loader }: PublicFiles, partners: readonly string[]): RequestHandler {
  const router = Router();
  router.use(serveFiles(files, partners));
  router.get('/embed.json', (_request, response) => {
    response.json({ loader: `/${loader.name}`, integrity: loader.integrity });
  });
  return router;
}
