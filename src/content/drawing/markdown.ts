/** Text as it may stand in a Markdown table: on one line, with no sign that ends the cell. */
export function inCell(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;')
    .replaceAll('*', '\\*')
    .replaceAll('\n', ' ');
}

/** A table with a head. Cells are put in as they are: see `inCell`. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Where a reviewer writes. */
export const remarks = 'Opmerking: ______________________________________________';

/** A paper from its blocks, with one empty line between them. */
export function paper(...blocks: readonly string[]): string {
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}
