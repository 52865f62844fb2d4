/**
 * A bot of botbuilder-dialogs with its MemoryStorage and the same talk. It lets go of nothing.
 */
import type { MemoryStorage as Storage } from 'botbuilder-core';
import { loadLibrary } from '../../src/content/load.ts';
import { botbuilderIn } from '../dialog/botbuilder.ts';
import { flowOf, scriptsFrom } from '../dialog/talks.ts';
import { peer } from '../peers/installed.ts';
import { tellHeld } from './held.ts';

const { content, visitable } = loadLibrary(`${process.cwd()}/`);
const scripts = scriptsFrom(content.dialogs, visitable);
const { MemoryStorage }: { MemoryStorage: new () => Storage } = peer('botbuilder-core');
const hear = botbuilderIn(flowOf(scripts), new MemoryStorage());
const said = ['hallo', ...(scripts[0] ?? []).map(({ answer }) => answer.value)];

await tellHeld({
  async hear(conversation, turn) {
    const asked = await hear(`c${conversation}`, said[turn] ?? '');
    if (asked?.question !== scripts[0]?.[turn]?.asked.question) throw new Error(`turn ${turn} was not answered`);
  },
});
