/**
 * The addresses that an app answers, found in the app itself: Express keeps its routes in a stack of layers.
 */
import type { Express } from 'express';

/** A layer of Express 5 (`router`, lib/layer.js), which its types do not show. */
interface Layer {
  readonly handle: { readonly stack?: readonly Layer[] };
  /** Where it was put; a list of places where it was put at several. */
  readonly rawPath: string | readonly string[];
  readonly route?: unknown;
}

const placesOf = ({ rawPath }: Layer): readonly string[] => [rawPath].flat();

function within(stack: readonly Layer[]): readonly string[] {
  return stack.flatMap((layer) => {
    if (layer.route !== undefined) return placesOf(layer);
    const inside = within(layer.handle.stack ?? []);
    return placesOf(layer).flatMap((place) => inside.map((path) => `${place}${path}`.replace(/^\/\//, '/')));
  });
}

/** Every address that has a route, with its parameters as they are written, such as `/api/v1/services/:id`. */
export function addressesOf({ router }: Express): readonly string[] {
  // The router of an app is such a stack, too.
  const { stack } = router as unknown as { readonly stack: readonly Layer[] };
  return [...new Set(within(stack).map((path) => path.replace(/(?<=.)\/$/, '')))];
}
