// Figures that no data can give: out of their range, or at odds with each other.
import type { Path } from '../core/place.ts';
import { metricName } from './metric-name.ts';
import type { Metric, Metrics } from './shapes/metrics.ts';

/** A figure that cannot be, by the way to it in the file. */
export interface Impossible {
  path: Path;
  /** What is said of it: `is 1.2, and a share is between 0 and 1`. */
  message: string;
}

/** What a kind of figure can be; names in any spelling. */
const ranges: readonly { types: readonly string[]; low: number; high: number; what: string }[] = [
  {
    types: [
      ...[
        'accuracy',
        'balanced_accuracy',
        'precision',
        'recall',
        'sensitivity',
        'specificity',
        'f1',
        'f1_score',
      ],
      ...['roc_auc', 'auc', 'average_precision', 'pr_auc', 'brier', 'brier_score', 'ece', 'mce', 'ks'],
      ...[
        'tpr',
        'fpr',
        'tnr',
        'fnr',
        'selection_rate',
        'alert_rate',
        'false_positive_rate',
        'true_positive_rate',
      ],
    ],
    low: 0,
    high: 1,
    what: 'is between 0 and 1',
  },
  {
    types: ['gini', 'mcc', 'matthews_corrcoef', 'cohen_kappa', 'spearman', 'pearson'],
    low: -1,
    high: 1,
    what: 'is between −1 and 1',
  },
  { types: ['r2', 'r2_score'], low: -Infinity, high: 1, what: 'is at most 1' },
  {
    types: [
      'log_loss',
      'mae',
      'mse',
      'rmse',
      'mean_absolute_error',
      'mean_squared_error',
      'root_mean_squared_error',
      'mape',
      'psi',
    ],
    low: 0,
    high: Infinity,
    what: 'is not below 0',
  },
];

/**
 * Every figure of a file of metrics that cannot be: outside the range of its kind, it or its interval, outside its own interval, a count
 * of positives above the rows, F1 other than precision and recall make it, Gini other than 2 · AUC − 1, and accuracy,
 * precision or recall other than the confusion matrix at the same threshold. Figures that were rounded when written
 * are allowed their last digits.
 */
export function impossibleIn(content: Metrics): Impossible[] {
  const found: Impossible[] = [];
  const of = (metrics: Record<string, Metric>, path: Path): void => {
    for (const [id, metric] of Object.entries(metrics)) found.push(...inItself(metric, [...path, id]));
    found.push(...amongThem(metrics, path));
  };
  of(content.metrics, ['metrics']);
  for (const [dimension, values] of Object.entries(content.slices ?? {})) {
    for (const [value, slice] of Object.entries(values)) {
      of(slice.metrics, ['slices', dimension, value, 'metrics']);
      found.push(...positives(slice, ['slices', dimension, value]));
    }
  }
  for (const [attribute, { groups }] of Object.entries(content.groups ?? {})) {
    for (const [group, slice] of Object.entries(groups)) {
      of(slice.metrics, ['groups', attribute, 'groups', group, 'metrics']);
      found.push(...positives(slice, ['groups', attribute, 'groups', group]));
    }
  }
  found.push(...againstCounts(content));
  return found;
}

/** The range of each measure that has one, by `metricName`. */
const rangeOf = new Map(ranges.flatMap((range) => range.types.map((type) => [metricName(type), range])));

/** What a measure of a name cannot be beyond, whatever it was measured on; `Recall at 0.12` is recall. */
export const rangeOfMeasure = (name: string): { low: number; high: number; what: string } | null =>
  rangeOf.get(metricName(name.replace(/\s+(?:at|@)\s.*$/i, ''))) ?? null;

/** Methods whose intervals may reach past the range of a figure: they are symmetric about it. */
const isSymmetric = (method: string | undefined): boolean =>
  /\b(?:normal|wald|delong|standard[- ]error)/i.test(method ?? '');

