/**
 * Every row of the guide's route matrix (B2, `test/support/guide-b2.ts`) is tried in every combination of theme, urgency,
 * age, place and user it is for, and once more through the command with a place as people type it.
 */
import { describe, expect, it } from '@jest/globals';
import { Reader } from '../../src/content/reader.ts';
import { publicDirectory, readReferralFiles } from '../../src/content/referral-files.ts';
import type { FoundRoute } from '../../src/core/compose.ts';
import { openDirectory } from '../../src/core/directory.ts';
import { routesOf } from '../../src/core/routes-as-data.ts';
import {
  type Age,
  type Circumstance,
  completeSituation,
  type RouteKind,
  type Situation,
  type Theme,
  type Urgency,
  vocabulary,
} from '../../src/core/situation.ts';
import { wegwijzer } from '../support/command.ts';
import { kindsIn, library, monday, projectRoot, routesIn } from '../support/content.ts';
import { anyAge, anyTheme, anyUrgency, casesOf, departure, kinds, rows } from '../support/guide-b2.ts';

/** What must be true of every contact that is shown, whatever the row (guide B5.4 and B5.9, design 4). */
function contactFaults(found: readonly FoundRoute[], { caller }: Situation): readonly string[] {
  return found.flatMap(({ contact }) =>
    [contact, ...contact.also, ...(contact.standIn === null ? [] : [contact.standIn])].flatMap(
      ({ service, phone, whatsapp, open, opensAt, source, checkedOn, generic }) => {
        const faults: string[] = [];
        if (phone !== null && caller !== 'nl' && !phone.startsWith('+') && !(caller === 'eu' && phone === '112'))
          faults.push(`${phone} does not work for a caller ${caller}`);
        if (whatsapp !== null && !whatsapp.startsWith('+')) faults.push(`${whatsapp} is no WhatsApp number`);
        if (!['open', 'closed', 'unknown'].includes(open)) faults.push(`open is "${open}"`);
        if (open === 'open' && opensAt !== null) faults.push('opens later, though open');
        if (source === '' && !generic) faults.push('no source');
        if (checkedOn !== null) faults.push(`checked on ${checkedOn}, though nobody has`);
        return faults.map((fault) => `${service}: ${fault}`);
      },
    ),
  );
}

function told({ circumstance, ...facts }: Situation): string {
  return `${Object.values(facts).join(' ')} [${circumstance.join(' ')}]`;
}

describe('the route matrix of the guide (B2)', () => {
  describe.each(rows)('row $row ($says)', (row) => {
    it('holds for every theme, urgency, age, place and user it is for', () => {
      const faults: string[] = [];
      for (const situation of casesOf(row)) {
        const found = routesIn(situation);
        const wrong = departure(kinds(found), row.list(situation)) ?? row.also?.(found, situation) ?? null;
        if (wrong !== null) faults.push(`${told(situation)} gives ${kinds(found).join(' → ')}: ${wrong}`);
        faults.push(...contactFaults(found, situation));
      }
      expect([faults.length, ...faults.slice(0, 8)]).toEqual([0]);
    });

    it('gives the same through the command, with a place as people type it', async () => {
      const { flags, place, area, is } = row.typed;
      const words = [
        'routes',
        ...flags.split(' '),
        '--at',
        '2026-11-23T10:00',
        ...(place === undefined ? [] : ['--municipality', place]),
      ];
      const { code, out, err } = await wegwijzer(words);
      expect([code, err]).toEqual([0, '']);
      const printed: readonly {
        kind: RouteKind;
        phone: string | null;
        open: string;
        source: string;
        seenOn: string | null;
        checkedOn: null;
        because: string;
        area: string | null;
      }[] = JSON.parse(out);
      const situation = completeSituation(is);
      const list = printed.map(({ kind }) => kind);
      expect(departure(list, row.list(situation))).toBeNull();
      expect(list).toEqual(kindsIn(situation));
      for (const { phone, open, source, checkedOn, because } of printed) {
        expect(
          phone === null ||
            situation.caller === 'nl' ||
            phone.startsWith('+') ||
            (phone === '112' && situation.caller === 'eu'),
        ).toBe(true);
        expect(['open', 'closed', 'unknown']).toContain(open);
        expect(source.length).toBeGreaterThan(3);
        expect(checkedOn).toBeNull();
        expect(because.length).toBeGreaterThan(10);
      }
      if (area !== undefined) expect(printed.find(({ kind }) => kind === 'veilig-thuis')?.area).toBe(area);
    });
  });

  it('has every row of the guide here', () => {
    const numbers = new Set(rows.map(({ row }) => Number.parseInt(row, 10)));
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 25 }, (_, index) => index + 1));
  });
});

