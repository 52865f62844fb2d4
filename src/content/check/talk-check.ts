/**
 * Every talk there can be, walked to its end: no dead end, no loop, nothing unreachable, and not too many questions.
 */
import type { Answer } from '../../core/answers.ts';
import {
  type CompiledDialogs,
  compileDialogs,
  type Dialogs,
  type Screen,
  type Step,
  screenFor,
} from '../../core/dialog.ts';
import type { CompiledPolicy, Showable } from '../../core/policy.ts';
import { isForbidden } from '../actions.ts';
import type { DialogFiles, Written } from '../dialog-files.ts';
import type { Reader } from '../reader.ts';
import type { Findings } from './findings.ts';

/** Design, promise 2. */
export const mostBeforeRoutes = 4;
export const mostQuestions = 7;

export interface Walks {
  readonly screens: number;
  readonly ends: number;
  /** How many talks reach their first route card after so many questions, and end after so many. */
  readonly untilRoutes: readonly number[];
  readonly inAll: readonly number[];
  /** Every question, guidance block and offer that some talk shows. */
  readonly seen: ReadonlySet<string>;
}

/** A municipality stands for all: what can be asked does not depend on which. */
const anyMunicipality = 'GM0000';

function choicesAt({ question, options }: Screen): readonly Answer[] {
  if (question === null) return [];
  const answers = options.map(({ id }) => ({ fact: question.id, value: id }));
  return question.about === 'municipality' ? [...answers, { fact: question.id, value: anyMunicipality }] : answers;
}

interface Walk {
  readonly answers: readonly Answer[];
  /** Questions answered before the first route card; null while there is none. */
  readonly routesAfter: number | null;
}

/**
 * Walks through every talk. `visit` sees each screen; taken offers are walked from the screens on which they first
 * appear, so that what they open is seen too.
 */
export function walkEverywhere(
  dialogs: CompiledDialogs,
  visit: (screen: Screen, answers: readonly Answer[]) => void,
): Walks {
  const untilRoutes: number[] = [];
  const inAll: number[] = [];
  const seen = new Set<string>();
  let screens = 0;
  let ends = 0;
  const count = (into: number[], at: number): void => {
    into[at] = (into[at] ?? 0) + 1;
  };
  const look = (screen: Screen, answers: readonly Answer[]): void => {
    screens++;
    if (screen.question !== null) {
      seen.add(screen.question.id);
      for (const { id } of screen.options) seen.add(`${screen.question.id}.${id}`);
    }
    for (const step of [...screen.tells, ...screen.topics, ...screen.offers]) seen.add(step.id);
    visit(screen, answers);
  };
  const go = ({ answers, routesAfter }: Walk): void => {
    const screen = screenFor(dialogs, answers);
    look(screen, answers);
    for (const { id } of screen.offers) {
      const taken = [...answers, { fact: id, value: 'yes' }];
      look(screenFor(dialogs, taken), taken);
    }
    const after = routesAfter ?? (screen.routes === null ? null : answers.length);
    const choices = answers.length > 2 * mostQuestions ? [] : choicesAt(screen);
    if (choices.length === 0) {
      ends++;
      count(inAll, answers.length);
      count(untilRoutes, after ?? answers.length);
    }
    for (const choice of choices) go({ answers: [...answers, choice], routesAfter: after });
  };
  go({ answers: [], routesAfter: null });
  return { screens, ends, untilRoutes, inAll, seen };
}

function idOf(step: Step): string | null {
  return 'id' in step ? step.id : null;
}

class TalkCheck {
  private readonly files: DialogFiles;
  private readonly reader: Reader;
  private readonly findings: Findings;

  constructor(files: DialogFiles, reader: Reader, findings: Findings) {
    this.files = files;
    this.reader = reader;
    this.findings = findings;
  }

  private at(id: string): Pick<Written, 'file'> & { readonly line: number | null } {
    const written = this.files.written.get(id);
    if (written === undefined) return { file: 'dialogs', line: null };
    return { file: written.file, line: this.reader.lineOf(written.file, written.path) };
  }

  private allSteps(): readonly Step[] {
    const { start, themes } = this.files.dialogs;
    return [start, ...Object.values(themes)].flat();
  }

  /** What each file must have, whatever it says. */
  form(): void {
    const { start, themes } = this.files.dialogs;
    for (const [theme, steps] of Object.entries(themes)) {
      const markers = steps.filter(({ type }) => type === 'routes').length;
      if (markers !== 1) {
        this.findings.report({
          file: `dialogs/${theme}.yaml`,
          line: null,
          message: `"- routes" stands ${markers} times in this dialog: the talk would ${markers === 0 ? 'never show a way to people before its end' : 'start its list twice'}`,
          cure: 'write "- routes" exactly once, after the questions that must come first',
        });
      }
    }
    if (start.filter(({ type }) => type === 'theme').length !== 1) {
      this.findings.report({
        file: 'dialogs/start.yaml',
        line: null,
        message: 'the start does not lead into the dialog of the theme: a dead end',
        cure: 'end it with "- theme"',
      });
    }
    for (const step of this.allSteps()) this.step(step);
    this.names();
  }

