/**
 * Reads content files and validates them. Collects every problem with file, line and cure instead of stopping at one.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { CORE_SCHEMA, load as parseYaml, YAMLException } from 'js-yaml';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { once } from './once.ts';
import type { Problem } from './problem.ts';

type Path = readonly PropertyKey[];

interface Cause {
  readonly path: Path;
  readonly message: string;
}

const csvForm = { columns: true, bom: true, skip_empty_lines: true } as const;

/** Asking where each row stands doubles the time of reading, so it is done when one is wrong, and once for all of them. */
function linesOfRecords(text: string): readonly number[] {
  const rows: readonly { readonly info: { readonly lines: number } }[] = parseCsv(text, { ...csvForm, info: true });
  return rows.map(({ info }) => info.lines);
}

/** A YAML or JSON text in which places can be looked up. */
interface Placed {
  readonly text: string;
  readonly document: Document.Parsed;
  readonly counter: LineCounter;
}

/**
 * What is really wrong. Where several forms are allowed (the steps of a dialog) and none fits, the form that was meant is
 * the one with the fewest complaints, and its complaints are what an editor can act on.
 */
function causesOf(issue: z.core.$ZodIssue): readonly Cause[] {
  const { path } = issue;
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [{ path, message: issue.message }];
  const forms = issue.errors.map((form) => form.flatMap(causesOf));
  const weight = (form: readonly Cause[]): number =>
    form.length + form.filter(({ message }) => message.includes('Unrecognized key')).length * 3;
  const meant = forms.reduce((best, form) => (weight(form) < weight(best) ? form : best));
  return meant.map((cause) => ({ ...cause, path: [...path, ...cause.path] }));
}

export class Reader {
  readonly root: string;
  readonly problems: Problem[] = [];
  private readonly laidOver: ReadonlyMap<string, string>;
  private readonly read = new Map<string, Placed>();

  /** `laidOver`: path below `root` → a text that is read instead of that file, to see what it would do. */
  constructor(root: string, laidOver: ReadonlyMap<string, string> = new Map()) {
    this.root = root;
    this.laidOver = laidOver;
  }

  /** The content of a file as text, or null with a problem noted. */
  text(file: string): string | null {
    const instead = this.laidOver.get(file);
    if (instead !== undefined) return instead;
    try {
      return readFileSync(join(this.root, file), 'utf8');
    } catch {
      this.report({ file, line: null, message: 'the file cannot be read', cure: 'put the file back under this name' });
      return null;
    }
  }

  has(file: string): boolean {
    return existsSync(join(this.root, file));
  }

  /** The names of the files in a folder that end in `ending`, sorted. */
  list(folder: string, ending: string): readonly string[] {
    let names: readonly string[] = [];
    try {
      names = readdirSync(join(this.root, folder));
    } catch {
      this.report({
        file: folder,
        line: null,
        message: 'this folder cannot be read',
        cure: 'put the folder back, or correct CONTENT_ROOT',
      });
    }
    return names
      .filter((name) => name.endsWith(ending))
      .sort()
      .map((name) => `${folder}/${name}`);
  }

  report(problem: Problem): void {
    this.problems.push(problem);
  }

  /** A YAML file of the given form, or null with every departure from it noted. */
  yaml<T extends z.ZodType>(file: string, schema: T): z.output<T> | null {
    const text = this.text(file);
    if (text === null) return null;
    return this.parsed(file, schema, 'YAML', () => parseYaml(text, { schema: CORE_SCHEMA }));
  }

  /** A JSON file of the given form, or null with problems noted. */
  json<T extends z.ZodType>(file: string, schema: T): z.output<T> | null {
    const text = this.text(file);
    if (text === null) return null;
    return this.parsed(file, schema, 'JSON', () => {
      try {
        return JSON.parse(text);
      } catch (error) {
        // Every JSON text is also YAML, whose reader knows the line of most mistakes.
        parseYaml(text, { schema: CORE_SCHEMA });
        throw error;
      }
    });
  }

  private parsed<T extends z.ZodType>(file: string, schema: T, form: string, parse: () => unknown): z.output<T> | null {
    let raw: unknown;
    try {
      raw = parse();
    } catch (error) {
      const reason = error instanceof YAMLException ? error.reason : 'a comma, quote or bracket is missing or too many';
      const line = error instanceof YAMLException ? (error.mark?.line ?? 0) + 1 : 1;
      this.report({
        file,
        line,
        message: `this is not ${form}: ${reason}`,
        cure: 'look at the indentation, colons, commas and quotes on and above this line',
      });
      return null;
    }
    return this.validated(file, schema, raw, (path) => this.lineOf(file, path));
  }

  /** The rows of a CSV file with a header line, or null with problems noted. */
  csv<T extends z.ZodType>(file: string, schema: T): readonly z.output<T>[] | null {
    const text = this.text(file);
    if (text === null) return null;
    let rows: readonly unknown[];
    try {
      rows = parseCsv(text, csvForm);
    } catch (error) {
      const message = error instanceof Error ? error.message : 'unreadable';
      this.report({
        file,
        line: null,
        message: `this is not a CSV file: ${message}`,
        cure: 'save it as CSV (UTF-8, comma) with the header line it had',
      });
      return null;
    }
    const lines = once(() => linesOfRecords(text));
    const good: z.output<T>[] = [];
    rows.forEach((record, index) => {
      const row = this.validated(file, schema, record, () => lines()[index] ?? null);
      if (row !== null) good.push(row);
    });
    return good;
  }

  /** Line of the entry at `path` in a YAML or JSON file, or of the nearest entry above it. */
  lineOf(file: string, path: Path): number | null {
    const text = this.text(file);
    if (text === null) return null;
    const { document, counter } = this.placed(file, text);
    for (let depth = path.length; depth > 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return counter.linePos(node.range[0]).line;
    }
    return 1;
  }

  /** A file with many faults is read once to find all their lines. */
  private placed(file: string, text: string): Placed {
    const known = this.read.get(file);
    if (known?.text === text) return known;
    const counter = new LineCounter();
    const placed = { text, document: parseDocument(text, { lineCounter: counter }), counter };
    this.read.set(file, placed);
    return placed;
  }

  private validated<T extends z.ZodType>(
    file: string,
    schema: T,
    raw: unknown,
    lineOf: (path: Path) => number | null,
  ): z.output<T> | null {
    const result = schema.safeParse(raw);
    if (result.success) return result.data;
    for (const { path, message } of result.error.issues.flatMap(causesOf)) {
      const where = path.map(String).join('.');
      this.report({
        file,
        line: lineOf(path),
        message: `${where === '' ? 'the file' : `"${where}"`} is not right: ${message}`,
        cure: 'write it as the entries around it are written; the README of this folder shows the form',
      });
    }
    return null;
  }
}
