/**
 * How the bot speaks with somebody: what it says first, what it hears at any moment, what it forgets.
 */

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { amsterdamTime } from '../../src/content/amsterdam.ts';
import { talk } from '../../src/core/converse.ts';
import { decodeInput } from '../../src/core/input.ts';
import { replyTo, turnBy } from '../../src/core/turn.ts';
import { library } from '../support/content.ts';
import { numbers } from '../support/numbers.ts';
import {
  aBot,
  aLine,
  anActivity,
  closeAll,
  fresh,
  inTheResponse,
  type Line,
  monday,
  overTheLine,
  type Person,
  page,
  post,
  type TestBot,
} from './a-bot.ts';
import type { Message } from './a-message.ts';

const { languages, texts, commands } = library();
const theme = /trouw|huwelijk|eer\b|lhbt|besnijd|geweld|marr|honou?r|violence/i;

let bot: TestBot;
let teams: Line;
beforeAll(async () => {
  bot = await aBot();
  teams = await aLine(bot, 'msteams');
});
afterAll(closeAll);

function inputsOf(message: Message | null): readonly string[] {
  return (message?.taps ?? []).map(({ input }) => input);
}

function wordsOf(message: Message | null): string {
  return (message?.texts ?? []).join('\n');
}

async function talking(locale = 'nl-NL'): Promise<Person> {
  const person = inTheResponse(bot, { locale });
  await person.taps('bot:agree');
  return person;
}

const say = (lang: string, key: string): string => texts(lang, 'bot').say(key);

describe('the first message', () => {
  it.each(languages.map(({ code }) => code))(
    'says in %s who keeps what is written, gives the page, and asks before any theme',
    async (code) => {
      const first = await inTheResponse(bot, { locale: code }).says('?');
      expect(wordsOf(first)).toContain(say(code, 'bot:kept.elsewhere'));
      expect(wordsOf(first)).toContain(`${page}/`);
      for (const number of numbers) expect(wordsOf(first)).toContain(number);
      expect(inputsOf(first)).toEqual(['bot:agree', 'facts:urgency=emergency', 'bot:languages', 'bot:stop']);
      expect(first?.summary).toBe(say(code, 'ui:title'));
    },
  );

  it('says in Teams what Teams keeps', async () => {
    const first = await inTheResponse(bot, { channel: 'msteams' }).says('hallo');
    expect(wordsOf(first)).toContain(say('nl', 'bot:kept.teams'));
  });

  it('names no theme, in a notification or on the card', async () => {
    const first = await inTheResponse(bot).says('hallo');
    expect(wordsOf(first)).not.toMatch(theme);
    expect(JSON.stringify(first?.activity.summary)).not.toMatch(theme);
    expect(first?.activity.text).toBeUndefined();
  });

  it('greets whoever has come, once', async () => {
    const conversation = fresh('talk');
    const person = inTheResponse(bot, { conversation });
    const joins = (id: string): object => ({ type: 'conversationUpdate', text: undefined, membersAdded: [{ id }] });
    expect(inputsOf(await person.sends(joins('bot')))).toContain('bot:agree');
    expect(await person.sends(joins('user'))).toBeNull();
  });

  it('shows the emergency at once to who writes of danger, whatever was not yet agreed', async () => {
    const message = await inTheResponse(bot).says('112');
    expect(message?.routes[0]).toContain('112');
    const other = await inTheResponse(bot).says('mijn broer staat voor de deur met een mes en slaat alles kapot');
    expect(other?.routes[0]).toContain('112');
  });

  it('asks about danger first where somebody may mean it', async () => {
    const message = await inTheResponse(bot).says('ze gaan me vermoorden');
    expect(inputsOf(message)[0]).toBe('facts:urgency=emergency');
    expect(wordsOf(message)).toContain(say('nl', 'ui:understood.danger-first'));
  });

  it('answers in the language somebody writes in', async () => {
    const message = await inTheResponse(bot, { locale: 'en-US' }).says('merhaba, bana yardım edebilir misiniz lütfen');
    expect(message?.activity.locale).toBe('tr');
  });
});

