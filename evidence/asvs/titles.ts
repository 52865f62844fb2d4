/**
 * The names of tests in a file, read from the tree of its program: titles of `it`, and the rows that a parametrised one is
 * given. The title of a `describe` is none (every test below it may go), nor is a comment, nor what is skipped.
 */
import { parseSync } from '@swc/core';

type Part = { readonly [name: string]: unknown };

function isPart(value: unknown): value is Part {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function below(part: unknown): readonly unknown[] {
  if (Array.isArray(part)) return part;
  return isPart(part) ? Object.values(part) : [];
}

/** `it`, `it.each`, `describe.skip`: the names with dots between them, of what is called. */
function calleeOf(part: unknown): string {
  if (!isPart(part)) return '';
  if (part.type === 'Identifier') return String(part.value);
  if (part.type === 'MemberExpression') return `${calleeOf(part.object)}.${calleeOf(part.property)}`;
  return part.type === 'CallExpression' ? calleeOf(part.callee) : '';
}

function textsIn(part: unknown): readonly string[] {
  if (isPart(part) && part.type === 'StringLiteral') return [String(part.value)];
  if (isPart(part) && part.type === 'TemplateElement') return [String(part.cooked)];
  return below(part).flatMap(textsIn);
}

/** By their names: what each stands for, wherever in the file. */
type Constants = ReadonlyMap<string, readonly unknown[]>;

function constantsIn(part: unknown): readonly (readonly [string, unknown])[] {
  const own =
    isPart(part) && part.type === 'VariableDeclarator' ? ([[calleeOf(part.id), part.init]] as const) : ([] as const);
  return [...own, ...below(part).flatMap(constantsIn)];
}

function namesIn(part: unknown): readonly string[] {
  if (isPart(part) && part.type === 'Identifier') return [String(part.value)];
  return below(part).flatMap(namesIn);
}

/** Of the cases that a test is given, and of the tables in this file that they are made of. */
function rowsIn(cases: unknown, constants: Constants): readonly string[] {
  const seen = new Set<string>();
  const look = (part: unknown): readonly string[] => {
    const unseen = [...new Set(namesIn(part))].filter((name) => constants.has(name) && !seen.has(name));
    for (const name of unseen) seen.add(name);
    return [...textsIn(part), ...unseen.flatMap((name) => look(constants.get(name)))];
  };
  return look(cases);
}

function titlesIn(part: unknown, constants: Constants): readonly string[] {
  if (!isPart(part) || part.type !== 'CallExpression') return below(part).flatMap((one) => titlesIn(one, constants));
  const callee = calleeOf(part.callee);
  if (/^(x(it|test|describe)|(it|test|describe)(\.\w+)*\.(skip|todo|failing))\b/.test(callee)) return [];
  const [first, ...others] = below(part.arguments);
  if (!/^(it|test)(\.|$)/.test(callee)) return below(part).flatMap((one) => titlesIn(one, constants));
  const cases = isPart(part.callee) && part.callee.type === 'CallExpression' ? part.callee.arguments : [];
  // `it.each(cases)` alone is no test yet: it is called with a title.
  return others.length === 0 ? [] : [...textsIn(first), ...rowsIn(cases, constants)];
}

/** @param text of a file of tests, in TypeScript */
export function testsNamed(text: string): readonly string[] {
  const tree = parseSync(text, { syntax: 'typescript' });
  const constants = new Map<string, readonly unknown[]>();
  for (const [name, init] of constantsIn(tree.body)) constants.set(name, [...(constants.get(name) ?? []), init]);
  return titlesIn(tree.body, constants);
}
