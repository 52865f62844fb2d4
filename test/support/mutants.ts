/**
 * Faults made by machine: every small change of policy, dialogs and services that somebody might make by mistake.
 */
import type { Condition, When } from '../../src/core/condition.ts';
import type { Dialogs, Step } from '../../src/core/dialog.ts';
import type { DirectoryData } from '../../src/core/directory.ts';
import type { Policy } from '../../src/core/policy.ts';
import { vocabulary } from '../../src/core/situation.ts';

export interface Behaviour {
  readonly policy: Policy;
  readonly dialogs: Dialogs;
  readonly directory: DirectoryData;
}

export interface Mutant {
  /** What was done, in words. */
  readonly what: string;
  readonly behaviour: Behaviour;
}

function without<T>(list: readonly T[], at: number): readonly T[] {
  return list.filter((_, index) => index !== at);
}

function swapped<T>(list: readonly T[], at: number): readonly T[] {
  const next = [...list];
  const [one, other] = [list[at], list[at + 1]];
  if (one !== undefined && other !== undefined) [next[at], next[at + 1]] = [other, one];
  return next;
}

function replaced<T>(list: readonly T[], at: number, by: T): readonly T[] {
  return list.map((one, index) => (index === at ? by : one));
}

/** Every condition with one of its facts left out: it then holds more often than it should. */
function loosened(when: When): readonly { readonly what: string; readonly when: When }[] {
  // Array.isArray does not narrow readonly arrays.
  const all: readonly Condition[] =
    when === undefined ? [] : Array.isArray(when) ? (when as readonly Condition[]) : [when as Condition];
  return all.flatMap((one, index) =>
    Object.keys(one).map((fact) => {
      const { [fact as keyof Condition]: _left, ...rest } = one;
      return { what: `without ${fact}`, when: replaced(all, index, rest as Condition) };
    }),
  );
}

function ofPolicy({ policy, ...others }: Behaviour): readonly Mutant[] {
  const mutant = (what: string, change: Partial<Policy>): Mutant => ({
    what,
    behaviour: { ...others, policy: { ...policy, ...change } },
  });
  const { base, amend, never } = policy;
  return [
    ...base.flatMap((rule, at) => [
      mutant(`drop ${rule.id}`, { base: without(base, at) }),
      ...(at + 1 < base.length ? [mutant(`swap ${rule.id} with the next`, { base: swapped(base, at) })] : []),
      ...loosened(rule.when).map(({ what, when }) =>
        mutant(`${rule.id} ${what}`, { base: replaced(base, at, { ...rule, when }) }),
      ),
      ...rule.routes.map((route, index) =>
        mutant(`${rule.id} without ${route.kind}`, {
          base: replaced(base, at, { ...rule, routes: without(rule.routes, index) }),
        }),
      ),
      ...rule.routes.slice(1).map((_, index) =>
        mutant(`${rule.id} in another order`, {
          base: replaced(base, at, { ...rule, routes: swapped(rule.routes, index) }),
        }),
      ),
    ]),
    ...amend.flatMap((rule, at) => [
      mutant(`drop ${rule.id}`, { amend: without(amend, at) }),
      ...(at + 1 < amend.length ? [mutant(`swap ${rule.id} with the next`, { amend: swapped(amend, at) })] : []),
      ...loosened(rule.when).map(({ what, when }) =>
        mutant(`${rule.id} ${what}`, { amend: replaced(amend, at, { ...rule, when }) }),
      ),
    ]),
    ...never.flatMap((rule, at) => [
      mutant(`drop ${rule.id}`, { never: without(never, at) }),
      ...loosened(rule.unless).map(({ what, when }) =>
        mutant(`${rule.id} ${what}`, { never: replaced(never, at, { ...rule, unless: when }) }),
      ),
    ]),
  ];
}

/** Every small change of one step. */
function ofStep(step: Step): readonly { readonly what: string; readonly step: Step }[] {
  if (step.type === 'ask') {
    const { id, options } = step;
    return options.flatMap((option, at) => [
      { what: `${id} without ${option.id}`, step: { ...step, options: without(options, at) } },
      // Re-aimed: it says what its neighbour says, where that is something else.
      ...(options[at + 1] === undefined || JSON.stringify(options[at + 1]?.sets) === JSON.stringify(option.sets)
        ? []
        : [
            {
              what: `${id}.${option.id} says what the next says`,
              step: { ...step, options: replaced(options, at, { ...option, sets: options[at + 1]?.sets ?? {} }) },
            },
          ]),
      ...loosened(option.when).map(({ what, when }) => ({
        what: `${id}.${option.id} ${what}`,
        step: { ...step, options: replaced(options, at, { ...option, when }) },
      })),
    ]);
  }
  if (step.type === 'tell' || step.type === 'topic') {
    return [
      ...step.warns.map((action, at) => ({
        what: `${step.id} no longer warns of ${action}`,
        step: { ...step, warns: without(step.warns, at) },
      })),
      ...loosened(step.when).map(({ what, when }) => ({ what: `${step.id} ${what}`, step: { ...step, when } })),
    ];
  }
  return step.type === 'offer'
    ? loosened(step.when).map(({ what, when }) => ({ what: `offer ${step.id} ${what}`, step: { ...step, when } }))
    : [];
}

function ofSteps(
  steps: readonly Step[],
  where: string,
  put: (steps: readonly Step[]) => Dialogs,
  others: Omit<Behaviour, 'dialogs'>,
): readonly Mutant[] {
  const mutant = (what: string, changed: readonly Step[]): Mutant => ({
    what: `${where}: ${what}`,
    behaviour: { ...others, dialogs: put(changed) },
  });
  return steps.flatMap((step, at) => [
    mutant(`drop step ${'id' in step ? step.id : step.type}`, without(steps, at)),
    ...ofStep(step).map(({ what, step: changed }) => mutant(what, replaced(steps, at, changed))),
  ]);
}

function ofDialogs({ dialogs, ...others }: Behaviour): readonly Mutant[] {
  return [
    ...ofSteps(dialogs.start, 'start', (start) => ({ ...dialogs, start }), others),
    ...vocabulary.theme.flatMap((theme) =>
      ofSteps(
        dialogs.themes[theme],
        theme,
        (steps) => ({ ...dialogs, themes: { ...dialogs.themes, [theme]: steps } }),
        others,
      ),
    ),
  ];
}

/** Two contacts change places: the number of one stands under the name of the other. */
function ofServices({ directory, ...others }: Behaviour): readonly Mutant[] {
  const { services } = directory;
  const dialled = services.flatMap((service, at) => (service.phone === undefined ? [] : [{ service, at }]));
  return dialled.slice(1).map(({ service, at }, index) => {
    const before = dialled[index];
    if (before === undefined) throw new Error('every service but the first has one before it');
    const swappedServices = replaced(replaced(services, at, { ...service, phone: before.service.phone }), before.at, {
      ...before.service,
      phone: service.phone,
    });
    return {
      what: `the numbers of ${before.service.id} and ${service.id} swapped`,
      behaviour: { ...others, directory: { ...directory, services: swappedServices } },
    };
  });
}

/** Every mutant of this behaviour. */
export function mutantsOf(behaviour: Behaviour): readonly Mutant[] {
  return [...ofPolicy(behaviour), ...ofDialogs(behaviour), ...ofServices(behaviour)];
}