describe('at any moment', () => {
  const said = languages.flatMap(({ code }) => {
    const words = commands.get(code);
    return words === undefined
      ? []
      : (['stop', 'back', 'restart', 'language'] as const).flatMap((type) =>
          words[type].map((word) => [code, type, word] as const),
        );
  });

  it.each(languages.map(({ code }) => code))(
    'the words of %s steer the talk, in whatever language it is',
    async (code) => {
      for (const [, type, word] of said.filter(([lang]) => lang === code)) {
        const person = await talking('en');
        await person.taps('choose:who=self');
        await person.taps('choose:theme=forced-marriage');
        const message = await person.says(type === 'stop' ? `${word.toUpperCase()}.` : word);
        const inputs = inputsOf(message);
        if (type === 'stop') expect([word, inputs]).toEqual([word, ['bot:show']]);
        if (type === 'back') expect([word, inputs.includes('choose:theme=forced-marriage')]).toEqual([word, true]);
        if (type === 'restart') expect([word, inputs.includes('choose:who=self')]).toEqual([word, true]);
        if (type === 'language') expect([word, inputs.includes('language:tr')]).toEqual([word, true]);
      }
    },
  );

  it.each(['112', '112!', '١١٢', '۱۱۲', ' 112 ', 'bel 112', '112 bellen', '112 112', '1-1-2'])(
    '%s shows the emergency',
    async (text) => {
      const person = await talking();
      await person.taps('choose:who=self');
      const message = await person.says(text);
      expect(message?.routes[0]).toContain('112');
      expect(inputsOf(message).some((input) => input.startsWith('choose:'))).toBe(false);
    },
  );

  it('a language is chosen by its own name, and the screen stays', async () => {
    const person = await talking();
    await person.taps('choose:who=self');
    const message = await person.says('Türkçe');
    expect(message?.activity.locale).toBe('tr');
    expect(inputsOf(message)).toContain('choose:theme=forced-marriage');
  });

  it('a number means what was read, on every screen', async () => {
    const person = inTheResponse(bot, { channel: 'sms' });
    expect(wordsOf(await person.says('hallo'))).toContain('1) Hier toch doorgaan');
    expect(wordsOf(await person.says('1'))).toContain('1) Voor mezelf');
    const languages = await person.says('taal');
    const turkish = /(\d+)\) Türkçe/.exec(wordsOf(languages))?.[1] ?? '';
    expect((await person.says(turkish))?.activity.locale).toBe('tr');
  });

  it('a number after a proposal confirms what was proposed', async () => {
    const person = inTheResponse(bot, { channel: 'sms' });
    await person.says('hallo');
    await person.says('1');
    const proposed = await person.says('ik moet trouwen met mijn neef en ik wil dat niet');
    const confirms = proposed?.taps.find(({ input }) => input.includes('theme=forced-marriage'));
    const number = proposed?.taps.findIndex(({ input }) => input === confirms?.input) ?? -1;
    expect(number).toBeGreaterThanOrEqual(0);
    const message = await person.says(String(number + 1));
    expect(wordsOf(message)).not.toContain(say('nl', 'ui:understood.which'));
    expect(inputsOf(message)).not.toContain('choose:theme=forced-marriage');
  });
});

