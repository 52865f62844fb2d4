/**
 * What travels to a browser, in bytes of body on the wire: asked of the real server with the real content. Headers and
 * what encryption adds are not counted.
 */
import { get } from 'node:http';
import { brotliCompressSync } from 'node:zlib';
import type { Library } from '../../src/content/library.ts';
import { readConfig } from '../../src/server/config.ts';
import { textsFile } from '../../src/server/public-files.ts';
import { startServer } from '../../src/server/start.ts';

/** The most that may travel, in bytes. */
export const budgets = {
  /** The loader on a partner's page, gzip. */
  loader: 1_500,
  /** Any page: it has to fit into the first flight of a connection (RFC 6928: 14,600 bytes with the headers). */
  page: 13_000,
  /** What was learned of typed sentences, in one language. */
  understanding: 30_000,
  /** Everything that a whole conversation in one language needs besides its page: 90 kB, and understanding. */
  conversation: 120_000,
} as const;

export interface Weight {
  readonly what: string;
  readonly most: number;
  readonly bytes: number;
}

export type Encoding = 'br' | 'gzip';

/** The bytes of the body of one answer, as they came. Rejects when it is refused or comes in another encoding. */
function bytesOf(url: string, encoding: Encoding, lang = 'nl'): Promise<number> {
  const headers = { 'accept-encoding': encoding, 'accept-language': lang };
  return new Promise((resolve, reject) => {
    const request = get(url, { headers }, (response) => {
      const said = response.headers['content-encoding'];
      if (response.statusCode !== 200 || said !== encoding) {
        reject(new Error(`${url}: ${response.statusCode}, ${said ?? 'not packed'} instead of ${encoding}`));
        response.resume();
        return;
      }
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () => resolve(bytes));
      response.on('error', reject);
    });
    request.on('error', reject);
  });
}

const named: { readonly [E in Encoding]: string } = { br: 'brotli', gzip: 'gzip' };
const silent = { info: () => {}, error: () => {} };

/** Every size that has a budget, in every language. */
export async function weigh(library: Library): Promise<readonly Weight[]> {
  const server = await startServer(readConfig({ PORT: '0' }), library, silent);
  const at = (path: string): string => `http://127.0.0.1:${server.port}/${path}`;
  try {
    const weights: Weight[] = [
      {
        what: 'loader on the page of a partner, gzip',
        most: budgets.loader,
        bytes: await bytesOf(at('embed.js'), 'gzip'),
      },
    ];
    for (const { code } of library.languages) {
      for (const encoding of ['br', 'gzip'] as const)
        for (const path of ['', 'embed'])
          weights.push({
            what: `first view /${path} in ${code}, ${named[encoding]}`,
            most: budgets.page,
            bytes: await bytesOf(at(path), encoding, code),
          });
      weights.push({
        what: `understanding in ${code}, brotli`,
        most: budgets.understanding,
        bytes: brotliCompressSync(JSON.stringify(library.texts(code).learned())).length,
      });
      const files = await Promise.all(['app.js', textsFile(code)].map((name) => bytesOf(at(name), 'br')));
      weights.push({
        what: `everything for a conversation in ${code}, brotli`,
        most: budgets.conversation,
        bytes: files.reduce((sum, bytes) => sum + bytes, 0),
      });
    }
    return weights;
  } finally {
    await server.close();
  }
}
