/**
 * `npm run bench:exit`: how well a button to leave a page works. Without arguments it measures ours; with them, anybody's:
 *
 *     npm run bench:exit -- --url https://… --exit SELECTOR [--input SELECTOR] [--open SELECTOR] [--neutral PATTERN]
 *
 * `--exit` names everything that leaves (the first that can be seen is the button), `--input` a line to type in, `--open`
 * what opens a widget, `--neutral` a regular expression for the addresses it may leave for. The page it leaves for is
 * never asked: an empty one stands in for it. What is inside a frame is measured by giving the address of the frame.
 */
import { parseArgs } from 'node:util';
import { launchBrowser, startSite } from '../test/browser/browser.ts';
import { probesWith } from './exit/probes.ts';
import { type ForeignPage, foreignTarget, ownTarget, type Target } from './exit/target.ts';
import type { Bench } from './exit/visit.ts';
import { startWitness } from './exit/witness.ts';

const probes = probesWith(10_000);
const signs = { pass: 'pass', fail: 'FAIL', unknown: '–' };

/** Prints a row as soon as it is known. @returns how many failed */
async function printTable(bench: Bench, target: Target): Promise<number> {
  const width = Math.max(...probes.map(({ name }) => name.length));
  let failed = 0;
  for (const { promise, name, run } of probes) {
    // A page that breaks a probe has failed it; the others can still be asked.
    const finding = await run(bench, target).catch((error: Error) => ({
      result: 'fail' as const,
      seen: `stopped: ${error.message.split('\n')[0]}`,
    }));
    if (finding.result === 'fail') failed++;
    process.stdout.write(
      `${String(promise).padStart(2)}  ${name.padEnd(width)}  ${signs[finding.result].padEnd(4)}  ${finding.seen}\n`,
    );
  }
  return failed;
}

const { values } = parseArgs({
  options: {
    url: { type: 'string' },
    exit: { type: 'string' },
    input: { type: 'string' },
    open: { type: 'string' },
    neutral: { type: 'string' },
  },
});

function foreign(): ForeignPage | null {
  const { url, exit, ...rest } = values;
  if (url === undefined) return null;
  if (exit === undefined) throw new Error('--url needs --exit: a selector of what leaves the page');
  return { url, exit, ...rest };
}

const page = foreign();
const exitUrl = 'https://weather.example/';
const site = page === null ? await startSite({ EXIT_URL: exitUrl }) : null;
const witness = await startWitness();
const browser = await launchBrowser();
try {
  const target = page === null ? ownTarget(site?.url ?? '', exitUrl) : foreignTarget(page);
  process.stdout.write(`${page?.url ?? 'our page'}, ${probes.length} probes, Chromium ${browser.version()}\n`);
  const failed = await printTable({ browser, witness }, target);
  process.stdout.write(`${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
} finally {
  await browser.close();
  await witness.close();
  await site?.close();
}
