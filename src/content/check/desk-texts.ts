/**
 * The texts that the desk asks for, section by section of `desk.json`. They are in the languages of the desk alone.
 */
import type { Needed } from './needed-texts.ts';

const sections: { readonly [section: string]: readonly string[] } = {
  page: ['title', 'pages'],
};

export const deskTexts: readonly Needed[] = Object.entries(sections).flatMap(([section, names]) =>
  names.map((name) => ({ key: `desk:${section}.${name}`, by: 'the desk', whose: 'desk' as const })),
);
