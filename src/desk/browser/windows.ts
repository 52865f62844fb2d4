/**
 * Windows of the desk that stand side by side tell each other that somebody signed in or out. The word goes to windows of our
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

const channel = openChannel();
const word = 'who';

export function tellOtherWindows(): void {
  channel?.postMessage(word);
}

/** Calls `look` whenever another window says so; never for what this one said. */
export function whenAnotherWindowTells(look: () => void): void {
  channel?.addEventListener('message', ({ data }) => {
    if (data === word) look();
  });
}
