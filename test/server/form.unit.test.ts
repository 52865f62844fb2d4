import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readForm } from '../../src/server/form.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a form', () => {
  it('is read as a browser sends it, in any script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
        const sent = new URLSearchParams({ state: 'a-b_c', lang: 'nl', typed }).toString();
        const read = new URLSearchParams(sent).get('typed');
        expect(readForm(bytes(sent))).toEqual({ state: 'a-b_c', lang: 'nl', input: null, typed: read });
      }),
    );
  });

  it.each(['%', 'typed=%E0%A4%A', 'typed=%ff', 'lang=nl&lang=en', '%zz=1'])('is refused when it is %s', (text) => {
    expect(readForm(bytes(text))).toBeNull();
  });

  it('is refused when its bytes are not UTF-8', () => {
    expect(readForm(new Uint8Array([116, 121, 112, 101, 100, 61, 0xc3, 0x28]))).toBeNull();
  });

  it('never throws, whatever bytes come', () => {
    fc.assert(fc.property(fc.uint8Array(), (body) => void readForm(body)));
  });
});
