/**
 * One turn over HTTP: the form that came in and what was sealed in it give the next session and its reply.
 */
import { amsterdamTime } from '../content/amsterdam.ts';
import type { Library } from '../content/library.ts';
import { offeredLanguage } from '../content/offered-language.ts';
import { stillShown, talk } from '../core/converse.ts';
import { decodeInput } from '../core/input.ts';
import type { Reply } from '../core/reply.ts';
import { replyTo, turnBy, turnByTyping } from '../core/turn.ts';
import type { Form } from './form.ts';
import type { Seal, Session } from './seal.ts';

/** How a form was taken. */
export type Taken =
  | { readonly type: 'turn'; readonly session: Session; readonly lang: string }
  | { readonly type: 'expired'; readonly lang: string }
  | { readonly type: 'refused'; readonly lang: string };

export const noSession: Session = { answers: [], view: talk };

/** The reply for a session on a page of ours, at this moment (milliseconds since 1970). */
export function pageReply(library: Library, session: Session, lang: string, now: number): Reply {
  return replyTo(library, library.texts(lang), session, amsterdamTime(now));
}

/** Takes a form. A form without a sealed talk begins one. */
export function takeForm(library: Library, seal: Seal, form: Form, now: number): Taken {
  const lang = offeredLanguage(library, form.lang);
  const opened = form.state === '' ? ({ type: 'session', session: noSession } as const) : seal.open(form.state);
  if (opened.type === 'expired') return { type: 'expired', lang };
  if (opened.type === 'forged') return { type: 'refused', lang };
  const { content, visitable } = library;
  const session = stillShown(content.dialogs, visitable, opened.session);
  if (form.input === null) {
    const next = turnByTyping(library, library.texts(lang), session, form.typed ?? '', amsterdamTime(now));
    return { type: 'turn', lang, session: next };
  }
  const input = decodeInput(form.input);
  if (input === null) return { type: 'refused', lang };
  const then = input.type === 'language' ? offeredLanguage(library, input.lang) : lang;
  return { type: 'turn', lang: then, session: turnBy(library, session, input) };
}
