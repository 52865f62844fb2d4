/**
 * The words of jest that the tests of the core use, said to mocha: Stryker can run mocha again and again in one process,
 * with another mutant each time, where jest would read the whole content anew for each.
 */
import { expect } from 'expect';
import { bind } from 'jest-each';
import { after, afterEach, before, beforeEach, it as example, describe as group } from 'mocha';

// jest-each hands over a limit of time as well, which mocha would not understand.
const plainly = (say) => (name, body) => say(name, body);

export const describe = Object.assign(plainly(group), { each: bind(plainly(group), false) });
export const it = Object.assign(plainly(example), {
  each: bind(plainly(example), false),
  // It says itself why; mocha need not know of it.
  skip: () => undefined,
});
export const test = it;
export { after as afterAll, afterEach, before as beforeAll, beforeEach, expect };
