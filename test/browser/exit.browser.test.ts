/**
 * The exit bench as a test: what `npm run bench:exit` prints as a table must be right for our page, and the bench must
 * notice when it is not.
 */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Finding } from '../../bench/exit/finding.ts';
import { probesWith } from '../../bench/exit/probes.ts';
import { foreignTarget, ownTarget, type Target } from '../../bench/exit/target.ts';
import type { Bench } from '../../bench/exit/visit.ts';
import { startWitness, type Witness } from '../../bench/exit/witness.ts';
import { everything } from '../support/extent.ts';
import { launchBrowser, type Site, startSite } from './browser.ts';

const exitUrl = 'https://weather.example/';
/** How fast a machine is, is a matter of the bench. */
const probes = probesWith(everything ? 10_000 : 2_000).filter(({ timed }) => timed !== true);
const shortRun = ['opening', 'cards', 'emergency'];
const patienceMs = 120_000;

let bench: Bench;
let witness: Witness;

beforeAll(async () => {
  witness = await startWitness();
  bench = { witness, browser: await launchBrowser() };
}, 60_000);

afterAll(async () => {
  await bench?.browser.close();
  await witness?.close();
});

describe('the way out of our page', () => {
  let site: Site;
  let target: Target;

  beforeAll(async () => {
    site = await startSite({ EXIT_URL: exitUrl });
    const whole = ownTarget(site.url, exitUrl);
    // Every kind of screen in the long run; in each run those that differ most in what stands around the way out.
    target = everything ? whole : { ...whole, screens: whole.screens.filter(({ name }) => shortRun.includes(name)) };
  });

  afterAll(() => site?.close());

  it.each(probes)(
    '$name',
    async ({ run }) => {
      const finding = await run(bench, target);
      expect(finding).toEqual({ result: 'pass', seen: finding.seen });
    },
    patienceMs,
  );
});

const faults = ['history', 'typing', 'scrolls', 'cookie', 'storage', 'beacon'] as const;
type Fault = (typeof faults)[number];

/** A small page with a good way out, and any of the faults that are found in real ones. */
function examplePage(has: (fault: Fault) => boolean): string {
  const place = has('scrolls') ? '' : 'position:sticky;top:0;';
  return `<!doctype html><html lang="en"><title>Example</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width"><style>header{${place}background:#fff}#exit{display:inline-block;padding:1rem}</style>
<body><header><a id="exit" href="${exitUrl}">Leave this page</a> <span role="status"></span></header>
<p>Something that nobody should see over her shoulder.</p><input id="line" autocomplete="off">
<div style="height:200vh"></div><p>The end of it.</p><script>
  ${has('cookie') ? `document.cookie = 'seen=1';` : ''}
  ${has('storage') ? `localStorage.setItem('seen', '1');` : ''}
  const exit = document.getElementById('exit');
  const status = document.querySelector('[role=status]');
  const leave = () => {
    document.body.replaceChildren();
    ${has('history') ? 'location.href = exit.href;' : 'location.replace(exit.href);'}
  };
  exit.addEventListener('click', (event) => {
    event.preventDefault();
    leave();
  });
  let presses = [];
  addEventListener('pointerdown', () => { presses = []; }, true);
  addEventListener('keydown', (event) => {
    if (event.repeat) return;
    const typing = ${has('typing') ? 'false' : `event.target.tagName === 'INPUT'`};
    presses = event.key === 'Shift' && !typing ? [...presses, event.timeStamp].slice(-3) : [];
    if (presses.length === 3 && presses[2] - presses[0] <= 5000) return leave();
    status.textContent = presses.length === 0 ? '' : 'Shift ' + presses.length + ' of 3';
  });
  addEventListener('pagehide', () => {
    document.body.replaceChildren();
    ${has('beacon') ? `navigator.sendBeacon('/left');` : ''}
  });
  addEventListener('pageshow', (event) => {
    if (event.persisted) document.body.replaceChildren();
  });
</script>`;
}

function onPagesOfOthers(): void {
  let has: (fault: Fault) => boolean;
  let server: Server;

  beforeAll(async () => {
    server = createServer((_request, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8').setHeader('Cache-Control', 'no-store');
      response.end(examplePage(has));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  async function failures(): Promise<readonly string[]> {
    // A server that listens on a port has an address with that port.
    const { port } = server.address() as AddressInfo;
    const target = foreignTarget({ url: `http://127.0.0.1:${port}/`, exit: '#exit', input: '#line' });
    const failed: string[] = [];
    for (const { name, run } of probes) {
      const { result, seen }: Finding = await run(bench, target);
      if (result === 'fail') failed.push(`${name}: ${seen}`);
    }
    return failed;
  }

  it(
    'finds exactly the faults that were built into it',
    async () => {
      has = () => true;
      expect(await failures()).toEqual([
        expect.stringMatching(/^Back and Forward show nothing of it afterwards: Back 1 shows/),
        expect.stringMatching(/^the history is as long as when the page was opened: opened 3, .* after it 4$/),
        expect.stringMatching(/^no cookie is set, .*: 1 cookies: seen/),
        expect.stringMatching(/^nothing is stored in the browser, .*: localStorage: seen$/),
        expect.stringMatching(/^nothing is asked or told .*: POST \S+\/left$/),
        expect.stringMatching(/^typing random characters .*: it left after/),
        expect.stringMatching(/^it is inside the window .*, end: outside/),
      ]);
    },
    patienceMs,
  );

  it(
    'finds nothing where nothing is wrong',
    async () => {
      has = () => false;
      expect(await failures()).toEqual([]);
    },
    patienceMs,
  );
}

// The bench itself is what this is about, so the long run is where it belongs.
if (everything) describe('the bench on a page of somebody else', onPagesOfOthers);
