/**
 * The reading score: what counts as a sentence and a word, that hard and easy are told apart, and that a hard sentence
 * is found where it does most harm.
 */
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Findings } from '../../src/content/check/findings.ts';
import { checkReadability, tooHard } from '../../src/content/check/readability.ts';
import { type Measures, Measuring } from '../../src/content/check/readability-measure.ts';
import { readContent } from '../../src/content/load.ts';
import type { Problem } from '../../src/content/problem.ts';
import { Reader } from '../../src/content/reader.ts';
import { Sandbox } from '../support/planted.ts';

const names = ['Veilig Thuis', 'Landelijk Knooppunt Huwelijksdwang en Achterlating', 'Roze in Blauw'];

function measured(language: string, text: string): Measures {
  const measures = new Measuring(language, names).text(text);
  if (measures === null) throw new Error('there is no word in this text');
  return measures;
}

function sentencesOf(language: string, text: string): readonly string[] {
  return measured(language, text).sentences.map((sentence) => sentence.text);
}

function wordsOf(language: string, text: string): readonly string[] {
  return measured(language, text).sentences.flatMap(({ words }) => words.map((word) => word.text));
}

function syllablesOf(language: string, word: string): number | null | undefined {
  return measured(language, word).sentences[0]?.words[0]?.syllables;
}

describe('sentences', () => {
  it.each([
    ['nl', 'Bel 0800-2000. Dat is gratis.', 2],
    ['nl', 'Bel 0800-2000. Dan vraag je advies. 0800-2000 werkt niet in het buitenland.', 3],
    ['nl', 'Dit nummer werkt 24/7 voor iedereen.', 1],
    ['nl', 'Open van 8.30 tot 17.00 uur.', 1],
    ['nl', 'Vraag iemand die je kent, bijv. Fatima of je mentor.', 1],
    ['nl', 'In landen als o.a. Turkije en Marokko.', 1],
    ['nl', 'Dat staat in art. 5 van de wet.', 1],
    ['nl', 'Chat op 113.nl of lees verder.', 1],
    ['nl', 'Er is nu gevaar. De plaats is …', 2],
    ['nl', 'Zeg: ‘Ik moet naar het buitenland. Ik wil dat niet.’', 3],
    ['nl', 'Neem mee: je paspoort en geld.', 1],
    ['nl', 'Is er gevaar? Bel 112.', 2],
    ['en', 'Call 0800-2000. It is free.', 2],
    ['en', 'That is a centre of experts. 0800-2000 does not work there.', 2],
    ['en', 'Ask someone, e.g. Maria or Dr. Smit.', 1],
    ['en', 'You can both say no. Then nobody marries.', 2],
    ['en', 'Open 24/7, from 9 a.m. to 5 p.m. on workdays.', 1],
  ])('%s: “%s” has %i', (language, text, count) => {
    expect(sentencesOf(language, text)).toHaveLength(count);
  });

  it('end with their line, so that a step without a full stop does not run into the next', () => {
    expect(sentencesOf('nl', 'Bel alleen\nNeem je paspoort mee')).toEqual(['Bel alleen', 'Neem je paspoort mee']);
  });

  it('are counted as they are, one by one, however many easy ones stand together', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('Bel 112.', 'Ben je bang?', 'Je mag nee zeggen.'), { minLength: 1 }),
        (all) => {
          expect(sentencesOf('nl', all.join(' '))).toEqual(all);
        },
      ),
    );
  });
});

describe('words', () => {
  it.each([
    ['nl', 'politie', 3],
    ['nl', 'over', 2],
    ['nl', 'mooie', 2],
    ['nl', 'geïnformeerd', 4],
    ['nl', 'beëindigen', 4],
    ['nl', 'emotie', 3],
    ['nl', 'verantwoordelijkheid', 6],
    ['nl', 'asielzoekerscentrum', 6],
    ['en', 'police', 2],
    ['en', 'people', 2],
    ['en', 'emergency', 4],
    ['en', 'responsibility', 6],
  ])('%s: “%s” has %i syllables', (language, word, count) => {
    expect(syllablesOf(language, word)).toBe(count);
  });

  it('take a name, a telephone number and a placeholder for one word each', () => {
    expect(wordsOf('nl', 'Bel Veilig Thuis op 0800-2000.')).toHaveLength(4);
    expect(wordsOf('nl', 'Bel +31 247 247 247 of {{name}}.')).toHaveLength(4);
    expect(wordsOf('nl', 'Vraag het Landelijk Knooppunt Huwelijksdwang en Achterlating om advies.')).toHaveLength(5);
    expect(wordsOf('nl', 'Dit is de Koninklijke Marechaussee.')).toHaveLength(4);
  });

  it.each([
    ['Bel nu Veilig Thuis.', 'Bel nu iets.'],
    ['Bel nu het LKHA.', 'Bel nu het loket.'],
    ['Bel dan 0800-2000.', 'Bel dan 112.'],
    ['Vraag het aan Roze in Blauw.', 'Vraag het aan {{name}}.'],
    ['Je mag naar Afghanistan.', 'Je mag naar Iran.'],
    ['Lees verder op www.nederlandwereldwijd.nl nu.', 'Lees verder op 113.nl nu.'],
  ])('no name, number or address makes a text harder: “%s” and “%s”', (named, plain) => {
    expect(measured('nl', named).sentences[0]?.words.length).toBe(measured('nl', plain).sentences[0]?.words.length);
    const spelledOut = (text: string): number =>
      measured('nl', text)
        .sentences.flatMap(({ words }) => words)
        .reduce((sum, { syllables }) => sum + (syllables ?? 0), 0);
    expect(spelledOut(named)).toBeLessThanOrEqual(spelledOut(plain));
  });
});

