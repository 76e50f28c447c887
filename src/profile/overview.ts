// What has to be known of every feature before any is binned.
import type { Engine } from './engine.ts';
import type { Overview } from './ordered-plan.ts';
import { CannotProfile, type ProfileRequest } from './request.ts';
import type { Feature } from './sides.ts';
import { distinctSql, overviewSql } from './sql/overview.ts';
import { isAlwaysOfType, type Side } from './sql/side.ts';
import { count } from '../core/words.ts';

/** What is known of a feature on one side before it is binned. */
export interface FeatureOverview extends Overview {
  /** Values that are not of the type. */
  strange: number;
}

export interface Looks {
  overviews: FeatureOverview[];
  /** Rows of a batch without the column of a feature. */
  absent: (k: number, b: number) => number;
  /** Rows of a batch with ±∞ in a feature with an order; 0 where values were not counted. */
  infinite: (k: number, b: number) => number;
}

/**
 * Looks at all features of a side. Values of batches are counted only of sides that are too large to be gathered;
 * ends and distinct values where something depends on them.
 */
export async function lookAtSide(
  engine: Engine,
  side: 'reference' | 'current',
  features: Side['features'],
  isLarge: boolean,
  request: ProfileRequest,
): Promise<Looks> {
  const looked = features.map((one) => ({
    isOrdered: isOrdered(one),
    isCounted: side === 'reference' || isLarge,
    hasEnds: isOrdered(one) && isLarge,
    mayFail: !isAlwaysOfType(one),
    mayLack: one.sql === null || one.lacking.length > 0,
  }));
  const isAsked = looked.some((one) => one.isCounted || one.mayFail || one.mayLack);
  const answer = isAsked ? await engine.query(overviewSql(side, looked)) : {};
  const counted = features.flatMap((one, k) => {
    const mayBeNames = side === 'reference' && isCode(one) && request.features === null;
    return mayBeNames || looked[k]!.hasEnds ? [k] : [];
  });
  const distinct = counted.length === 0 ? {} : await engine.query(distinctSql(side, counted));
  const column = (name: string): number[] => (answer[name] as number[] | undefined) ?? [];
  const total = (name: string): number => column(name).reduce((sum, one) => sum + one, 0);
  // The least and the greatest of a batch without values are nothing.
  const known = (name: string): number[] => column(name).filter((one) => (one as number | null) !== null);
  const overviews = features.map((_, k) => ({
    n: total(`n${k}`),
    strange: total(`x${k}`),
    distinct: (distinct[`d${k}`]?.[0] as number | undefined) ?? 0,
    low: known(`low${k}`).reduce((least, one) => Math.min(least, one), Infinity),
    high: known(`high${k}`).reduce((most, one) => Math.max(most, one), -Infinity),
  }));
  const rows = new Map(column('b').map((b, row) => [b, row]));
  const at = (name: string, b: number): number => {
    const row = rows.get(b);
    return row === undefined ? 0 : (column(name)[row] ?? 0);
  };
  return { overviews, absent: (k, b) => at(`a${k}`, b), infinite: (k, b) => at(`i${k}`, b) };
}

/**
 * Demands that all values are of the type their feature has.
 * @throws {CannotProfile} for the first feature with others.
 */
export function checkTypes(
  features: readonly Feature[],
  overviews: { reference: FeatureOverview[]; current: FeatureOverview[] },
): void {
  const words = {
    numeric: 'number',
    integer: 'number',
    date: 'date',
    boolean: 'true or false',
    categorical: '',
  };
  features.forEach(({ name, type }, k) => {
    for (const side of ['reference', 'current'] as const) {
      const { strange } = overviews[side][k]!;
      if (strange === 0) continue;
      const where = side === 'reference' ? 'the reference' : 'the batches';
      throw new CannotProfile(
        `\`${name}\` is to be of type ${type}, and ${strange === 1 ? '1 value' : `${strange} values`} in ${where} ${strange === 1 ? 'is' : 'are'} no ${words[type]}; repair them, name the words for a missing value with --missing, or take --type ${name}=categorical`,
      );
    }
  });
}

/** Whether the values of a feature have an order. */
export const isOrdered = ({ type }: Pick<Feature, 'type'>): boolean =>
  type !== 'categorical' && type !== 'boolean';

/** Whether values may be identifiers. */
const isCode = ({ type }: Pick<Feature, 'type'>): boolean => type === 'categorical' || type === 'integer';

/** Why a feature cannot be binned, or `null`. */
export function whyLeftOut(
  feature: Feature,
  { n, distinct }: FeatureOverview,
  request: ProfileRequest,
): string | null {
  if (n === 0) return 'it has no value in the reference';
  if (n < 2 * request.minimumGroup) {
    return `it has ${count(n, 'value')} in the reference; with groups of at least ${request.minimumGroup} it takes ${2 * request.minimumGroup}`;
  }
  if (request.features === null && isCode(feature) && n >= 100 && distinct > n * 0.9) {
    return 'nearly every row has a value of its own, as identifiers have; name it with --features to keep it';
  }
  return null;
}
