/**
 * What runs inside the page that is measured. Each function is sent there as text, so it uses nothing from outside itself.
 */

/** A piece of text that can be read, and what stands in fields. `inView`: only what shows without scrolling. */
export function visibleLines(inView: boolean): string[] {
  const lines: string[] = [];
  const roots: (Document | ShadowRoot)[] = [document];
  const standsOut = (element: Element, box: DOMRect): boolean => {
    const own = element.getBoundingClientRect();
    if (box.width < 2 || box.height < 2 || own.width < 2 || own.height < 2) return false;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
    const x = box.left + Math.min(box.width / 2, 20);
    const y = box.top + box.height / 2;
    if (x < 0 || y < 0 || x >= innerWidth || y >= innerHeight) return !inView;
    const top = (element.getRootNode() as Document | ShadowRoot).elementFromPoint(x, y);
    return top !== null && (element.contains(top) || top.contains(element));
  };
  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot !== null) roots.push(element.shadowRoot);
      if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement) {
        const shown = element.type !== 'hidden' && standsOut(element, element.getBoundingClientRect());
        if (shown && element.value !== '') lines.push(element.value);
      }
      if (/^(script|style|title|noscript)$/i.test(element.tagName)) continue;
      for (const node of element.childNodes) {
        const text = node.nodeType === Node.TEXT_NODE ? (node.nodeValue ?? '').replace(/\s+/g, ' ').trim() : '';
        if (text === '') continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        const box = range.getClientRects()[0];
        if (box !== undefined && standsOut(element, box)) lines.push(text);
      }
    }
  }
  return lines;
}

/** Everything the page still holds, shown or not: all text and all values of fields. */
export function heldText(): string {
  const fields = [...document.querySelectorAll<HTMLInputElement>('input,textarea')];
  return [document.documentElement?.textContent ?? '', ...fields.map(({ value }) => value)].join('\n');
}

export interface FirstFrames {
  /** Which painted frame after the click was the first to show no text that stood there before; null: none of the first ten. */
  blankAt: number | null;
  /** How long after the click that frame was painted. */
  milliseconds: number;
  /** What could still be read in the first frame after the click. */
  first: string[];
}

/** Notes what can be read in each frame painted after a click on the button. Must be there before the page's own scripts. */
export function recordFrames(read: (inView: boolean) => string[], exit: string): void {
  const frames: FirstFrames = { blankAt: null, milliseconds: 0, first: [] };
  // The bench puts it on the window, whose type does not have it; perhaps later than this.
  const bench = window as unknown as { tellExitFrames?: (frames: FirstFrames) => void };
  addEventListener(
    'click',
    ({ target }) => {
      if (!(target instanceof Element) || target.closest(exit) === null) return;
      const before = new Set(read(true));
      const clicked = performance.now();
      let count = 0;
      const next = (): void => {
        const painted = new MessageChannel();
        // A message posted while a frame is made arrives when it has been painted.
        painted.port1.onmessage = () => {
          count++;
          const lines = read(true).filter((line) => before.has(line));
          if (count === 1) frames.first = lines;
          frames.milliseconds = performance.now() - clicked;
          if (lines.length === 0) frames.blankAt = count;
          if (lines.length === 0 || count === 10) bench.tellExitFrames?.(frames);
          else requestAnimationFrame(next);
        };
        painted.port2.postMessage(null);
      };
      requestAnimationFrame(next);
    },
    true,
  );
}

export interface Place {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly inView: boolean;
  /** What lies over it, at the first of centre and corners where something does; null: nothing. */
  readonly coveredBy: string | null;
}

/** Where the button is and whether a finger reaches it. Null: there is none that can be seen. `bring`: into view first. */
export function placeOf({ exit, bring }: { exit: string; bring: boolean }): Place | null {
  const sized = [...document.querySelectorAll<HTMLElement>(exit)].filter((element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 2 && height > 2 && element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  });
  const button = sized[0];
  if (button === undefined) return null;
  if (bring) button.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  const { left, top, right, bottom, width, height } = button.getBoundingClientRect();
  // A round corner is not part of the button: the nearest point that is lies 0.3 of the radius inside.
  const radius = Math.min(Number.parseFloat(getComputedStyle(button).borderTopLeftRadius) || 0, width / 2, height / 2);
  const inset = radius * 0.3 + 1;
  const points: [number, number][] = [
    [(left + right) / 2, (top + bottom) / 2],
    [left + inset, top + inset],
    [right - inset, top + inset],
    [left + inset, bottom - inset],
    [right - inset, bottom - inset],
  ];
  let coveredBy: string | null = null;
  for (const [x, y] of points) {
    const over = document.elementFromPoint(x, y);
    if (over === null || !button.contains(over)) {
      coveredBy = over === null ? 'the edge of the window' : over.outerHTML.slice(0, 60);
      break;
    }
  }
  const inView = left >= 0 && top >= 0 && right <= innerWidth + 0.5 && bottom <= innerHeight + 0.5;
  return { left, top, width, height, inView, coveredBy };
}

/** Scrolls the page and everything in it that scrolls: 0 to the top, 1 to the end. */
export function scrollAll(share: number): void {
  for (const element of [document.documentElement, ...document.querySelectorAll('*')]) {
    const room = element.scrollHeight - element.clientHeight;
    if (room > 1) element.scrollTop = room * share;
  }
}

/** The names of everything kept in the browser for this origin. */
export async function keptHere(): Promise<string[]> {
  const kept: string[] = [];
  const look = async (name: string, keys: () => Promise<string[]> | string[]): Promise<void> => {
    try {
      for (const key of await keys()) kept.push(`${name}: ${key}`);
    } catch {
      // What the browser refuses to this page cannot hold anything of it.
    }
  };
  await look('localStorage', () => Object.keys(localStorage));
  await look('sessionStorage', () => Object.keys(sessionStorage));
  await look('IndexedDB', async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));
  await look('caches', () => caches.keys());
  await look('service worker', async () =>
    (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
  );
  return kept;
}
