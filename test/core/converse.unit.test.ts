import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Answers, decodeAnswers, encodeAnswers, maxAnswers } from '../../src/core/answers.ts';
import { compose } from '../../src/core/compose.ts';
import { stillShown, type Turn, take, talk, type View, visitMenu } from '../../src/core/converse.ts';
import { screenFor } from '../../src/core/dialog.ts';
import { decodeInput, encodeInput, type Input } from '../../src/core/input.ts';
import type { Option, Reply } from '../../src/core/reply.ts';
import { maxTyped, takeTyped } from '../../src/core/typed.ts';
import { library, monday } from '../support/content.ts';
import { links, numbers } from '../support/numbers.ts';

const { content, visitable, searchPlace, languages, texts } = library();
const { dialogs } = content;

function reply(answers: Answers, view: View = talk, lang = 'nl'): Reply {
  return compose(content, texts(lang), screenFor(dialogs, answers), view, monday);
}

function tap(answers: Answers, input: string): Turn {
  const decoded = decodeInput(input);
  if (decoded === null) throw new Error(`no input: ${input}`);
  return take(dialogs, visitable, answers, decoded);
}

/** Typed where nothing is known of the language: only options and places are understood. */
function type(answers: Answers, typed: string): Turn {
  const listener = { dialogs, visitable, searchPlace, understand: null, numbered: true };
  return takeTyped(listener, { answers, view: talk }, reply(answers).options, typed);
}

function said(text: string): Answers {
  const answers = decodeAnswers(text.replaceAll(' ', ','));
  if (answers === null) throw new Error(`no answers: ${text}`);
  return answers;
}

function leadsOn({ group }: Option): boolean {
  return group === 'answer' || group === 'skip' || group === 'door';
}

interface Stop {
  readonly answers: Answers;
  readonly reply: Reply;
}

/** A walk by taps: every screen on the way. */
function walk(picks: readonly number[]): readonly Stop[] {
  const stops: Stop[] = [];
  let answers: Answers = [];
  for (const pick of picks) {
    const shown = reply(answers);
    stops.push({ answers, reply: shown });
    const options = shown.options.filter(leadsOn);
    const chosen = options[pick % Math.max(options.length, 1)];
    if (chosen === undefined) break;
    answers = tap(answers, chosen.input).answers;
  }
  return stops;
}

const picks = fc.array(fc.nat({ max: 1000 }), { minLength: 3, maxLength: 14 });

