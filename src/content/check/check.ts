/**
 * The whole check: reads the content anew, validates and proves it, and tells what it looked at.
 */
import { openDirectory } from '../../core/directory.ts';
import { compilePolicy } from '../../core/policy.ts';
import { buildLibrary, type ContentFiles, readContent } from '../load.ts';
import { showable } from '../packed/talk.ts';
import { Reader } from '../reader.ts';
import { publicDirectory } from '../referral-files.ts';
import { checkApproved } from './approved-check.ts';
import { checkCommands } from './command-check.ts';
import { checkData, servedKinds } from './data-check.ts';
import { checkDoor } from './door-check.ts';
import { Findings } from './findings.ts';
import { type Outline, outlineOf } from './outline.ts';
import { checkPolicy } from './policy-check.ts';
import { checkQuality } from './quality-check.ts';
import { checkReadability } from './readability.ts';
import { checkRenderings } from './rendering-check.ts';
import { checkTalks } from './talk-check.ts';
import { checkTexts } from './text-check.ts';

/** The content in outline. */
export function outlineOfFiles({ policy, dialogs, referral }: ContentFiles): Outline {
  return outlineOf(compilePolicy(policy), dialogs.dialogs, publicDirectory(referral));
}

/** Checks the content below `root`, judging ages as on `today` (`2026-11-21`). */
export function checkContent(root: string, today: string): Findings {
  const findings = new Findings();
  const reader = new Reader(root);
  const files = readContent(reader);
  findings.problems.push(...reader.problems);
  if (files === null || reader.problems.length > 0) return findings;
  checkData(files.referral, reader, findings, today);
  checkTexts(files, reader, findings);
  checkQuality(files, reader, findings);
  checkRenderings(files, reader, findings);
  checkCommands(files, reader, findings);
  checkTalks(
    files.dialogs,
    compilePolicy(files.policy),
    showable(openDirectory(publicDirectory(files.referral))),
    reader,
    findings,
  );
  checkPolicy(files.policy, servedKinds(files.referral), reader, findings);
  checkApproved(root, outlineOfFiles(files), findings);
  // Whole tuples need content that is sound in its parts.
  if (findings.problems.length === 0) checkDoor(buildLibrary(files).content, findings);
  // Last: a sentence that is too long is no reason to leave the proofs out.
  checkReadability(files, reader, findings);
  return findings;
}
