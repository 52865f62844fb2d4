/** What the pages of the desk may do, and who may show them. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import express, { type RequestHandler } from 'express';
import request from 'supertest';
import { deskDocument } from '../../src/desk/document.ts';
import { html } from '../../src/render/html-escape.ts';
import { deskHeaders, mayBeFramedByTeams, microsoftHosts, securityHeaders } from '../../src/server/security-headers.ts';
import { library } from './a-server.ts';

const page = deskDocument({
  texts: library.texts('nl'),
  numbers: [],
  exitUrl: 'https://weather.example/',
  title: 'Desk',
  scripts: ['/desk/page.js'],
  main: html``,
  pages: [],
});

async function headersWith(handler: RequestHandler): Promise<{ readonly [name: string]: string }> {
  const app = express();
  app.use(...securityHeaders({ boot: '' }), handler);
  app.get('/desk', (_request, response) => void response.send(page));
  return (await request(app).get('/desk')).headers;
}

/** A policy, directive by directive. */
function directives(policy = ''): { readonly [directive: string]: readonly string[] } {
  return Object.fromEntries(
    policy
      .split(';')
      .map((text) => text.split(' '))
      .map(([name, ...values]) => [name, values]),
  );
}

const styles = [...page.matchAll(/<style>(.*?)<\/style>/gs)].map(
  ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
);

const strict = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': styles,
  'connect-src': ["'self'"],
  'img-src': ['data:'],
  'form-action': ["'self'"],
  'base-uri': ["'none'"],
};

describe('the headers of the desk', () => {
  it('allow its own files, its own styles and its own server, and no frame', async () => {
    const headers = await headersWith(deskHeaders());
    expect(directives(headers['content-security-policy'])).toEqual({ ...strict, 'frame-ancestors': ["'none'"] });
    expect(headers['x-frame-options']).toBe('DENY');
  });

  it("allow besides that the hosts of Microsoft's to show it, where the tab was asked for", async () => {
    const [closed, framed] = await Promise.all([headersWith(deskHeaders()), headersWith(mayBeFramedByTeams())]);
    expect(directives(framed['content-security-policy'])).toEqual({ ...strict, 'frame-ancestors': microsoftHosts });
    const { 'x-frame-options': _, ...rest } = closed;
    const policy = framed['content-security-policy'];
    expect({ ...framed, date: '' }).toEqual({ ...rest, 'content-security-policy': policy, date: '' });
  });

  it('name only hosts with https that are written whole', () => {
    const name = /^https:\/\/(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/;
    expect(microsoftHosts.filter((host) => !name.test(host))).toEqual([]);
    // A pattern for everything below a whole ending would let everybody in who buys a name there.
    expect(microsoftHosts.filter((host) => /^https:\/\/\*\.[a-z]+$/.test(host))).toEqual([]);
  });
});
