/**
 * The sheet in which people keep the referral data: out, back, and what it may change on the way. No sheet can take a
 * source or a vital number away, and a sheet that is wrong in one cell changes nothing.
 */
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Reader } from '../../../src/content/reader.ts';
import { type ReferralFiles, readReferralFiles } from '../../../src/content/referral-files.ts';
import { name } from '../../../src/content/referral-schema.ts';
import type { ExchangeFormat } from '../../../src/content/referral-sheet/format.ts';
import { formatOf } from '../../../src/content/referral-sheet/formats.ts';
import {
  applyImport,
  type ImportPlan,
  planFor,
  planImport,
  type ReadyPlan,
  StalePlanError,
} from '../../../src/content/referral-sheet/import.ts';
import { planRows } from '../../../src/content/referral-sheet/plan-rows.ts';
import { readableChange } from '../../../src/content/referral-sheet/readable.ts';
import type { Column, SheetRow } from '../../../src/content/referral-sheet/row.ts';
import { rowsOf } from '../../../src/content/referral-sheet/rows.ts';
import { library } from '../../support/content.ts';
import { ContentCopy } from '../../support/content-copy.ts';
import { inWords } from '../../support/fault-words.ts';

const today = '2026-11-22';
const copy = new ContentCopy();
const asFound = copy.files();

afterEach(() => copy.restore(asFound));
afterAll(() => copy.remove());

function referral(): ReferralFiles {
  const files = readReferralFiles(new Reader(copy.root));
  if (files === null) throw new Error('the data cannot be read: run `wegwijzer check`');
  return files;
}

const found = referral();
const rows = rowsOf(found);

function rowFor(of: string, field: string, from: readonly SheetRow[] = rows): SheetRow {
  const row = from.find((one) => one.of === of && one.field === field);
  if (row === undefined) throw new Error(`the sheet has no row ${of} ${field}`);
  return row;
}

/** Numbers that the check keeps as they are. */
function isOnEveryScreen(of: string, field: string): boolean {
  return of === 'service:112' || ['service:veilig-thuis phone', 'service:bz phoneAbroad'].includes(`${of} ${field}`);
}

type Cells = Partial<Record<Column, string>>;

/** The plan for one row with some cells filled in. */
function planned(of: string, field: string, cells: Cells): ImportPlan {
  return planFor(copy.root, [{ cells: { ...rowFor(of, field), ...cells }, sheet: 'Gegevens', row: 2 }], today);
}

function ready(plan: ImportPlan): ReadyPlan {
  if (plan.type === 'refused') throw new Error(JSON.stringify(plan.faults));
  return plan;
}

/** The lines in which two texts differ. */
function changedLines(before: string, after: string): readonly (readonly [string | undefined, string | undefined])[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  return Array.from(
    { length: Math.max(old.length, now.length) },
    (_, index) => [old[index], now[index]] as const,
  ).filter(([one, other]) => one !== other);
}

const enschede = 'referral-data/municipalities/GM0153-enschede.yaml';
const sourced = { source: 'overheid-register', 'source title': '', 'seen on': '2026-11-20', status: 'verified-source' };

