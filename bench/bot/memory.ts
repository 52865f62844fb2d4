/**
 * Loaded before a server that is measured: tells how much it holds when nothing is left to throw away.
 */
process.on('message', (asked) => {
  if (asked !== 'memory') return;
  // There with --expose-gc only.
  globalThis.gc?.();
  globalThis.gc?.();
  process.send?.(process.memoryUsage());
});
