/**
 * Files of a package as it was published, without installing what it depends on. Kept beside the other peers, so that a
 * second run needs no network.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Widget } from './widgets.ts';

const kept = 'bench/peers/node_modules/.widgets';
/** Some of them are large. */
const mostBytes = 64 * 1024 * 1024;

/** The package as one archive. @throws Error when it is not the one whose integrity stands in `widgets.ts` */
function archiveOf({ name, version, integrity }: Widget): string {
  const archive = join(kept, `${name.replaceAll(/[@/]/g, '_')}-${version}.tgz`);
  if (!existsSync(archive)) {
    mkdirSync(kept, { recursive: true });
    const words = ['pack', '--silent', '--pack-destination', kept, `${name}@${version}`];
    const file = execFileSync('npm', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    renameSync(join(kept, file), archive);
  }
  const digest = `sha512-${createHash('sha512').update(readFileSync(archive)).digest('base64')}`;
  if (digest !== integrity) throw new Error(`${archive} is not what was measured before: its integrity is ${digest}`);
  return archive;
}

/** The files that a page loads, in their order. */
export function filesOf(widget: Widget): readonly Buffer[] {
  const archive = archiveOf(widget);
  return widget.files.map((file) =>
    execFileSync('tar', ['-xzOf', archive, `package/${file}`], {
      maxBuffer: mostBytes,
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
}
