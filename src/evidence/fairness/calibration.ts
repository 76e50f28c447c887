// How well scores are calibrated within one group, as far as its evidence says.
import { wilson } from '../drift/missing-rate.ts';
import type { Metric, Metrics } from '../shapes/metrics.ts';

/** How well scores are calibrated in one group: outcomes over the sum of predictions; 1 is calibrated. */
export interface GroupCalibration {
  observed_to_expected: number | null;
  lower: number | null;
  upper: number | null;
  /** Expected calibration error over the bins of the group; null where there is none. */
  ece: number | null;
  why: string | null;
}

type Slice = NonNullable<Metrics['groups']>[string]['groups'][string];
type Table = NonNullable<Slice['calibration']>;

/**
 * The calibration of a group: its figures where it has them, else what its reliability table gives. Neither is defined
 * where nothing was expected, and not known where the evidence has neither.
 */
export function calibrationOf({ metrics, calibration: table }: Slice): GroupCalibration {
  const of = (...types: string[]): Metric | undefined =>
    Object.values(metrics).find(({ type }) => types.includes(type));
  const ece = of('expected_calibration_error', 'ece')?.value ?? (table ? (table.ece ?? eceOf(table)) : null);
  const ratio = of('observed_to_expected', 'observed_expected_ratio');
  const none = { observed_to_expected: null, lower: null, upper: null, ece };
  if (ratio === undefined)
    return { ...(table ? ratioOf(table) : { ...none, why: 'not in the evidence' }), ece };
  if (ratio.value === null) return { ...none, why: ratio.note ?? 'not defined in the evidence' };
  return {
    observed_to_expected: ratio.value,
    lower: ratio.ci_lower ?? null,
    upper: ratio.ci_upper ?? null,
    ece,
    why: null,
  };
}

/** Σ n·observed over Σ n·predicted of the bins, with Wilson's 95 % interval of the observed rate. */
function ratioOf({ bins }: Table): Omit<GroupCalibration, 'ece'> {
  let [n, observed, expected] = [0, 0, 0];
  for (const bin of bins) {
    if (bin.n === 0) continue;
    if (bin.observed === null || bin.predicted === null) {
      return {
        observed_to_expected: null,
        lower: null,
        upper: null,
        why: 'a bin of the evidence is not defined',
      };
    }
    n += bin.n;
    observed += bin.n * bin.observed;
    expected += bin.n * bin.predicted;
  }
  if (n === 0 || expected <= 0) {
    const why = n === 0 ? 'no rows' : 'nothing was expected';
    return { observed_to_expected: null, lower: null, upper: null, why };
  }
  const { lower, upper } = wilson(observed, n);
  return {
    observed_to_expected: observed / expected,
    lower: (lower * n) / expected,
    upper: (upper * n) / expected,
    why: null,
  };
}

/** Σ nᵦ/n·|observed − predicted|; null where a bin with rows is not defined. Source: Naeini et al., AAAI (2015). */
function eceOf({ bins }: Table): number | null {
  const n = bins.reduce((sum, bin) => sum + bin.n, 0);
  let ece = 0;
  for (const bin of bins) {
    if (bin.n === 0) continue;
    if (bin.observed === null || bin.predicted === null) return null;
    ece += (bin.n / n) * Math.abs(bin.observed - bin.predicted);
  }
  return n === 0 ? null : ece;
}
