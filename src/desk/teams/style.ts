/**
 * The looks of Teams: other values for the colours of the pages, and nothing else. They count as soon as the page wears
 * one, and then before the reader's own setting, because the frame around the page has that look too.
 */
import type { TeamsTheme } from './host.ts';

/** The colours by their names in `page-style.ts`, without the two dashes. */
type Colour = 'paper' | 'card' | 'ink' | 'soft' | 'line' | 'accent' | 'on' | 'tint' | 'care' | 'danger';
export type Palette = Readonly<Record<Colour, string>>;

/** `default` and `dark` are the light and the dark of every page. `contrast` is that of Teams: white and yellow on black. */
export const palettes: Readonly<Record<TeamsTheme, Palette>> = {
  default: {
    paper: '#f7f1e8',
    card: '#fffcf7',
    ink: '#2a2420',
    soft: '#645a51',
    line: '#ded2c2',
    accent: '#1c5450',
    on: '#ffffff',
    tint: '#e6eeea',
    care: '#8a5a16',
    danger: '#a8322a',
  },
  dark: {
    paper: '#1b1816',
    card: '#262220',
    ink: '#efe7dc',
    soft: '#b9ada0',
    line: '#453d37',
    accent: '#8fd0c4',
    on: '#10211f',
    tint: '#243230',
    care: '#e2b26c',
    danger: '#f09a8f',
  },
  contrast: {
    paper: '#000000',
    card: '#000000',
    ink: '#ffffff',
    soft: '#ffffff',
    line: '#ffffff',
    accent: '#ffff00',
    on: '#000000',
    tint: '#262626',
    care: '#ffd27f',
    danger: '#ffb3ab',
  },
};

function look(theme: TeamsTheme, palette: Palette): string {
  const colours = Object.entries(palette).map(([name, value]) => `--${name}:${value}`);
  const scheme = theme === 'default' ? 'light' : 'dark';
  return `:root[data-theme=${theme}]{color-scheme:${scheme};${colours.join(';')}}`;
}

/** As it stands at the end of the style of the desk. */
export const teamsStyle = [
  look('default', palettes.default),
  look('dark', palettes.dark),
  look('contrast', palettes.contrast),
  // Who asked this device for more contrast gets it in Teams too.
  '@media(prefers-contrast:more){:root[data-theme]{--line:currentColor;--soft:var(--ink)}}',
].join('');
