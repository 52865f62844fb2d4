/**
 * A turn of a dialog, state in and state out as a server does it: the same questions and the same answers for everybody.
 */
import type { Library } from '../../src/content/library.ts';
import { type Row, roundsRow } from '../beside/row.ts';
import { type Contender, sideBySide } from '../beside/side-by-side.ts';
import { peerName } from '../peers/installed.ts';
import { botbuilder } from './botbuilder.ts';
import { ours, oursWhole } from './ours.ts';
import { checkSame, flowOf, type Script, scriptsFrom, type TakeTurn, type Turned } from './talks.ts';
import { xstate } from './xstate.ts';

const extent = { rounds: 9, millisecondsARound: 400 };
const at = { year: 2026, month: 11, day: 23, minutes: 600 };

function contender(name: string, turn: TakeTurn<Turned>, scripts: readonly Script[]): Contender {
  return {
    name,
    work() {
      let turns = 0;
      for (const script of scripts) {
        let { state } = turn('', null);
        for (const { answer } of script) ({ state } = turn(state, answer));
        turns += script.length + 1;
      }
      return turns;
    },
  };
}

function patient(name: string, turn: TakeTurn<Promise<Turned>>, scripts: readonly Script[]): Contender {
  return {
    name,
    async work() {
      let turns = 0;
      for (const script of scripts) {
        let { state } = await turn('', null);
        for (const { answer } of script) ({ state } = await turn(state, answer));
        turns += script.length + 1;
      }
      return turns;
    },
  };
}

export async function dialogRows(library: Library): Promise<readonly Row[]> {
  const scripts = scriptsFrom(library.content.dialogs, library.visitable);
  const flow = flowOf(scripts);
  const quick = { question: ours(library), whole: oursWhole(library, library.texts('nl'), at), xstate: xstate(flow) };
  const slow = botbuilder(flow);
  for (const [name, turn] of Object.entries({ ...quick, botbuilder: slow })) await checkSame(name, turn, scripts);
  const [question = [], whole = [], machine = [], waterfall = []] = await sideBySide(
    [
      contender('question', quick.question, scripts),
      contender('whole', quick.whole, scripts),
      contender('xstate', quick.xstate, scripts),
      patient('botbuilder', slow, scripts),
    ],
    extent,
  );
  const peers = [
    { peer: peerName('xstate'), rates: machine },
    { peer: peerName('botbuilder-dialogs'), rates: waterfall },
  ];
  return peers.flatMap(({ peer, rates }) => [
    roundsRow({ area: 'dialog', what: 'a turn to the next question, turns/s', better: 'more', peer }, question, rates),
    roundsRow(
      {
        area: 'dialog',
        what: 'ours with routes, contacts and all texts, theirs the question alone, turns/s',
        better: 'more',
        peer,
      },
      whole,
      rates,
    ),
  ]);
}
