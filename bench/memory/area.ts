/**
 * Memory for conversations: 10,000 with three turns each, then 90,000 more with one.
 */
import { told } from '../beside/child.ts';
import { onceRow, type Row } from '../beside/row.ts';
import { peerName } from '../peers/installed.ts';
import type { Held } from './held.ts';

export async function memoryRows(): Promise<readonly Row[]> {
  // Side by side: how long it takes is not what is measured.
  const [ours, theirs] = await Promise.all(
    ['our-bot', 'their-bot'].map((name) => told<readonly Held[]>(['--expose-gc', `dist/bench/${name}.mjs`], {})),
  );
  const peer = `${peerName('botbuilder-dialogs')}, MemoryStorage`;
  return (ours ?? []).map(({ conversations, bytesEach }, at) =>
    onceRow({
      area: 'memory',
      what: `${conversations.toLocaleString('en')} conversations, bytes each`,
      better: 'less',
      ours: bytesEach,
      peer,
      theirs: theirs?.[at]?.bytesEach ?? Number.NaN,
    }),
  );
}
