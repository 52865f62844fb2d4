/**
 * `npm run packages`: writes the page of licences and the bill of materials.
 */
import { writeFileSync } from 'node:fs';
import { madeIn } from './made.ts';

for (const [path, text] of madeIn(process.cwd()).files) writeFileSync(path, text);
