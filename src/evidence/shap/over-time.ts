import { compareText } from '../../core/compare.ts';
import type { Shap } from '../shapes/shap.ts';
import { importanceOf, type RegisterFeature } from './importance.ts';

/** The importance of features in one file of a series. */
export interface ImportanceMoment {
  /** Id of the registered file. */
  id: string;
  /** Last day that its rows cover. */
  to: string;
  n: number;
}

export interface ImportanceOverTime {
  moments: ImportanceMoment[];
  /** In the order of the newest file; of one that a file does not have, `null` there. */
  features: { name: string; mean_abs: (number | null)[]; ranks: (number | null)[] }[];
}

/**
 * Mean absolute contribution and rank per feature over files of one model, oldest first. Files in another output
 * space than the newest are left out, because their contributions are not in one unit; so are files that do not say
 * what time they cover.
 * @returns `null` when fewer than two files are left.
 */
export function importanceOverTime(
  files: readonly { id: string; shap: Shap }[],
  register: readonly RegisterFeature[] = [],
): ImportanceOverTime | null {
  const dated = files
    .filter(({ shap }) => shap.period !== undefined)
    .sort((a, b) => compareText(a.shap.period!.to, b.shap.period!.to) || compareText(a.id, b.id));
  const newest = dated.at(-1)?.shap;
  const kept = dated.filter(
    ({ shap }) => shap.output_space === newest!.output_space && shap.model === newest!.model,
  );
  if (kept.length < 2) return null;
  const ranked = kept.map(({ shap }) => new Map(importanceOf(shap, register).map((one) => [one.name, one])));
  const names = new Set(ranked.toReversed().flatMap((one) => [...one.keys()]));
  return {
    moments: kept.map(({ id, shap }) => ({ id, to: shap.period!.to, n: shap.n_total })),
    features: [...names].map((name) => ({
      name,
      mean_abs: ranked.map((one) => one.get(name)?.mean_abs ?? null),
      ranks: ranked.map((one) => one.get(name)?.rank ?? null),
    })),
  };
}
