/**
 * What `wegwijzer doctor` sees of signing in to the desk: places, register, overlay, keys. It names lines and cures, and
 * nothing that stands there.
 */
import { dayOf } from '../access/day.ts';
import { livingOn } from '../access/links.ts';
import { type KnownPlaces, readContacts } from '../access/overlay.ts';
import { RegisterError, registerIn } from '../access/register.ts';
import { fetchesKeys } from '../access/tenant-tokens.ts';
import { describeProblem } from '../content/problem.ts';
import type { AccessConfig } from '../server/access-config.ts';
import { placeConflicts } from '../server/access-places.ts';
import { openLibrary } from './content.ts';
import type { Finding } from './finding.ts';

const mostProblems = 20;

async function registerFinding(file: string): Promise<Finding> {
  const about = 'sign-in';
  try {
    const { length } = livingOn(await registerIn(file).read(), dayOf(Date.now()));
    return { about, fine: `the register can be read; links in use: ${length}`, wrong: null };
  } catch (error) {
    if (!(error instanceof RegisterError)) throw error;
    return { about, fine: '', wrong: error.message };
  }
}

function knownPlaces(): KnownPlaces {
  const { regions, municipalities } = openLibrary().content.directory;
  return { municipality: (code) => municipalities.has(code), region: (id) => regions.has(id) };
}

function overlayFinding(folder: string): Finding {
  const { entries, problems } = readContacts(folder, knownPlaces());
  const shown = problems.slice(0, mostProblems).map(describeProblem);
  const wrong = problems.length === 0 ? null : ['DESK_DIRECTORY: its contacts cannot be used', ...shown].join('\n  ');
  return { about: 'contacts', fine: `contacts for signed-in people: ${entries.length}`, wrong };
}

async function keysFinding(tenants: readonly string[]): Promise<Finding> {
  const fetched = await Promise.all(tenants.map((tenant) => fetchesKeys(tenant)));
  const wrong = fetched.every((one) => one)
    ? null
    : 'DESK_TENANTS: login.microsoftonline.com gives no keys for one of these tenants: look at the ids, and at the network';
  return { about: 'Teams', fine: 'the keys of each tenant can be fetched', wrong };
}

/** Everything about signing in that can be looked at from here. */
export async function accessFindings(access: AccessConfig): Promise<readonly Finding[]> {
  const { register, directory, tenants } = access;
  if (register === null && tenants === null)
    return [{ about: 'sign-in', fine: 'not set up: nobody signs in to the desk (docs/access.md)', wrong: null }];
  const places = placeConflicts(access);
  if (places.length > 0)
    return places.map(([name, cure]): Finding => ({ about: 'sign-in', fine: '', wrong: `${name}: ${cure}` }));
  return [
    ...(register === null ? [] : [await registerFinding(register)]),
    ...(directory === null ? [] : [overlayFinding(directory)]),
    ...(tenants === null ? [] : [await keysFinding(tenants.tenants)]),
  ];
}