/** Written for this test; A2 to C1 by the usual descriptions of the levels. */
const samples: readonly (readonly [language: string, level: 'A2' | 'B1' | 'B2' | 'C1', text: string])[] = [
  [
    'nl',
    'A2',
    'Ben je bang? Bel dan 112. Zeg waar je bent. Vraag of iemand komt. Je mag ook eerst met een vriend praten.',
  ],
  ['nl', 'A2', 'Je mag zelf kiezen met wie je trouwt. Niemand mag je dwingen. Praat met iemand die jou kent en helpt.'],
  [
    'nl',
    'B1',
    'Wil je weten wat je kunt doen? Een medewerker luistert naar je verhaal en bespreekt samen met jou welke hulp past.',
  ],
  [
    'nl',
    'B1',
    'Bewaar een kopie van je paspoort bij iemand die je vertrouwt. Spreek af wanneer die persoon iets van je hoort.',
  ],
  [
    'nl',
    'B2',
    'Hulpverleners moeten vooraf met collega’s overleggen over signalen van geweld. Daarna beslissen zij of een melding nodig is.',
  ],
  [
    'nl',
    'C1',
    'Bij vermoedens van huiselijk geweld is de hulpverlener verplicht een zorgvuldige afweging te maken conform de meldcode.',
  ],
  [
    'nl',
    'C1',
    'De betrokken instanties beoordelen gezamenlijk de veiligheidsrisico’s en formuleren aansluitend passende interventies.',
  ],
  [
    'nl',
    'C1',
    'Minderjarigen kunnen vertrouwelijk informatie verkrijgen over mogelijkheden tot ondersteuning en bescherming.',
  ],
  [
    'en',
    'A2',
    'Are you afraid? Call 112. Say where you are. Ask if someone can come. You can also talk to a friend first.',
  ],
  ['en', 'A2', 'You choose who you marry. Nobody may force you. Talk to a person who knows you and wants to help.'],
  [
    'en',
    'B1',
    'Do you want to know what you can do? A worker listens to your story and looks with you for the help that fits.',
  ],
  ['en', 'B1', 'Keep a copy of your passport with someone you trust. Agree when that person will hear from you.'],
  [
    'en',
    'B2',
    'Professionals discuss indications of violence with a qualified colleague. Afterwards they determine whether reporting is necessary.',
  ],
  [
    'en',
    'C1',
    'Where domestic violence is suspected, the practitioner is obliged to undertake a careful assessment in accordance with the protocol.',
  ],
  [
    'en',
    'C1',
    'The organisations concerned jointly evaluate safety considerations and formulate appropriate interventions.',
  ],
  ['en', 'C1', 'Minors may obtain confidential information regarding possibilities for assistance and protection.'],
];

describe('the limits', () => {
  /** Whether a sample may stand in a text for an emergency and in one for everyone; null: either way. */
  const mayStand = {
    A2: { red: true, plain: true },
    B1: { red: null, plain: true },
    B2: { red: false, plain: null },
    C1: { red: false, plain: false },
  } as const;

  it.each(samples)('%s: %s is told from the others: “%s”', (language, level, text) => {
    const measures = measured(language, text);
    for (const place of ['red', 'plain'] as const) {
      const may = mayStand[level][place];
      if (may !== null) expect([place, tooHard(measures, language, place).length === 0]).toEqual([place, may]);
    }
  });

  it('rank the levels: what may stand in a text for an emergency may stand in every other', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...samples), { minLength: 1, maxLength: 4 }),
        fc.constantFrom('nl', 'en', 'tr'),
        (some, language) => {
          const measures = measured(language, some.map(([, , text]) => text).join(' '));
          const hard = (['red', 'plain', 'trained'] as const).map(
            (level) => tooHard(measures, language, level).length > 0,
          );
          expect(hard).toEqual(hard.toSorted((a, b) => Number(b) - Number(a)));
        },
      ),
    );
  });

  it('hold a language without a formula to the number of words only', () => {
    const measures = measured(
      'tr',
      'Bu çok uzun bir cümle, çünkü içinde yan yana duran pek çok küçük kelime var ve bitmiyor.',
    );
    expect(measures.score).toBeNull();
    expect(tooHard(measures, 'tr', 'red').map(({ cure }) => cure)).toEqual([expect.stringContaining('two sentences')]);
  });
});

