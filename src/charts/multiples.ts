import { line } from 'd3-shape';
import { scaleLinear } from 'd3-scale';
import type { DriftRow } from '../core/portfolio.ts';
import { toneOf } from './drift-time.ts';
import { round } from './round.ts';

/** One of many small charts that share their scale. */
export interface Multiple {
  feature: string;
  last: DriftRow;
  line: string;
  limits: { tone: 'red' | 'amber'; path: string }[];
  marks: { tone: string; path: string }[];
  axis: string;
}

/** The view box of one of them. */
export const multipleSize = { width: 240, height: 72 };

/**
 * Small multiples of readings by one method: one line per feature on one scale, so that heights compare across all.
 * The scale ends where the largest judged reading is, at one and a half times red at the most; what is beyond is
 * drawn at its end. Readings over a limit are marked.
 * @param features the features in the order in which they are drawn.
 */
export function multiples(rows: readonly DriftRow[], features: readonly string[]): Multiple[] {
  const { width, height } = multipleSize;
  const judged = rows.filter(({ verdict }) => verdict !== 'no-verdict');
  const limits = rows.flatMap(({ amber, threshold }) => threshold ?? amber ?? []);
  const largest = Math.max(0, ...judged.map(({ value }) => value ?? 0));
  const cap = limits.length === 0 ? Infinity : 1.5 * Math.max(...limits);
  const top = Math.max(Math.min(largest, cap), ...limits.map((one) => one * 1.1)) || 1;
  const y = scaleLinear([0, top], [height - 4, 7]).clamp(true);
  const byFeature = Map.groupBy(rows, ({ feature }) => feature);
  const batches = [...new Set(rows.map(({ batch }) => batch))].sort();
  const x = scaleLinear([0, Math.max(1, batches.length - 1)], [5, width - 7]);
  const place = new Map(batches.map((batch, index) => [batch, round(x(index))]));
  return features.flatMap((feature) => {
    const own = byFeature.get(feature) ?? [];
    const last = own.at(-1);
    if (last === undefined) return [];
    const at = new Map(own.map((row) => [row.batch, row]));
    const path = line<string>(
      (batch) => place.get(batch)!,
      (batch) => round(y(at.get(batch)!.value!)),
    ).defined((batch) => {
      const row = at.get(batch);
      return row !== undefined && row.value !== null && row.verdict !== 'no-verdict';
    })(batches);
    const given = [
      ['red', last.threshold],
      ['amber', last.amber],
    ] as const;
    return [
      {
        feature,
        last,
        line: path ?? '',
        limits: given.flatMap(([tone, value]) =>
          value === null ? [] : [{ tone, path: `M0 ${round(y(value))}H${width}` }],
        ),
        marks: own.flatMap((row) => {
          const tone = toneOf(row);
          if (tone !== 'red' && tone !== 'amber') return [];
          const mark = { x: place.get(row.batch)!, y: round(y(row.value!)), tone };
          return [{ tone, path: small(mark) }];
        }),
        axis: `M0 ${height - 3.5}H${width}`,
      },
    ];
  });
}

const small = ({ x, y }: { x: number; y: number }): string => `M${x} ${round(y - 5)}l4.5 8h-9z`;
