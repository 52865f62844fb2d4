/**
 * The texts that the desk asks for, section by section of `desk.json`. They are in the languages of the desk alone.
 */
import { circumstances, vocabulary } from '../../core/situation.ts';
import type { Needed } from './needed-texts.ts';

const { caller, where, parent, age, theme, urgency, keyPersonSafe, who } = vocabulary;

const sections: { readonly [section: string]: readonly string[] } = {
  page: [
    'title',
    'pages',
    'form',
    'intro',
    'show',
    'again',
    'route',
    'nothing-chosen',
    'found',
    'to-route',
    'read',
    'source',
  ],
  pages: ['route', 'bridge', 'map', 'sign-in'],
  ask: [
    'who',
    'municipality',
    'urgency',
    'theme',
    'age',
    'where',
    'further',
    'circumstance',
    'selfHarm',
    'keyPersonSafe',
    'caller',
    'parent',
  ],
  who,
  urgency,
  theme,
  age,
  where,
  caller,
  parent,
  keyPersonSafe,
  circumstance: circumstances,
  place: ['hint', 'chosen', 'too-short', 'selected', 'results', 'keys'],
  paper: ['yours', 'print', 'hint'],
  beside: ['open', 'title', 'hint', 'language', 'done', 'back'],
  own: ['title', 'hint'],
  bridge: [
    'communities.title',
    'communities.text',
    'communities.steps',
    'heads.name',
    'heads.community',
    'heads.children',
    'heads.lgbt',
    'heads.age',
    'confirmed',
    'not-confirmed',
    'support.title',
    'support.text',
    'support.steps',
    'meeting.title',
    'meeting.text',
    'meeting.steps',
  ],
};

export const deskTexts: readonly Needed[] = Object.entries(sections).flatMap(([section, names]) =>
  names.map((name) => ({ key: `desk:${section}.${name}`, by: 'the desk', whose: 'desk' as const })),
);
