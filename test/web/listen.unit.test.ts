import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { piecesOf, spokenNumbers, type Tree, tellsLocalVoices, voiceFor } from '../../src/web/listen.ts';

// --- A DOM by hand ----------------------------------------------------------------------------------------------------

type Attributes = { readonly [name: string]: string };

function text(value: string): Tree {
  return { nodeName: '#text', nodeValue: value, childNodes: [] };
}

/** `node('p', {class: 'links', lang: 'nl'}, 'words', node('bdi', {}, '112'))`. */
function node(name: string, attributes: Attributes, ...children: readonly (Tree | string)[]): Tree {
  const classes = (attributes.class ?? '').split(' ');
  return {
    nodeName: name.toUpperCase(),
    nodeValue: null,
    childNodes: children.map((child) => (typeof child === 'string' ? text(child) : child)),
    classList: { add: () => {}, remove: () => {}, contains: (one) => classes.includes(one) },
    getAttribute: (attribute) => attributes[attribute] ?? null,
  };
}

function said(tree: Tree, lang: string): readonly (readonly [string, string])[] {
  return piecesOf(tree, lang).map((piece) => [piece.lang, piece.text] as const);
}

// --- Voices -----------------------------------------------------------------------------------------------------------

describe('the voice', () => {
  const voice = (lang: string, localService = true, name = 'A voice') => ({ lang, localService, name });

  it('is one of the device in the language of the reader, however its region is written', () => {
    const voices = [voice('en-GB'), voice('nl_BE'), voice('tr-TR')];
    expect(voiceFor(voices, 'nl')).toBe(voices[1]);
    expect(voiceFor(voices, 'tr')).toBe(voices[2]);
    expect(voiceFor([voice('NL')], 'nl-NL')).toBeDefined();
  });

  it('is never one of a network, even where no other speaks the language', () => {
    expect(voiceFor([voice('nl-NL', false)], 'nl')).toBeUndefined();
    expect(voiceFor([voice('nl-NL', true, 'nl-nl-x-tfb-network')], 'nl')).toBeUndefined();
    expect(voiceFor([voice('nl-NL', true, 'Microsoft Colette Online (Natural)')], 'nl')).toBeUndefined();
    const ofDevice = voice('nl-NL');
    expect(voiceFor([voice('nl-NL', false), ofDevice], 'nl')).toBe(ofDevice);
  });

  it('is never one of another language, even with the same first letters', () => {
    expect(voiceFor([voice('fil-PH'), voice('en-NL')], 'fi')).toBeUndefined();
    expect(voiceFor([voice('en-NL')], 'nl')).toBeUndefined();
    expect(voiceFor([], 'nl')).toBeUndefined();
  });

  it('is local and of that language, whatever the browser lists', () => {
    const list = fc.array(
      fc.record({
        lang: fc.constantFrom('nl-NL', 'nl_BE', 'nl', 'en-GB', 'tr', ''),
        localService: fc.boolean(),
        name: fc.constantFrom('Anna', 'Anna Online', 'x-network'),
      }),
    );
    fc.assert(
      fc.property(list, (voices) => {
        const chosen = voiceFor(voices, 'nl');
        if (chosen === undefined) return;
        expect(chosen.localService).toBe(true);
        expect(chosen.lang).toMatch(/^nl/);
        expect(chosen.name).toBe('Anna');
      }),
    );
  });

  it('is not looked for in a browser that calls every voice local', () => {
    const android = 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)';
    expect(tellsLocalVoices(`${android} Chrome/147.0.0.0 Mobile Safari/537.36`)).toBe(false);
    expect(tellsLocalVoices(`${android} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`)).toBe(false);
    expect(tellsLocalVoices('Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0')).toBe(true);
    expect(tellsLocalVoices('Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Safari/604.1')).toBe(
      true,
    );
    expect(tellsLocalVoices('Mozilla/5.0 (X11; Linux x86_64) Chrome/147.0.0.0 Safari/537.36')).toBe(true);
  });
});

// --- Words ------------------------------------------------------------------------------------------------------------

describe('a number read aloud', () => {
  it.each([
    ['0800-2000', '0 8 0 0, 2 0 0 0'],
    ['+31 247 247 247', '+3 1, 2 4 7, 2 4 7, 2 4 7'],
    ['(0598) 65 22 22', '0 5 9 8, 6 5, 2 2, 2 2'],
    ['112', '1 1 2'],
    ['0800-2000 (gratis)', '0 8 0 0, 2 0 0 0 (gratis)'],
    ['Veilig Thuis', 'Veilig Thuis'],
  ])('%s is said as %s', (number, spoken) => {
    expect(spokenNumbers(number)).toBe(spoken);
  });

  it('keeps every digit in its order and never two together', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+?[\d() -]{1,20}$/), (number) => {
        const spoken = spokenNumbers(number);
        expect(spoken.replace(/\D/g, '')).toBe(number.replace(/\D/g, ''));
        expect(spoken).not.toMatch(/\d\d/);
      }),
    );
  });
});

