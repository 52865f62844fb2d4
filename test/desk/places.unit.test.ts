import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { placeKey } from '../../src/core/place.ts';
import { placeSuggestions } from '../../src/desk/places/suggestions.ts';
import { library } from '../support/content.ts';

const { places, searchPlace } = library();
const suggest = placeSuggestions(places, (typed) => searchPlace(typed));

describe('suggestions while a place is being typed', () => {
  it.each([
    ['Ensch', 'GM0153'],
    ['Twekk', 'GM0153'],
    ['den h', 'GM0518'],
    ["'s-Her", 'GM0796'],
    ['7511', 'GM0153'],
    ['Amsterdm', 'GM0363'],
  ])('find behind "%s" the municipality %s', (typed, code) => {
    expect(suggest(typed).map(({ municipality }) => municipality)).toContain(code);
  });

  it('name every place in the country once its name is whole', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places.places), ({ name, municipality }) => {
        const found = suggest(name);
        expect(found.length).toBeGreaterThan(0);
        // A name that more municipalities have than a list holds is none we know of.
        expect(found.map((one) => one.municipality)).toContain(municipality);
      }),
      { numRuns: 1_000 },
    );
  });

  it('begin like what was typed, or are what the search makes of it; at most eight, none twice', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ maxLength: 12 }),
          fc.constantFrom(...places.places).chain(({ name }) => fc.nat(name.length).map((end) => name.slice(0, end))),
        ),
        (typed) => {
          const found = suggest(typed);
          expect(found.length).toBeLessThanOrEqual(8);
          const keys = found.map(({ municipality, match }) => `${municipality} ${placeKey(match)}`);
          expect(new Set(keys).size).toBe(keys.length);
          const begun = found.filter(({ match }) => placeKey(match).startsWith(placeKey(typed)));
          expect([0, found.length]).toContain(begun.length);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('are none for nothing, for a single digit and for a place abroad', () => {
    for (const typed of ['', '  ', '7', 'Casablanca']) expect(suggest(typed)).toEqual([]);
  });
});
