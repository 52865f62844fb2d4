import { beforeAll, describe, expect, it } from '@jest/globals';
import { cardsPaper } from '../../src/content/drawing/cards-paper.ts';
import { conditionInWords } from '../../src/content/drawing/in-words.ts';
import { mermaidOf } from '../../src/content/drawing/mermaid.ts';
import { type Outline, outlineOf, stepsOf } from '../../src/content/drawing/outline.ts';
import { drawn } from '../../src/content/drawing/picture.ts';
import { questionsPaper } from '../../src/content/drawing/questions-paper.ts';
import { readAll } from '../../src/content/drawing/read-all.ts';
import { rulesPaper } from '../../src/content/drawing/rules-paper.ts';
import { textsPaper } from '../../src/content/drawing/texts-paper.ts';
import { wordsFor } from '../../src/content/drawing/words.ts';
import { wrap } from '../../src/content/drawing/wrap.ts';
import { type Theme, vocabulary } from '../../src/core/situation.ts';
import { projectRoot } from '../support/content.ts';

const content = readAll(projectRoot);
const words = wordsFor('nl');
const nl = content.library.texts('nl');
const { dialogs } = content.files.dialogs;

function outline(theme: Theme, lang = 'nl'): Outline {
  return outlineOf(content.library, dialogs, theme, content.library.texts(lang), wordsFor(lang));
}

