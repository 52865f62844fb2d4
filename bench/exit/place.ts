/**
 * Where the button is: in sight, uncovered, large enough, first in the order of the Tab key.
 */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { withoutComplaint } from './finding.ts';
import { heldText, type Place, scrollAll, visibleLines } from './in-page.ts';
import type { Probe } from './probe.ts';
import type { Screen, Target } from './target.ts';
import { tell } from './traces.ts';
import { arrive, type Bench, type Visit, withVisit } from './visit.ts';

interface Window {
  readonly name: string;
  readonly options: BrowserContextOptions;
}

/** 400 % of 1280 × 1024 leaves 320 × 256 CSS pixels (WCAG 1.4.10). */
const windows: readonly Window[] = [
  { name: '320 px', options: { viewport: { width: 320, height: 568 } } },
  { name: '400 %', options: { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 } },
  { name: '1280 px', options: { viewport: { width: 1280, height: 800 } } },
];
const scrolls = { top: 0, middle: 0.5, end: 1 };
/** WCAG 2.5.8. */
const leastTarget = 24;
const tabStops = 2;
const minutesIdle = 45;

interface Look {
  /** Such as `cards, 320 px, end`. */
  readonly where: string;
  readonly place: Place | null;
}

/** Calls `look` on every screen in a window. */
async function onEveryScreen(
  bench: Bench,
  target: Target,
  options: BrowserContextOptions,
  look: (visit: Visit, screen: Screen) => Promise<void>,
): Promise<void> {
  await withVisit(
    bench,
    target,
    async (visit) => {
      for (const screen of target.screens) {
        await arrive(visit, target, screen);
        await look(visit, screen);
      }
    },
    options,
  );
}

/** Two questions are asked of the same looks. */
const looked = new WeakMap<Target, Promise<readonly Look[]>>();

function places(bench: Bench, target: Target): Promise<readonly Look[]> {
  const looks = looked.get(target) ?? lookEverywhere(bench, target);
  looked.set(target, looks);
  return looks;
}

async function lookEverywhere(bench: Bench, target: Target): Promise<readonly Look[]> {
  const looks: Look[] = [];
  for (const { name, options } of windows) {
    await onEveryScreen(bench, target, options, async (visit, screen) => {
      const { page } = visit;
      for (const [where, share] of Object.entries(scrolls)) {
        await page.evaluate(scrollAll, share);
        // What sticks finds its place in the next frame.
        await page.evaluate(
          () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
        );
        looks.push({ where: `${screen.name}, ${name}, ${where}`, place: await visit.exit() });
      }
    });
  }
  return looks;
}

const inView: Probe = {
  promise: 13,
  name: 'it is inside the window at 320 px and at 400 %, wherever the page is scrolled to',
  run: async (bench, target) => {
    const looks = await places(bench, target);
    const complaints = looks.flatMap(({ where, place }) => {
      if (place === null) return [`${where}: not there`];
      return place.inView ? [] : [`${where}: outside, at ${Math.round(place.left)}, ${Math.round(place.top)}`];
    });
    return withoutComplaint(complaints, `${looks.length} looks on ${target.screens.length} kinds of screen`);
  },
};

const uncovered: Probe = {
  promise: 14,
  name: `nothing lies over it, and it is at least ${leastTarget} px wide and high`,
  run: async (bench, target) => {
    // Out of the window nothing can be covered: that is the question before.
    const looks = (await places(bench, target)).filter(({ place }) => place?.inView !== false);
    const complaints = looks.flatMap(({ where, place }) => [
      ...(place === null ? [`${where}: not there`] : []),
      ...(place?.coveredBy == null ? [] : [`${where}: under ${place.coveredBy}`]),
      ...(place !== null && Math.min(place.width, place.height) < leastTarget ? [`${where}: smaller`] : []),
    ]);
    const least = Math.min(...looks.map(({ place }) => Math.min(place?.width ?? 0, place?.height ?? 0)));
    return withoutComplaint(complaints, `${looks.length} looks; never less than ${Math.round(least)} px`);
  },
};

/** Makes the page believe that it is in the background, or in front again. */
function turnAway(page: Page, away: boolean): Promise<void> {
  return page.evaluate((hidden) => {
    Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
    Object.defineProperty(document, 'visibilityState', { value: hidden ? 'hidden' : 'visible', configurable: true });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  }, away);
}

function complaintAbout(where: string, place: Place | null): string[] {
  if (place === null) return [`${where}: not there`];
  if (!place.inView) return [`${where}: outside the window`];
  return place.coveredBy === null ? [] : [`${where}: under ${place.coveredBy}`];
}

const awayAndBack: Probe = {
  promise: 14,
  name: 'nothing lies over it when the page was in the background and comes back',
  run: async (bench, target) => {
    const complaints: string[] = [];
    for (const { name, options } of windows) {
      await onEveryScreen(bench, target, options, async (visit, screen) => {
        const { page } = visit;
        for (const away of [true, false]) {
          await turnAway(page, away);
          await page.waitForTimeout(50);
          const where = `${screen.name}, ${name}, ${away ? 'in the background' : 'back again'}`;
          complaints.push(...complaintAbout(where, await visit.exit()));
        }
      });
    }
    return withoutComplaint(complaints, `${target.screens.length * windows.length} times there and back`);
  },
};

const idle: Probe = {
  promise: 14,
  name: `nothing lies over it while nobody touches the page, for ${minutesIdle} minutes`,
  run: async (bench, target) => {
    const complaints: string[] = [];
    let wipedAfter: number | null = null;
    let end = '';
    for (const { name, options } of windows) {
      await withVisit(
        bench,
        target,
        async (visit) => {
          const { page } = visit;
          await page.clock.install();
          const told = await tell(visit, target);
          visit.watch();
          for (let minute = 1; minute <= minutesIdle; minute++) {
            await page.clock.fastForward(60_000);
            if (visit.departures.length > 0) {
              end = `it left by itself after ${minute} minutes`;
              return;
            }
            const place = await visit.exit();
            if (place === null && (await page.evaluate(visibleLines, false)).length === 0) {
              end = `it was blank by itself after ${minute} minutes`;
              return;
            }
            const held = await page.evaluate(heldText);
            if (wipedAfter === null && told.length > 0 && told.every((line) => !held.includes(line)))
              wipedAfter = minute;
            complaints.push(...complaintAbout(`${name}, minute ${minute}`, place));
          }
        },
        options,
      );
    }
    const kept = wipedAfter === null ? 'what was said stayed' : `what was said was gone after ${wipedAfter} minutes`;
    return withoutComplaint(complaints, end === '' ? kept : end);
  },
};

const firstStops: Probe = {
  promise: 15,
  name: `it is within the first ${tabStops} stops of the Tab key, at the start and after each turn`,
  run: async (bench, target) => {
    const complaints: string[] = [];
    const stops: string[] = [];
    await onEveryScreen(bench, target, {}, async ({ page }, { name }) => {
      for (let stop = 1; stop <= tabStops; stop++) {
        await page.keyboard.press('Tab');
        const there = await page.evaluate((exit) => document.activeElement?.closest(exit) != null, target.exit);
        if (!there) continue;
        stops.push(`${name} ${stop}`);
        return;
      }
      complaints.push(`${name}: not reached`);
    });
    return withoutComplaint(complaints, stops.join(', '));
  },
};

export const placeProbes: readonly Probe[] = [inView, uncovered, awayAndBack, idle, firstStops];
