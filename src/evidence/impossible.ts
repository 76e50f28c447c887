// Figures that no data can give: out of their range, or at odds with each other.
import type { Path } from '../core/place.ts';
import { againstCounts, tooMany, type Impossible } from './counts.ts';
import { unfollowed } from './follows.ts';
import { metricName, splitRows } from './metric-name.ts';
import { round, slackOf } from './rounding.ts';
import type { Metric, Metrics } from './shapes/metrics.ts';
import { count } from '../core/words.ts';

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
  found.push(...againstCounts(content), ...tooMany(content), ...unfollowed(content));
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
  const first = (measure: string, of: string, at: number | undefined): [string, Metric] | undefined =>
    all.find(
      ([id, other]) =>
        metricName(other.type) === measure &&
        other.threshold === at &&
        other.value !== null &&
        splitRows(id).rows === splitRows(of).rows,
    );
  for (const [id, one] of all) {
    if (one.value === null) continue;
    const measure = metricName(one.type);
    if (measure === 'f1') {
      const precision = first('precision', id, one.threshold)?.[1].value;
      const recall = first('recall', id, one.threshold)?.[1].value;
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
      const auc = first('roc_auc', id, one.threshold)?.[1].value;
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

function positives(
  { n, positives: hit }: { n: number | null; positives?: number | undefined },
  path: Path,
): Impossible[] {
  return hit === undefined || n === null || hit <= n
    ? []
    : [
        {
          path: [...path, 'positives'],
          message: `is ${hit}, and there ${n === 1 ? 'is' : 'are'} ${count(n, 'row')}`,
        },
      ];
}
