/**
 * Of the whole check the parts that a change of contacts can fail, quick enough for somebody who waits for them.
 */
import { openDirectory } from '../../core/directory.ts';
import { compilePolicy } from '../../core/policy.ts';
import { buildLibrary, type ContentFiles } from '../load.ts';
import { showable } from '../packed/talk.ts';
import type { Reader } from '../reader.ts';
import { publicDirectory, type ReferralFiles } from '../referral-files.ts';
import { checkData, servedKinds } from './data-check.ts';
import { checkDoor } from './door-check.ts';
import type { Findings } from './findings.ts';
import { checkPolicy } from './policy-check.ts';
import { checkTalks } from './talk-check.ts';

/** A tenth of what `check` tries; the data check has walked every municipality, caller and hour before. */
const tuples = 10_000;

function shownOrganisations(files: ReferralFiles): string {
  return publicDirectory(files)
    .organisations.map(({ id }) => id)
    .join();
}

/**
 * Checks content whose contacts differ from those of `before`. The proofs of talks and policy ask of the contacts only
 * which organisations and which kinds of service can be shown: they run where that has changed.
 */
export function checkReferral(
  files: ContentFiles,
  before: ReferralFiles,
  reader: Reader,
  findings: Findings,
  today: string,
): void {
  const { referral, dialogs, policy } = files;
  checkData(referral, reader, findings, today);
  const kinds = servedKinds(referral);
  if ([...kinds].join() !== [...servedKinds(before)].join()) checkPolicy(policy, kinds, reader, findings);
  if (shownOrganisations(referral) !== shownOrganisations(before))
    checkTalks(dialogs, compilePolicy(policy), showable(openDirectory(publicDirectory(referral))), reader, findings);
  if (findings.problems.length === 0) checkDoor(buildLibrary(files).content, findings, tuples);
}
