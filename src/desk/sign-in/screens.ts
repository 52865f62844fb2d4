/**
 * What the page of a personal link can show. Page and script share the names.
 *
 * `no-link`: nobody has signed in, and there is no link. `ask`: there is one, and it is used when she says so. `ended`: it
 * was used, revoked or is too old. `failed`: that cannot be told now. A role: she has signed in.
 */
export type SignInScreen = 'no-link' | 'ask' | 'ended' | 'failed' | 'key-person' | 'editor' | 'signed-out';
