/**
 * In what the two channels differ, seen from the bot: who is told to have come, and what stands around each activity.
 */
import type { Account, Activity, Opening } from './activity.ts';
import type { Conversation } from './conversations.ts';

export const channelIds = ['directline', 'msteams'] as const;
export type ChannelId = (typeof channelIds)[number];

export const botAccount = { id: 'bot', name: 'Wegwijzer' } as const satisfies Account;

/** Made up: no tenant and no person have these. */
const tenantId = '00000000-0000-4000-8000-000000000001';
const aadObjectId = '00000000-0000-4000-8000-000000000002';

export interface Channel {
  /** Whether the bot may replace and delete what it has sent. */
  readonly updates: boolean;
  /** What the bot is told when a conversation starts. */
  opening(conversation: Conversation, opening: Opening): readonly Activity[];
  /** An activity as this channel passes it to the bot; who and where are added by the caller. */
  dress(activity: Activity): Activity;
  readonly conversation: Readonly<Record<string, string>>;
  /** The id of the next activity, of which `count` came before it. */
  activityId(conversation: string, count: number, now: number): string;
}

/** Somebody has come. */
export function joined(members: readonly Account[], from: Account, locale?: string): Activity {
  return { type: 'conversationUpdate', membersAdded: members, from, ...(locale === undefined ? {} : { locale }) };
}

const directLineChannel: Channel = {
  activityId: (conversation, count) => `${conversation}|${String(count).padStart(7, '0')}`,
  updates: false,
  conversation: {},
  // With a person in the token both come at once. Otherwise nobody knows her yet: the bot comes alone, from nobody but
  // the conversation, and she comes before the first thing she says.
  opening({ id }, { user, locale }) {
    return user === undefined ? [joined([botAccount], { id }, locale)] : [joined([botAccount, user], user, locale)];
  },
  dress: (activity) => activity,
};

const teamsChannel: Channel = {
  // Moments in milliseconds, each its own.
  activityId: (_conversation, count, now) => String(now + count),
  updates: true,
  conversation: { conversationType: 'personal', tenantId },
  opening({ id }, { user = { id: `29:${id}` }, locale }) {
    return [joined([botAccount], user, locale), { type: 'installationUpdate', action: 'add', from: user }];
  },
  dress(activity) {
    const { from, channelData, entities = [], locale } = activity;
    return {
      ...activity,
      ...(from === undefined ? {} : { from: { ...from, aadObjectId } }),
      channelData: { ...channelData, tenant: { id: tenantId } },
      entities: [...entities, { type: 'clientInfo', platform: 'Web', ...(locale === undefined ? {} : { locale }) }],
    };
  },
};

export const channels: { readonly [Id in ChannelId]: Channel } = {
  directline: directLineChannel,
  msteams: teamsChannel,
};
