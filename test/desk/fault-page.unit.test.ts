/**
 * What is wrong in a file is told to an editor in her language.
 */
import { describe, expect, it } from '@jest/globals';
import { planImport } from '../../src/content/referral-sheet/import.ts';
import { faultsPage } from '../../src/desk/upload/pages.ts';
import { escapeHtml } from '../../src/render/html-escape.ts';
import { broken } from '../content/referral-sheet/broken-files.ts';
import { library, projectRoot } from '../support/content.ts';
import { inWords } from '../support/fault-words.ts';

const dutch = library().texts('nl');

describe('the page of a broken file', () => {
  it.each(broken)('$what: is in Dutch for whoever reads Dutch', async ({ format, file }) => {
    const plan = await planImport(projectRoot, await file(), format, '2026-11-22');
    const faults = plan.type === 'refused' ? plan.faults : [];
    expect(faults.length).toBeGreaterThan(0);
    const page = faultsPage(dutch, faults).main.html;
    for (const fault of faults) {
      const [here, inEnglish] = [inWords(fault, 'nl'), inWords(fault, 'en')];
      for (const words of [here.message, here.cure]) expect(page).toContain(escapeHtml(words));
      for (const words of [inEnglish.message, inEnglish.cure]) expect(page).not.toContain(escapeHtml(words));
    }
    expect(page).not.toContain('lang="en"');
  });
});
