/**
 * One turn over HTTP: the form that came in and what was sealed in it give the next session and its reply.
 */
import { amsterdamTime } from '../content/amsterdam.ts';
import type { Library } from '../content/library.ts';
import { compose } from '../core/compose.ts';
import { type Turn, take, talk } from '../core/converse.ts';
import { screenFor } from '../core/dialog.ts';
import { decodeInput } from '../core/input.ts';
import type { Reply } from '../core/reply.ts';
import { takeTyped } from '../core/typed.ts';
import type { Form } from './form.ts';
import type { Seal, Session } from './seal.ts';

/** How a form was taken. */
export type Taken =
  | { readonly type: 'turn'; readonly session: Session; readonly lang: string }
  | { readonly type: 'expired'; readonly lang: string }
  | { readonly type: 'refused'; readonly lang: string };

export const noSession: Session = { answers: [], view: talk };

/** The code of an offered language; the source language for any other. */
export function offeredLanguage({ languages }: Library, code: string): string {
  return (languages.find((language) => language.code === code) ?? languages[0])?.code ?? '';
}

/** The reply for a session, at this moment (milliseconds since 1970). */
export function replyTo({ content, texts }: Library, { answers, view }: Session, lang: string, now: number): Reply {
  return compose(content, texts(lang), screenFor(content.dialogs, answers), view, amsterdamTime(now));
}

function typedTurn(library: Library, session: Session, lang: string, typed: string, now: number): Turn {
  if (typed.trim() === '') return session;
  const { content, visitable, searchPlace } = library;
  const { options } = replyTo(library, session, lang, now);
  return takeTyped(content.dialogs, visitable, searchPlace, session.answers, options, typed);
}

/** Takes a form. A form without a sealed talk begins one. */
export function takeForm(library: Library, seal: Seal, form: Form, now: number): Taken {
  const lang = offeredLanguage(library, form.lang);
  const opened = form.state === '' ? ({ type: 'session', session: noSession } as const) : seal.open(form.state);
  if (opened.type === 'expired') return { type: 'expired', lang };
  if (opened.type === 'forged') return { type: 'refused', lang };
  const { session } = opened;
  if (form.input === null)
    return { type: 'turn', lang, session: typedTurn(library, session, lang, form.typed ?? '', now) };
  const input = decodeInput(form.input);
  if (input === null) return { type: 'refused', lang };
  // A change of language changes nothing else: what was on the screen stays there.
  if (input.type === 'language') return { type: 'turn', lang: offeredLanguage(library, input.lang), session };
  const { content, visitable } = library;
  return { type: 'turn', lang, session: take(content.dialogs, visitable, session.answers, input) };
}
