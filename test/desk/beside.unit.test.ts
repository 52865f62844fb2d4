import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { completeSituation } from '../../src/core/situation.ts';
import { besideEachOther } from '../../src/desk/beside/lines.ts';
import { library, monday } from '../support/content.ts';
import { wholeSituations } from '../support/situations.ts';

const talk = library();
const texts = (lang: string) => talk.texts(lang, 'browser');
const languages = talk.languages.map(({ code }) => code).filter((code) => code !== 'nl');

describe('two languages side by side', () => {
  it('stand line beside line in every situation and language: neither says more than the other', () => {
    fc.assert(
      fc.property(wholeSituations, fc.constantFrom(...languages), (situation, lang) => {
        const passages = besideEachOther(talk, { mine: texts('nl'), theirs: texts(lang) }, situation, monday);
        expect(passages.length).toBeGreaterThan(0);
        for (const { kind, mine, theirs } of passages.flatMap(({ lines }) => lines)) {
          // How a Dutch sentence sounds and what it means is said to who reads no Dutch.
          if (mine === '') expect(theirs).not.toBe('');
          else expect(theirs).not.toBe('');
          if (kind === 'number') expect(theirs.replace(/[^\d+]/g, '')).toBe(mine.replace(/[^\d+]/g, ''));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('say what she herself is told, not what is meant for a helper', () => {
    const situation = completeSituation({
      who: 'key-person',
      theme: 'forced-marriage',
      urgency: 'urgent',
      where: 'nl',
    });
    const seen = (who: 'key-person' | 'self') =>
      JSON.stringify(besideEachOther(talk, { mine: texts('nl'), theirs: texts('ar') }, { ...situation, who }, monday));
    expect(seen('key-person')).toBe(seen('self'));
    expect(seen('key-person')).not.toContain(texts('nl').say('guidance:warm-referral.title'));
  });

  it('show a parent what parents are told, never what a child is', () => {
    const situation = completeSituation({
      who: 'parent',
      parent: 'intends',
      theme: 'forced-marriage',
      urgency: 'urgent',
    });
    const seen = JSON.stringify(
      besideEachOther(talk, { mine: texts('nl'), theirs: texts('tr') }, situation, monday).flatMap(
        ({ lines }) => lines,
      ),
    );
    for (const key of ['guidance:before-a-trip.title', 'guidance:left-home.title', 'guidance:not-the-family.title'])
      expect(seen).not.toContain(texts('nl').say(key));
  });

  it('begin with the danger, then the ways to people', () => {
    const situation = completeSituation({ theme: 'honour-violence', urgency: 'emergency', where: 'nl' });
    const [first, second] = besideEachOther(talk, { mine: texts('nl'), theirs: texts('tr') }, situation, monday);
    expect(first?.lines.some(({ theirs }) => theirs.includes('112'))).toBe(true);
    expect(second?.lines.some(({ kind, mine }) => kind === 'number' && mine === '112')).toBe(true);
  });
});
