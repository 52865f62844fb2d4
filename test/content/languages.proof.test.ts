/**
 * Every language, on every screen: the last metre to a Dutch telephone, danger in two languages while one is unsure, the
 * names of towns, and the record of who has read what.
 */
import { describe, expect, it } from '@jest/globals';
import { seeded } from '../../src/content/check/door-check.ts';
import { readContent } from '../../src/content/load.ts';
import { readQuality } from '../../src/content/quality/record.ts';
import { countStandings, translationsOf } from '../../src/content/quality/status.ts';
import { Reader } from '../../src/content/reader.ts';
import type { Answers } from '../../src/core/answers.ts';
import { compose } from '../../src/core/compose.ts';
import { take, talk, type View } from '../../src/core/converse.ts';
import { screenFor } from '../../src/core/dialog.ts';
import { decodeInput } from '../../src/core/input.ts';
import type { Reply } from '../../src/core/reply.ts';
import { sourceLanguage } from '../../src/core/texts.ts';
import { renderReply } from '../../src/render/html.ts';
import { library, monday, projectRoot } from '../support/content.ts';
import { everything } from '../support/extent.ts';

const { content, visitable, languages, texts, searchPlace } = library();
const codes = languages.map(({ code }) => code);
const translated = codes.filter((code) => code !== sourceLanguage);
/** Guide E3: too many of its words are of confidence C. */
const unsure = ['ti', 'so', 'kmr'];

const reader = new Reader(projectRoot);
const read = readContent(reader);
if (read === null) throw new Error('the content cannot be read: run `wegwijzer check`');
const { locales } = read;

/** Every reply of many random talks; the same for each language. */
function repliesOf(lang: string, walks: number, seed: number): readonly Reply[] {
  const random = seeded(seed);
  const replies: Reply[] = [];
  for (let walk = 0; walk < walks; walk++) {
    let answers: Answers = [];
    let view: View = talk;
    for (let step = 0; step < 14; step++) {
      const reply = compose(content, texts(lang, 'browser'), screenFor(content.dialogs, answers), view, monday);
      replies.push(reply);
      const option = reply.options[Math.floor(random() * reply.options.length)];
      const input = option === undefined ? null : decodeInput(option.input);
      if (input === null) break;
      ({ answers, view } = take(content.dialogs, visitable, answers, input));
    }
  }
  return replies;
}

const walks = everything ? 400 : 60;
const replies = new Map(codes.map((code) => [code, repliesOf(code, walks, 7)]));

describe('the ten languages', () => {
  it('are those of the communities, each under its own name', () => {
    expect([...codes].sort()).toEqual(['ar', 'en', 'fa', 'fr', 'kmr', 'nl', 'so', 'ti', 'tr', 'uk']);
    expect(new Set(languages.map(({ name }) => name)).size).toBe(codes.length);
    expect(languages.filter(({ dir }) => dir === 'rtl').map(({ code }) => code)).toEqual(['ar', 'fa']);
  });

  it('are none of them called reviewed: no native speaker has read them', () => {
    expect(languages.filter(({ reviewed }) => reviewed)).toEqual([]);
    for (const code of translated) {
      const quality = readQuality(reader, code);
      const { reviewed, stale, unrecorded } = countStandings(translationsOf(locales, code), quality ?? {});
      expect([code, reviewed, stale, unrecorded]).toEqual([code, 0, 0, 0]);
    }
  });

  it.each(codes)('lead through the same screens in %s', (code) => {
    const shape = (reply: Reply): unknown => [
      reply.parts.map(({ type }) => type),
      reply.options.map(({ input }) => input),
      reply.emergency,
    ];
    expect(replies.get(code)?.map(shape)).toEqual(replies.get(sourceLanguage)?.map(shape));
  });
});

