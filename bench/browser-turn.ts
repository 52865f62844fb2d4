/**
 * `npm run bench:browser`: how fast the talk is on a slow phone. Chromium with its processor slowed down six times: how
 * long a turn takes (the handler of the tap, and the layout that it causes), how long until the talk runs in the page,
 * what blocks meanwhile, and whether anything on the page moves. Figures stand beside a yardstick of the same run.
 */
import type { Browser, CDPSession, Page } from 'playwright-core';
import { launchBrowser, type Site, startSite } from '../test/browser/browser.ts';

const slowdown = 6;
const loads = 12;
const walks = 12;
const turnsInWalk = 60;
/** Milliseconds at the 99th percentile. */
const mostForTurn = 8;

// --- In the page ------------------------------------------------------------------------------------------------------

interface Watched {
  /** Milliseconds from the start of the page until the talk had taken over; null before. */
  takenOver: number | null;
  longTasks: number[];
  shift: number;
}

declare global {
  interface Window {
    watched: Watched;
  }
}

/** Runs before anything else in the page. */
function watch(): void {
  const watched: Watched = { takenOver: null, longTasks: [], shift: 0 };
  window.watched = watched;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watched.longTasks.push(duration);
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    // Its entries have a value that the general type does not know.
    for (const entry of list.getEntries()) watched.shift += (entry as PerformanceEntry & { value: number }).value;
  }).observe({ type: 'layout-shift', buffered: true });
  new MutationObserver(() => {
    const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]');
    if (policy !== null) watched.takenOver ??= performance.now();
  }).observe(document, { childList: true, subtree: true });
}

/** One walk of random taps. @returns milliseconds of each turn, with the button that was tapped */
async function walk({ turns, seed }: { turns: number; seed: number }): Promise<readonly (readonly [string, number])[]> {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const taken: (readonly [string, number])[] = [];
  for (let turn = 0; turn < turns; turn++) {
    const answers = [...document.querySelectorAll<HTMLButtonElement>('.reply button')];
    const all = [...document.querySelectorAll<HTMLButtonElement>('#main button[form=talk]')];
    const from = answers.length > 0 && random() < 0.75 ? answers : all;
    const button = from[Math.floor(random() * from.length)];
    if (button === undefined) break;
    const { value } = button;
    const started = performance.now();
    button.click();
    document.body.getBoundingClientRect();
    taken.push([value, performance.now() - started]);
    // What is painted belongs to the turn as well, but not to the time that somebody waits for the next tap.
    await new Promise(requestAnimationFrame);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return taken;
}

/** Types places and sends them. @returns milliseconds of each */
async function typePlaces(places: readonly string[]): Promise<readonly number[]> {
  const taken: number[] = [];
  for (const place of places) {
    const line = document.querySelector<HTMLInputElement>('[name=typed]');
    if (line === null) throw new Error('no line to type in');
    line.value = place;
    const started = performance.now();
    document.querySelector<HTMLButtonElement>('.send')?.click();
    document.body.getBoundingClientRect();
    taken.push(performance.now() - started);
    await new Promise(requestAnimationFrame);
    document.querySelector<HTMLButtonElement>('button[value^="back:"]')?.click();
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  return taken;
}

/** What this browser needs for a list of 100 lines: parse, put in, lay out. */
async function yardstick(rounds: number): Promise<readonly number[]> {
  const box = document.createElement('div');
  document.body.append(box);
  const text = `<ul>${'<li><p><a href="#">A line of some words</a></p></li>'.repeat(100)}</ul>`;
  const taken: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const started = performance.now();
    box.innerHTML = text;
    document.body.getBoundingClientRect();
    taken.push(performance.now() - started);
    await new Promise(requestAnimationFrame);
  }
  box.remove();
  return taken;
}

// --- Outside ----------------------------------------------------------------------------------------------------------

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

interface Visit {
  readonly page: Page;
  readonly devtools: CDPSession;
  readonly requests: string[];
}

/** A slow phone on which the talk runs. */
async function visit<T>(browser: Browser, site: Site, use: (visit: Visit) => Promise<T>): Promise<T> {
  const context = await browser.newContext({
    locale: 'nl',
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    hasTouch: true,
  });
  try {
    const page = await context.newPage();
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.addInitScript(watch);
    const devtools = await context.newCDPSession(page);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    await page.goto(site.url);
    await page.waitForFunction(() => window.watched.takenOver !== null);
    return await use({ page, devtools, requests });
  } finally {
    await context.close();
  }
}

/** Where the time of turns goes: milliseconds a turn, ours and the browser's. */
async function shares(devtools: CDPSession, turn: () => Promise<number>): Promise<ReadonlyMap<string, number>> {
  await devtools.send('Profiler.enable');
  await devtools.send('Profiler.setSamplingInterval', { interval: 200 });
  await devtools.send('Profiler.start');
  const turns = await turn();
  const { profile } = await devtools.send('Profiler.stop');
  const { nodes, samples = [], timeDeltas = [] } = profile;
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const above = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)));
  const spent = new Map<string, number>();
  samples.forEach((id, index) => {
    const part = partOf(id);
    if (part !== null) spent.set(part, (spent.get(part) ?? 0) + (timeDeltas[index] ?? 0) / 1000 / turns);
  });
  return new Map([...spent].sort(([, one], [, other]) => other - one));

  /** Only what a tap started counts: a sample below `click`, or the layout asked for after it. */
  function partOf(id: number): string | null {
    const stack: number[] = [];
    for (let at: number | undefined = id; at !== undefined; at = above.get(at)) stack.push(at);
    const names = stack.map((one) => frames.get(one)?.functionName);
    if (!names.includes('click') && !names.includes('getBoundingClientRect')) return null;
    const own = frames.get(id);
    if (own?.url.endsWith('/app.js')) return 'our own code, and parsing its HTML';
    const known: { readonly [name: string]: string } = {
      focus: 'moving the focus: style and layout of what is new',
      replaceWith: 'putting the new part in, taking the old one out',
      getBoundingClientRect: 'style and layout of what came after the focus',
    };
    return known[own?.functionName ?? ''] ?? 'other';
  }
}

