/**
 * Typed lines at every step, with the real understanding of the real content: what is acted on at once, what is proposed,
 * what answers the question, and that nothing of the line itself goes any further.
 */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Answers, decodeAnswers, encodeAnswers } from '../../src/core/answers.ts';
import { type Turn, talk } from '../../src/core/converse.ts';
import { screenFor } from '../../src/core/dialog.ts';
import { decodeInput } from '../../src/core/input.ts';
import type { Reply } from '../../src/core/reply.ts';
import { replyTo, turnBy, turnByTyping } from '../../src/core/turn.ts';
import { optionNamed } from '../../src/core/typed.ts';
import { library, monday } from '../support/content.ts';

const content = library();
const start: Turn = { answers: [], view: talk };

function inTalk(said: string): Turn {
  return { answers: decodeAnswers(said.replaceAll(' ', ',')) ?? [], view: talk };
}

function typing(turn: Turn, typed: string, lang = 'nl'): Turn {
  return turnByTyping(content, content.texts(lang), turn, typed, monday);
}

function shown(turn: Turn, lang = 'nl'): Reply {
  return replyTo(content, content.texts(lang), turn, monday);
}

function tap(turn: Turn, label: RegExp): Turn {
  const option = shown(turn).options.find((one) => label.test(one.label));
  const input = decodeInput(option?.input ?? '');
  if (input === null) throw new Error(`nothing to tap like ${label}`);
  return turnBy(content, turn, input);
}

function screenOf({ answers }: Turn): ReturnType<typeof screenFor> {
  return screenFor(content.content.dialogs, answers);
}

const emergencies: readonly (readonly [lang: string, typed: string])[] = [
  ['nl', 'hij staat nu met een mes voor mijn deur'],
  ['en', 'my brothers locked me in the bedroom and they are coming with a knife now'],
  ['tr', 'abim şu an bıçakla kapımda beni öldürecek'],
  ['fr', 'mon père est en train de me frapper là maintenant'],
  ['uk', 'він зараз ламає двері і кричить що вбʼє мене'],
];

describe('a line that sounds like danger', () => {
  it.each(emergencies)('shows the emergency screen at once, wherever the talk is (%s)', (lang, typed) => {
    for (const turn of [start, inTalk('who=self theme=forced-marriage')]) {
      const then = typing(turn, typed, lang);
      expect(screenOf(then).emergency).toBe(true);
      const reply = shown(then, lang);
      expect(reply.typing).toBeNull();
      expect(reply.parts.some((part) => part.type === 'routes' && part.routes[0]?.kind === 'emergency-112')).toBe(true);
    }
  });

  it('is taken back by one tap, and the talk stands where it stood', () => {
    const turn = inTalk('who=self theme=honour-violence');
    const then = typing(turn, 'hij staat nu met een mes voor mijn deur');
    expect(tap(then, /^Er is nu geen gevaar$/)).toEqual(turn);
  });

  it('about her own life shows 113, and 112 first when something was done', () => {
    const act = typing(start, 'ik heb net alle pillen van mijn moeder ingenomen');
    expect(screenOf(act).situation.selfHarm).toBe(true);
    const cards = shown(act).parts.flatMap((part) => (part.type === 'routes' ? part.routes : []));
    expect(cards.map(({ kind }) => kind)).toContain('suicide-prevention');
    expect(cards[0]?.kind).toBe('emergency-112');
  });
});

