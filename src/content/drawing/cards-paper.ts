/**
 * Every service with what its card shows, what one can say there, and how far each value may be trusted.
 */
import { voices } from '../../core/situation.ts';
import type { Texts } from '../../core/texts.ts';
import { voiced } from '../../core/texts.ts';
import { isShown } from '../referral-files.ts';
import type { ServiceEntry } from '../referral-schema.ts';
import { conditionInWords } from './in-words.ts';
import { inCell, markdownTable, paper } from './markdown.ts';
import type { AllContent } from './read-all.ts';
import { type Words, wordsFor } from './words.ts';

interface Pen {
  readonly words: Words;
  readonly nl: Texts;
  readonly en: Texts;
  readonly sources: AllContent['files']['referral']['sources'];
}

/** What a card can show of a service, in the order of the paper. */
const fields = {
  name: 'naam',
  phone: 'telefoon',
  phoneAbroad: 'telefoon vanuit het buitenland',
  whatsapp: 'WhatsApp',
  chat: 'chat',
  chatHours: 'uren van de chat',
  website: 'website',
  hours: 'openingstijden',
  free: 'gratis',
  anonymous: 'zonder naam',
} as const;
const fieldNames = Object.keys(fields) as readonly (keyof typeof fields)[]; // Object.keys forgets the names

function shownValue(value: string | boolean): string {
  return typeof value === 'boolean' ? (value ? 'ja' : 'nee') : value;
}

/** What the card shows, one line a source: values, source, date of the source, day it was checked. */
function fieldRows(service: ServiceEntry, { sources }: Pen): readonly (readonly string[])[] {
  const rows = new Map<string, { readonly values: string[]; readonly rest: readonly string[] }>();
  for (const name of fieldNames) {
    const field = service[name];
    if (field === undefined || !isShown(field.status, name === 'name' ? 'name' : 'value')) continue;
    const source = field.source === undefined ? undefined : sources[field.source];
    const rest = [
      inCell(source?.title ?? '–'),
      field.seenOn ?? source?.seenOn ?? 'zonder datum',
      field.checkedOn ?? 'nee',
    ];
    const row = rows.get(rest.join()) ?? { values: [], rest };
    row.values.push(`${fields[name]}: ${inCell(shownValue(field.value))}`);
    rows.set(rest.join(), row);
  }
  return [...rows.values()].map(({ values, rest }) => [values.join('<br>'), ...rest]);
}

/** Values that are in the data and not on the card: what to call about. The values themselves are left out here. */
function hidden(service: ServiceEntry): string {
  const names = fieldNames.filter((name) => {
    const field = service[name];
    return field !== undefined && !isShown(field.status, name === 'name' ? 'name' : 'value');
  });
  return names.length === 0 ? '' : `Niet op de kaart, eerst nakijken: ${names.map((name) => fields[name]).join(', ')}.`;
}

function sayLines({ nl, en, words }: Pen, id: string): readonly string[] {
  return ['say', 'say-now'].flatMap((part) =>
    voices.flatMap((voice) => {
      const key = voiced(`services:${id}.${part}`, voice);
      if (!nl.has(`${key}.dutch`)) return [];
      const dutch = nl.say(`${key}.dutch`);
      // Whoever reads another language may be given a different Dutch sentence, which asks for an interpreter.
      const foreign = en.has(`${key}.dutch`) ? en.say(`${key}.dutch`) : dutch;
      const meaning = en.has(`${key}.meaning`)
        ? ` ${foreign === dutch ? '' : `Op de Engelse pagina: "${foreign}" `}*${en.say(`${key}.meaning`)}*`
        : '';
      return [`- Zeg (${words.voice[voice]}${part === 'say-now' ? ', bij rood' : ''}): "${dutch}"${meaning}`];
    }),
  );
}

function servicePart(pen: Pen, service: ServiceEntry): string {
  const { nl, en, words } = pen;
  const { id } = service;
  const key = `services:${id}`;
  const condition = conditionInWords(service.when, words);
  const head = [`### ${service.name.value} (${words.kind[service.kind]})`];
  if (condition !== '') head.push('', `Alleen: ${condition}.`);
  const says = sayLines(pen, id);
  const menu = nl.has(`${key}.menu`) ? [`- Keuzemenu: ${nl.say(`${key}.menu`)} *${en.say(`${key}.menu`)}*`] : [];
  const what = nl.has(`${key}.what`) ? [`- ${nl.say(`${key}.what`)} *${en.say(`${key}.what`)}*`] : [];
  const rows = fieldRows(service, pen);
  const below = [
    hidden(service),
    service.note === undefined ? '' : `Voor de redactie: ${service.note}`,
    '- [ ] nagebeld op ____________ door ____________',
  ];
  return [
    ...head,
    '',
    ...what,
    ...menu,
    ...says,
    '',
    markdownTable(['op de kaart', 'bron', 'datum van de bron', 'nagebeld'], rows),
    '',
    below.filter((part) => part !== '').join('\n\n'),
  ].join('\n');
}

/** `cards.md`. */
export function cardsPaper({ files, library }: AllContent): string {
  const pen: Pen = {
    words: wordsFor('nl'),
    nl: library.texts('nl'),
    en: library.texts('en'),
    sources: files.referral.sources,
  };
  const services = files.referral.services.filter(({ visibility }) => visibility === 'public');
  const shown = services.filter(({ name }) => isShown(name.status, 'name'));
  const others = services.filter((service) => !shown.includes(service));
  return paper(
    '# De kaarten: landelijke diensten',
    `${shown.length} diensten. Niemand heeft al gebeld: "nagebeld" is overal "nee" tot er een datum staat. Een datum van de bron zegt alleen ` +
      'hoe oud de bron is. De *schuine* zin is de Engelse. Gegevens van gemeenten staan in `referral-data/municipalities/`.',
    ...shown.map((service) => servicePart(pen, service)),
    others.length === 0
      ? ''
      : `## Niet getoond\n\nNog niet zeker genoeg, ook niet de naam: ${others.map(({ name }) => name.value).join('; ')}.`,
  );
}