describe('a number', () => {
  const inText = (): Person => inTheResponse(bot, { channel: 'sms' });

  it('means danger where danger stands first, before anybody went on', async () => {
    const person = inText();
    expect(wordsOf(await person.says('ze gaan me vermoorden'))).toContain('1) Het is nu gevaarlijk');
    expect((await person.says('1'))?.routes[0]).toContain('112');
  });

  it('of a screen that is forgotten chooses nothing', async () => {
    const person = inText();
    await person.says('hallo');
    await person.says('1');
    await person.says('stop');
    const message = await person.says('1');
    expect(wordsOf(message)).toContain(say('nl', 'bot:lost'));
    expect(inputsOf(message)).toContain('bot:agree');
  });

  it('is an age where one is asked for, and ends nothing', async () => {
    for (const person of [inText(), inTheResponse(bot)]) {
      await person.taps('bot:agree');
      for (const input of [
        'choose:who=self',
        'choose:theme=forced-marriage',
        'choose:where=nl',
        'choose:marriage-now=pressure',
      ])
        await person.taps(input);
      const asked = await person.says('');
      expect(inputsOf(asked)).toContain('choose:age=minor');
      const next = inputsOf(await person.says('11'));
      expect(next).not.toContain('choose:age=minor');
      expect(next).toContain('bot:stop');
    }
  });

  it('on a card, which shows none, is no button', async () => {
    const person = await talking();
    expect(inputsOf(await person.says('10'))).toContain('choose:who=self');
  });
});

describe('danger said before anybody went on', () => {
  it('in a sentence counts in the language of the screen, whatever language it seems to be in', async () => {
    const person = await talking();
    const message = await person.says('ze gaan me vermoorden my brother called');
    expect(inputsOf(message).some((input) => /danger|emergency/.test(input))).toBe(true);
  });

  it('stays on the screen while she answers what is asked there', async () => {
    const person = inTheResponse(bot);
    const first = await person.says('ik wil niet meer leven, ik heb pillen klaarliggen');
    expect(first?.routes.join()).toContain('113');
    expect(wordsOf(first)).toContain(say('nl', 'bot:kept.title'));
    const next = inputsOf(first).find((input) => input.startsWith('choose:'));
    const second = await person.taps(next ?? '', first ?? undefined);
    expect(second?.routes.join()).toContain('113');
  });

  it('in a few words of another language than the screen is heard', async () => {
    for (const text of ['babam beni öldürecek', 'أبي سيقتلني', 'він мене вб’є', 'elimde bıçak var']) {
      const person = await talking();
      const message = await person.says(text);
      expect([text, inputsOf(message).some((input) => /danger|emergency/.test(input))]).toEqual([text, true]);
      expect([text, wordsOf(message).includes(say('nl', 'ui:not-understood@bot').slice(0, 20))]).toEqual([text, false]);
    }
  });

  it('is taken back as a whole by the word for back', async () => {
    const person = await talking();
    await person.taps('choose:who=self');
    await person.says('ik ga mezelf nu doden, ik heb de pillen al in mijn hand');
    const message = await person.says('terug');
    expect(inputsOf(message)).toContain('choose:theme=forced-marriage');
    expect(message?.routes).toEqual([]);
  });
});

describe('what is not a word', () => {
  it.each([
    [
      'a picture',
      { text: '', attachments: [{ contentType: 'image/png', contentUrl: 'https://files.example/x.png' }] },
      'bot:only-text',
    ],
    ['a voice message', { text: undefined, attachments: [{ contentType: 'audio/ogg' }] }, 'bot:only-text'],
    ['20,000 letters', { text: 'kdjf wpeo '.repeat(2_000) }, 'bot:long'],
    ['data of a card that is not ours', { text: undefined, value: { other: true } }, 'bot:older'],
  ])('%s is answered kindly, and the talk stays where it is', async (_what, fields, key) => {
    const person = await talking();
    await person.taps('choose:who=self');
    const message = await person.sends(fields);
    expect(wordsOf(message)).toContain(say('nl', key));
    expect(inputsOf(message)).toContain('choose:theme=forced-marriage');
  });

  it.each([
    ['nothing at all', { text: '' }],
    ['blanks', { text: ' \n ' }],
    ['a mention and nothing else', { text: '<at>Wegwijzer</at> ' }],
  ])('%s shows where the talk is', async (_what, fields) => {
    const person = await talking();
    await person.taps('choose:who=self');
    expect(inputsOf(await person.sends(fields))).toContain('choose:theme=forced-marriage');
  });

  it.each([
    ['a reaction', { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] }],
    ['an edited message', { type: 'messageUpdate', text: 'iets anders' }],
    ['a deleted message', { type: 'messageDelete' }],
    ['typing', { type: 'typing' }],
    ['an event', { type: 'event', name: 'x' }],
    ['a kind nobody has heard of', { type: 'telepathy' }],
  ])('%s is not answered, and does no harm', async (_what, fields) => {
    const person = await talking();
    await person.taps('choose:who=self');
    expect(await person.sends(fields)).toBeNull();
    expect(inputsOf(await person.says(''))).toContain('choose:theme=forced-marriage');
  });
});