  /** Topics and questions people ask are opened by name: one name for both would hide one of them. */
  private names(): void {
    const topics = new Set(this.allSteps().flatMap((step) => (step.type === 'topic' ? [step.id] : [])));
    for (const { id } of this.files.visits) {
      if (!topics.has(id)) continue;
      this.findings.report({
        file: 'dialogs/visits.yaml',
        line: null,
        message: `the question "${id}" has the name of a topic: only one of them could be opened`,
        cure: 'give the question another name, here and in locales/<lang>/visits.json',
      });
    }
  }

  private step(step: Step): void {
    if (step.type === 'ask' && !step.options.some(({ id }) => id === 'unknown')) {
      this.findings.reportSome(`skip ${step.id}`, () => ({
        ...this.at(step.id),
        message: `question "${step.id}" cannot be skipped`,
        cure: 'add an option "unknown": nobody has to answer',
      }));
    }
    if (step.type !== 'tell' && step.type !== 'topic') return;
    for (const action of step.suggests.filter(isForbidden)) {
      this.findings.reportSome(`${step.id} ${action}`, () => ({
        ...this.at(step.id),
        message: `"${step.id}" suggests "${action}", which the guide (A0, X1) forbids to suggest to anyone`,
        cure: 'take it out of "suggests", and out of the text; warning of it belongs under "warns"',
      }));
    }
  }

  everywhere(policy: CompiledPolicy, showable: Showable): void {
    const dialogs = compileDialogs(this.files.dialogs, policy, showable);
    const walks = walkEverywhere(dialogs, (screen, answers) => this.screen(screen, answers));
    this.limits(walks);
    this.unreachable(this.files.dialogs, walks.seen);
    this.findings.tally(
      'screens of every possible talk',
      walks.screens,
      `all ${walks.ends.toLocaleString('en')} talks by taps, with every offer taken once`,
    );
  }

  private screen(screen: Screen, answers: readonly Answer[]): void {
    const path = answers.map(({ fact, value }) => `${fact}=${value}`).join(', ');
    if (screen.emergency && screen.question !== null) {
      this.findings.reportSome('emergency', () => ({
        ...this.at(screen.question?.id ?? ''),
        message: `an emergency screen asks something (after ${path})`,
        cure: 'in an emergency nothing is asked: guide B5.3',
      }));
    }
    if (screen.question === null && (screen.routes === null || screen.routes.length === 0)) {
      this.findings.reportSome('dead end', () => ({
        file: 'dialogs',
        line: null,
        message: `a dead end: the talk ends without a way to anyone (after ${path})`,
        cure: 'add "- routes" to the dialog, or a rule to the policy',
      }));
    }
  }

  private limits({ untilRoutes, inAll }: Walks): void {
    const most = (counts: readonly number[]): number => counts.length - 1;
    if (most(untilRoutes) > mostBeforeRoutes) {
      this.findings.report({
        file: 'dialogs',
        line: null,
        message: `some talk asks ${most(untilRoutes)} questions before the first route card; ${mostBeforeRoutes} is the most`,
        cure: 'move "- routes" up, or a question below it',
      });
    }
    if (most(inAll) > mostQuestions) {
      this.findings.report({
        file: 'dialogs',
        line: null,
        message: `some talk asks ${most(inAll)} questions in all; ${mostQuestions} is the most`,
        cure: 'take a question out, or ask it of fewer people with "when"',
      });
    }
    const histogram = (counts: readonly number[]): string =>
      Array.from(counts, (count, questions) => (count ? `${questions}: ${count}` : ''))
        .filter(Boolean)
        .join(' · ');
    this.findings.tally(
      'questions before the first route card (questions: talks)',
      most(untilRoutes),
      histogram(untilRoutes),
    );
    this.findings.tally('questions in all (questions: talks)', most(inAll), histogram(inAll));
  }

  private unreachable({ start, themes }: Dialogs, seen: ReadonlySet<string>): void {
    for (const step of new Set([start, ...Object.values(themes)].flat())) {
      const id = idOf(step);
      if (id === null) continue;
      const names = step.type === 'ask' ? [id, ...step.options.map((option) => `${id}.${option.id}`)] : [id];
      for (const name of names.filter((one) => !seen.has(one))) {
        this.findings.reportSome(`unreachable ${name}`, () => ({
          ...this.at(id),
          message: `no talk ever gets to "${name}"`,
          cure: 'widen its "when", or take it out',
        }));
      }
    }
  }
}

/** Checks the dialogs in form, then every talk they allow. */
export function checkTalks(
  files: DialogFiles,
  policy: CompiledPolicy,
  showable: Showable,
  reader: Reader,
  findings: Findings,
): void {
  const check = new TalkCheck(files, reader, findings);
  check.form();
  check.everywhere(policy, showable);
}
