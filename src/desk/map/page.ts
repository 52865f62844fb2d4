/**
 * What the page with the map shows: totals, the drawing with its legends, and the list that says the same in words.
 */
import type { Texts } from '../../core/texts.ts';
import { type Html, html } from '../../render/html-escape.ts';
import { ages, firstDayOf } from '../completeness/age.ts';
import { type Completeness, isOfWijkteam, type Part, parts, type Totals } from '../completeness/completeness.ts';
import { ageDot, drawMap, knownDot } from './drawing.ts';
import type { DeskMap, Dot, MapRegion } from './map.ts';

type Say = (name: string, values?: { readonly [name: string]: string | number }) => string;

function speaker(texts: Texts): Say {
  return (name, values) => texts.say(`desk:map.${name}`, values);
}

/** A date as precise as its source, in words; of a day the month is enough here. */
function dateIn({ lang }: Texts, date: string): string {
  const precision = date.length > 4 ? ({ month: 'short' } as const) : {};
  const shown = new Intl.DateTimeFormat(lang, { year: 'numeric', ...precision, timeZone: 'UTC' });
  return shown.format(Date.parse(firstDayOf(date)));
}

function dayIn({ lang }: Texts, day: string): string {
  return new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(day));
}

/** Whose they are is said once: "wijkteam: name, number". */
function named(say: Say, some: readonly Part[]): string {
  const own = some.filter((part) => !isOfWijkteam(part));
  const said = ([whose, list]: readonly ['own' | 'wijkteam', readonly Part[]]): string =>
    say(`whose.${whose}`, { parts: list.map((part) => say(`part.${part.replace('wijkteam.', '')}`)).join(', ') });
  const groups = [['own', own] as const, ['wijkteam', some.filter(isOfWijkteam)] as const];
  return groups
    .filter(([, list]) => list.length > 0)
    .map(said)
    .join('; ');
}

// --- Words about one municipality -------------------------------------------------------------------------------------

function knownOf(say: Say, { known }: Completeness): string {
  return say('known', { number: known.length, all: parts.length });
}

/** What is said of a dot: its name, its region, how much is known, what a person checked, how old it is. */
function about(texts: Texts, { regions }: DeskMap, { name, region, completeness }: Dot): readonly string[] {
  const say = speaker(texts);
  const { missing, checked, oldest, undated } = completeness;
  return [
    name,
    say('dot.region', { region: regions[region]?.name ?? '' }),
    knownOf(say, completeness),
    ...(missing.length > 0 ? [say('dot.missing', { parts: named(say, missing) })] : []),
    say('dot.checked', { number: checked }),
    ...(oldest === null ? [] : [say('dot.oldest', { date: dateIn(texts, oldest) })]),
    ...(undated > 0 ? [say('dot.undated', { number: undated })] : []),
  ];
}

function sourcesOf(texts: Texts, { oldest, newest, undated }: Completeness): string {
  const say = speaker(texts);
  const [from, to] = [oldest, newest].map((date) => (date === null ? '' : dateIn(texts, date)));
  const dated = from === to ? from : say('sources.from-to', { from: from ?? '', to: to ?? '' });
  const rest = undated > 0 ? say('sources.undated', { number: undated }) : '';
  return [dated, rest].filter((text) => text !== '').join('; ') || say('nothing');
}

// --- The parts of the page --------------------------------------------------------------------------------------------

function totalLines(say: Say, totals: Totals, regions: number): readonly string[] {
  const { known, wijkteam, checked } = totals;
  return [
    say('total.municipalities', { number: totals.municipalities, regions }),
    say('total.own', { phone: known.phone, website: known.website }),
    say('total.wijkteam', {
      number: wijkteam,
      name: known['wijkteam.name'],
      phone: known['wijkteam.phone'],
      website: known['wijkteam.website'],
    }),
    checked === 0 ? say('total.unchecked') : say('total.checked', { number: checked }),
  ];
}

const views = ['region', 'known', 'age'] as const;

