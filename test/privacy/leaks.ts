/**
 * Mistakes that would tell on people, each as somebody could make it: planted in a copy of the built program, to see that
 * the canaries find it.
 */
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../support/content.ts';

/** In a file below `dist/`: a piece of it, and what stands there with the mistake. */
type Change = readonly [file: string, from: string, to: string];

export interface Leak {
  readonly what: string;
  readonly changes: readonly Change[];
}

const everyRequest = "app.set('trust proxy', config.trustProxy);";

/** Something done with every request. */
function onEveryRequest(what: string, code: string): Leak {
  const to = `${everyRequest} app.use((request, _response, next) => { ${code}; next(); });`;
  return { what, changes: [['server/server.js', everyRequest, to]] };
}

const formIsRead = 'const form = readForm(request.body);';

function onEveryForm(what: string, code: string): Leak {
  return { what, changes: [['server/server.js', formIsRead, `${code}; ${formIsRead}`]] };
}

/** A failure of ours that has in its message what was sent. */
const failing: Change = [
  'server/server.js',
  formIsRead,
  `if (request.body.length > 0) throw new Error(request.body.toString()); ${formIsRead}`,
];

/** Not a leak by itself: the log names the class of an error and its place, never its message. */
export const failure: Leak = { what: 'a failure with what was sent in its message', changes: [failing] };

const file = "process.getBuiltinModule('node:fs').appendFileSync('notes.txt', ";

export const leaks: readonly Leak[] = [
  onEveryRequest('an access log', 'console.log(request.method, request.url)'),
  onEveryRequest('addresses on the output', 'console.log(request.ip)'),
  onEveryRequest('browsers on the error output', "console.error(request.headers['user-agent'])"),
  onEveryRequest('sites of before in a log', "logger.info(request.headers.referer ?? '-')"),
  onEveryRequest('cookies in a log', "logger.info({ cookie: request.headers.cookie }, 'request')"),
  onEveryRequest('tokens in a log', "logger.info(request.headers.authorization ?? '-')"),
  onEveryRequest('addresses in a file', `${file}\`\${request.ip}\\n\`)`),
  onEveryRequest('the headers of everybody kept in memory', '(globalThis.kept ??= []).push(request.headers)'),
  onEveryRequest('the pages of everybody kept in memory', "(globalThis.kept ??= []).push(request.url + '#')"),
  onEveryForm('what is typed on the output', 'console.log(request.body.toString())'),
  onEveryForm('what is typed in a file', `${file}request.body)`),
  onEveryForm('what is typed kept in memory', '(globalThis.kept ??= []).push(request.body.toString())'),
  {
    what: 'the message of an error in the log',
    changes: [
      failing,
      ['server/log.js', 'return { error: name, at };', 'return { error: name, at, message: error.message };'],
    ],
  },
  {
    what: 'what is asked of the API on the output',
    changes: [
      [
        'api/router.js',
        'const body = readJson(request.body);',
        'const body = readJson(request.body); console.log(body);',
      ],
    ],
  },
  {
    what: 'what cannot be read by the API in an error',
    changes: [
      [
        'api/router.js',
        'const body = readJson(request.body);',
        'const body = readJson(request.body); if (body === undefined) console.error(String(request.body));',
      ],
    ],
  },
  {
    what: 'what is chosen at the desk on the output',
    changes: [
      [
        'desk/router.js',
        'const entries = entriesOf(request.body);',
        'const entries = entriesOf(request.body); console.log(entries);',
      ],
    ],
  },
  {
    what: 'links to sign in on the output',
    changes: [
      [
        'server/open-access.js',
        'const body = linkBody.safeParse(request.body);',
        'const body = linkBody.safeParse(request.body); console.log(request.body);',
      ],
    ],
  },
  {
    what: 'activities on the output',
    changes: [
      [
        'server/messages.js',
        'const activity = readActivity(request.body);',
        'const activity = readActivity(request.body); console.log(JSON.stringify(request.body));',
      ],
    ],
  },
  {
    what: 'names of people in Teams in a file',
    changes: [
      [
        'server/messages.js',
        'const activity = readActivity(request.body);',
        `const activity = readActivity(request.body); ${file}JSON.stringify(request.body?.from ?? ''));`,
      ],
    ],
  },
  {
    what: 'addresses as they are in the limit on requests',
    changes: [
      [
        'server/rate-limit.js',
        "return ({ ip }) => fingerprint(ipKeyGenerator(ip ?? ''));",
        "return ({ ip }) => String(ip ?? '');",
      ],
    ],
  },
  {
    what: 'ids of conversations as keys in Redis',
    changes: [
      [
        'storage/conversations.js',
        "return digest(secret, purpose, id).subarray(0, nameBytes).toString('base64url');",
        "return purpose + ' ' + id;",
      ],
    ],
  },
];

/** A copy of the built program with this mistake in it; its main file. */
export function withLeak({ what, changes }: Leak): { readonly main: string; remove(): void } {
  const folder = join(projectRoot, 'node_modules/.cache/leaks', what.replaceAll(' ', '-'));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(join(projectRoot, 'dist'), join(folder, 'dist'), { recursive: true });
  // Without it Node would take the files for the older kind of modules.
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  for (const [name, from, to] of changes) {
    const path = join(folder, 'dist', name);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(from)) throw new Error(`${name} does not hold "${from}" any more: plant the leak elsewhere`);
    writeFileSync(
      path,
      text.replace(from, () => to),
    );
  }
  return { main: join(folder, 'dist/cli/main.js'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
