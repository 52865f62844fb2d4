/**
 * The loader on a partner's page: defines `<weg-wijzer>`, a button that opens the talk in a frame of our own origin.
 * Until the button is pressed it loads nothing. It keeps nothing, sends nothing, and adds nothing to the history.
 *
 * It runs in a page that is not ours, so everything stands in a closed shadow root with a constructed style sheet: no
 * rule of the page reaches in, and the strictest content security policy lets it work. It is small on purpose
 * (`test/web/loader.size.test.ts`): what a browser does by itself is left to the browser.
 */
import { frameAddress, secureAddress } from './loader-settings.ts';

// Put in by the server: one word a language (`nl Informatie|en Information|…`), and the neutral page to leave for.
declare const WORDS: string;
declare const EXIT_URL: string;

/** Where we lie. A script of type module does not know: it stops here, and the partner's own link stays. */
const loader = (document.currentScript as HTMLScriptElement).src; // No SVG script includes us.

/** `all:initial` keeps out what the page hands down. The whole screen on a phone, a panel at the side elsewhere. */
const style = new CSSStyleSheet();
style.replaceSync(`
button,dialog{all:initial;position:fixed;bottom:0;inset-inline-end:0;margin:1em;\
background:var(--wegwijzer-accent,#1c5450);color:var(--wegwijzer-on-accent,#fff)}
button{padding:.7em 1em;border:2px solid;border-radius:2em;font:600 medium system-ui;outline:revert;z-index:9999}
dialog{display:flex;flex-flow:column;margin:0;width:min(27em,100%);height:100%}
dialog button{position:static;margin:4px;align-self:end}
iframe{flex:1;border:0}`);

function make<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, properties: object): HTMLElementTagNameMap[Tag] {
  return Object.assign(document.createElement(tag), properties);
}

/** The element that was opened last, and its frame: it stands in the page while it is open, and is taken out then. */
let opened: Element;
let frame: HTMLIFrameElement | undefined;
let close = (): void => {};

/**
 * Empties the page at once, then replaces it. Opening the document anew also takes away what the page listens to: no
 * question "leave this site?" and no last message to its statistics hold up the way out.
 */
function leave(proposed?: unknown): void {
  const exit = secureAddress(opened.getAttribute('exit-url') ?? proposed) ?? EXIT_URL;
  close();
  // The neutral page does not learn either where the visitor was.
  document.documentElement.replaceChildren(make('meta', { name: 'referrer', content: 'no-referrer' }));
  try {
    document.open();
  } finally {
    location.replace(exit); // Also where a page written as XML cannot be opened anew.
  }
}

class Signpost extends HTMLElement {
  declare done?: true;

  /** Makes the button. What stands in the element (a link for when there are no scripts, or words) is its label. */
  connectedCallback(): void {
    if (this.done) return;
    this.done = true;
    // The first of them where the page speaks a language that we do not.
    const words = WORDS.split('|').map((word) => word.split(' '));
    const found = words.find(([code]) => this.matches(`:lang(${code})`)) ?? words[0];
    const [lang, ariaLabel] = found as [string, string]; // Each is a code and a word.
    const spoken = { lang, dir: 'auto' };
    const button = make('button', { ...spoken, textContent: this.textContent.trim() || ariaLabel });
    button.onclick = () => {
      opened = this;
      frame = make('iframe', {
        ariaLabel,
        src: frameAddress(loader, this),
        // No storage, no look at the page around it, no word of where the visitor is. Links to call still work.
        sandbox: `allow-scripts allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox \
allow-top-navigation-by-user-activation allow-top-navigation-to-custom-protocols`,
        referrerPolicy: 'no-referrer',
        credentialless: true,
      });
      const dialog = make('dialog', { ...spoken, ariaLabel });
      close = () => {
        dialog.remove();
        button.focus();
      };
      dialog.onclose = close;
      dialog.append(make('button', { textContent: `× ${ariaLabel}`, onclick: close }), frame);
      button.after(dialog);
      dialog.showModal();
    };
    // Several on one page stand above each other.
    button.style.bottom = `${3.5 * made++}em`;
    const root = this.attachShadow({ mode: 'closed' });
    root.adoptedStyleSheets = [style];
    root.append(button);
  }
}

/** How many buttons there are. */
let made = 0;

let presses: readonly number[] = [];

/** Three presses of Shift within five seconds, as in the talk itself: here while the frame has not got the focus. */
function countPress({ key, repeat, timeStamp }: KeyboardEvent): void {
  if (!frame?.isConnected || repeat) return;
  presses = key === 'Shift' ? [timeStamp, ...presses] : [];
  // With fewer than three presses there is no third: this compares with NaN.
  if (timeStamp - (presses[2] as number) <= 5000) leave();
}

function hear({ source, data }: MessageEvent): void {
  // A frame that was taken out has no window.
  if (source && source === frame?.contentWindow && data?.wegwijzer === 'leave') leave(data.to);
}

// A page may include the loader twice.
if (!customElements.get('weg-wijzer')) {
  customElements.define('weg-wijzer', Signpost);
  addEventListener('keydown', countPress, true);
  addEventListener('message', hear);
  // Before the browser puts the page aside for the button Back.
  addEventListener('pagehide', () => close());
}
