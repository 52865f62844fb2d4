/**
 * What a piece of guidance can suggest or warn of, as a closed list: so that a machine can see what a text advises.
 */

/** Things the guide allows to suggest, each in its place. */
export const actions = [
  'call-emergency',
  'call-veilig-thuis',
  'call-lkha',
  'call-consular',
  'call-suicide-prevention',
  'ask-lawyer',
  'speak-to-officer',
  'speak-alone',
  'professional-interpreter',
  'use-other-device',
  'remember-number',
  'delete-call-log',
  'try-not-to-go',
  'keep-copies',
  'safe-person',
  'ask-before-telling-school',
  'wait-when-unsafe',
  'plan-leaving',
  'see-alone',
  'agree-code-word',
  'ask-consent',
  'warm-referral',
  'ask-doctor',
  'follow-meldcode',
  'debrief',
] as const;

/** Guide A0/X1, X8, C2, C6: never suggested, to anyone, in any situation; only warned of. */
export const forbiddenActions = [
  'contact-family',
  'confront',
  'mediate',
  'religious-leader-mediates',
  'relative-interprets',
  'travel-to-show-good-will',
  'sign-papers',
  'hand-over-passport',
  'go-back-alone',
  'share-location',
  'post-on-social-media',
  'save-helpline-name',
  'wipe-all-history',
  'promise-secrecy',
  'name-shelter',
  'report-to-police-only',
  'local-police-abroad',
  'show-seeking-help',
  'out-someone',
  'heal',
  'force-a-child',
  'message-watched-phone',
  'travel-after',
  'hide-minor',
  'push-to-leave',
  'keep-notes',
  'shelter-at-home',
  'give-flyer',
  'search-for-person',
  'go-along-to-airport',
  'investigate',
] as const;

const forbidden: ReadonlySet<string> = new Set(forbiddenActions);

export function isForbidden(action: string): boolean {
  return forbidden.has(action);
}
