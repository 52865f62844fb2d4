import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serviceSearch } from '../../src/bot/service-search.ts';
import { library, monday } from '../support/content.ts';
import { aBot, anActivity, closeAll, fresh, post, type TestBot } from './a-bot.ts';

const search = serviceSearch(library());
const names = (text: string): readonly string[] => search(text, monday).map(({ name }) => name);

describe('the search for a service', () => {
  it.each([
    ['wijkteam Enschede', /enschede|wijkteam/i],
    ['veilig thuis den haag', /^Veilig Thuis/],
    ['Veilig Thuis 7511', /^Veilig Thuis/],
    ['LKHA', /LKHA/],
    ['kindertelefoon', /Kindertelefoon/],
    ['COC', /COC/],
  ])('finds %s by its name', (text, expected) => {
    expect(names(text)[0]).toMatch(expected);
  });

  it('gives what a municipality has when only that is named', () => {
    const found = search('Enschede', monday);
    expect(found.map(({ id }) => id)).toContain('veilig-thuis');
    expect(found.every(({ area }) => area !== '')).toBe(true);
  });

  it.each([
    'huwelijksdwang Enschede',
    'eergerelateerd geweld Rotterdam',
    'lhbt Ede',
    'besnijdenis Ede',
    'forced marriage Utrecht',
    'achterlating Zwolle',
    'Jan de Vries',
    '',
    'xyzzy',
  ])('finds nothing for "%s": no theme, no person', (text) => {
    expect(names(text)).toEqual([]);
  });
});

describe('the message extension', () => {
  let bot: TestBot;
  beforeAll(async () => {
    bot = await aBot();
  });
  afterAll(closeAll);

  const ask = async (
    text: string,
    locale = 'nl-NL',
  ): Promise<{
    readonly composeExtension: {
      readonly type: string;
      readonly text?: string;
      readonly attachments?: readonly { readonly content: unknown }[];
    };
  }> => {
    const value = { commandId: 'findService', parameters: [{ name: 'search', value: text }] };
    const response = await post(
      bot,
      anActivity(fresh('search'), {
        type: 'invoke',
        channelId: 'msteams',
        name: 'composeExtension/query',
        value,
        locale,
      }),
    );
    expect(response.status).toBe(200);
    return (await response.json()) as Awaited<ReturnType<typeof ask>>;
  };

  it('answers with cards that say who it is and how to reach it', async () => {
    const { composeExtension } = await ask('veilig thuis enschede');
    expect(composeExtension.type).toBe('result');
    expect(JSON.stringify(composeExtension.attachments?.[0]?.content)).toContain('0800-2000');
  });

  it('says what to type where nothing was found, in Dutch or English', async () => {
    expect((await ask('xyzzy')).composeExtension.text).toBe(library().texts('nl').say('bot:find.none'));
    expect((await ask('', 'en-GB')).composeExtension.text).toBe(library().texts('en').say('bot:find.hint'));
    expect((await ask('xyzzy', 'tr-TR')).composeExtension.text).toBe(library().texts('nl').say('bot:find.none'));
  });

  it('is answered again when it is asked again', async () => {
    const body = anActivity('again', {
      type: 'invoke',
      name: 'composeExtension/query',
      value: { parameters: [{ name: 'search', value: 'LKHA' }] },
    });
    for (let times = 0; times < 2; times++)
      expect(JSON.stringify(await (await post(bot, body)).json())).toContain('LKHA');
  });
});
