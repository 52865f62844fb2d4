import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import express from 'express';
import fc from 'fast-check';
import request from 'supertest';
import { Reader } from '../../src/content/reader.ts';
import { readReferralFiles } from '../../src/content/referral-files.ts';
import type { Municipality, Seen } from '../../src/core/directory.ts';
import { ageOn, ages, stalestOf } from '../../src/desk/completeness/age.ts';
import { completenessOf, parts, totalsOf } from '../../src/desk/completeness/completeness.ts';
import { placeLabels } from '../../src/desk/map/labels.ts';
import type { Geography } from '../../src/desk/map/map.ts';
import { colourCount, mapOf } from '../../src/desk/map/map.ts';
import { coloursFor, groupsBeside, neighboursAmong, type Pair, type Point } from '../../src/desk/map/neighbours.ts';
import { mapRouter } from '../../src/desk/map/router.ts';
import { aServer, library } from '../server/a-server.ts';
import { projectRoot } from '../support/content.ts';

const today = '2026-11-23';
const { directory } = library.content;
const map = mapOf(directory, library.geography, today);

function seen(seenOn: string | null, checkedOn: string | null = null): Seen {
  return { value: 'x', source: 'a source', seenOn, checkedOn };
}

function aMunicipality(known: Partial<Municipality> = {}): Municipality {
  const { wijkteam = {}, ...rest } = known;
  return { code: 'GM9001', name: 'Nergenshuizen', region: 'twente', validTo: null, successor: null, wijkteam, ...rest };
}

/** Whether all of these hang together by these lines. */
function isConnected(all: readonly number[], lines: readonly Pair[]): boolean {
  const reached = new Set(all.slice(0, 1));
  for (const _ of all) {
    for (const [one, other] of lines) {
      if (reached.has(one)) reached.add(other);
      else if (reached.has(other)) reached.add(one);
    }
  }
  return all.every((place) => reached.has(place));
}

const coordinate = fc.integer({ min: 0, max: 600 });
const points = fc.uniqueArray(fc.record({ x: coordinate, y: coordinate }), {
  minLength: 1,
  maxLength: 40,
  selector: ({ x, y }) => `${x} ${y}`,
});

describe('how old something is', () => {
  it.each([
    ['2026-11-23', 'half-year'],
    ['2026-06-01', 'half-year'],
    ['2026-05-01', 'year'],
    ['2025-11-23', 'year'],
    ['2025-11-01', 'three-years'],
    ['2023-11-23', 'three-years'],
    ['2023-11', 'older'],
    ['2014', 'older'],
    [null, 'undated'],
  ] as const)('%s is of the class %s', (date, age) => {
    expect(ageOn(today, date)).toBe(age);
  });

  it('is as old as it can be where the source gives a month or a year alone', () => {
    expect(ageOn('2026-12-20', '2026')).toBe('year');
    expect(ageOn('2026-12-20', '2026-12')).toBe('half-year');
  });

  it('never gets fresher with time', () => {
    const date = fc
      .date({ min: new Date('2015-01-01'), max: new Date('2026-11-23'), noInvalidDate: true })
      .map((day) => day.toISOString().slice(0, 10));
    fc.assert(
      fc.property(date, date, date, (one, other, source) => {
        const [earlier = '', later = ''] = [one, other].sort();
        expect(ages.indexOf(ageOn(later, source))).toBeGreaterThanOrEqual(ages.indexOf(ageOn(earlier, source)));
      }),
    );
  });

  it('is for several what the stalest of them is, and a source without a date is the stalest', () => {
    expect(stalestOf(['year', 'older', 'half-year'])).toBe('older');
    expect(stalestOf(['older', 'undated'])).toBe('undated');
    expect(stalestOf([])).toBeNull();
  });
});

