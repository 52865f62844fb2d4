/**
 * Waiting for others, and for no longer than one is willing to.
 */

/** Somebody else did not answer in time. */
export class TooLate extends Error {
  constructor() {
    super('no answer came in time');
    this.name = 'TooLate';
  }
}

/** The result of the work, when it comes within so many milliseconds. The work itself goes on. @throws TooLate */
export function inTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  return new Promise((resolve, reject) => {
    // A process that was busy itself looks first whether the answer lies there.
    const late = setTimeout(() => setImmediate(() => reject(new TooLate())), milliseconds);
    work.then(resolve, reject).finally(() => clearTimeout(late));
  });
}
