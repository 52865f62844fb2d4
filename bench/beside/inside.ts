/**
 * Loaded before a server that is measured: tells how much it holds when nothing is left to throw away, and how much
 * processor it has had.
 */
const answers: { readonly [asked: string]: () => object } = {
  memory() {
    // There with --expose-gc only.
    globalThis.gc?.();
    globalThis.gc?.();
    return process.memoryUsage();
  },
  processor: () => process.cpuUsage(),
};

process.on('message', (asked) => {
  const answer = answers[String(asked)]?.();
  if (answer !== undefined) process.send?.(answer);
});
