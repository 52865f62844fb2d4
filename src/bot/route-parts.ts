/**
 * What is shown of a route that was asked for in one line: what was understood, what is missing, and the cards.
 */
import type { Library } from '../content/library.ts';
import { composeRoutes, notice } from '../core/compose.ts';
import type { WallTime } from '../core/hours.ts';
import type { ListPart, Part } from '../core/reply.ts';
import type { Texts } from '../core/texts.ts';
import type { RouteLine } from './route-line.ts';

function listOf(title: string, items: readonly string[]): readonly ListPart[] {
  return items.length === 0 ? [] : [{ type: 'list', tone: 'plain', title, paragraphs: [], items }];
}

export function routeParts({ content }: Library, texts: Texts, asked: RouteLine, at: WallTime): readonly Part[] {
  const { situation, said, places, placeNotFound } = asked;
  const named = places.map(({ name, match }) => texts.say('ui:place-option', { place: match, municipality: name }));
  const example = texts.say('bot:route.example');
  return [
    ...listOf(texts.say('bot:route.said'), said),
    ...(placeNotFound ? [notice('plain', [texts.say('ui:place-not-found')])] : []),
    ...listOf(texts.say('ui:place-which'), named),
    situation === null
      ? { type: 'text', role: 'say', paragraphs: [texts.say('bot:route.topic', { example })] }
      : composeRoutes(content, texts, situation, at),
  ];
}
