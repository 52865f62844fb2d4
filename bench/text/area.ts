/**
 * Typed lines: what is understood of them, how fast, and what has to travel for it. Both have learned from the same sentences
 * (`locales/<lang>/phrases.yaml`) and are judged on the same (`test/understand/evaluation`).
 */
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import type { Library } from '../../src/content/library.ts';
import { understandingIn } from '../../src/core/turn.ts';
import { judged, percent } from '../../training/judge.ts';
import { type Judged, measure, type Share, shareOf } from '../../training/measure.ts';
import { type Sentence, sentencesToJudge, sentencesToLearn } from '../../training/sentences.ts';
import { onceRow, type Row, roundsRow } from '../beside/row.ts';
import { type Contender, sideBySide } from '../beside/side-by-side.ts';
import { peerName } from '../peers/installed.ts';
import { type Classifier, program, type Shared, shared, trained } from './nlp.ts';

const extent = { rounds: 9, millisecondsARound: 300 };
const peer = `nlp.js (${peerName('@nlpjs/nlu')})`;

function isAlarming({ urgency, selfHarm }: Sentence): boolean {
  return urgency === 'emergency' || selfHarm !== undefined;
}

function isHarmless(sentence: Sentence): boolean {
  return !isAlarming(sentence) && (sentence.urgency === 'none' || sentence.urgency === 'calm');
}

/** Two classifiers of theirs do part of what one of ours does: the topic, and whether a life may be at risk. */
interface Theirs {
  readonly topic: Classifier;
  readonly alarm: Classifier;
}

async function theirsIn(root: string, lang: Shared): Promise<Theirs> {
  const sentences = sentencesToLearn(root, lang);
  return {
    topic: await trained(
      lang,
      sentences.map(({ text, topic }) => ({ text, label: topic })),
    ),
    alarm: await trained(
      lang,
      sentences.map((one) => ({ text: one.text, label: isAlarming(one) ? 'alarm' : 'rest' })),
    ),
  };
}

// --- Quality ----------------------------------------------------------------------------------------------------------

interface TheirJudged {
  readonly sentence: Sentence;
  /** Best first, three at most. */
  readonly topics: readonly string[];
  /** 0 to 1. */
  readonly alarm: number;
}

async function theirJudged(root: string, lang: Shared, { topic, alarm }: Theirs): Promise<readonly TheirJudged[]> {
  const all: TheirJudged[] = [];
  for (const sentence of sentencesToJudge(root, lang)) {
    const topics = (await topic.classify(sentence.text)).slice(0, 3).map(({ intent }) => intent);
    const score = (await alarm.classify(sentence.text)).find(({ intent }) => intent === 'alarm')?.score ?? 0;
    all.push({ sentence, topics, alarm: score });
  }
  return all;
}

function shareWhere<One>(all: readonly One[], is: (one: One) => boolean): Share {
  return shareOf(all.filter(is).length, all.length);
}

/**
 * How many alarming lines they would not miss with the lowest bar at which they ask no more harmless people about danger than
 * we do. The bar is set on the very sentences that judge, which flatters them.
 */
function theirRecall(all: readonly TheirJudged[], asked: number): Share {
  const harmless = all.filter(({ sentence }) => isHarmless(sentence));
  const bars = [...new Set(all.map(({ alarm }) => alarm))].sort((one, other) => one - other);
  const isLow = (bar: number): boolean => percent(shareWhere(harmless, ({ alarm }) => alarm >= bar)) <= asked;
  const bar = bars.find(isLow) ?? Number.POSITIVE_INFINITY;
  return shareWhere(
    all.filter(({ sentence }) => isAlarming(sentence)),
    ({ alarm }) => alarm >= bar,
  );
}

/** The ratio reaches from one end of both intervals to the other: whoever is ahead by less is level. */
function shareRow(what: string, ours: Share, theirs: Share): Row {
  const ratio = {
    low: ours.low / theirs.high,
    median: percent(ours) / percent(theirs),
    high: ours.high / theirs.low,
  };
  return { area: 'text', what, better: 'more', ours: percent(ours), peer, theirs: percent(theirs), ratio };
}

