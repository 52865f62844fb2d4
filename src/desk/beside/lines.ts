/**
 * Side by side: what the visitor would read in her own language beside the same in mine, line by line.
 */
import type { WallTime } from '../../core/hours.ts';
import type { ListPart, NoticePart, RouteCard } from '../../core/reply.ts';
import type { Situation } from '../../core/situation.ts';
import type { Texts } from '../../core/texts.ts';
import type { Talk } from '../../core/turn.ts';
import { type Finding, findingFor } from '../finder/finding.ts';

/**
 * One line in two languages. `number`: to be dialled. `dutch`: Dutch in both, as the name of a service is, or a sentence to
 * say on the phone.
 */
export interface Line {
  readonly kind: 'heading' | 'text' | 'item' | 'number' | 'dutch';
  readonly mine: string;
  readonly theirs: string;
}

/** Lines that belong together: a card, a piece of guidance. `folded`: to be opened when it is needed. */
export interface Passage {
  readonly lines: readonly Line[];
  readonly folded: boolean;
}

function line(kind: Line['kind'], mine: string, theirs: string): readonly Line[] {
  return mine === '' && theirs === '' ? [] : [{ kind, mine, theirs }];
}

/** The lines of two lists beside each other; languages have as many, and where they should not nothing is left out. */
function lines(kind: Line['kind'], mine: readonly string[], theirs: readonly string[]): readonly Line[] {
  if (mine.length !== theirs.length) return line(kind, mine.join('\n'), theirs.join('\n'));
  return mine.flatMap((one, index) => line(kind, one, theirs[index] ?? ''));
}

/** The sentence to say on the phone, how it sounds and what it means: each of them a line of its own. */
function sayingLines({ say: mine }: RouteCard, { say: theirs }: RouteCard): readonly Line[] {
  if (mine === null || theirs === null) return [];
  return [
    ...line('text', mine.title, theirs.title),
    ...line('dutch', mine.dutch, theirs.dutch),
    ...line('text', mine.sound ?? '', theirs.sound ?? ''),
    ...line('text', mine.meaning ?? '', theirs.meaning ?? ''),
  ];
}

function numbersOf({ links }: RouteCard): string {
  return links
    .filter(({ type }) => type === 'phone' || type === 'whatsapp')
    .map(({ label }) => label)
    .join(' · ');
}

function cardLines(mine: RouteCard, theirs: RouteCard): readonly Line[] {
  return [
    ...line('dutch', mine.name, theirs.name),
    ...line('text', mine.because, theirs.because),
    ...line('number', numbersOf(mine), numbersOf(theirs)),
    ...line('text', mine.facts.join(' · '), theirs.facts.join(' · ')),
    ...line('text', mine.what, theirs.what),
    ...sayingLines(mine, theirs),
  ];
}

type Readable = NoticePart | ListPart;

function partLines(mine: Readable, theirs: Readable): readonly Line[] {
  const items = (part: Readable): readonly string[] => (part.type === 'list' ? part.items : []);
  return [
    ...line('heading', mine.title ?? '', theirs.title ?? ''),
    ...lines('text', mine.paragraphs, theirs.paragraphs),
    ...lines('item', items(mine), items(theirs)),
  ];
}

function passages<Part>(
  mine: readonly Part[],
  theirs: readonly Part[],
  linesOf: (mine: Part, theirs: Part) => readonly Line[],
  folded: boolean,
): readonly Passage[] {
  return mine.flatMap((part, index) => {
    const other = theirs[index];
    return other === undefined ? [] : [{ lines: linesOf(part, other), folded }];
  });
}

function readables({ topics }: Finding): readonly Readable[] {
  return topics.flatMap(({ parts }) => parts);
}

/** Who reads along: helpers read what the person herself would. A parent never sees what a child is told (guide X9). */
function readerOf({ who }: Situation): Situation['who'] {
  return who === 'parent' || who === 'bystander' ? who : 'self';
}

/**
 * What the visitor would be shown in this situation, in two languages. Nothing of who looks it up is in it: no contact that
 * only who signed in may see, and no words meant for a helper.
 */
export function besideEachOther(
  talk: Talk,
  { mine, theirs }: { readonly mine: Texts; readonly theirs: Texts },
  situation: Situation,
  at: WallTime,
): readonly Passage[] {
  const hers: Situation = { ...situation, who: readerOf(situation) };
  const one = findingFor(talk, mine, hers, at);
  const other = findingFor(talk, theirs, hers, at);
  return [
    ...passages(one.urgent, other.urgent, partLines, false),
    ...passages(one.routes.routes, other.routes.routes, cardLines, false),
    ...passages<Readable>(one.guidance, other.guidance, partLines, false),
    ...passages(readables(one), readables(other), partLines, true),
  ];
}
