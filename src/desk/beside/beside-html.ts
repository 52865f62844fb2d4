/**
 * The two languages on the screen: rows of two, each in its own script and direction.
 */
import { sourceLanguage, type Texts } from '../../core/texts.ts';
import type { LanguageChoice } from '../../render/html.ts';
import { type Html, html } from '../../render/html-escape.ts';
import { withNumbers } from '../../render/numbers-in-text.ts';
import type { Line, Passage } from './lines.ts';

export interface BesidePage {
  readonly mine: Texts;
  readonly theirs: Texts;
  readonly languages: readonly LanguageChoice[];
}

const dutch = { lang: sourceLanguage, dir: 'ltr' } as const;

function rowOf({ kind, mine, theirs }: Line, page: BesidePage): Html {
  const cell = (text: string, texts: Texts): Html => {
    const { lang, dir } = kind === 'dutch' ? dutch : texts;
    // The sound and the meaning of a Dutch sentence are for who reads no Dutch.
    if (text === '') return html`<span></span>`;
    return html`<p class="${kind}" lang="${lang}" dir="${dir}">${withNumbers(text)}</p>`;
  };
  return html`<div class="pair">${cell(mine, page.mine)}${cell(theirs, page.theirs)}</div>`;
}

function passageOf({ lines, folded }: Passage, page: BesidePage): Html {
  const [first, ...rest] = lines;
  if (first === undefined) return html``;
  const rows = (some: readonly Line[]): readonly Html[] => some.map((line) => rowOf(line, page));
  return folded
    ? html`<details class="passage list"><summary>${rows([first])}</summary>${rows(rest)}</details>`
    : html`<section class="passage list">${rows(lines)}</section>`;
}

function choiceOf({ mine, theirs, languages }: BesidePage): Html {
  const options = languages
    .filter(({ code }) => code !== mine.lang)
    .map(
      ({ code, name }) =>
        html`<option value="${code}" lang="${code}"${code === theirs.lang ? html` selected` : null}>${name}</option>`,
    );
  return html`<label class="field">${mine.say('desk:beside.language')} <select id="their-language">${options}</select></label>`;
}

/** The whole view. Nothing of the form, of who signed in, or of what was looked up before stands on it. */
export function besideHtml(passages: readonly Passage[], page: BesidePage): Html {
  const { mine, theirs, languages } = page;
  const reviewed = languages.find(({ code }) => code === theirs.lang)?.reviewed === true;
  const unreviewed = reviewed
    ? null
    : html`<div class="pair small"><p lang="${mine.lang}" dir="${mine.dir}">${mine.say('ui:unreviewed')}</p><p lang="${theirs.lang}" dir="${theirs.dir}">${theirs.say('ui:unreviewed')}</p></div>`;
  return html`<section id="beside" aria-labelledby="beside-title"><h1 id="beside-title" tabindex="-1">${mine.say('desk:beside.title')}</h1>
    <p class="small">${mine.say('desk:beside.hint')}</p>${choiceOf(page)}
    <div id="beside-passages">${unreviewed}${passages.map((passage) => passageOf(passage, page))}</div>
    <div class="row"><button type="button" class="send" id="beside-done">${mine.say('desk:beside.done')}</button>
    <button type="button" class="line" id="beside-back">${mine.say('desk:beside.back')}</button></div></section>`;
}
