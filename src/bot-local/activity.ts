/**
 * What goes back and forth between client, stub and bot: an activity of the Bot Framework, as far as it matters here.
 */
import { z } from 'zod';

export const accountShape = z.looseObject({ id: z.string().min(1).max(200), name: z.string().max(200).optional() });

/** Whatever else an activity holds is passed on as it came: it is for the bot or for the client. */
export const activityShape = z.looseObject({
  type: z.string().min(1).max(100),
  id: z.string().max(300).optional(),
  from: accountShape.optional(),
  replyToId: z.string().max(300).optional(),
  text: z.string().optional(),
  locale: z.string().max(35).optional(),
  channelData: z.record(z.string(), z.unknown()).optional(),
  entities: z.array(z.unknown()).optional(),
});

export type Activity = z.infer<typeof activityShape>;

/** Somebody who takes part: the bot, or the person at the client. */
export type Account = z.infer<typeof accountShape>;

/** Who starts a conversation, and in which language. */
export const openingShape = z.looseObject({ user: accountShape.optional(), locale: z.string().max(35).optional() });

export type Opening = z.infer<typeof openingShape>;
