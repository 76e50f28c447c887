import { compareText } from '../../core/compare.ts';
import type { Shap } from '../shapes/shap.ts';
import { groupsOf, importanceOf, type RegisterFeature } from './importance.ts';

/** The importance of features in one file of a series, or in one batch of a file. */
export interface ImportanceMoment {
  /** Id of the registered file; name of the batch. */
  id: string;
  /** Last day that its rows cover; name of the batch. */
  to: string;
  n: number;
}

export interface ImportanceOverTime {
  /** What one moment is. */
  of: 'file' | 'batch';
  moments: ImportanceMoment[];
  /** In the order of the newest file; of one that a file does not have, `null` there. */
  features: { name: string; mean_abs: (number | null)[]; ranks: (number | null)[] }[];
}

/**
 * Mean absolute contribution and rank per feature over files of one model, oldest first. Files in another output
 * space than the newest are left out, because their contributions are not in one unit; so are files that do not say
 * what time they cover, and those that hold a series of their own.
 * @returns `null` when fewer than two files are left.
 */
export function importanceOverTime(
  files: readonly { id: string; shap: Shap }[],
  register: readonly RegisterFeature[] = [],
): ImportanceOverTime | null {
  const dated = files
    .filter(({ shap }) => shap.period !== undefined && shap.batches === undefined)
    .sort((a, b) => compareText(a.shap.period!.to, b.shap.period!.to) || compareText(a.id, b.id));
  const newest = dated.at(-1)?.shap;
  const kept = dated.filter(
    ({ shap }) => shap.output_space === newest!.output_space && shap.model === newest!.model,
  );
  if (kept.length < 2) return null;
  const ranked = kept.map(({ shap }) => new Map(importanceOf(shap, register).map((one) => [one.name, one])));
  const names = new Set(ranked.toReversed().flatMap((one) => [...one.keys()]));
  return {
    of: 'file',
    moments: kept.map(({ id, shap }) => ({ id, to: shap.period!.to, n: shap.n_total })),
    features: [...names].map((name) => ({
      name,
      mean_abs: ranked.map((one) => one.get(name)?.mean_abs ?? null),
      ranks: ranked.map((one) => one.get(name)?.rank ?? null),
    })),
  };
}

/**
 * Mean absolute contribution and rank per feature over the batches of one file, in its order. Of a feature that is
 * several columns whose sum the batches do not state, `null`: means of single columns cannot be added up.
 * @returns `null` when the file has fewer than two batches.
 */
export function importanceOverBatches(
  shap: Shap,
  register: readonly RegisterFeature[] = [],
): ImportanceOverTime | null {
  const batches = shap.batches ?? [];
  if (batches.length < 2) return null;
  const all = groupsOf(shap, register).map(({ name, columns }) => {
    const only = columns.length === 1 ? shap.features.indexOf(columns[0]!) : -1;
    const stated = shap.groups?.[name]?.columns;
    const isSame = stated?.length === columns.length && columns.every((one) => stated.includes(one));
    return {
      name,
      mean_abs: batches.map(({ mean_abs: means, groups }) =>
        only >= 0 ? means[only]! : isSame ? (groups?.[name] ?? null) : null,
      ),
    };
  });
  const ranks = batches.map((_, i) => {
    const known = all.flatMap(({ name, mean_abs: means }) =>
      means[i] == null ? [] : [{ name, value: means[i] }],
    );
    known.sort((a, b) => b.value - a.value || compareText(a.name, b.name));
    return new Map(known.map(({ name }, at) => [name, at + 1]));
  });
  const last = ranks.at(-1)!;
  return {
    of: 'batch',
    moments: batches.map(({ batch, n }) => ({ id: batch, to: batch, n })),
    features: all
      .map((one) => ({ ...one, ranks: ranks.map((by) => by.get(one.name) ?? null) }))
      .sort(
        (a, b) =>
          (last.get(a.name) ?? Infinity) - (last.get(b.name) ?? Infinity) || compareText(a.name, b.name),
      ),
  };
}
