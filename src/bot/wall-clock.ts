/**
 * The clock on the wall, read once a minute: many talk in the same minute, and reading it takes longer than a reply.
 */
import { amsterdamTime } from '../content/amsterdam.ts';
import type { WallTime } from '../core/hours.ts';

const minuteMs = 60_000;

/** Given milliseconds since 1970: the wall clock in Amsterdam. */
export function wallClock(): (now: number) => WallTime {
  let last: { readonly minute: number; readonly wall: WallTime } | null = null;
  return (now) => {
    const minute = Math.floor(now / minuteMs);
    if (last?.minute !== minute) last = { minute, wall: amsterdamTime(now) };
    return last.wall;
  };
}
