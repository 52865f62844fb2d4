/**
 * `wegwijzer access …`: personal links to the desk, issued by an operator. A link is printed once and kept nowhere.
 */
import { randomBytes } from 'node:crypto';
import { dayOf } from '../access/day.ts';
import { issue, labelSchema, linkDays, livingOn, revoke } from '../access/links.ts';
import { type Register, RegisterError, registerIn } from '../access/register.ts';
import type { Role } from '../access/role.ts';
import { type LinkSettings, readLinkSettings } from '../server/access-config.ts';
import { placeConflicts } from '../server/access-places.ts';
import { UsageError } from './usage-error.ts';

interface Opened {
  readonly settings: LinkSettings;
  readonly register: Register;
}

function open(): Opened {
  const { settings, problems } = readLinkSettings(process.env);
  if (settings === null) throw new UsageError(problems.map(([name, cure]) => `${name}: ${cure}`).join('\n'));
  const { access, register } = settings;
  const conflicts = placeConflicts({ ...access, directory: null });
  if (conflicts.length > 0) throw new UsageError(conflicts.map(([name, cure]) => `${name}: ${cure}`).join('\n'));
  return { settings, register: registerIn(register) };
}

/** What the register says is wrong with it is for whoever runs the command, without a class before it. */
async function told<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof RegisterError ? new UsageError(error.message) : error;
  }
}

function labelOf(text: string): string {
  const read = labelSchema.safeParse(text);
  if (read.success) return read.data;
  throw new UsageError(`--label: ${read.error.issues.map(({ message }) => message).join('; ')}`);
}

/** `access issue`: prints a link once, alone on its line; what to do with it goes to the other stream. */
export async function accessIssue({ label, role }: { readonly label: string; readonly role: Role }): Promise<void> {
  const { settings, register } = open();
  if (settings.publicOrigin === null)
    throw new UsageError('PUBLIC_ORIGIN: the link begins with it: write it, on this machine http://127.0.0.1:3978');
  const name = labelOf(label);
  const issuing = { now: Date.now, random: randomBytes };
  const secret = await told(() => register.change((entries) => issue(entries, { label: name, role }, issuing)));
  if (secret === null)
    throw new UsageError('--label: there is a link with this label; choose another one, or revoke it first');
  process.stdout.write(`${settings.publicOrigin}/desk/sign-in#${secret}\n`);
  process.stderr.write(
    `It works once, within ${linkDays} days, and is shown only now. Hand it over in person, never in a group.\n`,
  );
}

const states = { link: 'not used yet', 'signed-in': 'signed in' } as const;

/** `access list`: labels, roles, states and last days. */
export async function accessList(): Promise<void> {
  const { register } = open();
  const entries = livingOn(await told(() => register.read()), dayOf(Date.now()));
  for (const { label, role, state, until } of entries)
    process.stdout.write(`${label.padEnd(32)} ${role.padEnd(11)} ${states[state].padEnd(13)} until ${until}\n`);
  if (entries.length === 0) process.stdout.write('No link is in use.\n');
}

/** `access revoke LABEL`: from now on neither link nor cookie works. */
export async function accessRevoke(label: string): Promise<void> {
  const { register } = open();
  const found = await told(() => register.change((entries) => revoke(entries, label)));
  if (!found) throw new UsageError('there is no link with this label; "wegwijzer access list" shows which there are');
  process.stdout.write('Revoked: it works no longer, from now on.\n');
}
