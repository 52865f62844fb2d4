/**
 * The words in which pictures and review papers speak of situations. They are read by professionals who judge the
 * content, never by visitors, whose every sentence stands in `locales/`.
 */
import type { Circumstance, RouteKind, Urgency, Voice, vocabulary } from '../../core/situation.ts';

type FactWords = {
  readonly [F in keyof typeof vocabulary]: { readonly [V in (typeof vocabulary)[F][number]]: string };
};

export interface Words {
  readonly facts: FactWords;
  readonly circumstance: { readonly [C in Circumstance]: string };
  readonly kind: { readonly [K in RouteKind]: string };
  readonly voice: { readonly [V in Voice]: string };
  /** The head of a narrow column. */
  readonly voiceLetter: { readonly [V in Voice]: string };
  /** The colour a level of urgency is drawn in, and what is printed in it. */
  readonly colour: { readonly [U in Urgency]: string };
  readonly or: string;
  readonly not: string;
  readonly always: string;
  readonly picture: {
    readonly begin: string;
    readonly onEveryScreen: string;
    readonly otherAnswers: string;
    readonly answer: string;
    readonly only: string;
    readonly sameAnswers: string;
    readonly besideCard: string;
    readonly mark: string;
    readonly countsAs: string;
    readonly otherDrawing: string;
    readonly thisTheme: string;
    readonly becomes: string;
    readonly asksNoMore: string;
    readonly atOnce: string;
    readonly firstRoutes: string;
    readonly exampleFor: string;
    readonly firstCardOnly: string;
    readonly besideRoutes: string;
    readonly lastScreen: string;
    readonly everyRoute: string;
    readonly told: string;
    readonly toRead: string;
    readonly offered: string;
    readonly legend: string;
    readonly legendLines: readonly string[];
  };
}

