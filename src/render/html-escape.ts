/**
 * HTML as a tagged template: what stands in a hole is escaped, unless it was made here too.
 */

/** A piece of HTML that may be put into a page as it is. Only this file makes one. */
export interface Html {
  readonly html: string;
}

/** What a hole may hold. Nothing is shown for `null` and `false`. */
export type Hole = Html | string | number | null | false | readonly Html[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that is safe between tags and inside a quoted attribute. */
export function escapeHtml(text: string): string {
  // Most text has none of them, and looking is cheaper than replacing.
  if (!/[&<>"']/.test(text)) return text;
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

function fill(hole: Hole): string {
  if (hole === null || hole === false) return '';
  if (typeof hole === 'string') return escapeHtml(hole);
  if (typeof hole === 'number') return String(hole);
  return 'html' in hole ? hole.html : hole.map(({ html: part }) => part).join('');
}

/** Template literals, each a constant of our source, with their pieces as they stand in the page. */
const pieces = new WeakMap<TemplateStringsArray, readonly string[]>();

/** Line breaks and the indentation after them belong to our source, not to the page. */
function piecesOf(source: TemplateStringsArray): readonly string[] {
  const before = pieces.get(source);
  if (before !== undefined) return before;
  const trimmed = source.map((piece) => piece.replace(/\n\s*/g, ''));
  pieces.set(source, trimmed);
  return trimmed;
}

/** ``html`<p>${text}</p>` ``. */
export function html(source: TemplateStringsArray, ...holes: readonly Hole[]): Html {
  const [first = '', ...rest] = piecesOf(source);
  let out = first;
  for (let index = 0; index < rest.length; index++) out += fill(holes[index] ?? null) + rest[index];
  return { html: out };
}

/** For text that is trusted as it stands: our own style sheet and script. */
export function trusted(text: string): Html {
  return { html: text };
}
