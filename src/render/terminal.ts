/**
 * A reply as plain text, for a terminal and for chat programs without cards: the same options and routes as any other
 * renderer, numbered for typing.
 */
import type { CardLink, NumberLine, Option, Part, Reply, RouteCard } from '../core/reply.ts';

const usualWidth = 78;

/** The words of a text; a telephone number is one word, however it is spaced. */
function wordsOf(text: string): readonly string[] {
  return text.match(/\+\d[\d ]*\d[^\s\d]*|\S+/g) ?? [];
}

function linkText({ type, text, label }: CardLink): string {
  return type === 'phone' || type === 'whatsapp' ? text : `${text}: ${label}`;
}

/** Text in lines of at most so many characters. */
class Lines {
  private readonly width: number;

  constructor(width: number) {
    this.width = width;
  }

  /** A paragraph, the following lines indented as the first. */
  wrap(text: string, indent = ''): string {
    const lines: string[] = [];
    let line = indent;
    for (const word of wordsOf(text)) {
      if (line.trim() !== '' && line.length + word.length + 1 > this.width) {
        lines.push(line);
        line = indent;
      }
      line += line.trim() === '' ? word : ` ${word}`;
    }
    return [...lines, line].join('\n');
  }

  private bullet(text: string): string {
    return `- ${this.wrap(text, '  ').slice(2)}`;
  }

  private heading(text: string): string {
    return `${text}\n${'-'.repeat(Math.min(text.length, this.width))}`;
  }

  private card(
    { name, because, what, facts, links, say, menu, standIn, also, provenance }: RouteCard,
    index: number,
  ): string {
    const lines = [`${index + 1}. ${name}`, this.wrap(because, '   ')];
    if (what !== '') lines.push(this.wrap(what, '   '));
    for (const link of links) lines.push(`   > ${linkText(link)}`);
    if (facts.length > 0) lines.push(this.wrap(facts.join(' · '), '   '));
    if (say !== null) {
      lines.push(this.wrap(`${say.title} "${say.dutch}"`, '   '));
      if (say.sound !== null) lines.push(this.wrap(`[${say.sound}]`, '   '));
      if (say.meaning !== null) lines.push(this.wrap(`(${say.meaning})`, '   '));
    }
    if (menu !== null) lines.push(this.wrap(menu, '   '));
    if (standIn !== null) lines.push(this.wrap([standIn.text, ...standIn.links.map(linkText)].join(' · '), '   '));
    for (const other of also)
      lines.push(this.wrap([`+ ${other.name}`, ...other.links.map(linkText)].join(' · '), '   '));
    if (provenance !== '') lines.push(this.wrap(`[${provenance}]`, '   '));
    return lines.join('\n');
  }

  part(one: Part): string {
    switch (one.type) {
      case 'text':
        return one.paragraphs.map((paragraph) => this.wrap(paragraph)).join('\n\n');
      case 'notice':
        return [
          ...(one.title === undefined ? [] : [`! ${one.title}`]),
          ...one.paragraphs.map((text) => this.wrap(text, '! ')),
          ...(one.beside === undefined
            ? []
            : [one.beside.label, one.beside.title, ...one.beside.paragraphs].map((text) => this.wrap(text, '! '))),
        ].join('\n');
      case 'routes':
        return [this.heading(one.title), ...one.routes.map((card, index) => this.card(card, index))].join('\n\n');
      case 'list':
        return [
          this.heading(one.title),
          ...one.paragraphs.map((text) => this.wrap(text)),
          ...one.items.map((text) => this.bullet(text)),
        ].join('\n');
    }
  }
}

function numbersLine(numbers: readonly NumberLine[]): string {
  return numbers.map(({ label, number }) => `${number} ${label}`).join('\n');
}

/** The options in the order in which their numbers count: those of the screen, then back. */
export function numberedOptions({ options, back }: Pick<Reply, 'options' | 'back'>): readonly Option[] {
  return back === null ? options : [...options, back];
}

/** The whole reply; the numbers always stand first, the choices last. `width`: of a line, in characters. */
export function renderTerminal(reply: Reply, width = usualWidth): string {
  const lines = new Lines(width);
  const choices = numberedOptions(reply).map(({ label }, index) => `${String(index + 1).padStart(3)}) ${label}`);
  const typing = reply.typing === null ? [] : [lines.wrap(reply.typing.hint)];
  return [numbersLine(reply.numbers), ...reply.parts.map((part) => lines.part(part)), choices.join('\n'), ...typing]
    .filter((block) => block !== '')
    .join('\n\n');
}
