/**
 * What went wrong, in the form of RFC 9457. It says what is wrong, where and the cure, and never repeats what was sent.
 */
import type { Response } from 'express';
import type { z } from 'zod';

/** What the API refuses, with what it says of it. */
const refusals = {
  400: ['Bad Request', 'The body is not JSON in UTF-8. Send one JSON object.'],
  404: ['Not Found', 'There is nothing at this address. The list of addresses is at /api/v1.'],
  405: ['Method Not Allowed', 'This address does not take this method. The header Allow names those it takes.'],
  413: ['Content Too Large', 'The body is larger than 32 kB. Send only the facts that the document names.'],
  415: ['Unsupported Media Type', 'Send the body as application/json, not compressed.'],
  422: ['Unprocessable Content', 'Something in the body cannot be used. "errors" says where and what to write.'],
  429: ['Too Many Requests', 'Too many requests came from this address. Wait as long as Retry-After says.'],
  500: ['Internal Server Error', 'This server failed. Try again; show 112, 0800-2000 and +31 247 247 247 meanwhile.'],
} as const satisfies Record<number, readonly [title: string, detail: string]>;

export type ProblemStatus = keyof typeof refusals;

/** One thing in the body that cannot be used. */
export interface Fault {
  /** A JSON pointer; empty for the body as a whole. */
  readonly pointer: string;
  readonly detail: string;
}

export interface Problem {
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: ProblemStatus;
  readonly detail: string;
  readonly errors?: readonly Fault[];
}

export function problem(
  status: ProblemStatus,
  more: { readonly detail?: string; readonly errors?: readonly Fault[] } = {},
): Problem {
  const [title, detail] = refusals[status];
  return { type: 'about:blank', title, status, detail, ...more };
}

/** Answers with a problem. Nobody keeps it: the next request may be a better one. */
export function sendProblem(response: Response, refused: Problem): void {
  response
    .status(refused.status)
    .set('Cache-Control', 'no-store')
    .type('application/problem+json')
    .send(JSON.stringify(refused));
}

/** The status of a body that could not be read, or null where we failed ourselves. */
export function refusedStatus(error: unknown): ProblemStatus | null {
  if (!(error instanceof Error) || !('status' in error)) return null;
  const { status } = error;
  if (status === 413 || status === 415) return status;
  return typeof status === 'number' && status >= 400 && status < 500 ? 400 : null;
}

/** What is wrong with a body. Names of unknown properties are not repeated: they may be anything. */
export function faultsOf(error: z.ZodError): readonly Fault[] {
  return error.issues.map((issue) => ({ pointer: pointerTo(issue.path), detail: detailOf(issue) }));
}

function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function detailOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `write ${issue.expected === 'object' ? 'an object' : `a value of type ${issue.expected}`}`;
    case 'invalid_value':
      return `write one of: ${issue.values.map(String).join(', ')}`;
    case 'unrecognized_keys':
      return 'there is a property here that the document does not name: leave it out, or mend its spelling';
    case 'too_big':
      return `write at most ${issue.maximum} ${issue.origin === 'string' ? 'characters' : 'values'}`;
    case 'too_small':
      return `write at least ${issue.minimum} ${issue.origin === 'string' ? 'characters' : 'values'}`;
    case 'invalid_format':
    case 'custom':
      // Both messages are our own: they stand beside the rule.
      return issue.message;
    default:
      return 'this does not fit the document of the API';
  }
}
