/**
 * What is said when an answer cannot be made. It is made beforehand, in every language and for every kind of program: what
 * is broken then may be what makes messages.
 */
import type { Library } from '../content/library.ts';
import { numbersOn } from '../core/compose.ts';
import { type Looks, type Outgoing, outgoing } from './outgoing.ts';
import { failureScreen, groupScreen } from './screens.ts';

/** `group`: others read along, so it names no theme and no service but 112. */
export type Company = 'alone' | 'group';

const everyLook: readonly Looks[] = [true, false].flatMap((cards) => [true, false].map((teams) => ({ cards, teams })));
const screens = { alone: failureScreen, group: groupScreen } as const;
const companies = Object.keys(screens) as readonly Company[]; // Its keys are those two.

function nameOf(lang: string, { cards, teams }: Looks, company: Company): string {
  return `${lang} ${cards} ${teams} ${company}`;
}

/** Given a language that is offered: the message. @throws Error when one cannot be made, now and not when it is needed */
export function failureMessages(library: Library): (lang: string, looks: Looks, company: Company) => Outgoing {
  const messages = new Map(
    library.languages.flatMap(({ code }) => {
      const texts = library.texts(code, 'bot');
      return companies.flatMap((company) => {
        const screen = screens[company](texts, numbersOn(texts));
        return everyLook.map((looks) => [nameOf(code, looks, company), outgoing(screen, texts, '', looks)] as const);
      });
    }),
  );
  return (lang, looks, company) => {
    const message = messages.get(nameOf(lang, looks, company));
    if (message === undefined) throw new Error('a language that is not offered');
    return message;
  };
}