/** The words of a picture as a reader sees them, one space between. */
function readable(svg: string): string {
  const texts = [...svg.matchAll(/<text\b[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? '');
  const signs: Readonly<Record<string, string>> = {
    '&amp;': '&',
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#39;': "'",
    '&#45;': '-',
    '&#160;': ' ',
  };
  return texts
    .join(' ')
    .replace(/&(#?\w+);/g, (sign) => signs[sign] ?? sign)
    .replace(/\s+/g, ' ');
}

/** The first tag that is closed out of order, left open, or written with a stray sign; null for a well-formed text. */
function faultIn(xml: string): string | null {
  const open: string[] = [];
  const body = xml.replace(/^<\?xml[^>]*\?>/, '').replace(/<!--[\s\S]*?-->/g, '');
  let rest = body;
  while (rest.length > 0) {
    const [whole, text = '', tag] = /^([^<]*)(<\/?[A-Za-z][\w:-]*(?:\s+[\w:-]+="[^"<]*")*\s*\/?>)?/.exec(rest) ?? [''];
    if (whole === '') return `stray sign: ${rest.slice(0, 40)}`;
    if (/&(?!#?\w+;)/.test(whole)) return `bare &: ${whole.slice(0, 40)}`;
    if (open.length === 0 && text.trim() !== '') return `text outside the root: ${text.slice(0, 40)}`;
    rest = rest.slice(whole.length);
    if (tag === undefined || tag.endsWith('/>')) continue;
    const name = /[\w:-]+/.exec(tag)?.[0] ?? '';
    if (!tag.startsWith('</')) open.push(name);
    else if (open.pop() !== name) return `closed out of order: ${tag}`;
  }
  return open.length === 0 ? null : `left open: ${open.join(', ')}`;
}

describe('the pictures of the dialogs', () => {
  const pictures = new Map<Theme, string>();

  beforeAll(async () => {
    for (const theme of vocabulary.theme) pictures.set(theme, await drawn(outline(theme), words));
  });

  it.each(vocabulary.theme)('%s is well-formed XML', (theme) => {
    const svg = pictures.get(theme) ?? '';
    expect(svg).toMatch(/<svg\b/);
    expect(faultIn(svg)).toBeNull();
  });

  it.each(vocabulary.theme)('%s has every question, option and title of its dialog', (theme) => {
    const text = readable(pictures.get(theme) ?? '');
    for (const step of stepsOf(dialogs, theme)) {
      if (step.type !== 'ask') continue;
      expect(text).toContain(nl.say(`questions:${step.id}.ask`));
      for (const { id } of step.options) expect(text).toContain(nl.say(`questions:${step.id}.options.${id}`));
    }
    const { tells, topics, atOnce, warnings, offers } = outline(theme);
    for (const { title } of [...tells, ...topics, ...atOnce, ...warnings]) expect(text).toContain(title);
    for (const { text: offer } of offers) expect(text).toContain(offer);
  });

  it('draws the same picture twice', async () => {
    for (const [theme, svg] of pictures) expect(await drawn(outline(theme), words)).toBe(svg);
  });

  it('bears no date and no version of the program that drew it', () => {
    for (const svg of pictures.values()) expect(svg).not.toMatch(/graphviz|version \d|20\d\d-\d\d/i);
  });

  it('speaks English around English texts', async () => {
    const text = readable(await drawn(outline('fgm', 'en'), wordsFor('en')));
    expect(text).toContain(content.library.texts('en').say('questions:fgm-now.ask'));
    expect(text).toContain('Nothing more is asked');
  });
});

describe('the outline of a dialog', () => {
  it.each(vocabulary.theme)('%s ends at once when an answer is red, with 112 first in the Netherlands', (theme) => {
    const { line, emergencyRoutes } = outline(theme);
    const reds = line.flatMap((one) =>
      one.type === 'question' ? one.options.filter(({ urgency }) => urgency === 'emergency') : [],
    );
    expect(reds.length).toBeGreaterThan(0);
    expect(emergencyRoutes[0]?.kinds[0]).toBe('112');
  });

  it('shows the routes for the first time after the question about urgency and before the age', () => {
    for (const theme of vocabulary.theme) {
      const kinds = outline(theme).line.map((one) => (one.type === 'routes' ? 'routes' : one.text));
      expect(kinds.indexOf('routes')).toBeLessThan(kinds.indexOf(nl.say('questions:age.ask')));
      expect(kinds.indexOf('routes')).toBeGreaterThan(1);
    }
  });

  it('leaves out guidance that belongs to other themes', () => {
    const titles = (theme: Theme): readonly string[] => outline(theme).topics.map(({ title }) => title);
    expect(titles('coming-out')).toContain(nl.say('guidance:before-telling.title'));
    expect(titles('forced-marriage')).not.toContain(nl.say('guidance:before-telling.title'));
  });
});

describe('Mermaid', () => {
  it.each(vocabulary.theme)(
    '%s uses only names that Mermaid takes, and every arrow leads to a node that exists',
    (theme) => {
      const lines = mermaidOf(outline(theme), words).split('\n');
      expect(lines[0]).toBe('flowchart TD');
      const plain = lines.slice(1).map((line) => line.replace(/"[^"]*"/g, '""'));
      const drawnNodes = new Set<string>();
      const linked = new Set<string>();
      for (const line of plain.filter((one) => !one.startsWith('  classDef'))) {
        for (const [, name = '', shape] of line.matchAll(/\b([A-Za-z][\w.-]*)(\(\[|\{\{|\[\/|\[|\(|>)?/g)) {
          if (line.includes(`:::${name}`)) continue;
          (shape === undefined ? linked : drawnNodes).add(name);
        }
      }
      for (const name of [...drawnNodes, ...linked]) {
        expect(name).toMatch(/^[A-Za-z]+(\d+(o\d+)?)?$/);
        expect(['end', 'graph', 'subgraph', 'style', 'class', 'click', 'default', 'flowchart']).not.toContain(name);
      }
      for (const name of linked) expect(drawnNodes).toContain(name);
    },
  );

  it('writes signs that Mermaid would read as its own as entities', () => {
    const opening = 'Zeg "nee" <b>#1</b>';
    const text = mermaidOf({ ...outline('fgm'), opening }, words);
    expect(text).toContain('"Zeg #quot;nee#quot; #lt;b#gt;#35;1#lt;/b#gt;"');
  });
});

describe('the papers for reviewers', () => {
  it('name every rule of the policy, in its order', () => {
    const paper = rulesPaper(content);
    const { base, amend, never } = content.files.policy;
    const ids = [...base, ...amend, ...never].map(({ id }) => id);
    expect([...paper.matchAll(/^### (.+)$/gm)].map(([, id]) => id)).toEqual(ids);
  });

  it('hold every guidance text that can stand on a red or orange screen, in both languages', () => {
    const paper = textsPaper(content);
    const en = content.library.texts('en');
    for (const key of [
      'guidance:danger-now.text',
      'guidance:danger-abroad.text_parent',
      'guidance:not-the-family.steps_key-person',
      'guidance:self-harm.text',
    ]) {
      for (const line of [...nl.lines(key), ...en.lines(key)]) expect(paper).toContain(line);
    }
  });

  it('hold every question with the options of every voice', () => {
    const paper = questionsPaper(content);
    for (const theme of vocabulary.theme) {
      for (const step of stepsOf(dialogs, theme)) {
        if (step.type !== 'ask') continue;
        for (const { id } of step.options) {
          for (const suffix of step.sameLabels ? [''] : ['', '_bystander', '_parent']) {
            expect(paper).toContain(nl.say(`questions:${step.id}.options.${id}${suffix}`));
          }
        }
      }
    }
  });

  it('show of a service what its card shows, and no number that its card hides', () => {
    // Notes for editors may name a doubtful number; the table of what is on the card never does.
    const paper = cardsPaper(content)
      .split('\n')
      .filter((line) => line.startsWith('|'))
      .join('\n');
    for (const { name, phone } of content.files.referral.services) {
      if (phone === undefined) continue;
      const isShown = phone.status === 'verified-source' && name.status.startsWith('verified');
      if (isShown) expect(paper).toContain(phone.value);
      else expect(paper).not.toContain(phone.value);
    }
  });

  it('are the same twice', () => {
    const again = readAll(projectRoot);
    for (const write of [rulesPaper, textsPaper, questionsPaper, cardsPaper]) expect(write(again)).toBe(write(content));
  });
});

describe('words for reviewers', () => {
  it('say a condition in words, and leave out the theme within it', () => {
    expect(conditionInWords({ theme: 'fgm', urgency: ['urgent', 'calm'], where: 'nl' }, words, 'fgm')).toBe(
      'oranje of geel; in Nederland',
    );
    expect(conditionInWords([{ selfHarm: true }, { circumstance: 'trans' }], words)).toBe(
      '(gedachten aan zelfdoding) of (trans of twijfel)',
    );
    expect(conditionInWords(undefined, words)).toBe('');
  });

  it('break a text at spaces, never inside a word', () => {
    expect(wrap('een twee  drie', 8)).toEqual(['een twee', 'drie']);
    expect(wrap('verblijfsvergunning nu', 5)).toEqual(['verblijfsvergunning', 'nu']);
    expect(wrap('', 5)).toEqual([]);
  });
});
