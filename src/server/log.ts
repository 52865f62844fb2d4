/**
 * What may be written down: that the server started and stopped, and where our code failed. Never what somebody sent.
 */
import type { Logger } from 'pino';

/** The part of a logger that the server uses. */
export type ServerLog = Pick<Logger, 'info' | 'error'>;

export interface Failure {
  /** The class of the error, such as `TypeError`. */
  readonly error: string;
  /** File and line of our code nearest to it, such as `src/core/dialog.ts:120`, or null. */
  readonly at: string | null;
}

/** An error without its message: that may repeat what somebody typed. */
export function failureOf(error: unknown): Failure {
  if (!(error instanceof Error)) return { error: 'NotAnError', at: null };
  const name = /^[A-Za-z]{1,40}$/.test(error.name) ? error.name : 'Error';
  // The message stands at the top of the stack and could look like a line of it.
  const frames = (error.stack ?? '').replaceAll(error.message === '' ? '\0' : error.message, '');
  const at = /\b((?:src|dist)\/[a-z/-]{1,100}\.[jt]s:\d{1,9}):\d{1,9}\)?$/m.exec(frames)?.[1] ?? null;
  return { error: name, at };
}
