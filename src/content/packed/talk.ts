/**
 * Everything but the sentences, packed for the way to a browser: the same for every visitor, place and language.
 */
import { compile } from '../../core/condition.ts';
import { compileDialogs, type Dialogs, type Step } from '../../core/dialog.ts';
import { canShowKeyPerson, type Directory, type DirectoryData, openDirectory } from '../../core/directory.ts';
import { type PlaceData, placeSearchIn, type Rendering } from '../../core/place.ts';
import { compilePolicy, type Policy, type Showable } from '../../core/policy.ts';
import type { Talk } from '../../core/turn.ts';
import type { VisitEntry } from '../dialog-files.ts';
import type { Language } from '../library.ts';
import { type PackedDirectory, packDirectory, unpackDirectory } from './directory.ts';
import { type PackedPlaces, packPlaces, unpackPlaces } from './places.ts';
import { type PackedShape, packShape, type TextShape } from './texts.ts';

/** What a talk rests on, in any language. */
export interface TalkSource {
  readonly dialogs: Dialogs;
  readonly visits: readonly VisitEntry[];
  readonly policy: Policy;
  readonly directory: DirectoryData;
  readonly places: PlaceData;
}

export interface PackedTalk {
  /** Each step once, though several themes share it. */
  readonly steps: readonly Step[];
  readonly start: readonly number[];
  readonly themes: { readonly [theme: string]: readonly number[] };
  readonly visits: readonly VisitEntry[];
  readonly policy: Policy;
  readonly directory: PackedDirectory;
  readonly places: PackedPlaces;
  readonly languages: readonly Language[];
  readonly shape: PackedShape;
}

/** Which kinds can be shown to some people only. */
export function showable(directory: Directory): Showable {
  return [{ kind: 'key-person', possible: (known) => canShowKeyPerson(directory, known) }];
}

/** Makes content ready for use, wherever it came from. `renderings`: those a search without a language knows. */
export function openTalk(
  { dialogs, visits, policy, directory: data, places }: TalkSource,
  renderings: readonly Rendering[] = [],
): Talk {
  const directory = openDirectory(data);
  const compiled = visits.map(({ id, when, sources }) => ({ id, when: compile(when), sources }));
  return {
    content: {
      dialogs: compileDialogs(dialogs, compilePolicy(policy), showable(directory)),
      directory,
      visits: compiled,
    },
    visitable: { visits: new Map(compiled.map(({ id, when }) => [id, when])) },
    searchPlace: placeSearchIn(places, renderings),
  };
}

/** What guidance suggests and warns of was checked before; no screen shows it. */
function withoutNotes(step: Step): Step {
  return step.type === 'tell' || step.type === 'topic' ? { ...step, suggests: [], warns: [] } : step;
}

export function packTalk(source: TalkSource, languages: readonly Language[], shape: TextShape): PackedTalk {
  const places = new Map<string, number>();
  const steps: Step[] = [];
  const placeOf = (step: Step): number => {
    const name = JSON.stringify(step);
    const known = places.get(name) ?? steps.push(withoutNotes(step)) - 1;
    places.set(name, known);
    return known;
  };
  const { start, themes } = source.dialogs;
  return {
    start: start.map(placeOf),
    themes: Object.fromEntries(Object.entries(themes).map(([theme, list]) => [theme, list.map(placeOf)])),
    steps,
    visits: source.visits,
    policy: source.policy,
    directory: packDirectory(source.directory),
    places: packPlaces(source.places),
    languages,
    shape: packShape(shape),
  };
}

/** The same source again. The packed form is trusted: it was made by `packTalk` from content that was checked. */
export function unpackTalk({ steps, start, themes, visits, policy, ...packed }: PackedTalk): TalkSource {
  // Every number was made from a step.
  const stepsAt = (list: readonly number[]): readonly Step[] => list.map((index) => steps[index] as Step);
  const directory = unpackDirectory(packed.directory);
  // One entry for each theme, as it was packed.
  const byTheme = Object.fromEntries(Object.entries(themes).map(([theme, list]) => [theme, stepsAt(list)]));
  return {
    dialogs: { start: stepsAt(start), themes: byTheme as unknown as Dialogs['themes'] },
    visits,
    policy,
    directory,
    places: unpackPlaces(packed.places, directory.municipalities),
  };
}
