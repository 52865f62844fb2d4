/**
 * The scripts of the desk: as they were built, with the content put in. The same for everyone.
 */
import type { Library } from '../content/library.ts';
import { deskLanguages } from '../content/text-files.ts';
import { builtScript, type PublicFile, parsed, withValues } from './public-files.ts';

function file(text: string): PublicFile {
  return { body: Buffer.from(text), keep: 'never' };
}

/** By name, as in `desk/desk.js`. `edition`: that of the files with texts, which the desk shares with the talk. */
export function deskFiles(library: Library, edition: string): ReadonlyMap<string, PublicFile> {
  const texts = Object.fromEntries(deskLanguages.map((code) => [code, library.deskTexts(code)]));
  const values = {
    TALK: parsed(library.packTalk()),
    DIRECTORY: parsed(library.directoryData),
    DESK_TEXTS: parsed(texts),
    EDITION: JSON.stringify(edition),
  };
  return new Map([
    ['desk/desk.js', file(withValues(values, builtScript('desk.js')))],
    ['desk/still.js', file(builtScript('desk-still.js'))],
    ['desk/map.js', file(builtScript('desk-map.js'))],
    ['desk/sign-in.js', file(builtScript('desk-sign-in.js'))],
    // Holds nothing that is ever corrected in a hurry, and is large.
    ['desk/teams.js', { ...file(builtScript('desk-teams.js')), keep: 'minutes' }],
  ]);
}
