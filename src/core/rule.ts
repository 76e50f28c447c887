import type { FindingDraft } from './finding.ts';
import type { Portfolio } from './portfolio.ts';
import type { Severity } from './severity.ts';

/**
 * A rule: one file, one sentence of what it checks, one paragraph of why, how to fix what it finds, and a pure
 * function from portfolio to findings. The rule reference in the guide is generated from these.
 */
export interface Rule {
  /** `area/name`, stable: policies, waivers and SARIF refer to it. */
  id: string;
  severity: Severity;
  /** One sentence: what is found. */
  what: string;
  /** One paragraph: why a reviewer cares. */
  why: string;
  /** How to fix it, for a person who has the finding before them. */
  fix: string;
  /** Where the rule comes from: a standard, a paper, a design ruling. */
  source?: string;
  /**
   * The check. Left out where the finding is raised while files are read or the graph is put together
   * (`raised` then says by whom), so that every finding has its page in the rule reference.
   */
  check?: (portfolio: Portfolio) => Iterable<RuleFinding>;
  raised?: 'reading' | 'assembly';
  /** What the check needs to have: the graph, unless this says that it speaks of the other rules' findings. */
  over?: 'findings';
}

/** A finding as a rule yields it: the rule's own id is added for it. */
export type RuleFinding = Omit<FindingDraft, 'rule'>;

/** Declares a rule; exists so that each rule file is type-checked where it stands. */
export const defineRule = (rule: Rule): Rule => rule;
