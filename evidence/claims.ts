/**
 * What is promised, and what would fail if it were not so. A promise without a proof stands here as well, with the reason.
 */

export type Proof =
  /** Tests of these files whose names hold `names`; all when left out. */
  | { readonly type: 'tests'; readonly files: readonly string[]; readonly names?: string }
  /** The lines of a comparison that this expression finds: it measures, and promises nothing. */
  | { readonly type: 'bench'; readonly call: string; readonly lines: RegExp }
  /** The lines of a command that must succeed; `long`: tried by `npm run evidence:long` alone. */
  | { readonly type: 'command'; readonly call: string; readonly lines: RegExp; readonly long: boolean }
  | { readonly type: 'not-run'; readonly why: string };

export interface Claim {
  readonly id: string;
  readonly says: string;
  readonly proof: Proof;
}

export interface Chapter {
  readonly title: string;
  readonly claims: readonly Claim[];
}

/** What runs a proof alone. */
export function commandOf(proof: Exclude<Proof, { type: 'not-run' }>): string {
  if (proof.type !== 'tests') return proof.call;
  return `npm test -- ${proof.files.join(' ')}${proof.names === undefined ? '' : ` -t '${proof.names}'`}`;
}

function tests(id: string, says: string, files: string | readonly string[], names?: string): Claim {
  const list = typeof files === 'string' ? [files] : files;
  return { id, says, proof: { type: 'tests', files: list, ...(names === undefined ? {} : { names }) } };
}

function command(id: string, says: string, call: string, lines: RegExp): Claim {
  return { id, says, proof: { type: 'command', call, lines, long: false } };
}

function long(id: string, says: string, call: string, lines: RegExp): Claim {
  return { id, says, proof: { type: 'command', call, lines, long: true } };
}

function bench(id: string, says: string, area: string, lines: RegExp): Claim {
  return { id, says, proof: { type: 'bench', call: `npm run --silent bench -- ${area}`, lines } };
}

function notRun(id: string, says: string, why: string): Claim {
  return { id, says, proof: { type: 'not-run', why } };
}

