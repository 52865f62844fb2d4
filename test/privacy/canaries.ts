/**
 * Words that exist nowhere else: each is sent once, and must be found nowhere afterwards.
 */
import { randomBytes } from 'node:crypto';

export interface Canary {
  /** What it stands for, such as "user agent of a page". */
  readonly of: string;
  readonly word: string;
}

export interface Canaries {
  /** A new one; also fits where a name, an id or a header is wanted. */
  word(of: string): string;
  /** A short one, where no more than eight letters are taken: a part of a language tag. */
  tag(of: string): string;
  /** An address that no computer has (RFC 3849). */
  address(of: string): string;
  readonly sent: readonly Canary[];
}

export function canaries(): Canaries {
  const sent: Canary[] = [];
  const keep = (of: string, word: string): string => {
    sent.push({ of, word });
    return word;
  };
  // Letters that no hash in hexadecimal and no code of ours is made of.
  const letters = (count: number): string =>
    `zq${[...randomBytes(count)].map((byte) => 'ghjkmnpqrtvwxyz'[byte % 15]).join('')}`;
  return {
    word: (of) => keep(of, letters(10)),
    tag: (of) => keep(of, letters(6)),
    address: (of) => {
      const [one = '', other = ''] = (randomBytes(4).toString('hex').match(/.{4}/g) ?? []) as string[];
      // Groups without zeros in front, as addresses are written.
      const group = (hex: string): string => `a${hex.slice(1)}`;
      return keep(of, `2001:db8:${group(one)}:${group(other)}::7`);
    },
    sent,
  };
}

/** Those that are in one of these texts, with the place. */
export function found({ sent }: Pick<Canaries, 'sent'>, places: ReadonlyMap<string, string>): readonly string[] {
  return [...places].flatMap(([place, text]) =>
    sent.filter(({ word }) => text.includes(word)).map(({ of }) => `${of} is in ${place}`),
  );
}
