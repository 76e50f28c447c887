import type { Dependence } from '../evidence/shap/dependence.ts';
import { sayValue } from './shap-waterfall.ts';

export interface DependenceGroup {
  label: string;
  n: number;
  mean: number;
  low: number;
  high: number;
}

/** The points of a dependence plot as a table: by category, or in ten groups of as many rows by value. */
export function dependenceTable({ points, categories }: Dependence): DependenceGroup[] {
  const group = (label: string, of: readonly { y: number }[]): DependenceGroup => ({
    label,
    n: of.length,
    mean: of.reduce((sum, { y }) => sum + y, 0) / of.length,
    low: of.reduce((least, { y }) => Math.min(least, y), Infinity),
    high: of.reduce((most, { y }) => Math.max(most, y), -Infinity),
  });
  if (categories !== null)
    return categories.map((label, place) =>
      group(
        label,
        points.filter(({ x }) => x === place),
      ),
    );
  const sorted = points.toSorted((a, b) => a.x - b.x);
  const cuts = Array.from({ length: 11 }, (_, i) => Math.round((i * sorted.length) / 10));
  // Rows of one value stay together, in the group where the first of them falls.
  const bounds = cuts.map((cut) => {
    let at = cut;
    while (at > 0 && at < sorted.length && sorted[at]!.x === sorted[at - 1]!.x) at += 1;
    return at;
  });
  return bounds.slice(1).flatMap((to, i) => {
    const of = sorted.slice(bounds[i], to);
    if (of.length === 0) return [];
    const [first, last] = [of[0]!.x, of.at(-1)!.x];
    return [group(first === last ? sayValue(first) : `${sayValue(first)} to ${sayValue(last)}`, of)];
  });
}
