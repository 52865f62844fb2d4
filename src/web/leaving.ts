/**
 * Leaving the page: by its button, or by three presses of Shift (the pattern "Exit this page" of GOV.UK).
 */

/** How long the page around a frame may take to empty itself before the frame replaces it. */
const patienceMs = 150;

/** The page empties itself before anything else, because another page takes time to come on a slow line. */
export function leave(): void {
  const to = document.querySelector<HTMLAnchorElement>('[data-exit]')?.href;
  document.body.replaceChildren();
  if (to === undefined) return;
  // Replaced in the history, so that Back does not return here.
  if (parent === window) {
    location.replace(to);
    return;
  }
  // In a frame the page around it goes as well. A loader there empties it and leaves: before the page can ask "leave this
  // site?" or tell its statistics. Where there is none, this frame is still here a moment later, and does it.
  parent.postMessage({ wegwijzer: 'leave', to }, '*');
  setTimeout(() => top?.location.replace(to), patienceMs);
}

const pressesToLeave = 3;
const withinMs = 5_000;

/** Where capitals are typed Shift belongs to the text, also on keyboards on the screen, which press it by themselves. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input,textarea,select,[contenteditable]') !== null;
}

/**
 * Counts presses of Shift: any other key, a pointer, typing, or too long a pause, and it begins anew. `tell` is told
 * how many have been counted.
 */
export function watchShift(tell: (presses: number) => void, enough: () => void): void {
  let presses: number[] = [];
  let shiftIsDown = false;
  const count = (kept: number[]): void => {
    if (kept.length !== presses.length) tell(kept.length);
    presses = kept;
  };
  addEventListener('keydown', (event) => {
    // Held down, Shift repeats; a press counts when it is let go without another key in between.
    const isAlone = !(event.altKey || event.ctrlKey || event.metaKey);
    // With Alt or Control it changes the keyboard's language.
    shiftIsDown = event.key === 'Shift' && isAlone && !isTyping(event.target);
    if (!shiftIsDown) count([]);
  });
  addEventListener('keyup', (event) => {
    if (event.key !== 'Shift' || !shiftIsDown) return;
    shiftIsDown = false;
    const recent = [...presses, event.timeStamp].filter((press) => event.timeStamp - press <= withinMs);
    count(recent);
    if (recent.length >= pressesToLeave) enough();
    else setTimeout(() => count(presses.filter((press) => performance.now() - press <= withinMs)), withinMs + 1);
  });
  for (const other of ['pointerdown', 'focusin', 'blur'])
    addEventListener(other, () => {
      shiftIsDown = false;
      count([]);
    });
}
