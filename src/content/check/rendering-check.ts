/**
 * How languages write the largest municipalities: each name must mean its municipality and no other.
 */
import { placeKey, placeSearchIn } from '../../core/place.ts';
import type { ContentFiles } from '../load.ts';
import type { Reader } from '../reader.ts';
import { placesFile } from '../text-files.ts';
import type { Findings } from './findings.ts';

export function checkRenderings({ referral, locales }: ContentFiles, reader: Reader, findings: Findings): void {
  const { places } = referral;
  const search = placeSearchIn(places, []);
  const known = new Set(places.municipalities.map(({ code }) => code));
  const everyday = new Set(places.everyday.map(placeKey));
  for (const { code, meta, renderings } of locales) {
    const tell = (municipality: string, message: string, cure: string): void =>
      findings.report({
        file: placesFile(code),
        line: reader.lineOf(placesFile(code), [municipality]),
        message: `"${municipality}": ${message}`,
        cure,
      });
    const owners = new Map<string, string>();
    for (const { name, municipality } of renderings) {
      const key = placeKey(name);
      const [dutch] = search(name);
      const owner = owners.get(key) ?? dutch?.municipality ?? municipality;
      owners.set(key, municipality);
      if (!known.has(municipality))
        tell(municipality, 'there is no such municipality', 'look the code up in referral-data/municipalities.csv');
      else if (owner !== municipality)
        tell(municipality, `"${name}" means ${owner} already`, 'leave this spelling out, or write it in another way');
      else if (everyday.has(key)) tell(municipality, `"${name}" is a word of every day`, 'leave this spelling out');
    }
    if (renderings.length > 0)
      findings.tally(
        `names of municipalities as ${meta.name} writes them`,
        renderings.length,
        `each means one of ${new Set(renderings.map(({ municipality }) => municipality)).size} municipalities and no other`,
      );
  }
}
