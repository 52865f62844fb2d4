import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import request from 'supertest';
import { screenFor } from '../../src/core/dialog.ts';
import { completeSituation, type Situation, vocabulary } from '../../src/core/situation.ts';
import { answersOf, type Choices, choicesFrom, situationOf } from '../../src/desk/finder/choices.ts';
import { type Finding, findingFor } from '../../src/desk/finder/finding.ts';
import { findingHtml } from '../../src/desk/finder/finding-html.ts';
import { aServer } from '../server/a-server.ts';
import { library, monday, routesIn } from '../support/content.ts';
import { partsOfSituations, wholeSituations } from '../support/situations.ts';

const aGirlOf16: Partial<Situation> = {
  who: 'key-person',
  theme: 'forced-marriage',
  urgency: 'urgent',
  age: 'minor',
  where: 'nl',
  circumstance: ['trip-soon'],
  municipality: 'GM0153',
};

function finding(known: Partial<Situation>, lang = 'nl'): Finding {
  return findingFor(library(), library().texts(lang), completeSituation(known), monday);
}

const { municipality: _one, ...elsewhere } = aGirlOf16;

/** The form as a browser sends it. */
function formOf({ circumstance = [], selfHarm, ...facts }: Choices): string {
  const one = Object.entries({ ...facts, ...(selfHarm === true ? { selfHarm: 'true' } : {}) });
  return new URLSearchParams([
    ...one.map(([name, value]) => [name, String(value)]),
    ...circumstance.map((value) => ['circumstance', value]),
  ]).toString();
}

