/**
 * What is said when an answer cannot be made. It is made beforehand, in every language and for every kind of program: what
 * is broken then may be what makes messages.
 */
import type { Library } from '../content/library.ts';
import { numbersOn } from '../core/compose.ts';
import { type Looks, type Outgoing, outgoing } from './outgoing.ts';
import { failureScreen } from './screens.ts';

const everyLook: readonly Looks[] = [true, false].flatMap((cards) => [true, false].map((teams) => ({ cards, teams })));

function nameOf(lang: string, { cards, teams }: Looks): string {
  return `${lang} ${cards} ${teams}`;
}

/** Given a language that is offered: the message. @throws Error when one cannot be made, now and not when it is needed */
export function failureMessages(library: Library): (lang: string, looks: Looks) => Outgoing {
  const messages = new Map(
    library.languages.flatMap(({ code }) => {
      const texts = library.texts(code, 'bot');
      const screen = failureScreen(texts, numbersOn(texts));
      return everyLook.map((looks) => [nameOf(code, looks), outgoing(screen, texts, '', looks)] as const);
    }),
  );
  return (lang, looks) => {
    const message = messages.get(nameOf(lang, looks));
    if (message === undefined) throw new Error('a language that is not offered');
    return message;
  };
}
