/**
 * Which texts a second reader must have told the meaning of: all buttons, and whatever is said where somebody is, or may
 * soon be, in danger (guide B1: red and orange).
 */
import {
  compile,
  evaluate,
  everyCircumstance,
  everyValue,
  type Knowledge,
  valueBit,
  type When,
} from '../../core/condition.ts';
import { factNames } from '../../core/situation.ts';
import type { ContentFiles } from '../load.ts';
import { isReadBack, type TextRecord } from '../quality/record.ts';

/** Whatever else is known: it is red or orange. */
const alarming: Knowledge = {
  possible: factNames.map((fact) =>
    fact === 'urgency' ? valueBit(fact, 'emergency') | valueBit(fact, 'urgent') : everyValue(fact),
  ),
  certain: 0,
  conceivable: everyCircumstance,
};

function canAlarm(when: When): boolean {
  return evaluate(compile(when), alarming) !== 'no';
}

/** Buttons, questions, what stands on cards and around every screen. How a sentence sounds has no meaning to tell. */
const always = /^(?:questions|ui|reasons|bot):|^services:(?!.*\.sound$)/;

/** Topics that only who helps others opens, not somebody in danger. */
const forHelpers = /_(?:key-person|professional)$/;

/**
 * Tells of a text that must be read by somebody else whether nobody has: neither a native speaker who approved it nor
 * another reader who told what these words say.
 */
export function unreadIn(files: ContentFiles): (key: string, record: TextRecord) => boolean {
  const mustBeRead = toBeReadTwice(files);
  return (key, record) => record.reviewed === null && mustBeRead(key) && !isReadBack(record);
}

/** Tells of a key whether its text must have been read twice. */
function toBeReadTwice({ dialogs }: ContentFiles): (key: string) => boolean {
  const { start, themes } = dialogs.dialogs;
  const told = new Map<string, 'tell' | 'topic'>();
  for (const step of [start, ...Object.values(themes)].flat())
    if ((step.type === 'tell' || step.type === 'topic') && canAlarm(step.when)) told.set(step.id, step.type);
  return (key) => {
    if (always.test(key)) return true;
    const [, id = ''] = /^guidance:([^.]+)\./.exec(key) ?? [];
    const type = told.get(id);
    return type === 'tell' || (type === 'topic' && !forHelpers.test(key));
  };
}