describe('the sheet', () => {
  it('has for every municipality a row for each contact, found or not', () => {
    const codes = found.municipalities.map(({ municipality }) => municipality);
    expect(codes).toHaveLength(342);
    for (const code of codes)
      expect(rows.filter(({ of }) => of === code).map(({ field }) => field)).toEqual([
        'phone',
        'website',
        'wijkteam.name',
        'wijkteam.phone',
        'wijkteam.website',
      ]);
  });

  it('has every region of Veilig Thuis, national service and organisation', () => {
    const names = new Set(rows.map(({ of }) => of));
    for (const { id } of found.regions) expect(names).toContain(`region:${id}`);
    for (const { id } of found.services) expect(names).toContain(`service:${id}`);
    for (const { id } of found.organisations) expect(names).toContain(`organisation:${id}`);
  });

  it('never has an entry that is for whoever signed in alone', () => {
    const services = found.services.map((entry) =>
      entry.id === 'lkha' ? { ...entry, visibility: 'desk' as const } : entry,
    );
    const names = new Set(rowsOf({ ...found, services }).map(({ of }) => of));
    expect([names.has('service:bz'), names.has('service:lkha')]).toEqual([true, false]);
  });

  it('of one municipality has that one, its region and what works there', () => {
    const municipality = 'GM0153';
    const [first, ...others] = found.organisations;
    if (first === undefined) throw new Error('there is no organisation');
    const organisations = [{ ...first, scope: 'local' as const, municipality }, ...others];
    const region = found.rows.find(({ code }) => code === municipality)?.region;
    expect(new Set(rowsOf({ ...found, organisations }, municipality).map(({ of }) => of))).toEqual(
      new Set([municipality, `region:${region}`, `organisation:${first.id}`]),
    );
  });

  it.each<ExchangeFormat>(['csv', 'xlsx', 'hsds'])(
    'comes back from %s as it went out: no change, not a byte, for all 342 municipalities and all others',
    async (name) => {
      const format = await formatOf(name);
      const bytes = await format.write(rows, found);
      expect((await format.read(bytes)).map(({ cells }) => cells)).toEqual(rows);
      expect(await planImport(copy.root, bytes, name, today)).toEqual({
        type: 'ready',
        changes: [],
        files: new Map(),
        madeFrom: new Map(),
      });
    },
  );

  it('may leave rows out', async () => {
    const bytes = await (await formatOf('csv')).write(rows.slice(7, 9), found);
    expect(ready(await planImport(copy.root, bytes, 'csv', today)).changes).toEqual([]);
  });
});

/** One plan for several edits, each in an entry of its own: a plan takes seconds. */
const edits: readonly (readonly [of: string, field: string, cells: Cells])[] = [
  ['GM0153', 'phone', { value: '14 0535', 'seen on': '2026-11-20' }],
  ['GM0363', 'phone', { value: '14 0200' }],
  ['GM0014', 'wijkteam.phone', { value: '050-000 00 00', ...sourced }],
  ['GM0034', 'website', { status: 'old-source' }],
  ['GM0047', 'phone', { 'checked on': '2026-11-21', 'checked by': 'gemeente Veendam' }],
  ['GM0050', 'phone', { source: 'voorbeeld-2026', 'source title': 'www.example.org/contact', 'seen on': '2026-11' }],
  ['GM0037', 'phone', { note: 'Nabellen: "maandag".\nKan ook dinsdag.' }],
  ['service:lkha', 'phone', { value: '070-000 00 00', 'seen on': '2026-11-20' }],
  ['service:bz', 'languages', { value: 'nl, en ar' }],
  ['service:veilig-thuis', 'anonymous', { value: 'No' }],
];

