/**
 * Which tests a file really runs, by their titles and the rows of their tables: what is skipped or has no body, or stands in a
 * `describe` that is skipped, is none; nor is the title of a `describe`, for every test below it may go.
 */
import { parseSync } from '@swc/core';

/** A part of a program, as the parser gives it. */
interface Part {
  readonly type: string;
  readonly [name: string]: unknown;
}

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function partsOf(value: unknown): readonly Part[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (typeof value !== 'object' || value === null) return [];
  return isPart(value) ? [value] : Object.values(value).flatMap(partsOf);
}

function inside(part: Part): readonly Part[] {
  return Object.values(part).flatMap(partsOf);
}

/** The part itself among them. */
function allOf(type: string, part: Part): readonly Part[] {
  return [...(part.type === type ? [part] : []), ...inside(part).flatMap((inner) => allOf(type, inner))];
}

/** `it`, `it.each`, `describe.skip`, with calls left out: `it.each(rows)('…')` is `it.each`. */
function nameOf(part: unknown): string {
  if (!isPart(part)) return '';
  if (part.type === 'Identifier') return String(part.value);
  if (part.type === 'CallExpression') return nameOf(part.callee);
  if (part.type === 'ParenthesisExpression') return nameOf(part.expression);
  return part.type === 'MemberExpression' ? `${nameOf(part.object)}.${nameOf(part.property)}` : '';
}

/** What is written as text, with `…` for what a template puts in; null: it is no text. */
function textOf(part: Part): string | null {
  if (part.type === 'StringLiteral') return String(part.value);
  if (part.type !== 'TemplateLiteral') return null;
  return partsOf(part.quasis)
    .map(({ cooked }) => String(cooked))
    .join('…');
}

/** What a file names, wherever in it. */
interface Names {
  /** What a constant is made of; several may have one name. */
  readonly constants: ReadonlyMap<string, readonly Part[]>;
  /** What `const suite = isThere ? describe : describe.skip` stands for, where the reason is printed. */
  readonly standIns: ReadonlyMap<string, string>;
}

function standInOf(init: Part): string | null {
  if (init.type !== 'ConditionalExpression') return null;
  const [one, other] = [nameOf(init.consequent), nameOf(init.alternate)];
  if (other === `${one}.skip`) return one;
  return one === `${other}.skip` ? other : null;
}

function namesIn(program: Part): Names {
  const constants = new Map<string, readonly Part[]>();
  const standIns = new Map<string, string>();
  for (const { id, init } of allOf('VariableDeclarator', program)) {
    if (!isPart(init)) continue;
    const name = nameOf(id);
    constants.set(name, [...(constants.get(name) ?? []), init]);
    const standsFor = standInOf(init);
    if (standsFor !== null) standIns.set(name, standsFor);
  }
  return { constants, standIns };
}

function isText(part: Part): boolean {
  return textOf(part) !== null;
}

/** What a part of a table is made of; names of fields are none of it, nor is what a function does when it is called. */
function madeOf(part: Part): readonly Part[] {
  if (/Function|MethodProperty/.test(part.type)) return [];
  // A key in quotes may be a row of its own.
  // A key in quotes may be a row of its own.
  if (part.type === 'KeyValueProperty') return [...partsOf(part.key).filter(isText), ...partsOf(part.value)];
  return part.type === 'MemberExpression' ? partsOf(part.object) : inside(part);
}

function namedIn(part: Part): readonly string[] {
  return part.type === 'Identifier' ? [nameOf(part)] : madeOf(part).flatMap(namedIn);
}

function textsOf(part: Part): readonly string[] {
  const own = textOf(part);
  return own === null ? madeOf(part).flatMap(textsOf) : [own];
}

/** The texts in a table, and in the constants that it is made of. */
function rowsIn(table: readonly Part[], constants: Names['constants']): readonly string[] {
  const seen = new Set<string>();
  const look = (part: Part): readonly string[] => {
    const unseen = new Set(namedIn(part).filter((name) => !seen.has(name)));
    for (const name of unseen) seen.add(name);
    return [...textsOf(part), ...[...unseen].flatMap((name) => constants.get(name) ?? []).flatMap(look)];
  };
  return table.flatMap(look);
}

function isEmptyList({ type, elements }: Part): boolean {
  return type === 'ArrayExpression' && Array.isArray(elements) && elements.length === 0;
}

export interface Titled {
  readonly title: string;
  /** The texts in its table, when it has one. */
  readonly rows: readonly string[];
}

/** What this call says of tests: that one is run, that nothing of what it is given counts, or nothing. */
function testOf(call: Part, { constants, standIns }: Names): Titled | 'put away' | null {
  const [root = '', ...members] = nameOf(call.callee).split('.');
  if (['xit', 'xtest', 'xdescribe'].includes(root)) return 'put away';
  const kind = standIns.get(root) ?? root;
  if (!['it', 'test', 'describe'].includes(kind)) return null;
  // `skip`, `todo`, `failing`: nothing of it is run, or nothing of it must hold.
  if (members.some((member) => member !== 'each')) return 'put away';
  const [title, body] = partsOf(call.arguments);
  // `it.each(rows)` alone is no test yet: it is called with a title and a body.
  if (kind === 'describe' || title === undefined || body === undefined) return null;
  const text = textOf(title);
  const table = isPart(call.callee) && call.callee.type === 'CallExpression' ? partsOf(call.callee.arguments) : [];
  if (table.length > 0 && table.every(isEmptyList)) return 'put away';
  return text === null ? null : { title: text, rows: rowsIn(table, constants) };
}

function testsBelow(part: Part, names: Names): readonly Titled[] {
  const test = part.type === 'CallExpression' ? testOf(part, names) : null;
  if (test === 'put away') return [];
  return [...(test === null ? [] : [test]), ...inside(part).flatMap((inner) => testsBelow(inner, names))];
}

/** The tests in this text of a test file, in TypeScript. */
export function testsIn(source: string): readonly Titled[] {
  // The parser types its tree by kinds; we look at any part by its name.
  const program = parseSync(source, { syntax: 'typescript', target: 'es2022' }) as unknown as Part;
  return testsBelow(program, namesIn(program));
}
