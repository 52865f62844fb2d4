/** The looks of Teams: the colours of the pages, and legible in each of them by the rules of WCAG 2.2. */
import { describe, expect, it } from '@jest/globals';
import { deskStyle } from '../../src/desk/style.ts';
import { type TeamsTheme, teamsThemes } from '../../src/desk/teams/host.ts';
import { type Palette, palettes, teamsStyle } from '../../src/desk/teams/style.ts';
import { pageStyle } from '../../src/render/page-style.ts';

/** How much light a colour gives, from 0 to 1, as WCAG 2.2 reckons it. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [...Buffer.from(hex.slice(1), 'hex')]
    .map((part) => part / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

type Pair = readonly [front: keyof Palette, back: keyof Palette];

/** Letters and what is behind them, wherever the styles put the two together. */
const letters: readonly Pair[] = [
  ...(['paper', 'card', 'tint'] as const).flatMap((back): Pair[] => [
    ['ink', back],
    ['soft', back],
    ['accent', back],
  ]),
  ['on', 'accent'],
  // The line that says "please wait".
  ['paper', 'ink'],
];

/** Signs, edges of what can be chosen, and the mark of where the keyboard is. */
const signs: readonly Pair[] = (['paper', 'card', 'tint'] as const).flatMap((back): Pair[] => [
  ['accent', back],
  ['soft', back],
  ['care', back],
  ['danger', back],
]);

function tooFaint(palette: Palette, pairs: readonly Pair[], least: number): readonly string[] {
  return pairs
    .map(([front, back]) => ({ pair: `${front} on ${back}`, ratio: contrast(palette[front], palette[back]) }))
    .filter(({ ratio }) => ratio < least)
    .map(({ pair, ratio }) => `${pair}: ${ratio.toFixed(2)}`);
}

/** The colours that a style sets in the block that begins so. */
function coloursIn(style: string, begin: string): { readonly [name: string]: string } {
  const from = style.indexOf(begin);
  const block = style.slice(from, style.indexOf('}', from));
  const pairs = [...block.matchAll(/--(\w+):#(\w+)/g)].map(([, name = '', hex = '']) => {
    const long = hex.length === 3 ? [...hex].map((digit) => digit + digit).join('') : hex;
    return [name, `#${long}`] as const;
  });
  return Object.fromEntries(pairs);
}

describe('the looks of Teams', () => {
  it.each([
    ['default', ':root{'],
    ['dark', '@media(prefers-color-scheme:dark){:root{'],
  ] as const)('%s has the colours of the pages, all of them', (theme, begin) => {
    expect(coloursIn(pageStyle, begin)).toEqual(palettes[theme]);
  });

  it.each(teamsThemes)('%s sets every colour that the pages have, and stands in the style of the desk', (theme) => {
    const begin = `:root[data-theme=${theme}]{`;
    expect(coloursIn(deskStyle, begin)).toEqual(palettes[theme]);
    expect(Object.keys(coloursIn(deskStyle, begin))).toEqual(Object.keys(coloursIn(pageStyle, ':root{')));
  });

  it('sets nothing but colours', () => {
    const set = [...teamsStyle.matchAll(/[{;]([\w-]+):/g)].map(([, name = '']) => name.replace('--', ''));
    expect(new Set(set)).toEqual(new Set([...Object.keys(palettes.default), 'color-scheme']));
  });

  const least: { readonly [T in TeamsTheme]: readonly [letters: number, signs: number] } = {
    default: [4.5, 3],
    dark: [4.5, 3],
    contrast: [7, 7],
  };

  it.each(teamsThemes)('%s is legible: letters, signs and edges', (theme) => {
    expect(tooFaint(palettes[theme], letters, least[theme][0])).toEqual([]);
    expect(tooFaint(palettes[theme], signs, least[theme][1])).toEqual([]);
  });

  it('draws every line strongly in the look with most contrast', () => {
    const { line, paper, card } = palettes.contrast;
    expect([contrast(line, paper), contrast(line, card)].every((ratio) => ratio >= 7)).toBe(true);
  });

  it('is measured as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
    expect(tooFaint({ ...palettes.contrast, soft: '#767676' }, letters, 7)).toHaveLength(3);
  });
});
