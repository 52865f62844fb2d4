import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderArticlePage, renderPage, renderProblemPage } from '../../src/render/document.ts';
import { renderReply } from '../../src/render/html.ts';
import { escapeHtml, html } from '../../src/render/html-escape.ts';
import { withNumbers } from '../../src/render/numbers-in-text.ts';
import { pageStyle } from '../../src/render/page-style.ts';
import { aPage, aReply, card, harmful, keysAsTexts } from './a-reply.ts';

/** The first thing in a page that the Tab key reaches. */
function firstStop(page: string): string {
  return /<(?:a|button|input|summary)\b[^>]*>/.exec(page.slice(page.indexOf('<body>')))?.[0] ?? '';
}

describe('text in a page', () => {
  it('is never taken for markup', () => {
    const page = renderPage(aReply(), aPage());
    expect(page).not.toContain('<script>alert');
    expect(page).toContain(escapeHtml(harmful));
  });

  it('can hold anything without opening a tag or leaving an attribute', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(html`<p title="${text}">${text}</p>`.html.replace(/^<p title="|">|<\/p>$/g, '')).not.toMatch(/[<>"']/);
      }),
    );
  });

  it('loses no character when its numbers are marked', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z +0-9-]{0,40}$/), (text) => {
        expect(
          withNumbers(text)
            .map((piece) => piece.html)
            .join('')
            .replace(/<[^>]*>/g, ''),
        ).toBe(text);
      }),
    );
  });

  it('keeps numbers left to right, and lets the three be dialled', () => {
    const page = renderReply(aReply(), aPage());
    expect(page).toContain('Call <a href="tel:112"><bdi dir="ltr">112</bdi></a>.');
    expect(page).toContain('Call <bdi dir="ltr">113</bdi>.');
  });
});

