/**
 * What a chat program makes more of than letters: Markdown, which cards read, and addresses, which they make links of. A name or a
 * text with one of these would look otherwise than it was checked, or lead somewhere.
 */

const marks = /[[\]*_`<>~|\\]/;
/** Headings, lists, quotes and lines below a heading stand at the beginning of a line. */
const beginnings = /^[ \t]*(?:[#>]|[-+][ \t]|\d{1,9}[.)](?:[ \t]|$)|[-=]+[ \t]*$)/m;
const addresses = /:\/\/\w|\bwww\.|\w@\w/i;
/** `example.org` without more. Sentences are written with a space behind their point. */
const bareAddress = /[^\s.]\.\p{L}{2,}/u;

/** Such a mark in a text that cards show, or null. A line of a text may begin with `1.`, which a card shows as it stands. */
export function markInText(text: string): string | null {
  return (marks.exec(text) ?? /^[ \t]*(?:#|[-+][ \t])/m.exec(text) ?? addresses.exec(text))?.[0] ?? null;
}

/** Whether a name would be read as more than a name. */
export function isPlainName(name: string): boolean {
  return ![marks, beginnings, addresses, bareAddress].some((one) => one.test(name));
}
