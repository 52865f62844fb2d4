/**
 * Which tests a file really runs, by their titles: `it` that is skipped, or that stands in a `describe` that is, is none.
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

/** `it`, `it.each`, `describe.skip`, with calls left out: `it.each(rows)('…')` is `it.each`. */
function nameOf(part: unknown): string {
  if (!isPart(part)) return '';
  if (part.type === 'Identifier') return String(part.value);
  if (part.type === 'CallExpression') return nameOf(part.callee);
  if (part.type === 'ParenthesisExpression') return nameOf(part.expression);
  return part.type === 'MemberExpression' ? `${nameOf(part.object)}.${nameOf(part.property)}` : '';
}

function firstArgument({ arguments: given }: Part): unknown {
  const [first] = Array.isArray(given) ? (given as readonly { readonly expression?: unknown }[]) : [];
  return first?.expression;
}

/** What `const suite = isThere ? describe : describe.skip` stands for, where the reason is printed; by its name. */
function standInsIn(part: Part, found: Map<string, string>): void {
  const { id, init } = part;
  if (part.type === 'VariableDeclarator' && isPart(init) && init.type === 'ConditionalExpression') {
    const [usual, otherwise] = [nameOf(init.consequent), nameOf(init.alternate)];
    if (otherwise === `${usual}.skip`) found.set(nameOf(id), usual);
  }
  for (const inner of Object.values(part).flatMap(partsOf)) standInsIn(inner, found);
}

function stringsIn(part: Part): readonly string[] {
  if (part.type === 'StringLiteral') return [String(part.value)];
  return Object.values(part).flatMap(partsOf).flatMap(stringsIn);
}

export interface Titled {
  readonly title: string;
  /** The words in its table, when it is `it.each` with the table written there. */
  readonly rows: readonly string[];
}

/** The tests in this text of a test file. */
export function testsIn(source: string): readonly Titled[] {
  const program = parseSync(source, { syntax: 'typescript', target: 'es2022' }) as unknown as Part;
  const standIns = new Map<string, string>();
  standInsIn(program, standIns);
  const tests: Titled[] = [];
  const visit = (part: Part): void => {
    if (part.type === 'CallExpression') {
      const [root = '', ...members] = nameOf(part.callee).split('.');
      const kind = standIns.get(root) ?? root;
      const isTest = kind === 'it' || kind === 'describe';
      // `skip`, `todo`, `failing`: nothing of it is run, or nothing of it must hold.
      if (isTest && members.some((member) => member !== 'each')) return;
      const title = firstArgument(part);
      if (kind === 'it' && isPart(title) && title.type === 'StringLiteral') {
        const { callee } = part;
        const table = isPart(callee) && callee.type === 'CallExpression' ? partsOf(callee.arguments) : [];
        tests.push({ title: String(title.value), rows: table.flatMap(stringsIn) });
      }
    }
    for (const inner of Object.values(part).flatMap(partsOf)) visit(inner);
  };
  visit(program);
  return tests;
}
