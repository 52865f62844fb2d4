/**
 * Leaving must not happen to somebody who only uses the Shift key.
 */
import { seeded } from '../../src/content/check/door-check.ts';
import { type Finding, judged, unknown } from './finding.ts';
import type { Probe } from './probe.ts';
import type { Target } from './target.ts';
import { typeRandomly } from './typist.ts';
import { arrive, type Bench, type Visit, withVisit } from './visit.ts';

/** Fields hold a few hundred characters: emptied after so many. */
const fieldful = 250;
/** Longer than leaving takes. */
const stillMs = 500;

/** Did the visitor lose the page: by another one, or because it was emptied? */
async function lost(visit: Visit): Promise<boolean> {
  return visit.departures.length > 0 || (await visit.exit().catch(() => null)) === null;
}

const typing = (characters: number): Probe => ({
  promise: 12,
  name: 'typing random characters on keyboards of several kinds does not leave',
  run: (bench, target) =>
    withVisit(bench, target, async (visit) => {
      const { page, context } = visit;
      if (target.input === null) return unknown('no line to type in was named (--input)');
      await arrive(visit, target);
      const field = page.locator(target.input).first();
      const session = await context.newCDPSession(page);
      const random = seeded(4095);
      visit.watch();
      let [done, shifts, arrived] = [0, 0, 0];
      while (done < characters) {
        await field.fill('');
        await field.focus();
        const typed = await typeRandomly(session, random, fieldful);
        done += typed.characters;
        shifts += typed.shifts;
        if (await lost(visit)) return judged(false, `it left after ${done} characters and ${shifts} presses of Shift`);
        arrived += (await field.inputValue()).length;
      }
      await page.waitForTimeout(stillMs);
      const seen = `${done} typed with ${shifts} presses of Shift, ${arrived} arrived in the line`;
      // Typing that does not reach the line would prove nothing.
      return judged(!(await lost(visit)) && arrived > done * 0.8, seen);
    }),
});

/** Uses Shift three times for something else, and looks whether that left. */
function harmless(name: string, use: (visit: Visit, target: Target) => Promise<void>): Probe {
  return {
    promise: 12,
    name: `${name} does not leave`,
    run: (bench: Bench, target: Target): Promise<Finding> =>
      withVisit(bench, target, async (visit) => {
        await arrive(visit, target);
        visit.watch();
        await use(visit, target);
        await visit.page.waitForTimeout(stillMs);
        return judged(!(await lost(visit)), (await lost(visit)) ? 'it left' : 'it stayed');
      }),
  };
}

const shiftTab = harmless('Shift+Tab three times', async ({ page }) => {
  for (let time = 0; time < 3; time++) await page.keyboard.press('Shift+Tab');
});

const shiftClick = harmless('a click with Shift held, three times,', async ({ page }) => {
  for (let time = 0; time < 3; time++) {
    await page.keyboard.down('Shift');
    // The lower edge of the window, where nothing is to be clicked on.
    await page.mouse.click(2, (page.viewportSize()?.height ?? 600) - 2);
    await page.keyboard.up('Shift');
  }
});

const held = harmless('Shift held down', async ({ page }) => {
  // A key that is pressed again without having been let go repeats.
  for (let repeat = 0; repeat < 40; repeat++) await page.keyboard.down('Shift');
  await page.keyboard.up('Shift');
});

const selecting = harmless('selecting with Shift and the arrow keys, three times,', async ({ page }) => {
  for (let time = 0; time < 3; time++) await page.keyboard.press('Shift+ArrowRight');
});

export const misfireProbes = (characters: number): readonly Probe[] => [
  typing(characters),
  shiftTab,
  shiftClick,
  held,
  selecting,
];
