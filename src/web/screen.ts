/**
 * What is on the page: shows replies, keeps the focus where what is new begins, and covers or empties the page.
 */
import type { Reply } from '../core/reply.ts';
import type { Texts } from '../core/texts.ts';
import {
  type ArticleName,
  type LanguageChoice,
  type Page,
  readArticle,
  renderArticle,
  renderBody,
  renderProblem,
  renderReply,
  wayBack,
} from '../render/html.ts';
import { warningMs, watchOver } from './cover.ts';
import { learning } from './learn.ts';
import { type Listening, listening } from './listen.ts';
import type { LocalTalk } from './local-talk.ts';

function elementsOf(html: string): DocumentFragment {
  const template = document.createElement('template');
  template.innerHTML = html;
  // Here the script moves the focus; asking the browser as well would only make it complain.
  template.content.querySelector('[autofocus]')?.removeAttribute('autofocus');
  return template.content;
}

const minute = 60_000;

export class Screen {
  private readonly talk: LocalTalk;
  private readonly languages: readonly LanguageChoice[];
  private readonly framed = document.documentElement.hasAttribute('data-framed');
  private readonly exitUrl = document.querySelector<HTMLAnchorElement>('[data-exit]')?.href ?? '';
  private readonly cover: { readonly lift: () => void };
  private readonly listening: Listening;
  /** Shows the page of running text that is open, again; null where the talk is on the screen. */
  private article: (() => void) | null = null;

  constructor(talk: LocalTalk, languages: readonly LanguageChoice[]) {
    this.talk = talk;
    this.languages = languages;
    this.listening = listening(window.speechSynthesis);
    this.cover = watchOver({
      texts: () => {
        const { texts } = this.talk;
        return {
          title: texts.say('ui:cover.title'),
          carryOn: texts.say('ui:cover.continue'),
          warning: texts.say('ui:idle.warning', { count: warningMs / minute }),
          stay: texts.say('ui:idle.stay'),
        };
      },
      now: Date.now,
      // What stands in a field, not yet sent, is hers as well.
      hasBegun: () => this.talk.hasBegun || fields().some(({ value }) => value !== ''),
      hidden: () => this.listening.stop(),
      wipe: () => {
        this.wipe();
        this.reopen();
        this.tell('ui:idle.wiped');
      },
    });
  }

  say(key: string): string {
    return this.talk.texts.say(key);
  }

  get lang(): string {
    return this.talk.texts.lang;
  }

  // --- What she does ---------------------------------------------------------------------------------------------------

  take(code: string): void {
    this.talk.take(code);
    this.show();
  }

  type(text: string): void {
    this.talk.type(text);
    this.show();
  }

  read(name: ArticleName, contact: string | null): void {
    const { texts } = this.talk;
    const page = this.page(true);
    const read = (): void => this.read(name, contact);
    this.swap(renderArticle(readArticle(texts, name, contact), this.talk.reply(), page, wayBack(page, true)), null);
    this.article = read;
  }

  /** Everything in another language; what was on the screen stays there. */
  speak(texts: Texts): void {
    const article = this.article;
    this.talk.texts = texts;
    this.fill(true);
    article?.();
  }

  // --- What is shown ---------------------------------------------------------------------------------------------------

  show(): void {
    const reply = this.talk.reply();
    this.swap(renderReply(reply, this.page(true)), reply);
  }

  /** The page of the server is there already: only what is true here and not there takes its place. */
  settleIn(): void {
    const fresh = elementsOf(renderReply(this.talk.reply(), this.page(false)));
    for (const part of ['.talk > .say', '.leave']) {
      const mine = fresh.querySelector<HTMLElement>(part);
      const theirs = document.querySelector(`#main ${part}`);
      if (mine === null || theirs === null) continue;
      // Nothing may move under a finger that is on its way.
      mine.style.minBlockSize = `${theirs.getBoundingClientRect().height}px`;
      theirs.replaceWith(mine);
    }
    // What a page of the server carried for the next page is not needed any more, and must not outlive the answers.
    for (const form of bareForms()) document.getElementById(form.id)?.replaceWith(form);
    this.furnish(this.talk.reply());
  }

  /** Something that went wrong or was done, said above what is on the screen. */
  tell(key: string): void {
    const note = elementsOf(renderProblem(this.talk.texts.say(key), this.talk.reply(), this.page(true)));
    const said = note.querySelector('.note');
    const main = document.getElementById('main');
    if (said === null || main === null) return;
    for (const old of main.querySelectorAll(':scope > .note')) old.remove();
    main.querySelector('#start')?.removeAttribute('id');
    main.querySelector('h1')?.after(said);
    this.focusStart();
  }

  /** Drops the answers. */
  wipe(): void {
    this.listening.forget();
    this.cover.lift();
    this.talk.wipe();
  }

  /** The beginning of a talk, on whatever page this is now. */
  reopen(): void {
    this.fill(false);
  }

  // --- The page --------------------------------------------------------------------------------------------------------

  private page(answer: boolean): Page {
    return { texts: this.talk.texts, languages: this.languages, exitUrl: this.exitUrl, framed: this.framed, answer };
  }

  private fill(answer: boolean): void {
    const { lang, dir } = this.talk.texts;
    const reply = this.talk.reply();
    document.documentElement.lang = lang;
    document.documentElement.dir = dir;
    const cover = document.getElementById('cover');
    document.body.replaceChildren(elementsOf(renderBody(reply, this.page(answer))), ...bareForms(), cover ?? '');
    this.article = null;
    this.furnish(reply);
    if (answer && cover === null) this.focusStart();
  }

  private swap(main: string, reply: Reply | null): void {
    this.listening.stop();
    this.article = null;
    document.getElementById('main')?.replaceWith(elementsOf(main));
    for (const once of document.querySelectorAll('.under .key, .glance, .langs > p')) once.remove();
    document.querySelector('.langs [open]')?.removeAttribute('open');
    // Before the focus moves: that makes the browser lay everything out, and once is enough.
    this.furnish(reply);
    scrollTo(0, 0);
    this.focusStart();
  }

  private focusStart(): void {
    document.getElementById('start')?.focus({ preventScroll: true });
  }

  /** What only a page with a script can do. */
  private furnish(reply: Reply | null): void {
    const main = document.getElementById('main');
    if (main === null) return;
    const { texts } = this.talk;
    const say = (key: string): string => texts.say(key);
    learning(main, say);
    this.listening.turn(main, texts);
    const cards = main.querySelector('.routes');
    if (cards !== null && reply?.emergency === false) cards.append(printing(say));
  }
}

function fields(): readonly HTMLInputElement[] {
  return [...document.querySelectorAll<HTMLInputElement>('#main input')];
}

/** The forms that buttons and the line belong to; here they hold nothing and go nowhere. */
function bareForms(): readonly HTMLFormElement[] {
  return ['talk', 'line'].map((id) => {
    const form = document.createElement('form');
    form.id = id;
    return form;
  });
}

/** Only numbers come on paper: no name, no reason, no sentence. Even so somebody may find it, and that is said. */
function printing(say: (key: string) => string): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'line';
  button.textContent = say('ui:print.button');
  button.onclick = () => print();
  const hint = document.createElement('p');
  hint.className = 'small';
  hint.textContent = say('ui:print.hint');
  const place = document.createElement('div');
  place.className = 'print';
  place.append(button, hint);
  return place;
}