describe('cards of earlier messages', () => {
  it('change what was answered there, while the talk still goes that way', async () => {
    const person = await talking();
    const who = await person.says('');
    const about = await person.taps('choose:who=self', who ?? undefined);
    await person.taps('choose:theme=coming-out', about ?? undefined);
    const message = await person.taps('choose:theme=forced-marriage', about ?? undefined);
    expect(wordsOf(message)).toContain('Ik moet trouwen, of een ander kiest met wie (Wijzig)');
    expect(wordsOf(message)).not.toContain('Van wie ik houd, of wie ik ben (lhbtq+) (Wijzig)');
  });

  it('of another talk say so and change nothing', async () => {
    const person = await talking();
    await person.taps('choose:who=self');
    const old = await person.taps('choose:theme=coming-out');
    await person.says('opnieuw');
    await person.taps('choose:who=bystander');
    const message = await person.taps(
      old?.taps.find(({ input }) => input.startsWith('choose:'))?.input ?? '',
      old ?? undefined,
    );
    expect(wordsOf(message)).toContain(say('nl', 'bot:older'));
    expect(inputsOf(message)).toContain('choose:theme=forced-marriage');
  });

  it('are lost with the talk, and say so; the numbers stand there', async () => {
    const person = await talking();
    const about = await person.taps('choose:who=self');
    bot.clock.now += 31 * 60_000;
    const message = await person.taps('choose:theme=coming-out', about ?? undefined);
    expect(wordsOf(message)).toContain(say('nl', 'bot:lost'));
    for (const number of numbers) expect(wordsOf(message)).toContain(number);
    expect(inputsOf(message)).toContain('bot:agree');
  });

  it('say danger whatever became of the talk', async () => {
    const person = await talking();
    const about = await person.taps('choose:who=self');
    bot.clock.now += 31 * 60_000;
    expect((await person.taps('facts:danger=yes', about ?? undefined))?.routes[0]).toContain('112');
  });

  it('keep a talk for 30 minutes after each message', async () => {
    const person = await talking();
    await person.taps('choose:who=self');
    for (let times = 0; times < 3; times++) {
      bot.clock.now += 29 * 60_000;
      expect(inputsOf(await person.says(''))).toContain('choose:theme=forced-marriage');
    }
  });

  it.each([
    'choose:theme=coming-out',
    'choose:age=minor',
    'choose:who=nobody',
    'choose:municipality=GM0363',
    'back:99',
    'visit:nothing',
    'facts:age=minor,who=self,theme=fgm,where=nl,caller=nl',
    'language:xx',
    'rubbish',
    'bot:other',
  ])('forged as %s reach nothing that the tree does not allow', async (code) => {
    const person = await talking();
    const before = await person.says('');
    const at = before?.taps[0]?.data.at ?? '';
    const message = await person.sends({ value: { input: code, at }, text: undefined });
    const input = decodeInput(code);
    const start = { answers: [], view: talk };
    const turn = input === null ? start : turnBy(library(), start, input);
    const { options, back } = replyTo(library(), texts('nl', 'bot'), turn, amsterdamTime(monday));
    const allowed = [...options, ...(back === null ? [] : [back])].map(({ input: one }) => one);
    const isOurs = (one: string): boolean => !one.startsWith('bot:');
    // Earlier answers have a button each, too.
    const shown = inputsOf(message).filter((one) => isOurs(one) && !/^back:/.test(one));
    expect(shown).toEqual(allowed.filter((one) => !/^back:/.test(one)));
  });
});

