/**
 * Where a text stands, in words for somebody who has never seen its key.
 */

const places: readonly (readonly [RegExp, string])[] = [
  [/^questions:opening/, 'first words of the talk'],
  [/^questions:offers\./, 'button'],
  [/^questions:.*\.options\./, 'button, an answer'],
  [/^questions:.*\.ask/, 'question'],
  [/^guidance:.*\.title/, 'heading of guidance'],
  [/^guidance:.*\.steps/, 'guidance, a list'],
  [/^guidance:/, 'guidance'],
  [/^visits:.*\.question/, 'a question people ask'],
  [/^visits:/, 'answer to a question people ask'],
  [/^reasons:/, 'on a card: why this one'],
  [/^services:.*\.meaning$/, 'on a card: what the Dutch sentence to say means'],
  [/^services:.*\.sound$/, 'on a card: how the Dutch sentence to say sounds, in your own letters'],
  [/^services:.*\.menu$/, 'on a card: what the voice menu asks'],
  [/^services:/, 'on a card: what they do'],
  [/^pages:/, 'page of text'],
  [/^bot:kept\.go-on$|^bot:stop\.button$|^bot:route\.step-by-step$/, 'in a chat program such as Teams: button'],
  [/^bot:/, 'in a chat program such as Teams'],
  [/^desk:/, 'at the desk of key persons and professionals'],
  [/^ui:(errors|not-understood|place-not-found)/, 'message'],
  [/^ui:/, 'button or small text around the talk'],
];

const readers: Readonly<Record<string, string>> = {
  bystander: 'read by a worried friend or relative',
  parent: 'read by a parent',
  'key-person': 'read by a key person',
  professional: 'read by a professional',
};

/** For example "button, an answer; read by a parent". */
export function whereIs(key: string): string {
  const place = places.find(([pattern]) => pattern.test(key))?.[1] ?? 'text';
  const voice = /_(bystander|parent|key-person|professional)(?:\.|$|@|\|)/.exec(key)?.[1];
  const plural = /\|(\w+)$/.exec(key)?.[1];
  const inChat = key.endsWith('@bot') ? 'said instead of the other in a chat program such as Teams' : null;
  return [
    place,
    inChat,
    voice === undefined ? null : readers[voice],
    plural === undefined ? null : `plural form "${plural}"`,
  ]
    .filter((part) => part !== null && part !== undefined)
    .join('; ');
}
