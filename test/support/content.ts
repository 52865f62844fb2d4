/**
 * The real content, read once per test file, and short ways to speak of situations and moments.
 */
import { fileURLToPath } from 'node:url';
import type { Library } from '../../src/content/library.ts';
import { loadLibrary } from '../../src/content/load.ts';
import type { FoundRoute } from '../../src/core/compose.ts';
import type { WallTime } from '../../src/core/hours.ts';
import { routesOf } from '../../src/core/routes-as-data.ts';
import { completeSituation, type RouteKind, type Situation } from '../../src/core/situation.ts';

/** The folder that holds `dialogs/`, `locales/` and `referral-data/`. */
export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

let loaded: Library | null = null;

/** The library of the real content; every call gives the same one. */
export function library(): Library {
  loaded ??= loadLibrary(projectRoot);
  return loaded;
}

/** `2026-11-23T10:00` as the clock on a wall in Amsterdam. */
export function wall(text: string): WallTime {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = text.split(/[-T:]/).map(Number);
  return { year, month, day, minutes: hour * 60 + minute };
}

/** A Monday morning on which offices are open. */
export const monday = wall('2026-11-23T10:00');

/** The routes that somebody in this situation is shown. */
export function routesIn(known: Partial<Situation>, at: WallTime = monday): readonly FoundRoute[] {
  return routesOf(library().content, completeSituation(known), at);
}

/** Their kinds, in order. */
export function kindsIn(known: Partial<Situation>, at: WallTime = monday): readonly RouteKind[] {
  return routesIn(known, at).map(({ route }) => route.kind);
}
