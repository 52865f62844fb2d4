/** `wegwijzer data …` as it is run, on a copy of the content. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { type Ended, wegwijzer } from '../support/command.ts';
import { ContentCopy } from '../support/content-copy.ts';

const copy = new ContentCopy();
afterAll(() => copy.remove());

function data(...words: readonly string[]): Promise<Ended> {
  return wegwijzer(['data', ...words], '', copy.root);
}

const sheet = join(copy.root, 'sheet.csv');
const enschede = 'referral-data/municipalities/GM0153-enschede.yaml';
const amsterdam = 'referral-data/municipalities/GM0363-amsterdam.yaml';

describe('wegwijzer data', () => {
  it.each([
    ['a form that does not exist', ['export', '--format', 'pdf'], /csv/],
    ['a name that tells no form', ['export', join(copy.root, 'sheet.doc')], /\.csv, \.xlsx/],
    ['a file that is not there', ['import', join(copy.root, 'nothing.csv')], /cannot be read/],
    ['a place that is none', ['export', '--municipality', 'Casablanca', '-'], /--municipality/],
    ['days that are no number', ['stale', '--days', 'many'], /number of days/],
    ['a day that is none', ['stale', '--today', '2026-02-30'], /--today/],
    ['a check by nobody', ['verify', 'GM0363', 'phone', '--on', '2026-11-20'], /--by/],
    ['a check on no day', ['verify', 'GM0363', 'phone', '--by', 'IOT', '--on', '20-11-2026'], /--on/],
    ['a check of nobody', ['verify', 'GM9999', 'phone', '--by', 'IOT', '--on', '2026-11-20'], /GM0363, service:lkha/],
    [
      'a check of no field',
      ['verify', 'GM0363', 'fax', '--by', 'IOT', '--on', '2026-11-20'],
      /there are phone, website/,
    ],
  ])('ends with 2 for %s', async (_, words, why) => {
    const { code, out, err } = await data(...words);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(why);
  });
});

describe('wegwijzer data export and import', () => {
  const before = copy.text(enschede);

  it('gives a municipality its sheet, and shows what an edit would change', async () => {
    const exported = await data('export', '--format', 'csv', '--municipality', 'enschede', sheet);
    expect([exported.code, exported.err]).toEqual([0, '']);
    writeFileSync(sheet, readFileSync(sheet, 'utf8').replace(',14 053,', ',14 0535,'));
    const { code, out, err } = await data('import', sheet, '--dry-run');
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(
      /^GM0153 Enschede, phone\n {2}- 14 053 \(.+\)\n {2}\+ 14 0535 \(.+\n1 field would change in 1 file\.\n$/,
    );
    expect(copy.text(enschede)).toBe(before);
  });

  it('then changes it, when that is meant', async () => {
    const { code, out, err } = await data('import', sheet);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/\n1 field changed in 1 file\.\n$/);
    expect(copy.text(enschede)).toBe(before.replace('14 053', '14 0535'));
  });

  it('takes nothing of a sheet with a fault, and says on the other stream where it is', async () => {
    const exported = await data('export', '--format', 'csv', '--municipality', 'GM0363', '-');
    writeFileSync(sheet, exported.out.replace(',verified-source,', ',zeker,'));
    const untouched = copy.files();
    const { code, out, err } = await data('import', sheet);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^CSV, row 2, column "status": .+\n {4}→ .+\nNothing was taken: 1 to mend\.\n$/);
    expect(copy.files()).toEqual(untouched);
  });
});

describe('wegwijzer data stale and verify', () => {
  it('tells who has to check what, and counts', async () => {
    const { code, out } = await data('stale', '--municipality', 'Amsterdam', '--today', '2026-11-22');
    expect(code).toBe(0);
    const [, fields = '0', never = ''] =
      /^(\d+) fields of \d+ to check: (\d+) never checked, 0 longer ago than 180 days\.\n/.exec(out) ?? [];
    const counts = [...out.matchAll(/^\S.*: (\d+) to check$/gm)].map(([, count]) => Number(count));
    expect([Number(never), counts.reduce((sum, count) => sum + count, 0)]).toEqual([Number(fields), Number(fields)]);
    expect(out).toContain('\nVeilig Thuis Amsterdam-Amstelland: 2 to check\n');
    expect(out).toMatch(/\ngemeente Amsterdam \(GM0363\): 4 to check\n {2}field +value +status +seen on +checked on\n/);
  });

  it('begins with the national services, and gives a list to send round', async () => {
    const { code, out } = await data('stale', '--format', 'csv');
    expect(code).toBe(0);
    const [heads, first] = out.split('\n');
    expect(heads).toBe('\ufeffwho checks,of,field,value,status,seen on,checked on,checked by,source title');
    expect(first).toMatch(/^Alarmnummer 112,service:112,name,/);
  });

  it('records a check of every field of a part', async () => {
    const before = copy.text(amsterdam);
    const done = await data('verify', 'GM0363', 'wijkteam', '--by', 'gemeente Amsterdam', '--on', '2026-04-20');
    expect([done.code, done.err]).toEqual([0, '']);
    expect(done.out).toMatch(/wijkteam\.name\n(.*\n)+.*wijkteam\.website\n(.*\n)+2 fields changed in 1 file\./);
    const checked = 'checkedOn: "2026-04-20", checkedBy: "gemeente Amsterdam" }';
    expect(copy.text(amsterdam).split(checked)).toHaveLength(3);
    expect(copy.text(amsterdam).replaceAll(checked, 'checkedOn: null }')).toBe(before);
  });

  it.each([
    ['soon after', '2026-05-01', 2, 0],
    ['when that is long ago', '2026-11-22', 4, 2],
  ])('asks for what has been checked anew only after a while: %s', async (_, today, left, longAgo) => {
    const { out } = await data('stale', '--municipality', 'GM0363', '--today', today);
    expect(out).toContain(`gemeente Amsterdam (GM0363): ${left} to check`);
    expect(out).toContain(`${longAgo} longer ago than 180 days`);
  });

  it.each([
    ['in the future', 'phone', 'gemeente Amsterdam', '2999-01-01', /not come yet/],
    ['older than the source', 'phone', 'gemeente Amsterdam', '2026-03-01', /older than the source/],
    ['by a person', 'phone', 'a.b@example.org', '2026-11-20', /organisation or the function/],
    ['of what nobody knows', 'wijkteam.phone', 'gemeente Amsterdam', '2026-11-20', /Nothing is known there yet/],
  ])('refuses a check %s', async (_, part, by, on, why) => {
    const before = copy.files();
    const { code, out, err } = await data('verify', 'GM0363', part, '--by', by, '--on', on);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(why);
    expect(copy.files()).toEqual(before);
  });

  it('says so when what was checked stays hidden', async () => {
    const { out } = await data(
      'verify',
      'GM0153',
      'wijkteam.website',
      '--by',
      'gemeente Enschede',
      '--on',
      '2026-11-20',
    );
    expect(out).toMatch(/wijkteam\.website stays hidden: its status is unverified-memory/);
  });
});
