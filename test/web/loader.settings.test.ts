import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { frameAddress, secureAddress } from '../../src/web/loader-settings.ts';

/** An element as far as the loader asks it. */
function element(attributes: { readonly [name: string]: string }) {
  return { getAttribute: (name: string): string | null => attributes[name] ?? null };
}

describe('the frame of an element', () => {
  it.each([
    ['https://host.example/embed.js', 'https://host.example/embed'],
    ['https://host.example/embed-0123456789.js', 'https://host.example/embed'],
    ['https://host.example/some/folder/embed.js?v=2', 'https://host.example/some/folder/embed'],
    ['http://127.0.0.1:3978/embed.js', 'http://127.0.0.1:3978/embed'],
  ])('of the loader %s is %s', (loader, page) => {
    expect(frameAddress(loader, element({})).split('#')[0]).toBe(page);
  });

  it('says in the fragment, and nowhere else, whatever a partner set', () => {
    const attributes = { lang: fc.string(), municipality: fc.string(), 'exit-url': fc.string() };
    fc.assert(
      fc.property(fc.record(attributes), (set) => {
        const address = new URL(frameAddress('https://host.example/embed.js', element(set)));
        expect(address.href.split('#')[0]).toBe('https://host.example/embed');
        expect(Object.fromEntries(new URLSearchParams(address.hash.slice(1)))).toEqual({
          lang: set.lang,
          municipality: set.municipality,
          'exit-url': set['exit-url'],
        });
      }),
    );
  });
});

describe('the address to leave for', () => {
  it.each(['https://news.example/', 'HTTPS://news.example', 'https://news.example/a?b#c'])('may be %s', (address) => {
    expect(secureAddress(address)).toBe(new URL(address).href);
  });

  it.each([
    null,
    undefined,
    '',
    '/weather',
    '//news.example/',
    'http://news.example/',
    'javascript:alert(1)',
    'data:text/html,https://news.example/',
    'https://',
    'https://[',
    { href: 'https://news.example/' },
  ])('may not be %j', (address) => {
    expect(secureAddress(address)).toBeUndefined();
  });

  it('is https, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.anything({ withNullPrototype: false })), (anything) => {
        expect(secureAddress(anything) ?? 'https://').toMatch(/^https:\/\//);
      }),
    );
  });
});
