/**
 * What the source of the product does not do, or only in one place: looked for in its text, as a compiler reads it, because no
 * request can show it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseSync, printSync } from '@swc/core';
import { projectRoot } from '../support/content.ts';

/** The page to try the bot on a developer's machine is no part of a server. */
const files = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.startsWith('bot-local'))
  .map((path) => path.replaceAll('\\', '/'));

type Part = { readonly [name: string]: unknown };

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every node of a tree. */
function partsOf(tree: unknown): readonly Part[] {
  if (Array.isArray(tree)) return tree.flatMap(partsOf);
  if (!isPart(tree)) return [];
  const own = 'type' in tree ? [tree] : [];
  return [...own, ...Object.values(tree).flatMap(partsOf)];
}

/** The text of a node that is a text with nothing to fill in; null of any other. */
function textOf(part: unknown): string | null {
  return isPart(part) && part.type === 'StringLiteral' ? String(part.value) : null;
}

/** The name of an identifier, or what stands in quotes, as in `import { 'a' as b }` and `globalThis['a']`. */
function nameOf(part: unknown): string | null {
  return isPart(part) && part.type === 'Identifier' ? String(part.value) : textOf(part);
}

interface Taken {
  /** Without `node:`; null where it is worked out only when it runs. */
  readonly module: string | null;
  /** What is taken of it; `*` where that is everything, or not to be seen. */
  readonly name: string;
}

function takenBy(part: Part): readonly Taken[] {
  const from = (source: unknown, names: readonly string[]): readonly Taken[] =>
    names.map((name) => ({ module: textOf(source)?.replace(/^node:/, '') ?? null, name }));
  if (part.type === 'ImportDeclaration' && part.typeOnly !== true) {
    const specifiers = Array.isArray(part.specifiers) ? part.specifiers.filter(isPart) : [];
    const values = specifiers.filter((one) => one.isTypeOnly !== true);
    return from(
      part.source,
      values.map((one) => (one.type === 'ImportSpecifier' ? (nameOf(one.imported ?? one.local) ?? '*') : '*')),
    );
  }
  if (/^Export(All|Named)Declaration$/.test(String(part.type)) && isPart(part.source)) return from(part.source, ['*']);
  if (part.type !== 'CallExpression') return [];
  const [first] = Array.isArray(part.arguments) ? part.arguments.filter(isPart) : [];
  const imports = isPart(part.callee) && part.callee.type === 'Import';
  return imports || ['require', 'getBuiltinModule'].includes(lastNameOf(part.callee))
    ? from(first?.expression, ['*'])
    : [];
}

/** Of `a.b.c` or `a['c']`: `c`. */
function lastNameOf(part: unknown): string {
  if (!isPart(part)) return '';
  if (part.type !== 'MemberExpression') return nameOf(part) ?? '';
  const { property } = part;
  return nameOf(isPart(property) && property.type === 'Computed' ? property.expression : property) ?? '';
}

interface Source {
  /** As a compiler reads it: without comments, which may name what is not done. */
  readonly code: string;
  readonly taken: readonly Taken[];
  /** Names that stand for a value or a part of one, wherever they stand. */
  readonly names: ReadonlySet<string>;
  /** Of functions that are called with a text first. */
  readonly calledWithText: ReadonlySet<string>;
}

function readSource(text: string): Source {
  const tree = parseSync(text, { syntax: 'typescript' });
  const parts = partsOf(tree.body);
  const named = parts.flatMap((part) => {
    const name = part.type === 'MemberExpression' ? lastNameOf(part) : part.type === 'Identifier' ? nameOf(part) : null;
    return name === null ? [] : [name];
  });
  const withText = parts.flatMap((part) => {
    if (part.type !== 'CallExpression' || !Array.isArray(part.arguments)) return [];
    const [first] = part.arguments.filter(isPart);
    const kind = isPart(first?.expression) ? first.expression.type : null;
    return kind === 'StringLiteral' || kind === 'TemplateLiteral' ? [lastNameOf(part.callee)] : [];
  });
  const { code } = printSync(tree);
  return { code, taken: parts.flatMap(takenBy), names: new Set(named), calledWithText: new Set(withText) };
}

const sources = new Map(
  files.map((path) => [path, readSource(readFileSync(join(projectRoot, 'src', path), 'utf8'))] as const),
);

function where(is: (source: Source) => boolean): readonly string[] {
  return [...sources].flatMap(([path, source]) => (is(source) ? [path] : [])).sort();
}

/** The files in which this stands. */
function holding(what: RegExp): readonly string[] {
  return where(({ code }) => what.test(code));
}

/** Whether one of these names stands in it. */
function naming(source: Source, names: readonly string[]): boolean {
  return names.some((name) => source.names.has(name));
}

/** What is taken of these modules, by the file that takes it. */
function takenOf(modules: readonly string[]): { readonly [path: string]: readonly string[] } {
  return Object.fromEntries(
    [...sources].flatMap(([path, { taken }]) => {
      const names = taken.flatMap(({ module, name }) => (modules.includes(module ?? '') ? [name] : []));
      return names.length === 0 ? [] : [[path, names] as const];
    }),
  );
}

/** What stands in the first pair of brackets of this expression, wherever it stands. */
function all(what: RegExp): readonly string[] {
  const found = [...sources.values()].flatMap(({ code }) => [...code.matchAll(what)].map(([, part = '']) => part));
  return [...new Set(found)].sort();
}

