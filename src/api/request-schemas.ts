/**
 * The shapes of what may be sent. Closed: a misspelt fact is refused instead of being left out of the answer.
 */
import { z } from 'zod';
import { parseMoment } from '../content/amsterdam.ts';
import type { Library } from '../content/library.ts';
import { circumstances, vocabulary } from '../core/situation.ts';
import { sourceLanguage } from '../core/texts.ts';

/** Longer than any name of a place with a sentence around it. */
const longestPlace = 200;

const place = z
  .string()
  .min(1)
  .max(longestPlace)
  .describe('A village, town, municipality or postcode, as people type it.');

function isMoment(text: string): boolean {
  try {
    parseMoment(text);
    return true;
  } catch {
    return false;
  }
}

export interface RequestSchemas {
  readonly PlaceRequest: typeof placeRequest;
  readonly RoutesRequest: ReturnType<typeof routesRequest>;
}

const placeRequest = z.strictObject({ text: place }).describe('A place that somebody typed.');

function routesRequest(languages: Library['languages']) {
  const codes = languages.map(({ code }) => code);
  const lang = z
    .string()
    .refine((code) => codes.includes(code), `write one of: ${codes.join(', ')}`)
    .meta({ enum: codes, default: sourceLanguage });
  return z
    .strictObject({
      theme: z.enum(vocabulary.theme).exactOptional(),
      urgency: z.enum(vocabulary.urgency).exactOptional().describe('`unknown` is treated as urgent.'),
      who: z.enum(vocabulary.who).exactOptional().describe('Who asks.'),
      age: z
        .enum(vocabulary.age)
        .exactOptional()
        .describe('Of the person at risk. `unknown` keeps the limits of a minor.'),
      where: z.enum(vocabulary.where).exactOptional().describe('Where the person at risk is.'),
      caller: z
        .enum(vocabulary.caller)
        .exactOptional()
        .describe('Where the phone is that will dial. It decides which numbers work.'),
      parent: z.enum(vocabulary.parent).exactOptional().describe('Which kind of parent asks.'),
      keyPersonSafe: z
        .enum(vocabulary.keyPersonSafe)
        .exactOptional()
        .describe('`yes`: nobody of a key-person organisation could know the family.'),
      selfHarm: z.boolean().exactOptional().describe('There are thoughts of suicide.'),
      circumstance: z.array(z.enum(circumstances)).max(circumstances.length).exactOptional(),
      municipality: z
        .string()
        .regex(/^GM\d{4}$/, 'write the code of a municipality as GM0363')
        .exactOptional()
        .describe('A code; one that was replaced means the one that took over.'),
      place: place.exactOptional().describe('Instead of a code: a place as people type it.'),
      lang: lang.exactOptional().describe('The language of the sentences.'),
      at: z
        .string()
        .max(40)
        .refine(isMoment, 'write a moment as 2026-12-25T03:00 (time in Amsterdam), 2026-12-25T02:00Z or 2026-12-25')
        .exactOptional()
        .describe('As if it were this moment: 2026-12-25T03:00 (Amsterdam), or with an offset. Left out: now.'),
      cards: z.boolean().exactOptional().describe('Whole sentences too.'),
    })
    .refine(({ municipality, place: typed }) => municipality === undefined || typed === undefined, {
      path: ['place'],
      error: 'give the code of a municipality or a place, not both',
    })
    .meta({
      description: 'What is known of a situation. Every fact may be left out; no name, no story, nothing of a person.',
      not: { required: ['municipality', 'place'] },
    });
}

/** The shapes, with the languages that this library has. */
export function requestSchemas({ languages }: Library): RequestSchemas {
  return { PlaceRequest: placeRequest, RoutesRequest: routesRequest(languages) };
}
