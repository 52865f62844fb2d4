/**
 * What the core makes of content by chance. Ours is orderly, and leaves much of what the core can do unused.
 */
import { compile, evaluate } from '../../../src/core/condition.ts';
import { canShowKeyPerson, find, municipalityOn, openDirectory } from '../../../src/core/directory.ts';
import { compileFacts, knowledgeFrom } from '../../../src/core/knowledge.ts';
import { compilePolicy, routesFor, type Showable, undecided } from '../../../src/core/policy.ts';
import { circumstances, factNames } from '../../../src/core/situation.ts';
import { chance } from './chance.ts';
import { codes, directoryBy, factsBy, kinds, policyBy, strangeTalk, whenBy } from './content-by-chance.ts';
import { momentBy, Once, situationBy, talksIn } from './talks.ts';

/** Talks in so many strange worlds. */
export function strangeTalks(count: number, turns: number): readonly string[] {
  return talksIn((seed) => strangeTalk(3_000 + seed), count, turns);
}

/** Rules by chance, under what may be known: the routes, what is still open, and whether conditions hold. */
export function rules(count: number): readonly string[] {
  return Array.from({ length: count }, (_, seed) => {
    const by = chance(1_000 + seed);
    const policy = compilePolicy(policyBy(by));
    const directory = openDirectory(directoryBy(by));
    const showable: Showable = [{ kind: by.oneOf(kinds), possible: () => seed % 2 === 0 }];
    return Array.from({ length: 8 }, () => {
      const known = knowledgeFrom(
        compileFacts(factsBy(by)),
        by.number(1 << factNames.length),
        by.number(1 << circumstances.length),
      );
      const when = whenBy(by);
      const routes = routesFor(policy, known).map(({ kind, because, rule }) => `${kind} ${because} ${rule}`);
      const { kinds: open, facts, circumstances: among } = undecided(policy, showable, known);
      return `${seed} ${[...known.possible, known.certain, known.conceivable].join('.')}: ${routes.join(', ')}; ${open} ${facts} ${among}; ${canShowKeyPerson(directory, known)}; ${JSON.stringify(when)} ${evaluate(compile(when), known)}`;
    });
  }).flat();
}

/** Contacts by chance: who is found, of every kind, by people in any situation. */
export function contacts(count: number): readonly string[] {
  const once = new Once();
  const lines = Array.from({ length: count }, (_, seed) => {
    const by = chance(2_000 + seed);
    const directory = openDirectory(directoryBy(by));
    return Array.from({ length: 6 }, () => {
      const at = momentBy(by);
      const situation = { ...situationBy(by), municipality: by.oneOf([...codes, 'GM9999']) };
      const there = municipalityOn(directory, situation.municipality, at)?.code ?? 'none';
      const found = kinds.map((kind) => once.of(find(directory, kind, situation, at)));
      return `${seed} ${JSON.stringify(at)} ${JSON.stringify(situation)} ${there}: ${found.join(' ')}`;
    });
  }).flat();
  return [...lines, ...once.lines()];
}
