import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The command is tested as it is delivered, so it is built once before any test runs. */
export default function build() {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
}
