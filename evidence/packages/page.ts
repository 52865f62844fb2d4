/**
 * `docs/licences.md`: what of others is in the files for browsers, on a server and in the build.
 */
import type { LicenceRules, Package } from './lock.ts';

/** Which packages each file for browsers holds, by its name without `.js`; as the build writes it down. */
export type InBrowsers = Readonly<Record<string, readonly string[]>>;

const publicFiles = ['boot', 'app', 'loader'];

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(heads), `|${heads.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

/** In the order of letters, whatever language the machine speaks. */
function inOrder(texts: Iterable<string>): readonly string[] {
  return [...new Set(texts)].sort((one, other) => (one < other ? -1 : 1));
}

function countsOf(packages: readonly Package[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { licence } of packages) counts.set(licence ?? 'unknown', (counts.get(licence ?? 'unknown') ?? 0) + 1);
  return counts;
}

/** The page. */
export function licencesPage(
  packages: readonly Package[],
  { allowed, stated, runsAtInstall }: LicenceRules,
  inBrowsers: InBrowsers,
): string {
  const onServer = packages.filter((one) => one.onServer);
  const counts = countsOf(onServer);
  const inPublic = publicFiles.flatMap((file) => inBrowsers[file] ?? []);
  const withOthers = Object.entries(inBrowsers).filter(([, names]) => names.length > 0);
  return `# Licences

Made by \`npm run packages\` from the lock file and from what the bundler put into the files; nothing is written here by hand. The project itself is under the [EUPL-1.2](../LICENSE). The same list
for machines, with hashes and who needs what: [sbom.cdx.json](sbom.cdx.json) (CycloneDX). A lawyer has not read this.

## In the files for browsers

In those of the public page and of partners (\`${publicFiles.join('.js`, `')}.js\`): ${inPublic.length === 0 ? 'nothing of anybody else' : inPublic.join(', ')}. In those of the desk:

${table(
  ['file', 'holds'],
  withOthers.map(([file, names]) => [`\`${file}.js\``, names.join(', ')]),
)}

The text of each of these licences stands at the beginning of the file; the build stops where one is missing.

## On a server

${onServer.length} packages. Each licence that may come along, and why it goes together with the EUPL-1.2:

${table(
  ['licence', 'packages', 'why it may'],
  Object.entries(allowed).map(([licence, why]) => [licence, String(counts.get(licence) ?? 0), why]),
)}

${Object.entries(stated)
  .map(([name, { licence, read }]) => `\`${name}\`: the lock names no licence; ${licence}, read in ${read}.`)
  .join(' ')}

${table(
  ['package', 'licence'],
  inOrder(onServer.map(({ name, version, licence }) => `${name} ${version}|${licence ?? 'unknown'}`)).map((text) =>
    text.split('|'),
  ),
)}

## Programs that run when packages are installed

None of them is on a server, and nothing needs them: \`npm ci --ignore-scripts\` works. Of our own, \`prepare\` builds after an install; it asks nobody for anything.

${table(
  ['package', 'what it does'],
  Object.entries(runsAtInstall).map(([name, what]) => [name, what]),
)}
`;
}
