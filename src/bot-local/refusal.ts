/**
 * Answers that say no, in the shape of Direct Line and of the connector: `{ error: { code, message } }`.
 */
import type { ErrorRequestHandler, RequestHandler } from 'express';

/** A request that is answered with an error of the protocol. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;
  /** What the bot answered, when it was the bot that failed: Direct Line repeats it beside the error. */
  readonly botStatus: number | null;

  constructor(status: number, code: string, message: string, botStatus: number | null = null) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
    this.botStatus = botStatus;
  }
}

/** A mistake found by Express: a body that is too large or is no JSON, an address that cannot be decoded. */
function refusalOf(error: unknown): Refusal | null {
  if (error instanceof Refusal) return error;
  const status = error instanceof Error && 'status' in error ? error.status : null;
  if (status === 413) return new Refusal(413, 'MessageSizeTooBig', 'The activity is too large');
  if (status === 400) return new Refusal(400, 'BadSyntax', 'The request cannot be read');
  return null;
}

/** Answers refusals; other errors are ours and go on. */
export const answerRefusals: ErrorRequestHandler = (error, _request, response, next) => {
  const refusal = refusalOf(error);
  if (refusal === null) return next(error);
  const { status, code, message, botStatus } = refusal;
  response
    .status(status)
    .json({ error: { code, message }, ...(botStatus === null ? {} : { httpStatusCode: botStatus }) });
};

const ownNames: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/** Whether a URL leads to this machine and no other. */
export function isLoopback(url: string): boolean {
  return URL.canParse(url) && ownNames.includes(new URL(url).hostname);
}

/**
 * Answers only this machine, under its own names: whoever is elsewhere has no business here, and neither has a page that
 * reaches this machine by a name of its own.
 */
export const loopbackOnly: RequestHandler = (request, _response, next) => {
  const near = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/.test(request.socket.remoteAddress ?? '');
  if (!near || !isLoopback(`http://${request.headers.host ?? ''}`))
    throw new Refusal(403, 'Forbidden', 'This is for trying on one machine: ask from there, as 127.0.0.1');
  next();
};
