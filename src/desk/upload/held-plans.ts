/**
 * What an editor has been shown and may still say yes to: in memory, for ten minutes, once, and for this editor alone.
 */

export interface HeldPlansOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** That many unpredictable bytes. */
  readonly random: (bytes: number) => Uint8Array;
}

export interface HeldPlans<T> {
  /** Holds it for whoever this is, in place of what was held for them before; gives the key to it. */
  hold(editor: string, plan: T): string;
  /** Hands it over, and holds it no longer. Null for another's key, one that was used, one that is too old. */
  take(editor: string, key: string): T | null;
}

export const heldMs = 10 * 60_000;
/** Each may hold a file; the oldest goes when there are more. */
const mostHeld = 16;
const keyBytes = 24;

export function heldPlans<T>({ now, random }: HeldPlansOptions): HeldPlans<T> {
  const held = new Map<string, { readonly editor: string; readonly until: number; readonly plan: T }>();

  function letGo(editor: string): void {
    for (const [key, one] of held) if (one.editor === editor || one.until <= now()) held.delete(key);
    const [oldest] = held.keys();
    if (held.size >= mostHeld && oldest !== undefined) held.delete(oldest);
  }

  return {
    hold(editor, plan) {
      letGo(editor);
      const key = Buffer.from(random(keyBytes)).toString('base64url');
      held.set(key, { editor, until: now() + heldMs, plan });
      return key;
    },
    take(editor, key) {
      const found = held.get(key);
      if (found === undefined || found.editor !== editor) return null;
      held.delete(key);
      return found.until > now() ? found.plan : null;
    },
  };
}
