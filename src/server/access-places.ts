/**
 * Looks at the places of the overlay and the register as they are on the disk, before the server starts: behind a link they
 * may lie elsewhere than the settings say, and others on the machine may be able to look in.
 */
import { realpathSync, type Stats, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { contactsFile } from '../access/overlay.ts';
import { type AccessConfig, liesIn } from './access-config.ts';
import type { Conflict } from './bot-config.ts';

function realPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}

function statOf(path: string): Stats | null {
  return statSync(path, { throwIfNoEntry: false }) ?? null;
}

/** Windows keeps rights elsewhere: there is nothing to look at. */
const hasRights = process.platform !== 'win32';
const byOthers = 0o007;
const byAnybodyElse = 0o077;

function has(stats: Stats | null, rights: number): boolean {
  return hasRights && stats !== null && (stats.mode & rights) !== 0;
}

function published(config: AccessConfig, path: string): boolean {
  const real = realPath(path);
  return real !== null && config.published.some((folder) => liesIn(realPath(folder) ?? folder, real));
}

/** Whoever may enter the folder and read the file reads it; whoever may write to the folder puts another file there. */
function directoryConflicts(config: AccessConfig, directory: string): readonly Conflict[] {
  const folder = statOf(directory);
  if (folder === null || !folder.isDirectory())
    return [['DESK_DIRECTORY', 'there is no folder of this name: make it, for the server only (chmod 700)']];
  if (published(config, directory))
    return [['DESK_DIRECTORY', 'behind a link this lies among what is published: choose a place outside']];
  const isOpen = has(folder, 0o002) || (has(folder, 0o001) && has(statOf(join(directory, contactsFile)), byOthers));
  return isOpen
    ? [['DESK_DIRECTORY', 'everybody on this machine can look in: take their rights away (chmod 700)']]
    : [];
}

function registerConflicts(config: AccessConfig, register: string): readonly Conflict[] {
  const folder = dirname(register);
  const stats = statOf(folder);
  if (stats === null || !stats.isDirectory())
    return [['ACCESS_REGISTER', 'its folder is not there: make it, for the server only (chmod 700)']];
  if (published(config, folder) || published(config, register))
    return [['ACCESS_REGISTER', 'behind a link this lies among what is published: choose a place outside']];
  if (has(stats, 0o002))
    return [['ACCESS_REGISTER', 'everybody on this machine may write to its folder: take that away (chmod 700)']];
  return has(statOf(register), byAnybodyElse)
    ? [['ACCESS_REGISTER', 'others may open this file: take their rights away (chmod 600)']]
    : [];
}

/** What is wrong with the two places; empty when all is well. Never names a path. */
export function placeConflicts(config: AccessConfig): readonly Conflict[] {
  const { directory, register } = config;
  return [
    ...(directory === null ? [] : directoryConflicts(config, directory)),
    ...(register === null ? [] : registerConflicts(config, register)),
  ];
}
