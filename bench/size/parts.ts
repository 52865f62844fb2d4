/**
 * What makes up the files for the talk: where to look when something must become smaller.
 */
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Library } from '../../src/content/library.ts';
import { type TextShape, unpackShape } from '../../src/content/packed/texts.ts';

/** A part with the bytes that it adds. Parts lean on each other when they are packed, so they do not add up to the whole. */
export interface Share {
  readonly part: string;
  readonly bytes: number;
}

function packed(value: unknown): number {
  return brotliCompressSync(typeof value === 'string' ? value : JSON.stringify(value)).length;
}

function largestFirst(shares: readonly Share[]): readonly Share[] {
  return shares.toSorted((one, other) => other.bytes - one.bytes);
}

/** What a file would weigh less (brotli) without each part of a value that stands in it. */
function sharesIn(value: object, beside: string, prefix = ''): readonly Share[] {
  const whole = packed(beside + JSON.stringify(value));
  return Object.keys(value).map((part) => {
    const rest = Object.fromEntries(Object.entries(value).filter(([name]) => name !== part));
    return { part: `${prefix}${part}`, bytes: whole - packed(beside + JSON.stringify(rest)) };
  });
}

/** Modules of a script with their bytes in the minified file, before it is packed. */
export async function modulesOf(root: string, entry: string): Promise<readonly Share[]> {
  // As `npm run build:web` does it.
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    outdir: 'dist/web',
    write: false,
    metafile: true,
  });
  const [output] = Object.values(metafile.outputs);
  const inputs = Object.entries(output?.inputs ?? {});
  return largestFirst(inputs.map(([part, { bytesInOutput }]) => ({ part, bytes: bytesInOutput })));
}

/** What the code and each part of the content add to `app.js`, packed. */
export function contentOf(library: Library, code: string): readonly Share[] {
  const talk = library.packTalk();
  const { directory, places, ...others } = talk;
  const beside = code + JSON.stringify(others);
  return largestFirst([
    { part: 'code', bytes: packed(code + JSON.stringify(talk)) - packed(talk) },
    ...sharesIn(others, code + JSON.stringify({ directory, places })),
    ...sharesIn(directory, beside + JSON.stringify(places), 'directory.'),
    ...sharesIn(places, beside + JSON.stringify(directory), 'places.'),
  ]);
}

function endsIn(shape: TextShape | 0): number {
  return shape === 0 ? 1 : Object.values(shape).reduce<number>((sum, below) => sum + endsIn(below), 0);
}

/** What the texts of each file add to the texts of a language, packed. */
export function textsOf(library: Library, lang: string): readonly Share[] {
  const { lines } = library.packTexts(lang);
  const texts = lines.split('\n');
  let from = 0;
  const files = Object.entries(unpackShape(library.packTalk().shape)).map(([name, below]) => {
    const here = texts.slice(from, from + endsIn(below));
    from += here.length;
    return [`${name}.json`, here] as const;
  });
  return largestFirst(sharesIn(Object.fromEntries(files), ''));
}
