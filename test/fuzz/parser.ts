/**
 * What the fuzzer knows of a parser, and how it tries one.
 */
import { type Random, Random as RandomFrom, seedOf } from './random.ts';

/** `refused`: the parser's own word for what it cannot use. Everything else that is thrown is a crash. */
export type Outcome = 'taken' | 'refused';

/** A parser ready to be tried. */
export interface Opened<Input> {
  readonly make: (random: Random) => Input;
  /** @throws whatever the parser should never throw; `OurFault` where a server answered 5xx */
  readonly take: (input: Input) => Outcome | Promise<Outcome>;
  readonly close?: () => void | Promise<void>;
}

export interface Parser {
  readonly name: string;
  /** Inputs in a normal run and in the long one. */
  readonly few: number;
  readonly many: number;
  /** Of input that nearly always means something, such as a typed line, there may be no refusal. */
  readonly refuses: boolean;
  readonly open: () => Opened<unknown> | Promise<Opened<unknown>>;
}

/** A row of the table; what `make` gives is what `take` takes. */
export function parser<Input>(
  name: string,
  [few, many]: readonly [few: number, many: number],
  open: () => Opened<Input> | Promise<Opened<Input>>,
  refuses = true,
): Parser {
  // The two halves belong together, so nobody else needs to know what passes between them.
  return { name, few, many, refuses, open: open as Parser['open'] };
}

/** A server answered with a failure of its own. */
export class OurFault extends Error {
  constructor(what: string) {
    super(what);
    this.name = 'OurFault';
  }
}

/** No answer for so long is a hang. The slowest honest input takes a fraction of a second. */
export const hangMs = 20_000;

class Hang extends Error {
  constructor() {
    super(`no answer after ${hangMs} ms`);
    this.name = 'Hang';
  }
}

export type Wrong = 'crash' | 'hang' | '5xx';

export interface Failure {
  readonly wrong: Wrong;
  readonly what: string;
  /** With the seed it makes the same input again. */
  readonly index: number;
  readonly input: string;
}

export interface Result {
  readonly name: string;
  readonly inputs: number;
  readonly taken: number;
  readonly refused: number;
  readonly slowestMs: number;
  /** The index of the slowest input. */
  readonly slowest: number;
  readonly seconds: number;
  readonly failures: readonly Failure[];
}

async function inTime(answer: Promise<Outcome>): Promise<Outcome> {
  let alarm: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    alarm = setTimeout(() => reject(new Hang()), hangMs);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(alarm);
  }
}

const mostShown = 600;

/** An input as a person can read it and a program can read it back, if it is short. */
export function shown(input: unknown): string {
  const text = Buffer.isBuffer(input) ? `bytes in base64 ${input.toString('base64')}` : JSON.stringify(input);
  const cut = (text ?? String(input)).slice(0, mostShown);
  return cut.replace(/[^\x20-\x7e]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function failureOf(error: unknown, index: number, input: unknown): Failure {
  const wrong: Wrong = error instanceof OurFault ? '5xx' : error instanceof Hang ? 'hang' : 'crash';
  const what =
    error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 4).join(' ') : String(error);
  return { wrong, what, index, input: shown(input) };
}

/** Enough to see what is wrong. */
const mostFailures = 20;

export interface Run {
  readonly inputs: number;
  readonly seed: number;
  /** Told before each input; for whoever watches from outside that it goes on. */
  readonly begin?: (index: number) => void;
}

/** Tries a parser with so many inputs. */
export async function tried({ name, open }: Parser, { inputs, seed, begin = () => undefined }: Run): Promise<Result> {
  const { make, take, close = () => undefined } = await open();
  const counts = { taken: 0, refused: 0 };
  const failures: Failure[] = [];
  const slow = { ms: 0, index: 0 };
  const start = performance.now();
  let done = 0;
  for (; done < inputs && failures.length < mostFailures; done++) {
    begin(done);
    const input = make(new RandomFrom(seedOf(seed, done)));
    const before = performance.now();
    try {
      const outcome = take(input);
      counts[outcome instanceof Promise ? await inTime(outcome) : outcome]++;
    } catch (error) {
      failures.push(failureOf(error, done, input));
    }
    const ms = performance.now() - before;
    if (ms > slow.ms) Object.assign(slow, { ms, index: done });
    if (ms > hangMs && failures.at(-1)?.index !== done) failures.push(failureOf(new Hang(), done, input));
  }
  const seconds = (performance.now() - start) / 1000;
  await close();
  return { name, inputs: done, ...counts, slowestMs: slow.ms, slowest: slow.index, seconds, failures };
}