const nl: Words = {
  facts: {
    theme: {
      'forced-marriage': 'gedwongen huwelijk',
      abandonment: 'achterlating',
      'honour-violence': 'eergerelateerd geweld',
      'coming-out': 'coming-out',
      'domestic-violence': 'huiselijk geweld',
      fgm: 'besnijdenis van meisjes',
      'marital-captivity': 'huwelijkse gevangenschap',
      unknown: 'iets anders of niet gezegd',
    },
    urgency: { calm: 'geel', unknown: 'urgentie niet gezegd', urgent: 'oranje', emergency: 'rood' },
    who: {
      self: 'vraagt voor zichzelf',
      bystander: 'kent iemand',
      parent: 'ouder',
      'key-person': 'sleutelpersoon',
      professional: 'beroepskracht',
      unknown: 'niet gezegd wie vraagt',
    },
    age: { minor: 'jonger dan 18', adult: '18 of ouder', unknown: 'leeftijd niet gezegd' },
    where: { nl: 'in Nederland', eu: 'elders in de EU', abroad: 'buiten de EU', unknown: 'plaats niet gezegd' },
    caller: { nl: 'belt uit Nederland', eu: 'belt uit de EU', abroad: 'belt van buiten de EU' },
    parent: {
      pressured: 'ouder onder druk',
      intends: 'ouder met plannen',
      'fears-other': 'ouder bang dat een ander het kind meeneemt',
      'child-came-out': 'ouder van een kind dat uit de kast kwam',
      unknown: 'soort ouder niet gezegd',
    },
    keyPersonSafe: {
      yes: 'niemand van de organisatie kent de familie',
      no: 'iemand van de organisatie kent de familie',
      unsure: 'niet zeker of iemand van de organisatie de familie kent',
    },
    selfHarm: { true: 'gedachten aan zelfdoding', false: 'geen gedachten aan zelfdoding gezegd' },
  },
  circumstance: {
    'trip-soon': 'reis op komst',
    'at-airport': 'op weg of op het vliegveld',
    unregistered: 'nergens ingeschreven',
    'dependent-permit': 'afhankelijke verblijfsvergunning',
    undocumented: 'zonder verblijfspapieren',
    'asylum-centre': 'in een azc',
    'sexual-violence': 'seksueel geweld',
    'orthodox-christian': 'christelijke familie of kerk',
    trans: 'trans of twijfel',
  },
  kind: {
    'emergency-112': '112',
    'veilig-thuis': 'Veilig Thuis',
    lkha: 'LKHA',
    consular: 'Buitenlandse Zaken',
    police: 'politie',
    wijkteam: 'wijkteam',
    'key-person': 'sleutelpersoon',
    'lgbt-support': 'lhbtq+-organisatie',
    'suicide-prevention': '113',
    'child-helpline': 'kinder- en jongerenlijn',
    'shelter-specialist': 'specialist in eer en opvang',
    'legal-aid': 'rechtshulp',
    'sexual-violence': 'Centrum Seksueel Geweld',
    medical: 'huisarts of jeugdarts',
    'asylum-support': 'hulp in het azc',
    'listening-line': 'luisterlijn',
    'victim-support': 'Slachtofferhulp',
  },
  voice: {
    self: 'zelf',
    bystander: 'kent iemand',
    parent: 'ouder',
    'key-person': 'sleutelpersoon',
    professional: 'beroepskracht',
  },
  voiceLetter: { self: 'Z', bystander: 'K', parent: 'O', 'key-person': 'S', professional: 'B' },
  colour: { emergency: 'ROOD', urgent: 'ORANJE', calm: 'GEEL', unknown: 'OVERSLAAN' },
  or: 'of',
  not: 'geen',
  always: 'altijd',
  picture: {
    begin: 'Begin',
    onEveryScreen: 'Deze knoppen staan op elk scherm, tot ze gekozen zijn',
    otherAnswers: 'andere antwoorden',
    answer: 'antwoord',
    only: 'als:',
    sameAnswers: 'Zelfde antwoorden als hierboven.',
    besideCard: 'er is een kaart:',
    mark: 'kenmerk:',
    countsAs: 'telt als oranje',
    otherDrawing: 'zie een andere tekening',
    thisTheme: 'deze tekening',
    becomes: 'wordt:',
    asksNoMore: 'Hier stopt het vragen. Op dit scherm, bovenaan:',
    atOnce: 'Meteen in beeld, vóór alles',
    firstRoutes: 'Hier staan voor het eerst de routes',
    exampleFor: 'Voorbeeld: iemand vraagt voor zichzelf, is in Nederland, leeftijd nog niet gezegd.',
    firstCardOnly: 'Nu alleen de eerste kaart. De hele lijst staat op het laatste scherm.',
    besideRoutes: 'Staat bij de eerste routes',
    lastScreen: 'Laatste scherm',
    everyRoute: 'Alle routes op volgorde. Daaronder de teksten en knoppen hieronder.',
    told: 'Teksten op het laatste scherm',
    toRead: 'Meer lezen: knoppen, elk opent een korte tekst',
    offered: 'Geldt dit ook? Knoppen die iets toevoegen',
    legend: 'Legenda',
    legendLines: [
      'Kleur: hoe dringend dit antwoord het gesprek maakt. Rood: nu gevaar. Oranje: snel hulp. Geel: rustig.',
      'Overslaan mag altijd. Een vraag komt alleen als het antwoord nog iets kan veranderen.',
      'Een plaats die niet gezegd is, telt als Nederland.',
      'Wie leest het? Z zelf, K kent iemand, O ouder, S sleutelpersoon, B beroepskracht.',
      '● eigen tekst. ○ de tekst van een ander. – krijgt dit niet te zien.',
    ],
  },
};