describe('in the real content', () => {
  const sandbox = new Sandbox();
  afterEach(() => sandbox.mend());
  afterAll(() => sandbox.remove());

  function found(): Findings {
    const findings = new Findings();
    const reader = new Reader(sandbox.root);
    const files = readContent(reader);
    if (files === null || reader.problems.length > 0)
      throw new Error('the content cannot be read: run `wegwijzer check`');
    checkReadability(files, reader, findings);
    return findings;
  }

  /** What is said of one sentence, put in place of the first text that `entry` finds. */
  function toldOf(sentence: string, file: string, entry: RegExp): readonly Problem[] {
    sandbox.plant(file, (text) => text.replace(entry, (_, before: string) => `${before}${sentence}"`));
    return found().problems.filter(({ message }) => message.includes(sentence));
  }

  const danger = /("danger-now": \{[^}]*?"text": ")[^"]*"/;
  const traces = /("traces": \{[^}]*?"text": ")[^"]*"/;
  const long = 'Bel dan eerst iemand die jij goed kent en vraag wat je nu kunt doen.';
  const hard = 'Verantwoordelijke functionarissen beoordelen vertrouwelijk aangeleverde informatie over mishandeling.';

  it('a long sentence is found in a text for an emergency, with its file, line and cure', () => {
    const [problem, ...others] = toldOf(long, 'locales/nl/guidance.json', danger);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      file: 'locales/nl/guidance.json',
      cure: expect.stringContaining('make two sentences of it'),
    });
    const line = sandbox.text('locales/nl/guidance.json').split('\n')[(problem?.line ?? 0) - 1];
    expect(line).toContain(long);
  });

  it('the same sentence may stand in a text that is read at rest', () => {
    expect(toldOf(long, 'locales/nl/guidance.json', traces)).toEqual([]);
  });

  it('a short sentence of hard words is found in both, and the words are named', () => {
    const red = toldOf(hard, 'locales/nl/guidance.json', danger);
    sandbox.mend();
    const plain = toldOf(hard, 'locales/nl/guidance.json', traces);
    expect(red).toHaveLength(1);
    expect(plain.map(({ cure }) => cure)).toEqual([expect.stringMatching(/shorter words.*"Verantwoordelijke"/)]);
  });

  it('a hard step is found on its own line of a list', () => {
    const steps = /("at-airport": \{[^\]]*?"steps": \[[^\]]*?",\s*")[^"]*"/;
    const [problem] = toldOf(hard, 'locales/nl/guidance.json', steps);
    expect(sandbox.text('locales/nl/guidance.json').split('\n')[(problem?.line ?? 0) - 1]).toContain(hard);
  });

  it.each([
    ['questions', /("opening": ")[^"]*"/],
    ['reasons', /("only-police-can-come-now": ")[^"]*"/],
    ['services', /("kindertelefoon": \{\s*"what": ")[^"]*"/],
    ['ui', /("closing": ")[^"]*"/],
    ['guidance', /("self-harm": \{[^}]*?"text": ")[^"]*"/],
  ])('what an emergency shows of %s is held to the limits of an emergency', (file, entry) => {
    const sentence = 'Call a person whom you know well and ask what you can do about it now.';
    expect(toldOf(sentence, `locales/en/${file}.json`, entry)).toHaveLength(1);
  });

  it('the tally names the hardest texts of each language', () => {
    const { tallies } = found();
    expect(tallies.map(({ what }) => what)).toEqual(
      expect.arrayContaining([expect.stringContaining('Nederlands'), expect.stringContaining('English')]),
    );
    const withFormula = /in (?:Nederlands|English)$/;
    for (const { what, evaluated, covers } of tallies) {
      expect(evaluated).toBeGreaterThan(500);
      expect(covers).toMatch(
        withFormula.test(what)
          ? /on average; hardest: \S+ \(\d+\), \S+ \(\d+\), \S+ \(\d+\)/
          : /words in a sentence; no reading score is known for this language/,
      );
    }
  });
});