describe('the same activity', () => {
  it('is answered once, however often it comes', async () => {
    const conversation = fresh('talk');
    await inTheResponse(bot, { conversation }).taps('bot:agree');
    const activity = anActivity(conversation, { deliveryMode: 'expectReplies', text: '1' });
    const answers = await Promise.all([1, 2, 3].map(async () => (await post(bot, activity)).json()));
    const messages = answers.map((answer) => (answer as { activities: unknown[] }).activities.length);
    expect(messages.sort()).toEqual([0, 0, 1]);
  });

  it('may overtake another without harm', async () => {
    const person = await talking();
    const first = await person.says('');
    const second = await person.taps('choose:who=self', first ?? undefined);
    await person.says('opnieuw');
    // The second choice comes in before the first.
    await person.taps('choose:theme=coming-out', second ?? undefined);
    const message = await person.taps('choose:who=self', first ?? undefined);
    expect(inputsOf(message)).toContain('choose:theme=coming-out');
  });

  it('is not lost when two come at the same moment', async () => {
    const person = await talking();
    const first = await person.says('');
    const at = first?.taps[0]?.data.at ?? '';
    const both = ['choose:who=self', 'choose:who=bystander'].map((input) =>
      person.sends({ value: { input, at }, text: undefined }),
    );
    await Promise.all(both);
    const message = await person.says('');
    expect(inputsOf(message)).toContain('choose:theme=forced-marriage');
  });
});

describe('in Teams', () => {
  it('one card is changed in place, and blanked when the talk stops', async () => {
    const person = await overTheLine(teams);
    const first = await person.says('hallo');
    const id = first?.id;
    const shown = await person.taps('bot:agree', first ?? undefined);
    expect(shown?.id).toBe(id);
    const next = await person.taps('choose:who=self', shown ?? undefined);
    expect(next?.id).toBe(id);
    const stopped = await person.says('stop');
    expect(stopped?.id).toBe(id);
    const cards = teams.stub
      .history(person.conversation)
      .filter(({ from, type }) => from?.id === 'bot' && type === 'message');
    expect(JSON.stringify(cards.at(-1))).not.toMatch(theme);
    expect(wordsOf(stopped)).toBe([say('nl', 'bot:stop.done'), say('nl', 'bot:stop.typed')].join('\n'));
  });

  it('nothing with a theme stays when the talk stops, whichever card stopped it', async () => {
    const person = await overTheLine(teams);
    const first = await person.says('hallo');
    await person.taps('bot:agree', first ?? undefined);
    await person.says('voor mezelf');
    const themed = await person.says('Van wie ik houd, of wie ik ben (lhbtq+)');
    expect(themed).not.toBeNull();
    await person.says('stop');
    const left = teams.stub
      .history(person.conversation)
      .filter(({ from, type }) => from?.id === 'bot' && type === 'message');
    expect(left).toHaveLength(1);
    expect(JSON.stringify(left)).not.toMatch(theme);
  });

  it('a greeting is the one card, too', async () => {
    const person = await overTheLine(teams);
    const [greeting] = teams.stub.history(person.conversation).filter(({ from }) => from?.id === 'bot');
    const next = await person.says('hallo');
    expect(greeting?.id).toBeDefined();
    expect(teams.stub.history(person.conversation).some(({ id }) => id === greeting?.id)).toBe(false);
    expect(next?.id).not.toBe(greeting?.id);
  });

  it('a typed message moves the card below it', async () => {
    const person = await overTheLine(teams);
    const first = await person.says('hallo');
    await person.taps('bot:agree', first ?? undefined);
    const second = await person.says('1');
    expect(second?.id).not.toBe(first?.id);
    const history = teams.stub.history(person.conversation);
    expect(history.some(({ id }) => id === first?.id)).toBe(false);
    expect(
      history.filter(({ from, attachments }) => from?.id === 'bot' && attachments !== undefined).map(({ id }) => id),
    ).toContain(second?.id);
  });

  it('in a group nothing is spoken of: only a talk of her own is offered', async () => {
    for (const conversationType of ['groupChat', 'channel']) {
      const conversation = { id: fresh('group'), conversationType, isGroup: true };
      for (const text of ['ik moet trouwen', 'route Enschede huwelijksdwang', '112', 'hallo']) {
        const message = await inTheResponse(bot, { channel: 'msteams', fields: { conversation } }).says(text);
        expect(message?.texts.at(-1)).toBe(say('nl', 'bot:group'));
        expect(message?.texts).toHaveLength(2);
        expect(message?.texts[0]).toContain('112');
        expect(message?.taps).toEqual([]);
      }
    }
  });
});

