import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { amsterdamTime } from '../content/amsterdam.ts';
import { ConfigError, readConfig, type ServerConfig } from '../server/config.ts';
import { staticSite } from '../server/static-site.ts';
import { languageOf, openLibrary } from './content.ts';
import { UsageError } from './usage-error.ts';

interface ExportFlags {
  readonly exitUrl?: string;
  readonly contact?: string;
  readonly partners?: string;
  readonly lang: string;
}

/** Lies in a folder that an export may write over, and names the files that came from one. */
const marker = 'wegwijzer-export.json';

/** The flags under the names of the settings of the server, which are read and judged in the same way. */
const flagOf: Readonly<Record<string, string>> = {
  EXIT_URL: '--exit-url',
  CONTACT: '--contact',
  PARTNERS: '--partners',
};

function settingsFrom({ exitUrl, contact, partners }: ExportFlags): ServerConfig {
  try {
    return readConfig({ EXIT_URL: exitUrl, CONTACT: contact, PARTNERS: partners });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const [, ...problems] = error.message.split('\n');
    const lines = problems.map((line) => line.trim().replace(/^\w+/, (name) => flagOf[name] ?? name));
    throw new UsageError(lines.join('\n'));
  }
}

// --- What lies there already ------------------------------------------------------------------------------------------

/** A path inside the folder, as an export writes it: nothing else is ever taken away. */
function isOurs(path: unknown): path is string {
  return typeof path === 'string' && path.split('/').every((name) => /^[\w.-]+$/.test(name) && !/^\.+$/.test(name));
}

/** The files of an earlier export; empty for a folder that is empty or not there. @throws UsageError for any other. */
function earlierFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  if (!statSync(folder).isDirectory()) throw new UsageError(`export-static: ${folder} is a file; give a folder`);
  if (readdirSync(folder).length === 0) return [];
  const refusal = new UsageError(
    `export-static: ${folder} is not empty and holds no earlier export (no ${marker} in it); give an empty folder`,
  );
  if (!existsSync(join(folder, marker))) throw refusal;
  try {
    const { files } = JSON.parse(readFileSync(join(folder, marker), 'utf8')) as { readonly files?: unknown };
    return Array.isArray(files) ? files.filter(isOurs) : [];
  } catch {
    throw refusal;
  }
}

/** Partners point at a loader by its name and check what it holds, so an old one stays. */
function mayGo(path: string): boolean {
  return !/^embed-[0-9a-f]+\.js/.test(path);
}

function remove(folder: string, path: string): void {
  rmSync(join(folder, path), { force: true });
  const above = dirname(path);
  const isLeft = above !== '.' && existsSync(join(folder, above)) && readdirSync(join(folder, above)).length === 0;
  if (isLeft) rmdirSync(join(folder, above));
}

// --- Writing ----------------------------------------------------------------------------------------------------------

/** A file and, where it travels to browsers, the same packed. */
function withPacked([path, body]: readonly [string, Buffer]): readonly (readonly [string, Buffer])[] {
  if (!/\.(html|js|json)$/.test(path)) return [[path, body]];
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length };
  return [
    [path, body],
    [`${path}.br`, brotliCompressSync(body, { params })],
    [`${path}.gz`, gzipSync(body, { level: 9 })],
  ];
}

/** `wegwijzer export-static DIR`: the public pages as plain files, for any web server. */
export function exportStatic(folder: string, flags: ExportFlags): void {
  const library = openLibrary();
  const { exitUrl, contact, partners } = settingsFrom(flags);
  const lang = languageOf(library, flags.lang);
  const earlier = earlierFiles(folder);
  const site = staticSite(library, { exitUrl, contact, partners, lang }, amsterdamTime(Date.now()));
  const files = [...site].flatMap(withPacked);
  const written = new Set(files.map(([path]) => path));
  const kept = earlier.filter((path) => !written.has(path) && !mayGo(path));

  mkdirSync(folder, { recursive: true });
  // First, so that an export that was broken off can be made again.
  writeFileSync(join(folder, marker), `${JSON.stringify({ files: [...new Set([...earlier, ...written])] })}\n`);
  for (const [path, body] of files) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), body);
  }
  // A page that nobody writes any more would go on showing numbers of its day.
  for (const path of earlier) if (!written.has(path) && mayGo(path)) remove(folder, path);
  writeFileSync(join(folder, marker), `${JSON.stringify({ files: [...written, ...kept] })}\n`);
  process.stdout.write(`${site.size} files in ${folder}; README.txt there says what the web server must do\n`);
}