function inItself(metric: Metric, path: Path): Impossible[] {
  const { type, unit, value, ci_lower: lower, ci_upper: upper, ci_method: method } = metric;
  if (value === null) return [];
  const found: Impossible[] = [];
  const own = rangeOf.get(metricName(type));
  const range = own ?? (unit === 'share' ? { low: 0, high: 1, what: 'is between 0 and 1' } : undefined);
  const what = own === undefined ? 'a share' : `\`${type}\``;
  const ends = isSymmetric(method)
    ? []
    : ([
        ['ci_lower', lower],
        ['ci_upper', upper],
      ] as const);
  for (const [field, end] of [['value', value] as const, ...ends]) {
    if (range === undefined || end === undefined || (end >= range.low && end <= range.high)) continue;
    found.push({ path: [...path, field], message: `is ${end}, and ${what} ${range.what}` });
  }
  const isOut =
    lower !== undefined &&
    upper !== undefined &&
    (value + slackOf(value) < lower - slackOf(lower) || value - slackOf(value) > upper + slackOf(upper));
  if (isOut) {
    found.push({
      path: [...path, 'value'],
      message: `is ${value}, outside its own interval, ${lower} to ${upper}`,
    });
  }
  return found;
}

/** Figures of the same rows that follow from each other. */
function amongThem(metrics: Record<string, Metric>, path: Path): Impossible[] {
  const found: Impossible[] = [];
  const all = Object.entries(metrics);
  const first = (measure: string, at: number | undefined): [string, Metric] | undefined =>
    all.find(
      ([, other]) => metricName(other.type) === measure && other.threshold === at && other.value !== null,
    );
  for (const [id, one] of all) {
    if (one.value === null) continue;
    const measure = metricName(one.type);
    if (measure === 'f1') {
      const precision = first('precision', one.threshold)?.[1].value;
      const recall = first('recall', one.threshold)?.[1].value;
      if (precision == null || recall == null || precision + recall === 0) continue;
      const made = (2 * precision * recall) / (precision + recall);
      // F1 moves by at most twice as much as either part.
      const slack = slackOf(one.value) + 2 * (slackOf(precision) + slackOf(recall));
      if (Math.abs(made - one.value) > slack) {
        found.push({
          path: [...path, id, 'value'],
          message: `is ${one.value}, and precision ${precision} and recall ${recall} make F1 ${round(made)}`,
        });
      }
    }
    if (measure === 'gini') {
      const auc = first('roc_auc', one.threshold)?.[1].value;
      if (auc == null) continue;
      const made = 2 * auc - 1;
      if (Math.abs(made - one.value) > 2 * slackOf(auc) + slackOf(one.value)) {
        found.push({
          path: [...path, id, 'value'],
          message: `is ${one.value}, and AUC ${auc} makes Gini ${round(made)}, which is 2 · AUC − 1`,
        });
      }
    }
  }
  return found;
}

/** Figures of all rows at the threshold of a confusion matrix, held against its counts. */
function againstCounts({ metrics, confusion = {} }: Metrics): Impossible[] {
  return Object.entries(confusion).flatMap(([table, { threshold, tp, fp, tn, fn }]) => {
    const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
    const made: Record<string, number | null> = {
      accuracy: share(tp + tn, tp + fp + tn + fn),
      precision: share(tp, tp + fp),
      recall: share(tp, tp + fn),
      specificity: share(tn, tn + fp),
      false_positive_rate: share(fp, tn + fp),
      false_negative_rate: share(fn, tp + fn),
      f1: share(2 * tp, 2 * tp + fp + fn),
    };
    return Object.entries(metrics).flatMap(([id, one]): Impossible[] => {
      const measure = metricName(one.type);
      const counted = Object.hasOwn(made, measure) ? made[measure]! : null;
      if (counted === null || one.value === null || one.threshold !== threshold) return [];
      if (Math.abs(counted - one.value) <= slackOf(one.value) + 1e-12) return [];
      return [
        {
          path: ['metrics', id, 'value'],
          message: `is ${one.value}, and the counts of \`confusion.${table}\` make ${one.type} ${round(counted)}`,
        },
      ];
    });
  });
}

function positives(
  { n, positives: hit }: { n: number | null; positives?: number | undefined },
  path: Path,
): Impossible[] {
  return hit === undefined || n === null || hit <= n
    ? []
    : [{ path: [...path, 'positives'], message: `is ${hit}, and there are ${n} rows` }];
}

/** Whether two figures differ by more than rounding explains. */
export const differ = (a: number, b: number): boolean => Math.abs(a - b) > slackOf(a) + slackOf(b) + 1e-12;

/**
 * Half a unit of the last digit that a number is written with, by which it may be off; of two decimals where it has
 * fewer, because zeros at the end are not written.
 */
const slackOf = (value: number): number => {
  const [, decimals = ''] = String(value).split('.');
  return /e/.test(String(value)) ? 5e-9 : 0.5 * 10 ** -Math.max(2, decimals.length);
};

const round = (value: number): number => Number(value.toFixed(4));
