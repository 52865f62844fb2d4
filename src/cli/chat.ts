import { createInterface } from 'node:readline';
import type { Library } from '../content/library.ts';
import type { Answers } from '../core/answers.ts';
import { type Turn, talk } from '../core/converse.ts';
import type { WallTime } from '../core/hours.ts';
import type { Reply } from '../core/reply.ts';
import type { Texts } from '../core/texts.ts';
import { listenerIn, replyTo } from '../core/turn.ts';
import { type Listener, maxTyped, takeTyped } from '../core/typed.ts';
import { numberedOptions, renderTerminal } from '../render/terminal.ts';
import { languageOf, momentOf, municipalityOf, openLibrary } from './content.ts';

interface ChatFlags {
  readonly lang: string;
  readonly municipality?: string;
  readonly at?: string;
}

/** A talk in the terminal: holds the answers, and nothing else, until it ends. */
export class TerminalTalk {
  private turn: Turn;
  private readonly library: Library;
  private readonly texts: Texts;
  private readonly listener: Listener;
  private readonly at: () => WallTime;

  constructor(library: Library, lang: string, at: () => WallTime, answers: Answers = []) {
    this.library = library;
    this.texts = library.texts(lang, 'terminal');
    this.listener = { ...listenerIn(library, this.texts), numbered: true };
    this.at = at;
    this.turn = { answers, view: talk };
  }

  reply(): Reply {
    return replyTo(this.library, this.texts, this.turn, this.at());
  }

  /** Takes one typed line: a number, an option's words, a place, or what it is about. */
  type(line: string): void {
    // The step back has a number here, as the other options have.
    this.turn = takeTyped(this.listener, this.turn, numberedOptions(this.reply()), line);
  }
}

/** `wegwijzer chat`: talk to the bot; an empty line or `q` ends it. */
export async function chat(flags: ChatFlags): Promise<void> {
  const library = openLibrary();
  const lang = languageOf(library, flags.lang);
  const start = momentOf(flags.at);
  const at = flags.at === undefined ? () => momentOf(undefined) : () => start;
  const place = flags.municipality === undefined ? null : municipalityOf(library, flags.municipality, start);
  const conversation = new TerminalTalk(
    library,
    lang,
    at,
    place === null ? [] : [{ fact: 'municipality', value: place }],
  );
  const lines = createInterface({ input: process.stdin });
  const show = (): void => void process.stdout.write(`\n${renderTerminal(conversation.reply())}\n\n> `);
  show();
  for await (const line of lines) {
    if (line.trim() === '' || line.trim() === 'q') break;
    if (!process.stdin.isTTY) process.stdout.write(`${line.slice(0, maxTyped)}\n`);
    conversation.type(line);
    show();
  }
  process.stdout.write('\n');
  lines.close();
}
