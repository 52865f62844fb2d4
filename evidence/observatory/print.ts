/**
 * `npm run observatory`: score and grade of each kind of answer, and what they are made of.
 */
import { gradesSeen } from './seen.ts';

for (const [address, { score, grade, findings }] of await gradesSeen(process.cwd())) {
  const parts = findings.filter(({ points }) => points !== 0).map(({ test, points }) => `${test} ${points}`);
  process.stdout.write(`${address.padEnd(10)} ${grade.padEnd(3)} ${String(score).padStart(3)}  ${parts.join(', ')}\n`);
}
