/**
 * The day on which a command is given.
 */
import { amsterdamDay } from '../content/amsterdam.ts';

/** The day on a calendar in the Netherlands. */
export function todayHere(): string {
  return amsterdamDay(Date.now());
}
