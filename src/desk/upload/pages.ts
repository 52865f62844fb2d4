/**
 * What the editors' page shows. Whatever comes from a file is text and nothing else.
 */
import { wordsOf, wordsOfFound } from '../../content/referral-sheet/fault-words.ts';
import { exchangeFormats } from '../../content/referral-sheet/format.ts';
import type { Change, SheetFault } from '../../content/referral-sheet/import.ts';
import { readableChange } from '../../content/referral-sheet/readable.ts';
import type { Texts } from '../../core/texts.ts';
import { type Html, html } from '../../render/html-escape.ts';
import { fieldsEach, type MunicipalityData } from '../completeness/on-a-day.ts';
import { sheetFiles } from './contract.ts';
import { uploadStyle } from './style.ts';

/** Where the page stands; its forms lead to addresses below it. */
export const uploadPath = '/desk/data';
export const fileField = 'file';
/** In which the check of the content speaks. */
const foundLanguage = 'en';
/** What most people have a program for. */
const usual = 'xlsx';

/** What is wrong with a newer set of content, as `/healthz` says it. */
export interface RefusedSet {
  readonly problems: number;
  readonly first: { readonly file: string; readonly line: number | null } | null;
}

/** A page: its heading, what stands below, and how that looks. */
export interface UploadPage {
  readonly title: string;
  readonly main: Html;
  readonly style: string;
}

function pageOf(title: string, main: Html): UploadPage {
  return { title, main, style: uploadStyle };
}

/** What went wrong with what was sent, as `desk:upload` has words for it. */
export type Trouble = 'none' | 'wrong-kind' | 'too-large' | 'unreadable' | 'gone' | 'busy' | 'failed';

type Say = (name: string, values?: { readonly [name: string]: string | number }) => string;

function sayIn(texts: Texts): Say {
  return (name, values) => texts.say(`desk:upload.${name}`, values);
}

function paragraphs(texts: Texts, name: string): readonly Html[] {
  return texts.lines(`desk:upload.${name}`).map((line) => html`<p>${line}</p>`);
}

function section(title: string, ...content: readonly (Html | readonly Html[] | null)[]): Html {
  return html`<section class="list plain"><h2>${title}</h2>${content.flatMap((part) => part ?? [])}</section>`;
}

function note(tone: 'plain' | 'care', ...content: readonly (Html | readonly Html[])[]): Html {
  return html`<div class="note ${tone}" role="status">${content.flat()}</div>`;
}

function backLink(say: Say): Html {
  return html`<p><a class="back" href="${uploadPath}">${say('back')}</a></p>`;
}

// --- The page to begin with -------------------------------------------------------------------------------------------

export interface StartPage {
  readonly municipalities: readonly MunicipalityData[];
  /** A newer set that is not shown to visitors. */
  readonly refused: RefusedSet | null;
  readonly trouble: Trouble | null;
}

function refusedNote(say: Say, { first, problems }: RefusedSet): Html {
  const where = first === null ? null : html`<p>${first.file}${first.line === null ? null : `:${first.line}`}</p>`;
  return note('care', html`<p>${say('not-served', { problems })}</p>`, where ?? []);
}

function completeness(say: Say, municipalities: readonly MunicipalityData[]): Html {
  const sum = (of: (one: MunicipalityData) => number): number =>
    municipalities.reduce((total, one) => total + of(one), 0);
  const known = sum((one) => one.known);
  const all = municipalities.length * fieldsEach;
  const heads = ['municipality', 'known', 'checked', 'oldest'].map(
    (name) => html`<th scope="col">${say(`head-${name}`)}</th>`,
  );
  const rows = municipalities.map(
    (one) =>
      html`<tr><th scope="row">${one.name}</th><td>${one.known}/${fieldsEach}</td><td>${one.checked}</td><td>${one.oldest ?? '–'}</td></tr>`,
  );
  return section(
    say('standing-title'),
    html`<p>${say('standing', { known, all })}</p><p>${say('standing-checked', { checked: sum((one) => one.checked) })}</p>`,
    html`<details><summary>${say('each-municipality')}</summary><table class="data"><thead><tr>${heads}</tr></thead><tbody>${rows}</tbody></table></details>`,
  );
}

function downloadForm(say: Say, municipalities: readonly MunicipalityData[]): Html {
  const places = municipalities.map(({ code, name }) => html`<option value="${code}">${name}</option>`);
  const formats = exchangeFormats.map(
    (format) =>
      html`<label class="pick"><input type="radio" name="format" value="${format}"${format === usual ? html` checked` : null}>${say(`format-${format}`)}</label>`,
  );
  return html`<form class="keep" method="post" action="${uploadPath}/download" autocomplete="off">
    <label>${say('municipality')}<select name="municipality"><option value="">${say('everything')}</option>${places}</select></label>
    <fieldset><legend>${say('format')}</legend>${formats}</fieldset>
    <button class="send">${say('download')}</button></form>`;
}

