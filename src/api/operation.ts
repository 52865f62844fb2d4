/**
 * What an operation of the API is: how it stands in the document, and how it answers.
 */
import type { answerSchemas } from './answer-schemas.ts';
import type { LookUp } from './look-up.ts';
import type { RequestSchemas } from './request-schemas.ts';

export type AnswerName = keyof typeof answerSchemas;
export type RequestName = keyof RequestSchemas;

/** What stands in the document about every operation. */
interface Described {
  readonly id: string;
  /** Below `/api/v1`; a part in braces is a parameter. */
  readonly path: string;
  readonly tag: TagName;
  readonly summary: string;
  readonly description: string;
  readonly answer: AnswerName;
}

/** The same for everybody, whole. */
export interface DataOperation extends Described {
  readonly type: 'data';
  readonly data: () => unknown;
  /** A part of the data that shows its form, for the document; left out: too large or too plain to show. */
  readonly example?: () => unknown;
}

/** The same for everybody, one entry by its name in the address. */
export interface EntryOperation extends Described {
  readonly type: 'entry';
  readonly parameter: { readonly name: string; readonly description: string; readonly example: string };
  readonly entries: ReadonlyMap<string, unknown>;
}

/** Depends on what is sent. */
export interface LookUpOperation extends Described {
  readonly type: 'look-up';
  readonly body: RequestName;
  readonly examples: { readonly [name: string]: { readonly summary: string; readonly value: unknown } };
  readonly lookUp: LookUp;
}

export type Operation = DataOperation | EntryOperation | LookUpOperation;

export const tags = {
  directory: 'Who there is: municipalities and national services, the same for everybody.',
  situation: 'The ways to people in a situation. What is sent is used for the answer and not kept.',
  document: 'About this API.',
} as const;
type TagName = keyof typeof tags;

export function methodOf({ type }: Operation): 'GET' | 'POST' {
  return type === 'look-up' ? 'POST' : 'GET';
}
