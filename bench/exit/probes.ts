/**
 * Everything that is asked of a way out, in the order of the table.
 */
import { leavingProbes } from './leaving.ts';
import { misfireProbes } from './misfire.ts';
import { placeProbes } from './place.ts';
import type { Probe } from './probe.ts';
import { traceProbes, wipeProbes } from './traces.ts';
import { wayProbes } from './ways.ts';

/** All probes; `characters` are typed at random to see whether that leaves. */
export function probesWith(characters: number): readonly Probe[] {
  return [...leavingProbes, ...traceProbes, ...wayProbes, ...misfireProbes(characters), ...placeProbes, ...wipeProbes];
}
