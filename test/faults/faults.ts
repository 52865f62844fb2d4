/**
 * What may break, and what people and the operator then see: one row a fault, with the test that makes it happen.
 * `docs/faults.md` is made from this.
 */

export interface Fault {
  readonly id: string;
  readonly breaks: string;
  /** What somebody in the midst of a talk sees. The three numbers stand in no row: tests look for them in nearly all. */
  readonly people: string;
  readonly operator: string;
  readonly test: FaultTest;
  /** Another that shows what this one does not. */
  readonly also?: FaultTest;
}

export interface FaultTest {
  readonly file: string;
  /** Words of its title. */
  readonly name: string;
  /** Words of the row of its table, where it has one and only that row is meant. */
  readonly row?: string;
}

export interface FaultGroup {
  readonly title: string;
  readonly faults: readonly Fault[];
}

const redis = 'test/faults/redis.test.ts';
const servers = 'test/faults/servers.test.ts';
const content = 'test/faults/content.test.ts';
const disk = 'test/faults/disk.test.ts';
const clocks = 'test/faults/clocks.test.ts';
const messages = 'test/faults/numbers.test.ts';
const abuse = 'test/faults/abuse.door.test.ts';

const begins = '%s: it begins again and says so, and what Redis knows is known again afterwards';
const goesOn = '%s: the talk goes on in memory from where it was';

const lostAndBack = 'the log: "Redis does not answer", later "Redis answers again"';
const refusesAndBack = 'the log: "Redis answers, but takes nothing in", later "Redis answers again"';
const contentRefused =
  '`/healthz` and the log: where it is wrong in the new set; when it is mended, nothing of that any more';

