/**
 * The ways to leave: without scripts, by keyboard, by touch.
 */
import type { Page } from 'playwright-core';
import { judged } from './finding.ts';
import { shot } from './pixels.ts';
import type { Probe } from './probe.ts';
import { arrive, middleOf, type Visit, withVisit } from './visit.ts';

/** Between two presses of somebody in a hurry. */
const pauseMs = 250;
/** How long an announcement may take to reach a screen reader's live region. */
const announceMs = 600;
const windowMs = 5_000;
/** How long nothing must happen before "it did not leave" is believed. */
const stillMs = 700;

async function press({ page }: Visit, times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await page.keyboard.press('Shift');
    await page.waitForTimeout(pauseMs);
  }
}

/** What the polite live regions of the page say at this moment. */
function announced(page: Page): Promise<string> {
  return page.evaluate(() =>
    [...document.querySelectorAll('[role=status],[aria-live=polite],output')]
      .map(({ textContent }) => (textContent ?? '').trim())
      .join(' ')
      .trim(),
  );
}

async function announcedAnew(page: Page, before: string): Promise<string | null> {
  for (const until = Date.now() + announceMs; Date.now() < until; await page.waitForTimeout(50)) {
    const now = await announced(page);
    if (now !== before && now !== '') return now;
  }
  return null;
}

const withoutScripts: Probe = {
  promise: 9,
  name: 'it works without JavaScript',
  run: (bench, target) =>
    withVisit(
      bench,
      target,
      async (visit) => {
        await visit.page.goto(target.url);
        if ((await visit.exit()) === null) return judged(false, 'there is nothing to leave with');
        await visit.clickExit();
        return judged(await visit.left(), visit.departures[0] ?? 'the click did nothing');
      },
      { javaScriptEnabled: false },
    ),
};

const threeShifts: Probe = {
  promise: 10,
  name: 'Shift pressed three times within 5 seconds leaves, and twice does not',
  run: (bench, target) =>
    withVisit(bench, target, async (visit) => {
      await arrive(visit, target, target.told);
      visit.watch();
      await press(visit, 2);
      if (await visit.left(stillMs)) return judged(false, 'it left after two presses');
      await press(visit, 1);
      return judged(await visit.left(), visit.departures[0] ?? 'three presses did nothing');
    }),
};

const progress: Probe = {
  promise: 10,
  name: 'the first and the second press show on the screen and are announced politely',
  run: (bench, target) =>
    withVisit(bench, target, async (visit) => {
      const { page, context } = visit;
      await arrive(visit, target, target.told);
      const session = await context.newCDPSession(page);
      const complaints: string[] = [];
      const sayings: string[] = [];
      let [picture, saying] = [await shot(session), await announced(page)];
      for (const count of ['first', 'second']) {
        await page.keyboard.press('Shift');
        const said = await announcedAnew(page, saying);
        const now = await shot(session);
        if (said === null) complaints.push(`nothing announced after the ${count} press`);
        if (now === picture) complaints.push(`nothing to be seen after the ${count} press`);
        sayings.push(said ?? '');
        [picture, saying] = [now, said ?? saying];
      }
      return judged(
        complaints.length === 0,
        complaints.length === 0 ? `announced: ${sayings.join(' / ')}` : complaints.join('; '),
      );
    }),
};

const slowShifts: Probe = {
  promise: 10,
  name: 'three presses of Shift in more than 5 seconds do not leave',
  run: (bench, target) =>
    withVisit(bench, target, async (visit) => {
      await arrive(visit, target, target.told);
      visit.watch();
      await press(visit, 2);
      await visit.page.waitForTimeout(windowMs);
      await press(visit, 1);
      return judged(!(await visit.left(stillMs)), visit.departures[0] ?? 'it stayed');
    }),
};

const enter: Probe = {
  promise: 10,
  name: 'Tab and Enter leave',
  run: (bench, target) =>
    withVisit(bench, target, async (visit) => {
      const { page } = visit;
      await arrive(visit, target);
      for (let stop = 1; stop <= 10; stop++) {
        await page.keyboard.press('Tab');
        const there = await page.evaluate((exit) => document.activeElement?.closest(exit) != null, target.exit);
        if (!there) continue;
        visit.watch();
        await page.keyboard.press('Enter');
        return judged(await visit.left(), `Tab ×${stop}, Enter: ${visit.departures[0] ?? 'nothing happened'}`);
      }
      return judged(false, 'ten presses of Tab do not reach it');
    }),
};

const touch: Probe = {
  promise: 11,
  name: 'a tap with a finger leaves',
  run: (bench, target) =>
    withVisit(
      bench,
      target,
      async (visit) => {
        await arrive(visit, target, target.told);
        visit.watch();
        const place = await visit.exit();
        if (place === null) return judged(false, 'there is nothing to tap');
        await visit.page.touchscreen.tap(...middleOf(place));
        return judged(await visit.left(), visit.departures[0] ?? 'the tap did nothing');
      },
      { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } },
    ),
};

export const wayProbes: readonly Probe[] = [withoutScripts, threeShifts, progress, slowShifts, enter, touch];