describe('a tap', () => {
  it('on anything that is offered leads on, one answer further', () => {
    fc.assert(
      fc.property(picks, (list) => {
        for (const { answers, reply: shown } of walk(list)) {
          for (const option of shown.options.filter(leadsOn)) {
            expect([option.input, tap(answers, option.input).answers.length]).toEqual([
              option.input,
              answers.length + 1,
            ]);
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('back returns exactly to the screen before', () => {
    fc.assert(
      fc.property(picks, (list) => {
        const stops = walk(list);
        stops.forEach(({ reply: shown, answers }, index) => {
          const before = stops[index - 1];
          if (before === undefined) {
            expect(shown.back).toBeNull();
            return;
          }
          const turn = tap(answers, shown.back?.input ?? '');
          expect(turn.answers).toEqual(before.answers);
          expect(reply(turn.answers, turn.view)).toEqual(before.reply);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('on an earlier answer goes back to where it was asked, and it can be given anew', () => {
    const answers = said('who=self theme=forced-marriage where=nl marriage-now=pressure');
    const line = reply(answers).answered[1];
    const turn = tap(answers, line?.change.input ?? '');
    expect(turn.answers).toEqual(said('who=self'));
    expect(tap(turn.answers, 'choose:theme=coming-out').answers).toEqual(said('who=self theme=coming-out'));
  });

  it('on “begin again” forgets every answer', () => {
    const shown = reply(said('who=self theme=forced-marriage'));
    const restart = shown.options.find(({ group }) => group === 'restart');
    expect(tap(said('who=self theme=forced-marriage'), restart?.input ?? '').answers).toEqual([]);
  });

  it('on something to read shows it, and the way back is the screen one came from', () => {
    const answers = said('who=self theme=forced-marriage where=nl marriage-now=pressure');
    const turn = tap(answers, 'visit:menu');
    expect(turn).toEqual({ answers, view: { type: 'visit', to: 'menu' } });
    const visiting = reply(answers, turn.view);
    const back = visiting.options.find(({ group }) => group === 'skip');
    const home = tap(answers, back?.input ?? '');
    expect(home).toEqual({ answers, view: talk });
    for (const option of visiting.options.filter(({ group }) => group === 'topic'))
      expect(tap(answers, option.input).view.type).toBe('visit');
  });

  it('is written and read alike', () => {
    const inputs: readonly Input[] = [
      { type: 'choose', answer: { fact: 'where', value: 'nl' } },
      { type: 'facts', answers: [{ fact: 'age', value: 'minor' }] },
      { type: 'visit', to: 'menu' },
      { type: 'back', keep: 2 },
      { type: 'language', lang: 'en' },
    ];
    for (const input of inputs) expect(decodeInput(encodeInput(input))).toEqual(input);
    for (const text of ['', 'back', ':2', 'language:', 'language:english', 'back:123', 'visit:../x'])
      expect([text, decodeInput(text)]).toEqual([text, null]);
  });

  it('opens no question that is not for this talk, and none that does not exist', () => {
    const talks = ['who=self theme=forced-marriage', 'who=self theme=abandonment', 'who=parent theme=fgm'].map(said);
    const withTopics = said('who=self theme=forced-marriage where=nl marriage-now=date age=adult municipality=GM0363');
    expect(screenFor(dialogs, withTopics).topics.length).toBeGreaterThan(0);
    expect(take(dialogs, visitable, withTopics, { type: 'visit', to: 'no-such-question' }).view).toEqual(talk);
    const opens = (answers: Answers, to: string) => take(dialogs, visitable, answers, { type: 'visit', to }).view;
    for (const answers of talks) expect(opens(answers, 'no-such-question')).toEqual(talk);
    const [marriage = [], abandonment = [], parent = []] = talks;
    expect(opens(marriage, 'stop-a-wedding')).toEqual({ type: 'visit', to: 'stop-a-wedding' });
    expect(opens(abandonment, 'stop-a-wedding')).toEqual(talk);
    expect(opens(parent, 'guilt')).toEqual(talk);
  });

  it('on a language changes no answer', () => {
    expect(tap(said('who=self'), 'language:en')).toEqual({ answers: said('who=self'), view: talk });
  });
});

describe('an input that does not belong to the screen', () => {
  const start = said('who=self theme=forced-marriage where=nl');

  it.each([
    'choose:who=bystander',
    'choose:theme=coming-out',
    'choose:marriage-now=no-such-option',
    'choose:marriage-now=cannot-go-home',
    'choose:age=cannot-refuse',
    'choose:coming-out-now=thinking',
    'choose:municipality=GM0363',
    'choose:urgency=calm',
    'visit:no-such-page',
    'facts:no-such-offer=yes',
    'facts:undocumented=no',
    'facts:theme=no-such-theme',
    'facts:municipality=Amsterdam',
    'facts:constructor=yes',
  ])('changes nothing: %s', (input) => {
    expect(tap(start, input)).toEqual({ answers: start, view: talk });
  });

  it.each(['GM03631', 'XGM0363', 'gm0363', 'GM036'])('is no place: %s', (value) => {
    const asked = said('who=self theme=forced-marriage where=nl marriage-now=date age=adult');
    expect(screenFor(dialogs, asked).question?.about).toBe('municipality');
    expect(tap(asked, `choose:municipality=${value}`).answers).toBe(asked);
    const place: Input = { type: 'facts', answers: [{ fact: 'municipality', value }] };
    expect(take(dialogs, visitable, start, place).answers).toBe(start);
  });

  it('changes nothing, whatever it is, and the talk never breaks', () => {
    const code = fc.stringMatching(/^[A-Za-z0-9-]{1,12}$/);
    const answer = fc.record({
      fact: fc.oneof(code, fc.constantFrom('who', 'theme', 'municipality', 'danger', 'age')),
      value: fc.oneof(code, fc.constantFrom('yes', 'self', 'GM0363', 'minor')),
    });
    const forged: fc.Arbitrary<Input> = fc.oneof(
      answer.map((one): Input => ({ type: 'choose', answer: one })),
      fc.array(answer, { maxLength: 4 }).map((list): Input => ({ type: 'facts', answers: list })),
      code.map((to): Input => ({ type: 'visit', to: to.toLowerCase() })),
      fc.integer({ min: 0, max: 99 }).map((keep): Input => ({ type: 'back', keep })),
    );
    fc.assert(
      fc.property(picks, forged, (list, input) => {
        const stop = walk(list).at(-1);
        if (stop === undefined) return;
        const shown = new Set(stop.reply.options.map((option) => option.input));
        const turn = take(dialogs, visitable, stop.answers, input);
        if (input.type === 'choose' && input.answer.fact !== 'municipality' && !shown.has(encodeInput(input)))
          expect(turn.answers).toBe(stop.answers);
        expect(turn.answers.slice(0, stop.answers.length)).toEqual(stop.answers.slice(0, turn.answers.length));
        expect(reply(turn.answers, turn.view).numbers).toHaveLength(3);
      }),
      { numRuns: 200 },
    );
  });

  it('asks nothing more in an emergency, nor takes anything but the way back', () => {
    const emergency = said('who=self theme=forced-marriage where=nl marriage-now=now');
    const shown = reply(emergency);
    expect(shown).toMatchObject({ emergency: true, typing: null });
    expect(shown.parts.some((part) => part.type === 'text' && part.role === 'question')).toBe(false);
    expect(shown.options.filter(leadsOn)).toEqual([]);
    for (const input of ['facts:age=minor', 'facts:urgency=calm', 'choose:age=minor', 'facts:undocumented=yes'])
      expect(tap(emergency, input).answers).toBe(emergency);
    expect(type(emergency, 'Amsterdam')).toEqual({ answers: emergency, view: talk });
    expect(tap(emergency, 'back:3').answers).toHaveLength(3);
  });

  it('cannot make a talk longer than any honest one', () => {
    let answers: Answers = said('who=self theme=forced-marriage where=nl marriage-now=pressure');
    for (let turn = 0; turn < 60; turn++) answers = tap(answers, 'facts:circumstance=trip-soon').answers;
    expect(answers.length).toBeLessThanOrEqual(maxAnswers);
    expect(decodeAnswers(encodeAnswers(answers))).toEqual(answers);
  });
});

describe('every reply', () => {
  it.each(languages.map(({ code }) => code))(
    'has the three numbers, whole sentences and inputs that can be read (%s)',
    (lang) => {
      fc.assert(
        fc.property(picks, (list) => {
          for (const { answers } of walk(list)) {
            const shown = reply(answers, talk, lang);
            expect(shown.numbers.map(({ number }) => number)).toEqual(numbers);
            expect(shown.numbers.map(({ href }) => href)).toEqual(links);
            for (const option of [...shown.options, ...shown.answered.map(({ change }) => change)]) {
              expect(decodeInput(option.input)).not.toBeNull();
              expect(option.label.trim()).not.toBe('');
            }
            expect(new Set(shown.options.map(({ input }) => input)).size).toBe(shown.options.length);
            expect(JSON.stringify(shown)).not.toMatch(/\{\{|undefined|NaN/);
            if (shown.options.some(leadsOn)) continue;
            // Where nothing more is asked, there is somebody to turn to.
            const cards = shown.parts.flatMap((part) => (part.type === 'routes' ? part.routes : []));
            expect(cards.some(({ links }) => links.length > 0)).toBe(true);
          }
        }),
        { numRuns: 100 },
      );
    },
  );

  it('has the same options and routes in every language', () => {
    fc.assert(
      fc.property(picks, (list) => {
        for (const { answers } of walk(list)) {
          const [first, ...others] = languages.map(({ code }) => {
            const shown = reply(answers, talk, code);
            const cards = shown.parts.flatMap((part) =>
              part.type === 'routes' ? part.routes.map(({ contact }) => contact) : [],
            );
            return { inputs: shown.options.map(({ input }) => input), cards };
          });
          for (const other of others) expect(other).toEqual(first);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('shows on its first route card a number that works where she is', () => {
    for (const where of ['nl', 'eu', 'abroad']) {
      const shown = reply(said(`who=self theme=forced-marriage where=${where} marriage-now=date`));
      const cards = shown.parts.flatMap((part) => (part.type === 'routes' ? part.routes : []));
      const phones = cards.flatMap(({ contact }) => (contact.phone === null ? [] : [contact.phone]));
      expect(phones.length).toBeGreaterThan(0);
      if (where !== 'nl') for (const phone of phones) expect(phone).toMatch(/^\+/);
    }
  });
});

const atPlace = said('who=self theme=forced-marriage where=nl marriage-now=date age=adult');

describe('a typed text', () => {
  it('may be the number of an option on the screen, or its words', () => {
    const options = reply([]).options;
    const second = options[1];
    expect(type([], '2').answers).toEqual(tap([], second?.input ?? '').answers);
    expect(type([], `  ${second?.label.toUpperCase()}. `).answers).toEqual(tap([], second?.input ?? '').answers);
  });

  it('is answered kindly when it is not understood, and changes nothing', () => {
    for (const text of [
      'blub',
      '99',
      '0',
      '',
      ' ',
      '<script>alert(1)</script>',
      'x'.repeat(maxTyped * 20),
      '\u0000\ud800',
      '🙂',
    ]) {
      expect(type([], text)).toEqual({ answers: [], view: { type: 'not-understood' } });
    }
    const shown = reply([], { type: 'not-understood' });
    expect(shown.options.length).toBeGreaterThan(3);
    expect(shown.numbers).toHaveLength(3);
  });

  it('may be a place, where a place is asked for', () => {
    expect(screenFor(dialogs, atPlace).question?.id).toBe('municipality');
    for (const [text, code] of [
      ['Den Bosch', 'GM0796'],
      ["'s-gravenhage", 'GM0518'],
      ['5021 AB', 'GM0855'],
      ['volendam', 'GM0385'],
    ] as const) {
      expect([text, type(atPlace, text).answers.at(-1)]).toEqual([text, { fact: 'municipality', value: code }]);
    }
  });

  it('that may mean several places offers them all, and each can be chosen', () => {
    const turn = type(atPlace, 'Bergen');
    expect(turn.view.type).toBe('places');
    const offered = reply(atPlace, turn.view).options.filter(({ input }) => input.startsWith('choose:municipality=GM'));
    expect(offered.length).toBeGreaterThan(1);
    for (const { input } of offered) expect(tap(atPlace, input).answers).toHaveLength(atPlace.length + 1);
  });

  it('of a place outside the Netherlands is never taken for one inside it', () => {
    for (const text of ['Istanbul', 'Casablanca', 'Antwerpen', 'Mogadishu'])
      expect(type(atPlace, text)).toEqual({ answers: atPlace, view: { type: 'place-not-found' } });
  });

  it('never breaks a talk, whatever it is', () => {
    fc.assert(
      fc.property(picks, fc.string({ unit: 'binary', maxLength: 80 }), (list, text) => {
        const stop = walk(list).at(-1);
        if (stop === undefined) return;
        const turn = type(stop.answers, text);
        expect(turn.answers.length - stop.answers.length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 100 },
    );
  });
});

describe('the municipality of the site that somebody came from', () => {
  const from: View = { type: 'talk', nearby: 'GM0153' };
  const places = (answers: Answers, view: View): readonly string[] =>
    reply(answers, view).options.flatMap(({ input, label }) =>
      input.startsWith('choose:municipality=GM') ? [`${input} ${label}`] : [],
    );

  it('is offered first where a place is asked for, and chosen by a tap', () => {
    expect(reply(atPlace, from).options[0]?.input).toBe('choose:municipality=GM0153');
    expect(places(atPlace, from)).toEqual(['choose:municipality=GM0153 Enschede']);
    expect(tap(atPlace, 'choose:municipality=GM0153').answers.at(-1)?.value).toBe('GM0153');
  });

  it('is offered nowhere else, nor when it is not known', () => {
    expect(places([], from)).toEqual([]);
    expect(places(atPlace, talk)).toEqual([]);
    expect(places(atPlace, { type: 'talk', nearby: 'GM9999' })).toEqual([]);
    expect(places(atPlace, { type: 'place-not-found' })).toEqual([]);
  });
});

describe('what was on the screen when the content changed', () => {
  const answers = said('who=self,theme=forced-marriage');
  const [visit = ''] = visitable.visits.keys();
  const proposal = (question: string | null): View => ({
    type: 'proposal',
    ask: false,
    selfHarm: false,
    choices: [],
    question,
  });
  const shownStill = (view: View): View => stillShown(dialogs, visitable, { answers, view }).view;

  it('stays where the content still has it', () => {
    for (const view of [
      { type: 'visit', to: visit },
      { type: 'visit', to: visitMenu },
      proposal(visit),
      proposal(null),
      { type: 'place-not-found' },
      talk,
    ] as const)
      expect(shownStill(view)).toBe(view);
  });

  it('is left for the talk where it is gone, and no answer is lost', () => {
    for (const view of [{ type: 'visit', to: 'no-such' }, proposal('no-such')] as const)
      expect(stillShown(dialogs, visitable, { answers, view })).toEqual({ answers, view: talk });
  });
});
