/**
 * Changes single values in a YAML file and leaves every other byte as somebody wrote it: comments, order, quotes, spaces.
 */
import { isCollection, isMap, isNode, isScalar, isSeq, type Pair, parseDocument, type YAMLMap } from 'yaml';

type Path = readonly (string | number)[];

interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Where a pair stands in the text: from the first letter of its key to the last of its value. */
interface Span {
  readonly key: string;
  readonly start: number;
  readonly valueStart: number;
  readonly end: number;
}

/** The end of what is written, without the blank lines and comments that the parser counts in. */
function endOf(node: unknown): number | null {
  if (isCollection(node) && !node.flow) {
    const last = node.items.at(-1);
    return endOf(last !== undefined && 'value' in Object(last) ? (last as Pair).value : last);
  }
  return isNode(node) && node.range ? node.range[1] : null;
}

function spanOf({ key, value }: Pair): Span {
  const end = endOf(value);
  if (!isScalar(key) || !key.range || !isNode(value) || !value.range || end === null)
    throw new Error('an entry of this file has no value');
  return { key: String(key.value), start: key.range[0], valueStart: value.range[0], end };
}

/** A text, a day or a list as it is written in these files. */
export function inYaml(value: string | boolean | null | readonly string[]): string {
  return Array.isArray(value) ? `[${value.map((one) => JSON.stringify(one)).join(', ')}]` : JSON.stringify(value);
}

export class YamlEdit {
  private readonly text: string;
  private readonly document: ReturnType<typeof parseDocument>;
  private readonly splices: Splice[] = [];

  constructor(text: string) {
    this.text = text;
    this.document = parseDocument(text);
  }

  private mapAt(path: Path): YAMLMap {
    const node = path.length === 0 ? this.document.contents : this.document.getIn(path, true);
    if (!isMap(node)) throw new Error(`there is no entry at ${path.join('.')}`);
    return node;
  }

  has(path: Path): boolean {
    return this.document.hasIn(path);
  }

  /** The texts of a list. */
  listAt(path: Path): readonly string[] {
    const node = this.document.getIn(path, true);
    return isSeq(node) ? node.items.map((item) => String(isScalar(item) ? item.value : item)) : [];
  }

  private lineEnd(at: number): number {
    const end = this.text.indexOf('\n', at);
    return end < 0 ? this.text.length : end;
  }

  private splice(from: number, to: number, text: string): void {
    this.splices.push({ from, to, text });
  }

  /**
   * Writes `key: value` in the entry at `path`, or takes it out with null. `value` is YAML, in lines that are indented
   * below the key where it has several. A new key goes behind those that stand before it in `order`.
   */
  set(path: Path, key: string, value: string | null, order: readonly string[]): void {
    const map = this.mapAt(path);
    const spans = map.items.map(spanOf);
    const index = spans.findIndex((one) => one.key === key);
    const span = spans[index];
    if (span !== undefined && value !== null) this.splice(span.valueStart, span.end, value);
    else if (span !== undefined) this.remove(span, map.flow === true);
    else if (value !== null) this.insert(spans, key, value, order, map.flow === true);
  }

  private remove({ start, end }: Span, isFlow: boolean): void {
    const from = this.text.lastIndexOf(isFlow ? ',' : '\n', start - 1);
    this.splice(from, isFlow ? end : this.lineEnd(end), '');
  }

  private insert(spans: readonly Span[], key: string, value: string, order: readonly string[], isFlow: boolean): void {
    const [first] = spans;
    if (first === undefined) throw new Error('an entry of this file is empty');
    const indent = ' '.repeat(first.start - this.text.lastIndexOf('\n', first.start - 1) - 1);
    const written = `${key}:${value.startsWith('\n') ? '' : ' '}${value.replaceAll('\n', `\n${indent}`)}`;
    const place = order.indexOf(key);
    const before = spans.filter((one) => order.includes(one.key) && order.indexOf(one.key) < place).at(-1);
    if (before === undefined) this.splice(first.start, first.start, isFlow ? `${written}, ` : `${written}\n${indent}`);
    else if (isFlow) this.splice(before.end, before.end, `, ${written}`);
    else this.splice(this.lineEnd(before.end), this.lineEnd(before.end), `\n${indent}${written}`);
  }

  /** The whole new text. */
  toString(): string {
    // Where one thing is put in and another taken out at the same place, the new comes first.
    const inOrder = this.splices.toSorted((a, b) => a.from - b.from || a.to - b.to);
    let at = 0;
    let text = '';
    for (const { from, to, text: instead } of inOrder) {
      text += this.text.slice(at, from) + instead;
      at = to;
    }
    return text + this.text.slice(at);
  }
}
