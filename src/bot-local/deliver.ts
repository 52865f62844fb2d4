/**
 * Brings an activity to the bot, and says what Direct Line says when that fails.
 */
import type { Activity } from './activity.ts';
import { Refusal } from './refusal.ts';

/** Resolves when the bot has taken it. @throws Refusal: 502 when the bot is away, refuses, or takes too long */
export async function deliver(botUrl: string, activity: Activity, patienceMs: number): Promise<void> {
  const response = await post(botUrl, activity, patienceMs);
  // Unread, it would keep the connection.
  await response.body?.cancel();
  if (!response.ok) throw botError('bot returned an error', response.status);
}

async function post(botUrl: string, activity: Activity, patienceMs: number): Promise<Response> {
  const signal = AbortSignal.timeout(patienceMs);
  try {
    return await fetch(botUrl, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(activity),
      redirect: 'manual',
      signal,
    });
  } catch {
    throw signal.aborted ? botError('bot timed out', 504) : botError('bot is not available', 502);
  }
}

function botError(reason: string, botStatus: number): Refusal {
  return new Refusal(502, 'BotError', `Failed to send activity: ${reason}`, botStatus);
}
