import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The command is tested as it is delivered, so it is built once before any test runs. */
export default function build() {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const compiler = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
  execFileSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: root, stdio: 'inherit' });
}
