/**
 * The proof has teeth: content with a fault made by machine does not pass. Two nets are counted apart: the guide's
 * invariants and the shape of the policy, and the approved outline of what everybody is shown. What survives both shows
 * nobody anything else in any base situation: two rules that exclude each other were swapped, or a fact was left out
 * that the rules above have already settled.
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { firstDifference } from '../../src/content/check/approved-check.ts';
import { randomSituation, seeded } from '../../src/content/check/door-check.ts';
import { invariants } from '../../src/content/check/invariants.ts';
import { dialogsOutline, routesOutline, servicesOutline } from '../../src/content/check/outline.ts';
import { readContent } from '../../src/content/load.ts';
import { Reader } from '../../src/content/reader.ts';
import { publicDirectory } from '../../src/content/referral-files.ts';
import { evaluate } from '../../src/core/condition.ts';
import { knowledgeOf } from '../../src/core/knowledge.ts';
import { compilePolicy, routesFor } from '../../src/core/policy.ts';
import { projectRoot } from '../support/content.ts';
import { type Behaviour, type Mutant, mutantsOf } from '../support/mutants.ts';

const random = seeded(3);
const situations = Array.from({ length: 4000 }, () => randomSituation(random, ['GM0855'])).map((situation) => ({
  situation,
  known: knowledgeOf(situation),
}));

/** The guide's invariants on a sample, a gap, or a base rule that nothing reaches. */
function caughtByProof({ policy }: Behaviour): boolean {
  const compiled = compilePolicy(policy);
  const reached = new Set<object>();
  for (const { situation, known } of situations) {
    const rule = compiled.base.find(({ when }) => evaluate(when, known) === 'yes');
    if (rule === undefined) return true;
    reached.add(rule);
    const kinds = routesFor(compiled, known).map(({ kind }) => kind);
    if (invariants.some(({ broken }) => broken(kinds, situation))) return true;
  }
  return reached.size < compiled.base.length;
}

/** Only what was changed is drawn anew. */
function caughtByOutline(changed: Behaviour, sound: Behaviour): boolean {
  const { policy, dialogs, directory } = changed;
  return (
    (policy !== sound.policy && firstDifference(projectRoot, routesOutline(compilePolicy(policy))) !== null) ||
    (dialogs !== sound.dialogs && firstDifference(projectRoot, dialogsOutline(dialogs)) !== null) ||
    (directory !== sound.directory && firstDifference(projectRoot, servicesOutline(directory)) !== null)
  );
}

describe('faults made by machine', () => {
  let behaviour: Behaviour;
  let mutants: readonly Mutant[];

  beforeAll(() => {
    const files = readContent(new Reader(projectRoot));
    if (files === null) throw new Error('the content cannot be read');
    behaviour = { policy: files.policy, dialogs: files.dialogs.dialogs, directory: publicDirectory(files.referral) };
    mutants = mutantsOf(behaviour);
  });

  it('finds nothing wrong with the content as it is', () => {
    const again = {
      policy: { ...behaviour.policy },
      dialogs: { ...behaviour.dialogs },
      directory: { ...behaviour.directory },
    };
    expect([caughtByProof(behaviour), caughtByOutline(again, behaviour)]).toEqual([false, false]);
  });

  it('catches at least 95 % of them; every survivor is listed', () => {
    const policy = mutants.filter(({ behaviour: changed }) => changed.policy !== behaviour.policy);
    const byProof = policy.filter(({ behaviour: changed }) => caughtByProof(changed));
    const survivors = mutants
      .filter((mutant) => !byProof.includes(mutant) && !caughtByOutline(mutant.behaviour, behaviour))
      .map(({ what }) => what);
    const share = 1 - survivors.length / mutants.length;
    process.stdout.write(
      `${mutants.length} mutants, ${(share * 100).toFixed(1)} % caught; ${policy.length} of the policy, ${byProof.length} of them by the guide's invariants alone\n` +
        survivors.map((what) => `  survives: ${what}\n`).join(''),
    );
    expect(mutants.length).toBeGreaterThan(1500);
    expect({ share, survivors: share >= 0.95 ? [] : survivors }).toEqual({ share: expect.any(Number), survivors: [] });
  }, 180_000);
});
