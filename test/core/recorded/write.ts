/**
 * `npm run record`: writes down what the core makes of a world that stands still. Whoever does so says that every change is meant.
 * With `--world` that world is made anew first, from the content as it stands: of its contacts the
 * addresses and the ends of long numbers are made up.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readContent } from '../../../src/content/load.ts';
import type { TalkSource } from '../../../src/content/packed/talk.ts';
import { Reader } from '../../../src/content/reader.ts';
import { publicDirectory } from '../../../src/content/referral-files.ts';
import { recordFolder, records } from './records.ts';
import { worldFile } from './world.ts';

/** Enough for every branch: a region with a number of its own, a merged municipality, several with one name. */
const kept = [
  'GM0014',
  'GM0153',
  'GM0344',
  'GM0352',
  'GM0363',
  'GM0373',
  'GM0484',
  'GM0518',
  'GM0893',
  'GM0164',
  'GM0362',
  'GM0437',
  'GM0855',
  'GM1904',
];

/** The form of a number matters, and whose it is does not. */
function madeUp(key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('value' in value)) return value;
  const { value: text } = value;
  if (typeof text !== 'string') return value;
  if (/^(phone|whatsapp)/.test(key) && text.replace(/\D/g, '').length > 6)
    return { ...value, value: text.replace(/\d(?=(\D*\d){0,3}$)/g, '0') };
  if (/^(website|chat)$/.test(key)) return { ...value, value: `https://example.org/${key}` };
  return key === 'email' ? { ...value, value: 'post@example.org' } : value;
}

function makeWorld(): TalkSource {
  const files = readContent(new Reader(fileURLToPath(new URL('../../../', import.meta.url))));
  if (files === null) throw new Error('the content cannot be read: run `wegwijzer check`');
  const { dialogs, policy, referral } = files;
  const directory = publicDirectory(referral);
  const isKept = ({ municipality }: { readonly municipality: string }): boolean => kept.includes(municipality);
  return {
    dialogs: dialogs.dialogs,
    visits: dialogs.visits,
    policy,
    directory: { ...directory, municipalities: directory.municipalities.filter(({ code }) => kept.includes(code)) },
    places: {
      ...referral.places,
      municipalities: referral.places.municipalities.filter(({ code }) => kept.includes(code)),
      places: referral.places.places.filter(isKept),
      postcodes: referral.places.postcodes.filter(isKept),
    },
  };
}

if (process.argv.includes('--world')) writeFileSync(worldFile, `${JSON.stringify(makeWorld(), madeUp)}\n`);
for (const [name, lines] of Object.entries(records))
  writeFileSync(join(recordFolder, `${name}.txt`), `${lines().join('\n')}\n`);
