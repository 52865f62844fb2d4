/**
 * fast-check with few tries a property: a fault is mostly found at once or not at all, and a test
 * that asks for a hundred tries takes a hundred times as long for each fault that survives it.
 */
import everything from 'fast-check';

const most = 8;

export default {
  ...everything,
  assert: (property, settings) =>
    everything.assert(property, { ...settings, numRuns: Math.min(settings?.numRuns ?? most, most) }),
};
