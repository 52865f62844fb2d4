import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Answer, Answers } from '../../src/core/answers.ts';
import {
  compileDialogs,
  type Dialogs,
  type Screen,
  type Step,
  screenFor,
  type VoiceTable,
} from '../../src/core/dialog.ts';
import type { Facts } from '../../src/core/knowledge.ts';
import { compilePolicy, type Policy } from '../../src/core/policy.ts';
import { completeSituation, type FactName, type Theme, vocabulary } from '../../src/core/situation.ts';
import { library } from '../support/content.ts';

const { dialogs: real } = library().content;

const everyone: VoiceTable = { self: 'own', bystander: 'own', parent: 'own', 'key-person': 'own', professional: 'own' };

function ask(id: string, about: FactName | 'municipality', options: Record<string, Facts>, when?: Facts): Step {
  // Every fact of a `Facts` may stand in a condition.
  const condition = when as Extract<Step, { type: 'ask' }>['when'];
  return {
    type: 'ask',
    id,
    about,
    when: condition,
    voices: everyone,
    sameLabels: true,
    options: Object.entries(options).map(([option, sets]) => ({ id: option, when: undefined, sets })),
  };
}

const who = ask('who', 'who', { self: { who: 'self' }, bystander: { who: 'bystander' }, unknown: { who: 'unknown' } });
const theme = ask('theme', 'theme', {
  'forced-marriage': { theme: 'forced-marriage' },
  'coming-out': { theme: 'coming-out' },
  unknown: { theme: 'unknown' },
});
const urgency = ask('how-soon', 'urgency', {
  now: { urgency: 'emergency' },
  soon: { urgency: 'urgent' },
  later: { urgency: 'calm' },
  unknown: { urgency: 'unknown' },
});
const age = ask('age', 'age', { minor: { age: 'minor' }, adult: { age: 'adult' }, unknown: { age: 'unknown' } });
const place = ask('municipality', 'municipality', { unknown: {} });

const policy: Policy = {
  base: [
    { id: 'B1', when: { urgency: 'emergency' }, routes: [{ kind: 'emergency-112', because: 'now' }] },
    { id: 'B2', when: { theme: 'forced-marriage' }, routes: [{ kind: 'veilig-thuis', because: 'advice' }] },
    { id: 'B3', when: {}, routes: [{ kind: 'lgbt-support', because: 'talk' }] },
  ],
  amend: [
    {
      id: 'A1',
      when: { theme: 'forced-marriage', age: 'minor' },
      does: 'put',
      kind: 'child-helpline',
      because: 'talk',
      place: { beside: null, otherwise: 'last' },
    },
  ],
  never: [],
};

function small(
  forcedMarriage: readonly Step[],
  comingOut: readonly Step[] = [urgency, { type: 'routes' }, age, place],
) {
  const themes = Object.fromEntries(vocabulary.theme.map((one) => [one, [{ type: 'routes' }]])) as unknown as Record<
    Theme,
    readonly Step[]
  >;
  const dialogs: Dialogs = {
    start: [who, theme, { type: 'theme' }],
    themes: { ...themes, 'forced-marriage': forcedMarriage, 'coming-out': comingOut },
  };
  return compileDialogs(dialogs, compilePolicy(policy), []);
}

const two = small([urgency, { type: 'routes' }, age, place]);

function said(text: string): Answers {
  return text
    .split(' ')
    .filter(Boolean)
    .map((pair) => {
      const [fact = '', value = ''] = pair.split('=');
      return { fact, value };
    });
}

function asked(dialogs: typeof two, text: string): string | null {
  return screenFor(dialogs, said(text)).question?.id ?? null;
}

