/**
 * Somebody who types on keyboards of several kinds, as the events a browser gets from them.
 *
 * The kinds come from what is known of on-screen keyboards: on iPadOS Shift, its double tap for capitals only, its
 * setting at the start of a sentence and the key for symbols all arrive as presses of Shift, several in a row with
 * nothing in between (govuk-frontend #4095); Android's keyboards send the key 229 `Unidentified` and then a composition.
 */
import type { CDPSession } from 'playwright-core';

type Send = (event: object) => void;

export interface Typed {
  readonly characters: number;
  readonly shifts: number;
}

const letters = 'abcdefghijklmnopqrstuvwxyzçğışöüéèñ';
const others = "0123456789 .,?!-'()@";
const shiftModifier = 8;
const shiftCode = 16;
/** So many messages may wait for the browser at once. */
const inFlight = 200;

/** Types so many random characters into whatever has the focus. `random` gives numbers from 0 up to 1. */
export async function typeRandomly(session: CDPSession, random: () => number, count: number): Promise<Typed> {
  let waiting: Promise<unknown>[] = [];
  let shifts = 0;
  const key: Send = (event) => {
    // The protocol's own type of the event is a union that is not exported.
    waiting.push(
      session.send('Input.dispatchKeyEvent', event as Parameters<typeof session.send<'Input.dispatchKeyEvent'>>[1]),
    );
  };
  const chance = (share: number): boolean => random() < share;
  const pick = (from: string): string => from.charAt(Math.floor(random() * from.length));
  const shiftDown = (): void => {
    shifts++;
    const code = chance(0.5) ? 'ShiftLeft' : 'ShiftRight';
    key({ type: 'rawKeyDown', key: 'Shift', code, windowsVirtualKeyCode: shiftCode, modifiers: shiftModifier });
  };
  const shiftUp = (): void => key({ type: 'keyUp', key: 'Shift', code: 'ShiftLeft', windowsVirtualKeyCode: shiftCode });
  const burst = (times: number): void => {
    for (let time = 0; time < times; time++) {
      shiftDown();
      shiftUp();
    }
  };
  const character = (text: string, modifiers: number): void => {
    key({ type: 'keyDown', key: text, text, modifiers });
    key({ type: 'keyUp', key: text, modifiers });
  };

  /** Shift held around one letter, as on a keyboard with keys; now and then it repeats while held. */
  const hardware = (text: string): void => {
    const capital = text !== text.toLowerCase();
    if (capital) shiftDown();
    if (capital && chance(0.1)) {
      for (let repeat = 0; repeat < 4; repeat++) {
        key({
          type: 'rawKeyDown',
          key: 'Shift',
          code: 'ShiftLeft',
          windowsVirtualKeyCode: shiftCode,
          autoRepeat: true,
          modifiers: shiftModifier,
        });
      }
    }
    character(text, capital ? shiftModifier : 0);
    if (capital) shiftUp();
  };
  /** Shift as taps of their own: one, two for capitals only, or more when a sentence starts or symbols are wanted. */
  const iPad = (text: string): void => {
    if (text !== text.toLowerCase() || !/\p{L}/u.test(text)) burst(1 + Math.floor(random() * 5));
    character(text, 0);
  };
  const android = (text: string): void => {
    if (text !== text.toLowerCase()) burst(1 + Math.floor(random() * 4));
    key({ type: 'rawKeyDown', key: 'Unidentified', windowsVirtualKeyCode: 229 });
    waiting.push(session.send('Input.imeSetComposition', { text, selectionStart: 1, selectionEnd: 1 }));
    waiting.push(session.send('Input.insertText', { text }));
    key({ type: 'keyUp', key: 'Unidentified', windowsVirtualKeyCode: 229 });
  };
  const keyboards = [hardware, iPad, android];

  let keyboard = hardware;
  for (let typed = 0; typed < count; typed++) {
    if (typed % 50 === 0) keyboard = keyboards[Math.floor(random() * keyboards.length)] ?? hardware;
    const letter = chance(0.75) ? pick(letters) : pick(others);
    keyboard(chance(0.3) ? letter.toUpperCase() : letter);
    if (waiting.length < inFlight) continue;
    await Promise.all(waiting);
    waiting = [];
  }
  await Promise.all(waiting);
  return { characters: count, shifts };
}
