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
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

function fill(hole: Hole): string {
  if (hole === null || hole === false) return '';
  if (typeof hole === 'string') return escapeHtml(hole);
  if (typeof hole === 'number') return String(hole);
  return 'html' in hole ? hole.html : hole.map(({ html: part }) => part).join('');
}

/** Line breaks and the indentation after them belong to our source, not to the page. */
function withoutIndentation(source: string): string {
  return source.replace(/\n\s*/g, '');
}

/** ``html`<p>${text}</p>` ``. */
export function html(source: TemplateStringsArray, ...holes: readonly Hole[]): Html {
  let out = withoutIndentation(source[0] ?? '');
  holes.forEach((hole, index) => {
    out += fill(hole) + withoutIndentation(source[index + 1] ?? '');
  });
  return { html: out };
}

/** For text that is trusted as it stands: our own style sheet and script. */
export function trusted(text: string): Html {
  return { html: text };
}
