/**
 * Where a text is read, as far as that changes what is true: whoever answers in her own browser is told that the answers
 * stay there, and nobody else is. `opening@browser` is said instead of `opening` there; without it `opening` holds. The
 * plain text is that of the pages a server makes.
 */
export const textPlaces = ['browser', 'terminal'] as const;
export type TextPlace = (typeof textPlaces)[number];

/** The key of a text as it is said in one place only. */
export function saidIn(key: string, place: TextPlace): string {
  return `${key}@${place}`;
}
