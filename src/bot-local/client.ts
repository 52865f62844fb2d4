/**
 * The client's side of Direct Line, in a browser or in Node: what the page and the tests speak to the stub with.
 */
import type { Account, Activity } from './activity.ts';

export interface DirectLineClient {
  readonly conversationId: string;
  /** The id of what was sent. @throws DirectLineError, with 502 when the bot failed */
  send(activity: Activity): Promise<string>;
  /** What is new since the last time: an activity that comes with an id already known takes its place. */
  receive(): Promise<readonly Activity[]>;
}

export interface ClientOptions {
  /** Where the stub is mounted, without a slash at the end. */
  readonly root: string;
  /** Left out: nobody is known until somebody speaks. */
  readonly user?: Account;
  readonly locale?: string;
}

/** An answer that is no success. */
export class DirectLineError extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.name = 'DirectLineError';
    this.status = status;
    this.code = code;
  }
}

interface Opened {
  readonly conversationId: string;
  readonly token: string;
  readonly expires_in: number;
}

/** Starts a conversation; the bot has been told when it resolves. @throws DirectLineError */
export async function startConversation({ root, user, locale }: ClientOptions): Promise<DirectLineClient> {
  const base = `${root}/v3/directline`;
  const asked = await call<Opened>('POST', `${base}/tokens/generate`, null, user === undefined ? {} : { user });
  const opened = await call<Opened>(
    'POST',
    `${base}/conversations`,
    asked.token,
    locale === undefined ? {} : { locale },
  );
  const { conversationId } = opened;
  const activities = `${base}/conversations/${conversationId}/activities`;
  let watermark = '';
  let { token } = opened;
  let fresh = Date.now() + opened.expires_in * 500;

  /** A token is renewed when half of its life is over: afterwards it cannot be. */
  const currentToken = async (): Promise<string> => {
    if (Date.now() < fresh) return token;
    const renewed = await call<Opened>('POST', `${base}/tokens/refresh`, token, {});
    fresh = Date.now() + renewed.expires_in * 500;
    token = renewed.token;
    return token;
  };

  return {
    conversationId,
    async send(activity) {
      const { id } = await call<{ readonly id: string }>('POST', activities, await currentToken(), activity);
      return id;
    },
    async receive() {
      const url = `${activities}?watermark=${watermark}`;
      const set = await call<{ readonly activities: readonly Activity[]; readonly watermark: string }>(
        'GET',
        url,
        await currentToken(),
      );
      watermark = set.watermark;
      return set.activities;
    },
  };
}

async function call<Answer>(method: string, url: string, token: string | null, body?: object): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw await errorOf(response);
  // Our own stub answers, in the shapes of the protocol.
  return (await response.json()) as Answer;
}

async function errorOf(response: Response): Promise<DirectLineError> {
  const body: unknown = await response.json().catch(() => null);
  const said = typeof body === 'object' && body !== null && 'error' in body ? body.error : null;
  const { code, message } = { code: 'Unknown', message: 'An answer without an explanation', ...asObject(said) };
  return new DirectLineError(response.status, String(code), String(message));
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