describe('a line that tells what it is about', () => {
  const typed = 'mijn ouders willen dat ik deze zomer met mijn neef in Marokko trouw en ik wil niet';

  it('is said back with three choices at most, "something else" last, and nothing is taken for granted', () => {
    const then = typing(start, typed);
    expect(then.answers).toEqual([]);
    const labels = shown(then).options.map(({ label }) => label);
    expect(labels.at(-1)).toBe('Nee, het gaat over iets anders');
    expect(labels).toContain('Ik moet trouwen, of een ander kiest met wie');
    expect(shown(then).options.filter(({ group }) => group === 'answer').length).toBeLessThanOrEqual(4);
  });

  it('fills in what is confirmed, so that it is not asked again', () => {
    const then = tap(typing(start, typed), /Ik moet trouwen/);
    expect(screenOf(then).situation.theme).toBe('forced-marriage');
    expect(screenOf(then).question?.id).not.toBe('theme');
    if (then.answers.some(({ fact }) => fact === 'who')) expect(screenOf(then).question?.id).not.toBe('who');
  });

  it('asks about danger first unless it is clearly harmless', () => {
    const [first] = shown(
      typing(start, 'mijn oom dreigt en ik ben bang voor vrijdag, ze hebben mijn paspoort'),
    ).options;
    expect(first).toMatchObject({ group: 'first', label: 'Het is nu gevaarlijk' });
  });

  it('asks a helper who looks for the route what it is about, because the route depends on it', () => {
    const then = typing(inTalk('who=unknown'), 'ik ben docent en zoek het nummer van de organisatie voor een leerling');
    const search = shown(then).options.find(({ label }) => label === 'Ik zoek de juiste organisatie of een nummer');
    expect(search?.input).toBe('facts:who=professional');
  });

  it('leads back where it was when it is about something else', () => {
    const turn = inTalk('who=self');
    expect(tap(typing(turn, typed), /iets anders$/)).toEqual(turn);
  });

  it('changes the subject in the middle of a talk', () => {
    const turn = inTalk('who=self theme=fgm where=nl');
    const then = tap(typing(turn, typed), /Ik moet trouwen/);
    expect(screenOf(then).situation).toMatchObject({ theme: 'forced-marriage', who: 'self' });
  });
});

describe('a screen that proposes', () => {
  it('still says what must not be missed, and lets danger be said', () => {
    const calm = shown(typing(start, 'wat is het verschil tussen een gedwongen en een gearrangeerd huwelijk'));
    expect(calm.options.at(-1)).toMatchObject({ group: 'alarm', label: 'Het is nu gevaarlijk' });
    const dark = inTalk('who=self selfHarm=true');
    const notice = shown(dark).parts.find((part) => part.type === 'notice');
    expect(notice).toBeDefined();
    const then = typing(dark, 'mijn ouders willen dat ik met mijn neef trouw');
    expect(then.view.type).toBe('proposal');
    expect(shown(then).parts).toContainEqual(notice);
  });

  it('comes before a place where a story sounds like danger, and never in the place of a place', () => {
    const asked = inTalk(
      'who=self theme=forced-marriage where=nl marriage-now=pressure age=adult key-person-safe=nobody',
    );
    expect(screenOf(asked).question?.about).toBe('municipality');
    expect(typing(asked, 'mijn oom dreigt en ik ben bang voor vrijdag, ik woon in Tilburg').view).toMatchObject({
      ask: true,
    });
    for (const [typed, code] of [
      ['Tilburg', 'GM0855'],
      ['Alphen aan den Rijn', 'GM0484'],
    ] as const)
      expect(typing(asked, typed).answers.at(-1)).toEqual({ fact: 'municipality', value: code });
  });
});

describe('a line that answers the question', () => {
  const age = inTalk('who=self theme=forced-marriage where=nl marriage-now=cannot-refuse');

  it('is understood as an age, with or without words', () => {
    expect(screenOf(age).question?.id).toBe('age');
    for (const [typed, value] of [
      ['17', 'minor'],
      ['17 jaar', 'minor'],
      ['ik ben 24', 'adult'],
    ] as const)
      expect(typing(age, typed).answers.at(-1)).toEqual({ fact: 'age', value });
  });

  it.each([
    ['24', 'adult'],
    ['18 jaar', 'adult'],
    ['ik ben nu 17 jaar', 'minor'],
  ])('%s says how old', (typed, value) => {
    expect(typing(age, typed).answers.at(-1)).toEqual({ fact: 'age', value });
  });

  it('is no age where a number runs into a word', () => {
    expect(typing(age, '17jr').answers).toEqual(age.answers);
  });

  it('may name the place in a sentence of some length', () => {
    const asked = inTalk(
      'who=self theme=forced-marriage where=nl marriage-now=pressure age=adult key-person-safe=nobody',
    );
    const then = typing(asked, 'ik woon al heel lang in Tilburg');
    expect(then.answers.at(-1)).toEqual({ fact: 'municipality', value: 'GM0855' });
  });

  it('is an age where one is asked for, whatever number an option has', () => {
    const asked = inTalk('who=self theme=forced-marriage where=nl marriage-now=pressure');
    expect(screenOf(asked).question?.about).toBe('age');
    for (const [typed, age] of [
      ['5', 'minor'],
      ['11', 'minor'],
      ['17', 'minor'],
      ['18', 'adult'],
      ['2', 'minor'],
    ] as const)
      expect([typed, typing(asked, typed).answers.at(-1)]).toEqual([typed, { fact: 'age', value: age }]);
  });

  it.each([
    ['tr', '18 yaşından küçük'],
    ['fr', 'moins de 18 ans'],
    ['nl', 'jonger dan 18 jaar'],
  ])('of "younger than 18" in %s is never taken for 18', (lang, typed) => {
    const asked = inTalk('who=self theme=forced-marriage where=nl marriage-now=pressure');
    expect(typing(asked, typed, lang).answers).not.toContainEqual({ fact: 'age', value: 'adult' });
  });

  it('is understood as a number, as an option, and as the beginning of only one', () => {
    expect(typing(start, '1').answers).toEqual([{ fact: 'who', value: 'self' }]);
    expect(typing(start, 'voor mezelf').answers).toEqual([{ fact: 'who', value: 'self' }]);
    expect(typing(start, 'voor mijn werk').answers).toEqual([{ fact: 'who', value: 'professional' }]);
  });
});

