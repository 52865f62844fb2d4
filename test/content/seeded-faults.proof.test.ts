/**
 * Faults that editors make, planted one by one in a copy of the real content. Each must be found, and be told so that
 * somebody without programming skills can mend it: the file, the line, what is wrong, what to do.
 */
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { type Document, parseDocument } from 'yaml';
import { checkContent } from '../../src/content/check/check.ts';
import { describeProblem, type Problem } from '../../src/content/problem.ts';
import { projectRoot } from '../support/content.ts';
import { type Part, Sandbox, today } from '../support/planted.ts';

const sandbox = new Sandbox();

afterEach(() => sandbox.mend());
afterAll(() => sandbox.remove());

type Change = (text: string) => string | null;

interface Fault {
  readonly fault: string;
  readonly part: Part;
  readonly plant: readonly (readonly [file: string, change: Change])[];
  readonly told: {
    readonly file: string;
    /** The text of the line that is named; left out where the whole file is meant. */
    readonly line?: RegExp;
    readonly message: RegExp;
    readonly cure: RegExp;
  };
}

const policy = 'referral-data/policy.yaml';
const services = 'referral-data/services.yaml';
const regions = 'referral-data/veilig-thuis.yaml';
const csv = 'referral-data/municipalities.csv';
const amsterdam = 'referral-data/municipalities/GM0363-amsterdam.yaml';
const almere = 'referral-data/municipalities/GM0034-almere.yaml';
const forcedMarriage = 'dialogs/forced-marriage.yaml';
const parts = 'dialogs/parts.yaml';

const swap =
  (from: string | RegExp, to: string): Change =>
  (text) =>
    text.replace(from, to);

/** Changes a YAML file as data. Long lines stay whole, so that an entry keeps to its line. */
function inYaml(change: (document: Document) => void): Change {
  return (text) => {
    const document = parseDocument(text);
    change(document);
    return document.toString({ lineWidth: 0 });
  };
}

interface Tree {
  [key: string]: string | string[] | Tree;
}

function inJson(change: (texts: Tree) => void): Change {
  return (text) => {
    const texts: Tree = JSON.parse(text);
    change(texts);
    return `${JSON.stringify(texts, null, 2)}\n`;
  };
}

interface Recorded {
  [key: string]: { readings?: unknown } | undefined;
}

/** Changes a file of records and writes it as it was: a line each. */
function inLines(change: (records: Recorded) => void): Change {
  return (text) => {
    const records: Recorded = JSON.parse(text);
    change(records);
    const lines = Object.entries(records).map(([key, record]) => `  ${JSON.stringify(key)}: ${JSON.stringify(record)}`);
    return `{\n${lines.join(',\n')}\n}\n`;
  };
}

/** One branch of a file of texts. */
function branch(texts: Tree, ...path: readonly string[]): Tree {
  return path.reduce<Tree>((tree, key) => {
    const next = tree[key];
    if (typeof next !== 'object' || Array.isArray(next)) throw new Error(`there is no branch ${path.join('.')}`);
    return next;
  }, texts);
}

/** The place of a rule in its section. */
function ruleAt(document: Document, section: string, id: string): number {
  const rules: { readonly id: string }[] = document.toJS()[section];
  const at = rules.findIndex((rule) => rule.id === id);
  if (at < 0) throw new Error(`there is no rule ${id}`);
  return at;
}

/** The place of a step in a dialog. */
function stepAt(document: Document, type: 'ask' | 'tell', id: string): number {
  const { steps }: { readonly steps: readonly Record<string, unknown>[] } = document.toJS();
  const at = steps.findIndex((step) => step[type] === id);
  if (at < 0) throw new Error(`there is no ${type} ${id}`);
  return at;
}

/**
 * Rules about circumstances make sixty-four times as many situations, and none of these faults is about them: without
 * them a fault is found in a moment.
 */
const withoutCircumstances = inYaml((document) => {
  const { amend }: { readonly amend: readonly { readonly when: unknown }[] } = document.toJS();
  document.set(
    'amend',
    amend.filter(({ when }) => !JSON.stringify(when).includes('circumstance')),
  );
});

