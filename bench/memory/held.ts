/**
 * What a bot holds for conversations that nobody has ended: how much more this process needs after so many of them.
 */

export interface Bot {
  /** One message of a conversation that is known by its number: its first, second, … */
  hear(conversation: number, turn: number): Promise<void>;
}

/** So many conversations, the first of them with more turns than the rest, so that it ends in bounded time. */
export interface Held {
  readonly conversations: number;
  readonly bytesEach: number;
}

function bytesNow(): number {
  if (globalThis.gc === undefined) throw new Error('needs --expose-gc');
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const few = 10_000;
const turnsOfFew = 3;
const many = 100_000;

/** Warms the bot up, lets so many people talk to it, and tells whoever started this process. */
export async function tellHeld(bot: Bot): Promise<void> {
  for (let one = 0; one < 500; one++) for (let turn = 0; turn < turnsOfFew; turn++) await bot.hear(-1 - one, turn);
  const before = bytesNow();
  for (let one = 0; one < few; one++) for (let turn = 0; turn < turnsOfFew; turn++) await bot.hear(one, turn);
  const afterFew = bytesNow();
  for (let one = few; one < many; one++) await bot.hear(one, 0);
  const afterMany = bytesNow();
  const held: readonly Held[] = [
    { conversations: few, bytesEach: (afterFew - before) / few },
    { conversations: many, bytesEach: (afterMany - before) / many },
  ];
  // What is asked to be told has to arrive before this process ends.
  process.send?.(held, () => process.exit(0));
}