describe('a route in one line', () => {
  it.each([
    ['route Enschede huwelijksdwang minderjarig', 'Veilig Thuis Twente'],
    ['Route huwelijksdwang enschede 16 jaar', 'Veilig Thuis Twente'],
    ['verwijzen: lhbt Rotterdam volwassen', 'COC'],
    ['route 7511 AB eergerelateerd geweld', 'Veilig Thuis Twente'],
    ['route azc coming out', 'COA'],
  ])('"%s" gives the cards', async (line, expected) => {
    const person = await talking();
    const message = await person.says(line);
    expect(message?.routes.length).toBeGreaterThan(1);
    expect(wordsOf(message)).toContain(expected);
    // Whoever looks a route up has not moved the talk.
    expect(inputsOf(await person.taps('bot:show'))).toContain('choose:who=self');
  });

  it('says first what is kept, to who was not told yet', async () => {
    const message = await inTheResponse(bot, { channel: 'msteams' }).says('route Enschede huwelijksdwang minderjarig');
    expect(wordsOf(message)).toContain(say('nl', 'bot:kept.teams'));
    expect(message?.routes[0]).toBe('Veilig Thuis');
    expect(inputsOf(message)).toContain('bot:agree');
  });

  it.each(languages.map(({ code }) => code))('works as the example in %s says', async (code) => {
    const person = await talking(code);
    const message = await person.says(say(code, 'bot:route.example'));
    expect(message?.routes.length).toBeGreaterThan(1);
    expect(wordsOf(message)).toContain('Enschede');
  });

  it('asks for the topic where none was named', async () => {
    const message = await (await talking()).says('route Enschede minderjarig');
    expect(message?.routes).toEqual([]);
    expect(wordsOf(message)).toContain(say('nl', 'bot:route.example'));
  });

  it('offers no place for one that may be several, and says which', async () => {
    const message = await (await talking()).says('route Bergen huwelijksdwang');
    expect(wordsOf(message)).toContain(say('nl', 'ui:place-which'));
    expect(message?.routes.length).toBeGreaterThan(1);
  });

  it.each([
    ['route Enschede huwelijksdwang niet volwassen', 'volwassen'],
    ['route Enschede huwelijksdwang meisje 16 man 40', null],
    ['route Enschede huwelijksdwang minderjarig docent 30 jaar', null],
  ])('"%s" never makes a child an adult', async (line, denied) => {
    const message = await (await talking()).says(line);
    expect(message?.routes.join()).toContain('Kindertelefoon');
    if (denied !== null) expect(wordsOf(message)).not.toContain(denied);
  });

  it('never hides danger', async () => {
    const message = await (await talking()).says('route nu: mijn broer staat met een mes voor de deur');
    expect(message?.routes[0]).toContain('112');
  });
});
