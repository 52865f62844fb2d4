/**
 * Which dots lie side by side, and colours that tell neighbouring groups of them apart.
 */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Two neighbours, by their places in the list they came from; the first is the smaller. */
export type Pair = readonly [number, number];

function squared(one: Point, other: Point): number {
  return (one.x - other.x) ** 2 + (one.y - other.y) ** 2;
}

/**
 * The pairs that lie side by side: within the circle of which two of them are the ends of a diameter lies no other (the graph
 * of Gabriel and Sokal, 1969). All hang together, and it is close to what an eye takes for neighbours.
 */
export function neighboursAmong(points: readonly Point[]): readonly Pair[] {
  const pairs: Pair[] = [];
  for (const [first, one] of points.entries()) {
    // What lies between two is nearer to each than they are to each other, and what is nearest is most likely in between.
    const near = points.map((point, index) => ({ point, index, away: squared(one, point) }));
    near.sort((other, another) => other.away - another.away);
    for (const { point, index, away } of near) {
      if (index <= first) continue;
      let free = true;
      for (const between of near) {
        if (between.away >= away) break;
        if (between.index === first || between.away + squared(point, between.point) >= away) continue;
        free = false;
        break;
      }
      if (free) pairs.push([first, index]);
    }
  }
  return pairs;
}

/** For each name those beside it. */
export type Beside = ReadonlyMap<string, ReadonlySet<string>>;

/** Which groups lie beside each other: some dot of the one is a neighbour of some dot of the other. */
export function groupsBeside(groups: readonly string[], pairs: readonly Pair[]): Beside {
  const beside = new Map<string, Set<string>>(groups.map((group) => [group, new Set()]));
  for (const [first, second] of pairs) {
    const [one, other] = [groups[first], groups[second]];
    if (one === undefined || other === undefined || one === other) continue;
    beside.get(one)?.add(other);
    beside.get(other)?.add(one);
  }
  return beside;
}

/**
 * A colour (0, 1, …) for each group, never that of a neighbour: the group with the fewest colours left goes first
 * (Brélaz, 1979), and takes of those the one that is used least. The same for the same groups, whatever their order.
 * @throws Error when so few colours do not suffice.
 */
export function coloursFor(beside: Beside, colours: number): ReadonlyMap<string, number> {
  const chosen = new Map<string, number>();
  const takenBeside = (group: string): ReadonlySet<number> =>
    new Set([...(beside.get(group) ?? [])].flatMap((other) => chosen.get(other) ?? []));
  const uses = (colour: number): number => [...chosen.values()].filter((used) => used === colour).length;
  const open = new Set([...beside.keys()].sort());
  while (open.size > 0) {
    const [group] = [...open].sort(
      (one, other) =>
        takenBeside(other).size - takenBeside(one).size ||
        (beside.get(other)?.size ?? 0) - (beside.get(one)?.size ?? 0),
    );
    if (group === undefined) break;
    const taken = takenBeside(group);
    const [colour] = [...Array(colours).keys()]
      .filter((one) => !taken.has(one))
      .sort((one, other) => uses(one) - uses(other));
    if (colour === undefined) throw new Error(`${colours} colours do not tell these regions apart; add one to the map`);
    chosen.set(group, colour);
    open.delete(group);
  }
  return chosen;
}
