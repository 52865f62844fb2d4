/** The command as it is run: what it prints, on which stream, and with which exit code. */

import { describe, expect, it } from '@jest/globals';
import { vocabulary } from '../../src/core/situation.ts';
import { wegwijzer } from '../support/command.ts';
import { library } from '../support/content.ts';
import { numbers } from '../support/numbers.ts';

describe('wegwijzer', () => {
  it('--help names every command', async () => {
    const { code, out, err } = await wegwijzer(['--help']);
    expect([code, err]).toEqual([0, '']);
    for (const command of ['serve', 'chat', 'check', 'routes', 'place', 'graph'])
      expect(out).toContain(`\n  ${command}`);
  });

  it('routes --help names every flag of the contract', async () => {
    const { code, out } = await wegwijzer(['routes', '--help']);
    expect(code).toBe(0);
    for (const flag of [
      'theme',
      'urgency',
      'who',
      'age',
      'where',
      'municipality',
      'caller',
      'circumstance',
      'parent',
      'key-person-safe',
      'self-harm',
      'lang',
      'at',
    ])
      expect(out).toContain(`--${flag}`);
  });

  it.each([
    ['a command that does not exist', ['rout'], /rout/],
    ['a flag that does not exist', ['routes', '--thema', 'fgm'], /--thema/],
    ['an unknown theme', ['routes', '--theme', 'love'], /forced-marriage/],
    ['an unknown circumstance', ['routes', '--circumstance', 'rain'], /trip-soon/],
    ['a flag without its value', ['routes', '--theme'], /--theme/],
    ['a place without a text', ['place'], /text/],
    ['a graph of no theme', ['graph', 'love'], /forced-marriage/],
    ['a day that is none', ['check', '--today', 'tomorrow'], /2026-11-21/],
    ['a day that no calendar has', ['check', '--today', '2026-13-45'], /2026-11-21/],
  ])('ends with 2 and says why on the other stream: %s', async (_, words, why) => {
    const { code, out, err } = await wegwijzer(words);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(why);
    expect(err).not.toMatch(/\n {4}at /);
  });

  it('without any word shows how it is used', async () => {
    const { out, err } = await wegwijzer([]);
    expect(out + err).toContain('Usage: wegwijzer');
  });
});

