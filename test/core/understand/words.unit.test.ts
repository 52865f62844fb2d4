import { describe, expect, it } from '@jest/globals';
import { compileLexicon, conceptsIn } from '../../../src/core/understand/concepts.ts';
import { questionSearch } from '../../../src/core/understand/question.ts';
import { maxWords, wordsOf } from '../../../src/core/understand/words.ts';

describe('the words of a line', () => {
  it.each([
    ['Égalité, ça va?', ['egalite', 'ca', 'va']],
    ['öldürecek İSTANBUL', ['oldurecek', 'istanbul']],
    ["m'n broer's", ['mn', 'broers']],
    ['helppppp!!!', ['help']],
    ['أُريدُ المُساعدة', ['اريد', 'المساعده']],
    ['می‌خواهم ۱۷', ['ميخواهم', '17']],
    ['ሓደጋ ሠላም', ['ሃደጋ', 'ሰላም']],
    ['п’ять їжак', ['пять', 'іжак']],
    ['рыба экран объєкт ґанок', ['риба', 'екран', 'обьєкт', 'ганок']],
    ['dood 😂🔪', ['dood', '😂', '🔪']],
    ['  \n', []],
  ])('%s are written one way, however they were typed', (typed, words) => {
    expect(wordsOf(typed)).toEqual(words);
  });

  it('are cut where no honest line is longer', () => {
    expect(wordsOf('a '.repeat(500))).toHaveLength(maxWords);
  });
});

describe('the concepts of a line', () => {
  const patterns = [['tick*'], ['*trouw*'], ['*deur'], ['mag niet weg', 'wil *gaan*'], ['nu']];
  const named = (text: string): readonly number[] =>
    conceptsIn(compileLexicon(patterns), wordsOf(text)).map(({ concept }) => concept);

  it.each([
    ['de tickets zijn er', [0]],
    ['attickets', []],
    ['uitgetrouwd', [1]],
    ['de voordeur', [2]],
    ['deurmat', []],
    ['ik mag echt niet meer weg', [3]],
    ['ik mag weg, niet jij', []],
    ['ik wil heel graag uitgaande', [3]],
    ['ik wil blijven', []],
    ['nul', []],
    ['trouw nu', [1, 4]],
  ])('%s', (text, concepts) => {
    expect(named(text)).toEqual(concepts);
  });
});

describe('the question that somebody typed', () => {
  const search = questionSearch([
    { id: 'name', text: 'Kan ik bellen zonder mijn naam te zeggen?' },
    { id: 'tonight', text: 'Waar kan ik vannacht slapen?' },
    { id: 'police', text: 'Komt de politie bij mij thuis als ik bel?' },
    { id: 'call', text: 'Bellen?' },
    { id: 'school', text: 'Helpt school mij als ik bel?' },
    { id: 'family', text: 'Hoort mijn familie het als ik bel?' },
  ]);
  it.each([
    ['waar kan ik slapen vannacht', 'tonight'],
    ['kan ik bellen zonder naam', 'name'],
    ['waar is mijn fiets', null],
    ['ik', null],
    // One word is no question, and words that many questions have say little.
    ['bellen', null],
    ['als ik bel', null],
    ['', null],
  ])('%s', (typed, id) => {
    expect(search(wordsOf(typed))).toBe(id);
  });

  it('is known by less when two of its words are in hardly any other', () => {
    const others = Array.from({ length: 27 }, (_, at) => ({ id: `${at}`, text: `een${at} twee${at}` }));
    const asked = (...texts: readonly string[]) =>
      questionSearch([...texts.map((text) => ({ id: text, text })), ...others])(wordsOf('waar slapen'));
    expect(asked('waar slapen meisjes')).toBe('waar slapen meisjes');
    expect(asked('waar slapen meisjes', 'waar slapen jongens', 'waar slapen katten')).toBeNull();
  });
});
