/**
 * Whether a request was made by a page of ours. A cookie travels along whoever asks; this does not.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { thisMachine } from './settings.ts';

/** Where a request says it comes from. */
type Saying = Pick<IncomingHttpHeaders, 'host' | 'origin' | 'sec-fetch-site'>;

/** Without an origin in the settings the server is for this machine only, under whatever name of it. */
function isThisMachine({ origin = '', host }: Saying): boolean {
  const url = URL.canParse(origin) ? new URL(origin) : null;
  return url !== null && url.host === host && thisMachine.includes(url.hostname);
}

/**
 * `publicOrigin`: the one under which people reach us, or null. A form on a page without referrers has no origin to name
 * (`null`): then what the browser itself says of it decides.
 */
export function isFromOwnPage(saying: Saying, publicOrigin: string | null): boolean {
  const { origin, 'sec-fetch-site': site } = saying;
  if (origin === undefined || origin === 'null') return site === 'same-origin';
  return publicOrigin === null ? isThisMachine(saying) : origin === publicOrigin;
}
