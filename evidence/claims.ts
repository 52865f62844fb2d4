/**
 * What is promised, and what would fail if it were not so. A promise without a proof stands here as well, with the reason.
 */

export type Proof =
  /** Tests of these files whose names hold `names`; all when left out. */
  | { readonly type: 'tests'; readonly files: readonly string[]; readonly names?: string }
  /** The lines of a bench that this expression finds. */
  | { readonly type: 'bench'; readonly script: string; readonly lines: RegExp }
  /** The end of a command that must succeed. */
  | { readonly type: 'command'; readonly call: string; readonly lines: RegExp }
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

function tests(id: string, says: string, files: string | readonly string[], names?: string): Claim {
  const list = typeof files === 'string' ? [files] : files;
  return { id, says, proof: { type: 'tests', files: list, ...(names === undefined ? {} : { names }) } };
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
        'What people send by any door (page, frame, API, desk, bot), also where things break, is found nowhere afterwards: output, files, Redis, memory',
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
      tests('headers', 'Headers and policies of pages', [
        'test/server/server.unit.test.ts',
        'test/server/security-headers.unit.test.ts',
      ]),
    ],
  },
  {
    title: 'Every road ends at a person, and none makes it worse',
    claims: [
      {
        id: 'check',
        says: 'Every situation through the policy against the invariants of the guide; every talk by taps; every text',
        proof: {
          type: 'command',
          call: 'npm run --silent wegwijzer -- check',
          lines: /(situations through|screens of every|^No problems)/,
        },
      },
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
    ],
  },
  {
    title: 'It goes on',
    claims: [
      tests('redis-faults', 'Redis killed and restarted under load: no answer fails', 'test/bot/redis.test.ts'),
      tests(
        'live-content',
        'A changed set is served without a restart, and a bad one never',
        'test/server/live-content.unit.test.ts',
      ),
      tests('fuzz', 'Forms, API and activities made of anything: no answer of 5xx', [
        'test/server/fuzz.unit.test.ts',
        'test/api/refusals.unit.test.ts',
      ]),
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
      {
        id: 'bench',
        says: 'How fast the core is',
        proof: { type: 'bench', script: 'bench', lines: /(a second|ms of)/ },
      },
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
      notRun('peers', 'Comparison with botbuilder-dialogs, xstate, nlp.js', 'Not built yet (docs/todo.md)'),
      notRun('soak', 'Half an hour at 500 turns a second', 'Not built yet (docs/todo.md)'),
      notRun('stryker', 'Mutation testing of src/core by a tool', 'Not built yet (docs/todo.md)'),
      notRun('asvs', 'OWASP ASVS 5.0, requirement by requirement', 'Not built yet (docs/todo.md)'),
    ],
  },
];