describe('what is known of a municipality', () => {
  it('is what its file does not call missing, for all of them', () => {
    const files = readReferralFiles(new Reader(projectRoot));
    const missing = new Map(files?.municipalities.map((file) => [file.municipality, new Set(file.missing)]));
    expect(missing.size).toBeGreaterThan(300);
    for (const { code, completeness } of map.dots) {
      expect(new Set(completeness.missing)).toEqual(missing.get(code));
      expect([...completeness.known, ...completeness.missing].sort()).toEqual([...parts].sort());
    }
  });

  it('has the oldest and the newest date, as the sources give them, and counts those without one', () => {
    const wijkteam = { name: seen('2014'), website: seen(null) };
    const found = completenessOf(
      aMunicipality({ phone: seen('2026-04-10'), website: seen('2026-03'), wijkteam }),
      today,
    );
    expect(found).toEqual({
      known: ['phone', 'website', 'wijkteam.name', 'wijkteam.website'],
      missing: ['wijkteam.phone'],
      checked: 0,
      oldest: '2014',
      newest: '2026-04-10',
      undated: 1,
      age: 'undated',
    });
  });

  it('is as fresh as the day on which a person checked it', () => {
    const found = completenessOf(
      aMunicipality({ phone: seen('2014', '2026-11-01'), website: seen(null, '2026-10-01') }),
      today,
    );
    expect(found).toMatchObject({ checked: 2, oldest: '2026-10-01', undated: 0, age: 'half-year' });
  });

  it('is of no age where nothing is known', () => {
    expect(completenessOf(aMunicipality(), today)).toMatchObject({ known: [], oldest: null, newest: null, age: null });
  });

  it('adds up, whatever is known', () => {
    const date = fc.constantFrom(null, '2014', '2022-05', '2026-01-01', '2026-11-01');
    const field = fc.option(fc.tuple(date, fc.option(fc.constant('2026-11-01'))), { nil: undefined });
    const municipality = fc.array(field, { minLength: 5, maxLength: 5 }).map((fields) => {
      const [phone, website, name, number, page] = fields.map((one) => one && seen(...one));
      return aMunicipality({ phone, website, wijkteam: { name, phone: number, website: page } });
    });
    fc.assert(
      fc.property(fc.array(municipality), (all) => {
        const found = all.map((one) => completenessOf(one, today));
        const totals = totalsOf(found);
        const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);
        expect(totals.municipalities).toBe(all.length);
        expect(sum(totals.byCount)).toBe(all.length);
        expect(sum(Object.values(totals.byAge))).toBe(found.filter(({ known }) => known.length > 0).length);
        expect(sum(Object.values(totals.known))).toBe(sum(totals.byCount.map((number, count) => number * count)));
        expect(totals.wijkteam).toBeLessThanOrEqual(sum(parts.slice(2).map((part) => totals.known[part])));
      }),
    );
  });
});

describe('the map', () => {
  it('has every municipality of the day once', () => {
    const ofTheDay = [...directory.municipalities.values()].filter(
      ({ validTo }) => validTo === null || validTo >= today,
    );
    expect(map.dots.map(({ code }) => code).sort()).toEqual(ofTheDay.map(({ code }) => code).sort());
    expect(map.totals.municipalities).toBe(342);
  });

  it('lets go of one that merged, on the day after its last one, and knows none before its first day', () => {
    const [old, successor] = ['GM1696', 'GM0402'];
    const municipalities = new Map(directory.municipalities);
    const merged = municipalities.get(old);
    if (merged === undefined) throw new Error('the one that merges here is not in the data');
    municipalities.set(old, { ...merged, validTo: '2026-12-31', successor });
    municipalities.set('GM9001', aMunicipality());
    const born: Geography = { code: 'GM9001', validFrom: '2027-01-01', lat: 52.2, lon: 6.9 };
    const on = (day: string): readonly string[] =>
      mapOf({ ...directory, municipalities }, [...library.geography, born], day).dots.map(({ code }) => code);
    const [before, after] = [on('2026-12-31'), on('2027-01-01')];
    expect([old, successor, 'GM9001'].map((code) => before.includes(code))).toEqual([true, true, false]);
    expect([old, successor, 'GM9001'].map((code) => after.includes(code))).toEqual([false, true, true]);
  });

  it('has the north above and the east on the right, all within the drawing', () => {
    const at = (name: string): Point => {
      const dot = map.dots.find((one) => one.name === name);
      if (dot === undefined) throw new Error(`there is no ${name} on the map`);
      return dot;
    };
    expect(at('Groningen').y).toBeLessThan(at('Zwolle').y);
    expect(at('Zwolle').y).toBeLessThan(at('Maastricht').y);
    expect(at("'s-Gravenhage").x).toBeLessThan(at('Utrecht').x);
    expect(at('Utrecht').x).toBeLessThan(at('Enschede').x);
    for (const { x, y } of [...map.dots, ...map.regions.flatMap(({ label, shortLabel }) => [label, shortLabel])]) {
      expect(x >= 0 && x <= map.width && y >= 0 && y <= map.height).toBe(true);
    }
  });

  it('has each of them in one region, and their counts add up to those of all', () => {
    expect(map.regions.length).toBe(25);
    const members = map.regions.flatMap((region) => region.members);
    expect([...members].sort((one, other) => one - other)).toEqual([...map.dots.keys()]);
    for (const part of parts) {
      const sum = map.regions.reduce((all, { totals }) => all + totals.known[part], 0);
      expect(sum).toBe(map.totals.known[part]);
    }
    for (const { number, members: own } of map.regions) {
      expect(own.every((place) => map.dots[place]?.region === number - 1)).toBe(true);
    }
  });

  it('joins all of a region by lines that stay within it, so that nobody needs its colour', () => {
    for (const { members, web } of map.regions) {
      expect(web.flat().every((place) => members.includes(place))).toBe(true);
      expect(isConnected(members, web)).toBe(true);
    }
  });

  it('has another colour for each region beside', () => {
    const groups = map.dots.map(({ region }) => `${region}`);
    const beside = groupsBeside(groups, neighboursAmong(map.dots));
    expect(beside.get('0')?.size).toBeGreaterThan(0);
    for (const [one, others] of beside)
      for (const other of others) expect(map.regions[Number(one)]?.colour).not.toBe(map.regions[Number(other)]?.colour);
    expect(map.regions.every(({ colour }) => colour >= 0 && colour < colourCount)).toBe(true);
  });

  it('writes no name over another', () => {
    const sizes = { line: 17, letter: 7.4, width: map.width, height: map.height };
    const boxes = map.regions.map(({ number, name, label: { x, y } }) => {
      const half = (`${number} ${name}`.length * sizes.letter) / 2;
      return { left: x - half, right: x + half, top: y - sizes.line / 2, bottom: y + sizes.line / 2 };
    });
    const overlaps = boxes.flatMap((one, index) =>
      boxes
        .slice(index + 1)
        .filter(
          (other) =>
            one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom,
        ),
    );
    expect(overlaps).toEqual([]);
  });
});