describe('a question', () => {
  it('is asked only while an answer could still change what is shown', () => {
    expect(asked(two, 'who=self theme=forced-marriage how-soon=soon')).toBe('age');
    // No rule of coming out names an age, and none of its contacts is local.
    expect(asked(two, 'who=self theme=coming-out how-soon=soon')).toBeNull();
  });

  it('of the place is asked only where a local contact may be shown', () => {
    expect(asked(two, 'who=self theme=forced-marriage how-soon=soon age=adult')).toBe('municipality');
    expect(asked(two, 'who=self theme=forced-marriage how-soon=soon age=adult municipality=GM0363')).toBeNull();
    expect(asked(two, 'who=self theme=forced-marriage how-soon=soon age=adult municipality=unknown')).toBeNull();
  });

  it('is not asked again when its fact is known from elsewhere', () => {
    expect(asked(two, 'who=self theme=forced-marriage how-soon=soon')).toBe('age');
    expect(asked(two, 'age=minor municipality=GM0363 who=self theme=forced-marriage how-soon=soon')).toBeNull();
  });

  it('is never asked in an emergency (guide B5.3)', () => {
    const screen = screenFor(two, said('who=self theme=forced-marriage how-soon=now'));
    expect(screen).toMatchObject({ emergency: true, question: null, options: [] });
    expect(screen.routes?.map(({ kind }) => kind)).toEqual(['emergency-112']);
  });

  it('has only the options that fit what is known', () => {
    const step = {
      ...age,
      options: [
        { id: 'minor', when: { who: 'bystander' as const }, sets: { age: 'minor' as const } },
        { id: 'unknown', when: undefined, sets: { age: 'unknown' as const } },
      ],
    } as Step;
    const options = (answers: string): readonly string[] =>
      screenFor(small([{ type: 'routes' }, step]), said(answers)).options.map(({ id }) => id);
    expect(options('who=self theme=forced-marriage')).toEqual(['unknown']);
    expect(options('who=bystander theme=forced-marriage')).toEqual(['minor', 'unknown']);
  });
});

describe('an answer', () => {
  it('that skips a question means that the fact is not known', () => {
    const { situation } = screenFor(
      two,
      said('who=unknown theme=forced-marriage how-soon=unknown age=unknown municipality=unknown'),
    );
    expect(situation).toEqual(
      completeSituation({ who: 'unknown', theme: 'forced-marriage', urgency: 'unknown', age: 'unknown' }),
    );
  });

  it('of another theme is passed over, and means nothing else', () => {
    // `how-soon` asks something else in each theme, with options of the same name.
    const differs = small(
      [urgency, { type: 'routes' }, age],
      [
        ask('since-when', 'urgency', { soon: { urgency: 'calm' }, unknown: { urgency: 'unknown' } }),
        { type: 'routes' },
      ],
    );
    const screen = screenFor(differs, said('who=self theme=coming-out how-soon=soon'));
    expect(screen.situation.urgency).toBe('unknown');
    expect(screen.given.map(({ answer }) => answer.fact)).toEqual(['who', 'theme']);
    expect(screen.question?.id).toBe('since-when');
  });

  it('that the content no longer knows is passed over: the question is asked again', () => {
    expect(asked(two, 'who=self theme=forced-marriage how-soon=yesterday')).toBe('how-soon');
    expect(asked(two, 'who=nobody')).toBe('who');
    expect(asked(two, 'gone=yes who=self theme=no-such-theme')).toBe('theme');
  });

  it('never lowers the urgency: among several the highest counts (guide B1)', () => {
    const level = (text: string): string =>
      screenFor(two, said(`who=self theme=forced-marriage ${text}`)).situation.urgency;
    expect(level('how-soon=soon urgency=calm')).toBe('urgent');
    expect(level('how-soon=later urgency=urgent')).toBe('urgent');
    expect(level('how-soon=later how-soon=now')).toBe('emergency');
    expect(level('how-soon=unknown urgency=calm')).toBe('unknown');
  });

  it('of a plain fact counts without any question', () => {
    const { situation } = screenFor(
      two,
      said('circumstance=trip-soon circumstance=undocumented where=abroad municipality=GM0363 who=self'),
    );
    expect(situation).toEqual(
      completeSituation({
        who: 'self',
        where: 'abroad',
        municipality: 'GM0363',
        circumstance: ['trip-soon', 'undocumented'],
      }),
    );
  });

  it('may be anything at all: there is always a screen', () => {
    const word = fc.oneof(
      fc.constantFrom(
        'who',
        'theme',
        'how-soon',
        'urgency',
        'age',
        'municipality',
        'circumstance',
        'selfHarm',
        'danger',
        '__proto__',
        'constructor',
      ),
      fc.string({ maxLength: 12 }),
    );
    const value = fc.oneof(
      fc.constantFrom(
        'self',
        'yes',
        'true',
        'unknown',
        'emergency',
        'minor',
        'coming-out',
        'forced-marriage',
        'GM0363',
        'GM9999',
        'toString',
      ),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(fc.record({ fact: word, value }), { maxLength: 12 }), (answers) => {
        for (const dialogs of [two, real]) {
          const screen = screenFor(dialogs, answers);
          expect(screen.question !== null || (screen.routes !== null && screen.routes.length > 0)).toBe(true);
          if (screen.emergency) expect(screen.question).toBeNull();
          expect(screen.answers).toBe(answers.length);
        }
      }),
      { numRuns: 800 },
    );
  });
});

