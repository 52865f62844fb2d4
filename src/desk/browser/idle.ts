/**
 * A clock that empties the desk when nobody does anything: as long as the page of the talk waits.
 */
import { idleMs } from '../../web/cover.ts';

const signs = ['pointerdown', 'keydown', 'scroll', 'input', 'click'] as const;

/** Calls `wipe` after the time without a sign of anybody. Timers sleep when the device does, so the clock counts. */
export function wipeWhenIdle(now: () => number, wipe: () => void): void {
  let lastSeen = now();
  const look = (): void => {
    // The clock was set back.
    if (now() < lastSeen) lastSeen = now();
    if (now() - lastSeen < idleMs) return;
    lastSeen = now();
    wipe();
  };
  setInterval(look, 5_000);
  document.addEventListener('visibilitychange', look);
  for (const sign of signs)
    addEventListener(
      sign,
      () => {
        look();
        lastSeen = now();
      },
      { capture: true, passive: true },
    );
}
