import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Reader } from '../../src/content/reader.ts';
import { publicDirectory, readReferralFiles } from '../../src/content/referral-files.ts';
import {
  type DirectoryData,
  find,
  type Municipality,
  municipalityOn,
  type Organisation,
  openDirectory,
  type Seen,
  type Service,
} from '../../src/core/directory.ts';
import {
  circumstances,
  completeSituation,
  type RouteKind,
  routeKinds,
  type Situation,
  vocabulary,
} from '../../src/core/situation.ts';
import { monday, projectRoot, wall } from '../support/content.ts';

function seen<T>(value: T): Seen<T> {
  return { value, source: 'a source', seenOn: '2026', checkedOn: null };
}

function service(change: Partial<Service> & Pick<Service, 'id' | 'kind'>): Service {
  return { name: seen(change.id), generic: false, menu: false, say: false, ...change };
}

function municipality(change: Partial<Municipality> = {}): Municipality {
  return {
    code: 'GM0001',
    name: 'Voorbeeldstad',
    region: 'midden',
    validTo: null,
    successor: null,
    wijkteam: {},
    ...change,
  };
}

const line = service({
  id: 'line',
  kind: 'veilig-thuis',
  phone: seen('0800-2000'),
  hours: seen('always' as const),
  free: seen(true),
});
const wijkteam = service({ id: 'wijkteam', kind: 'wijkteam', generic: true });

function directory(change: Partial<DirectoryData> = {}) {
  return openDirectory({
    services: [line, wijkteam],
    regions: [{ id: 'midden', name: seen('Veilig Thuis Midden') }],
    municipalities: [municipality()],
    organisations: [],
    standIn: {},
    ...change,
  });
}

function here(change: Partial<Situation> = {}): Situation {
  return completeSituation({ where: 'nl', who: 'self', municipality: 'GM0001', ...change });
}

const files = readReferralFiles(new Reader(projectRoot));
if (files === null) throw new Error('the referral data cannot be read: run `wegwijzer check`');
const data = publicDirectory(files);
const real = openDirectory(data);