const plainPolicy = [policy, withoutCircumstances] as const;

const policyFaults: readonly Fault[] = [
  {
    fault: 'LKHA first for a minor at home',
    part: 'policy',
    plant: [
      plainPolicy,
      [
        policy,
        inYaml((document) =>
          document.setIn(['base', ruleAt(document, 'base', 'B2.5'), 'routes'], {
            lkha: 'knows-travel',
            'veilig-thuis': 'early-advice',
            'child-helpline': 'only-to-talk',
          }),
        ),
      ],
    ],
    told: {
      file: policy,
      line: /B2\.5/,
      message: /minor.*Veilig Thuis.*above LKHA.*age minor.*rules B2\.5/s,
      cure: /order/,
    },
  },
  {
    fault: 'a key person in an emergency',
    part: 'policy',
    plant: [
      plainPolicy,
      [
        policy,
        inYaml((document) => {
          document.setIn(
            ['base', ruleAt(document, 'base', 'B2.1'), 'routes', 'key-person'],
            'listens-outside-your-circle',
          );
          document.setIn(['never', ruleAt(document, 'never', 'B4'), 'unless'], {
            urgency: ['calm', 'emergency'],
            keyPersonSafe: 'yes',
          });
        }),
      ],
    ],
    told: {
      file: policy,
      line: /B2\.1/,
      message: /B4.*key person.*in danger.*urgency emergency/s,
      cure: /rules named/,
    },
  },
  {
    fault: 'a key person without the question whether anyone there could know the family',
    part: 'policy',
    plant: [
      plainPolicy,
      [
        policy,
        inYaml((document) => document.setIn(['never', ruleAt(document, 'never', 'B4'), 'unless'], { urgency: 'calm' })),
      ],
    ],
    told: { file: policy, line: /id: B2/, message: /B5\.11.*question.*know the family/s, cure: /condition/ },
  },
  {
    fault: '113 not first where there are thoughts of suicide',
    part: 'policy',
    plant: [
      plainPolicy,
      [
        policy,
        inYaml((document) => {
          const at = ruleAt(document, 'amend', 'B2.23');
          document.deleteIn(['amend', at, 'after']);
          document.deleteIn(['amend', at, 'else']);
          document.setIn(['amend', at, 'at'], 'last');
        }),
      ],
    ],
    told: { file: policy, line: /id: B2\./, message: /113 first.*selfHarm true.*B2\.23/s, cure: /order/ },
  },
  {
    fault: 'a gap in the base rules',
    part: 'policy',
    plant: [plainPolicy, [policy, inYaml((document) => document.deleteIn(['base', ruleAt(document, 'base', 'G2')]))]],
    told: { file: policy, message: /a gap: no base rule fits.*theme unknown/s, cure: /add a base rule/ },
  },
  {
    fault: 'a rule that those above it leave nothing to do',
    part: 'policy',
    plant: [
      plainPolicy,
      [
        policy,
        inYaml((document) =>
          document.addIn(['base'], {
            id: 'G99',
            when: { theme: 'fgm', urgency: 'emergency', where: 'nl' },
            routes: { 'emergency-112': 'only-police-can-come-now' },
          }),
        ),
      ],
    ],
    told: { file: policy, line: /G99/, message: /rule G99 never does anything/, cure: /higher|take it out/ },
  },
  {
    fault: 'a kind of route that does not exist',
    part: 'policy',
    plant: [[policy, swap('veilig-thuis: ', 'veilig-tuis: ')]],
    told: {
      file: policy,
      line: /veilig-tuis|B2\.1|when:/,
      message: /veilig-tuis|base\.0\.routes/,
      cure: /as the entries around it/,
    },
  },
];

