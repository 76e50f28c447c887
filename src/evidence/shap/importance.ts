import { compareText } from '../../core/compare.ts';
import type { Shap } from '../shapes/shap.ts';

/** A feature of the register, as far as explanations need it. */
export interface RegisterFeature {
  name: string;
  /** Columns of the model it becomes; its own name when none are stated. */
  columns: readonly string[];
}

/** How much a feature moves the output on average. */
export interface Importance {
  name: string;
  columns: string[];
  /** Mean |contribution|, in the output space of the file. */
  mean_abs: number;
  /**
   * `all`: over every row explained. `drawn`: over the rows kept, because the file states no total for this group
   * of columns. `bound`: neither is there; the sum of the columns' own means, which it cannot exceed.
   */
  basis: 'all' | 'drawn' | 'bound';
  /** Counted from 1; by mean absolute contribution, ties by name. */
  rank: number;
}

/**
 * Features by mean absolute contribution, largest first. Columns that belong to one feature of the register are
 * summed row by row before the absolute value, as their effect is one effect; columns that the register does not
 * know stand under their own name. Ties are broken by name, so that the order is the same everywhere.
 */
export function importanceOf(shap: Shap, register: readonly RegisterFeature[] = []): Importance[] {
  const unranked = groupsOf(shap, register).map(({ name, columns }) => ({
    name,
    columns,
    ...meanAbs(shap, columns),
  }));
  return unranked
    .sort((a, b) => b.mean_abs - a.mean_abs || compareText(a.name, b.name))
    .map((one, index) => ({ ...one, rank: index + 1 }));
}

/** The columns of a file by the feature of the register they belong to, in the order of the file. */
export function groupsOf(
  shap: Pick<Shap, 'features' | 'groups'>,
  register: readonly RegisterFeature[],
): { name: string; columns: string[] }[] {
  const owner = new Map<string, string>();
  for (const [name, group] of Object.entries(shap.groups ?? {})) {
    for (const column of group.columns) owner.set(column, name);
  }
  // The register goes before what the file says of itself.
  for (const { name, columns } of register) for (const column of columns) owner.set(column, name);
  const groups = new Map<string, string[]>();
  for (const column of shap.features) {
    const name = owner.get(column) ?? column;
    groups.set(name, [...(groups.get(name) ?? []), column]);
  }
  return [...groups].map(([name, columns]) => ({ name, columns }));
}

function meanAbs(shap: Shap, columns: readonly string[]): Pick<Importance, 'mean_abs' | 'basis'> {
  const at = columns.map((column) => shap.features.indexOf(column));
  if (at.length === 1) return { mean_abs: shap.mean_abs[at[0]!]!, basis: 'all' };
  const stated = Object.values(shap.groups ?? {}).find(
    (group) => group.columns.length === columns.length && columns.every((one) => group.columns.includes(one)),
  );
  if (stated) return { mean_abs: stated.mean_abs, basis: 'all' };
  const rows = shap.rows ?? [];
  if (rows.length > 0) {
    const total = rows.reduce((sum, row) => sum + Math.abs(sumOf(row.shap, at)), 0);
    return { mean_abs: total / rows.length, basis: 'drawn' };
  }
  return { mean_abs: sumOf(shap.mean_abs, at), basis: 'bound' };
}

/** The sum of some entries of a row. */
export const sumOf = (row: readonly number[], at: readonly number[]): number =>
  at.reduce((sum, index) => sum + (row[index] ?? 0), 0);
