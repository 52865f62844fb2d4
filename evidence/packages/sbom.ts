/**
 * The bill of materials in CycloneDX 1.6: what a server is made of, from the lock file alone. `npm sbom --omit dev` leaves out
 * what tests need as well as the server; from the lock nothing is left out. The same lock gives the same bytes.
 */
import { foundBy, type Package } from './lock.ts';

export interface Product {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  /** Names of what it needs on a server. */
  readonly needs: readonly string[];
}

function purl(name: string, version: string): string {
  return `pkg:npm/${name.replace(/^@/, '%40')}@${version}`;
}

/** `sha512-` and base64, as npm writes it, becomes hexadecimal digits. */
function hashesOf(integrity: string | null): readonly { readonly alg: string; readonly content: string }[] {
  const [, base64] = /^sha512-(\S+)/.exec(integrity ?? '') ?? [];
  return base64 === undefined ? [] : [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }];
}

/** One package may lie in several folders. */
function refOf({ path, name, version }: Package): string {
  return `${name}@${version}|${path}`;
}

/** The text of the file. */
export function sbomOf(product: Product, packages: readonly Package[]): string {
  const onServer = packages.filter((one) => one.onServer);
  const byPath = new Map(onServer.map((one) => [one.path, one]));
  const needed = (from: Pick<Package, 'path' | 'needs'>): readonly string[] =>
    from.needs.flatMap((name) => {
      const found = foundBy(byPath, from, name);
      return found === null ? [] : [refOf(found)];
    });
  const ref = `${product.name}@${product.version}`;
  return `${JSON.stringify(
    {
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      metadata: {
        component: {
          type: 'application',
          'bom-ref': ref,
          name: product.name,
          version: product.version,
          description: product.description,
          licenses: [{ license: { id: product.license } }],
          purl: purl(product.name, product.version),
        },
      },
      components: onServer.map((one) => ({
        type: 'library',
        'bom-ref': refOf(one),
        name: one.name,
        version: one.version,
        hashes: hashesOf(one.integrity),
        licenses: one.licence === null ? [] : [{ license: { id: one.licence } }],
        purl: purl(one.name, one.version),
      })),
      dependencies: [
        { ref, dependsOn: needed({ path: '', needs: product.needs }) },
        ...onServer.map((one) => ({ ref: refOf(one), dependsOn: needed(one) })),
      ],
    },
    null,
    1,
  )}\n`;
}
