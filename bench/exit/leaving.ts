/**
 * The moment of leaving: what is seen, how fast, and what the history holds.
 */
import { judged, withoutComplaint } from './finding.ts';
import { type FirstFrames, recordFrames, visibleLines } from './in-page.ts';
import { shot, survivingShare } from './pixels.ts';
import type { Probe } from './probe.ts';
import { arrive, elsewhere, middleOf, type Visit, withVisit } from './visit.ts';

const recorder = (exit: string): string => `(${recordFrames})(${visibleLines}, ${JSON.stringify(exit)})`;
/** Longer than everything that is looked at before the neutral page comes. */
const slowLineMs = 1_500;
/** Lines of the page's own frame may fall where lines were before. */
const unchanged = 0.001;
const runs = 5;
const budgetMs = 300;
const stepsBack = 8;

const blank: Probe = {
  promise: 1,
  name: 'the page is blank in the first frame painted after the click, before another page is there',
  run: (bench, target) =>
    withVisit(
      bench,
      target,
      async (visit) => {
        const { page, context } = visit;
        // While another page is on its way this one cannot be asked anything: it has to tell by itself.
        const frames = new Promise<FirstFrames>((resolve) => {
          void page.exposeBinding('tellExitFrames', (_source, told: FirstFrames) => resolve(told));
        });
        visit.slowLine(slowLineMs);
        await arrive(visit, target, target.told);
        const session = await context.newCDPSession(page);
        const before = await shot(session);
        await visit.clickExit();
        const told = await Promise.race([frames, page.waitForTimeout(slowLineMs / 2).then(() => null)]);
        if (told === null) return judged(false, 'no frame was painted, or the click did not arrive');
        const after = await shot(session);
        const share = await survivingShare(bench.browser, before, after);
        const percent = `${(share * 100).toFixed(1)} % of the picture left`;
        if (told.blankAt === null) return judged(false, `${told.first.length} lines can still be read; ${percent}`);
        const seen = `blank at frame ${told.blankAt}, ${Math.round(told.milliseconds)} ms after the click; ${percent}`;
        return judged(told.blankAt === 1 && share < unchanged, seen);
      },
      {},
      recorder(target.exit),
    ),
};

const fast: Probe = {
  promise: 2,
  name: `the neutral page is there within ${budgetMs} ms, when the line takes no time`,
  timed: true,
  run: async (bench, target) => {
    const times: number[] = [];
    for (let run = 0; run < runs; run++) {
      await withVisit(bench, target, async (visit) => {
        await arrive(visit, target, target.told);
        const place = await visit.exit();
        if (place === null) return;
        visit.watch();
        await visit.page.mouse.move(...middleOf(place));
        const clicked = performance.timeOrigin + performance.now();
        await visit.page.mouse.down();
        await visit.page.mouse.up();
        if (!(await visit.left())) return;
        const there = await visit.page.evaluate(() => {
          const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]; // what that type names
          return performance.timeOrigin + (navigation?.domContentLoadedEventEnd ?? Number.POSITIVE_INFINITY);
        });
        times.push(there - clicked);
      });
    }
    if (times.length < runs) return judged(false, `${runs - times.length} of ${runs} clicks did not get there`);
    times.sort((one, other) => one - other);
    const [median, worst] = [times[Math.floor(runs / 2)] ?? 0, times.at(-1) ?? 0];
    return judged(worst < budgetMs, `median ${Math.round(median)} ms, worst of ${runs} ${Math.round(worst)} ms`);
  },
};

/** Where Back or Forward leads, and how many of the lines that were left can be read there. */
async function turnPages(
  { page }: Visit,
  way: 'goBack' | 'goForward',
  leftLines: readonly string[],
): Promise<string[]> {
  const shown: string[] = [];
  for (let step = 1; step <= stepsBack; step++) {
    const before = page.url();
    // A page that cannot be shown again ("confirm form resubmission") shows nothing, which is what is wanted.
    const response = await page[way]({ timeout: 3_000 }).catch(() => null);
    if (response === null && page.url() === before) break;
    await page.waitForTimeout(300);
    const lines = new Set(await page.evaluate(visibleLines, false).catch((): string[] => []));
    const again = leftLines.filter((line) => lines.has(line)).length;
    const name = way === 'goBack' ? 'Back' : 'Forward';
    if (again > 0) shown.push(`${name} ${step} shows ${again} of ${leftLines.length} lines again`);
    if (page.url() === 'about:blank') break;
  }
  return shown;
}

const back: Probe = {
  promise: 3,
  name: 'Back and Forward show nothing of it afterwards',
  run: (bench, target) =>
    withVisit(bench, target, async (visit) => {
      await visit.page.goto(elsewhere);
      await arrive(visit, target, target.told);
      const lines = await visit.page.evaluate(visibleLines, false);
      await visit.clickExit();
      if (!(await visit.left())) return judged(false, 'the click did not leave the page');
      const shown = [...(await turnPages(visit, 'goBack', lines)), ...(await turnPages(visit, 'goForward', lines))];
      return withoutComplaint(shown, `none of ${lines.length} lines`);
    }),
};

const historyLength: Probe = {
  promise: 4,
  name: 'the history is as long as when the page was opened',
  run: (bench, target) =>
    withVisit(bench, target, async (visit) => {
      const length = (): Promise<number> => visit.page.evaluate(() => history.length);
      await visit.page.goto(elsewhere);
      await visit.page.goto(target.url);
      const opened = await length();
      await target.told.walk(visit.page);
      const told = await length();
      await visit.clickExit();
      if (!(await visit.left())) return judged(false, 'the click did not leave the page');
      const after = await length();
      return judged(opened === told && told === after, `opened ${opened}, before the exit ${told}, after it ${after}`);
    }),
};

export const leavingProbes: readonly Probe[] = [blank, fast, back, historyLength];