export const chapters: readonly Chapter[] = [
  {
    title: 'Nobody learns that you were here',
    claims: [
      tests(
        'canaries',
        'What people send by any door (page, frame, API, desk, bot), also where things break, is found nowhere afterwards: output, files, Redis, its files and what it is told; in an ordinary visit not in memory either (objects and strings, not the bytes of buffers)',
        'test/privacy/canary.privacy.test.ts',
        'what people send',
      ),
      tests(
        'leaks-found',
        'The same search finds mistakes planted in the program (all of them with TEST_EXTENT=full)',
        'test/privacy/canary.privacy.test.ts',
        'a mistake that would tell',
      ),
      tests(
        'no-traffic',
        'With JavaScript a talk asks the network for nothing and leaves nothing in the browser',
        'test/browser/traffic.privacy.test.ts',
      ),
      tests(
        'hostile-host',
        'A site around the frame sees nothing of a talk',
        'test/browser/hostile-host.privacy.test.ts',
      ),
      tests(
        'exit',
        'Leaving empties the page, does not come back, and tells nobody',
        'test/browser/exit.browser.test.ts',
      ),
      tests(
        'desk-silent',
        'What is chosen at the desk leaves neither the device nor a trace',
        'test/browser/desk.browser.test.ts',
        'asks the network for nothing',
      ),
      tests('headers', 'Every address × method × header is as it is meant; policies of pages', [
        'test/server/headers-table.unit.test.ts',
        'test/server/server.unit.test.ts',
        'test/server/security-headers.unit.test.ts',
      ]),
      tests(
        'observatory',
        "MDN's Observatory would give every kind of page and script A+ by its own points (as data), behind a proxy that sends http on to https or answers nothing there; certificate and preload list are the proxy's and left out",
        'test/server/observatory.unit.test.ts',
      ),
      tests(
        'limit',
        'The limit on requests keeps no address, changes its key every ten minutes and forgets by itself',
        'test/faults/rate-limit.test.ts',
      ),
    ],
  },
  {
    title: 'Every road ends at a person, and none makes it worse',
    claims: [
      command(
        'check',
        'Every situation through the policy against the invariants of the guide; every talk by taps; every text',
        'npm run --silent build && npm run --silent wegwijzer -- check',
        /(situations through|screens of every|^No problems)/,
      ),
      tests('guide-b2', "Every row of the guide's route matrix", 'test/content/guide-b2.proof.test.ts'),
      tests(
        'seeded-faults',
        'Faults made by hand in the content are found, with file and line',
        'test/content/seeded-faults.proof.test.ts',
      ),
      tests('mutants', 'Faults made by machine in the rules are found', 'test/content/mutation.proof.test.ts'),
      tests('same-routes', 'Page, terminal, API, bot and desk give the same routes', [
        'test/render/renderers-agree.test.ts',
        'test/api/routes.unit.test.ts',
        'test/bot/themes.test.ts',
        'test/desk/finder.unit.test.ts',
      ]),
      tests('places', 'Typed places', 'test/core/place-evaluation.test.ts'),
      tests('understanding', 'Typed lines, in ten languages', 'test/understand/understanding.proof.test.ts'),
      long(
        'mutation',
        'Of the faults that a tool (Stryker) makes in src/core the fast tests find nine in ten',
        'npm run --silent mutation',
        /faults made in/,
      ),
    ],
  },
  {
    title: 'Only who may',
    claims: [
      tests('bad-tokens', 'Tokens that are not good are all refused alike', 'test/access/tokens.unit.test.ts'),
      tests(
        'links',
        'A link works once; the register holds a label, a role, a hash and a day',
        'test/access/links.unit.test.ts',
      ),
      tests('overlay', 'Contacts that are not public are on no page, in no file, in no error', [
        'test/access/overlay.unit.test.ts',
        'test/api/secrecy.unit.test.ts',
      ]),
      tests('bot-tokens', 'The bot answers Microsoft alone', 'test/bot/access.unit.test.ts'),
      tests(
        'signed-out',
        'Who signs out at the desk leaves no contacts that only she may see in other windows of the finder, nor where one goes back to (not the page for uploads, which stays until it is closed)',
        'test/browser/sign-in.browser.test.ts',
      ),
      tests(
        'redis-rights',
        'Redis as compose.yaml starts it lets whoever reaches it do what the server does, under its names, and nothing else',
        'test/bot/redis-rights.test.ts',
      ),
    ],
  },
  {
    title: 'It goes on',
    claims: [
      tests('redis-faults', 'Redis killed and restarted under load: no answer fails', 'test/bot/redis.test.ts'),
      tests(
        'faults',
        'Redis slow, dead, full; servers killed, two in turn; broken content; a full disk; clocks: who writes is answered, with the numbers, and a talk that is lost says so and can be had again',
        ['redis', 'servers', 'killed.browser', 'content', 'disk', 'clocks', 'page'].map(
          (name) => `test/faults/${name}.test.ts`,
        ),
      ),
      tests(
        'failures',
        'Refusals of pages and failures of page and bot have the three numbers, in every language; refusals at the desk in each of its languages',
        'test/faults/numbers.test.ts',
      ),
      tests(
        'abuse',
        'Held connections, a flood, headers without end, smuggled requests: others are answered, those connections are cut, and no more are open than the bound; one address cannot take all places',
        ['test/faults/abuse.door.test.ts', 'test/server/door.unit.test.ts'],
      ),
      tests(
        'live-content',
        'A changed set is served without a restart, and a bad one never',
        'test/server/live-content.unit.test.ts',
      ),
      long(
        'rehearsal',
        'A wrong number is corrected within a quarter of an hour: wherever it stood the right one stands, and the wrong one nowhere',
        'npm run --silent rehearse',
        /./,
      ),
      tests('fuzz', 'Input of every kind that is not right: nothing crashes, nothing hangs, no answer of 5xx', [
        'test/fuzz/fuzz.unit.test.ts',
        'test/server/fuzz.unit.test.ts',
        'test/api/refusals.unit.test.ts',
      ]),
      tests(
        'growth',
        'Texts made to take long are bounded at what the door lets in; a checker has looked at every regular expression (a normal run leaves some untold, and prints how many)',
        ['test/fuzz/growth.unit.test.ts', 'test/fuzz/expressions.unit.test.ts'],
      ),
      long(
        'fuzz-million',
        'The same with a million inputs and more; every parser took some, and refused some where it can refuse',
        'npm run --silent fuzz',
        /answers of 5xx$/,
      ),
      long(
        'soak',
        'Half an hour at 500 turns a second: every answer right, the numbers there to be tapped; memory in use no more than 5 % larger in the last third than in the middle one, that of the process 10 %',
        'npm run --silent soak',
        /./,
      ),
      tests('import', 'Data goes out and comes back unchanged in three formats; broken files change nothing', [
        'test/content/referral-sheet/import.unit.test.ts',
        'test/content/referral-sheet/broken-files.unit.test.ts',
        'test/content/hsds/exchange.unit.test.ts',
      ]),
    ],
  },
  {
    title: 'Everybody can use it',
    claims: [
      tests('axe', 'No fault that a machine can find, in every state', [
        'test/browser/accessibility.browser.test.ts',
        'test/browser/desk.browser.test.ts',
        'test/browser/map.browser.test.ts',
      ]),
      tests('keyboard', 'By keyboard alone', 'test/browser/keyboard.browser.test.ts'),
      tests('budgets', 'What travels to a browser stays within its budget', 'test/server/budgets.test.ts'),
      bench('core', 'How fast the core is', 'core', /(a second|ms of)/),
    ],
  },
  {
    title: 'Kept to what others agreed on',
    claims: [
      tests(
        'asvs',
        'OWASP ASVS 5.0, levels 1 and 2, requirement by requirement (docs/asvs.md), by our own judgement: what is called met names a test that runs, or words that stand in a file',
        'test/docs/asvs.test.ts',
      ),
      tests(
        'standards',
        'Every kind of answer says what it is; TRACE, parameters sent twice, files beside the program and names of prototypes do nothing',
        'test/server/standards.unit.test.ts',
      ),
      tests(
        'source',
        "No eval, no shell, AES-256-GCM alone, the system's randomness, nothing kept in browsers",
        'test/docs/source.test.ts',
      ),
      tests(
        'packages',
        'Licences go together with the EUPL and travel along; the bill of materials names every package of a server',
        'test/docs/packages.test.ts',
      ),
      tests(
        'container-files',
        'Dockerfile and compose keep what is said of them (linted, never built)',
        'test/docs/container.test.ts',
      ),
    ],
  },
  {
    title: 'Beside others (docs/bench.md)',
    claims: [
      tests(
        'like-with-like',
        'The bench compares those who ask the same questions',
        'test/bench/comparison.unit.test.ts',
      ),
      bench('peers-dialog', 'A turn of a dialog beside xstate and botbuilder-dialogs', 'dialog', /^\[dialog\]/),
      bench('peers-text', 'Typed lines beside nlp.js: speed, size, quality', 'text', /^\[text\]/),
      bench('peers-bytes', 'Bytes to the first view and to a whole talk beside other widgets', 'bytes', /^\[bytes\]/),
      bench('peers-page', 'A page turn over HTTP beside bare node:http and Express', 'page', /^\[page\]/),
      bench('peers-bot', 'A turn of the bot beside a bare echo of the SDK', 'bot', /^\[bot\]/),
      bench('peers-memory', 'Memory for 10,000 and 100,000 conversations', 'memory', /^\[memory\]/),
    ],
  },
  {
    title: 'Not shown by anything here',
    claims: [
      notRun('native', 'That the ten languages say what they should', 'No native speaker has read them'),
      notRun('professionals', 'That the advice is right', 'No professional of Veilig Thuis or LKHA has read it'),
      notRun('numbers', 'That the numbers are answered', 'Nobody has called them; there is no telephone here'),
      notRun('browsers', 'Firefox, Safari, real phones, screen readers', 'Only Chromium can be had here'),
      notRun('tenant', 'A real Teams tenant, Azure Bot, Entra', 'There is no tenant here'),
      notRun('container', 'The container', 'There is no container engine here'),
      notRun(
        'known-faults',
        'That no package has a known fault',
        'No list of known faults could be asked here; whoever releases runs `npm audit`',
      ),
      notRun('network', 'Load from other machines, over a real network', 'Only the loopback of one machine was used'),
    ],
  },
];
