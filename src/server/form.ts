/**
 * What a form of ours may send, read strictly: bytes that a browser would never send are refused, not repaired.
 */

/** The fields of the forms; all but those of the pressed button or the typed line are always sent. */
export interface Form {
  readonly state: string;
  readonly lang: string;
  /** The code of an input, when a button was pressed. */
  readonly input: string | null;
  /** What was typed, when the line was sent. */
  readonly typed: string | null;
}

const names = ['state', 'lang', 'input', 'typed'] as const;

/** One name or value of `application/x-www-form-urlencoded`. @throws URIError where the encoding or its UTF-8 is broken. */
function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}

function pairOf(piece: string): readonly [string, string] {
  const equals = piece.indexOf('=');
  return equals < 0 ? [decode(piece), ''] : [decode(piece.slice(0, equals)), decode(piece.slice(equals + 1))];
}

/** The form in a request body; null when it is none: not UTF-8, a broken encoding, or a field that is there twice. */
export function readForm(body: Uint8Array): Form | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
    const fields = new Map<string, string>();
    for (const piece of text.split('&')) {
      if (piece === '') continue;
      const [name, value] = pairOf(piece);
      if (fields.has(name)) return null;
      fields.set(name, value);
    }
    const [state, lang, input, typed] = names.map((name) => fields.get(name) ?? null);
    return { state: state ?? '', lang: lang ?? '', input: input ?? null, typed: typed ?? null };
  } catch {
    return null;
  }
}