describe('an edit', () => {
  const plan = ready(
    planFor(
      copy.root,
      edits.map(([of, field, cells], index) => ({
        cells: { ...rowFor(of, field), ...cells },
        sheet: 'CSV',
        row: index + 2,
      })),
      today,
    ),
  );
  const changeOf = (of: string) => plan.changes.find(({ entry }) => entry === of);
  const readableOf = (of: string, lang = 'en') => {
    const change = changeOf(of);
    return change && readableChange(change, library().texts(lang));
  };
  const fileOf = (of: string): string => {
    const name = found.municipalities.find(({ municipality }) => municipality === of)?.file;
    return name ?? `referral-data/${of}.yaml`;
  };
  const changesIn = (of: string) => changedLines(copy.text(fileOf(of)), plan.files.get(fileOf(of)) ?? '');

  it('of one cell changes that line alone, and tells the value before and after', () => {
    expect(changeOf('GM0153')).toMatchObject({ entry: 'GM0153', name: 'Enschede', field: 'phone' });
    expect(readableOf('GM0153')).toEqual({
      before: '14 053 (verified-source; overheid-register, 2026-04-05; not checked)',
      after: '14 0535 (verified-source; overheid-register, 2026-11-20; not checked)',
    });
    expect(changesIn('GM0153')).toEqual([
      [
        'phone: { value: "14 053", status: verified-source, source: overheid-register, seenOn: "2026-04-05", checkedOn: null }',
        'phone: { value: "14 0535", status: verified-source, source: overheid-register, seenOn: "2026-11-20", checkedOn: null }',
      ],
    ]);
  });

  it('touches the files of what it names and no other', () => {
    expect(plan.changes).toHaveLength(edits.length);
    expect([...plan.files.keys()].sort()).toEqual(
      [
        ...edits.flatMap(([of]) => (of.startsWith('GM') ? [fileOf(of)] : [])),
        'docs/review/approved/services.txt',
        'referral-data/services.yaml',
        'referral-data/sources.yaml',
      ].sort(),
    );
  });

  it('says so where a new value leans on the source and date of the one before', () => {
    expect(readableOf('GM0363')?.after).toMatch(/\[new value, but source and date are those of the value before\]$/);
    expect(readableOf('GM0153')?.after).not.toContain('[');
  });

  it('is read in the language of the reader', () => {
    expect(readableOf('GM0363', 'nl')?.after).toMatch(
      /; niet nagekeken\) \[nieuwe waarde, maar bron en datum zijn nog van de vorige waarde\]$/,
    );
    expect(readableOf('GM0047', 'nl')?.after).toContain('; nagekeken op 2026-11-21, gemeente Veendam)');
    expect(readableOf('GM0047')?.after).toContain('; checked on 2026-11-21, gemeente Veendam)');
  });

  it('fills in what was missing, and takes it off the list', () => {
    expect(plan.files.get(fileOf('GM0014'))).toMatch(
      /\n {2}name: .+\n {2}phone: \{ value: "050-000 00 00", status: verified-source, source: overheid-register, seenOn: "2026-11-20", checkedOn: null \}\n {2}website: .+\nmissing: \[\]\n/,
    );
  });

  it('of a status hides a value and says that it is missing', () => {
    expect(plan.files.get(fileOf('GM0034'))).toContain('missing: [wijkteam.phone, wijkteam.website, website]');
  });

  it('records who checked and when', () => {
    expect(changesIn('GM0047').map(([, now]) => now)).toEqual([
      expect.stringMatching(/, checkedOn: "2026-11-21", checkedBy: "gemeente Veendam" \}$/),
    ]);
  });

  it('adds a new source to the list of sources and drops none', () => {
    expect(plan.files.get(fileOf('sources'))).toBe(
      `${copy.text(fileOf('sources'))}voorbeeld-2026:\n  title: "www.example.org/contact"\n  seenOn: "2026-11"\n`,
    );
  });

  it('of a national number takes the approved outline along: nobody needs a programmer for it', () => {
    const outline = 'docs/review/approved/services.txt';
    expect(plan.files.get(outline)).toBe(copy.text(outline).replace('070-345 43 19', '070-000 00 00'));
    expect(changesIn('services')).toHaveLength(3);
  });

  it('stands on the next sheet, and nothing else has changed there', () => {
    applyImport(copy.root, plan);
    const asWritten: Record<string, string> = { 'nl, en ar': 'nl en ar', No: 'no' };
    const expected = rows.map((row) => {
      const [, , cells] = edits.find(([of, field]) => row.of === of && row.field === field) ?? [];
      return cells === undefined
        ? row
        : { ...row, ...cells, value: asWritten[cells.value ?? ''] ?? cells.value ?? row.value };
    });
    const title = found.sources['overheid-register']?.title;
    const now = rowsOf(referral());
    expect(now).toEqual(
      expected.map((row) => (row.source === 'overheid-register' ? { ...row, 'source title': title } : row)),
    );
    expect(
      ready(
        planFor(
          copy.root,
          now.map((cells, index) => ({ cells, sheet: '', row: index + 2 })),
          today,
        ),
      ).changes,
    ).toEqual([]);
  });

  it('gives a municipality its wijkteam with the first field, and takes it away with the last', () => {
    const code = found.municipalities.find(({ wijkteam }) => wijkteam === undefined)?.municipality ?? '';
    const file = found.municipalities.find(({ municipality }) => municipality === code)?.file ?? '';
    const before = copy.text(file);
    const fields = ['wijkteam.website', 'wijkteam.name'] as const;
    const sheet = (values: readonly string[]) =>
      fields.map((field, index) => ({
        cells: { ...rowFor(code, field), value: values[index] ?? '', ...(values[index] === '' ? {} : sourced) },
        sheet: 'CSV',
        row: index + 2,
      }));
    applyImport(copy.root, ready(planFor(copy.root, sheet(['https://example.org', 'Voorbeeldteam']), today)));
    expect(copy.text(file)).toMatch(
      /\nwijkteam:\n {2}name: \{ value: "Voorbeeldteam".+\n {2}website: .+\nmissing: \[wijkteam\.phone\]\n/,
    );
    const plan = ready(planFor(copy.root, sheet(['', '']), today));
    expect(plan.changes.map(({ after }) => after)).toEqual([null, null]);
    applyImport(copy.root, plan);
    expect(copy.text(file)).toBe(before);
  });

  it('whatever it is, changes exactly its field, and the next sheet shows it', () => {
    const texts = (field: string): fc.Arbitrary<string> => {
      if (/phone|whatsapp/.test(field)) return fc.integer({ min: 10, max: 99 }).map((n) => `+31 00 000 00 ${n}`);
      if (/name|city/.test(field))
        return fc
          .string({ minLength: 4, maxLength: 60, unit: 'grapheme' })
          .filter((text) => name.safeParse(text.trim()).success);
      if (/website|chat$/.test(field)) return fc.webUrl({ validSchemes: ['https'] });
      if (field === 'email') return fc.constantFrom('post@example.org', 'info@example.org');
      return field === 'languages' ? fc.constantFrom('nl ar', 'so') : fc.constantFrom('yes', 'no');
    };
    const cells = (row: SheetRow): fc.Arbitrary<Cells> =>
      fc.record(
        {
          value: texts(row.field).map((text) => text.trim()),
          'seen on': fc.constantFrom('2025', '2025-12', '2026-01-31'),
          'checked on': fc.constantFrom('2026-11-20', '2026-11-22'),
        },
        { requiredKeys: ['value', 'seen on'] },
      );
    const edit = fc
      .constantFrom(...rows.filter(({ source }) => source !== ''))
      .chain((row) =>
        cells(row).map((filled): SheetRow => {
          const checked = filled['checked on'] === undefined ? {} : { 'checked by': 'Stichting Voorbeeld' };
          return { ...row, ...filled, ...checked };
        }),
      )
      .filter(({ of, field, value }) => !isOnEveryScreen(of, field) && !/ours$/.test(field) && value.length > 3);
    // Many at once: each plan takes seconds, and one edit must not reach the line of another.
    const sheets = fc.uniqueArray(edit, {
      minLength: 20,
      maxLength: 80,
      selector: ({ of, field }) => `${of} ${field}`,
    });
    fc.assert(
      fc.property(sheets, (sheet) => {
        const plan = planFor(
          copy.root,
          sheet.map((one, index) => ({ cells: one, sheet: 'CSV', row: index + 2 })),
          today,
        );
        try {
          applyImport(copy.root, ready(plan));
          const names = new Map(sheet.flatMap(({ of, field, value }) => (field === 'name' ? [[of, value]] : [])));
          const edited = new Map(sheet.map((one) => [`${one.of} ${one.field}`, one]));
          expect(rowsOf(referral())).toEqual(
            rows.map((row) => {
              const one = edited.get(`${row.of} ${row.field}`) ?? row;
              return { ...one, name: names.get(row.of) ?? row.name };
            }),
          );
        } finally {
          copy.restore(asFound);
        }
      }),
      { numRuns: 3 },
    );
  });
});

