/**
 * The API, the command and every talk answer a situation with the same routes.
 */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import request from 'supertest';
import { composeRoutes } from '../../src/core/compose.ts';
import { routeAsData } from '../../src/core/routes-as-data.ts';
import { circumstances, completeSituation, type Situation, vocabulary } from '../../src/core/situation.ts';
import { aServer, library } from '../server/a-server.ts';
import { wegwijzer } from '../support/command.ts';
import { routesIn, wall } from '../support/content.ts';

const { app, log } = aServer();

const codes = library.geography.map(({ code }) => code);
const known: fc.Arbitrary<Partial<Situation>> = fc.record(
  {
    theme: fc.constantFrom(...vocabulary.theme),
    urgency: fc.constantFrom(...vocabulary.urgency),
    who: fc.constantFrom(...vocabulary.who),
    age: fc.constantFrom(...vocabulary.age),
    where: fc.constantFrom(...vocabulary.where),
    caller: fc.constantFrom(...vocabulary.caller),
    parent: fc.constantFrom(...vocabulary.parent),
    keyPersonSafe: fc.constantFrom(...vocabulary.keyPersonSafe),
    selfHarm: fc.boolean(),
    circumstance: fc.subarray([...circumstances]),
    municipality: fc.constantFrom(...codes),
  },
  { requiredKeys: [] },
);
const moment = fc.constantFrom('2026-11-23T10:00', '2026-11-22T03:00', '2026-12-25T12:00', '2027-01-02T23:59');
const language = fc.constantFrom(...library.languages.map(({ code }) => code));

async function ask(body: object): Promise<{ readonly [name: string]: unknown }> {
  const answer = await request(app).post('/api/v1/routes').send(body);
  expect(answer.status).toBe(200);
  return JSON.parse(answer.text);
}

/** As it arrives: what JSON has no word for is gone. */
function sent(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

/** The flags of the command that say what a body says. */
function flagsOf({ selfHarm, circumstance = [], keyPersonSafe, ...facts }: Partial<Situation>): readonly string[] {
  const plain = Object.entries(facts).flatMap(([name, value]) => [`--${name}`, String(value)]);
  return [
    ...plain,
    ...(keyPersonSafe === undefined ? [] : ['--key-person-safe', keyPersonSafe]),
    ...(selfHarm === true ? ['--self-harm'] : []),
    ...circumstance.flatMap((one) => ['--circumstance', one]),
  ];
}

describe('the routes of the API', () => {
  it('are those of policy and directory in 300 random situations, and so are the cards', async () => {
    await fc.assert(
      fc.asyncProperty(known, moment, language, async (situation, at, lang) => {
        const texts = library.texts(lang);
        const whole = completeSituation(situation);
        const { routes, cards } = await ask({ ...situation, at, lang, cards: true });
        expect(routes).toEqual(sent(routesIn(situation, wall(at)).map((one) => routeAsData(one, texts))));
        const wanted = composeRoutes(library.content, texts, whole, wall(at));
        expect(cards).toEqual(
          sent({ title: wanted.title, routes: wanted.routes.map((card) => ({ ...card, contact: undefined })) }),
        );
      }),
      { numRuns: 300 },
    );
    expect(log).toEqual([]);
  });

  it('are what the command prints', async () => {
    for (const situation of fc.sample(known, { numRuns: 4, seed: 20_261_122 })) {
      const at = '2026-11-23T10:00';
      const { code, out } = await wegwijzer(['routes', ...flagsOf(situation), '--at', at, '--lang', 'en']);
      expect(code).toBe(0);
      expect((await ask({ ...situation, at, lang: 'en' })).routes).toEqual(JSON.parse(out));
    }
  }, 120_000);

  it('are those of now in Amsterdam, where no moment is said', async () => {
    const { app: later, clock } = aServer();
    clock.now = Date.UTC(2026, 6, 1, 22, 30);
    const answer = await request(later).post('/api/v1/routes').send({});
    expect(JSON.parse(answer.text).at).toBe('2026-07-02T00:30');
  });

  it('come with the three numbers, the language and what has been read of it, whatever was asked', async () => {
    const { numbers, language: said, municipality } = await ask({ lang: 'ti' });
    expect((numbers as readonly { number: string }[]).map(({ number }) => number)).toEqual([
      '112',
      '0800-2000',
      '+31 247 247 247',
    ]);
    expect([said, municipality]).toEqual([library.languages.find(({ code }) => code === 'ti'), null]);
  });

  it('are of the municipality that a place means, and the answer names it', async () => {
    const at = '2026-11-23T10:00';
    const typed = await ask({ place: 'Enschede', at });
    const coded = await ask({ municipality: 'GM0153', at });
    expect(typed).toEqual(coded);
    expect(typed.municipality).toEqual({ code: 'GM0153', name: 'Enschede' });
    expect(JSON.stringify(typed.routes)).not.toBe(JSON.stringify((await ask({ at })).routes));
  });
});