describe('the desk', () => {
  it('has nothing left to ask, whatever was chosen, and understands the situation that was', () => {
    fc.assert(
      fc.property(wholeSituations, (situation) => {
        const screen = screenFor(library().content.dialogs, answersOf(situation));
        expect(screen.question).toBeNull();
        expect(screen.situation).toEqual(situation);
      }),
      { numRuns: 1_000 },
    );
  });

  it('finds the routes that `routes` finds, in their order', () => {
    fc.assert(
      fc.property(partsOfSituations, (known) => {
        const cards = finding(known).routes.routes.map(({ contact }) => contact);
        const found = routesIn(known).map(({ contact: { standIn: _one, also: _others, ...contact } }) => contact);
        expect(cards).toEqual(found);
      }),
      { numRuns: 300 },
    );
  });

  it('reads from a form what was chosen in it', () => {
    fc.assert(
      fc.property(partsOfSituations, (known) => {
        const choices = choicesFrom(new URLSearchParams(formOf(known)));
        expect(situationOf(choices)).toEqual(situationOf(known));
      }),
    );
  });

  it('takes what is an emergency by itself for one, whatever was chosen beside it', () => {
    const urgencyOf = (known: Choices): string => situationOf(known).urgency;
    expect(urgencyOf({ circumstance: ['at-airport'], urgency: 'calm' })).toBe('emergency');
    expect(urgencyOf({ circumstance: ['trip-soon'], urgency: 'calm' })).toBe('urgent');
    expect(urgencyOf({ circumstance: ['trip-soon'], urgency: 'emergency' })).toBe('emergency');
    fc.assert(
      fc.property(partsOfSituations, ({ circumstance: _none, ...known }) => {
        expect(situationOf(known)).toEqual(completeSituation(known));
      }),
    );
  });

  it('takes nothing that is no word of the vocabulary, and never throws', () => {
    const word = fc.oneof(
      fc.string(),
      fc.constantFrom('theme', 'urgency', 'circumstance', 'municipality', '__proto__'),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, fc.oneof(fc.string(), fc.constantFrom('GM0363', 'emergency')))),
        (entries) => {
          const situation = situationOf(choicesFrom(entries));
          expect(() => findingFor(library(), library().texts('nl'), situation, monday)).not.toThrow();
        },
      ),
    );
  });

  it('shows a key person what to ask, what to say and what not to do before a trip of a girl of 16', () => {
    const { routes, guidance, topics } = finding(aGirlOf16);
    expect(routes.routes.map(({ kind }) => kind).slice(0, 2)).toEqual(['veilig-thuis', 'lkha']);
    expect(routes.routes[0]?.say?.dutch).toMatch(/advies/);
    expect(guidance.some(({ tone }) => tone === 'warn')).toBe(true);
    expect(topics.map(({ id }) => id).slice(0, 5)).toEqual([
      'before-a-trip',
      'key-person-talk',
      'advice-or-report',
      'warm-referral',
      'meldcode',
    ]);
  });

  it.each(['nl', 'en'])(
    'tells of advice and report, the meldcode, the talk and the referral in every theme, in %s',
    (lang) => {
      for (const theme of vocabulary.theme)
        for (const who of ['key-person', 'professional'] as const) {
          const ids = finding({ theme, who, where: 'nl', urgency: 'urgent' }, lang).topics.map(({ id }) => id);
          expect(ids).toEqual(
            expect.arrayContaining(['key-person-talk', 'advice-or-report', 'warm-referral', 'meldcode']),
          );
        }
    },
  );

  it('asks nothing of a key person in an emergency and puts 112 first', () => {
    const { routes, urgent, topics } = finding({ ...aGirlOf16, urgency: 'emergency' });
    expect(routes.routes[0]?.links[0]?.label).toBe('112');
    expect(urgent[0]?.tone).toBe('danger');
    expect(topics.map(({ id }) => id)).toEqual([]);
  });

  it('says of every card that names a number where it was read, and how old that is', () => {
    fc.assert(
      fc.property(wholeSituations, (situation) => {
        const found = findingFor(library(), library().texts('nl'), situation, monday);
        const page = findingHtml(library().texts('nl'), found, { choices: {}, municipality: null, framed: false }).html;
        for (const { contact, provenance } of found.routes.routes) {
          if (provenance === '') continue;
          expect(contact.source).not.toBe('');
          expect(page).toContain(contact.source.replaceAll("'", '&#39;').slice(0, 20));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('offers no chat to a professional: the chats are for people themselves', () => {
    const found = finding({ ...aGirlOf16, who: 'professional' });
    const page = findingHtml(library().texts('nl'), found, { choices: {}, municipality: null, framed: false }).html;
    expect(page).toContain('0800-2000');
    expect(page).not.toContain('>Chat<');
  });
});

/** The municipality that the form of a page holds. */
function chosenIn(page: string): string | undefined {
  return /type="hidden" name="municipality" value="(GM\d{4})"/.exec(page)?.[1];
}

describe('the desk without scripts', () => {
  it('answers a form with the route for it, from a typed place', async () => {
    const { app } = aServer();
    const page = await request(app)
      .post('/desk')
      .type('form')
      .send(`${formOf(elsewhere)}&place=Twekkelerveld`)
      .expect(200);
    expect(chosenIn(page.text)).toBe('GM0153');
    expect(page.text.includes('Gemeente Enschede')).toBe(true);
    expect(page.text.indexOf('<h3>Veilig Thuis</h3>')).toBeLessThan(page.text.indexOf('(LKHA)</h3>'));
  });

  it('asks which place is meant where there are several, and takes the one that is chosen', async () => {
    const { app } = aServer();
    const asked = await request(app).post('/desk').type('form').send('place=Bergen').expect(200);
    expect(asked.text.includes('type="radio" name="municipality" value="GM0373"')).toBe(true);
    const taken = await request(app).post('/desk').type('form').send('place=Bergen&municipality=GM0373').expect(200);
    expect(taken.text.includes('Gemeente Bergen (NH)')).toBe(true);
  });

  it('takes a place that was typed anew for the later word', async () => {
    const { app } = aServer();
    const page = await request(app).post('/desk').type('form').send('place=Utrecht&municipality=GM0153').expect(200);
    expect(chosenIn(page.text)).toBe('GM0344');
  });

  it('forgets: the next page of the same browser is as fresh as the first', async () => {
    const { app } = aServer();
    const first = await request(app).get('/desk').expect(200);
    const answered = await request(app).post('/desk').type('form').send(formOf(aGirlOf16)).expect(200);
    expect(answered.headers['set-cookie']).toBeUndefined();
    expect(answered.headers['cache-control']).toBe('no-store');
    expect((await request(app).get('/desk')).text === first.text).toBe(true);
    expect(
      (
        await request(app)
          .post('/desk')
          .type('form')
          .send(`${formOf(aGirlOf16)}&again=yes`)
      ).text,
    ).toBe(first.text);
  });

  it('speaks the language of the browser, and the one that is asked for', async () => {
    const { app } = aServer();
    const english = await request(app).get('/desk').set('Accept-Language', 'en-GB');
    expect(english.text.includes('<html lang="en"')).toBe(true);
    const asked = await request(app).post('/desk').type('form').send('lang=en&speak=nl&theme=fgm').expect(200);
    expect(asked.text.includes('<html lang="nl"')).toBe(true);
    expect(asked.text.includes('name="theme" value="fgm" checked')).toBe(true);
  });

  it('refuses what is too long, and what is no form it knows does no harm', async () => {
    const { app, log } = aServer();
    await request(app)
      .post('/desk')
      .type('form')
      .send(`place=${'x'.repeat(20_000)}`)
      .expect(413);
    await request(app).put('/desk').expect(405);
    await request(app).post('/desk').type('form').send('theme=%FF&urgency[]=1&place=%00').expect(200);
    await request(app).post('/desk').type('text').send('theme=fgm').expect(200);
    expect(log).toEqual([]);
  });

  it('holds a script only as a file of ours, and asks nobody else for anything', async () => {
    const { app } = aServer();
    for (const path of ['/desk', '/desk/bridge']) {
      const page = await request(app).get(path).expect(200);
      expect(page.headers['content-security-policy']).toMatch(
        /default-src 'none';script-src 'self';style-src 'sha256-/,
      );
      expect(page.text.match(/(?:src|action|formaction)="[^"]*"/g)?.every((one) => /="\/desk/.test(one))).toBe(true);
      expect(page.text.match(/<script>|\sstyle="|\son[a-z]+="/)).toBeNull();
    }
  });
});
