/**
 * What the source of the product does not do, or only in one place: looked for in its text, because no request can show it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { projectRoot } from '../support/content.ts';

/** The page to try the bot on a developer's machine is no part of a server. */
const files = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.startsWith('bot-local'))
  .map((path) => path.replaceAll('\\', '/'));

/** Without comments: they may name what is not done. */
const codeOf = new Map(
  files.map((path) => {
    const text = readFileSync(join(projectRoot, 'src', path), 'utf8');
    return [path, text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/[^\n]*/g, '$1')] as const;
  }),
);

/** The files in which this stands. */
function holding(what: RegExp): readonly string[] {
  return [...codeOf].flatMap(([path, code]) => (what.test(code) ? [path] : [])).sort();
}

/** What stands in the first pair of brackets of this expression, wherever it stands. */
function all(what: RegExp): readonly string[] {
  const found = [...codeOf.values()].flatMap((code) => [...code.matchAll(what)].map(([, part = '']) => part));
  return [...new Set(found)].sort();
}

describe('the source', () => {
  it('is there', () => {
    expect(files.length).toBeGreaterThan(200);
  });

  it('runs no text as a program', () => {
    expect(holding(/\beval\(|\bnew Function\b|from 'node:vm'|document\.write/)).toEqual([]);
    // An address of our own that stands above it: the bundler is to leave that file alone.
    expect(holding(/import\((?!')/)).toEqual(['desk/teams/open.ts']);
  });

  it('starts no shell, and one kind of process: our own, by its place', () => {
    expect(holding(/from 'node:child_process'/)).toEqual(['server/apart.ts']);
    expect(all(/import \{ ([^}]*) \} from 'node:child_process'/g)).toEqual(['fork']);
  });

  it('builds no expression out of what somebody sent', () => {
    // One from a table of letters, one from words in the files of texts, when those are checked.
    expect(holding(/new RegExp\(/)).toEqual(['content/check/readability-measure.ts', 'core/understand/words.ts']);
  });

  it('makes markup of text in the page only from what our own renderer gives', () => {
    expect(holding(/innerHTML|outerHTML|insertAdjacentHTML/)).toEqual(['desk/browser/desk-page.ts', 'web/screen.ts']);
  });

  it('keeps nothing in a browser', () => {
    expect(holding(/\b(localStorage|sessionStorage|indexedDB|caches|serviceWorker)\b|document\.cookie/)).toEqual([
      // Puts nothing in their place, so that the library of Teams finds none.
      'desk/teams/without.ts',
    ]);
  });

  it('encrypts with AES-256-GCM, and with nothing else', () => {
    expect(all(/create(?:Cipher|Decipher)iv\(\s*'([^']+)'/g)).toEqual(['aes-256-gcm']);
    expect(holding(/create(?:C|Dec)ipheriv\((?!\s*')/)).toEqual([]);
  });

  it('takes keyed hashes with SHA-256, and others with nothing weaker where anything hangs on it', () => {
    expect(all(/createHmac\('([^']+)'/g)).toEqual(['sha256']);
    expect(all(/createHash\('([^']+)'/g)).toEqual(['sha1', 'sha256']);
    // The form of an identifier (UUID version 5) prescribes it; nobody is let in by one.
    expect(holding(/createHash\('sha1'\)/)).toEqual(['content/hsds/ids.ts']);
    expect(all(/kind: ('sha\d+' \| 'sha\d+')/g)).toEqual(["'sha256' | 'sha384'"]);
  });

  it('takes what nobody may guess from the system, and only pauses from anything else', () => {
    expect(holding(/Math\.random/)).toEqual(['cli/doctor.ts', 'storage/file-lock.ts']);
  });

  it('asks others for nothing but keys and tokens, and those through libraries', () => {
    const asking = holding(
      /\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|import \{[^}]*\b(?:request|connect)\b[^}]*\} from 'node:/,
    );
    expect(asking).toEqual(['desk/browser/own-contacts.ts', 'desk/browser/sign-in.ts', 'desk/teams/without.ts']);
  });

  it('never looks away from a certificate that is not good', () => {
    expect(holding(/rejectUnauthorized|NODE_TLS_REJECT|checkServerIdentity|insecure/i)).toEqual([]);
  });

  it('holds no password, key or token', () => {
    expect(holding(/-----BEGIN|AKIA[0-9A-Z]{16}|(?:password|secret|token|apiKey)\s*[:=]\s*'[^'\s]{12,}'/i)).toEqual([]);
  });
});