describe('wegwijzer routes', () => {
  it.each([
    ['a place that is not in the Netherlands', ['--municipality', 'Casablanca'], /--municipality.*postcode/],
    ['a language that is not there', ['--lang', 'xx'], /--lang.*nl.*en/],
    ['a moment that is none', ['--at', 'noon'], /--at.*2026-12-25T03:00/],
  ])('ends with 2 for %s', async (_, words, why) => {
    const { code, out, err } = await wegwijzer(['routes', ...words]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(why);
  });

  it('names the candidates of a place that may mean several, and takes the code of one', async () => {
    const { code, out, err } = await wegwijzer(['routes', '--municipality', 'Bergen']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('GM0373');
    expect(err).toContain('GM0893');
    const one = await wegwijzer(['routes', '--municipality', 'GM0373', '--at', '2026-12-25T03:00']);
    expect([one.code, one.err]).toEqual([0, '']);
    const [first]: readonly { readonly area: string }[] = JSON.parse(one.out);
    expect(first?.area).toBe('Veilig Thuis Noord-Holland Noord');
  });

  it('needs no flag at all: it then gives the list with most doors open', async () => {
    const { code, out } = await wegwijzer(['routes', '--lang', 'en', '--at', '2026-12-25T03:00']);
    expect(code).toBe(0);
    const list: readonly Record<string, unknown>[] = JSON.parse(out);
    expect(list[0]).toMatchObject({
      kind: 'veilig-thuis',
      service: 'veilig-thuis',
      name: 'Veilig Thuis',
      phone: '0800-2000',
      open: 'open',
      opensAt: null,
      checkedOn: null,
    });
    expect(list.map(({ kind }) => kind)).toContain('consular');
    for (const route of list)
      for (const field of [
        'kind',
        'service',
        'name',
        'phone',
        'open',
        'opensAt',
        'because',
        'source',
        'seenOn',
        'checkedOn',
      ])
        expect(route).toHaveProperty(field);
  });
});

describe('wegwijzer place', () => {
  it('gives the municipality of a place as people type it', async () => {
    const { code, out } = await wegwijzer(['place', 'Den', 'Bosch']);
    expect(code).toBe(0);
    const [first]: readonly Record<string, unknown>[] = JSON.parse(out);
    expect(first).toMatchObject({ municipality: 'GM0796', name: "'s-Hertogenbosch" });
    expect(Object.keys(first ?? {}).sort()).toEqual(['match', 'municipality', 'name', 'score']);
  });

  it('gives an empty list for a place outside the Netherlands', async () => {
    expect(await wegwijzer(['place', 'Casablanca'])).toEqual({ code: 0, out: '[]\n', err: '' });
  });
});

/** A screen without the breaks of its lines. */
function unwrapped(screen: string): string {
  return screen.replace(/\s*\n[! ]*/g, ' ');
}

describe('wegwijzer chat', () => {
  /** The number of the option with these words, as the last screen lists it. */
  function numberOf(screen: string, label: string): string {
    const line = screen.split('\n').findLast((one) => one.includes(label));
    const number = /(\d+)/.exec(line ?? '')?.[1];
    if (number === undefined) throw new Error(`"${label}" is not on the screen:\n${screen}`);
    return number;
  }

  it('walks from the first question to the routes, by words and by numbers', async () => {
    const texts = library().texts('en');
    const words = [
      texts.say('questions:who.options.self'),
      texts.say('questions:theme.options.forced-marriage'),
      texts.say('questions:where.options.nl'),
      texts.say('questions:marriage-now.options.date'),
      texts.say('questions:age.options.adult'),
      'Den Bosch',
    ];
    const { code, out, err } = await wegwijzer(
      ['chat', '--lang', 'en', '--at', '2026-11-23T10:00'],
      `${words.join('\n')}\n`,
    );
    expect([code, err]).toEqual([0, '']);
    expect(unwrapped(out)).toContain(library().texts('en', 'terminal').say('questions:opening'));
    const last = out.slice(out.lastIndexOf('Den Bosch'));
    expect(last).toContain('0800-2000');
    expect(last).toContain('Veilig Thuis Oost-Brabant');
    expect(last).toContain('070-345 43 19');
    expect(last.indexOf('0800-2000')).toBeLessThan(last.indexOf('070-345 43 19'));
    // The same first step by its number.
    const byNumber = await wegwijzer(
      ['chat', '--lang', 'en', '--at', '2026-11-23T10:00'],
      `${numberOf(out.slice(0, out.indexOf('\n> ')), words[0] ?? '')}\nq\n`,
    );
    expect(byNumber.out).toContain(texts.say('questions:theme.ask'));
  });

  it('shows the three numbers on every screen, and ends when nothing more is typed', async () => {
    const { code, out } = await wegwijzer(['chat', '--municipality', '5021 AB'], 'blub\n');
    expect(code).toBe(0);
    const screens = out.split('\n> ');
    expect(screens.length).toBe(3);
    for (const screen of screens.slice(0, 2)) for (const number of numbers) expect(screen).toContain(number);
    // A number that is broken over two lines is dialled wrong.
    expect(out).not.toMatch(/\+31(?: \d+)*\s*\n[! ]*\d{3}/);
    expect(unwrapped(screens[1] ?? '')).toContain(library().texts('nl').say('ui:not-understood'));
  });
});

describe('wegwijzer graph', () => {
  /** The names of the nodes that have a label, and of those that arrows join. */
  function nodesOf(drawing: string): { readonly labelled: ReadonlySet<string>; readonly joined: readonly string[] } {
    const bare = drawing.replaceAll(/"[^"\n]*"/g, 'LABEL');
    const labelled = new Set([...bare.matchAll(/([\w.-]+)(?:[[({>][[({/\\]?)LABEL/g)].map(([, name]) => name ?? ''));
    const arrows = bare.split('\n').filter((line) => / (?:-->|---|-\.-|-\.->|==>) /.test(line));
    const joined = arrows.flatMap((line) =>
      line.split(/ (?:-->|---|-\.-|-\.->|==>) (?:\|LABEL\| ?)?/).map((end) => /^ *([\w.-]+)/.exec(end)?.[1] ?? ''),
    );
    return { labelled, joined };
  }

  it('draws every theme as a Mermaid flowchart whose arrows join nodes that say something', async () => {
    const { code, out } = await wegwijzer(['graph', '--lang', 'en']);
    expect(code).toBe(0);
    const drawings = out.split(/^%% /m).slice(1);
    expect(drawings.map((drawing) => drawing.split('\n')[0])).toEqual([...vocabulary.theme]);
    for (const drawing of drawings) {
      expect(drawing.split('\n')[1]).toMatch(/^flowchart (TD|TB|LR)$/);
      expect(drawing).toContain(library().texts('en').say('questions:who.ask'));
      const { labelled, joined } = nodesOf(drawing);
      expect(labelled.size).toBeGreaterThan(10);
      expect(joined.filter((name) => !labelled.has(name) && name !== 'routes')).toEqual([]);
      // A quote inside a label would end it.
      for (const line of drawing.split('\n')) expect((line.match(/"/g) ?? []).length % 2).toBe(0);
    }
  });

  it('draws one theme alone', async () => {
    const { code, out } = await wegwijzer(['graph', 'fgm']);
    expect(code).toBe(0);
    expect(out).toMatch(/^%% fgm\nflowchart/);
    expect(out.match(/^flowchart/gm)).toHaveLength(1);
  });
});

describe('wegwijzer understand', () => {
  it('gives one JSON a line, with the fields of the contract', async () => {
    const typed = 'mijn vader wil dat ik met mijn neef trouw\nhij staat nu met een mes voor de deur\n';
    const { code, out } = await wegwijzer(['understand', '--lang', 'nl'], typed);
    expect(code).toBe(0);
    const [calm, alarm] = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    for (const field of 'lang topic topics question urgency safety selfHarm who place confidence'.split(' '))
      expect(calm).toHaveProperty(field);
    expect(calm).toMatchObject({ lang: 'nl', topic: 'forced-marriage', selfHarm: false });
    expect(alarm).toMatchObject({ urgency: 'emergency', safety: 'emergency' });
  });

  it('tells the language by itself', async () => {
    const { out } = await wegwijzer(['understand'], 'babam beni zorla evlendirmek istiyor\nأبي يريد أن يزوجني\n');
    expect(
      out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).lang),
    ).toEqual(['tr', 'ar']);
  });

  it('refuses a language that is not there', async () => {
    expect((await wegwijzer(['understand', '--lang', 'xx'], 'hallo\n')).code).toBe(2);
  });
});
