import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { appPackage } from '../teams/package.ts';
import { readTeamsSettings } from '../teams/settings.ts';
import { projectRoot } from './content.ts';

interface PackageFlags {
  /** The zip to write. */
  readonly out: string;
}

function ownVersion(): string {
  const read: unknown = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  return z.object({ version: z.string() }).parse(read).version;
}

/** `wegwijzer teams-package`: writes the app package for Teams. The settings come from the environment. */
export function teamsPackage({ out }: PackageFlags): void {
  const settings = readTeamsSettings(process.env);
  const bytes = appPackage(settings, ownVersion());
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, bytes);
  process.stdout.write(
    `${out}: the app ${settings.teamsAppId} for ${settings.publicOrigin}; docs/teams.md says how to upload it\n`,
  );
}