describe('what is read of a screen', () => {
  it('is said paragraph by paragraph, with its numbers digit by digit', () => {
    const first = node(
      'p',
      {},
      'Bel ',
      node('a', {}, node('bdi', { dir: 'ltr' }, '0800-2000')),
      ' of ',
      node('bdi', {}, '112'),
      '.',
    );
    const talk = node(
      'div',
      { class: 'talk' },
      node('h2', {}, 'Wat nu?'),
      first,
      node('p', {}, 'Open van 9 tot 17 uur.'),
    );
    expect(said(talk, 'nl')).toEqual([
      ['nl', 'Wat nu?'],
      ['nl', 'Bel 0 8 0 0, 2 0 0 0 of 1 1 2.'],
      ['nl', 'Open van 9 tot 17 uur.'],
    ]);
    expect(piecesOf(talk, 'nl')[1]?.part).toBe(first);
  });

  it('is marked with its language where that is another one', () => {
    const summary = node('summary', {}, 'Ayrıca ', node('span', { lang: 'nl' }, 'Fier · COC'), ' burada');
    const quote = node('p', { lang: 'nl' }, node('strong', {}, 'Ik wil ', node('bdi', {}, '0800-2000'), ' bellen.'));
    expect(said(node('div', {}, summary, quote), 'tr')).toEqual([
      ['tr', 'Ayrıca'],
      ['nl', 'Fier · COC'],
      ['tr', 'burada'],
      ['nl', 'Ik wil 0 8 0 0, 2 0 0 0 bellen.'],
    ]);
  });

  it('says links in a row and groups of a number one by one', () => {
    const links = node(
      'p',
      { class: 'links' },
      node('a', {}, node('span', {}, 'Bel ', node('bdi', {}, '113'))),
      node('a', {}, 'Website'),
    );
    const chunks = node('p', { class: 'chunks' }, node('bdi', {}, '0800'), ' ', node('bdi', {}, '2000'));
    expect(said(node('li', {}, links, chunks), 'nl').map(([, words]) => words)).toEqual([
      'Bel 1 1 3',
      'Website',
      '0 8 0 0',
      '2 0 0 0',
    ]);
  });

  it('leaves out what is not to be seen', () => {
    const tree = node(
      'div',
      {},
      node('a', {}, 'Website', node('span', { class: 'hid' }, ' Veilig Thuis')),
      node('div', { class: 'say' }, node('a', { class: 'exit jump' }, 'Weg')),
      node('p', { hidden: '' }, 'hidden'),
      node('span', { 'aria-hidden': 'true' }, '☎'),
      node('details', {}, node('summary', {}, 'Meer'), node('p', {}, 'folded')),
      node('details', { open: '' }, node('summary', {}, 'Leer'), node('p', { class: 'chunks veiled' }, '0800')),
      { nodeName: '#comment', nodeValue: 'a note', childNodes: [] },
      node('p', {}, ' · '),
    );
    expect(said(tree, 'nl').map(([, words]) => words)).toEqual(['Website', 'Meer', 'Leer']);
  });

  it('keeps words apart at a line break and together inside a sentence', () => {
    expect(said(node('p', {}, 'één', node('br', {}), 'twee ', node('strong', {}, 'drie'), '\n  vier'), 'nl')).toEqual([
      ['nl', 'één twee drie vier'],
    ]);
  });

  it('loses no letter and changes no order, whatever the tree', () => {
    const word = fc.stringMatching(/^[a-zé]{1,6} ?$/);
    const { tree } = fc.letrec<{ tree: Tree | string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 4 },
        word,
        fc
          .tuple(
            fc.constantFrom('p', 'li', 'span', 'strong', 'a', 'div'),
            fc.constantFrom<Attributes>({}, { lang: 'nl' }, { class: 'links' }),
            fc.array(tie('tree'), { maxLength: 4 }),
          )
          .map(([name, attributes, children]) => node(name, attributes, ...children)),
      ),
    }));
    const lettersOf = (one: Tree): string => (one.nodeValue ?? '') + [...one.childNodes].map(lettersOf).join('');
    fc.assert(
      fc.property(fc.array(tree, { maxLength: 5 }), (children) => {
        const root = node('div', {}, ...children);
        const letters = piecesOf(root, 'tr').map((piece) => piece.text);
        expect(letters.join('').replace(/\s/g, '')).toBe(lettersOf(root).replace(/\s/g, ''));
      }),
    );
  });
});
