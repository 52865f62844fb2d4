/**
 * Windows of the desk that stand side by side tell each other that somebody has signed out. The word goes to windows of our
 * own in this browser, and is kept nowhere.
 */

const channel = (): BroadcastChannel => new BroadcastChannel('desk');
const word = 'signed-out';

export function tellSignedOut(): void {
  const told = channel();
  told.postMessage(word);
  told.close();
}

/** Calls `forget` whenever another window says so. */
export function whenSignedOutElsewhere(forget: () => void): void {
  channel().addEventListener('message', ({ data }) => {
    if (data === word) forget();
  });
}
