/**
 * Visitors at random: what they do on a page, done inside the page with its real buttons.
 */

export interface TalksWanted {
  readonly seed: number;
  /** How many are to come to their end: a screen on which nothing more is asked. */
  readonly talks: number;
  /** Typed where a place is asked for. */
  readonly places: readonly string[];
  /** Typed anywhere. */
  readonly texts: readonly string[];
}

export interface TalksDone {
  readonly screens: number;
  /** Talks that came to their end, and how many of them in an emergency. */
  readonly ended: number;
  readonly emergencies: number;
  readonly typed: number;
  readonly visits: number;
  readonly articles: number;
  readonly stepsBack: number;
  /** The askers and themes that were offered together, as `self forced-marriage`, and those that were chosen. */
  readonly offered: readonly string[];
  readonly chosen: readonly string[];
}

/**
 * Runs in the page (it is handed to `evaluate`, so it uses nothing from outside itself). Of askers and themes it takes
 * those that were taken least so far, everything else by chance. Throws when a button does nothing.
 */
export function talkAtRandom({ seed, talks, places, texts }: TalksWanted): TalksDone {
  const longest = 40;
  let state = seed;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const pick = <T>(from: readonly T[]): T => {
    const one = from[Math.floor(random() * from.length)];
    if (one === undefined) throw new Error(`nothing to pick from on: ${document.body.innerText.slice(0, 300)}`);
    return one;
  };
  const buttons = (selector: string, code = ''): HTMLButtonElement[] =>
    [...document.querySelectorAll<HTMLButtonElement>(`:is(${selector}) button[name]`)].filter(({ value }) =>
      value.startsWith(code),
    );
  const mustChange = (act: () => void, what: string): void => {
    const before = document.getElementById('main');
    act();
    if (document.getElementById('main') === before) throw new Error(`nothing happened after ${what}`);
  };
  const press = (button: HTMLButtonElement): void => mustChange(() => button.click(), button.value);
  const type = (text: string): void => {
    const line = document.querySelector<HTMLInputElement>('input[name=typed]');
    const send = document.querySelector<HTMLButtonElement>('button.send');
    if (line === null || send === null) return;
    line.value = text;
    mustChange(() => send.click(), text);
  };

  const done = { screens: 0, ended: 0, emergencies: 0, typed: 0, visits: 0, articles: 0, stepsBack: 0 };
  const taken = new Map<string, number>();
  const times = (name: string): number => taken.get(name) ?? 0;
  const least = (from: readonly HTMLButtonElement[], name: (code: string) => string): HTMLButtonElement => {
    const [first] = [...from].sort((one, other) => times(name(one.value)) - times(name(other.value)));
    if (first === undefined) throw new Error('nothing to choose');
    taken.set(name(first.value), times(name(first.value)) + 1);
    return first;
  };
  const offered = new Set<string>();
  const chosen = new Set<string>();
  const said = (code: string): string => code.slice(code.indexOf('=') + 1);

  while (done.ended < talks) {
    let asker = '';
    for (let step = 0; step < longest; step++) {
      done.screens++;
      for (const details of document.querySelectorAll('details')) if (random() < 0.1) details.open = true;
      const askers = buttons('.opts', 'choose:who=');
      const themes = buttons('.opts', 'choose:theme=');
      const forward = buttons('.opts').filter(({ value }) => !value.startsWith('back:'));
      const isEmergency = document.querySelector('.first') !== null;
      const isEnd =
        isEmergency || (document.querySelector('.ask') === null && buttons('.opts', 'choose:').length === 0);
      const chance = random();
      if (chance < 0.02) {
        press(pick(buttons('footer', 'read:')));
        done.articles++;
        press(pick(buttons('main .opts')));
      } else if (chance < 0.05) {
        type(pick(texts));
        done.typed++;
      } else if (chance < 0.08) {
        const earlier = buttons('.past, .row', 'back:');
        if (earlier.length > 0) press(pick(earlier));
        done.stepsBack++;
        if (document.querySelectorAll('.past').length === 0) asker = '';
      } else if (chance < 0.11) {
        const [menu] = buttons('main', 'visit:menu');
        if (menu === undefined) continue;
        press(menu);
        const questions = buttons('main .opts', 'visit:');
        if (questions.length > 0) press(pick(questions));
        done.visits++;
        press(pick(buttons('main .opts', 'back:')));
      } else if (isEnd && document.querySelector('.card') !== null) {
        done.ended++;
        if (isEmergency) done.emergencies++;
        break;
      } else if (askers.length > 0) {
        const button = least(askers, (code) => code);
        asker = said(button.value);
        press(button);
      } else if (themes.length > 0 && asker !== '') {
        for (const { value } of themes) offered.add(`${asker} ${said(value)}`);
        const button = least(themes, (code) => `${asker} ${code}`);
        chosen.add(`${asker} ${said(button.value)}`);
        press(button);
      } else if (buttons('.opts', 'choose:municipality=').length > 0 && random() < 0.7) {
        type(pick(places));
        done.typed++;
      } else {
        const answers = buttons('.opts', 'choose:');
        const likely = answers.length > 0 && random() < 0.9 ? answers : forward;
        press(pick(likely.length > 0 ? likely : buttons('main')));
      }
    }
    const [again] = buttons('main', 'back:0');
    if (again !== undefined) press(again);
  }
  return { ...done, offered: [...offered].sort(), chosen: [...chosen].sort() };
}
