/**
 * What a visit leaves behind: in the browser, on the line, on a server, in the tab.
 */
import { type Finding, judged, unknown } from './finding.ts';
import { heldText, keptHere, visibleLines } from './in-page.ts';
import type { Probe } from './probe.ts';
import type { Target } from './target.ts';
import { arrive, type Bench, elsewhere, type Visit, withVisit } from './visit.ts';

const typed = 'Niemand weet dat ik dit lees 7431';
/** What is shorter than this is not the talk but the frame around it ("112", "Terug"). */
const tellingLength = 25;
/** Beacons and late requests come within this time after leaving. */
const aftermathMs = 1_000;

function listed(items: readonly string[], what: string): Finding {
  return judged(
    items.length === 0,
    `${items.length} ${what}${items.length === 0 ? '' : `: ${items.slice(0, 4).join(', ')}`}`,
  );
}

async function leave(visit: Visit): Promise<boolean> {
  await visit.clickExit();
  return visit.left();
}

const notLeft = judged(false, 'the click did not leave the page');

const cookies: Probe = {
  promise: 5,
  name: 'no cookie is set, by a visit and by leaving',
  run: (bench, target) =>
    withVisit(bench, target, async (visit) => {
      await arrive(visit, target, target.told);
      const during = await visit.context.cookies();
      if (!(await leave(visit))) return notLeft;
      const after = await visit.context.cookies();
      return listed([...new Set([...during, ...after].map(({ name, domain }) => `${name} (${domain})`))], 'cookies');
    }),
};

const storage: Probe = {
  promise: 6,
  name: 'nothing is stored in the browser, during a visit and after it',
  run: (bench, target) =>
    withVisit(bench, target, async (visit) => {
      const { page, context } = visit;
      await arrive(visit, target, target.told);
      const during = await page.evaluate(keptHere);
      if (!(await leave(visit))) return notLeft;
      // An empty page of the same origin in the same tab sees what is still there without running anything of theirs.
      const empty = new URL('/exit-bench-empty', target.url).href;
      await context.route(empty, (route) => route.fulfill({ contentType: 'text/html', body: '' }));
      await page.goto(empty);
      const after = await page.evaluate(keptHere);
      return listed([...new Set([...during, ...after])], 'keys, databases, caches and service workers');
    }),
};

const requests: Probe = {
  promise: 7,
  name: 'nothing is asked or told from the click on, but the neutral page asked for',
  run: (bench, target) =>
    withVisit(bench, target, async (visit) => {
      await arrive(visit, target, target.told);
      await visit.page.waitForLoadState('networkidle');
      const [asked, sent] = [visit.asked.length, visit.sent().length];
      if (!(await leave(visit))) return notLeft;
      await visit.page.waitForTimeout(aftermathMs);
      const neutral = visit.departures.map((url) => `GET ${url}`);
      const others = [...visit.asked.slice(asked), ...visit.sent().slice(sent)].filter((one) => !neutral.includes(one));
      return listed([...new Set(others)], 'other requests');
    }),
};

const server: Probe = {
  promise: 8,
  name: 'nothing can be kept on a server: with scripts no answer is sent to one',
  run: (bench, target) =>
    withVisit(bench, target, async (visit) => {
      if (!target.answers) return unknown('cannot be measured from outside');
      await visit.page.goto(target.url);
      await visit.page.waitForLoadState('networkidle');
      const before = visit.sent().length;
      await target.told.walk(visit.page);
      await visit.page.waitForTimeout(aftermathMs);
      return listed(visit.sent().slice(before), 'requests while answers were given');
    }),
};

/** What only somebody who talked would have on the screen: lines that the start does not have, and what was typed. */
export async function tell(visit: Visit, target: Target): Promise<readonly string[]> {
  const { page } = visit;
  await page.goto(target.url);
  await target.screens[0]?.walk(page);
  const start = new Set(await page.evaluate(visibleLines, false));
  if (target.screens[0] !== target.told) await target.told.walk(page);
  const told = (await page.evaluate(visibleLines, false)).filter(
    (line) => !start.has(line) && line.length >= tellingLength,
  );
  if (target.input === null || (await page.locator(target.input).count()) === 0) return told;
  await page.locator(target.input).first().fill(typed);
  return [...told, typed];
}

function stillThere(told: readonly string[], held: string): Finding {
  const left = told.filter((line) => held.includes(line));
  return judged(left.length === 0, `${left.length} of ${told.length} lines and typed words still there`);
}

/** Tells something, lets `happen` happen, and looks whether any of it is left. */
function afterwards(
  happen: (visit: Visit) => Promise<void>,
  look: (visit: Visit) => Promise<string>,
): (bench: Bench, target: Target) => Promise<Finding> {
  return (bench, target) =>
    withVisit(bench, target, async (visit) => {
      const told = await tell(visit, target);
      if (told.length === 0)
        return unknown('nothing was said that could be wiped; name a line to type in with --input');
      await happen(visit);
      return stillThere(told, await look(visit));
    });
}

const held = ({ page }: Visit): Promise<string> => page.evaluate(heldText);

const hidden: Probe = {
  promise: 16,
  name: 'what was said is wiped when the page is put away (pagehide)',
  run: afterwards(
    ({ page }) => page.evaluate(() => void dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))),
    held,
  ),
};

const restored: Probe = {
  promise: 16,
  name: 'a page that comes back from the back/forward cache shows nothing of the talk',
  run: afterwards(async ({ page }) => {
    await page.evaluate(() => {
      for (const event of ['pagehide', 'pageshow']) dispatchEvent(new PageTransitionEvent(event, { persisted: true }));
    });
    await page.waitForTimeout(aftermathMs);
    await page.waitForLoadState();
  }, held),
};

const returned: Probe = {
  promise: 16,
  name: 'going elsewhere and Back shows nothing of the talk',
  run: afterwards(
    async ({ page }) => {
      await page.goto(elsewhere);
      // A page that cannot be shown again shows nothing, which is what is wanted.
      await page.goBack({ timeout: 5_000 }).catch(() => null);
      await page.waitForTimeout(aftermathMs / 2);
    },
    async ({ page }) => page.evaluate(heldText).catch(() => ''),
  ),
};

export const traceProbes: readonly Probe[] = [cookies, storage, requests, server];
export const wipeProbes: readonly Probe[] = [hidden, restored, returned];
