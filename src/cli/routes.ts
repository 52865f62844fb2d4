import type { Library } from '../content/library.ts';
import { type FoundRoute, findRoutes } from '../core/compose.ts';
import type { WallTime } from '../core/hours.ts';
import { knowledgeOf } from '../core/knowledge.ts';
import { routesFor } from '../core/policy.ts';
import { completeSituation, type Situation } from '../core/situation.ts';
import type { Texts } from '../core/texts.ts';
import { languageOf, momentOf, municipalityOf, openLibrary } from './content.ts';

/** The flags; commander has checked them against the vocabularies. */
interface RouteFlags extends Partial<Omit<Situation, 'municipality' | 'circumstance'>> {
  readonly circumstance?: Situation['circumstance'];
  readonly municipality?: string;
  readonly lang: string;
  readonly at?: string;
}

/** The routes of a situation: the same policy and directory as every talk, without a talk. */
export function routesOf(library: Library, situation: Situation, at: WallTime): readonly FoundRoute[] {
  const { dialogs, directory } = library.content;
  return findRoutes(directory, { routes: routesFor(dialogs.policy, knowledgeOf(situation)), situation }, at);
}

/** One route as `routes` prints it. */
export function printable({ route, contact }: FoundRoute, texts: Texts): Record<string, unknown> {
  const { kind, service, name, phone, open, opensAt, source, seenOn, checkedOn, ...rest } = contact;
  const because = texts.say(`reasons:${route.because}`);
  return { kind, service, name, phone, open, opensAt, because, rule: route.rule, source, seenOn, checkedOn, ...rest };
}

/** `wegwijzer routes …`: a JSON list of routes in order. */
export function routes({ municipality, lang, at, ...known }: RouteFlags): void {
  const library = openLibrary();
  const moment = momentOf(at);
  const texts = library.texts(languageOf(library, lang));
  const code = municipality === undefined ? {} : { municipality: municipalityOf(library, municipality, moment) };
  const situation = completeSituation({ ...known, ...code });
  const found = routesOf(library, situation, moment).map((one) => printable(one, texts));
  process.stdout.write(`${JSON.stringify(found, null, 2)}\n`);
}