describe('the number that a caller gets', () => {
  it('is not a free number from outside the Netherlands: the contact is then dropped', () => {
    expect(find(directory(), 'veilig-thuis', here(), monday)?.phone).toBe('0800-2000');
    expect(find(directory(), 'veilig-thuis', here({ caller: 'eu' }), monday)).toBeNull();
    expect(find(directory(), 'veilig-thuis', here({ caller: 'abroad' }), monday)).toBeNull();
  });

  it('is the one given for callers from abroad, or the same number with +31', () => {
    const both = directory({
      services: [
        service({ id: 'a', kind: 'lkha', phone: seen('070-345 43 19'), phoneAbroad: seen('+31 70 999 99 99') }),
      ],
    });
    expect(find(both, 'lkha', here({ caller: 'abroad' }), monday)?.phone).toBe('+31 70 999 99 99');
    const one = directory({ services: [service({ id: 'a', kind: 'lkha', phone: seen('070-345 43 19') })] });
    expect(find(one, 'lkha', here({ caller: 'nl' }), monday)?.phone).toBe('070-345 43 19');
    expect(find(one, 'lkha', here({ caller: 'eu' }), monday)?.phone).toBe('+31 70 345 43 19');
  });

  it('depends on where the phone is, not on where the person at risk is', () => {
    expect(
      find(directory(), 'veilig-thuis', here({ where: 'abroad', who: 'bystander', caller: 'nl' }), monday)?.phone,
    ).toBe('0800-2000');
  });

  it('works from there, for every real service and every caller, and says where it was read', () => {
    const situations = fc.record({
      kind: fc.constantFrom(...routeKinds),
      theme: fc.constantFrom(...vocabulary.theme),
      age: fc.constantFrom(...vocabulary.age),
      who: fc.constantFrom(...vocabulary.who),
      caller: fc.constantFrom(...vocabulary.caller),
      circumstance: fc.subarray([...circumstances]),
      municipality: fc.constantFrom(...[...real.municipalities.keys()], undefined),
      hour: fc.integer({ min: 0, max: 24 * 7 - 1 }),
    });
    fc.assert(
      fc.property(situations, ({ kind, hour, municipality: code, ...known }) => {
        const situation = completeSituation({ ...known, ...(code === undefined ? {} : { municipality: code }) });
        const found = find(real, kind, situation, {
          year: 2026,
          month: 11,
          day: 2 + Math.floor(hour / 24),
          minutes: (hour % 24) * 60,
        });
        if (found === null) return;
        const shown = found.standIn === null ? [found] : [found, found.standIn];
        for (const { phone, whatsapp, chat, website, generic } of shown) {
          // Others of the same kind may be a name alone (design 4, "verified-name"); the card itself leads somewhere.
          const leads = [phone, whatsapp, chat, website].some((way) => way !== null);
          expect([leads || generic || kind === 'key-person', found.name]).toEqual([true, found.name]);
        }
        for (const { phone, generic, source, checkedOn, free } of [...shown, ...found.also]) {
          if (phone !== null && situation.caller !== 'nl') {
            expect(phone.startsWith('+') || (phone === '112' && situation.caller === 'eu')).toBe(true);
          }
          if (free) expect(phone).toMatch(/^(0800|11[23])/);
          if (!generic) expect(source).not.toBe('');
          expect(checkedOn).toBeNull();
        }
        expect(found.open === 'open' || found.standIn?.open === 'open').toBe(true);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('the wijkteam', () => {
  it('is that of the municipality, by its own number', () => {
    const own = directory({
      municipalities: [
        municipality({ phone: seen('14 0599'), wijkteam: { name: seen('Buurtteam'), phone: seen('0599-123456') } }),
      ],
    });
    expect(find(own, 'wijkteam', here(), monday)).toMatchObject({
      name: 'Buurtteam',
      phone: '0599-123456',
      area: 'Voorbeeldstad',
      generic: false,
    });
  });

  it('is reached through the number and the site of the municipality where its own are not known', () => {
    const town = directory({
      municipalities: [municipality({ phone: seen('14 0599'), website: seen('https://www.voorbeeldstad.nl') })],
    });
    expect(find(town, 'wijkteam', here(), monday)).toMatchObject({
      name: 'Gemeente Voorbeeldstad',
      phone: '14 0599',
      website: 'https://www.voorbeeldstad.nl',
      generic: false,
      source: 'a source',
    });
  });

  it('is named after the municipality by whoever gave the first of its number and its site', () => {
    const website = { ...seen('https://www.voorbeeldstad.nl'), source: 'the site' };
    const phone = { ...seen('14 0599'), source: 'the number' };
    const sourceOf = (change: Partial<Municipality>) =>
      find(directory({ municipalities: [municipality(change)] }), 'wijkteam', here(), monday)?.source;
    expect([sourceOf({ website }), sourceOf({ phone, website })]).toEqual(['the site', 'the number']);
  });

  it('cannot be reached from abroad by a 14 0xx number, and can by a number of its town', () => {
    const short = directory({ municipalities: [municipality({ phone: seen('14 0599') })] });
    expect(find(short, 'wijkteam', here({ caller: 'abroad' }), monday)).toBeNull();
    const long = directory({ municipalities: [municipality({ phone: seen('(0599) 63 16 31') })] });
    expect(find(long, 'wijkteam', here({ caller: 'nl' }), monday)?.phone).toBe('(0599) 63 16 31');
    expect(find(long, 'wijkteam', here({ caller: 'abroad' }), monday)?.phone).toBe('+31 599 63 16 31');
  });

  it('is a word to ask for, for whoever does not name a municipality', () => {
    expect(find(directory(), 'wijkteam', completeSituation({ where: 'nl' }), monday)).toMatchObject({
      generic: true,
      phone: null,
      area: null,
    });
  });

  it('has, in each of the 342 municipalities, somebody to call from the Netherlands', () => {
    const silent = [...real.municipalities.values()].filter(
      ({ code }) => find(real, 'wijkteam', here({ municipality: code }), monday)?.phone == null,
    );
    expect(silent.map(({ name }) => name)).toEqual([]);
    expect(real.municipalities.size).toBe(342);
  });
});

describe('Veilig Thuis', () => {
  it('is named by the region of the municipality, with the national number where the region has none', () => {
    expect(find(directory(), 'veilig-thuis', here(), monday)).toMatchObject({
      phone: '0800-2000',
      area: 'Veilig Thuis Midden',
      open: 'open',
      always: true,
      free: true,
    });
  });

  it('is the national number for a municipality that is not known', () => {
    for (const code of [undefined, 'GM9999']) {
      const situation = completeSituation({ where: 'nl', ...(code === undefined ? {} : { municipality: code }) });
      expect(find(directory(), 'veilig-thuis', situation, monday)).toMatchObject({ phone: '0800-2000', area: null });
    }
  });

  it('has a region for each of the 342 municipalities', () => {
    const lost = [...real.municipalities.keys()].filter(
      (code) => find(real, 'veilig-thuis', here({ municipality: code }), monday)?.area === null,
    );
    expect(lost).toEqual([]);
  });
});

describe('whoever stands in', () => {
  const standIn: DirectoryData['standIn'] = {
    default: ['veilig-thuis', 'consular'],
    'lgbt-support': ['listening-line', 'veilig-thuis'],
  };
  const office = seen({ periods: [{ days: [1, 2, 3, 4, 5], from: 540, to: 1020 }], holidays: 'closed' as const });
  const services = [
    line,
    service({ id: 'bz', kind: 'consular', phone: seen('+31 247 247 247'), hours: seen('always' as const) }),
    service({ id: 'lkha', kind: 'lkha', phone: seen('070-345 43 19') }),
    service({ id: 'office', kind: 'legal-aid', phone: seen('070-111 11 11'), hours: office }),
    service({ id: 'coc', kind: 'lgbt-support', website: seen('https://example.org') }),
    service({
      id: 'luisterlijn',
      kind: 'listening-line',
      phone: seen('088 0767 000'),
      hours: seen('always' as const),
      when: { age: ['adult', 'unknown'] },
    }),
  ];
  const staffed = directory({ services, standIn });

  it('answers day and night where hours are not known', () => {
    expect(find(staffed, 'lkha', here(), monday)).toMatchObject({
      open: 'unknown',
      standIn: { service: 'line', phone: '0800-2000', open: 'open' },
    });
  });

  it('is named while an office is closed, and not while it is open', () => {
    expect(find(staffed, 'legal-aid', here(), wall('2026-11-23T10:00'))).toMatchObject({ open: 'open', standIn: null });
    expect(find(staffed, 'legal-aid', here(), wall('2026-11-23T20:00'))).toMatchObject({
      open: 'closed',
      opensAt: '2026-11-24T09:00',
      standIn: { service: 'line' },
    });
    expect(find(staffed, 'legal-aid', here(), wall('2026-12-25T10:00'))).toMatchObject({
      open: 'closed',
      opensAt: '2026-12-28T09:00',
    });
  });

  it('can itself be reached by this caller', () => {
    expect(find(staffed, 'lkha', here({ caller: 'abroad' }), monday)?.standIn?.phone).toBe('+31 247 247 247');
  });

  it('is for this person: a line for adults does not stand in for a minor', () => {
    expect(find(staffed, 'lgbt-support', here({ age: 'adult' }), monday)?.standIn?.service).toBe('luisterlijn');
    expect(find(staffed, 'lgbt-support', here({ age: 'minor' }), monday)?.standIn?.service).toBe('line');
  });

  it('is nobody where nobody is named', () => {
    expect(find(directory({ services, standIn: {} }), 'lkha', here(), monday)?.standIn).toBeNull();
  });
});

describe('who is first of a kind', () => {
  it('is the first in the file that is for this situation, unless another comes first in it', () => {
    const services = [
      service({
        id: 'for-trans',
        kind: 'lgbt-support',
        website: seen('https://a.example'),
        when: { circumstance: 'trans' },
      }),
      service({ id: 'general', kind: 'lgbt-support', website: seen('https://b.example') }),
      service({ id: 'for-minors', kind: 'lgbt-support', website: seen('https://c.example'), first: { age: 'minor' } }),
    ];
    const order = (change: Partial<Situation>): readonly string[] => {
      const found = find(directory({ services }), 'lgbt-support', here(change), monday);
      return found === null ? [] : [found.service, ...found.also.map(({ service: id }) => id)];
    };
    expect(order({ age: 'adult' })).toEqual(['general', 'for-minors']);
    expect(order({ age: 'minor' })).toEqual(['for-minors', 'general']);
    expect(order({ age: 'adult', circumstance: ['trans'] })).toEqual(['for-trans', 'general', 'for-minors']);
  });
});

describe('key persons', () => {
  const card = service({ id: 'card', kind: 'key-person', generic: true });
  const [known] = data.organisations;
  if (known === undefined) throw new Error('there is no organisation');
  const organisation: Organisation = { ...known, id: 'o', safeguarding: false, lgbtSafe: false };
  const shown = (change: Partial<Organisation>, situation: Partial<Situation>): readonly string[] => {
    const found = find(
      directory({ services: [card], organisations: [{ ...organisation, ...change }] }),
      'key-person',
      here({ theme: 'forced-marriage', ...situation }),
      monday,
    );
    return found === null ? [] : [found.service, ...found.also.map(({ service: id }) => id)];
  };

  it('are a general card and the organisations, for an adult', () => {
    expect(shown({}, { age: 'adult' })).toEqual(['card', 'o']);
  });

  it('are not there for a minor, or when the age is not said, without rules for the safety of children', () => {
    expect(shown({}, { age: 'minor' })).toEqual([]);
    expect(shown({}, { age: 'unknown' })).toEqual([]);
    expect(shown({ lgbtSafe: true }, { age: 'minor' })).toEqual([]);
    expect(shown({ safeguarding: true }, { age: 'minor' })).toEqual(['card', 'o']);
  });

  it('are not there in coming out unless known as safe, and for a minor only with both', () => {
    expect(shown({}, { theme: 'coming-out', age: 'adult' })).toEqual([]);
    expect(shown({ lgbtSafe: true }, { theme: 'coming-out', age: 'adult' })).toEqual(['card', 'o']);
    expect(shown({ lgbtSafe: true }, { theme: 'coming-out', age: 'minor' })).toEqual([]);
    expect(shown({ lgbtSafe: true, safeguarding: true }, { theme: 'coming-out', age: 'minor' })).toEqual(['card', 'o']);
  });

  it('never show a person’s number, and never count as somebody who can be reached', () => {
    const found = find(
      directory({ services: [card], organisations: [{ ...organisation, phone: seen('06 12345678') }] }),
      'key-person',
      here({ age: 'adult' }),
      monday,
    );
    expect(found).toMatchObject({ open: 'unknown', phone: null });
    expect(found?.also[0]).toMatchObject({ phone: null, open: 'unknown' });
  });

  it.each(vocabulary.who)(
    'are with today’s data never there for a minor or in coming out, whoever asks (%s)',
    (who) => {
      const faults: string[] = [];
      for (const theme of vocabulary.theme)
        for (const age of vocabulary.age)
          for (const caller of vocabulary.caller) {
            if (age === 'adult' && theme !== 'coming-out') continue;
            const found = find(real, 'key-person', here({ who, theme, age, caller }), monday);
            if (found !== null) faults.push(`${theme} ${age} ${caller}: ${found.name}`);
          }
      expect(faults.slice(0, 3)).toEqual([]);
    },
  );
});

describe('a municipality that is taken over by another', () => {
  /** Wijdemeren (GM1696) may join Hilversum (GM0402) on 1 January 2027. */
  const merged = openDirectory({
    ...data,
    municipalities: data.municipalities.map((one) =>
      one.code === 'GM1696' ? { ...one, validTo: '2026-12-31', successor: 'GM0402' } : one,
    ),
  });
  const lastDay = wall('2026-12-31T23:59');
  const nextDay = wall('2027-01-01T00:00');

  it('is itself until its last day, and the other from the next', () => {
    expect(municipalityOn(merged, 'GM1696', lastDay)?.code).toBe('GM1696');
    expect(municipalityOn(merged, 'GM1696', nextDay)?.code).toBe('GM0402');
    expect(municipalityOn(merged, 'GM0402', nextDay)?.code).toBe('GM0402');
  });

  it('is so on days and months of one figure, too', () => {
    const early = directory({
      municipalities: [
        municipality({ code: 'GM0001', validTo: '2026-09-05', successor: 'GM0002' }),
        municipality({ code: 'GM0002' }),
      ],
    });
    const codes = ['2026-08-31', '2026-09-05', '2026-09-06', '2026-10-01'].map(
      (day) => municipalityOn(early, 'GM0001', wall(`${day}T12:00`))?.code,
    );
    expect(codes).toEqual(['GM0001', 'GM0001', 'GM0002', 'GM0002']);
  });

  it('has then the contacts of the other', () => {
    const contact = (at: typeof lastDay) => find(merged, 'wijkteam', here({ municipality: 'GM1696' }), at);
    expect(contact(lastDay)?.area).toBe('Wijdemeren');
    expect(contact(nextDay)).toEqual(find(merged, 'wijkteam', here({ municipality: 'GM0402' }), nextDay));
    expect(contact(nextDay)?.area).toBe('Hilversum');
  });

  it('may be taken over more than once, and a circle in the data does not hang', () => {
    const chain = directory({
      municipalities: [
        municipality({ code: 'GM0001', validTo: '2025-12-31', successor: 'GM0002' }),
        municipality({ code: 'GM0002', validTo: '2026-12-31', successor: 'GM0003' }),
        municipality({ code: 'GM0003' }),
        municipality({ code: 'GM0004', validTo: '2025-12-31', successor: 'GM0005' }),
        municipality({ code: 'GM0005', validTo: '2025-12-31', successor: 'GM0004' }),
      ],
    });
    expect(municipalityOn(chain, 'GM0001', wall('2026-06-01T00:00'))?.code).toBe('GM0002');
    expect(municipalityOn(chain, 'GM0001', wall('2027-06-01T00:00'))?.code).toBe('GM0003');
    expect(() => municipalityOn(chain, 'GM0004', nextDay)).not.toThrow();
  });

  it('is nothing when the code is not known', () => {
    expect(municipalityOn(merged, 'GM9999', nextDay)).toBeNull();
  });
});

describe('the real directory', () => {
  it('reaches somebody of every kind from the Netherlands', () => {
    const unserved: RouteKind[] = routeKinds.filter(
      (kind) =>
        find(
          real,
          kind,
          here({ theme: 'forced-marriage', age: 'adult', municipality: 'GM0363', circumstance: ['asylum-centre'] }),
          monday,
        ) === null,
    );
    expect(unserved).toEqual([]);
  });

  it('has 112, Veilig Thuis, 113 and the Ministry open on Christmas night', () => {
    for (const kind of ['emergency-112', 'veilig-thuis', 'suicide-prevention', 'consular'] as const) {
      expect([kind, find(real, kind, here(), wall('2026-12-25T03:00'))?.open]).toEqual([kind, 'open']);
    }
  });
});