describe('a place that is not known', () => {
  it('gets the list for the Netherlands, and the number from abroad with it (design 4)', () => {
    const faults: string[] = [];
    for (const theme of anyTheme)
      for (const urgency of anyUrgency)
        for (const age of anyAge)
          for (const who of ['self', 'bystander', 'key-person'] as const) {
            const here = kindsIn({ theme, urgency, age, who, where: 'nl', caller: 'nl' });
            const unknown = kindsIn({ theme, urgency, age, who, where: 'unknown', caller: 'nl' });
            if (!unknown.includes('consular') || unknown.filter((kind) => kind !== 'consular').join() !== here.join()) {
              faults.push(`${theme} ${urgency} ${age} ${who}: ${unknown.join(' → ')} for ${here.join(' → ')}`);
            }
          }
    expect(faults.slice(0, 8)).toEqual([]);
  });
});

describe('key persons, were an organisation known to be safe', () => {
  /** Today no organisation has said that it keeps children safe, or is safe for LGBTQ+ people; one day one will. */
  const reader = new Reader(projectRoot);
  const files = readReferralFiles(reader);
  if (files === null) throw new Error('the referral data cannot be read');
  const data = publicDirectory(files);
  const safe = openDirectory({
    ...data,
    organisations: data.organisations.map((one) => ({ ...one, safeguarding: true, lgbtSafe: true })),
  });
  const kindsThen = (known: Partial<Situation>): readonly RouteKind[] => {
    const { content } = library();
    return kinds(routesOf({ ...content, directory: safe }, completeSituation(known), monday));
  };
  const at = (
    theme: Theme,
    urgency: Urgency,
    age: Age,
    keyPersonSafe: Situation['keyPersonSafe'],
  ): readonly RouteKind[] => kindsThen({ theme, urgency, age, where: 'nl', who: 'self', keyPersonSafe });

  it('stand after COC for an adult who came out and is in danger, and only after the question (row 9)', () => {
    expect(at('coming-out', 'urgent', 'adult', 'yes')).toEqual(['veilig-thuis', 'lgbt-support', 'key-person']);
    expect(at('coming-out', 'urgent', 'adult', 'unsure')).not.toContain('key-person');
    expect(at('coming-out', 'urgent', 'adult', 'no')).not.toContain('key-person');
  });

  it('stand last for a minor who is not in danger (row 13), and never above Veilig Thuis (B5.5)', () => {
    expect(at('forced-marriage', 'calm', 'minor', 'yes')).toEqual([
      'veilig-thuis',
      'child-helpline',
      'medical',
      'key-person',
    ]);
    for (const theme of anyTheme) {
      const list = at(theme, 'calm', 'minor', 'yes');
      expect([theme, list.includes('key-person') && list.indexOf('key-person') < list.indexOf('veilig-thuis')]).toEqual(
        [theme, false],
      );
    }
  });

  it('are one of the choices of an adult who came out and is not in danger, before Veilig Thuis (row 14)', () => {
    const list = at('coming-out', 'calm', 'adult', 'yes');
    expect(list).toContain('key-person');
    expect(list.indexOf('key-person')).toBeLessThan(list.indexOf('veilig-thuis'));
    expect(list[0]).toBe('lgbt-support');
  });

  it('are never there in an emergency, in danger of honour violence, or without a clear answer (B4)', () => {
    const circumstances: readonly Circumstance[][] = [[], ['asylum-centre'], ['trip-soon', 'dependent-permit']];
    const faults: string[] = [];
    for (const theme of anyTheme)
      for (const urgency of anyUrgency)
        for (const age of anyAge)
          for (const keyPersonSafe of vocabulary.keyPersonSafe)
            for (const circumstance of circumstances) {
              const list = kindsThen({ theme, urgency, age, keyPersonSafe, circumstance, where: 'nl', who: 'self' });
              const allowed =
                keyPersonSafe === 'yes' &&
                (urgency === 'calm' || (theme === 'coming-out' && age === 'adult' && urgency !== 'emergency'));
              if (list.includes('key-person') && !allowed) faults.push(`${theme} ${urgency} ${age} ${keyPersonSafe}`);
              if (list[0] === 'key-person') faults.push(`first: ${theme} ${urgency} ${age}`);
            }
    expect(faults.slice(0, 8)).toEqual([]);
  });
});
