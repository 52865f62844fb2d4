/**
 * What Microsoft's library finds where it looks for the network and for storage; `web-build.mjs` puts it there.
 *
 * On its first line the library asks a server of Microsoft's which hosts may call themselves Teams. That would tell a third
 * party that somebody opened the desk, and our own policy refuses it with a complaint. Without an answer it takes the list
 * that came with it. The storage it would search for a switch that writes its messages to the console.
 */

/** No request, ever. */
export function fetch(): Promise<never> {
  return Promise.reject(new Error('The desk asks nobody but its own server'));
}

export const localStorage = undefined;
