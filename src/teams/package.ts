/**
 * The app package that an administrator uploads to Teams: one zip, with nothing in it but these four files.
 */
import { strToU8, zipSync } from 'fflate';
import { colorIcon, outlineIcon } from './icons.ts';
import { files, localisation, manifest } from './manifest.ts';
import type { TeamsSettings } from './settings.ts';
import { dutch, english } from './words.ts';

/**
 * A zip notes the time of each file. The same one is noted always, so that the same settings give the same bytes; in
 * local time, because the format knows no other, and at noon, because some clocks skip a midnight.
 */
const alwaysTheSameTime = new Date(2000, 0, 1, 12);

function json(value: object): Uint8Array {
  return strToU8(`${JSON.stringify(value, null, 2)}\n`);
}

/** The bytes of the package for these settings; `version` is that of package.json. */
export function appPackage(settings: TeamsSettings, version: string): Uint8Array {
  return zipSync(
    {
      'manifest.json': json(manifest(settings, dutch, version)),
      [files.english]: json(localisation(settings, english)),
      [files.color]: colorIcon(),
      [files.outline]: outlineIcon(),
    },
    { mtime: alwaysTheSameTime, level: 9 },
  );
}
