/**
 * The peers, loaded from where the bench installs them: `bench/peers/node_modules`, not the product's own.
 */
import { createRequire } from 'node:module';
import manifest from './package.json' with { type: 'json' };

export type PeerPackage = keyof typeof manifest.dependencies;

/** A peer with the version that is measured. */
export function peerName(name: PeerPackage): string {
  return `${name} ${manifest.dependencies[name]}`;
}

/** What a peer exports; the caller names its type, which stands in `modules.d.ts`. Run from the root of the repository. */
export const peer = createRequire(`${process.cwd()}/bench/peers/package.json`);
