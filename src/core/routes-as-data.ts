/**
 * The routes of a situation without a talk, as data: what the command and the API answer with.
 */
import { type Content, type FoundRoute, findRoutes } from './compose.ts';
import type { WallTime } from './hours.ts';
import { knowledgeOf } from './knowledge.ts';
import { routesFor } from './policy.ts';
import type { Situation } from './situation.ts';
import type { Texts } from './texts.ts';

/** The routes of a situation: the same policy and directory as every talk. */
export function routesOf(
  { dialogs, directory }: Pick<Content, 'dialogs' | 'directory'>,
  situation: Situation,
  at: WallTime,
): readonly FoundRoute[] {
  return findRoutes(directory, { routes: routesFor(dialogs.policy, knowledgeOf(situation)), situation }, at);
}

/** One route as plain data; the reason is a sentence in the language of the texts. */
export function routeAsData({ route, contact }: FoundRoute, texts: Texts) {
  const { kind, service, name, phone, open, opensAt, source, seenOn, checkedOn, ...rest } = contact;
  const because = texts.say(`reasons:${route.because}`);
  return { kind, service, name, phone, open, opensAt, because, rule: route.rule, source, seenOn, checkedOn, ...rest };
}
