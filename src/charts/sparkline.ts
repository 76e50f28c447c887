import { scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { round } from './round.ts';

/** A series small enough to stand in a table row. */
export interface SparklineDrawing {
  width: number;
  height: number;
  line: string;
  axis: string;
  limits: { tone: 'red' | 'amber'; path: string }[];
  /** The last value: a triangle over red, else a dot; `null` when it is missing. */
  end: { x: number; y: number; isRed: boolean } | null;
}

/** The geometry of a sparkline from 0; gaps stay gaps, values beyond the top are drawn at it. */
export function sparkline(
  values: readonly (number | null)[],
  limits: { amber?: number | null; red?: number | null } = {},
  { width, height } = { width: 132, height: 34 },
): SparklineDrawing {
  const { amber = null, red = null } = limits;
  const top =
    Math.max((red ?? amber ?? 0) * 1.6, red === null ? Math.max(...values.map((one) => one ?? 0)) : 0) || 1;
  const x = scaleLinear([0, Math.max(1, values.length - 1)], [3, width - 7]);
  const y = scaleLinear([0, top], [height - 3, 2]).clamp(true);
  const path = line<number | null>(
    (_, index) => round(x(index)),
    (value) => round(y(value ?? 0)),
  ).defined((value) => value !== null)(values);
  const last = values.at(-1) ?? null;
  const limitAt = (tone: 'red' | 'amber', value: number | null) =>
    value === null ? [] : [{ tone, path: `M0 ${round(y(value))}H${width}` }];
  return {
    width,
    height,
    line: path ?? '',
    axis: `M0 ${height - 2.5}H${width}`,
    limits: [...limitAt('red', red), ...limitAt('amber', amber)],
    end:
      last === null
        ? null
        : { x: round(x(values.length - 1)), y: round(y(last)), isRed: red !== null && last >= red },
  };
}
