import { describe, expect, it } from '@jest/globals';
import request from 'supertest';
import {
  directionOf,
  isTapped,
  opening,
  submitted,
  suggestedActionsOf,
  tapOn,
} from '../../src/bot-local/page/behaviour.ts';
import { tryingApp } from '../../src/bot-local/start.ts';

const message = { type: 'message' };

describe('a tap', () => {
  it('says what imBack says, as if it were typed', () => {
    const tap = tapOn({ type: 'imBack', title: 'Yes', value: 'yes' });
    expect(tap).toEqual({ type: 'send', activity: { type: 'message', text: 'yes' } });
    expect(isTapped({ ...message, text: 'yes' })).toBe(false);
  });

  it('sends what the bot put in the button and shows no text', () => {
    for (const type of ['postBack', 'messageBack']) {
      const tap = tapOn({ type, title: 'Yes', value: { k: 'opaque' } });
      expect(tap).toMatchObject({ type: 'send', activity: { type: 'message', value: { k: 'opaque' } } });
      if (tap.type === 'send') expect(isTapped(tap.activity)).toBe(true);
    }
  });

  it('sends a text as text, as Web Chat does, and still does not show it', () => {
    const activity = { type: 'message', text: 'yes', channelData: { postBack: true } };
    expect(tapOn({ type: 'postBack', value: 'yes' })).toEqual({ type: 'send', activity });
    expect(isTapped(activity)).toBe(true);
  });

  it('in a card sends its data and says which activity the card is in', () => {
    expect(submitted({ k: 'opaque' }, 'c|0000003')).toMatchObject({
      type: 'message',
      value: { k: 'opaque' },
      replyToId: 'c|0000003',
    });
  });

  it('opens pages and telephones, and no script', () => {
    expect(tapOn({ type: 'openUrl', value: 'https://www.example.org/' })).toMatchObject({ type: 'open' });
    expect(opening('tel:112')).toEqual({ type: 'open', url: 'tel:112' });
    expect(opening('javascript:alert(1)').type).toBe('unknown');
    expect(tapOn({ type: 'signin' })).toEqual({ type: 'unknown', what: 'signin' });
  });
});

describe('an activity', () => {
  it('runs as its card says, or its language, or its letters', () => {
    const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content: { rtl: true } }];
    expect(directionOf({ ...message, locale: 'nl', attachments })).toBe('rtl');
    expect(['ar', 'fa-IR', 'kmr', 'ti'].map((locale) => directionOf({ ...message, locale }))).toEqual([
      'rtl',
      'rtl',
      'ltr',
      'ltr',
    ]);
    expect(directionOf(message)).toBe('auto');
  });

  it('may suggest actions, or none, or something else', () => {
    expect(suggestedActionsOf({ ...message, suggestedActions: { actions: [{ type: 'imBack' }] } })).toHaveLength(1);
    expect(suggestedActionsOf(message)).toEqual([]);
    expect(suggestedActionsOf({ ...message, suggestedActions: 'none' })).toEqual([]);
  });
});

describe('the page', () => {
  it('asks nobody but this machine for anything', async () => {
    const app = await tryingApp('http://127.0.0.1:9/api/messages');
    const page = await request(app).get('/');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.text).not.toMatch(/https?:/);
    for (const name of ['page.css', 'page.js', 'adaptivecards.js'])
      expect([name, (await request(app).get(`/${name}`)).status]).toEqual([name, 200]);
  });

  it('has a stub for each of its clients behind it', async () => {
    const app = await tryingApp('http://127.0.0.1:9/api/messages');
    for (const path of ['/direct-line', '/teams'])
      expect((await request(app).post(`${path}/v3/directline/conversations`)).status).toBe(201);
  });
});
