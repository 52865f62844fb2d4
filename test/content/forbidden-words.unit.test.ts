/** The words of guide E4 are caught in every language, also in the forms in which people write them. */
import { describe, expect, it } from '@jest/globals';
import { forbiddenWords } from '../../src/content/check/forbidden-words.ts';
import { library } from '../support/content.ts';

describe('words that no text of ours may hold', () => {
  it.each<[string, string]>([
    ['nl', 'Het ging om eerwraak.'],
    ['nl', 'Je bent nu veilig.'],
    ['en', 'Talk to your father.'],
    ['fr', 'Un pédé, dit-il.'],
    ['fr', 'Tu es en sécurité.'],
    ['tr', 'Bu bir ibne.'],
    ['tr', 'Top dediler.'],
    ['tr', 'Babanla konuş.'],
    ['tr', 'O bir dönme.'],
    ['ar', 'قال: شاذ.'],
    ['ar', 'الشواذ'],
    ['ar', 'لوطي'],
    ['ar', 'أنت الآن بأمان.'],
    ['so', 'Waa khaniis.'],
    ['so', 'Qaniisnimo'],
    ['fa', 'همجنس‌باز'],
    ['fa', 'همجنس باز'],
    ['ti', 'ግብረ ሰዶም'],
    ['kmr', 'Tu niha di ewlehiyê de yî.'],
    ['uk', 'Ви в безпеці.'],
  ])('are found in %s: %s', (lang, text) => {
    expect((forbiddenWords[lang] ?? []).filter((word) => word.test(text))).not.toEqual([]);
  });

  it.each<[string, string]>([
    ['tr', 'Toplantı, toplum, stop.'],
    ['ar', 'هل أنت بأمان؟'],
    ['fa', 'آیا شما در امان هستید؟'],
    ['uk', 'А ви в безпеці?'],
  ])('are not seen where there are none, in %s: %s', (lang, text) => {
    expect((forbiddenWords[lang] ?? []).filter((word) => word.test(text))).toEqual([]);
  });

  it('are listed for every language', () => {
    expect(library().languages.filter(({ code }) => forbiddenWords[code] === undefined)).toEqual([]);
  });
});