const runsText = ['eval', 'Function', 'AsyncFunction', 'GeneratorFunction', 'createRequire'];
const timers = ['setTimeout', 'setInterval', 'setImmediate'];
const asks = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'sendBeacon', 'RTCPeerConnection', 'WebTransport'];
const network = [
  'http',
  'https',
  'http2',
  'net',
  'tls',
  'dgram',
  'dns',
  'dns/promises',
  'undici',
  'axios',
  'node-fetch',
];

describe('the source', () => {
  it('is there', () => {
    expect(files.length).toBeGreaterThan(200);
  });

  it('runs no text as a program', () => {
    expect(where((source) => naming(source, runsText))).toEqual([]);
    expect(where((source) => timers.some((name) => source.calledWithText.has(name)))).toEqual([]);
    expect(holding(/document\.write/)).toEqual([]);
    expect(takenOf(['vm', 'module', 'worker_threads', 'cluster', 'inspector', 'repl'])).toEqual({});
    // An address of our own that stands above it: the bundler is to leave that file alone.
    expect(where(({ taken }) => taken.some(({ module }) => module === null))).toEqual(['desk/teams/open.ts']);
  });

  it('starts no shell, and one kind of process: our own, by its place', () => {
    expect(takenOf(['child_process'])).toEqual({ 'server/apart.ts': ['fork'] });
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

  it('takes its cryptography from Node and from jose', () => {
    const taken = (module: string): readonly string[] => [...new Set(Object.values(takenOf([module])).flat())].sort();
    expect(taken('crypto')).toEqual([
      'createCipheriv',
      'createDecipheriv',
      'createHash',
      'createHmac',
      'hkdfSync',
      'randomBytes',
      'timingSafeEqual',
    ]);
    expect(taken('jose')).toEqual(['createRemoteJWKSet', 'decodeJwt', 'errors', 'jwtVerify']);
    expect(where((source) => naming(source, ['subtle', 'webcrypto', 'getRandomValues']))).toEqual([]);
    const others = [...sources.values()].flatMap(({ taken: all }) => all.map(({ module }) => module ?? ''));
    expect(
      others.filter((module) => /crypt|sodium|noble|forge|jws|jsonwebtoken|hash/.test(module) && module !== 'crypto'),
    ).toEqual([]);
  });

  it('encrypts, derives and keys only where the table of keys says', () => {
    const page = readFileSync(join(projectRoot, 'docs/security.md'), 'utf8');
    const keyed = where(({ taken }) =>
      taken.some(
        ({ module, name }) => module === 'crypto' && /Cipher|Hmac|hkdf|scrypt|pbkdf|generateKey|sign/i.test(name),
      ),
    );
    expect(keyed.length).toBeGreaterThan(3);
    expect(keyed.filter((path) => !page.includes(`\`src/${path}\``))).toEqual([]);
  });

  it('takes what nobody may guess from the system, and only pauses from anything else', () => {
    expect(holding(/Math\.random/)).toEqual(['cli/doctor.ts', 'storage/file-lock.ts']);
  });

  it('asks others for nothing but keys and tokens, and those through libraries', () => {
    expect(where((source) => naming(source, asks))).toEqual([
      'desk/browser/own-contacts.ts',
      'desk/browser/sign-in.ts',
      'desk/teams/without.ts',
    ]);
    expect(takenOf(network)).toEqual({
      'server/door.ts': ['createServer', 'STATUS_CODES'],
      'server/rate-limit.ts': ['isIP'],
      // Requests that come from nobody, to learn what our own server would say.
      'server/static-headers.ts': ['IncomingMessage', 'ServerResponse', 'Socket'],
    });
  });

  it('never looks away from a certificate that is not good', () => {
    expect(holding(/rejectUnauthorized|NODE_TLS_REJECT|checkServerIdentity|insecure/i)).toEqual([]);
  });

  it('holds no password, key or token', () => {
    expect(holding(/-----BEGIN|AKIA[0-9A-Z]{16}|(?:password|secret|token|apiKey)\s*[:=]\s*'[^'\s]{12,}'/i)).toEqual([]);
  });
});

describe('the reading of the source', () => {
  it('loses nothing behind a text that looks like a comment', () => {
    const read = readSource(
      "const host = 'https://*.example/*'; // eval\nf(); /* eval */ const end = '*/'; g(host, end);",
    );
    expect(read.code).toMatch(/f\(\)/);
    expect(read.names).toEqual(new Set(['host', 'f', 'end', 'g']));
    expect(sources.get('server/security-headers.ts')?.code).toContain("'https://outlook-sdf.office.com'");
  });

  it.each([
    'eval("1")',
    'Function("return 1")()',
    'new Function("return 1")',
    'globalThis["eval"]("1")',
    'const run = eval; run("1")',
    'fetch(address)',
    'window.fetch(address)',
  ])('sees %s', (text) => {
    expect(naming(readSource(text), [...runsText, ...asks])).toBe(true);
  });

  it.each<readonly [text: string, module: string | null, name: string]>([
    ["import { get as ask } from 'node:https'", 'https', 'get'],
    ["import https from 'https'; https.get(address)", 'https', '*'],
    ["import * as all from 'node:child_process'", 'child_process', '*'],
    ["export { exec } from 'node:child_process'", 'child_process', '*'],
    ["await import('node:vm')", 'vm', '*'],
    ["require('vm')", 'vm', '*'],
    ["process.getBuiltinModule('vm')", 'vm', '*'],
    ['await import(address)', null, '*'],
    ["await import('node:' + name)", null, '*'],
  ])('sees that %s takes of %s: %s', (text, module, name) => {
    expect(readSource(text).taken).toEqual([{ module, name }]);
  });

  it('sees a text that a clock is to run', () => {
    expect(readSource('window.setTimeout("run()", 1)').calledWithText).toEqual(new Set(['setTimeout']));
  });
});