describe('a page', () => {
  it('offers the way out first, then the three numbers, before anything else', () => {
    const page = renderPage(aReply(), aPage());
    expect(firstStop(page)).toContain('href="https://weather.example/" rel="noreferrer" data-exit');
    const order = ['data-exit', 'tel:112', 'tel:08002000', 'tel:+31247247247', '<main'].map((text) =>
      page.indexOf(text, page.indexOf('<body>')),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
  });

  it('puts the way out first again where the answer to a form begins', () => {
    const reply = renderReply(aReply(), aPage());
    expect(firstStop(`<body>${reply.slice(reply.indexOf('id="start"'))}`)).toContain('data-exit');
    expect(renderReply(aReply(), aPage())).toContain('tabindex="-1" autofocus');
    expect(renderReply(aReply(), aPage({ answer: false }))).not.toContain('autofocus');
  });

  it('has every option, way back and earlier answer as a button of a plain form', () => {
    const page = renderPage(aReply(), aPage());
    const { options } = aReply();
    for (const input of [...options.map((option) => option.input), 'back:1', 'language:nl', 'language:ar']) {
      expect(page).toContain(`<button form="talk" name="input" value="${input}"`);
    }
    expect(page).toContain('<form id="talk" method="post" action="/" autocomplete="off">');
    expect(page).toContain('name="state" value="SEALED"');
    expect(page).not.toContain('language:en"');
  });

  it('gives the line to type in a form of its own, so that Enter presses no other button', () => {
    const page = renderPage(aReply(), aPage());
    expect(page).toMatch(/<input form="line" name="typed"[^>]*autocomplete="off"[^>]*spellcheck="false"/);
    expect(page).toContain('<button form="line" class="send">');
  });

  it('says its language and direction, is not translated, and has a neutral title and no picture', () => {
    const page = renderPage(aReply(), aPage({ texts: keysAsTexts('ar', 'rtl') }));
    expect(page).toContain('<html lang="ar" dir="rtl" translate="no">');
    expect(page).toContain('<title>[ui:title]</title>');
    expect(page).toContain('<link rel="icon" href="data:,">');
  });

  it('loads nothing and has no style or handler in an attribute, so that the strictest policy holds', () => {
    const page = renderPage(aReply(), aPage()).replace(pageStyle, '').replace('theScript()', '');
    expect(page).not.toMatch(/\s(?:style|on\w+)=|<img|<iframe|src=|@import|url\(/);
  });

  it('names the review of its language only while there was none', () => {
    expect(renderPage(aReply(), aPage())).toContain('[ui:unreviewed]');
    expect(renderPage(aReply(), aPage({ texts: keysAsTexts('nl') }))).not.toContain('[ui:unreviewed]');
  });
});

describe('a route card', () => {
  const page = renderReply(aReply(), aPage());

  it('shows why, what, how to call, what to say and how sure that is', () => {
    const shown = [
      card.because,
      card.what,
      ...card.facts,
      'I want advice.',
      'Say the name of the place.',
      card.provenance,
    ];
    for (const text of shown) expect(page).toContain(text);
    expect(page).toMatch(
      /<a class="call" href="tel:08002000"><svg class="pic".*?<\/svg><span>Call <bdi dir="ltr">0800-2000<\/bdi><\/span>/,
    );
    expect(page).toContain('href="https://vt.example" rel="noopener noreferrer"');
    expect(page).toContain('href="tel:0880767000"');
  });

  it('marks Dutch as Dutch on a page in another language', () => {
    expect(page).toContain('<p lang="nl" dir="ltr"><strong>Ik wil advies.</strong></p>');
    expect(page).toContain('<h3 lang="nl" dir="ltr">Veilig Thuis</h3>');
    expect(renderReply(aReply(), aPage({ texts: keysAsTexts('nl') }))).not.toContain('<h3 lang="nl"');
  });

  it('says once on a page what a call leaves behind', () => {
    expect(page.split('It stays in the call list.')).toHaveLength(2);
  });
});

describe('an emergency', () => {
  const [, , routes] = aReply().parts;
  const page = renderReply(
    aReply({
      emergency: true,
      typing: null,
      options: [],
      parts: [{ type: 'notice', tone: 'danger', paragraphs: ['Now'] }, ...(routes ? [routes] : [])],
    }),
    aPage(),
  );

  it('shows the number to call before anything there is to read', () => {
    expect(page.indexOf('<a class="call" href="tel:08002000">')).toBeGreaterThan(0);
    expect(page.indexOf('class="first')).toBeLessThan(page.indexOf('Now'));
  });

  it('asks nothing', () => {
    expect(page).not.toContain('name="typed"');
    expect(page).not.toContain('class="ask"');
  });
});

describe('other pages', () => {
  it('lead from an article back into the talk, or to its start where there is none', () => {
    const article = { title: 'Privacy', paragraphs: ['We keep nothing.'] };
    const page = (state: string): string => renderArticlePage(article, aReply(), aPage({ state }), '/privacy');
    expect(page('SEALED')).toContain('value="language:en" class="opt"><span>[ui:visit-return]');
    expect(page('')).toContain('value="back:0" class="opt"><span>[ui:restart]');
    expect(page('SEALED')).toContain('formaction="/privacy" name="input" value="language:nl"');
  });

  it('show the way out and the three numbers when something went wrong', () => {
    const page = renderProblemPage('Sorry', aReply(), aPage({ state: '' }));
    expect(firstStop(page)).toContain('data-exit');
    for (const { href } of aReply().numbers) expect(page).toContain(`href="${href}"`);
    expect(page).toContain('Sorry');
  });
});

describe('the style', () => {
  it('uses logical directions only, so that it mirrors', () => {
    expect(pageStyle).not.toMatch(
      /(?:margin|padding|border|inset)-(?:left|right)|[;{](?:left|right|width|height):|text-align:(?:left|right)/,
    );
  });

  it('asks nothing of anybody: no address, no font', () => {
    expect(pageStyle).not.toMatch(/url\(|@import|@font-face|https?:/);
  });
});
