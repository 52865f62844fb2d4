/**
 * The yardsticks for a page turn: `node:http` and Express that read a form and answer so many bytes, and nothing else.
 */
import { createServer } from 'node:http';
import express from 'express';

const { PORT, BYTES, WITH } = process.env;
const page = Buffer.alloc(Number(BYTES), 'a');
const headers = { 'content-type': 'text/html; charset=utf-8', 'content-encoding': 'br', 'content-length': page.length };

const bare = createServer((request, response) => {
  const pieces: Buffer[] = [];
  request.on('data', (piece: Buffer) => pieces.push(piece));
  request.on('end', () => {
    Buffer.concat(pieces).toString();
    response.writeHead(200, headers).end(page);
  });
});

const app = express();
app.get('/healthz', (_request, response) => void response.end());
app.post('/', express.urlencoded({ extended: false }), (_request, response) => void response.set(headers).send(page));

(WITH === 'express' ? createServer(app) : bare).listen(Number(PORT), '127.0.0.1');