const toPlaceQuestion = ['who=self', 'theme=forced-marriage', 'where=nl', 'marriage-now=cannot-refuse', 'age=minor'];
const places = ['Tilburg', '5021 AB', 'Rotterdm', 'ik woon in de buurt van Zwolle', 'Essen', 'Nijmengen'];

interface Measured {
  readonly what: string;
  readonly values: readonly number[];
}

function row({ what, values }: Measured, unit: number | null): string {
  const shown = [0.5, 0.95, 0.99, 1].map((share) => percentile(values, share));
  const times = unit === null ? '' : (percentile(values, 0.5) / unit).toFixed(2);
  const cells = [...shown.map((value) => value.toFixed(1)), times, String(values.length)];
  return `${cells.map((cell) => cell.padStart(8)).join('')}  ${what}\n`;
}

const site = await startSite();
const browser = await launchBrowser();
try {
  const takenOver: number[] = [];
  const longTasks: number[] = [];
  const shifts: number[] = [];
  for (let load = 0; load < loads; load++) {
    await visit(browser, site, async ({ page }) => {
      // Until everything that follows from loading is done and reported.
      await page.waitForTimeout(400);
      const watched = await page.evaluate(() => window.watched);
      takenOver.push(watched.takenOver ?? Number.NaN);
      longTasks.push(...watched.longTasks);
      shifts.push(watched.shift);
    });
  }

  const turns: (readonly [string, number])[] = [];
  const yardsticks: number[] = [];
  let requestsInTurns = 0;
  for (let seed = 1; seed <= walks; seed++) {
    await visit(browser, site, async ({ page, requests }) => {
      const before = requests.length;
      turns.push(...(await page.evaluate(walk, { turns: turnsInWalk, seed })));
      requestsInTurns += requests.length - before;
      yardsticks.push(...(await page.evaluate(yardstick, 30)));
    });
  }

  const firstPlaces: number[] = [];
  const laterPlaces: number[] = [];
  for (let round = 0; round < 5; round++) {
    await visit(browser, site, async ({ page }) => {
      for (const answer of toPlaceQuestion)
        await page.evaluate(
          (value) => document.querySelector<HTMLButtonElement>(`button[value="choose:${value}"]`)?.click(),
          answer,
        );
      const [first, ...others] = await page.evaluate(typePlaces, places);
      firstPlaces.push(first ?? Number.NaN);
      laterPlaces.push(...others);
    });
  }

  const split = await visit(browser, site, ({ page, devtools }) =>
    shares(devtools, async () => (await page.evaluate(walk, { turns: turnsInWalk * 4, seed: 99 })).length),
  );

  const times = turns.map(([, time]) => time);
  const unit = percentile(yardsticks, 0.5);
  process.stdout.write(
    `Chromium ${browser.version()}, processor slowed down ${slowdown} times; milliseconds; × is p50 beside the yardstick's\n`,
  );
  process.stdout.write('     p50     p95     p99     max       ×       n\n');
  for (const measured of [
    { what: 'yardstick: a list of 100 lines, parsed and laid out', values: yardsticks },
    { what: `a turn: handler and layout (meant to be at most ${mostForTurn} at p99)`, values: times },
    { what: 'the first place that is typed: its index is made', values: firstPlaces },
    { what: 'a further place', values: laterPlaces },
    { what: 'from the start of the page until the talk runs in it', values: takenOver },
  ])
    process.stdout.write(row(measured, unit));
  process.stdout.write(`long tasks while loading (over 50 ms): ${longTasks.length} in ${loads} loads`);
  process.stdout.write(longTasks.length === 0 ? '\n' : `, the longest ${Math.max(...longTasks).toFixed(0)} ms\n`);
  process.stdout.write(`layout shift while loading: ${Math.max(...shifts)} (must be 0)\n`);
  process.stdout.write(`requests in ${turns.length} turns: ${requestsInTurns} (must be 0)\n`);
  process.stdout.write('where the time of a turn goes, on average:\n');
  for (const [part, time] of split) process.stdout.write(`${time.toFixed(1).padStart(8)}  ${part}\n`);
  process.stdout.write('the slowest turns:\n');
  for (const [input, time] of turns.toSorted(([, one], [, other]) => other - one).slice(0, 8))
    process.stdout.write(`${time.toFixed(1).padStart(8)}  ${input}\n`);

  // Times depend on the machine and on what else runs on it; these two do not.
  if (Math.max(...shifts) > 0 || requestsInTurns > 0) process.exitCode = 1;
} finally {
  await browser.close();
  await site.close();
}