describe('an option', () => {
  const labels = ['Jonger dan 18', '18 jaar of ouder', 'Ja, zeker', 'Café', '…'];
  const options = labels.map((label, at) => ({ label, input: `choose:${at}`, group: 'answer' as const }));
  const named = (typed: string) => optionNamed(typed, options, options)?.label ?? null;

  it.each([
    ['2', '18 jaar of ouder'],
    ['jonger dan 18', 'Jonger dan 18'],
    ['18 jaar of ouder', '18 jaar of ouder'],
    ['ja zeker!', 'Ja, zeker'],
    ['CAFE', 'Café'],
    ['9', null],
    ['118', null],
    ['?', null],
    ['', null],
  ])('is named by %j: %s', (typed, label) => {
    expect(named(typed)).toBe(label);
  });
});

describe('an empty line', () => {
  it('leaves on the screen what is there', () => {
    const reading: Turn = { answers: [], view: { type: 'visit', to: 'menu' } };
    expect(typing(reading, '')).toBe(reading);
    expect(typing(reading, ' \n ')).toBe(reading);
  });
});

describe('another language', () => {
  it('leaves on the screen what is there', () => {
    const reading: Turn = { answers: [], view: { type: 'visit', to: 'menu' } };
    expect(turnBy(content, reading, { type: 'language', lang: 'en' })).toBe(reading);
  });
});

describe('a line that nobody understands', () => {
  it('is answered kindly, and the second time in a row with a person to call', () => {
    const once = typing(start, 'qwrtz plof');
    expect(once.view).toEqual({ type: 'not-understood' });
    const twice = typing(once, 'zzkrt');
    expect(twice.view).toEqual({ type: 'not-understood', again: true });
    const [part] = shown(twice).parts;
    expect(part).toMatchObject({
      type: 'notice',
      paragraphs: [expect.stringContaining('112'), expect.stringContaining('0800-2000')],
    });
    expect(shown(twice).options.some(({ input }) => input === 'visit:menu')).toBe(true);
  });

  it('may be a question that people ask, which is offered', () => {
    const then = typing(start, 'kan ik bellen zonder mijn naam te zeggen');
    expect(shown(then).options.map(({ input }) => input)).toContain('visit:without-my-name');
  });
});

describe('whatever is typed', () => {
  const words = fc.array(fc.constantFrom('vader', 'bruiloft', 'mes', 'Tilburg', 'xqzzwolk', 'pillen', '17', 'haha'), {
    minLength: 1,
    maxLength: 12,
  });

  it('goes no further: not into the answers, not onto the screen', () => {
    fc.assert(
      fc.property(words, (some) => {
        const then = typing(start, `${some.join(' ')} xqzzwolk`);
        expect(JSON.stringify([then, shown(then)])).not.toContain('xqzzwolk');
      }),
      { numRuns: 300, seed: 4 },
    );
  });

  it('gives answers that the dialog knows, in every language', () => {
    for (const { code } of content.languages) {
      for (const typed of ['', '?', '🔪', 'help', 'خنجر', 'ሓደጋ', 'x'.repeat(600)]) {
        const then: { readonly answers: Answers } = typing(start, typed, code);
        expect(decodeAnswers(encodeAnswers(then.answers))).toEqual(then.answers);
      }
    }
  });
});
