import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { loadLibrary } from '../../src/content/load.ts';
import { publicFiles } from '../../src/server/public-files.ts';

describe('the loader on a page of a partner', () => {
  const { files } = publicFiles(loadLibrary(process.cwd()), {
    exitUrl: 'https://www.bbc.com/weather',
    contact: null,
  });
  const loader = files.get('embed.js')?.body.toString() ?? '';

  it('weighs at most 1,500 bytes, with the words of every language', () => {
    expect(gzipSync(loader, { level: 9 }).length).toBeLessThanOrEqual(1500);
  });

  it.each([
    'fetch',
    'XMLHttpRequest',
    'sendBeacon',
    'Image',
    'WebSocket',
    'cookie',
    'localStorage',
    'sessionStorage',
    'indexedDB',
    'caches',
    'pushState',
    'eval',
    'innerHTML',
  ])('has no word of %s', (word) => {
    expect(loader).not.toMatch(new RegExp(`\\b${word}\\b`));
  });
});
