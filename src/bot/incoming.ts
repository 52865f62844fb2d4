/**
 * What comes in: an activity of the Bot Framework protocol, read strictly before anything else looks at it, and reduced to
 * the few things that we answer.
 */
import { z } from 'zod';
import { maxTyped } from '../core/typed.ts';
import type { TapData } from '../render/adaptive-card.ts';

/** Ids stand in addresses that the connector calls: nothing that would lead elsewhere. */
const id = z
  .string()
  .min(1)
  .max(500)
  .regex(/^[^\s/\\?#%]+$/)
  .refine((text) => !/^\.+$/.test(text));
/** Of an activity: it is encoded wherever it goes, and some programs use any letters. */
const activityId = z
  .string()
  .min(1)
  .max(500)
  .refine((text) => !/^\.+$/.test(text));
const account = z.object({ id: z.string().min(1).max(500) });
const name = z.string().min(1).max(100);

/** Far more than anybody is asked to type; what is longer than we read is cut later. */
const mostText = 100_000;

/** A field that is only decoration: a strange one is no reason to answer nobody. */
function decoration<Schema extends z.ZodType>(schema: Schema) {
  return schema.optional().catch(undefined);
}

const activitySchema = z.object({
  type: name,
  id: decoration(activityId),
  /** The channel, and where in it: `msteams:COPILOT`. */
  channelId: z.string().regex(/^[\w.-]{1,50}(?::[\w.-]{1,50})?$/),
  serviceUrl: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
  conversation: z.object({
    id,
    conversationType: name.optional(),
    isGroup: z.boolean().optional(),
    tenantId: z.string().max(100).optional(),
  }),
  from: decoration(account),
  recipient: decoration(account),
  deliveryMode: decoration(name),
  replyToId: decoration(id),
  locale: decoration(z.string().regex(/^[A-Za-z0-9-]{1,35}$/)),
  text: z.string().max(mostText).optional(),
  value: z.unknown().optional(),
  name: decoration(name),
  action: decoration(name),
  membersAdded: decoration(z.array(account)),
  attachments: decoration(z.array(z.object({ contentType: z.string().optional() }))),
  channelData: z
    .object({
      tenant: z.object({ id: z.string().max(100).optional() }).optional(),
      /** A program that shows no cards can say so. */
      wegwijzer: decoration(z.object({ cards: z.boolean().optional() })),
    })
    .optional()
    .or(z.string().transform(() => undefined)),
});

/** An activity with the fields that we know, and no others. */
export type IncomingActivity = z.output<typeof activitySchema>;

/** Deeper than this stands nothing that we read. */
const mostDepth = 4;

/** What is null or empty was left out, wherever it stands. */
function withoutNulls(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || depth > mostDepth) return value;
  if (Array.isArray(value)) return value.map((one) => withoutNulls(one, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== null && one !== '')
      // What a card sends is its own affair.
      .map(([field, one]) => [field, field === 'value' ? one : withoutNulls(one, depth + 1)]),
  );
}

/** The activity in a parsed body; null when it is none, or one that there is no way to answer. */
export function readActivity(body: unknown): IncomingActivity | null {
  const activity = activitySchema.safeParse(withoutNulls(body)).data;
  return activity !== undefined && isAnswerable(activity) ? activity : null;
}

/** The answer travels in the response, or to an address. */
function isAnswerable({ type, deliveryMode, serviceUrl }: IncomingActivity): boolean {
  return deliveryMode === 'expectReplies' || type === 'invoke' || serviceUrl !== undefined;
}

// --- What it says -----------------------------------------------------------------------------------------------------

const tapSchema: z.ZodType<TapData> = z.object({ input: z.string().min(1).max(300), at: z.string().max(20) });

export type Said =
  | { readonly type: 'tap'; readonly tap: TapData }
  /** Data of a card that is none of ours, or of a version long gone. */
  | { readonly type: 'unknown-tap' }
  | { readonly type: 'text'; readonly text: string; readonly cut: boolean }
  /** A picture, a file, a voice message, and no words. */
  | { readonly type: 'attachment' }
  | { readonly type: 'nothing' };

export type Incoming =
  | { readonly type: 'said'; readonly said: Said }
  | { readonly type: 'joined' }
  | { readonly type: 'ended' }
  | { readonly type: 'search'; readonly text: string }
  | { readonly type: 'unknown-call' }
  | { readonly type: 'ignored' };

/** Programs without objects in their buttons send them as text. */
function tapIn(value: unknown): TapData | null {
  if (typeof value !== 'string') return tapSchema.safeParse(value).data ?? null;
  if (!value.startsWith('{')) return null;
  try {
    return tapSchema.safeParse(JSON.parse(value)).data ?? null;
  } catch {
    return null;
  }
}

/** Many times what is read of a message in the end. */
const mostRead = 10 * maxTyped;

/** Words without the name of the bot that was called, and without the marks of formatted text. */
function plainText(text: string): string {
  return (
    text
      .slice(0, mostRead)
      // Names are short: what looks for longer ones would take long over a text made for that.
      .replace(/<at\b[^<>]{0,100}>[^<>]{0,100}<\/at>/gi, ' ')
      .replace(/&nbsp;|\u00a0/g, ' ')
      .trim()
  );
}

/** Cards of a message that somebody quotes or formats are no files. */
function isFile({ contentType = '' }: { readonly contentType?: string | undefined }): boolean {
  return !contentType.startsWith('text/html');
}

function saidBy({ text = '', value, attachments = [] }: IncomingActivity): Said {
  const tap = tapIn(value) ?? tapIn(text);
  if (tap !== null) return { type: 'tap', tap };
  const typed = plainText(text);
  if (typed !== '')
    return { type: 'text', text: typed.slice(0, maxTyped), cut: typed.length > maxTyped || text.length > mostRead };
  if (attachments.some(isFile)) return { type: 'attachment' };
  return value === undefined ? { type: 'nothing' } : { type: 'unknown-tap' };
}

/** The names under which Teams asks for what a message extension found. */
const searchCalls: readonly string[] = ['composeExtension/query'];

const searchSchema = z.object({
  parameters: z.array(z.object({ name: z.string().max(100), value: z.string().max(1_000) })).max(10),
});

/** The first call of a search has no words yet. */
const firstCall = 'initialRun';

function searchIn(value: unknown): string {
  const parameters = searchSchema.safeParse(value).data?.parameters ?? [];
  const words = parameters.filter((parameter) => parameter.name !== firstCall).map((parameter) => parameter.value);
  return words.join(' ').slice(0, maxTyped);
}

/** What an activity is to us. Reactions, edits, typing and whatever else there may be are read and not answered. */
export function incomingOf(activity: IncomingActivity): Incoming {
  switch (activity.type) {
    case 'message':
      return { type: 'said', said: saidBy(activity) };
    case 'conversationUpdate':
      return (activity.membersAdded ?? []).length > 0 ? { type: 'joined' } : { type: 'ignored' };
    case 'installationUpdate':
      return activity.action?.startsWith('remove') ? { type: 'ended' } : { type: 'ignored' };
    case 'endOfConversation':
      return { type: 'ended' };
    case 'invoke':
      return searchCalls.includes(activity.name ?? '')
        ? { type: 'search', text: searchIn(activity.value) }
        : { type: 'unknown-call' };
    default:
      return { type: 'ignored' };
  }
}

/** In Teams. Inside Microsoft 365 it adds where in it: `msteams:COPILOT`. */
export function isTeams({ channelId }: Pick<IncomingActivity, 'channelId'>): boolean {
  return channelId.split(':')[0] === 'msteams';
}

/** Others than the person herself read what is said here. */
export function isGroup(activity: IncomingActivity): boolean {
  const { conversationType, isGroup: group } = activity.conversation;
  return group === true || (conversationType !== undefined && conversationType !== 'personal');
}

/** The organisations that an activity names; Teams always names one. */
export function tenantsOf({ conversation, channelData }: IncomingActivity): readonly string[] {
  return [conversation.tenantId, channelData?.tenant?.id].filter((one) => one !== undefined);
}
