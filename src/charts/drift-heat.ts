import { format } from 'd3-format';
import { compareText } from '../core/compare.ts';
import type { DriftRow } from '../core/portfolio.ts';
import { sayCount } from '../evidence/drift/words.ts';
import { fixed } from '../evidence/format.ts';
import { axisLabel } from './batch.ts';
import { isNoise, readingLine } from './drift-words.ts';

/** A cell of the heat map: shade, text, mark and what a screen reader adds. */
export interface HeatCell {
  class: string;
  text: string;
  /** Carries the frame or underline of a crossed limit. */
  marked: boolean;
  /** Read out, not shown. */
  aside: string;
  tip: string | null;
}

export interface HeatMap {
  batches: { id: string; text: string; year: string | null }[];
  rows: { feature: string; cells: HeatCell[]; isOutput: boolean }[];
  /** Limits the shades are steps of, or `null` when rows have different ones. */
  limits: { amber: number; red: number } | null;
}

/**
 * Features by batch, sorted by their largest judged reading; outputs of the model stand last. Shades are steps of
 * the limits that judge a reading, so that one shade means one thing in every row: within noise, two below amber,
 * three between amber and red, over red.
 */
export function driftHeat(
  rows: readonly DriftRow[],
  outputs: ReadonlySet<string> = new Set(['score']),
): HeatMap {
  const batches = [...new Set(rows.map((row) => row.batch))].sort(compareText);
  const byFeature = Map.groupBy(rows, (row) => row.feature);
  const largest = (list: readonly DriftRow[]): number =>
    Math.max(-1, ...list.map((row) => (row.verdict === 'no-verdict' ? -1 : (row.value ?? -1))));
  const features = [...byFeature].sort(
    ([a, x], [b, y]) =>
      Number(outputs.has(a)) - Number(outputs.has(b)) || largest(y) - largest(x) || compareText(a, b),
  );
  const pairs = new Set(rows.map((row) => `${row.amber} ${row.threshold}`));
  const { amber, threshold } = rows[0] ?? { amber: null, threshold: null };
  return {
    batches: batches.map((id, index) => ({ id, ...axisLabel(id, batches[index - 1] ?? null) })),
    rows: features.map(([feature, list]) => {
      const at = new Map(list.map((row) => [row.batch, row]));
      return {
        feature,
        isOutput: outputs.has(feature),
        cells: batches.map((batch) => cellOf(at.get(batch))),
      };
    }),
    limits: pairs.size === 1 && amber !== null && threshold !== null ? { amber, red: threshold } : null,
  };
}

/** The shade of a reading, 0 to 6: a ramp of one hue whose lightness only falls. */
export function shadeOf(row: DriftRow): number {
  const { value, amber, threshold: red } = row;
  if (value === null || isNoise(row)) return 0;
  if (amber === null || red === null || red <= amber) {
    return row.verdict === 'red' ? 6 : row.verdict === 'amber' ? 4 : 1;
  }
  if (value >= red) return 6;
  if (value < amber) return value < amber / 2 ? 1 : 2;
  return 3 + Math.min(2, Math.floor((3 * (value - amber)) / (red - amber)));
}

function cellOf(row: DriftRow | undefined): HeatCell {
  if (row === undefined) {
    return { class: 'none', text: '·', marked: false, aside: 'not in the model', tip: null };
  }
  const tip = readingLine(row);
  if (row.verdict === 'no-verdict') {
    const why = row.monitor === null ? 'no monitor judges it' : 'too few rows, or nothing to judge it by';
    return {
      class: 'nv',
      // A cell has room for four signs; the whole count is in the tip.
      text: `n ${(row.n_cur ?? 0) < 1000 ? sayCount(row.n_cur) : format('.2~s')(row.n_cur ?? 0)}`,
      marked: false,
      aside: ` no verdict: ${why}`,
      tip,
    };
  }
  const value = fixed(row.value ?? 0, 2);
  const text = value.startsWith('0.') ? value.slice(1) : value;
  const over = row.verdict === 'red' || row.verdict === 'amber';
  const decided =
    row.decision === null
      ? ', undecided'
      : `, decided by ${row.decision.slice(row.decision.indexOf('/') + 1)}`;
  return {
    class: `q${shadeOf(row)}${over ? ` ${row.verdict}` : ''}`,
    text,
    marked: over,
    aside: over ? ` over ${row.verdict}${row.verdict === 'red' ? decided : ''}` : '',
    tip: over ? tip : null,
  };
}
