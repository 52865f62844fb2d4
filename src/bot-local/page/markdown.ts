/**
 * The little Markdown that bots send, as nodes of a page: paragraphs, lists, headings, strong, emphasis, links. No HTML
 * gets through: every text becomes a text node.
 */

/** A text as nodes to append. */
export function markdownNodes(text: string): readonly Node[] {
  return text
    .trim()
    .split(/\n\s*\n/)
    .flatMap((block) => blockNodes(block.split('\n')));
}

function blockNodes(lines: readonly string[]): readonly Node[] {
  const [first = '', ...rest] = lines;
  const heading = /^#{1,6}\s+(.*)$/.exec(first)?.[1];
  if (heading !== undefined) return [element('h3', inlineNodes(heading)), ...(rest.length > 0 ? blockNodes(rest) : [])];
  const from = lines.findIndex((line) => itemOf(line) !== null);
  if (from < 0) return [element('p', linesWithBreaks(lines))];
  if (from > 0) return [...blockNodes(lines.slice(0, from)), ...blockNodes(lines.slice(from))];
  const past = lines.findIndex((line) => itemOf(line) === null);
  const items = past < 0 ? lines : lines.slice(0, past);
  const list = element(
    /^\s*\d/.test(first) ? 'ol' : 'ul',
    items.map((line) => element('li', inlineNodes(itemOf(line) ?? ''))),
  );
  return past < 0 ? [list] : [list, ...blockNodes(lines.slice(past))];
}

function itemOf(line: string): string | null {
  return /^\s*(?:[-*+]|\d{1,3}[.)])\s+(.*)$/.exec(line)?.[1] ?? null;
}

function linesWithBreaks(lines: readonly string[]): readonly Node[] {
  return lines.flatMap((line, index) => [
    ...(index === 0 ? [] : [document.createElement('br')]),
    ...inlineNodes(line.trimEnd()),
  ]);
}

const inline = /\\([\\`*_{}[\]()#+.!>~|-])|\[([^\]]+)\]\(([^)\s]+)\)|\*\*(.+?)\*\*|(?<!\w)[*_](\S(?:.*?\S)?)[*_](?!\w)/;

function inlineNodes(text: string): readonly Node[] {
  const found = inline.exec(text);
  if (found === null) return text === '' ? [] : [document.createTextNode(text)];
  const [all, escaped, label, url, strong, emphasis = ''] = found;
  return [
    ...(found.index === 0 ? [] : [document.createTextNode(text.slice(0, found.index))]),
    nodeOf(escaped, label, url, strong, emphasis),
    ...inlineNodes(text.slice(found.index + all.length)),
  ];
}

function nodeOf(
  escaped: string | undefined,
  label: string | undefined,
  url: string | undefined,
  strong: string | undefined,
  emphasis: string,
): Node {
  if (escaped !== undefined) return document.createTextNode(escaped);
  if (label !== undefined && url !== undefined) return linkTo(url, label);
  return strong === undefined ? element('em', inlineNodes(emphasis)) : element('strong', inlineNodes(strong));
}

function linkTo(url: string, label: string): Node {
  if (!/^(https?|tel|mailto|sms):/i.test(url)) return document.createTextNode(label);
  const link = document.createElement('a');
  link.href = url;
  link.target = '_blank';
  link.rel = 'noopener noreferrer';
  link.append(...inlineNodes(label));
  return link;
}

/** An element with these nodes in it. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  content: readonly (Node | string)[],
  className = '',
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.append(...content);
  return made;
}
