/**
 * A reply as plain text for a terminal: the same options and routes as any other renderer, numbered for typing.
 */
import type { CardLink, NumberLine, Option, Part, Reply, RouteCard } from '../core/reply.ts';

const width = 78;

/** The words of a text; a telephone number is one word, however it is spaced. */
function wordsOf(text: string): readonly string[] {
  return text.match(/\+\d[\d ]*\d[^\s\d]*|\S+/g) ?? [];
}

/** Breaks a paragraph into lines of at most `width` characters, the following ones indented as the first. */
function wrap(text: string, indent = ''): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of wordsOf(text)) {
    if (line.trim() !== '' && line.length + word.length + 1 > width) {
      lines.push(line);
      line = indent;
    }
    line += line.trim() === '' ? word : ` ${word}`;
  }
  return [...lines, line].join('\n');
}

function bullet(text: string, indent = ''): string {
  const body = wrap(text, `${indent}  `);
  return `${indent}- ${body.slice(indent.length + 2)}`;
}

function heading(text: string): string {
  return `${text}\n${'-'.repeat(Math.min(text.length, width))}`;
}

function linkText({ type, text, label }: CardLink): string {
  return type === 'phone' || type === 'whatsapp' ? text : `${text}: ${label}`;
}

function card(
  { name, because, what, facts, links, say, menu, standIn, also, provenance }: RouteCard,
  index: number,
): string {
  const lines = [`${index + 1}. ${name}`, wrap(because, '   ')];
  if (what !== '') lines.push(wrap(what, '   '));
  for (const link of links) lines.push(`   > ${linkText(link)}`);
  if (facts.length > 0) lines.push(wrap(facts.join(' · '), '   '));
  if (say !== null) {
    lines.push(wrap(`${say.title} "${say.dutch}"`, '   '));
    if (say.sound !== null) lines.push(wrap(`[${say.sound}]`, '   '));
    if (say.meaning !== null) lines.push(wrap(`(${say.meaning})`, '   '));
  }
  if (menu !== null) lines.push(wrap(menu, '   '));
  if (standIn !== null) lines.push(wrap([standIn.text, ...standIn.links.map(linkText)].join(' · '), '   '));
  for (const other of also) lines.push(wrap([`+ ${other.name}`, ...other.links.map(linkText)].join(' · '), '   '));
  if (provenance !== '') lines.push(wrap(`[${provenance}]`, '   '));
  return lines.join('\n');
}

function part(one: Part): string {
  switch (one.type) {
    case 'text':
      return one.paragraphs.map((paragraph) => wrap(paragraph)).join('\n\n');
    case 'notice':
      return [
        ...(one.title === undefined ? [] : [`! ${one.title}`]),
        ...one.paragraphs.map((text) => wrap(text, '! ')),
        ...(one.beside === undefined
          ? []
          : [one.beside.label, one.beside.title, ...one.beside.paragraphs].map((text) => wrap(text, '! '))),
      ].join('\n');
    case 'routes':
      return [heading(one.title), ...one.routes.map(card)].join('\n\n');
    case 'list':
      return [
        heading(one.title),
        ...one.paragraphs.map((text) => wrap(text)),
        ...one.items.map((text) => bullet(text)),
      ].join('\n');
  }
}

function numbersLine(numbers: readonly NumberLine[]): string {
  return numbers.map(({ label, number }) => `${number} ${label}`).join('\n');
}

/** The options in the order in which their numbers count: those of the screen, then back. */
export function numberedOptions({ options, back }: Reply): readonly Option[] {
  return back === null ? options : [...options, back];
}

/** The whole reply; the numbers always stand first, the choices last. */
export function renderTerminal(reply: Reply): string {
  const choices = numberedOptions(reply).map(({ label }, index) => `${String(index + 1).padStart(3)}) ${label}`);
  const typing = reply.typing === null ? [] : [wrap(reply.typing.hint)];
  return [numbersLine(reply.numbers), ...reply.parts.map(part), choices.join('\n'), ...typing].join('\n\n');
}