const en: Words = {
  facts: {
    theme: {
      'forced-marriage': 'forced marriage',
      abandonment: 'abandonment abroad',
      'honour-violence': 'honour-related violence',
      'coming-out': 'coming out',
      'domestic-violence': 'domestic violence',
      fgm: 'cutting of girls',
      'marital-captivity': 'marital captivity',
      unknown: 'something else or not said',
    },
    urgency: { calm: 'yellow', unknown: 'urgency not said', urgent: 'orange', emergency: 'red' },
    who: {
      self: 'asks for herself or himself',
      bystander: 'knows someone',
      parent: 'parent',
      'key-person': 'key person',
      professional: 'professional',
      unknown: 'not said who asks',
    },
    age: { minor: 'under 18', adult: '18 or older', unknown: 'age not said' },
    where: { nl: 'in the Netherlands', eu: 'elsewhere in the EU', abroad: 'outside the EU', unknown: 'place not said' },
    caller: { nl: 'calls from the Netherlands', eu: 'calls from the EU', abroad: 'calls from outside the EU' },
    parent: {
      pressured: 'parent under pressure',
      intends: 'parent with plans',
      'fears-other': 'parent who fears someone takes the child',
      'child-came-out': 'parent of a child who came out',
      unknown: 'kind of parent not said',
    },
    keyPersonSafe: {
      yes: 'nobody of the organisation knows the family',
      no: 'somebody of the organisation knows the family',
      unsure: 'not sure if somebody of the organisation knows the family',
    },
    selfHarm: { true: 'thoughts of suicide', false: 'no thoughts of suicide said' },
  },
  circumstance: {
    'trip-soon': 'trip soon',
    'at-airport': 'on the way or at the airport',
    unregistered: 'registered nowhere',
    'dependent-permit': 'dependent residence permit',
    undocumented: 'no residence papers',
    'asylum-centre': 'in an asylum centre',
    'sexual-violence': 'sexual violence',
    'orthodox-christian': 'Christian family or church',
    trans: 'trans or unsure',
  },
  kind: {
    'emergency-112': '112',
    'veilig-thuis': 'Veilig Thuis',
    lkha: 'LKHA',
    consular: 'Foreign Affairs',
    police: 'police',
    wijkteam: 'wijkteam',
    'key-person': 'key person',
    'lgbt-support': 'LGBTQ+ organisation',
    'suicide-prevention': '113',
    'child-helpline': 'line for children and young people',
    'shelter-specialist': 'specialist in honour and shelter',
    'legal-aid': 'legal aid',
    'sexual-violence': 'Centrum Seksueel Geweld',
    medical: 'family or youth doctor',
    'asylum-support': 'help in the asylum centre',
    'listening-line': 'listening line',
    'victim-support': 'Slachtofferhulp',
  },
  voice: {
    self: 'self',
    bystander: 'knows someone',
    parent: 'parent',
    'key-person': 'key person',
    professional: 'professional',
  },
  voiceLetter: { self: 'S', bystander: 'K', parent: 'P', 'key-person': 'KP', professional: 'PR' },
  colour: { emergency: 'RED', urgent: 'ORANGE', calm: 'YELLOW', unknown: 'SKIP' },
  or: 'or',
  not: 'not a',
  always: 'always',
  picture: {
    begin: 'Start',
    onEveryScreen: 'These buttons are on every screen until they are chosen',
    otherAnswers: 'other answers',
    answer: 'answer',
    only: 'if:',
    sameAnswers: 'The same answers as above.',
    besideCard: 'there is a card:',
    mark: 'mark:',
    countsAs: 'counts as orange',
    otherDrawing: 'see another drawing',
    thisTheme: 'this drawing',
    becomes: 'becomes:',
    asksNoMore: 'Nothing more is asked. On this screen, at the top:',
    atOnce: 'Shown at once, before everything',
    firstRoutes: 'Here the routes appear first',
    exampleFor: 'Example: somebody asks for herself or himself, is in the Netherlands, age not said yet.',
    firstCardOnly: 'Only the first card now. The whole list is on the last screen.',
    besideRoutes: 'Beside the first routes',
    lastScreen: 'Last screen',
    everyRoute: 'All routes in order. Below them the texts and buttons below.',
    told: 'Texts on the last screen',
    toRead: 'Read more: buttons, each opens a short text',
    offered: 'Is this true as well? Buttons that add something',
    legend: 'Legend',
    legendLines: [
      'Colour: how urgent this answer makes the talk. Red: danger now. Orange: help soon. Yellow: calm.',
      'Skipping is always possible. A question is asked only while its answer could still change something.',
      'A place that is not said counts as the Netherlands.',
      'Who reads it? S self, K knows someone, P parent, KP key person, PR professional.',
      '● a text of its own. ○ the text of another. – is not shown this.',
    ],
  },
};

/** The reviewers' words: Dutch for Dutch content, English beside every other language. */
export function wordsFor(lang: string): Words {
  return lang === 'nl' ? nl : en;
}
