/**
 * The map as plain data: every municipality of a day as a dot, with what is known of it, in its Veilig Thuis region. It
 * reads municipalities and regions alone: organisations cannot come into it.
 */
import { type GeoProjection, geoStereographic } from 'd3-geo';
import type { MunicipalityRow } from '../../content/referral-schema.ts';
import type { Directory, Municipality } from '../../core/directory.ts';
import { type Completeness, completenessOf, type Totals, totalsOf } from '../completeness/completeness.ts';
import { placeLabels } from './labels.ts';
import { coloursFor, groupsBeside, neighboursAmong, type Pair, type Point } from './neighbours.ts';

/** Where a municipality lies, and from which day it is one. */
export type Geography = Pick<MunicipalityRow, 'code' | 'validFrom' | 'lat' | 'lon'>;

export interface Dot extends Point {
  readonly code: string;
  readonly name: string;
  /** The region it is in, by its place in `regions`. */
  readonly region: number;
  readonly completeness: Completeness;
}

export interface MapRegion {
  readonly id: string;
  /** As it counts on the map and in the lists, from 1: regions stand in the order of their names. */
  readonly number: number;
  /** Without the "Veilig Thuis" that every one of them begins with. */
  readonly name: string;
  /** One of `colourCount`, another one than that of each region beside it. */
  readonly colour: number;
  /** The places of its dots in `dots`. */
  readonly members: readonly number[];
  /** Its dots side by side, by their places in `dots`: they hang together, however far apart they lie. */
  readonly web: readonly Pair[];
  /** Where its number and its name are written, and where its number alone on a small screen. */
  readonly label: Point;
  readonly shortLabel: Point;
  readonly totals: Totals;
}

export interface DeskMap {
  readonly width: number;
  readonly height: number;
  /** By name. */
  readonly dots: readonly Dot[];
  readonly regions: readonly MapRegion[];
  /** Dots side by side, by their places in `dots`; none over open water. */
  readonly links: readonly Pair[];
  readonly totals: Totals;
}

/** What `coloursFor` has to make do with, and the style sheet has a colour for. */
export const colourCount = 6;

export const mapSize = { width: 600, height: 720 } as const;
const margin = 22;
/** Dots that lie further apart have water in between: the IJsselmeer, the mouths of the rivers. */
const longestLink = 52;
const labelSizes = { ...mapSize, line: 17, letter: 7.4 };
const shortLabelSizes = { ...mapSize, line: 26, letter: 16 };

/** Amersfoort, from where the Netherlands are measured: maps of the country are drawn as they look from there. */
const middle = { lat: 52.155, lon: 5.387 } as const;

function projectionFor(places: readonly Geography[]): GeoProjection {
  const coordinates = places.map(({ lat, lon }) => [lon, lat]);
  const { width, height } = mapSize;
  const frame: [[number, number], [number, number]] = [
    [margin, margin],
    [width - margin, height - margin],
  ];
  return geoStereographic().rotate([-middle.lon, -middle.lat]).fitExtent(frame, { type: 'MultiPoint', coordinates });
}

interface Located {
  readonly municipality: Municipality;
  readonly at: Point;
}

/** The municipalities that exist on a day, by name, each where it lies. */
function locatedOn(
  day: string,
  municipalities: Directory['municipalities'],
  geography: readonly Geography[],
): readonly Located[] {
  const found = geography.flatMap((place) => {
    const municipality = municipalities.get(place.code);
    const gone = municipality?.validTo != null && municipality.validTo < day;
    return municipality === undefined || gone || place.validFrom > day ? [] : [{ municipality, place }];
  });
  const project = projectionFor(found.map(({ place }) => place));
  return found
    .map(({ municipality, place }) => {
      const [x, y] = project([place.lon, place.lat]) ?? [0, 0];
      return { municipality, at: { x: Math.round(x), y: Math.round(y) } };
    })
    .sort((one, other) => one.municipality.name.localeCompare(other.municipality.name, 'nl'));
}

/** "Veilig Thuis" stands above all of them; on the map there is room for the rest alone. */
function nameOf(regions: Directory['regions'], id: string): string {
  return (regions.get(id)?.name.value ?? id).replace(/^Veilig Thuis /, '');
}

function length(one: Point | undefined, other: Point | undefined): number {
  return one === undefined || other === undefined ? 0 : Math.hypot(one.x - other.x, one.y - other.y);
}

/** Those of a region side by side, as if there were no others: so its lines always join all of it. */
function webOf(members: readonly number[], dots: readonly Dot[]): readonly Pair[] {
  const pairs = neighboursAmong(members.flatMap((place) => dots[place] ?? []));
  return pairs.map(([one, other]) => [members[one] ?? 0, members[other] ?? 0]);
}

/** Only where a list has no entry for a region, and each has one for all. */
const nowhere: Point = { x: 0, y: 0 };

/** The map of a day such as `2026-11-23`. */
export function mapOf(
  { municipalities, regions }: Pick<Directory, 'municipalities' | 'regions'>,
  geography: readonly Geography[],
  day: string,
): DeskMap {
  const located = locatedOn(day, municipalities, geography);
  const points = located.map(({ at }) => at);
  const pairs = neighboursAmong(points);
  const groups = located.map(({ municipality }) => municipality.region);
  const named = [...new Set(groups)]
    .map((id) => ({ id, name: nameOf(regions, id) }))
    .sort((one, other) => one.name.localeCompare(other.name, 'nl'));
  const colours = coloursFor(groupsBeside(groups, pairs), colourCount);
  const dots = located.map(({ municipality, at }): Dot => {
    const { code, name, region } = municipality;
    const index = named.findIndex(({ id }) => id === region);
    return { ...at, code, name, region: index, completeness: completenessOf(municipality, day) };
  });
  const members = named.map((_, index) => dots.flatMap(({ region }, place) => (region === index ? [place] : [])));
  const dotsIn = (index: number): readonly Dot[] => (members[index] ?? []).flatMap((place) => dots[place] ?? []);
  const texts = named.map(({ name }, index) => ({ long: `${index + 1} ${name}`, short: `${index + 1}` }));
  const labels = placeLabels(
    texts.map(({ long }, index) => ({ text: long, dots: dotsIn(index) })),
    labelSizes,
  );
  const shortLabels = placeLabels(
    texts.map(({ short }, index) => ({ text: short, dots: dotsIn(index) })),
    shortLabelSizes,
  );
  return {
    ...mapSize,
    dots,
    regions: named.map(({ id, name }, index) => ({
      id,
      number: index + 1,
      name,
      colour: colours.get(id) ?? 0,
      members: members[index] ?? [],
      web: webOf(members[index] ?? [], dots),
      label: labels[index] ?? nowhere,
      shortLabel: shortLabels[index] ?? nowhere,
      totals: totalsOf(dotsIn(index).map(({ completeness }) => completeness)),
    })),
    links: pairs.filter(([one, other]) => length(points[one], points[other]) <= longestLink),
    totals: totalsOf(dots.map(({ completeness }) => completeness)),
  };
}
