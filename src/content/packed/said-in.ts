/**
 * Where a text is read, as far as that changes what is true: whoever answers in her own browser is told that the answers
 * stay there, and nobody else is. `opening@browser` is said instead of `opening` there; without it `opening` holds. The
 * plain text is that of the pages a server makes. `static`: a browser as well, on pages that no server of ours stands
 * behind. `bot`: a chat program, where others keep what is written.
 */
export const textPlaces = ['browser', 'static', 'terminal', 'bot'] as const;
export type TextPlace = (typeof textPlaces)[number];

/** The key of a text as it is said in one place only. */
export function saidIn(key: string, place: TextPlace): string {
  return `${key}@${place}`;
}

const alsoTrueIn: { readonly [P in TextPlace]: readonly TextPlace[] } = {
  browser: ['browser'],
  static: ['static', 'browser'],
  terminal: ['terminal'],
  bot: ['bot'],
};

/** The keys under which a text for a place may stand, the first that exists being the one to say. */
export function keysFor(key: string, place: TextPlace): readonly string[] {
  return [...alsoTrueIn[place].map((one) => saidIn(key, one)), key];
}
