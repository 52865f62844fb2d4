/**
 * What the widgets of others weigh, to see ours beside them: the files that a page includes, from the packages as they
 * were published, compressed (gzip at level 9). 1 kB = 1000 bytes.
 */

export interface Peer {
  readonly name: string;
  readonly version: string;
  readonly gzipKB: number;
  readonly brotliKB: number;
  /** What else was seen in the file. */
  readonly note: string;
}

/** The day on which they were measured. */
export const peersMeasuredOn = '2026-11-21';

export const peers: readonly Peer[] = [
  {
    name: 'botframework-webchat, full',
    version: '4.18.1',
    gzipKB: 944.9,
    brotliKB: 639.4,
    note: 'names directline.botframework.com, youtube, vimeo, dailymotion',
  },
  {
    name: 'botframework-webchat, minimal',
    version: '4.18.1',
    gzipKB: 482.8,
    brotliKB: 374.0,
    note: 'has aria-live and right to left',
  },
  { name: '@n8n/chat', version: '1.37.0', gzipKB: 456.3, brotliKB: 349.1, note: 'localStorage' },
  {
    name: 'rasa-webchat',
    version: '1.0.1',
    gzipKB: 211.1,
    brotliKB: 173.6,
    note: 'fonts.googleapis.com; no aria-live',
  },
  {
    name: '@typebot.io/js',
    version: '0.10.7',
    gzipKB: 196.4,
    brotliKB: 164.2,
    note: 'googletagmanager, fonts.bunny.net, stripe',
  },
  {
    name: '@botpress/webchat',
    version: '4.5.2',
    gzipKB: 188.9,
    brotliKB: 161.5,
    note: 'fonts.googleapis.com, webchat.botpress.cloud',
  },
  { name: 'deep-chat', version: '2.4.2', gzipKB: 110.6, brotliKB: 91.9, note: 'no aria-live' },
  {
    name: 'govuk-frontend, only exit-this-page',
    version: '6.6.0',
    gzipKB: 5.2,
    brotliKB: 4.5,
    note: 'for scale; not minified',
  },
];
