import { compareText } from '../../core/compare.ts';
import { groupsOf, sumOf, type RegisterFeature } from '../shap/importance.ts';
import type { Shap } from '../shapes/shap.ts';

/** A feature of the register with what a consumer is told of it. */
export interface ReasonFeature extends RegisterFeature {
  /** Code that its adverse contributions are grouped under, or `null`. */
  code: string | null;
  /** The sentence a consumer would get, or `null`. */
  text: string | null;
}

/** Which movement of the output hurts the person. */
export const adverseDirections = ['higher', 'lower'] as const;
export type AdverseDirection = (typeof adverseDirections)[number];

/** What makes one reason of several features: their code in the register, or nothing. */
export const groupings = ['reason-code', 'feature'] as const;
export type Grouping = (typeof groupings)[number];

/** How reasons are drawn from contributions. */
export interface ReasonPolicy {
  adverse: AdverseDirection;
  /** Most reasons that are given, at least 1. */
  max_reasons: number;
  group_by: Grouping;
  /**
   * Contributions of the reference point, one per column: a person is then compared with it. `null` compares with the
   * base value, to which contributions are relative as they stand.
   */
  reference: readonly number[] | null;
}

/** How far one feature moved the output in the adverse direction, always above 0, in the output space. */
export interface AdverseFeature {
  name: string;
  adverse: number;
}

/** One reason: a code with the features that speak for it, largest first. */
export interface Reason {
  /** The code, or the feature's name where reasons are not grouped. */
  code: string;
  /** The sentence of its strongest feature that has one, or `null`. */
  text: string | null;
  /** Sum over its features, above 0, in the output space. */
  adverse: number;
  features: AdverseFeature[];
}

/** The reasons of one case. */
export interface Reasons {
  /** What is told: largest first, at most the stated number. */
  given: Reason[];
  /** Adverse reasons beyond that number. */
  beyond: Reason[];
  /** Adverse features that no code of the register speaks for; a consumer cannot be told of them. */
  uncoded: AdverseFeature[];
  /** Those of them that are as strong as a reason given, or would have been given: principal, and missing. */
  missing: AdverseFeature[];
  /** All adverse movement together, above or equal to 0. */
  total: number;
}

/**
 * The adverse-action reasons of one case. Contributions of encoded columns are first summed to the feature of the
 * register they belong to, so that one fact is one reason; only features that moved the output in the adverse
 * direction against the reference speak; those of one code are added up; reasons are ordered by that sum, ties by
 * code, and at most the stated number is given. A feature that helped the person does not weaken a reason of the
 * same code, since it is no reason: it did not move the output against them.
 * @param row contributions of the case, one per column of `shap.features`, in the output space
 * @throws RangeError when the row or the reference has not one contribution per column, or `max_reasons` is below 1
 *
 * Sources: Regulation B, 12 CFR 1002.9(b)(2): reasons must be specific and give the principal ones; official
 * interpretation, comment 9(b)(2)-1 (more than four reasons seldom help), -4 (no factor that was a principal reason may
 * be left out) and -5 (methods: against the average of those at or just above the cut-off, or the average of all).
 * CFPB Circulars 2022-03 and 2023-03, withdrawn on 12 May 2025 while the rule stands: complexity of the model excuses
 * nothing, and a reason from a sample form that is not the actual one will not do.
 */
export function reasonsOf(
  row: readonly number[],
  shap: Pick<Shap, 'features' | 'groups'>,
  register: readonly ReasonFeature[],
  { adverse, max_reasons: most, group_by: by, reference }: ReasonPolicy,
): Reasons {
  const width = shap.features.length;
  for (const [what, values] of [
    ['the case', row],
    ['the reference', reference ?? row],
  ] as const) {
    if (values.length !== width)
      throw new RangeError(`${what} has ${values.length} contributions, and the file has ${width} columns`);
  }
  if (!Number.isInteger(most) || most < 1) throw new RangeError('at least one reason has to be given');

  const sign = adverse === 'higher' ? 1 : -1;
  const known = new Map(register.map((feature) => [feature.name, feature]));
  const moved = groupsOf(shap, register)
    .map(({ name, columns }) => {
      // In the order of the names, so that the order of encoded columns does not change the last digit of the sum.
      const at = [...columns].sort(compareText).map((column) => shap.features.indexOf(column));
      return { name, adverse: sign * (sumOf(row, at) - (reference === null ? 0 : sumOf(reference, at))) };
    })
    .filter((feature) => feature.adverse > 0)
    .sort(strongestFirst);

  const codeOf = ({ name }: AdverseFeature): string | null =>
    by === 'feature' ? (known.get(name)?.text == null ? null : name) : (known.get(name)?.code ?? null);
  const uncoded = moved.filter((feature) => codeOf(feature) === null);
  const coded = Map.groupBy(
    moved.filter((feature) => codeOf(feature) !== null),
    (feature) => codeOf(feature)!,
  );
  const all = [...coded]
    .map(([code, features]) => ({
      code,
      text: features.map(({ name }) => known.get(name)?.text ?? null).find((text) => text !== null) ?? null,
      adverse: total(features),
      features,
    }))
    .sort((a, b) => b.adverse - a.adverse || compareText(a.code, b.code));
  const given = all.slice(0, most);
  const weakest = given.length < most ? 0 : given.at(-1)!.adverse;
  return {
    given,
    beyond: all.slice(most),
    uncoded,
    missing: uncoded.filter((feature) => feature.adverse >= weakest),
    total: total(moved),
  };
}

const strongestFirst = (a: AdverseFeature, b: AdverseFeature): number =>
  b.adverse - a.adverse || compareText(a.name, b.name);

const total = (features: readonly AdverseFeature[]): number =>
  features.reduce((sum, { adverse }) => sum + adverse, 0);

/** The features of a register that can hurt somebody in the rows of a file, with the number of rows they do it in. */
export function adverseIn(
  shap: Pick<Shap, 'features' | 'groups' | 'rows'>,
  register: readonly RegisterFeature[],
  adverse: AdverseDirection,
): Map<string, number> {
  const sign = adverse === 'higher' ? 1 : -1;
  const counts = new Map<string, number>();
  for (const { name, columns } of groupsOf(shap, register)) {
    const at = columns.map((column) => shap.features.indexOf(column));
    const n = (shap.rows ?? []).filter((row) => sign * sumOf(row.shap, at) > 0).length;
    if (n > 0) counts.set(name, n);
  }
  return counts;
}
