/**
 * Brings the record of a language up to date with its texts.
 */
import { hashOf, type Quality, type TextRecord } from './record.ts';
import { standingOf, type Translation } from './status.ts';

/**
 * A record for every text there is. A text that was written or changed is recorded as translated `today`, unread. One
 * whose Dutch has changed stays stale until it is named in `stillRight`: whoever names it has compared the two.
 */
export function keepRecord(
  translations: readonly Translation[],
  quality: Quality,
  today: string,
  stillRight: ReadonlySet<string>,
): Quality {
  return Object.fromEntries(
    translations.map((translation) => [
      translation.key,
      recordOf(translation, quality[translation.key], today, stillRight.has(translation.key)),
    ]),
  );
}

function recordOf(
  translation: Translation,
  known: TextRecord | undefined,
  today: string,
  isStillRight: boolean,
): TextRecord {
  const standing = standingOf(translation, known);
  const fresh = { source: hashOf(translation.source ?? ''), text: hashOf(translation.text), translated: today };
  if (known === undefined) return { ...fresh, reviewed: null };
  // Other words were approved, doubted and read back.
  if (standing === 'unrecorded') return { ...fresh, reviewed: null };
  return standing === 'stale' && isStillRight ? { ...known, ...fresh, reviewed: null } : known;
}
