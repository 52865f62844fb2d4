/**
 * The icons of the app: a signpost, a pole with two boards that point different ways. Nothing in it says what for.
 */
import { accentColor } from './manifest.ts';
import { type Pixel, squarePng } from './png.ts';

type Point = readonly [x: number, y: number];
type Colour = readonly [red: number, green: number, blue: number];
type Part = { readonly outline: readonly Point[]; readonly colour: Colour };

function colour(hex: string): Colour {
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
}

/**
 * The drawing, on a grid of 32. Edges lie on the grid, so that they stay sharp at the smallest size; the pole does not
 * stand out above the boards, because in one colour it would then look like a cross.
 */
const pole: readonly Point[] = [
  [14, 4],
  [18, 4],
  [18, 30],
  [14, 30],
];
const boardToTheRight: readonly Point[] = [
  [4, 2],
  [24, 2],
  [28, 6],
  [24, 10],
  [4, 10],
];
const boardToTheLeft: readonly Point[] = [
  [28, 12],
  [8, 12],
  [4, 16],
  [8, 20],
  [28, 20],
];

/** Whether a point lies within: a line from it to the right then crosses the outline an odd number of times. */
function isWithin(outline: readonly Point[], [x, y]: Point): boolean {
  let before = outline.at(-1);
  let within = false;
  for (const here of outline) {
    if (before !== undefined && here[1] > y !== before[1] > y) {
      const crossing = here[0] + ((y - here[1]) / (before[1] - here[1])) * (before[0] - here[0]);
      if (crossing > x) within = !within;
    }
    before = here;
  }
  return within;
}

/** The colours at 4 × 4 places of a pixel; null where nothing is drawn. The last part lies on top. */
function samples(parts: readonly Part[], x: number, y: number, scale: number, margin: number): (Colour | null)[] {
  const steps = [0.125, 0.375, 0.625, 0.875];
  return steps.flatMap((down) =>
    steps.map((along) => {
      const point: Point = [(x + along - margin) / scale, (y + down - margin) / scale];
      return parts.findLast(({ outline }) => isWithin(outline, point))?.colour ?? null;
    }),
  );
}

function mean(numbers: readonly number[]): number {
  return Math.round(numbers.reduce((sum, number) => sum + number, 0) / numbers.length);
}

/** 192 × 192: the signpost in the middle of a calm ground; Teams rounds the corners off. */
export function colorIcon(): Buffer {
  // The colours of the pages: --accent, --line, --card and, of the dark look, --accent.
  const ground = colour(accentColor);
  const parts: readonly Part[] = [
    { outline: pole, colour: colour('#ded2c2') },
    { outline: boardToTheRight, colour: colour('#fffcf7') },
    { outline: boardToTheLeft, colour: colour('#8fd0c4') },
  ];
  // Microsoft asks that the sign stays within the 120 pixels in the middle.
  const [size, sign] = [192, 120];
  return squarePng(size, (x, y): Pixel => {
    const seen = samples(parts, x, y, sign / 32, (size - sign) / 2).map((sample) => sample ?? ground);
    return [
      mean(seen.map(([red]) => red)),
      mean(seen.map(([, green]) => green)),
      mean(seen.map(([, , blue]) => blue)),
      255,
    ];
  });
}

/**
 * 32 × 32, white on nothing. A pixel is wholly there or not at all: Microsoft's check refuses an icon with pixels that
 * are "neither transparent nor white".
 */
export function outlineIcon(): Buffer {
  const white: Colour = [255, 255, 255];
  const parts = [pole, boardToTheRight, boardToTheLeft].map((outline): Part => ({ outline, colour: white }));
  return squarePng(32, (x, y): Pixel => {
    const drawn = samples(parts, x, y, 1, 0).filter((sample) => sample !== null).length;
    // A third of a pixel is enough: with exactly half, slanted edges would come out differently to the left and right.
    return [...white, drawn > 5 ? 255 : 0];
  });
}
