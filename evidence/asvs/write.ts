/**
 * `npm run asvs`: writes the page, and prints how many requirements are met.
 */
import { writeFileSync } from 'node:fs';
import { asvsPage } from './page.ts';
import { readStandard, standingOf, standings } from './standard.ts';

const chapters = readStandard();
writeFileSync('docs/asvs.md', asvsPage(chapters));
const all = chapters.flatMap(({ requirements }) => requirements);
const counts = standings.map((standing) => `${all.filter((one) => standingOf(one) === standing).length} ${standing}`);
process.stdout.write(`${all.length} requirements: ${counts.join(', ')}\n`);