describe('what lies side by side', () => {
  it('hangs together, and has nothing in between', () => {
    fc.assert(
      fc.property(points, (all) => {
        const pairs = neighboursAmong(all);
        expect(isConnected([...all.keys()], pairs)).toBe(true);
        const squared = (one: Point, other: Point): number => (one.x - other.x) ** 2 + (one.y - other.y) ** 2;
        const isFree = (first: number, second: number): boolean => {
          const [one, other] = [all[first], all[second]];
          if (one === undefined || other === undefined) return false;
          return all.every(
            (point) =>
              point === one || point === other || squared(point, one) + squared(point, other) >= squared(one, other),
          );
        };
        const expected = [...all.keys()].flatMap((first) =>
          [...all.keys()]
            .filter((second) => second > first && isFree(first, second))
            .map((second) => `${first} ${second}`),
        );
        expect(pairs.map(([one, other]) => `${one} ${other}`).sort()).toEqual(expected.sort());
      }),
    );
  });

  it('is told apart by colours, or it says that there are too few', () => {
    const square = new Map([
      ['a', new Set(['b', 'c'])],
      ['b', new Set(['a', 'c'])],
      ['c', new Set(['a', 'b'])],
    ]);
    expect(new Set(coloursFor(square, 3).values()).size).toBe(3);
    expect(() => coloursFor(square, 2)).toThrow('add one to the map');
  });

  it('has its names where they do not leave the drawing', () => {
    fc.assert(
      fc.property(fc.array(points, { minLength: 1, maxLength: 6 }), (groups) => {
        const labels = groups.map((dots, index) => ({ text: `${index + 1} Naam`, dots }));
        const placed = placeLabels(labels, { line: 17, letter: 7.4, width: 600, height: 600 });
        expect(placed.length).toBe(groups.length);
        for (const { x, y } of placed) expect(x >= 0 && x <= 600 && y >= 0 && y <= 600).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
});

describe('the page with the map', () => {
  const { app } = aServer();
  const show = async (lang: string) => (await request(app).get('/desk/map').set('Accept-Language', lang)).text;

  it.each([
    ['nl', 'nl', 'De gegevens op de kaart'],
    ['en', 'en', 'The data on the map'],
    ['tr', 'nl', 'De gegevens op de kaart'],
  ])('speaks a language of the desk to who asks for %s', async (asked, lang, title) => {
    const text = await show(asked);
    expect(text).toContain(`<html lang="${lang}"`);
    expect(text).toContain(`<h1 id="start" tabindex="-1">${title}</h1>`);
  });

  it('lists each municipality once, under its region, and says of the dot what it says of the row', async () => {
    const text = await show('nl');
    const rows = [...text.matchAll(/<th scope="row">([^<]*)<\/th><td>(\d) van 5<\/td>/g)];
    expect(rows.length).toBe(342);
    expect(new Set(rows.map(([, name]) => name)).size).toBe(342);
    expect(text.match(/<details>/g)?.length).toBe(25);
    const dots = [...text.matchAll(/<title>([^<]*)\nVeilig Thuis [^<]*\n(\d) van 5 bekend\n/g)];
    expect(dots.length).toBe(342);
    const known = new Map(dots.map(([, name, count]) => [name, count]));
    for (const [, name, count] of rows) expect(known.get(name)).toBe(count);
  });

  it('has totals that agree with the data', async () => {
    const text = await show('en');
    const { known, wijkteam, checked } = map.totals;
    expect(text).toContain(`Municipalities: ${map.totals.municipalities}, in 25 regions`);
    expect(text).toContain(`known: for ${wijkteam}. Name: for ${known['wijkteam.name']}`);
    expect(checked).toBe(0);
    expect(text).toContain('Nobody has checked these details yet.');
  });

  it('names no organisation and no service, and dials nothing but the three numbers', async () => {
    const files = readReferralFiles(new Reader(projectRoot));
    const organisations = files?.organisations.map(({ name }) => name.value) ?? [];
    const teams = files?.municipalities.flatMap(({ wijkteam }) => wijkteam?.name?.value ?? []) ?? [];
    // Some are called by the common word, which the page has to say.
    const names = [...organisations, ...teams].filter((name) => !/^(?:sociaal )?wijkteams?$/i.test(name));
    expect([organisations.length > 5, names.length > organisations.length + 20]).toEqual([true, true]);
    for (const lang of ['nl', 'en']) {
      const text = await show(lang);
      expect(names.filter((name) => text.includes(name))).toEqual([]);
      expect(text.match(/href="tel:/g)?.length).toBe(3);
    }
  });

  it('loads nothing but our own script, and puts nothing into an address', async () => {
    const text = await show('nl');
    const addresses = [...text.matchAll(/ (?:href|src|action)="([^"]*)"/g)].map(([, address]) => address);
    const elsewhere = addresses.filter((address) => /^(?:\w+:)?\/\//.test(address ?? ''));
    expect(elsewhere).toEqual([expect.stringMatching(/^https:/)]);
    expect(text).toMatch(/<a class="exit" href="https:/);
    expect(addresses.filter((address) => address?.includes('?'))).toEqual([]);
    expect(text).not.toMatch(/<form| style="/);
  });

  it('has the styles that its headers allow, and no others', async () => {
    const { text, headers } = await request(app).get('/desk/map');
    const policy = headers['content-security-policy'] ?? '';
    const styles = [...text.matchAll(/<style>(.*?)<\/style>/gs)].map(([, style = '']) => style);
    expect(styles.length).toBe(3);
    for (const style of styles) expect(policy).toContain(createHash('sha256').update(style).digest('base64'));
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('weighs at most 60 kB on the wire', async () => {
    for (const lang of ['nl', 'en']) expect(gzipSync(await show(lang)).length).toBeLessThan(60_000);
  });

  it('has a script at its own address, and takes nothing that is sent', async () => {
    const script = await request(app).get('/desk/map.js');
    expect([script.status, script.type]).toEqual([200, 'text/javascript']);
    expect((await request(app).post('/desk/map')).status).toBe(405);
  });
});

describe('a map that is kept for the day', () => {
  const last = '2026-12-31';
  const municipalities = new Map(directory.municipalities);
  const merged = municipalities.get('GM1696');
  if (merged === undefined) throw new Error('the one that merges here is not in the data');
  municipalities.set('GM1696', { ...merged, validTo: last, successor: 'GM0402' });
  const changed = { ...library, content: { ...library.content, directory: { ...directory, municipalities } } };

  it('is drawn anew on another day and with other data, without a restart', async () => {
    const state = { now: Date.UTC(2026, 11, 31, 22, 59), library };
    const router = mapRouter({
      library: () => state.library,
      now: () => state.now,
      page: () => ({ numbers: [], exitUrl: 'https://example.org', pages: [] }),
    });
    const rows = async (): Promise<number> => {
      const { text } = await request(express().use(router)).get('/desk/map');
      return text.match(/<th scope="row">/g)?.length ?? 0;
    };
    expect(await rows()).toBe(342);
    state.library = changed;
    expect(await rows()).toBe(342);
    // Midnight in Amsterdam.
    state.now = Date.UTC(2026, 11, 31, 23);
    expect(await rows()).toBe(341);
    state.library = library;
    expect(await rows()).toBe(342);
  });
});