describe('a sheet is never taken', () => {
  const nobodyChecked = { 'checked on': '', 'checked by': '' };
  it.each<[string, string, string, Cells, Column, RegExp]>([
    ['that drops a source', 'GM0153', 'phone', { source: '' }, 'source', /value needs a source/],
    [
      'that drops a source by way of the status',
      'GM0153',
      'phone',
      { source: '', status: 'unverified-memory' },
      'source',
      /never dropped/,
    ],
    ['that empties 112', 'service:112', 'phone', { value: '' }, 'value', /ever taken out/],
    ['that empties Veilig Thuis', 'service:veilig-thuis', 'chat', { value: '' }, 'value', /ever taken out/],
    ['that empties Buitenlandse Zaken', 'service:bz', 'phoneAbroad', { value: '' }, 'value', /ever taken out/],
    ['that empties 113', 'service:113', 'phone', { value: '' }, 'value', /ever taken out/],
    ['that hides 112', 'service:112', 'phone', { status: 'old-source' }, 'status', /must always be seen/],
    ['that takes a name away', 'service:lkha', 'name', { value: '' }, 'value', /name is never taken out/],
    ...(
      [
        ['a link', '[LKHA](https://example.org)'],
        ['an address', 'LKHA https://example.org/x'],
        ['a site', 'LKHA www.example.org'],
        ['a bare site', 'LKHA example.org'],
        ['an e-mail address', 'post@example'],
        ['heavy type', 'het **echte** LKHA'],
        ['a list', '1. LKHA'],
        ['a long number of a list', '2026. LKHA'],
        ['a list of points', '- LKHA'],
        ['a heading', '# LKHA'],
        ['a quote', '> LKHA'],
      ] as const
    ).map(([what, value]): [string, string, string, Cells, Column, RegExp] => [
      `with ${what} in a name`,
      'service:lkha',
      'name',
      { value },
      'value',
      /not written/,
    ]),
    ['with a number nobody can dial', 'GM0153', 'phone', { value: 'bel ons' }, 'value', /not written/],
    ['with an address that is none', 'GM0153', 'website', { value: 'enschede' }, 'value', /not written/],
    ['with hours nobody can read', 'service:bz', 'hours', { value: 'Mo-Fr 9 tot 5' }, 'value', /hours cannot be read/],
    [
      'with a number from abroad without +',
      'service:bz',
      'phoneAbroad',
      { value: '0800-0000' },
      'value',
      /begins with \+/,
    ],
    ['with a status of its own', 'GM0153', 'phone', { status: 'zeker' }, 'status', /not written/],
    ['without a status', 'GM0153', 'phone', { status: '' }, 'status', /must be filled in/],
    ['seen on no day', 'GM0153', 'phone', { 'seen on': '2026-02-30' }, 'seen on', /no calendar has/],
    ['seen tomorrow', 'GM0153', 'phone', { 'seen on': '2026-11-23' }, 'seen on', /not come yet/],
    [
      'checked tomorrow',
      'GM0153',
      'phone',
      { 'checked on': '2026-11-23', 'checked by': 'gemeente' },
      'checked on',
      /not come yet/,
    ],
    ['checked by nobody', 'GM0153', 'phone', { 'checked on': '2026-11-21' }, 'checked by', /must be named/],
    ['checked on no day', 'GM0153', 'phone', { 'checked by': 'gemeente' }, 'checked on', /day of the check/],
    [
      'checked by an e-mail address',
      'GM0153',
      'phone',
      { 'checked on': '2026-11-21', 'checked by': 'iemand@example.org' },
      'checked by',
      /looks like/,
    ],
    [
      'checked by a telephone number',
      'GM0153',
      'phone',
      { 'checked on': '2026-11-21', 'checked by': 'balie 053-000 00 00' },
      'checked by',
      /looks like/,
    ],
    [
      'whose check is older than its source',
      'GM0153',
      'phone',
      { 'checked on': '2026-03-01', 'checked by': 'gemeente' },
      'checked on',
      /older than the source/,
    ],
    ['of a nameless source', 'GM0153', 'phone', { source: 'nieuw', 'source title': '' }, 'source title', /is new/],
    ['of a source that is no name', 'GM0153', 'phone', { source: 'De site!' }, 'source', /short name/],
    ['that renames a source', 'GM0153', 'phone', { 'source title': 'Iets anders' }, 'source title', /no title/],
    ['with a note in another row', 'GM0153', 'website', { note: 'let op' }, 'note', /whole entry/],
    ['of nobody', 'GM0153', 'phone', { of: 'GM9999' }, 'of', /nobody/],
    ['of an unknown field', 'GM0153', 'phone', { field: 'fax' }, 'field', /no such field/],
    ['whose rows have shifted', 'GM0153', 'phone', { name: 'Hengelo' }, 'name', /not what "of" is called/],
    ['with a status and no value', 'GM0153', 'wijkteam.phone', { status: 'old-source' }, 'value', /no value/],
  ])('%s', (_what, of, field, cells, column, message) => {
    const row = { ...rowFor(of, field), ...nobodyChecked, ...cells };
    const { faults } = planRows([{ cells: row, sheet: 'Gegevens', row: 7 }], found, today);
    expect(faults.map((fault) => inWords(fault))).toEqual([
      { sheet: 'Gegevens', row: 7, column, message: expect.stringMatching(message), cure: expect.stringMatching(/\w/) },
    ]);
  });

  it('with one such row among sound ones: the whole is refused', () => {
    const sound = { ...rowFor('GM0153', 'website'), 'seen on': '2026-11-20' };
    const sheet = [sound, { ...rowFor('GM0153', 'phone'), source: '' }];
    const plan = planFor(
      copy.root,
      sheet.map((cells, index) => ({ cells, sheet: 'CSV', row: index + 2 })),
      today,
    );
    expect(plan).toMatchObject({ type: 'refused', faults: [{ sheet: 'CSV', row: 3, column: 'source' }] });
    expect(copy.files()).toEqual(asFound);
  });

  it('but who checked a contact of the whole country may be told from there too', () => {
    const cells = { 'checked on': '2026-11-21', 'checked by': 'Stichting Voorbeeld' };
    const row = { cells: { ...rowFor('service:lkha', 'phone'), ...cells }, sheet: 'CSV', row: 2 };
    const plan = ready(planFor(copy.root, [row], today, 'local-contacts'));
    expect([...plan.files.keys()]).toEqual(['referral-data/services.yaml']);
  });

  it('that keeps the day of a check beside a value nobody has checked', () => {
    const checked = { 'checked on': '2026-11-21', 'checked by': 'gemeente Enschede' };
    applyImport(copy.root, ready(planned('GM0153', 'phone', checked)));
    const plan = planned('GM0153', 'phone', { ...checked, value: '14 0535' });
    expect(plan.type === 'refused' && plan.faults.map((fault) => inWords(fault))).toMatchObject([
      { row: 2, column: 'checked on', message: expect.stringMatching(/value before/) },
    ]);
  });

  it.each(['112', 'veilig-thuis', 'bz'])('that changes a number of %s that stands on every screen', (id) => {
    const field = id === 'bz' ? 'phoneAbroad' : 'phone';
    const plan = planned(`service:${id}`, field, { value: '+31 70 000 00 00', 'seen on': '2026-11-20' });
    const faults = plan.type === 'refused' ? plan.faults.map((fault) => inWords(fault)) : [];
    expect(faults).toContainEqual(
      expect.objectContaining({ row: 2, message: expect.stringMatching(/which stands on every screen/) }),
    );
  });

  it('that gives a region of Veilig Thuis a number of its own, from the page of the editors or with the command', () => {
    const filled = { ...rowFor('region:twente', 'name'), value: '053-000 00 00', field: 'phone', ...sourced };
    const row = { cells: { ...filled, note: '' }, sheet: 'CSV', row: 2 };
    expect(planFor(copy.root, [row], today, 'local-contacts')).toMatchObject({
      type: 'refused',
      faults: [{ row: 2, wrong: { code: 'national-fixed' } }],
    });
    const plan = planFor(copy.root, [row], today);
    expect(plan.type === 'refused' && plan.faults.map((fault) => inWords(fault).message)).toEqual([
      expect.stringMatching(/is the same everywhere|which stands on every screen/),
    ]);
  });

  it.each<Cells>([{ value: '070-000 00 00', 'seen on': '2026-11-20' }, { value: '' }, { status: 'old-source' }])(
    'that changes a contact of the whole country from the page of the editors: %j',
    (cells) => {
      const row = { cells: { ...rowFor('service:lkha', 'phone'), ...cells }, sheet: 'CSV', row: 2 };
      const plan = planFor(copy.root, [row], today, 'local-contacts');
      expect(plan).toMatchObject({ type: 'refused', faults: [{ row: 2, wrong: { code: 'national-fixed' } }] });
    },
  );

  it('that the check refuses, and tells it at the row', () => {
    // Whoever calls at night from abroad is then left with nobody.
    const plan = planned('service:bz', 'hours', { value: 'Mo-Fr 09:00-17:00', 'seen on': '2026-11-20' });
    const faults = plan.type === 'refused' ? plan.faults.map((fault) => inWords(fault)) : [];
    expect(faults).toContainEqual({
      sheet: 'Gegevens',
      row: 2,
      column: null,
      message: expect.stringMatching(/^referral-data\/services\.yaml: .+: nobody answers day and night/),
      cure: expect.stringMatching(/24\/7/),
    });
    expect(new Set(faults.map(({ message }) => message)).size).toBe(faults.length);
  });

  it('when the data have changed since it was looked at', () => {
    const plan = ready(planned('GM0153', 'phone', { value: '14 0535', 'seen on': '2026-11-20' }));
    copy.write(enschede, `${copy.text(enschede)}# Intussen veranderd.\n`);
    const before = copy.files();
    expect(() => applyImport(copy.root, plan)).toThrow(StalePlanError);
    expect(copy.files()).toEqual(before);
  });
});