function qualityRows(lang: string, ours: readonly Judged[], theirs: readonly TheirJudged[]): readonly Row[] {
  const asked = percent(measure(ours, 'harmless → `emergency`')) + percent(measure(ours, 'harmless → `ask`'));
  const row = (what: string, our: Share, their: Share): Row => shareRow(`${lang}: ${what}, % of ${our.of}`, our, their);
  return [
    row(
      'topic right first',
      measure(ours, 'topic right first'),
      shareWhere(theirs, ({ sentence, topics }) => topics[0] === sentence.topic),
    ),
    row(
      'topic among three',
      measure(ours, 'topic among three'),
      shareWhere(theirs, ({ sentence, topics }) => topics.includes(sentence.topic)),
    ),
    row(
      'danger not missed, false alarms as ours',
      measure(ours, 'emergency or self-harm → not `none`'),
      theirRecall(theirs, asked),
    ),
  ];
}

// --- Size -------------------------------------------------------------------------------------------------------------

function packed(...parts: readonly (string | Uint8Array)[]): number {
  return parts.reduce((sum, part) => sum + brotliCompressSync(part).length, 0);
}

/** Our program for a browser without the places and questions, which are no part of understanding. */
async function ourProgram(): Promise<Uint8Array> {
  const { outputFiles } = await build({
    stdin: {
      contents: "export { understand } from './understand.ts'; export { openModel } from './model.ts';",
      resolveDir: `${process.cwd()}/src/core/understand`,
    },
    bundle: true,
    minify: true,
    format: 'iife',
    globalName: 'ours',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}

// --- Speed ------------------------------------------------------------------------------------------------------------

let asked = 0;
/** Nobody types the same twice, and a peer remembers for an hour what it has seen. */
function anew(text: string): string {
  return `${text} ${++asked}`;
}

async function speedRows(root: string, library: Library, lang: Shared, theirs: Theirs): Promise<readonly Row[]> {
  const lines = sentencesToJudge(root, lang).map(({ text }) => text);
  const understand = understandingIn(library, library.texts(lang));
  if (understand === null) throw new Error(`nothing was learned of ${lang}`);
  const contenders: readonly Contender[] = [
    {
      name: 'ours',
      work() {
        for (const line of lines) understand(anew(line));
        return lines.length;
      },
    },
    {
      name: 'topic alone',
      async work() {
        for (const line of lines) await theirs.topic.classify(anew(line));
        return lines.length;
      },
    },
    {
      name: 'topic and danger',
      async work() {
        for (const line of lines) {
          const text = anew(line);
          await theirs.topic.classify(text);
          await theirs.alarm.classify(text);
        }
        return lines.length;
      },
    },
  ];
  const [our = [], topic = [], both = []] = await sideBySide(contenders, extent);
  const row = { area: 'text', better: 'more', peer } as const;
  return [
    roundsRow({ ...row, what: `${lang}: ours everything, theirs the topic alone, lines/s` }, our, topic),
    roundsRow({ ...row, what: `${lang}: ours everything, theirs topic and danger, lines/s` }, our, both),
  ];
}

async function sizeRow(library: Library, lang: Shared, theirs: Theirs): Promise<Row> {
  return onceRow({
    area: 'text',
    what: `${lang}: program and what was learned, brotli, bytes`,
    better: 'less',
    ours: packed(await ourProgram(), JSON.stringify(library.texts(lang).learned())),
    peer,
    theirs: packed(await program(lang), theirs.topic.learned, theirs.alarm.learned),
  });
}

/** Speed and size are those of Dutch; what is understood, of every language that both know. */
export async function textRows(root: string, library: Library): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const allOurs: Judged[] = [];
  const allTheirs: TheirJudged[] = [];
  for (const lang of shared) {
    const theirs = await theirsIn(root, lang);
    if (lang === 'nl')
      rows.push(...(await speedRows(root, library, lang, theirs)), await sizeRow(library, lang, theirs));
    const ours = judged(root, lang);
    const others = await theirJudged(root, lang, theirs);
    rows.push(...qualityRows(lang, ours, others));
    allOurs.push(...ours);
    allTheirs.push(...others);
  }
  return [...rows, ...qualityRows('all seven', allOurs, allTheirs)];
}
