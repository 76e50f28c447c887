import { fixed } from '../evidence/format.ts';
import type { Importance } from '../evidence/shap/importance.ts';
import type { Shap } from '../evidence/shapes/shap.ts';
import { rowHeight, toneClass } from './shap-beeswarm.ts';
import { alongAxis, equalTicks } from './ticks.ts';

export interface DensityRow {
  name: string;
  /** The one column that it is. */
  column: string;
  n: number;
  /** Rows in bins wholly above zero. */
  raised: number;
  /** A box per bin, as high as its rows are many; by shade of the mean feature value of the bin. */
  boxes: { class: string; path: string }[];
}

export interface DensityDrawing {
  rows: DensityRow[];
  /** Features of several columns, whose contributions are binned by column and cannot be added up. */
  apart: string[];
  ticks: string[];
  grid: string;
  zero: string | null;
}

/**
 * The geometry of binned contributions, which take the place of a swarm where rows may not be shown: a mirrored
 * histogram per feature, shaded by where the mean value of a bin lies among those of the feature's bins.
 * @returns `null` when the file has no bins.
 */
export function shapDensity(
  shap: Pick<Shap, 'aggregates'>,
  ranked: readonly Importance[],
  maxDisplay = 10,
): DensityDrawing | null {
  const aggregates = shap.aggregates ?? {};
  const single = ranked.filter(
    ({ columns }) => columns.length === 1 && Object.hasOwn(aggregates, columns[0]!),
  );
  const shown = single.slice(0, maxDisplay);
  if (shown.length === 0) return null;
  const all = shown.flatMap(({ columns }) => {
    const { edges } = aggregates[columns[0]!]!;
    return [edges[0]!, edges.at(-1)!];
  });
  const axis = equalTicks(Math.min(0, ...all), Math.max(0, ...all), 6);
  const along = alongAxis(axis.values);
  const x = (value: number): number => Math.round(along(value));
  const gridAt = (value: number): string => `M${x(value)} 0V${rowHeight}`;
  return {
    rows: shown.map(({ name, columns }) => {
      const { edges, counts, mean_value: means } = aggregates[columns[0]!]!;
      const known = (means ?? []).filter((one) => one !== null);
      const [least, most] = [Math.min(...known), Math.max(...known)];
      // Bins may differ in width: what is compared is rows per unit.
      const dense = counts.map((n, bin) =>
        n === 0 ? 0 : n / Math.max(1e-12, edges[bin + 1]! - edges[bin]!),
      );
      const densest = Math.max(...dense, 0);
      const boxes = new Map<string, string>();
      counts.forEach((n, bin) => {
        if (n === 0) return;
        const mean = means?.[bin] ?? null;
        const tone = mean === null ? null : most > least ? (mean - least) / (most - least) : 0.5;
        const half = Math.max(1, Math.round((0.45 * rowHeight * dense[bin]!) / densest));
        const [from, to] = [x(edges[bin]!), x(edges[bin + 1]!)];
        const box = `M${from} ${rowHeight / 2 - half}h${Math.max(1, to - from)}v${2 * half}h-${Math.max(1, to - from)}z`;
        boxes.set(toneClass(tone), (boxes.get(toneClass(tone)) ?? '') + box);
      });
      return {
        name,
        column: columns[0]!,
        n: counts.reduce((sum, one) => sum + one, 0),
        raised: counts.reduce((sum, one, bin) => (edges[bin]! >= 0 ? sum + one : sum), 0),
        boxes: [...boxes]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([shade, path]) => ({ class: shade, path })),
      };
    }),
    apart: ranked.filter(({ columns }) => columns.length > 1).map(({ name }) => name),
    ticks: axis.values.map((value) =>
      value === 0 ? '0' : `${value > 0 ? '+' : ''}${fixed(value, axis.digits)}`,
    ),
    grid: axis.values
      .filter((value) => value !== 0)
      .map(gridAt)
      .join(''),
    zero: axis.values.includes(0) ? gridAt(0) : null,
  };
}
