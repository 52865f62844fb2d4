/**
 * Packs learned weights into few levels, so that a model is small on its way to a browser.
 */
import { highestLevel, outputs, type PackedWeights, signs } from '../src/core/understand/model.ts';

/** Rounds half of a level and less to nothing: what hardly counts takes no room. */
export function packWeights(weights: Float32Array, spread: number, width: number = outputs.count): PackedWeights {
  const steps = Array.from({ length: width }, (_, output) => stepFor(weights, output, spread, width));
  const levelOf = (at: number): number => {
    const step = steps[at % width] ?? 1;
    const level = step === 0 ? 0 : Math.round((weights[at] ?? 0) / step);
    return Math.max(-highestLevel, Math.min(highestLevel, level)) + highestLevel;
  };
  let digits = '';
  for (let at = 0; at < weights.length; at += 2)
    digits += signs[levelOf(at) * (2 * highestLevel + 1) + levelOf(at + 1)] ?? '';
  return { steps, digits };
}

/** What one level of an output is worth: `spread` times the size that its weights usually have. */
function stepFor(weights: Float32Array, output: number, spread: number, width: number): number {
  let squares = 0;
  let count = 0;
  for (let at = output; at < weights.length; at += width) {
    const weight = weights[at] ?? 0;
    if (weight === 0) continue;
    squares += weight * weight;
    count++;
  }
  return count === 0 ? 0 : Number((spread * Math.sqrt(squares / count)).toPrecision(3));
}
