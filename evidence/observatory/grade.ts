/**
 * The score that MDN's HTTP Observatory would give an answer for its headers and its scripts. Points and grades are data
 * (`scoring.yaml`, which says where they were read); what leads to which of them is here, finding by finding.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

const scoring = z
  .strictObject({
    begin: z.number(),
    extraFrom: z.number(),
    grades: z.array(z.tuple([z.number(), z.string()])),
    findings: z.record(z.string(), z.record(z.string(), z.number())),
  })
  .parse(parse(readFileSync(fileURLToPath(new URL('scoring.yaml', import.meta.url)), 'utf8')));

/** An answer as a browser gets it over https. */
export interface Answer {
  /** By name in small letters. */
  readonly headers: { readonly [name: string]: string | undefined };
  readonly cookies: readonly string[];
  readonly body: string;
  /** What somebody gets who comes over http. Our server does not answer there: it is up to what stands before it. */
  readonly overHttp: 'to-https' | 'elsewhere-first' | 'through-http' | 'never-to-https' | 'missing' | 'no-answer';
  /** What the same address answers about an origin that is nobody's. */
  readonly toStranger: { readonly [name: string]: string | undefined };
}

type Look = (answer: Answer) => string;
type Policy = ReadonlyMap<string, readonly string[]>;

const broad = ['*', 'http:', 'https:', 'ftp:', 'http://*', 'http://*.*', 'https://*', 'https://*.*'];
const unsafe = [...broad, "'unsafe-inline'", 'data:'];

function policyIn(header: string | undefined): Policy {
  const directives = (header ?? '').split(';').map((text) => text.trim().split(/\s+/));
  return new Map(
    directives.flatMap(([name = '', ...sources]) => (name === '' ? [] : [[name.toLowerCase(), sources] as const])),
  );
}

/** A hash or a nonce makes browsers take no notice of 'unsafe-inline'. */
function heeded(sources: readonly string[]): readonly string[] {
  const pinned = sources.some((source) => /^'(sha256|sha384|sha512|nonce)-/.test(source));
  return pinned ? sources.filter((source) => source !== "'unsafe-inline'") : sources;
}

const passive = ['img-src', 'media-src'];
const isInsecure = (source: string): boolean => /^(http|ftp):/.test(source);

function contentSecurityPolicy({ headers }: Answer): string {
  const policy = policyIn(headers['content-security-policy']);
  if (policy.size === 0) return 'missing';
  const sourcesOf = (name: string): readonly string[] => heeded(policy.get(name) ?? policy.get('default-src') ?? ['*']);
  const [scripts, objects, styles] = [sourcesOf('script-src'), sourcesOf('object-src'), sourcesOf('style-src')];
  const active = [...policy].filter(([name]) => !passive.includes(name)).flatMap(([, sources]) => sources);
  if (scripts.some((source) => unsafe.includes(source)) || objects.some((source) => broad.includes(source)))
    return 'unsafe-inline';
  if (active.some(isInsecure)) return 'insecure-scheme';
  if ([...scripts, ...styles].includes("'unsafe-eval'")) return 'unsafe-eval';
  if (passive.flatMap(sourcesOf).some(isInsecure)) return 'insecure-scheme-for-pictures';
  if (styles.some((source) => unsafe.includes(source))) return 'unsafe-in-styles-only';
  return policy.get('default-src')?.join() === "'none'" ? 'default-none' : 'no-unsafe';
}

/** From the best to the worst: the worst that is found of any cookie counts. */
const ofCookies = [
  'not-secure-under-hsts',
  'not-secure',
  'session-not-secure-under-hsts',
  'same-site-invalid',
  'forgery-token-without-same-site',
  'session-not-http-only',
  'session-not-secure',
] as const;

function faultsOf(cookie: string, underHsts: boolean): readonly (typeof ofCookies)[number][] {
  const [pair = '', ...attributes] = cookie.split(';').map((part) => part.trim());
  const attribute = (name: string): string | undefined => {
    const found = attributes.map((one) => one.split('=')).find(([key]) => key?.trim().toLowerCase() === name);
    return found && (found[1] ?? '').trim().toLowerCase();
  };
  const name = (pair.split('=')[0] ?? '').toLowerCase();
  const [secure, site] = [attribute('secure') !== undefined, attribute('samesite')];
  const session = /login|sess/.test(name);
  const known = site === undefined || ['lax', 'strict', 'none'].includes(site);
  const faults: readonly (readonly [boolean, (typeof ofCookies)[number]])[] = [
    [!secure, underHsts ? 'not-secure-under-hsts' : 'not-secure'],
    [!secure && session, underHsts ? 'session-not-secure-under-hsts' : 'session-not-secure'],
    [!known || (site === 'none' && !secure), 'same-site-invalid'],
    [name.includes('csrf') && site === undefined, 'forgery-token-without-same-site'],
    [session && attribute('httponly') === undefined, 'session-not-http-only'],
  ];
  return faults.flatMap(([is, fault]) => (is ? [fault] : []));
}

function cookies(answer: Answer): string {
  const { cookies: sent } = answer;
  if (sent.length === 0) return 'none';
  const found = sent.flatMap((one) => faultsOf(one, transportSecurity(answer) === 'six-months'));
  const worst = ofCookies.findLast((fault) => found.includes(fault));
  if (worst !== undefined) return worst;
  return sent.every((one) => /;\s*samesite=/i.test(one)) ? 'secure-and-same-site' : 'secure';
}

/** What is found for each value of a header; `invalid` for any other. */
function byValue(name: string, findings: { readonly [value: string]: string }): Look {
  return ({ headers }) => {
    const value = headers[name]?.trim().toLowerCase();
    return value === undefined ? 'missing' : (findings[value] ?? 'invalid');
  };
}

function resourceSharing({ toStranger }: Answer): string {
  const allowed = toStranger['access-control-allow-origin'];
  if (allowed === undefined) return 'none';
  if (allowed === '*') return 'anybody';
  const echoed = allowed === stranger && toStranger['access-control-allow-credentials'] === 'true';
  return echoed ? 'anybody-with-credentials' : 'some';
}

const halfYear = 15_768_000;

function transportSecurity({ headers }: Answer): string {
  const header = headers['strict-transport-security'];
  if (header === undefined) return 'missing';
  const age = /(?:^|;)\s*max-age=(\d+)/i.exec(header)?.[1];
  if (age === undefined || header.includes(',')) return 'invalid';
  return Number(age) >= halfYear ? 'six-months' : 'shorter';
}

function integrity({ headers, body }: Answer): string {
  if (!/^text\/html\b/.test(headers['content-type'] ?? '')) return 'no-page';
  const scripts = [...body.matchAll(/<script\b([^>]*)>/gi)].map(([, attributes = '']) => ({
    source: /\bsrc="([^"]*)"/i.exec(attributes)?.[1] ?? null,
    pinned: /\bintegrity="[^"]/i.test(attributes),
  }));
  if (scripts.length === 0) return 'no-scripts';
  const fromElsewhere = scripts.filter(({ source }) => /^(https?:)?\/\//.test(source ?? ''));
  if (fromElsewhere.some(({ source, pinned }) => !pinned && !source?.startsWith('https:')))
    return 'foreign-scripts-insecurely';
  if (fromElsewhere.some(({ pinned }) => !pinned)) return 'foreign-scripts';
  if (fromElsewhere.length > 0) return 'foreign-scripts-with-integrity';
  return scripts.some(({ source, pinned }) => source !== null && pinned) ? 'own-scripts-with-integrity' : 'own-scripts';
}

