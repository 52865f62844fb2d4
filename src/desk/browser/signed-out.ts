/**
 * Windows of the desk that stand side by side tell each other that somebody has signed out. The word goes to windows of our
 * own in this browser, and is kept nowhere.
 */

/** Null in browsers that do not have it, or forbid it in a frame: there a window asks when it is looked at again. */
function openChannel(): BroadcastChannel | null {
  try {
    return new BroadcastChannel('desk');
  } catch {
    return null;
  }
}

const word = 'signed-out';

export function tellSignedOut(): void {
  const channel = openChannel();
  channel?.postMessage(word);
  channel?.close();
}

/** Calls `forget` whenever another window says so. */
export function whenSignedOutElsewhere(forget: () => void): void {
  openChannel()?.addEventListener('message', ({ data }) => {
    if (data === word) forget();
  });
}