export const groups: readonly FaultGroup[] = [
  {
    title: 'Redis, in the midst of a talk with the bot',
    faults: [
      {
        id: 'redis-killed',
        breaks: 'killed under load, and started again',
        people: 'no message is without an answer; what only Redis knew is forgotten, and that is said',
        operator: lostAndBack,
        test: {
          file: 'test/bot/redis.test.ts',
          name: 'fail nobody while Redis is killed and started again under load',
        },
        also: { file: 'test/bot/redis.test.ts', name: 'begin again gently when Redis has lost them' },
      },
      {
        id: 'redis-empty',
        breaks: 'killed and started again, empty',
        people: '"I no longer know where we were", and the talk can be had again',
        operator: 'as above, when somebody wrote meanwhile',
        test: { file: redis, name: 'killed and started again, empty' },
      },
      {
        id: 'redis-slow',
        breaks: 'slow (0.15 seconds an answer)',
        people: 'the talk goes on, a little later',
        operator: 'nothing',
        test: { file: redis, name: 'slow, but not too slow' },
      },
      {
        id: 'redis-too-slow',
        breaks: 'slower than 0.8 seconds an answer',
        people:
          'whoever writes waits a little; the talk begins again and says so. What Redis knows is known again afterwards, in place of what was said meanwhile',
        operator: lostAndBack,
        test: { file: redis, name: begins, row: 'slower than anybody should wait' },
      },
      {
        id: 'redis-frozen',
        breaks: 'standing still, its connections open',
        people: 'the same',
        operator: lostAndBack,
        test: { file: redis, name: begins, row: 'standing still' },
      },
      {
        id: 'redis-dead-line',
        breaks: 'a connection that died without a word',
        people: 'the same; another connection is opened',
        operator: lostAndBack,
        test: { file: redis, name: begins, row: 'at the end of a line that died without a word' },
      },
      {
        id: 'redis-full',
        breaks: 'full (`maxmemory`, `noeviction`)',
        people:
          'the talk goes on: it is read from Redis and remembered by the server, and by Redis afterwards. Where several servers take turns, each remembers what it heard',
        operator: refusesAndBack,
        test: { file: redis, name: goesOn, row: 'full' },
        also: { file: redis, name: 'full, and two servers take turns' },
      },
      {
        id: 'redis-without-copies',
        breaks: 'without the copies it must have (`min-replicas-to-write`)',
        people: 'the same',
        operator: refusesAndBack,
        test: { file: redis, name: goesOn, row: 'without the copies that it must have to take anything' },
      },
      {
        id: 'redis-read-only',
        breaks: 'a copy of one that is gone, only to be read',
        people: 'the same',
        operator: refusesAndBack,
        test: { file: redis, name: 'a copy of one that is gone' },
      },
      {
        id: 'redis-full-stop',
        breaks: 'full, and somebody says "stop"',
        people: 'the talk is forgotten, at every server, also when Redis takes something in again',
        operator: refusesAndBack,
        test: { file: redis, name: 'full, and she says stop' },
      },
    ],
  },
  {
    title: 'Servers',
    faults: [
      {
        id: 'killed-browser',
        breaks: 'killed (`kill -9`), page with JavaScript',
        people: 'nothing: the talk is on the device and goes on to the cards',
        operator: 'that it is gone',
        test: {
          file: 'test/faults/killed.browser.test.ts',
          name: 'a talk in a browser with scripts goes on to the cards',
        },
      },
      {
        id: 'killed-page',
        breaks: 'killed and started again, page without JavaScript',
        people: 'the talk begins again and says so',
        operator: 'the start in the log',
        test: { file: servers, name: 'and started again says that talks are forgotten' },
      },
      {
        id: 'killed-page-secret',
        breaks: 'the same, with `PAGE_SECRET`',
        people: 'the talk goes on',
        operator: 'the start in the log',
        test: { file: servers, name: 'and started again goes on with a talk without scripts' },
      },
      {
        id: 'killed-bot-memory',
        breaks: 'killed and started again, bot that remembers by itself',
        people: '"I no longer know where we were", and the talk can be had again',
        operator: 'the start in the log',
        test: { file: servers, name: 'and started again says that talks are forgotten' },
      },
      {
        id: 'killed-bot-redis',
        breaks: 'killed and started again, bot with Redis',
        people: 'the talk goes on',
        operator: 'the start in the log',
        test: { file: servers, name: 'and started again goes on with a talk with the bot' },
      },
      {
        id: 'two-servers-page',
        breaks: 'two behind one address, taking turns, with the same `PAGE_SECRET`',
        people: 'nothing: a talk without JavaScript goes on at either',
        operator: '`doctor` says whether there is a secret',
        test: { file: servers, name: 'that share a secret lose no turn' },
        also: { file: servers, name: 'have a doctor who says' },
      },
      {
        id: 'two-servers-no-secret',
        breaks: 'the same without a secret, or with two',
        people: 'a talk without JavaScript begins again at every second tap, and says so: it cannot be had',
        operator: '`doctor` says that several servers need `PAGE_SECRET`',
        test: { file: servers, name: 'that share none, or not the same' },
        also: { file: servers, name: 'have a doctor who says' },
      },
      {
        id: 'two-servers-bot',
        breaks: 'two behind one address with one Redis, bot',
        people: 'nothing',
        operator: 'nothing',
        test: { file: servers, name: 'and one Redis lose no turn' },
      },
      {
        id: 'failure-page',
        breaks:
          'a failure of our own while a page is made; a request that cannot be taken (400, 404, 405, 413, 415, 429)',
        people: 'a calm page in her language that says what to do',
        operator: 'of a failure of ours: place in the code, nothing of what was sent',
        test: { file: messages, name: 'has the numbers with %i for %s, in every language' },
      },
      {
        id: 'failure-bot',
        breaks: 'a failure of our own while the bot makes an answer',
        people: 'a message in the language of the talk that says so; the talk stands where it stood',
        operator: 'place in the code, nothing of what was sent',
        test: { file: messages, name: 'says so with the numbers, in %s over %s' },
      },
    ],
  },
  {
    title: 'Content',
    faults: [
      {
        id: 'content-start',
        breaks: 'a dialog, text or data file that is broken, half written, empty, gone or not to be read, at the start',
        people: 'nothing is served of it',
        operator: 'the command ends with an error: file, line, cure',
        test: { file: content, name: 'with %s, and says where and what to do' },
      },
      {
        id: 'content-running',
        breaks: 'the same while the server runs',
        people: 'nothing: the last good set is served',
        operator:
          '`/healthz` and the log: file and line of the new set, or only that it cannot be looked at; when it is mended, nothing of that any more',
        test: { file: content, name: 'goes on with the set before when there is %s' },
        also: { file: content, name: 'says in the log and in /healthz that it cannot look' },
      },
      {
        id: 'content-check',
        breaks: 'a set that can be read and is wrong, while the server runs',
        people: 'nothing: the last good set is served',
        operator: contentRefused,
        test: { file: 'test/server/live-content.unit.test.ts', name: 'is refused when it is not right' },
      },
      {
        id: 'content-check-start',
        breaks: 'a set that can be read and is wrong, at the start: there is no other',
        people: 'it is served; a start does not wait half a minute for the check',
        operator: '`/healthz` and the log say file and line; run `check` before a start',
        test: {
          file: 'test/server/live-content.unit.test.ts',
          name: 'is looked at too, and machines are told when it is not right',
        },
      },
      {
        id: 'copies-folder',
        breaks: 'the folder for copies cannot be written',
        people: 'nothing: the last good set is served',
        operator: 'the log and `/healthz`; the change is taken when it can be',
        test: { file: disk, name: 'that cannot be made any more' },
      },
      {
        id: 'disk-full',
        breaks: 'the disk is full while a changed set is copied',
        people: 'nothing: the last good set is served',
        operator: 'the same; nothing half made stays on the disk',
        test: { file: disk, name: 'that a full disk has no room for' },
      },
      {
        id: 'upload-full',
        breaks: 'the disk is full while an editor replaces data',
        people: 'nothing; the editor is told that it failed',
        operator: 'all files as they were, no half copy among the backups',
        test: { file: disk, name: 'stay as they were on a disk that is full' },
        also: { file: 'test/desk/upload.unit.test.ts', name: 'changes nothing when the writing fails' },
      },
    ],
  },
  {
    title: 'Clocks',
    faults: [
      {
        id: 'clock-hours',
        breaks: 'the nights of summer time, the end of a year, a 29 February',
        people: 'opening hours as on the wall in Amsterdam; nobody is shown as open who is closed',
        operator: 'nothing',
        test: { file: clocks, name: 'are those on the wall in %s, minute by minute' },
      },
      {
        id: 'clock-talks',
        breaks: 'the clock is put forwards or back, by an hour or ten years',
        people: 'talks go on, and are forgotten when they should be',
        operator: 'nothing',
        test: { file: clocks, name: 'ends no talk without scripts, and lets none live longer' },
      },
      {
        id: 'clock-shared',
        breaks: 'the same, with `PAGE_SECRET`',
        people: 'a talk without JavaScript goes on, or begins again and says so',
        operator: 'nothing',
        test: { file: clocks, name: 'ends a talk whose key servers share at worst gently' },
      },
      {
        id: 'clock-limit',
        breaks: 'the same, while somebody has asked too often',
        people: 'shut out for a minute and no longer',
        operator: 'nothing',
        test: { file: clocks, name: 'shuts nobody out, and goes on counting' },
      },
    ],
  },
  {
    title: 'Abuse',
    faults: [
      {
        id: 'slow-loris',
        breaks: '150 connections that say nothing, never end their headers or their body, or send a byte at a time',
        people: 'are answered meanwhile',
        operator:
          'nothing; those connections are cut after 10 seconds (headers), 15 (body; 60 at `/desk/data`), 5 (between requests)',
        test: { file: abuse, name: 'and %s keep nobody out, and are cut' },
      },
      {
        id: 'never-read',
        breaks: 'a connection that never reads its answer',
        people: 'nothing',
        operator: 'nothing; it is cut after 120 seconds without a byte',
        test: { file: abuse, name: 'and never read their answer are cut' },
      },
      {
        id: 'too-many-connections',
        breaks: 'more connections than there is room for (5,000)',
        people:
          "who comes new is not let in until some are cut, and then only if others do not take the places first: behind a proxy, counting connections by address is the proxy's (`limit_conn`). Without one, an address has 200 places and no more, and everybody else comes in meanwhile (`server/door.unit.test.ts`)",
        operator: 'nothing',
        test: { file: abuse, name: 'are no more than there is room for' },
      },
      {
        id: 'flood',
        breaks: '3,000 requests from one address',
        people: 'at other addresses nothing; at this one "wait a minute"',
        operator: 'nothing; no address is written down',
        test: { file: abuse, name: 'is answered with the numbers and no more' },
      },
      {
        id: 'no-request',
        breaks: 'headers or addresses without end, lengths that lie or contradict each other, garbage',
        people:
          '400, 408 or 431 with the numbers in every language, and the connection is closed; nothing behind it is answered',
        operator: 'nothing',
        test: { file: abuse, name: 'gets %i and the numbers for %s, and nothing that is smuggled' },
      },
    ],
  },
];
