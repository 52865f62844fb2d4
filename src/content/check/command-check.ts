/**
 * What people type to steer the talk in a chat program: no word means two things, whatever the language, and every word that
 * a text names is one.
 */
import { type Command, commands, commandsFile, comparable } from '../command-words.ts';
import type { ContentFiles } from '../load.ts';
import type { Reader } from '../reader.ts';
import { textsByKey } from '../text-files.ts';
import type { Findings } from './findings.ts';

/** The commands that this text offers, which must be understood as it writes them. */
const named = 'bot:commands';
const stopButton = 'bot:stop.button';
const offered: readonly Command[] = ['back', 'restart', 'language', 'stop'];

/** Checks the commands of all languages together. */
export function checkCommands({ locales }: ContentFiles, reader: Reader, findings: Findings): void {
  const owners = new Map<string, { readonly command: Command; readonly code: string }>();
  let words = 0;
  for (const locale of locales) {
    const { code } = locale;
    const tell = (key: string, message: string, cure: string): void =>
      findings.report({ file: commandsFile(code), line: reader.lineOf(commandsFile(code), [key]), message, cure });
    for (const command of commands)
      for (const word of locale.commands[command]) {
        words++;
        const owner = owners.get(comparable(word));
        if (owner !== undefined && owner.command !== command)
          tell(
            command,
            `"${word}" means "${owner.command}" in ${commandsFile(owner.code)}`,
            'leave it out here or there: somebody may write in either language',
          );
        owners.set(comparable(word), { command, code });
      }
    const texts = textsByKey(locale);
    const said = comparable(String(texts.get(named) ?? ''));
    for (const command of offered)
      if (!locale.commands[command].some((word) => ` ${said} `.includes(` ${comparable(word)} `)))
        tell(command, `the text "${named}" names no word of this list`, 'name one, in the same spelling');
    const button = String(texts.get(stopButton) ?? '');
    if (!locale.commands.stop.some((word) => comparable(word) === comparable(button)))
      tell('stop', `the words of the button "${stopButton}" are not in this list`, 'add them: somebody may type them');
  }
  findings.tally(
    'words that steer the talk in a chat program',
    words,
    `each means one thing in all ${locales.length} languages`,
  );
}