/** A walk through the real dialogs: at each screen the option that a number points to. */
function walk(picks: readonly number[]): readonly { readonly screen: Screen; readonly answers: Answers }[] {
  const screens: { screen: Screen; answers: Answers }[] = [];
  let answers: Answers = [];
  for (const pick of picks) {
    const screen = screenFor(real, answers);
    screens.push({ screen, answers });
    const { question, options, offers } = screen;
    const choices: Answer[] = [
      ...options.map(({ id }) => ({ fact: question?.id ?? '', value: id })),
      ...(question?.about === 'municipality' ? [{ fact: question.id, value: 'GM0363' }] : []),
      ...offers.map(({ id }) => ({ fact: id, value: 'yes' })),
    ];
    const next = choices[pick % Math.max(choices.length, 1)];
    if (next === undefined) break;
    answers = [...answers, next];
  }
  return screens;
}

const picks = fc.array(fc.nat({ max: 1000 }), { minLength: 4, maxLength: 16 });

describe('a talk through the real dialogs', () => {
  it('shows routes after at most 4 questions and asks at most 7 (design, promise 2)', () => {
    fc.assert(
      fc.property(picks, (list) => {
        const screens = walk(list);
        for (const { screen } of screens) {
          const questions = screen.given.filter(({ step }) => step?.type === 'ask').length;
          expect(questions).toBeLessThanOrEqual(7);
          if (questions >= 4) expect(screen.routes).not.toBeNull();
        }
      }),
      { numRuns: 800 },
    );
  });

  it('has a way out to 112 on every screen that is not an emergency already: the offer, or an option that says the same', () => {
    fc.assert(
      fc.property(picks, (list) => {
        for (const { screen } of walk(list)) {
          if (screen.emergency) continue;
          const emergencies = [...screen.offers, ...screen.options].map(({ sets }) => screenWith(sets.values));
          expect(emergencies).toContain(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('offers only what says something new', () => {
    fc.assert(
      fc.property(picks, (list) => {
        for (const { screen, answers } of walk(list)) {
          for (const { id } of screen.offers) {
            const after = screenFor(real, [...answers, { fact: id, value: 'yes' }]);
            expect(after.situation).not.toEqual(screen.situation);
            expect(after.offers.map((offer) => offer.id)).not.toContain(id);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('keeps thoughts of suicide in sight: 113 is there at once, with only 112 above it', () => {
    fc.assert(
      fc.property(picks, (list) => {
        for (const { screen } of walk(list)) {
          if (!screen.situation.selfHarm) continue;
          expect(screen.routes?.find(({ kind }) => kind !== 'emergency-112')?.kind).toBe('suicide-prevention');
        }
      }),
      { numRuns: 800 },
    );
  });

  it('asks every question of which an answer changes the list that is shown', () => {
    // The other half of the rule: what is not asked could not have changed anything.
    fc.assert(
      fc.property(picks, fc.constantFrom(...vocabulary.age), (list, value) => {
        for (const { screen, answers } of walk(list)) {
          if (
            screen.question !== null ||
            screen.emergency ||
            screen.given.some(({ sets }) => sets.values[agePlace] !== 0)
          )
            continue;
          const after = screenFor(real, [...answers, { fact: 'age', value }]);
          expect(after.routes?.map(({ kind }) => kind)).toEqual(screen.routes?.map(({ kind }) => kind));
        }
      }),
      { numRuns: 600 },
    );
  });
});

const agePlace = Object.keys(vocabulary).indexOf('age');
const urgencyPlace = Object.keys(vocabulary).indexOf('urgency');

/** Whether these facts say that it is an emergency. */
function screenWith(values: readonly number[]): boolean {
  return values[urgencyPlace] === 1 << vocabulary.urgency.indexOf('emergency');
}
