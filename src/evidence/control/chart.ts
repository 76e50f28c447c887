/** The kinds of control chart. */
export const controlCharts = ['individuals', 'p', 'ewma', 'cusum'] as const;
export type ControlChartName = (typeof controlCharts)[number];

/** Whether a value is the name of a control chart. */
export const isControlChart = (value: unknown): value is ControlChartName =>
  (controlCharts as readonly unknown[]).includes(value);

/** What was measured in one batch; `null` where nothing was. */
export interface Observation {
  value: number | null;
  /** Rows behind the value; only the p-chart needs them. */
  n?: number | null;
}

/** The observations that limits are estimated from (phase I), by index, both inclusive; what follows is phase II. */
export interface Baseline {
  from: number;
  to: number;
}

/** What a chart is drawn with; what is left out is estimated from the baseline or takes its usual value. */
export interface ControlOptions {
  /** All observations when left out: then nothing is monitored, and the chart looks back. */
  baseline?: Baseline | null | undefined;
  /** Centre, where a standard gives it. */
  target?: number | null | undefined;
  /** Standard deviation, where a standard gives it. */
  sigma?: number | null | undefined;
  /** Half the distance between limits, in standard deviations: 3, of an EWMA 2.7. */
  width?: number | null | undefined;
  /** Weight of the newest value in an EWMA, over 0 and at most 1: 0.1. */
  lambda?: number | null | undefined;
  /** Reference value and decision interval of a CUSUM, in standard deviations: 0.5 and 5. */
  k?: number | null | undefined;
  h?: number | null | undefined;
  /** Names of run rules or of their families; none unless named. */
  rules?: readonly string[] | undefined;
}

/** One plotted statistic with the limits that hold for it. */
export interface ControlPoint {
  value: number | null;
  lower: number | null;
  upper: number | null;
  /** On which side it left the limits; a point on a limit has not. */
  signal: 'above' | 'below' | null;
}

/** Points over one scale. */
export interface ControlPanel {
  name: 'value' | 'moving range' | 'EWMA' | 'CUSUM upwards' | 'CUSUM downwards';
  centre: number;
  /** One per observation. */
  points: ControlPoint[];
}

/** A run rule that was met, at the observation that met it. */
export interface RunSignal {
  rule: string;
  index: number;
}

export interface ControlChart {
  chart: ControlChartName;
  centre: number;
  /** Estimated or given; `null` on a p-chart, where it follows from each n. */
  sigma: number | null;
  /** Values in the baseline that were used; `null` when centre and spread are given. */
  estimated_from: number | null;
  baseline: Baseline | null;
  /** Parameters as used, such as `λ 0.1`, in the order in which they are stated. */
  parameters: string[];
  panels: ControlPanel[];
  rules: string[];
  runs: RunSignal[];
}

/** Why a chart cannot be drawn, as the end of a sentence. */
export interface ControlFault {
  fault: string;
}

/** Whether a chart could not be drawn. */
export const isFault = (made: ControlChart | ControlFault): made is ControlFault => 'fault' in made;

/** A point with its limits, and whether it is outside of them. */
export function pointOf(value: number | null, lower: number | null, upper: number | null): ControlPoint {
  const signal =
    value === null
      ? null
      : upper !== null && value > upper
        ? 'above'
        : lower !== null && value < lower
          ? 'below'
          : null;
  return { value, lower, upper, signal };
}
