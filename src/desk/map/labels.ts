/**
 * Where the names of regions stand, so that none covers another and each covers as few dots as can be.
 */
import type { Point } from './neighbours.ts';

export interface Label {
  readonly text: string;
  readonly dots: readonly Point[];
}

export interface LabelSizes {
  /** The height of a line, and how wide a letter is on average. */
  readonly line: number;
  readonly letter: number;
  /** The drawing, from 0. */
  readonly width: number;
  readonly height: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Room around a dot. */
const dotRoom = 5;
/** How much worse it is to cover a dot of the region than to stand one unit further from its middle. */
const coverCost = { own: 16, other: 34 };
const furthest = 120;
const step = 8;

function boxAt({ x, y }: Point, text: string, { line, letter }: LabelSizes): Box {
  const half = (text.length * letter) / 2;
  return { left: x - half, right: x + half, top: y - line / 2, bottom: y + line / 2 };
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function covers({ left, right, top, bottom }: Box, { x, y }: Point): boolean {
  return x > left - dotRoom && x < right + dotRoom && y > top - dotRoom && y < bottom + dotRoom;
}

function middleOf(dots: readonly Point[]): Point {
  const sum = dots.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
  return { x: Math.round(sum.x / dots.length), y: Math.round(sum.y / dots.length) };
}

/** Places around a middle, on a grid, the nearest first. */
const shifts = [...Array((2 * furthest) / step + 1).keys()].map((index) => index * step - furthest);
const around = shifts
  .flatMap((dx) => shifts.map((dy) => ({ dx, dy, away: Math.hypot(dx, 1.6 * dy) })))
  .sort((one, other) => one.away - other.away);

/**
 * The middle of each label, in the order in which they came. Those of regions with little room are placed first. A label
 * for which no free place is left stands in the middle of its region.
 */
export function placeLabels(labels: readonly Label[], sizes: LabelSizes): readonly Point[] {
  const everyDot = labels.flatMap(({ dots }) => dots);
  const spread = ({ dots }: Label): number => {
    const middle = middleOf(dots);
    return Math.max(...dots.map(({ x, y }) => Math.hypot(x - middle.x, y - middle.y)));
  };
  const placed = new Map<Label, { readonly at: Point; readonly box: Box }>();
  for (const label of [...labels].sort((one, other) => spread(one) - spread(other))) {
    const own = new Set(label.dots);
    const middle = middleOf(label.dots);
    const reach = furthest + dotRoom + Math.max(sizes.line, label.text.length * sizes.letter) / 2;
    const near = everyDot.filter(({ x, y }) => Math.abs(x - middle.x) <= reach && Math.abs(y - middle.y) <= reach);
    let best = { at: middle, box: boxAt(middle, label.text, sizes), cost: Number.POSITIVE_INFINITY };
    for (const { dx, dy, away } of around) {
      // From here on every place costs more than the best one.
      if (away >= best.cost) break;
      const at = { x: middle.x + dx, y: middle.y + dy };
      const box = boxAt(at, label.text, sizes);
      if (box.left < 0 || box.right > sizes.width || box.top < 0 || box.bottom > sizes.height) continue;
      if ([...placed.values()].some((other) => overlap(box, other.box))) continue;
      let cost = away;
      for (const dot of near) if (covers(box, dot)) cost += own.has(dot) ? coverCost.own : coverCost.other;
      if (cost < best.cost) best = { at, box, cost };
    }
    placed.set(label, best);
  }
  return labels.map((label) => placed.get(label)?.at ?? middleOf(label.dots));
}
