/**
 * The policy as a function: total, without shadowed or idle rules, and true to the guide in every situation.
 */
import { evaluate, type Knowledge } from '../../core/condition.ts';
import { knowledgeOf } from '../../core/knowledge.ts';
import { type CompiledPolicy, compilePolicy, type Policy, type Route, routesFor } from '../../core/policy.ts';
import type { RouteKind } from '../../core/situation.ts';
import { policyPath } from '../policy-file.ts';
import type { Reader } from '../reader.ts';
import { randomSituation, seeded } from './door-check.ts';
import type { Findings } from './findings.ts';
import { invariants } from './invariants.ts';
import { describeSituation, everySituation, situationsPerVisit } from './situations.ts';

/** The guide's table must stay something a person can review. */
const mostRules = 40;

/** So many random situations set nearly every rule to work. */
const sampleForIdle = 20_000;

type Section = 'base' | 'amend' | 'never';

class PolicyCheck {
  readonly compiled: CompiledPolicy;
  private readonly policy: Policy;
  private readonly reader: Reader;
  private readonly findings: Findings;

  constructor(policy: Policy, reader: Reader, findings: Findings) {
    this.policy = policy;
    this.reader = reader;
    this.findings = findings;
    this.compiled = compilePolicy(policy);
  }

  private lineOf(section: Section, index: number): number | null {
    return this.reader.lineOf(policyPath, [section, index]);
  }

  size(): void {
    const { base, amend, never } = this.policy;
    const count = base.length + amend.length + never.length;
    if (count > mostRules) {
      this.findings.report({
        file: policyPath,
        line: null,
        message: `there are ${count} rules, more than ${mostRules}: nobody can review that`,
        cure: 'merge rules that give the same list',
      });
    }
    const ids = [...base, ...amend, ...never].map(({ id }) => id);
    for (const id of new Set(ids.filter((one, index) => ids.indexOf(one) !== index))) {
      this.findings.report({
        file: policyPath,
        line: null,
        message: `two rules are called ${id}`,
        cure: 'give each rule a name of its own',
      });
    }
  }

  everywhere(): void {
    const perVisit = situationsPerVisit(this.compiled);
    const visits = everySituation(this.compiled, (known, situation) => {
      const routes = routesFor(this.compiled, known);
      const kinds = routes.map(({ kind }) => kind);
      if (routes.length === 0) {
        this.findings.reportSome('gap', () => ({
          file: policyPath,
          line: null,
          message: `a gap: no base rule fits (${describeSituation(situation)})`,
          cure: 'add a base rule for it, or widen the one that is meant',
        }));
        return;
      }
      for (const { id, promise, broken } of invariants) {
        if (!broken(kinds, situation)) continue;
        const rules = [...new Set(routes.map(({ rule }) => rule))];
        this.findings.reportSome(id, () => ({
          file: policyPath,
          line: this.lineOf(
            'base',
            this.policy.base.findIndex((rule) => rule.id === rules[0]),
          ),
          message: `guide ${id} is broken: ${promise}. Situation: ${describeSituation(situation)}. List: ${kinds.join(', ')} (rules ${rules.join(', ')})`,
          cure: 'change the order or the condition of the rules named',
        }));
      }
    });
    this.findings.tally(
      'situations through the policy, each against every invariant of the guide',
      visits,
      `all ${(visits * perVisit).toLocaleString('en')} situations of the contract (circumstances that no rule names change nothing)`,
    );
  }

  /** Whether the list would be another one without this amendment or ban. */
  private changes(known: Knowledge, rule: object): boolean {
    const without = {
      ...this.compiled,
      amend: this.compiled.amend.filter((one) => one !== rule),
      never: this.compiled.never.filter((one) => one !== rule),
    };
    return !sameKinds(routesFor(without, known), routesFor(this.compiled, known));
  }

  /** Takes from `idle` every rule that does something here. */
  private discharge(idle: Set<object>, known: Knowledge): void {
    const base = this.compiled.base.find(({ when }) => evaluate(when, known) === 'yes');
    if (base !== undefined) idle.delete(base);
    for (const rule of idle) if (!this.isBase(rule) && this.changes(known, rule)) idle.delete(rule);
  }

  private isBase(rule: object): boolean {
    return this.compiled.base.some((one) => one === rule);
  }

  /** A rule that never does anything is either shadowed by one above it or superfluous. */
  idle(): void {
    const { base, amend, never } = this.compiled;
    const idle = new Set<object>([...base, ...amend, ...never]);
    // A sample discharges nearly all; only what it leaves is looked for in every situation.
    const random = seeded(1);
    for (let count = 0; count < sampleForIdle && idle.size > 0; count++) {
      this.discharge(idle, knowledgeOf(randomSituation(random, ['GM0000'])));
    }
    if (idle.size > 0) {
      everySituation(this.compiled, (known) => {
        if (idle.size > 0) this.discharge(idle, known);
      });
    }
    const sections: readonly Section[] = ['base', 'amend', 'never'];
    for (const section of sections) {
      this.compiled[section].forEach((rule, index) => {
        if (!idle.has(rule)) return;
        this.findings.report({
          file: policyPath,
          line: this.lineOf(section, index),
          message: `rule ${rule.rule.id} never does anything: rules above it already catch all it is for, or it changes nothing`,
          cure: 'put it higher, change its condition, or take it out',
        });
      });
    }
  }

  /** Each kind leads somewhere. */
  served(kinds: ReadonlySet<RouteKind>): void {
    const named = (section: Section, index: number, kind: RouteKind, id: string): void => {
      if (kinds.has(kind)) return;
      this.findings.report({
        file: policyPath,
        line: this.lineOf(section, index),
        message: `rule ${id} leads to "${kind}", and no service of that kind can be shown`,
        cure: 'add a service of this kind to referral-data/services.yaml, or take the kind out',
      });
    };
    this.policy.base.forEach(({ id, routes }, index) => {
      for (const { kind } of routes) named('base', index, kind, id);
    });
    this.policy.amend.forEach(({ id, kind }, index) => {
      named('amend', index, kind, id);
    });
  }
}

function sameKinds(one: readonly Route[], other: readonly Route[]): boolean {
  return one.length === other.length && one.every(({ kind }, index) => kind === other[index]?.kind);
}

/** Checks the policy against the guide in every situation. `kinds` are those that some service can be shown for. */
export function checkPolicy(policy: Policy, kinds: ReadonlySet<RouteKind>, reader: Reader, findings: Findings): void {
  const check = new PolicyCheck(policy, reader, findings);
  check.size();
  check.served(kinds);
  check.everywhere();
  check.idle();
}
