import { fixed } from '../evidence/format.ts';
import type { Cohorts } from '../evidence/shap/cohorts.ts';
import { round } from './round.ts';
import { digitsFor } from './shap-words.ts';
import { equalTicks } from './ticks.ts';
import { count } from '../core/words.ts';

export interface CohortRow {
  /** Feature, or `null` for the sum of those not shown. */
  name: string | null;
  label: string;
  /** One bar per cohort; `width` of 1000. */
  bars: { label: string; width: number; value: string }[];
}

/**
 * The geometry of bars by cohort: at most `maxDisplay` features, the last of which adds up the others where there are
 * more. Source: `shap/plots/_bar.py` (0.51).
 */
export function shapCohorts(
  { features, cohorts }: Cohorts,
  maxDisplay = 10,
): { rows: CohortRow[]; ticks: string[] } {
  const shown = features.length > maxDisplay ? maxDisplay - 1 : features.length;
  const rest = features.length - shown;
  const values = cohorts.map(({ mean_abs: all }) => [
    ...all.slice(0, shown),
    ...(rest > 0 ? [all.slice(shown).reduce((sum, one) => sum + one, 0)] : []),
  ]);
  const largest = Math.max(...values.flat());
  const axis = equalTicks(0, largest || 1, 5);
  const end = axis.values.at(-1)!;
  const digits = digitsFor(largest);
  return {
    rows: values[0]!.map((_, k) => ({
      name: k < shown ? features[k]! : null,
      label: k < shown ? features[k]! : `Sum of ${count(rest, 'other feature')}`,
      bars: cohorts.map(({ label }, c) => ({
        label,
        width: round((1000 * values[c]![k]!) / end),
        value: fixed(values[c]![k]!, digits),
      })),
    })),
    ticks: axis.values.map((value) => (value === 0 ? '0' : fixed(value, axis.digits))),
  };
}
