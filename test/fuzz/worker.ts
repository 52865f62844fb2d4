/** Tries the parsers it is told to, one after the other, in a thread that can be stopped from outside. */
import { parentPort, workerData } from 'node:worker_threads';
import { type Job, opening, type Told } from './job.ts';
import { tried } from './parser.ts';
import { parsers } from './parsers.ts';

// Made by `main.ts`, which names what it hands over.
const { at, seed } = workerData as { readonly at: Int32Array; readonly seed: number };

const tell = (told: Told): void => parentPort?.postMessage(told);

parentPort?.on('message', async ({ parser, inputs }: Job) => {
  const one = parsers.find(({ name }) => name === parser);
  if (one === undefined) throw new Error(`there is no parser "${parser}"`);
  Atomics.store(at, 0, opening);
  const begin = (index: number): void => void Atomics.store(at, 0, index);
  tell(await tried(one, { inputs, seed, begin }));
});
