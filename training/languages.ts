/**
 * The languages that understanding is learned for. The order counts: it is the order of learning.
 */
export const trained = ['nl', 'en', 'ar', 'fa', 'fr', 'kmr', 'so', 'ti', 'tr', 'uk'] as const;

/** Languages with few sentences and no settled spelling; less is asked of them. */
export const harder: readonly string[] = ['so', 'ti', 'kmr'];