describe.each(translated)('the last metre in %s', (code) => {
  const cards = (replies.get(code) ?? []).flatMap(({ parts }) =>
    parts.flatMap((part) => (part.type === 'routes' ? part.routes : [])),
  );

  it('has for each number that is answered in Dutch the sentence, how it sounds and what it means', () => {
    const toCall = cards.filter(({ links, contact }) => links.some(({ type }) => type === 'phone') && !contact.generic);
    expect(toCall.length).toBeGreaterThan(50);
    const wordless = toCall.filter(({ say }) => say === null).map(({ service }) => service);
    // In another country of the EU somebody of there answers 112.
    expect([...new Set(wordless)].filter((service) => service !== '112')).toEqual([]);
    for (const { say } of toCall) {
      if (say === null) continue;
      expect(say.dutch).toMatch(/^[A-Z].*[.…]$/);
      expect(say.sound ?? '').not.toBe('');
      expect(say.meaning ?? '').not.toBe('');
      expect(say.sound).not.toBe(say.dutch);
    }
  });

  it('asks for an interpreter in the name of the language where she calls for herself', () => {
    const name = locales.find((locale) => locale.code === code)?.meta.inDutch;
    const sentences = cards.flatMap(({ service, say }) =>
      service === 'veilig-thuis' && say !== null ? [say.dutch] : [],
    );
    expect(sentences.some((dutch) => dutch.includes(`Ik spreek ${name}. Een tolk, alstublieft.`))).toBe(true);
    expect(sentences.filter((dutch) => dutch.includes('{{'))).toEqual([]);
  });
});

describe('danger', () => {
  const alarming = (code: string) =>
    (replies.get(code) ?? []).flatMap(({ parts }) =>
      parts.flatMap((part) =>
        part.type === 'notice' && part.title !== undefined && part.tone !== 'plain' ? [part] : [],
      ),
    );

  it.each(unsure)('is spoken of in %s and in Dutch, word for word as Dutch readers see it', (code) => {
    const dutch = alarming(sourceLanguage);
    const ours = alarming(code);
    expect(ours.length).toBeGreaterThan(20);
    expect(
      ours.map(({ beside }) => beside && { title: beside.title, paragraphs: beside.paragraphs, lang: beside.lang }),
    ).toEqual(dutch.map(({ title, paragraphs }) => ({ title, paragraphs, lang: 'nl' })));
  });

  it.each(codes.filter((code) => !unsure.includes(code)))('is spoken of in %s alone', (code) => {
    expect(alarming(code).filter(({ beside }) => beside !== undefined)).toEqual([]);
  });

  it.each(unsure)('has on every emergency screen in %s a number and its sign', (code) => {
    const emergencies = (replies.get(code) ?? []).filter(
      ({ emergency, parts }) => emergency && parts.some(({ type }) => type === 'routes'),
    );
    expect(emergencies.length).toBeGreaterThan(5);
    for (const reply of emergencies) {
      const html = renderReply(reply, {
        texts: texts(code),
        languages,
        exitUrl: 'https://weather.example/',
        framed: false,
        answer: true,
      });
      expect(html).toMatch(/<p class="first links"[^>]*>.*?<a class="call" href="tel:[^"]+"[^>]*><svg/s);
      expect(html).toMatch(/<div class="quote" lang="nl" dir="ltr">/);
    }
  });
});

describe('towns as languages write them', () => {
  it.each<[string, string, string]>([
    ['ar', 'لاهاي', 'GM0518'],
    ['ar', 'أوتريخت', 'GM0344'],
    ['fa', 'روتردام', 'GM0599'],
    ['tr', 'Lahey', 'GM0518'],
    ['fr', 'La Haye', 'GM0518'],
    ['fr', 'Bois-le-Duc', 'GM0796'],
    ['uk', 'Гаага', 'GM0518'],
    ['uk', 'Ейндговен', 'GM0772'],
    ['ti', 'ኣምስተርዳም', 'GM0363'],
  ])('in %s "%s" is %s', (code, typed, municipality) => {
    expect(searchPlace(typed, texts(code).renderings).map((found) => found.municipality)).toEqual([municipality]);
    // Whoever types to no language in particular is understood as well.
    expect(searchPlace(typed).map((found) => found.municipality)).toEqual([municipality]);
  });

  it.each(['ar', 'fa', 'uk', 'ti'])('the forty largest answer in the script of %s', (code) => {
    const named = new Set(texts(code).renderings.map(({ municipality }) => municipality));
    expect(named.size).toBeGreaterThanOrEqual(39);
    for (const { name, municipality } of texts(code).renderings)
      expect([name, searchPlace(name, texts(code).renderings)[0]?.municipality]).toEqual([name, municipality]);
  });

  it('make no Dutch name mean something else', () => {
    const changed = ['Alphen aan den Rijn', 'Bergen', 'Ede', 'Oss', 'Leiden', 'Den Haag', 'school', 'Essen'].filter(
      (typed) => JSON.stringify(searchPlace(typed)) !== JSON.stringify(searchPlace(typed, [])),
    );
    expect(changed).toEqual([]);
  });
});
