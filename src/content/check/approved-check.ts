/**
 * Compares the content in outline with the outline that was last approved.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Findings } from './findings.ts';
import type { Outline, OutlineFile } from './outline.ts';

const folder = 'docs/review/approved';

/** Writes the outline of the present content, and how many lines that is. Whoever does so says that every change is meant. */
export function approve(root: string, outline: Outline): number {
  rmSync(join(root, folder), { recursive: true, force: true });
  mkdirSync(join(root, folder), { recursive: true });
  let count = 0;
  for (const [name, lines] of outline) {
    // A variant that changes nothing needs no file.
    if (lines.length > 0) writeFileSync(join(root, folder, name), `${lines.join('\n')}\n`);
    count += lines.length;
  }
  return count;
}

function approvedLines(root: string, name: string): readonly string[] {
  const path = join(root, folder, name);
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];
}

/** Where the present outline first leaves the approved one, or null. */
export function firstDifference(root: string, outline: Outline): string | null {
  for (const [name, now] of outline) if (now.join('\n') !== approvedLines(root, name).join('\n')) return name;
  return null;
}

/**
 * The approved outline after a change that somebody has meant: the whole new text of each file of it that follows, by its
 * path. One that was not approved before stays so.
 */
export function approvedAfter(
  root: string,
  before: Iterable<OutlineFile>,
  after: Iterable<OutlineFile>,
): ReadonlyMap<string, string> {
  const known = new Map(before);
  return new Map(
    [...after].flatMap(([name, now]) => {
      const was = known.get(name) ?? [];
      const isApproved =
        existsSync(join(root, folder, name)) && was.join('\n') === approvedLines(root, name).join('\n');
      return isApproved && was.join('\n') !== now.join('\n') ? [[`${folder}/${name}`, `${now.join('\n')}\n`]] : [];
    }),
  );
}

/** Reports each outline that differs from the approved one, at its first differing line. */
export function checkApproved(root: string, outline: Outline, findings: Findings): void {
  if (!existsSync(join(root, folder))) {
    findings.tally('lines of behaviour compared with an approved outline', 0, `nothing: there is no ${folder} here`);
    return;
  }
  let lines = 0;
  for (const [name, now] of outline) {
    const before = approvedLines(root, name);
    lines += now.length;
    const length = Math.max(now.length, before.length);
    const at = Array.from({ length }, (_, index) => index).find((index) => now[index] !== before[index]);
    if (at === undefined) continue;
    findings.report({
      file: `${folder}/${name}`,
      line: at + 1,
      message: `what is shown has changed. Approved: "${before[at]?.trim() ?? 'nothing'}". Now: "${now[at]?.trim() ?? 'nothing'}"`,
      cure: 'undo the change; or, if it is meant, run "wegwijzer approve" and have the difference read by somebody who knows the field',
    });
  }
  findings.tally(
    'lines of behaviour compared with the approved outline',
    lines,
    'every base situation and each circumstance alone; every step of every dialog; every service',
  );
}
