import type { Library } from '../content/library.ts';
import type { Step } from '../core/dialog.ts';
import { readDialogs } from '../content/dialog-files.ts';
import { ContentError } from '../content/problem.ts';
import { Reader } from '../content/reader.ts';
import type { Theme } from '../core/situation.ts';
import { vocabulary } from '../core/situation.ts';
import type { Texts } from '../core/texts.ts';
import { languageOf, openLibrary, projectRoot } from './content.ts';
import { UsageError } from './usage-error.ts';

function quoted(text: string): string {
  return `"${text.replaceAll('"', '#quot;')}"`;
}

const urgencyClass: Readonly<Record<string, string>> = { emergency: 'red', urgent: 'orange', calm: 'yellow' };

/** The nodes and arrows of one run of steps, from top to bottom; an option that decides the urgency has its colour. */
function nodes(steps: readonly Step[], texts: Texts): readonly string[] {
  const lines: string[] = [];
  let previous: string | null = null;
  const link = (to: string): void => {
    if (previous !== null) lines.push(`  ${previous} --> ${to}`);
    previous = to;
  };
  for (const step of steps) {
    if (step.type === 'ask') {
      lines.push(`  ${step.id}{{${quoted(texts.say(`questions:${step.id}.ask`))}}}`);
      link(step.id);
      for (const { id, sets } of step.options) {
        const colour = urgencyClass[sets.urgency ?? ''];
        lines.push(`  ${step.id} --- ${step.id}.${id}(${quoted(texts.say(`questions:${step.id}.options.${id}`))})${colour === undefined ? '' : `:::${colour}`}`);
      }
    } else if (step.type === 'tell' || step.type === 'topic') {
      lines.push(`  ${step.id}[${quoted(texts.say(`guidance:${step.id}.title`))}]`);
      if (step.type === 'tell') link(step.id);
    } else if (step.type === 'routes') {
      lines.push('  routes([routes])');
      link('routes');
    }
  }
  return lines;
}

/** The dialog of a theme, with the start before it, as a Mermaid flowchart. */
export function mermaid(library: Library, steps: readonly Step[], lang: string): string {
  const colours = ['  classDef red fill:#f3c6c0', '  classDef orange fill:#f7dcb4', '  classDef yellow fill:#f6eec0'];
  return ['flowchart TD', ...nodes(steps, library.texts(lang)), ...colours].join('\n');
}

/** `wegwijzer graph [THEME]`. */
export function graph(theme: string | undefined, { lang }: { readonly lang: string }): void {
  const library = openLibrary();
  const reader = new Reader(process.env.CONTENT_ROOT ?? projectRoot);
  const files = readDialogs(reader);
  if (files === null) throw new ContentError(reader.problems);
  const known: readonly string[] = vocabulary.theme;
  if (theme !== undefined && !known.includes(theme)) throw new UsageError(`graph: there is no theme "${theme}"; there are ${known.join(', ')}`);
  const { start, themes } = files.dialogs;
  // Checked against the vocabulary just above.
  const wanted = theme === undefined ? vocabulary.theme : [theme as Theme];
  for (const one of wanted) {
    const steps = start.flatMap((step) => (step.type === 'theme' ? themes[one] : [step]));
    process.stdout.write(`%% ${one}\n${mermaid(library, steps, languageOf(library, lang))}\n\n`);
  }
}
