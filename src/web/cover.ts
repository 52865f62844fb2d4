/**
 * A cover over the page while nobody looks at it, and a clock that empties it when nobody does anything.
 */

/** Long enough to dial a number and to speak for a while; then whoever finds the phone finds nothing. */
export const idleMs = 12 * 60_000;
/** How long before that the page asks whether somebody is there. */
export const warningMs = 2 * 60_000;

export interface CoverTexts {
  readonly title: string;
  readonly carryOn: string;
  readonly warning: string;
  readonly stay: string;
}

export interface CoverOptions {
  /** The words in the language of the moment. */
  readonly texts: () => CoverTexts;
  /** Milliseconds; any clock that goes on while the device sleeps. */
  readonly now: () => number;
  readonly wipe: () => void;
  /** Whether there is anything to cover or to empty. */
  readonly hasBegun: () => boolean;
  /** When the page was hidden. */
  readonly hidden: () => void;
}

/** What had the focus before anything was laid over it. */
let before: Element | null = null;

/** Lays a box over everything but the way out. What lies under it can be neither seen, read aloud nor reached. */
function lay(name: string, words: readonly string[], label: string, done: () => void): void {
  if (document.getElementById('cover') === null) before = document.activeElement;
  lift();
  const box = document.createElement('div');
  box.id = 'cover';
  // Not modal for a screen reader: the way out stands beside it and must stay within reach.
  box.setAttribute('role', 'dialog');
  box.setAttribute('aria-labelledby', 'cover-says');
  box.className = name;
  for (const text of words) {
    const line = document.createElement('p');
    line.id = 'cover-says';
    line.textContent = text;
    box.append(line);
  }
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'opt';
  button.textContent = label;
  button.onclick = () => {
    lift();
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    before = null;
    done();
  };
  box.append(button);
  document.body.append(box);
  document.body.classList.add('covered');
  button.focus({ preventScroll: true });
}

function lift(): void {
  document.getElementById('cover')?.remove();
  document.body.classList.remove('covered');
}

/** Starts watching. The result takes the cover away, for when the page empties itself. */
export function watchOver({ texts, now, wipe, hasBegun, hidden }: CoverOptions): { readonly lift: () => void } {
  let lastSeen = now();
  const isThere = (): void => {
    lastSeen = now();
  };
  const look = (): void => {
    // The clock was set back.
    if (now() < lastSeen) isThere();
    if (!hasBegun()) return;
    const idle = now() - lastSeen;
    if (idle >= idleMs) {
      lift();
      wipe();
    } else if (idle >= idleMs - warningMs && document.querySelector('#cover.asks') === null) {
      const { warning, stay } = texts();
      lay('asks', [warning], stay, isThere);
    }
  };
  const hide = (): void => {
    hidden();
    const { title, carryOn } = texts();
    if (hasBegun() && document.getElementById('cover') === null) lay('hides', [title], carryOn, isThere);
  };
  // Timers sleep when the device does, so the clock is what counts, and it is looked at before a sign counts.
  setInterval(look, 5_000);
  for (const sign of signs)
    addEventListener(
      sign,
      () => {
        look();
        if (document.getElementById('cover') === null) isThere();
      },
      { capture: true, passive: true },
    );
  const turn = (): void => (document.visibilityState === 'hidden' ? hide() : look());
  document.addEventListener('visibilitychange', turn);
  // It may have been hidden before this began.
  turn();
  return {
    lift() {
      lift();
      before = null;
    },
  };
}

/** What shows that somebody is there. A click alone, for those whose device sends nothing else. */
const signs = ['pointerdown', 'keydown', 'scroll', 'input', 'click', 'submit'] as const;