const dataFaults: readonly Fault[] = [
  {
    fault: 'an 0800 number as the number from abroad',
    part: 'data',
    plant: [[services, swap(/(phoneAbroad: \{ value: )"\+31 70 345 43 19"/, '$1"0800-2000"')]],
    told: {
      file: services,
      line: /phoneAbroad: \{ value: "0800-2000"/,
      message: /0800-2000.*does not start with \+/,
      cure: /\+31/,
    },
  },
  {
    fault: 'a municipality in a Veilig Thuis region that does not exist',
    part: 'data',
    plant: [[csv, swap(/^(GM0034,Almere,Flevoland),flevoland,/m, '$1,nergens,')]],
    told: {
      file: csv,
      line: /^GM0034,Almere/,
      message: /Almere \(GM0034\).*region "nergens".*does not exist/,
      cure: /veilig-thuis\.yaml/,
    },
  },
  {
    fault: 'a municipality without a region',
    part: 'data',
    plant: [[csv, swap(/^(GM0034,Almere,Flevoland),flevoland,/m, '$1,,')]],
    told: { file: csv, line: /^GM0034,Almere/, message: /region/, cure: /entries around it/ },
  },
  {
    fault: 'a contact without a source',
    part: 'data',
    plant: [[amsterdam, swap(/^(phone: .*?), source: [a-z0-9-]+/m, '$1')]],
    told: {
      file: amsterdam,
      line: /^phone:/,
      message: /"phone" has no source/,
      cure: /name the source.*sources\.yaml/,
    },
  },
  {
    fault: 'a source that does not exist',
    part: 'data',
    plant: [[amsterdam, swap(/^(phone: .*?source: )[a-z0-9-]+/m, '$1van-horen-zeggen')]],
    told: {
      file: amsterdam,
      line: /^phone:/,
      message: /"phone".*"van-horen-zeggen".*does not have/,
      cure: /add the source there, or correct the name/,
    },
  },
  {
    fault: 'opening hours that nobody can read',
    part: 'data',
    plant: [
      [services, swap(/hours: \{ value: "Mo-Fr 09:00-21:00; PH off"/, 'hours: { value: "op werkdagen van 9 tot 9"')],
    ],
    told: { file: services, line: /op werkdagen/, message: /hours/, cure: /.{20}/ },
  },
  {
    fault: 'opening hours with a time that does not exist',
    part: 'data',
    plant: [
      [services, swap(/hours: \{ value: "Mo-Fr 09:00-21:00; PH off"/, 'hours: { value: "Mo-Fr 09:00-26:00; PH off"')],
    ],
    told: { file: services, line: /26:00/, message: /26:00/, cure: /Mo-Fr 09:00-17:00/ },
  },
  {
    fault: 'a phone number with a letter in it',
    part: 'data',
    plant: [[amsterdam, swap('value: "14 020"', 'value: "14 O20"')]],
    told: { file: amsterdam, line: /14 O20/, message: /phone.*write the number as/, cure: /.{20}/ },
  },
  {
    fault: 'a municipality without a file of its own',
    part: 'data',
    plant: [[almere, () => null]],
    told: {
      file: csv,
      line: /^GM0034,Almere/,
      message: /Almere \(GM0034\) has no file of its own/,
      cure: /GM0034-….yaml/,
    },
  },
  {
    fault: 'a file of a municipality that does not exist',
    part: 'data',
    plant: [[almere, swap('GM0034', 'GM9999')]],
    told: { file: almere, line: /GM9999/, message: /GM9999 is not a code/, cure: /correct the code/ },
  },
  {
    fault: 'a postcode that leads to a municipality that does not exist',
    part: 'data',
    plant: [['referral-data/postcodes.csv', swap(/^1012,GM0363/m, '1012,GM9999')]],
    told: {
      file: 'referral-data/postcodes.csv',
      line: /^1012,GM9999/,
      message: /"1012" points to GM9999/,
      cure: /municipalities\.csv/,
    },
  },
  {
    fault: 'a place that leads to a municipality that does not exist',
    part: 'data',
    plant: [['referral-data/places.csv', swap(/^Volendam,GM0385/m, 'Volendam,GM9999')]],
    told: {
      file: 'referral-data/places.csv',
      line: /^Volendam,GM9999/,
      message: /"Volendam" points to GM9999/,
      cure: /municipalities\.csv/,
    },
  },
  {
    fault: 'a municipality that ends without a successor',
    part: 'data',
    plant: [[csv, swap(/^(GM1696,.*?,2023-01-01),,,/m, '$1,2026-12-31,,')]],
    told: {
      file: csv,
      line: /^GM1696/,
      message: /Wijdemeren \(GM1696\).*end without a successor/,
      cure: /validTo and successor/,
    },
  },
  {
    fault: 'a successor that does not exist',
    part: 'data',
    plant: [[csv, swap(/^(GM1696,.*?,2023-01-01),,,/m, '$1,2026-12-31,GM9999,')]],
    told: {
      file: csv,
      line: /^GM1696/,
      message: /followed by GM9999, which does not exist/,
      cure: /code of this file/,
    },
  },
  {
    fault: 'a list of what is missing that is not honest',
    part: 'data',
    plant: [[amsterdam, swap('missing: [wijkteam.phone]', 'missing: []')]],
    told: {
      file: amsterdam,
      line: /^missing:/,
      message: /"wijkteam\.phone" is not known.*not listed as missing/,
      cure: /add it to the list/,
    },
  },
  {
    fault: 'a contact that was checked on a day still to come',
    part: 'data',
    plant: [[amsterdam, swap(/^(phone: .*checkedOn: )null/m, '$12027-05-01')]],
    told: { file: amsterdam, line: /^phone:/, message: /2027-05-01.*future/, cure: /correct the date/ },
  },
  {
    fault: 'nobody who answers day and night in place of the others',
    part: 'data',
    plant: [[services, swap('default: [veilig-thuis, consular]', 'default: [police]')]],
    told: { file: services, message: /nobody answers day and night in its place/, cure: /standIn.*24\/7/ },
  },
  {
    fault: 'a quote that is not closed',
    part: 'data',
    plant: [[regions, swap('value: "Veilig Thuis Drenthe"', 'value: "Veilig Thuis Drenthe')]],
    told: { file: regions, line: /./, message: /not YAML/, cure: /quotes/ },
  },
  {
    fault: 'a field that is spelt wrong',
    part: 'data',
    plant: [[amsterdam, swap(/^website:/m, 'webiste:')]],
    told: { file: amsterdam, message: /webiste/, cure: /README/ },
  },
];

const talkFaults: readonly Fault[] = [
  {
    fault: 'a loop: a part that uses itself',
    part: 'talks',
    plant: [[parts, inYaml((document) => document.addIn(['parts', 'age'], { use: ['age'] }))]],
    told: {
      file: parts,
      line: /use: *$|use: \[ ?age ?\]|- age/,
      message: /part "age" uses itself: a loop/,
      cure: /parts\.yaml/,
    },
  },
  {
    fault: 'a part that does not exist',
    part: 'talks',
    plant: [[forcedMarriage, inYaml((document) => document.addIn(['steps'], { use: ['agee'] }))]],
    told: { file: forcedMarriage, line: /use|agee/, message: /there is no part "agee"/, cure: /age/ },
  },
  {
    fault: 'a dead end: a dialog that shows no way to anyone',
    part: 'talks',
    plant: [['dialogs/fgm.yaml', swap(/^ {2}- routes\n/m, '')]],
    told: {
      file: 'dialogs/fgm.yaml',
      message: /"- routes" stands 0 times.*never show a way to people/,
      cure: /exactly once/,
    },
  },
  {
    fault: 'an option that nobody can reach',
    part: 'talks',
    plant: [
      [
        forcedMarriage,
        inYaml((document) =>
          document.setIn(['steps', stepAt(document, 'ask', 'marriage-now'), 'options', 'airport', 'when'], {
            theme: 'fgm',
          }),
        ),
      ],
    ],
    told: {
      file: forcedMarriage,
      line: /marriage-now/,
      message: /no talk ever gets to "marriage-now\.airport"/,
      cure: /"when"/,
    },
  },
  {
    fault: 'a question that cannot be skipped',
    part: 'talks',
    plant: [
      [
        forcedMarriage,
        inYaml((document) =>
          document.deleteIn(['steps', stepAt(document, 'ask', 'marriage-now'), 'options', 'unknown']),
        ),
      ],
    ],
    told: {
      file: forcedMarriage,
      line: /marriage-now/,
      message: /"marriage-now" cannot be skipped/,
      cure: /"unknown"/,
    },
  },
  {
    fault: 'a forbidden suggestion',
    part: 'talks',
    plant: [
      [
        forcedMarriage,
        inYaml((document) =>
          document.setIn(['steps', stepAt(document, 'tell', 'marriage-choice'), 'suggests'], ['mediate']),
        ),
      ],
    ],
    told: {
      file: forcedMarriage,
      line: /marriage-choice/,
      message: /"marriage-choice" suggests "mediate".*forbids/,
      cure: /warns/,
    },
  },
  {
    fault: 'a text that is for no voice in particular: a missing voice',
    part: 'talks',
    plant: [
      [
        forcedMarriage,
        inYaml((document) =>
          document.deleteIn(['steps', stepAt(document, 'tell', 'marriage-choice'), 'for', 'bystander']),
        ),
      ],
    ],
    told: { file: forcedMarriage, line: /for:/, message: /bystander/, cure: /.{20}/ },
  },
  {
    fault: 'more than 7 questions',
    part: 'talks',
    plant: [
      [
        forcedMarriage,
        inYaml((document) => {
          for (const circumstance of ['dependent-permit', 'sexual-violence']) {
            document.addIn(['steps'], {
              ask: `asks-${circumstance}`,
              about: 'selfHarm',
              options: { yes: { circumstance }, unknown: {} },
            });
          }
        }),
      ],
    ],
    told: { file: 'dialogs', message: /asks \d+ questions in all; 7 is the most/, cure: /take a question out/ },
  },
  {
    fault: 'a dialog of a theme that is missing',
    part: 'talks',
    plant: [['dialogs/fgm.yaml', () => null]],
    told: { file: 'dialogs/fgm.yaml', message: /cannot be read/, cure: /put the file back/ },
  },
];

const textFaults: readonly Fault[] = [
  {
    fault: 'a text missing in Tigrinya',
    part: 'texts',
    plant: [['locales/ti/guidance.json', inJson((texts) => delete branch(texts, 'danger-now').text)]],
    told: {
      file: 'locales/ti/guidance.json',
      message: /"danger-now\.text" is missing; the Dutch text has it/,
      cure: /write the text/,
    },
  },
  {
    fault: 'a plural form that a language needs and lacks',
    part: 'texts',
    plant: [['locales/ar/ui.json', inJson((texts) => delete branch(texts, 'leave')['presses|two'])]],
    told: { file: 'locales/ar/ui.json', message: /"leave\.presses\|two" is missing/, cure: /write the text/ },
  },
  {
    fault: 'a translation that has become stale, the Dutch having changed',
    part: 'texts',
    plant: [
      ['locales/nl/guidance.json', inJson((texts) => Object.assign(branch(texts, 'danger-now'), { title: 'Hulp' }))],
    ],
    told: {
      file: 'locales/uk/quality.json',
      line: /"guidance:danger-now\.title"/,
      message: /"guidance:danger-now\.title" is stale: the Dutch text has changed/,
      cure: /translate it anew.*texts record uk KEY/,
    },
  },
  {
    fault: 'a translation changed without its record',
    part: 'texts',
    plant: [['locales/tr/ui.json', inJson((texts) => Object.assign(texts, { back: 'Geriye' }))]],
    told: {
      file: 'locales/tr/quality.json',
      line: /"ui:back"/,
      message: /"ui:back" is changed since it was recorded/,
      cure: /texts record tr/,
    },
  },
  {
    fault: 'a record of a text that is gone',
    part: 'texts',
    plant: [['locales/so/quality.json', swap('"ui:back":', '"ui:backwards":')]],
    told: {
      file: 'locales/so/quality.json',
      line: /"ui:backwards"/,
      message: /"ui:backwards" is a record of a text that is not there/,
      cure: /texts record so/,
    },
  },
  {
    fault: 'a button that nobody else has read',
    part: 'texts',
    plant: [
      [
        'locales/fa/quality.json',
        inLines((records) => {
          delete records['questions:who.options.self']?.readings;
        }),
      ],
    ],
    told: {
      file: 'locales/fa/quality.json',
      line: /"questions:who\.options\.self"/,
      message: /on a button, and nobody else has read these words/,
      cure: /native speaker approve it, or a second reader/,
    },
  },
  {
    fault: 'a language called reviewed that no native speaker has reviewed',
    part: 'texts',
    plant: [['locales/kmr/meta.json', swap('"reviewed": null', '"reviewed": "2026-11-01"')]],
    told: {
      file: 'locales/kmr/meta.json',
      message: /says reviewed, but \d+ texts have no native speaker's review/,
      cure: /set it back to null/,
    },
  },
  {
    fault: 'a word with letters of two scripts',
    part: 'texts',
    // The second letter of the name is Latin.
    plant: [['locales/uk/ui.json', inJson((texts) => Object.assign(texts, { back: 'Нaзад' }))]],
    told: {
      file: 'locales/uk/ui.json',
      line: /"back"/,
      message: /mixes letters of two scripts/,
      cure: /type it again/,
    },
  },
  ...(
    [
      ['a link that only a card would show', '[gratuit](https://example.org)', /"\[" is a mark/],
      ['an address that a card would make a link of', 'gratuit https://example.org', /":\/\/e" is a mark/],
      ['heavy type', '**gratuit**', /"\*" is a mark/],
    ] as const
  ).map(
    ([fault, free, message]): Fault => ({
      fault,
      part: 'texts',
      plant: [['locales/fr/ui.json', inJson((texts) => Object.assign(texts, { free }))]],
      told: { file: 'locales/fr/ui.json', line: /"free"/, message, cure: /write it in another way/ },
    }),
  ),
  {
    fault: 'a digit that no telephone knows',
    part: 'texts',
    plant: [['locales/fa/ui.json', inJson((texts) => Object.assign(texts, { free: 'رایگان ۲' }))]],
    told: {
      file: 'locales/fa/ui.json',
      line: /"free"/,
      message: /digit "۲" is not one of 0 to 9/,
      cure: /type it again/,
    },
  },
  {
    fault: 'a letter of the neighbouring language',
    part: 'texts',
    plant: [['locales/fa/ui.json', inJson((texts) => Object.assign(texts, { free: 'مجاني' }))]],
    told: { file: 'locales/fa/ui.json', line: /"free"/, message: /"ي" is a letter of Arabic/, cure: /type it again/ },
  },
  {
    fault: 'an English word that was left untranslated',
    part: 'texts',
    plant: [['locales/ti/ui.json', inJson((texts) => Object.assign(texts, { free: 'ብዘይ ክፍሊት free' }))]],
    told: {
      file: 'locales/ti/ui.json',
      line: /"free"/,
      message: /"free" is a word in another script/,
      cure: /type it/,
    },
  },
  {
    fault: 'a slur of guide E4 in Arabic',
    part: 'texts',
    plant: [
      [
        'locales/ar/services.json',
        inJson((texts) => Object.assign(branch(texts, 'maruf'), { what: 'للشواذ المسلمين.' })),
      ],
    ],
    told: {
      file: 'locales/ar/services.json',
      line: /للشواذ/,
      message: /is not for our texts \(guide E4/,
      cure: /part F/,
    },
  },
  {
    fault: 'a button that does not fit on a telephone',
    part: 'texts',
    plant: [
      [
        'locales/fr/questions.json',
        inJson((texts) => Object.assign(branch(texts, 'who', 'options'), { self: 'Pour moi '.repeat(12).trim() })),
      ],
    ],
    told: {
      file: 'locales/fr/questions.json',
      line: /Pour moi/,
      message: /a button of \d+ characters/,
      cure: /at most 78/,
    },
  },
  {
    fault: 'a list with a line less than the Dutch one',
    part: 'texts',
    plant: [
      [
        'locales/so/guidance.json',
        inJson((texts) => {
          const block = branch(texts, 'danger-now');
          block.steps = Array.isArray(block.steps) ? block.steps.slice(1) : '';
        }),
      ],
    ],
    told: { file: 'locales/so/guidance.json', message: /the Dutch text is a list of \d+ lines/, cure: /as many lines/ },
  },
  {
    fault: 'a spelling of a municipality that means another one',
    part: 'texts',
    plant: [['locales/tr/places.json', inJson((names) => Object.assign(names, { GM0363: ['Rotterdam'] }))]],
    told: {
      file: 'locales/tr/places.json',
      line: /GM0363/,
      message: /"Rotterdam" means GM0599 already/,
      cure: /leave this spelling out/,
    },
  },
  {
    fault: 'a text missing in one language',
    part: 'texts',
    plant: [['locales/en/reasons.json', inJson((texts) => delete texts['knows-travel'])]],
    told: {
      file: 'locales/en/reasons.json',
      message: /"knows-travel" is missing; rule B2\./,
      cure: /write the text under this name/,
    },
  },
  {
    fault: 'a missing voice',
    part: 'texts',
    plant: [['locales/en/guidance.json', inJson((texts) => delete branch(texts, 'danger-now').text_bystander)]],
    told: {
      file: 'locales/en/guidance.json',
      message: /"danger-now\.text_bystander" is missing; the Dutch text has it/,
      cure: /write the text/,
    },
  },
  {
    fault: 'a reason without a text',
    part: 'texts',
    plant: [[policy, swap('knows-travel', 'knows-about-travel')]],
    told: {
      file: 'locales/nl/reasons.json',
      message: /"knows-about-travel" is missing; rule B2\./,
      cure: /write the text/,
    },
  },
  {
    fault: 'a lost placeholder',
    part: 'texts',
    plant: [['locales/en/ui.json', inJson((texts) => Object.assign(texts, { call: 'Call now' }))]],
    told: {
      file: 'locales/en/ui.json',
      line: /"call"/,
      message: /"call".*placeholder.*\{\{number\}\}/,
      cure: /keep every \{\{word\}\}/,
    },
  },
  {
    fault: 'a telephone number that a translation changed',
    part: 'texts',
    plant: [
      [
        'locales/en/guidance.json',
        inJson((texts) =>
          Object.assign(branch(texts, 'danger-abroad'), {
            text: String(branch(texts, 'danger-abroad').text).replace('+31 247 247 247', '+31 247 247 274'),
          }),
        ),
      ],
    ],
    told: {
      file: 'locales/en/guidance.json',
      line: /"text":.*274/,
      message: /"danger-abroad\.text": a telephone number differs from the Dutch text/,
      cure: /copy the numbers/,
    },
  },
  {
    fault: '112 that a translation changed into another emergency number',
    part: 'texts',
    plant: [
      [
        'locales/en/guidance.json',
        inJson((texts) =>
          Object.assign(branch(texts, 'danger-now'), {
            text: String(branch(texts, 'danger-now').text).replaceAll('Call 112', 'Call 999'),
          }),
        ),
      ],
    ],
    told: {
      file: 'locales/en/guidance.json',
      line: /"text":.*999/,
      message: /"danger-now\.text": a telephone number/,
      cure: /numbers/,
    },
  },
  {
    fault: 'a telephone number inside a text',
    part: 'texts',
    plant: [
      [
        'locales/nl/guidance.json',
        inJson((texts) => Object.assign(branch(texts, 'danger-now'), { text_parent: 'Bel de politie: 0900-8844.' })),
      ],
    ],
    told: {
      file: 'locales/nl/guidance.json',
      line: /0900-8844/,
      message: /"danger-now\.text_parent": a telephone number in a text/,
      cure: /referral-data/,
    },
  },
  {
    fault: 'a mobile number inside a text',
    part: 'texts',
    plant: [
      [
        'locales/nl/guidance.json',
        inJson((texts) =>
          Object.assign(branch(texts, 'danger-now'), { text_parent: 'Bel 112, of bel Fatma: 06 12345678.' }),
        ),
      ],
    ],
    told: {
      file: 'locales/nl/guidance.json',
      line: /12345678/,
      message: /a telephone number in a text/,
      cure: /referral-data/,
    },
  },
  {
    fault: 'a text that nothing uses',
    part: 'texts',
    plant: [['locales/nl/reasons.json', inJson((texts) => Object.assign(texts, { 'knows-travle': 'Kent reizen.' }))]],
    told: {
      file: 'locales/nl/reasons.json',
      line: /knows-travle/,
      message: /"knows-travle" is used nowhere/,
      cure: /spelling mistake/,
    },
  },
  {
    fault: 'a word that the guide forbids',
    part: 'texts',
    plant: [
      [
        'locales/nl/reasons.json',
        inJson((texts) => Object.assign(texts, { 'knows-travel': 'Weet veel over eerwraak.' })),
      ],
    ],
    told: {
      file: 'locales/nl/reasons.json',
      line: /eerwraak/,
      message: /"eerwraak" is not for our texts/,
      cure: /another way/,
    },
  },
  {
    fault: 'advice to talk to the parents',
    part: 'texts',
    plant: [
      [
        'locales/en/reasons.json',
        inJson((texts) => Object.assign(texts, { 'knows-travel': 'First, talk to your parents about the trip.' })),
      ],
    ],
    told: {
      file: 'locales/en/reasons.json',
      line: /talk to your parents/,
      message: /"talk to your parents" is not for our texts/,
      cure: /another way/,
    },
  },
  {
    fault: 'an opening that is too long',
    part: 'texts',
    plant: [
      [
        'locales/nl/questions.json',
        inJson((texts) => Object.assign(texts, { opening: 'Wij helpen je graag verder. '.repeat(8) })),
      ],
    ],
    told: {
      file: 'locales/nl/questions.json',
      line: /"opening"/,
      message: /opening has more than 35 words/,
      cure: /fewer words/,
    },
  },
  {
    fault: 'a comma too few in a file of texts',
    part: 'texts',
    plant: [['locales/en/reasons.json', swap(/",\n/, '"\n')]],
    told: { file: 'locales/en/reasons.json', line: /./, message: /./, cure: /quotes|comma|entries around it/ },
  },
];

function fits({ file, line, message, cure }: Problem, { told }: Fault): boolean {
  if (file !== told.file || !told.message.test(message) || !told.cure.test(cure)) return false;
  if (told.line === undefined) return true;
  return line !== null && told.line.test(sandbox.text(file).split('\n')[line - 1] ?? '');
}

describe('the copy in which faults are planted', () => {
  it.each<Part>(['data', 'talks', 'texts'])('has no problem of its own (%s)', (part) => {
    expect(sandbox.problems(part)).toEqual([]);
  });

  it('has no problem of its own without the rules about circumstances', () => {
    sandbox.plant(...plainPolicy);
    expect(sandbox.problems('policy').map(describeProblem)).toEqual([]);
  });
});

describe('the check finds, with file, line and cure,', () => {
  it.each([...policyFaults, ...dataFaults, ...talkFaults, ...textFaults])('$fault', (fault) => {
    for (const [file, change] of fault.plant) sandbox.plant(file, change);
    const problems = sandbox.problems(fault.part);
    const found = problems.find((problem) => fits(problem, fault));
    if (found === undefined) expect(problems.slice(0, 4)).toEqual([fault.told]);
    expect(found).toBeDefined();
    // Words of programmers help no editor.
    for (const { message } of problems)
      expect(message).not.toMatch(/undefined|null|\[object|regex|union|TypeError|ZodError|invalid_/i);
  });
});

describe('the content as it is', () => {
  it('has no problem, and the check tells what it looked at', () => {
    const { problems, tallies } = checkContent(projectRoot, today);
    expect(problems.map(describeProblem)).toEqual([]);
    expect(tallies.length).toBeGreaterThan(8);
    for (const { evaluated, what, covers } of tallies) {
      expect(evaluated).toBeGreaterThanOrEqual(0);
      expect(`${what}${covers}`).not.toMatch(/undefined|NaN|Infinity/);
    }
  }, 120_000);
});
