/**
 * What a probe found out.
 */
export interface Finding {
  /** `unknown`: it cannot be seen from where the bench stands; neither good nor bad. */
  readonly result: 'pass' | 'fail' | 'unknown';
  /** What was seen, in words, with figures. */
  readonly seen: string;
}

export function judged(good: boolean, seen: string): Finding {
  return { result: good ? 'pass' : 'fail', seen };
}

export function unknown(seen: string): Finding {
  return { result: 'unknown', seen };
}

/** Passes where nothing was found to complain about; otherwise says the first few complaints. */
export function withoutComplaint(complaints: readonly string[], seen: string): Finding {
  if (complaints.length === 0) return judged(true, seen);
  const more = complaints.length > 3 ? `; and ${complaints.length - 3} more` : '';
  return judged(false, complaints.slice(0, 3).join('; ') + more);
}
