/**
 * Who somebody is to the desk, once she has signed in.
 */

/** The least first: each may see what those before it may see. */
export const roles = ['key-person', 'editor'] as const;

export type Role = (typeof roles)[number];

/** Whether somebody with the role `has` may do what asks for `needed`. */
export function mayActAs(has: Role, needed: Role): boolean {
  return roles.indexOf(has) >= roles.indexOf(needed);
}
