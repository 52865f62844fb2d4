/**
 * Random whole tuples through the public door: situation, municipality, caller and hour to the routes a person sees.
 */
import type { Content } from '../../core/compose.ts';
import { findRoutes } from '../../core/compose.ts';
import type { WallTime } from '../../core/hours.ts';
import { knowledgeOf } from '../../core/knowledge.ts';
import { routesFor } from '../../core/policy.ts';
import { circumstances, completeSituation, type Situation, vocabulary } from '../../core/situation.ts';
import type { Findings } from './findings.ts';
import { describeSituation } from './situations.ts';

/** A small seeded generator (mulberry32): the same tuples on every run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function pick<T>(random: () => number, from: readonly T[]): T {
  const one = from[Math.floor(random() * from.length)];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}

export function randomSituation(random: () => number, municipalities: readonly string[]): Situation {
  const who = pick(random, vocabulary.who);
  const place = random() < 0.7 ? { municipality: pick(random, municipalities) } : {};
  return completeSituation({
    theme: pick(random, vocabulary.theme),
    urgency: pick(random, vocabulary.urgency),
    who,
    age: pick(random, vocabulary.age),
    where: pick(random, vocabulary.where),
    caller: pick(random, vocabulary.caller),
    parent: who === 'parent' ? pick(random, vocabulary.parent) : 'unknown',
    keyPersonSafe: pick(random, vocabulary.keyPersonSafe),
    selfHarm: random() < 0.2,
    circumstance: circumstances.filter(() => random() < 0.2),
    ...place,
  });
}

function randomMoment(random: () => number): WallTime {
  return {
    year: 2026 + Math.floor(random() * 3),
    month: 1 + Math.floor(random() * 12),
    day: 1 + Math.floor(random() * 28),
    minutes: Math.floor(random() * 1440),
  };
}

const tuples = 100_000;

/** Whether somebody on the list, or standing in on it, can be reached at this very moment. */
function reachesSomebody(routes: ReturnType<typeof findRoutes>): boolean {
  return routes.some(({ contact }) =>
    [contact, contact.standIn].some((one) => one?.open === 'open' && (one.phone ?? one.whatsapp ?? one.chat) !== null),
  );
}

/** `count`: how many tuples; fewer where somebody waits for the answer. */
export function checkDoor({ dialogs, directory }: Content, findings: Findings, count = tuples): void {
  const random = seeded(20261121);
  const municipalities = [...directory.municipalities.keys()];
  for (let done = 0; done < count; done++) {
    const situation = randomSituation(random, municipalities);
    const at = randomMoment(random);
    const routes = findRoutes(directory, { routes: routesFor(dialogs.policy, knowledgeOf(situation)), situation }, at);
    const tell = (kind: string, message: string, cure: string): void =>
      findings.reportSome(kind, () => ({
        file: 'referral-data',
        line: null,
        message: `${message} (${describeSituation(situation)}; ${JSON.stringify(at)})`,
        cure,
      }));
    if (!reachesSomebody(routes))
      tell(
        'nobody',
        'nobody on this list can be reached at this hour',
        'add a route or a stand-in that is open day and night',
      );
    for (const { contact } of routes) {
      if (contact.phone !== null && situation.caller !== 'nl' && /^(0|14 )/.test(contact.phone)) {
        tell('not from abroad', `${contact.phone} does not work for a caller ${situation.caller}`, 'see the directory');
      }
      if (contact.source === '' && !contact.generic)
        tell('no source', `${contact.name} is shown without a source`, 'name the source of the field');
    }
  }
  findings.tally(
    'random whole tuples (situation × municipality × caller × hour) through the public door',
    count,
    'a sample; somebody can be reached in each',
  );
}