function uploadForm(say: Say): Html {
  const accepted = exchangeFormats.map((format) => `.${sheetFiles[format].ending}`).join(',');
  return html`<form class="keep" method="post" action="${uploadPath}/look" enctype="multipart/form-data">
    <label>${say('file')}<input type="file" name="${fileField}" accept="${accepted}" required></label>
    <button class="send">${say('look')}</button></form>`;
}

/** Where an editor begins. */
export function startPage(texts: Texts, { municipalities, refused, trouble }: StartPage): UploadPage {
  const say = sayIn(texts);
  const main = html`${trouble === null ? null : note('care', html`<p>${say(`trouble-${trouble}`)}</p>`)}
    ${refused === null ? null : refusedNote(say, refused)}
    <div class="intro">${paragraphs(texts, 'intro')}</div>
    ${section(say('download-title'), paragraphs(texts, 'download-text'), downloadForm(say, municipalities))}
    ${section(say('send-title'), paragraphs(texts, 'send-text'), uploadForm(say))}
    ${completeness(say, municipalities)}`;
  return pageOf(say('title'), main);
}

// --- What a file would do ---------------------------------------------------------------------------------------------

function changeItem(texts: Texts, change: Change): Html {
  const say = sayIn(texts);
  const { name, entry, field } = change;
  const { before, after } = readableChange(change, texts);
  const value = (text: string | null): Html => (text === null ? html`<i>${say('empty')}</i>` : html`${text}`);
  return html`<li><h2>${name} <span class="small">${entry} · ${field}</span></h2>
    <dl><div class="was"><dt>${say('was')}</dt><dd>${value(before)}</dd></div><div class="will"><dt>${say('will-be')}</dt><dd>${value(after)}</dd></div></dl></li>`;
}

/** What would change, to be said yes to. `again`: it is not what was shown before. */
export function changesPage(texts: Texts, changes: readonly Change[], key: string, again: boolean): UploadPage {
  const say = sayIn(texts);
  const main = html`${again ? note('care', paragraphs(texts, 'again')) : null}
    <p>${say('changes-count', { changes: changes.length })}</p>
    <ol class="changes">${changes.map((change) => changeItem(texts, change))}</ol>
    ${note('plain', paragraphs(texts, 'apply-text'))}
    <form class="keep" method="post" action="${uploadPath}/apply"><input type="hidden" name="key" value="${key}">
    <button class="send">${say('apply')}</button></form>${backLink(say)}`;
  return pageOf(say('changes-title'), main);
}

/** The file says what is there already. */
export function nothingNewPage(texts: Texts): UploadPage {
  const say = sayIn(texts);
  return pageOf(say('nothing-title'), html`${paragraphs(texts, 'nothing-text')}${backLink(say)}`);
}

/** What the check of the content says is English: told beforehand to whoever reads another language. */
function faultWords(texts: Texts, wrong: SheetFault['wrong']): Html {
  const { message, cure } = 'found' in wrong ? wordsOfFound(wrong) : wordsOf(wrong, texts);
  const words = html`<p>${message}</p><p class="cure">${cure}</p>`;
  if (!('found' in wrong) || texts.lang === foundLanguage) return words;
  return html`<p>${texts.say('desk:fault.in-english')}</p><div lang="${foundLanguage}">${words}</div>`;
}

function faultItem(texts: Texts, { sheet, row, column, wrong }: SheetFault): Html {
  const say = sayIn(texts);
  const places = [
    [say('sheet'), sheet],
    [say('row'), row],
    [say('column'), column],
  ] as const;
  const where = places.flatMap(([name, value]) =>
    value === null ? [] : html`<span class="where">${name} <b>${value}</b></span>`,
  );
  return html`<li><h2>${where}</h2>${faultWords(texts, wrong)}</li>`;
}

/** Whoever mends so many sends the file again; a page of thousands would not open on her phone. */
const mostFaultsShown = 100;

/** What is wrong in the file; nothing was changed. */
export function faultsPage(texts: Texts, faults: readonly SheetFault[]): UploadPage {
  const say = sayIn(texts);
  const main = html`${note('care', paragraphs(texts, 'refused-text'))}
    <p>${say('faults-count', { faults: faults.length })}</p>
    ${faults.length > mostFaultsShown ? html`<p>${say('faults-first', { faults: mostFaultsShown })}</p>` : null}
    <ol class="changes">${faults.slice(0, mostFaultsShown).map((fault) => faultItem(texts, fault))}</ol>
    ${section(say('send-again'), uploadForm(say))}${backLink(say)}`;
  return pageOf(say('refused-title'), main);
}

/** It is written. `minutes`: until visitors see it; null: not before the server starts again. */
export function donePage(texts: Texts, minutes: number | null): UploadPage {
  const say = sayIn(texts);
  const when = minutes === null ? say('done-restart') : say('done-seen', { minutes });
  return pageOf(say('done-title'), html`${paragraphs(texts, 'done-text')}<p>${when}</p>${backLink(say)}`);
}
