/**
 * The map as a drawing. What the dots show is switched by the style sheet alone, so each of the three pictures is there:
 * a class of dots is one path, and the dots as somebody points at them lie invisible above.
 */
import { type Html, html } from '../../render/html-escape.ts';
import { type Age, ages } from '../completeness/age.ts';
import type { DeskMap, Dot, MapRegion } from './map.ts';
import type { Pair, Point } from './neighbours.ts';

/** How large a dot is of which this many details are known: size tells it, also to who sees no colours. */
const radii = [2.5, 3, 4, 5.5, 7, 8.5] as const;
const ageRadius = 4.5;

function circle({ x, y }: Point, radius: number): string {
  return `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0`;
}

/** A shape for each class: colour alone tells nothing. */
const shapes: { readonly [A in Age]: (at: Point) => string } = {
  'half-year': (at) => circle(at, ageRadius + 1),
  year: (at) => circle(at, ageRadius - 0.5),
  'three-years': ({ x, y }) => `M${x - 5} ${y - 5}h10v10h-10z`,
  older: ({ x, y }) => `M${x} ${y - 7}l7 12h-14z`,
  undated: ({ x, y }) => `M${x} ${y - 7}l7 7-7 7-7-7z`,
};

function all(points: readonly Point[], shape: (at: Point) => string): string {
  return points.map(shape).join('');
}

function lines(dots: readonly Dot[], links: readonly Pair[]): string {
  return links
    .map(([first, second]) => {
      const [one, other] = [dots[first], dots[second]];
      return one === undefined || other === undefined ? '' : `M${one.x} ${one.y}L${other.x} ${other.y}`;
    })
    .join('');
}

/** One dot as it stands in a legend. */
function inLegend(kind: string, shape: (at: Point) => string): Html {
  return html`<svg class="key-dot" viewBox="-10 -10 20 20" aria-hidden="true"><path class="${kind}" d="${shape({ x: 0, y: 0 })}"/></svg>`;
}

function knownShape(count: number): (at: Point) => string {
  return (at) => circle(at, radii[count] ?? radii[0]);
}

/** A dot of which this many details are known. */
export function knownDot(count: number): Html {
  return inLegend(`known k${count}`, knownShape(count));
}

/** A dot whose data is this old. */
export function ageDot(age: Age): Html {
  return inLegend(`age ${age}`, shapes[age]);
}

function byRegion({ dots, regions }: DeskMap): readonly Html[] {
  return regions.map(({ colour, members, web }) => {
    const own = members.flatMap((place) => dots[place] ?? []);
    return html`<path class="web c${colour}" d="${lines(dots, web)}"/><path class="c${colour}" d="${all(own, (at) => circle(at, 4))}"/>`;
  });
}

function byKnown({ dots, totals }: DeskMap): readonly Html[] {
  return totals.byCount.map((_, count) => {
    const members = dots.filter(({ completeness }) => completeness.known.length === count);
    return html`<path class="known k${count}" d="${all(members, knownShape(count))}"/>`;
  });
}

function byAge({ dots }: DeskMap): readonly Html[] {
  return ages.map((age) => {
    const members = dots.filter(({ completeness }) => completeness.age === age);
    return html`<path class="age ${age}" d="${all(members, shapes[age])}"/>`;
  });
}

/** From a name to the nearest dot of its region: not every name has room beside what it names. */
function leader({ dots }: DeskMap, { colour, members, label }: MapRegion): Html {
  const away = ({ x, y }: Point): number => Math.hypot(x - label.x, y - label.y);
  const [nearest] = members.flatMap((place) => dots[place] ?? []).sort((one, other) => away(one) - away(other));
  const to = nearest ?? label;
  return html`<path class="leader c${colour}" d="M${label.x} ${label.y}L${to.x} ${to.y}"/>`;
}

/** The names of the regions, and for a small screen their numbers alone. */
function namesOf(map: DeskMap): Html {
  const { regions } = map;
  const long = regions.map(
    ({ number, name, label }) =>
      html`<text x="${label.x}" y="${label.y}"><tspan class="no">${number}</tspan> ${name}</text>`,
  );
  const short = regions.map(
    ({ number, shortLabel: { x, y } }) => html`<text class="no" x="${x}" y="${y}">${number}</text>`,
  );
  const leaders = regions.map((region) => leader(map, region));
  return html`<g class="by-region"><g class="names long">${leaders}${long}</g><g class="names short">${short}</g></g>`;
}

/**
 * The drawing. `summary` says in words what it is, for who cannot see it; `about` what is shown of a dot, in lines, to who
 * points at it: the first is its name.
 *
 * It is one picture to a screen reader and no stop for the Tab key. 342 stops, or a grid walked with arrow keys, would tell
 * where dots lie and little else; the list by region tells everything that the dots do, in an order that can be read.
 */
export function drawMap(map: DeskMap, summary: string, about: (dot: Dot) => readonly string[]): Html {
  const { width, height, dots, links } = map;
  const spots = dots.map(
    (dot) => html`<circle cx="${dot.x}" cy="${dot.y}" r="9"><title>${about(dot).join('\n')}</title></circle>`,
  );
  return html`<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${summary}">
    <path class="land" d="${lines(dots, links)}${all(dots, ({ x, y }) => `M${x} ${y}h.1`)}"/>
    <g class="by-region">${byRegion(map)}</g><g class="by-known">${byKnown(map)}</g><g class="by-age">${byAge(map)}</g>
    ${namesOf(map)}<circle class="here" r="0"/><g class="spots">${spots}</g></svg>`;
}
