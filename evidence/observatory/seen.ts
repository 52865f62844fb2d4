/**
 * What our own server answers, graded: started on this machine as behind a proxy that speaks https.
 */
import { randomBytes } from 'node:crypto';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { loadLibrary } from '../../src/content/load.ts';
import { readConfig } from '../../src/server/config.ts';
import { createServer } from '../../src/server/server.ts';
import { type Answer, type Grade, gradeOf, stranger } from './grade.ts';

/** The pages that people and partners come to, and a file of each kind. */
export const addresses = ['/', '/embed', '/desk', '/partners', '/app.js', '/embed.js', '/api/v1'] as const;

async function answerAt(url: string): Promise<Answer> {
  const [answer, toStranger] = await Promise.all([fetch(url), fetch(url, { headers: { origin: stranger } })]);
  await toStranger.arrayBuffer();
  return {
    headers: Object.fromEntries(answer.headers),
    cookies: answer.headers.getSetCookie(),
    body: await answer.text(),
    // Taken for granted, not seen: it is the proxy that answers over http, or nothing does.
    overHttp: 'to-https',
    toStranger: Object.fromEntries(toStranger.headers),
  };
}

/** Starts the server, asks, and stops it. */
export async function gradesSeen(root: string): Promise<ReadonlyMap<string, Grade>> {
  const app = createServer({
    config: readConfig({
      BOT: 'off',
      PUBLIC_ORIGIN: 'https://wegwijzer.example',
      PARTNERS: 'https://partner.example',
      TRUST_PROXY: '1',
    }),
    library: loadLibrary(root),
    logger: pino({ enabled: false }),
    now: Date.now,
    random: randomBytes,
  });
  const server = createHttpServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    // A server that listens on a port has an address with that port.
    const { port } = server.address() as AddressInfo;
    const grades = new Map<string, Grade>();
    for (const address of addresses) grades.set(address, gradeOf(await answerAt(`http://127.0.0.1:${port}${address}`)));
    return grades;
  } finally {
    server.closeAllConnections();
    server.close();
  }
}
