/**
 * The site of an association that is not there, as an example: `node:http` and nothing else. It fills in where the
 * Wegwijzer runs and which loader it has today; a real site copies the two lines from the page /partners once.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

const wegwijzer = (process.env.WEGWIJZER || 'http://127.0.0.1:3978').replace(/\/$/, '');
const port = Number(process.env.PORT || 4000);

const files = {
  '/': ['index.html', 'text/html; charset=utf-8'],
  '/frame.html': ['frame.html', 'text/html; charset=utf-8'],
  '/style.css': ['style.css', 'text/css; charset=utf-8'],
  '/logo.svg': ['logo.svg', 'image/svg+xml'],
};

/** As strict as can be: nothing but our own style sheet and picture, and the script and the frame of the Wegwijzer. */
const headers = {
  'Content-Security-Policy': [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    `script-src ${new URL(wegwijzer).origin}`,
    `frame-src ${new URL(wegwijzer).origin}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
};

/** What stands between {{ and }} in the pages. */
async function placeholders() {
  const answer = await fetch(`${wegwijzer}/embed.json`);
  if (!answer.ok) throw new Error(`${wegwijzer}/embed.json answers ${answer.status}`);
  const { loader, integrity } = await answer.json();
  return { WEGWIJZER: wegwijzer, LOADER: loader, INTEGRITY: integrity };
}

async function render(name) {
  const page = await readFile(new URL(name, import.meta.url), 'utf8');
  if (!page.includes('{{')) return page;
  const values = await placeholders();
  return page.replace(/\{\{(\w+)\}\}/g, (_all, key) => values[key]);
}

const server = createServer(async ({ url }, response) => {
  const [name, type] = files[new URL(url ?? '/', 'http://localhost').pathname] ?? [];
  if (name === undefined) return response.writeHead(404, headers).end();
  try {
    const body = await render(name);
    response.writeHead(200, { ...headers, 'Content-Type': type }).end(body);
  } catch (error) {
    response
      .writeHead(502, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' })
      .end(`No Wegwijzer at ${wegwijzer}: start it first, see README.md (${error.message}).\n`);
  }
});

server.listen(port, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${server.address().port}/`);
});
