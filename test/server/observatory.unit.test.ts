/** The score of MDN's HTTP Observatory for our own answers, and that the scoring finds what is wrong. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, type Grade, gradeOf, stranger } from '../../evidence/observatory/grade.ts';
import { addresses, gradesSeen } from '../../evidence/observatory/seen.ts';
import { projectRoot } from '../support/content.ts';

/** As seen with `npm run observatory`; more is welcome, less is a step back. */
const atLeast: { readonly [address in (typeof addresses)[number]]: number } = {
  '/': 140,
  '/embed': 140,
  '/desk': 140,
  '/partners': 140,
  '/app.js': 130,
  '/embed.js': 130,
  '/api/v1': 140,
};

let seen: ReadonlyMap<string, Grade>;

beforeAll(async () => {
  seen = await gradesSeen(projectRoot);
});

describe('the score of the observatory', () => {
  it.each(addresses)('of %s is not lower than it was', (address) => {
    const { score, grade } = seen.get(address) ?? { score: 0, grade: 'F' };
    expect({ grade, score: Math.min(score, atLeast[address]) }).toEqual({ grade: 'A+', score: atLeast[address] });
  });
});

const good: Answer = {
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none';script-src 'self';frame-ancestors 'none'",
    'strict-transport-security': 'max-age=63072000',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  },
  cookies: [],
  body: '<script src="/app.js"></script>',
  toStranger: {},
  overHttp: 'to-https',
};

function changed(headers: Answer['headers'], more: Partial<Answer> = {}): Answer {
  return { ...good, ...more, headers: { ...good.headers, ...headers } };
}

describe('the scoring', () => {
  it('gives 120 for a strict page', () => {
    expect(gradeOf(good)).toMatchObject({ score: 120, grade: 'A+' });
  });

  it.each<readonly [string, Answer, number, string]>([
    ['no policy', changed({ 'content-security-policy': undefined }), 55, 'C'],
    [
      'scripts of any kind',
      changed({ 'content-security-policy': "script-src 'unsafe-inline';object-src 'none';frame-ancestors 'none'" }),
      80,
      'B+',
    ],
    [
      'styles of any kind',
      changed({ 'content-security-policy': "default-src 'none';style-src 'unsafe-inline';frame-ancestors 'none'" }),
      110,
      'A+',
    ],
    [
      'a hash beside what it makes browsers ignore',
      changed({
        'content-security-policy': "default-src 'none';script-src 'sha256-x' 'unsafe-inline';frame-ancestors 'none'",
      }),
      120,
      'A+',
    ],
    [
      'eval',
      changed({ 'content-security-policy': "default-src 'self' 'unsafe-eval';frame-ancestors 'none'" }),
      100,
      'A+',
    ],
    [
      'http in a page over https',
      changed({ 'content-security-policy': "default-src 'self' http://x.example" }),
      60,
      'C+',
    ],
    ['an hour of https', changed({ 'strict-transport-security': 'max-age=3600' }), 110, 'A+'],
    ['no word of https', changed({ 'strict-transport-security': undefined }), 80, 'B+'],
    ['guessing of types', changed({ 'x-content-type-options': undefined }), 115, 'A+'],
    ['whole addresses told to others', changed({ 'referrer-policy': 'unsafe-url' }), 110, 'A+'],
    ['a cookie without protection', changed({}, { cookies: ['a=b; Path=/'] }), 115, 'A+'],
    ['a cookie of a session without it', changed({}, { cookies: ['sess=b; HttpOnly'] }), 110, 'A+'],
    [
      'a cookie of a session that scripts can read',
      changed({}, { cookies: ['sess=b; Secure; SameSite=Lax'] }),
      70,
      'B',
    ],
    ['a cookie over http', changed({ 'strict-transport-security': undefined }, { cookies: ['a=b; Path=/'] }), 60, 'C+'],
    [
      'a cookie of a session over http',
      changed({ 'strict-transport-security': undefined }, { cookies: ['a=b; Secure', 'login=b; HttpOnly'] }),
      40,
      'D+',
    ],
    ['a cookie for any site', changed({}, { cookies: ['a=b; SameSite=None'] }), 80, 'B+'],
    ['a cookie for sites that nobody knows', changed({}, { cookies: ['a=b; Secure; SameSite=x'] }), 80, 'B+'],
    ['a token against forgery for any site', changed({}, { cookies: ['csrf=b; Secure'] }), 80, 'B+'],
    ['nothing that leads from http to https', changed({}, { overHttp: 'missing' }), 80, 'B+'],
    ['a way to https round another site', changed({}, { overHttp: 'elsewhere-first' }), 115, 'A+'],
    ['a cookie with it', changed({}, { cookies: ['a=b; Secure; HttpOnly; SameSite=Strict'] }), 125, 'A+'],
    ['a script of others', changed({}, { body: '<script src="https://cdn.example/x.js"></script>' }), 115, 'A+'],
    ['a script of others over http', changed({}, { body: '<script src="http://cdn.example/x.js"></script>' }), 50, 'C'],
    [
      'anybody may read, as whoever is signed in',
      changed(
        {},
        { toStranger: { 'access-control-allow-origin': stranger, 'access-control-allow-credentials': 'true' } },
      ),
      50,
      'C',
    ],
  ])('finds %s', (_what, answer, score, grade) => {
    expect(gradeOf(answer)).toMatchObject({ score, grade });
  });
});
