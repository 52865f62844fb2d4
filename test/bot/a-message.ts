/**
 * What a person sees of a message: read from the card or the text, as the program she writes in would show it.
 */
import { z } from 'zod';

const dataSchema = z.object({ input: z.string(), at: z.string() });

export interface SeenTap {
  readonly input: string;
  readonly label: string;
  readonly data: z.output<typeof dataSchema>;
}

export interface Message {
  readonly id: string | undefined;
  /** Every text of the card, or the text of the message, in order. */
  readonly texts: readonly string[];
  readonly taps: readonly SeenTap[];
  /** The names on the route cards. */
  readonly routes: readonly string[];
  readonly summary: string | undefined;
  readonly card: unknown;
  readonly activity: Readonly<Record<string, unknown>>;
}

type Json = unknown;

function isObject(value: Json): value is Readonly<Record<string, Json>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every object in it, the outer before the inner, in order. */
function* objectsIn(value: Json): Generator<Readonly<Record<string, Json>>> {
  if (Array.isArray(value)) for (const one of value) yield* objectsIn(one);
  if (!isObject(value)) return;
  yield value;
  for (const one of Object.values(value)) yield* objectsIn(one);
}

function tapOf(action: Readonly<Record<string, Json>>): SeenTap | null {
  const data = dataSchema.safeParse(action.type === 'Action.Submit' ? action.data : action.value).data;
  return data === undefined ? null : { input: data.input, label: String(action.title), data };
}

const routeSchema = z.object({
  type: z.literal('Container'),
  separator: z.literal(true),
  items: z.array(z.unknown()).min(1),
});

/** Without the marks that keep a number from turning around. */
function withoutMarks(text: string): string {
  return text.replace(/[\u2066\u2069]/g, '');
}

/** The message in an activity; null when there is none. */
export function messageIn(activity: unknown): Message | null {
  if (!isObject(activity) || activity.type !== 'message') return null;
  const attachments = Array.isArray(activity.attachments) ? activity.attachments : [];
  const card = attachments.find(isObject)?.content ?? null;
  const objects = [...objectsIn(card), ...objectsIn(activity.suggestedActions ?? null)];
  const texts =
    card === null
      ? [String(activity.text ?? '')]
      : objects.flatMap((one) => (one.type === 'TextBlock' ? [withoutMarks(String(one.text))] : []));
  const routes = objects.flatMap((one) => {
    const [name] = routeSchema.safeParse(one).data?.items ?? [];
    return isObject(name) ? [withoutMarks(String(name.text))] : [];
  });
  return {
    id: typeof activity.id === 'string' ? activity.id : undefined,
    texts,
    taps: objects.flatMap((one) => tapOf(one) ?? []),
    routes:
      card === null
        ? [...String(activity.text ?? '').matchAll(/^\d{1,2}\. (.*)$/gm)].map(([, name = '']) => name)
        : routes,
    summary: typeof activity.summary === 'string' ? activity.summary : undefined,
    card,
    activity,
  };
}
