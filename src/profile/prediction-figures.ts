import { observedToExpected } from '../evidence/performance/calibration.ts';
import { confusionAt, rateParts, type Confusion, type RateName } from '../evidence/performance/confusion.ts';
import { rate } from '../evidence/performance/interval.ts';
import type { Tally } from '../evidence/performance/tally.ts';
import type { Metric, Metrics } from '../evidence/shapes/metrics.ts';
import { rounded } from './request.ts';
import { count } from '../core/words.ts';

/** Whether no cell of a matrix has some rows and fewer than the minimum. */
export const isOpen = ({ tp, fp, tn, fn }: Omit<Confusion, 'threshold'>, minimum: number): boolean =>
  [tp, fp, tn, fn].every((cell) => cell === 0 || cell >= minimum);

/** The rates that are told at a threshold. */
const told: readonly RateName[] = ['selection_rate', 'recall', 'precision', 'false_positive_rate'];

/** The rates at a threshold with Wilson's intervals; all are held back where a cell is too small. */
export function ratesAt(tally: Tally, threshold: number, minimum: number): Metrics['metrics'] {
  const confusion = confusionAt(tally, threshold);
  if (!isOpen(confusion, minimum)) return heldRates(threshold, minimum);
  const parts = rateParts(confusion);
  return Object.fromEntries(
    told.map((name): [string, Metric] => {
      const [k, n] = parts[name];
      const { value, lower, upper } = rate(k, n);
      if (value === null) {
        return [name, { type: name, value, unit: 'share', n, threshold, note: 'not defined: no rows' }];
      }
      const interval = {
        ci_lower: rounded(lower!),
        ci_upper: rounded(upper!),
        ci_level: 0.95,
        ci_method: 'wilson',
      };
      return [name, { type: name, value: rounded(value), unit: 'share', n, ...interval, threshold }];
    }),
  );
}

/** The rates at a threshold without their values. */
export const heldRates = (threshold: number, minimum: number): Metrics['metrics'] =>
  Object.fromEntries(
    told.map((name): [string, Metric] => [
      name,
      {
        type: name,
        value: null,
        threshold,
        note: `held back: groups of fewer than ${count(minimum, 'row')}`,
      },
    ]),
  );

/** Observed outcomes over the sum of scores. */
export function ratioOf(tally: Tally, n: number): Metric {
  const found = observedToExpected(tally);
  const kind = { type: 'observed_to_expected', unit: 'ratio', n };
  if (found === null) return { ...kind, value: null, note: 'not defined: nothing was expected' };
  return {
    ...kind,
    value: rounded(found.value),
    ci_lower: rounded(found.lower),
    ci_upper: rounded(found.upper),
    ci_level: 0.95,
    ci_method: 'wilson of the observed rate, the expected rate taken as given',
  };
}
