import type { Shap } from '../shapes/shap.ts';
import { groupsOf, importanceOf, sumOf, type RegisterFeature } from './importance.ts';
import { kendallTauB, spearman } from './rank-correlation.ts';

/** How alike two runs of an explanation are. */
export interface Stability {
  /** Features in both runs. */
  common: number;
  /** Features in one run only. */
  only_first: string[];
  only_second: string[];
  /** Rank correlations of mean |contribution| over the common features; `null` where there is nothing to order. */
  spearman: number | null;
  kendall: number | null;
  top_k: TopK;
  /** Mean over common features of the difference between their mean |contribution|; `null` without one. */
  mean_abs_change: number | null;
  /** The same cases, contribution by contribution; `null` when the runs do not hold the same cases. */
  cases: CaseChange | null;
}

/** The k most important features of both runs. */
export interface TopK {
  /** At most as many as there are features in either run. */
  k: number;
  /** In both tops, in the order of the first run. */
  shared: string[];
  /** shared ÷ k; `null` when there is no feature. */
  overlap: number | null;
}

export interface CaseChange {
  n: number;
  /** Mean and largest |difference| of a contribution, over cases and common features, in the output space. */
  mean: number;
  max: number;
}

/**
 * Compares two runs of an explanation: the order of features, the top k, and the contributions case by case where
 * both hold the same cases. Columns of one feature of the register are summed first.
 * Cases are the same when they have the same ids in the same order, or, without ids, the same feature values.
 */
export function stabilityOf(
  first: Shap,
  second: Shap,
  { register = [], k = 10 }: { register?: readonly RegisterFeature[]; k?: number } = {},
): Stability {
  const [a, b] = [importanceOf(first, register), importanceOf(second, register)];
  const inB = new Map(b.map((one) => [one.name, one.mean_abs]));
  const inA = new Set(a.map(({ name }) => name));
  const both = a.filter(({ name }) => inB.has(name));
  const x = both.map(({ mean_abs }) => mean_abs);
  const y = both.map(({ name }) => inB.get(name)!);
  const top = Math.min(k, a.length, b.length);
  const topOfB = new Set(b.slice(0, top).map(({ name }) => name));
  const shared = a
    .slice(0, top)
    .map(({ name }) => name)
    .filter((name) => topOfB.has(name));
  return {
    common: both.length,
    only_first: a.filter(({ name }) => !inB.has(name)).map(({ name }) => name),
    only_second: b.filter(({ name }) => !inA.has(name)).map(({ name }) => name),
    spearman: spearman(x, y),
    kendall: kendallTauB(x, y),
    top_k: { k: top, shared, overlap: top === 0 ? null : shared.length / top },
    mean_abs_change:
      x.length === 0 ? null : x.reduce((sum, value, i) => sum + Math.abs(value - y[i]!), 0) / x.length,
    cases: caseChange(first, second, register),
  };
}

function caseChange(first: Shap, second: Shap, register: readonly RegisterFeature[]): CaseChange | null {
  const [one, other] = [first.rows ?? [], second.rows ?? []];
  if (one.length === 0 || !areSameCases(first, second)) return null;
  const columnsOf = new Map(groupsOf(second, register).map(({ name, columns }) => [name, columns]));
  const pairs = groupsOf(first, register).flatMap(({ name, columns }) => {
    const there = columnsOf.get(name);
    return there === undefined
      ? []
      : [
          {
            a: columns.map((column) => first.features.indexOf(column)),
            b: there.map((column) => second.features.indexOf(column)),
          },
        ];
  });
  if (pairs.length === 0) return null;
  let [sum, max] = [0, 0];
  one.forEach((row, i) => {
    for (const { a, b } of pairs) {
      const change = Math.abs(sumOf(row.shap, a) - sumOf(other[i]!.shap, b));
      sum += change;
      max = Math.max(max, change);
    }
  });
  return { n: one.length, mean: sum / (one.length * pairs.length), max };
}

function areSameCases(first: Shap, second: Shap): boolean {
  const [one, other] = [first.rows ?? [], second.rows ?? []];
  if (one.length !== other.length) return false;
  if (one.every(({ id }) => id !== undefined) && other.every(({ id }) => id !== undefined))
    return one.every(({ id }, i) => id === other[i]!.id);
  const at = first.features.map((name) => second.features.indexOf(name));
  return one.every(({ values }, i) => {
    const there = other[i]!.values;
    return (
      values !== undefined &&
      there !== undefined &&
      at.every((place, column) => place < 0 || values[column] === there[place])
    );
  });
}