function frameOptions(answer: Answer): string {
  if (policyIn(answer.headers['content-security-policy']).has('frame-ancestors')) return 'by-policy';
  return byValue('x-frame-options', { deny: 'denied', sameorigin: 'denied' })(answer);
}

const referrers: readonly (readonly [string, string])[] = [
  ...['no-referrer', 'same-origin', 'strict-origin', 'strict-origin-when-cross-origin'].map(
    (value) => [value, 'private'] as const,
  ),
  ...['origin', 'origin-when-cross-origin', 'unsafe-url', 'no-referrer-when-downgrade'].map(
    (value) => [value, 'unsafe'] as const,
  ),
];

/** In the order of the table. */
const looks: { readonly [test: string]: Look } = {
  'content-security-policy': contentSecurityPolicy,
  cookies,
  'cross-origin-embedder-policy': byValue('cross-origin-embedder-policy', {
    'require-corp': 'isolates',
    credentialless: 'isolates',
    'unsafe-none': 'missing',
  }),
  'cross-origin-opener-policy': byValue('cross-origin-opener-policy', {
    'same-origin': 'isolates',
    'same-origin-allow-popups': 'isolates',
    'noopener-allow-popups': 'isolates',
    'unsafe-none': 'open',
  }),
  'cross-origin-resource-policy': byValue('cross-origin-resource-policy', {
    'same-origin': 'same-origin-or-site',
    'same-site': 'same-origin-or-site',
    'cross-origin': 'cross-origin',
  }),
  'cross-origin-resource-sharing': resourceSharing,
  redirection: ({ overHttp }) => overHttp,
  'referrer-policy': byValue('referrer-policy', Object.fromEntries(referrers)),
  'strict-transport-security': transportSecurity,
  'subresource-integrity': integrity,
  'x-content-type-options': byValue('x-content-type-options', { nosniff: 'nosniff' }),
  'x-frame-options': frameOptions,
};

/** The origin that the question about sharing is asked for. */
export const stranger = 'https://nobody.example';

export interface Finding {
  readonly test: string;
  readonly found: string;
  readonly points: number;
}

export interface Grade {
  readonly score: number;
  readonly grade: string;
  readonly findings: readonly Finding[];
}

function pointsOf(test: string, found: string): number {
  const points = scoring.findings[test]?.[found];
  if (points === undefined) throw new Error(`scoring.yaml has no points for ${test}: ${found}`);
  return points;
}

/** Grades an answer. */
export function gradeOf(answer: Answer): Grade {
  const findings = Object.entries(looks).map(([test, look]) => {
    const found = look(answer);
    return { test, found, points: pointsOf(test, found) };
  });
  const sum = (list: readonly Finding[]): number => list.reduce((total, { points }) => total + points, scoring.begin);
  const withoutExtra = sum(findings.filter(({ points }) => points < 0));
  const score = Math.max(0, withoutExtra >= scoring.extraFrom ? sum(findings) : withoutExtra);
  const grade = scoring.grades.find(([from]) => score >= from)?.[1] ?? 'F';
  return { score, grade, findings };
}
