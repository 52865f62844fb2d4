import { describe, expect, it } from '@jest/globals';
import { failureOf } from '../../src/server/log.ts';

describe('a failure in the log', () => {
  it('has the class of the error and the place in our code, and not its message', () => {
    const error = new TypeError('canary');
    error.stack =
      'TypeError: canary\n    at take (/srv/app/src/core/converse.ts:41:9)\n    at /srv/app/node_modules/x.js:1:1';
    expect(failureOf(error)).toEqual({ error: 'TypeError', at: 'src/core/converse.ts:41' });
  });

  it('is not deceived by a message that looks like a place', () => {
    const error = new Error('at x (/srv/src/core/canary.ts:1:1)');
    expect(JSON.stringify(failureOf(error))).not.toContain('canary');
  });

  it('says nothing of a name that is no name, nor of what is no error', () => {
    const error = new Error('x');
    error.name = 'my name is canary';
    expect(JSON.stringify([failureOf(error), failureOf('canary')])).not.toContain('canary');
  });
});
