import { auc } from '../evidence/performance/delong.ts';
import { brier } from '../evidence/performance/calibration.ts';
import { confusionAt } from '../evidence/performance/confusion.ts';
import { totalsOf, type Tally } from '../evidence/performance/tally.ts';
import type { Metric, Metrics } from '../evidence/shapes/metrics.ts';
import { heldRates, ratesAt, ratioOf } from './prediction-figures.ts';
import { heldBackCells } from './privacy.ts';
import { rounded } from './request.ts';

type Slices = NonNullable<Metrics['slices']>[string];

/** Rows of one value of a column, or of one value of each of two. */
export interface SliceCell {
  values: readonly string[];
  tally: Tally;
}

/**
 * The figures of the parts of a table, keyed by value, of intersections by `a|b`. Parts that would show a small group,
 * or let one follow from the totals, are left out; so are rates at the threshold where their cells would.
 */
export function slicesOf(
  cells: readonly SliceCell[],
  { thresholds, minimumGroup: minimum }: { thresholds: readonly number[]; minimumGroup: number },
): { slices: Slices; held: number } {
  const lines = linesOf(cells);
  const totals = cells.map(({ tally }) => totalsOf(tally));
  const groups = totals.map(({ positives, negatives, n }) => [n, positives, negatives]);
  const hidden = heldBackCells(groups, lines, minimum);
  const [threshold] = thresholds;
  const decided = threshold === undefined ? [] : cells.map(({ tally }) => confusionAt(tally, threshold));
  const rated = heldBackCells(
    // What is hidden as a whole is one of those that its rates could follow for.
    decided.map(({ tp, fp, tn, fn }, at) =>
      hidden.has(at) ? [tp, fp, tn, fn].map((cell) => Math.min(cell, 1)) : [tp, fp, tn, fn],
    ),
    lines,
    minimum,
  );
  const slices: Slices = {};
  for (const [at, { values, tally }] of cells.entries()) {
    if (hidden.has(at)) continue;
    const { n, positives } = totals[at]!;
    const metrics: Metrics['metrics'] = { auc: areaOf(tally, n), observed_to_expected: ratioOf(tally, n) };
    metrics['brier'] = { type: 'brier', value: rounded(brier(tally)!), unit: 'squared error', n };
    if (threshold !== undefined) {
      const rates = rated.has(at) ? heldRates(threshold, minimum) : ratesAt(tally, threshold, minimum);
      Object.assign(metrics, rates);
    }
    slices[values.join('|')] = { n, positives, metrics };
  }
  return { slices, held: hidden.size };
}

/** The lines of the table whose totals are known: all parts, and of two columns the parts of each value. */
function linesOf(cells: readonly SliceCell[]): number[][] {
  const columns = cells[0]?.values.length ?? 0;
  if (columns < 2) return [[...cells.keys()]];
  return Array.from({ length: columns }, (_, column) => [
    ...Map.groupBy(cells.keys(), (at) => cells[at]!.values[column]!).values(),
  ]).flat();
}

function areaOf(tally: Tally, n: number): Metric {
  const { value, lower, upper } = auc(tally);
  if (value === null) return { type: 'roc_auc', value, n, note: 'not defined: one outcome only' };
  const interval =
    lower === null || upper === null
      ? {}
      : { ci_lower: rounded(lower), ci_upper: rounded(upper), ci_level: 0.95, ci_method: 'delong' };
  return { type: 'roc_auc', value: rounded(value), unit: 'share', n, ...interval };
}