function switchOf(say: Say): Html {
  const choices = views.map((view) => {
    const chosen = view === views[0] ? html` checked` : null;
    return html`<label><input type="radio" name="view" value="${view}" autocomplete="off"${chosen}> ${say(`view.${view}`)}</label>`;
  });
  return html`<fieldset class="views"><legend>${say('view.legend')}</legend>${choices}</fieldset>`;
}

function legendOf(say: Say, { totals }: DeskMap): Html {
  const entry = (dot: Html, text: string, number: number): Html =>
    html`<li>${dot}<span>${text} <small>${say('count', { number })}</small></span></li>`;
  const known = totals.byCount.flatMap((number, count) => {
    return number === 0 ? [] : [entry(knownDot(count), say('known', { number: count, all: parts.length }), number)];
  });
  const age = ages.map((one) => entry(ageDot(one), say(`age.${one}`), totals.byAge[one]));
  return html`<div class="legend"><div class="by-region"><p>${say('hint.region')}</p></div>
    <div class="by-known"><p>${say('hint.known')}</p><ul>${known}</ul></div>
    <div class="by-age"><p>${say('hint.age')}</p><ul>${age}</ul></div></div>`;
}

/** Shown by the script, which fills in the names: to find a dot by its name, and the name of a dot. */
function pointer(say: Say): Html {
  return html`<div class="point" hidden><label for="point">${say('point.label')}</label>
    <select id="point" autocomplete="off"><option value="">${say('point.none')}</option></select>
    <p class="small">${say('point.hint')}</p><p class="said" role="status"></p></div>`;
}

function rowOf(texts: Texts, { name, completeness }: Dot): Html {
  const say = speaker(texts);
  const { known, missing, checked } = completeness;
  return html`<tr><th scope="row">${name}</th><td>${say('of', { number: known.length, all: parts.length })}</td>
    <td>${missing.length === 0 ? say('nothing') : named(say, missing)}</td><td>${sourcesOf(texts, completeness)}</td><td>${checked}</td></tr>`;
}

const columns = ['municipality', 'known', 'missing', 'sources', 'checked'] as const;

function regionOf(texts: Texts, { dots }: DeskMap, region: MapRegion): Html {
  const say = speaker(texts);
  const { number, name, colour, members, totals } = region;
  const rows = members.map((place) => dots[place]).flatMap((dot) => (dot === undefined ? [] : [rowOf(texts, dot)]));
  const heads = columns.map((column) => html`<th scope="col">${say(`column.${column}`)}</th>`);
  const title = say('list.table', { region: name });
  const counts = say('list.region', {
    number: totals.municipalities,
    wijkteam: totals.wijkteam,
    checked: totals.checked,
  });
  return html`<details><summary><b class="no c${colour}">${number}</b><span>${name} <small>${counts}</small></span></summary>
    <div class="wide" role="region" aria-labelledby="t${number}" tabindex="0"><table><caption class="hid" id="t${number}">${title}</caption>
    <thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></div></details>`;
}

/** What stands below the heading of the page, in a language of the desk. `day` is the day of the map. */
export function renderMap(texts: Texts, map: DeskMap, day: string): Html {
  const say = speaker(texts);
  const totals = totalLines(say, map.totals, map.regions.length).map((line) => html`<li>${line}</li>`);
  const summary = say('picture', { number: map.totals.municipalities });
  return html`<div class="atlas"><p>${say('intro')}</p><p class="to-list"><a href="#list">${say('to-list')}</a></p>
    <div class="sheet"><section class="list totals"><h2>${say('total.title')}</h2><ul>${totals}</ul>
    <p class="small">${say('day', { date: dayIn(texts, day) })}</p></section>
    <div class="picture">${switchOf(say)}${drawMap(map, summary, (dot) => about(texts, map, dot))}
    ${legendOf(say, map)}${pointer(say)}</div>
    <section class="regions"><h2 id="list" tabindex="-1">${say('list.title')}</h2><p>${say('list.hint')}</p>
    <div class="rows">${map.regions.map((region) => regionOf(texts, map, region))}</div></section></div></div>`;
}
