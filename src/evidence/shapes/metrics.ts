import { count as counted } from '../../core/words.ts';
import { z } from 'zod';
import type { Path } from '../../core/place.ts';
import { count, finite, head, period, share, text, type ShapeIssue } from './common.ts';
import { checkPerformance, performanceParts } from './performance.ts';

/** One figure, with what is needed to judge it. `null` says "not defined" (no positives in a group), never 0. */
const metric = z.strictObject({
  type: text().describe('What is measured: `roc_auc`, `brier`, `recall`, `mean_absolute_error` …'),
  value: finite().nullable().describe('The figure; null where it is not defined.'),
  unit: text().optional().describe('`share`, `ratio`, `beds` …; a figure without unit is a bare number.'),
  n: count().optional().describe('Rows it rests on; its denominator for a rate.'),
  ci_lower: finite().optional().describe('Lower end of the interval.'),
  ci_upper: finite().optional().describe('Upper end of the interval.'),
  ci_level: share().optional().describe('Level of the interval, 0.95 for 95 %.'),
  ci_method: text().optional().describe('How the interval was made: `delong`, `wilson`, `bootstrap-500` …'),
  p_value: share().optional().describe('Two-sided p-value of a difference, by the method of the interval.'),
  threshold: finite().optional().describe('Decision threshold it was computed at, in the unit of the score.'),
  note: text().optional().describe('Anything a reader must know about this figure.'),
});

const metrics = z.record(z.string().min(1), metric);

const bin = z.strictObject({
  lower: finite().describe('Lower end of the bin, in units of the score.'),
  upper: finite().describe('Upper end of the bin.'),
  n: count().describe('Rows in the bin.'),
  predicted: finite().nullable().describe('Mean prediction; null for an empty bin.'),
  observed: finite().nullable().describe('Mean outcome; null for an empty bin.'),
  ci_lower: finite().nullable().optional().describe('Lower end of the interval of `observed`.'),
  ci_upper: finite().nullable().optional().describe('Upper end of the interval of `observed`.'),
});

const calibration = z.strictObject({
  strategy: z.enum(['uniform', 'quantile']).describe('Equal-width or equal-frequency bins.'),
  bins_requested: count().describe('Bins asked for; empty ones may have been dropped.'),
  n: count().describe('Rows in all bins.'),
  ci_method: text().optional().describe('How the intervals of `observed` were made.'),
  ece: finite().optional().describe('Expected calibration error over these bins.'),
  mce: finite().optional().describe('Largest gap over these bins.'),
  bins: z.array(bin).min(1).describe('The bins, ascending.'),
});

const slice = z.strictObject({
  n: count().nullable().describe('Rows in the slice; null where the file of another tool does not say.'),
  positives: count().optional().describe('Rows with the outcome, for classifiers.'),
  metrics: metrics.describe('The figures of this slice, by id.'),
  calibration: calibration.optional().describe('Reliability table of this slice.'),
});

const confusion = z.strictObject({
  threshold: finite()
    .nullable()
    .describe('Score from which a row counts as positive; null where the file of another tool does not say.'),
  tp: count(),
  fp: count(),
  tn: count(),
  fn: count(),
});

const groups = z.strictObject({
  comparison_group: text().optional().describe('Group the ratios compare with; named, never implied.'),
  n: count().nullable().describe('Rows in all groups; null where the file of another tool does not say.'),
  groups: z.record(
    z.string().min(1),
    slice.extend({
      n: count().nullable().describe('Rows in the group; null where the file of another tool does not say.'),
      share: share().optional().describe('Share of all rows.'),
    }),
  ),
  disparities: metrics.optional().describe('Differences and ratios between the groups, by id.'),
});

/**
 * `casebook/metrics@1`: what was measured of a model on a dataset. Keyed, not listed, so that a pointer reads:
 * `#/metrics/auc/value`, `#/slices/product/credit-card/metrics/auc/ci_lower`, `#/groups/sex/disparities/…`.
 */
export const metricsShape = z.strictObject({
  schema: z.literal('casebook/metrics@1'),
  ...head,
  period: period.optional().describe('Time the rows cover.'),
  n: count()
    .nullable()
    .describe('Rows the figures rest on; null where the file of another tool does not say.'),
  metrics: metrics.describe('Figures over all rows, by id.'),
  slices: z
    .record(z.string().min(1), z.record(z.string().min(1), slice))
    .optional()
    .describe('Figures of parts: dimension, then value (`product`, then `credit-card`).'),
  groups: z
    .record(z.string().min(1), groups)
    .optional()
    .describe('Figures by a protected or sensitive attribute; intersections as `a|b`.'),
  calibration: z.record(z.string().min(1), calibration).optional().describe('Reliability tables, by id.'),
  confusion: z.record(z.string().min(1), confusion).optional().describe('Confusion matrices, by id.'),
  ...performanceParts,
});

export type Metrics = z.infer<typeof metricsShape>;
export type Metric = z.infer<typeof metric>;

/** What a schema cannot say: intervals the right way round, bins that add up, groups that name each other. */
export function checkMetrics(content: Metrics): ShapeIssue[] {
  const issues: ShapeIssue[] = [];
  const all = (found: Record<string, Metric>, path: Path): void => {
    for (const [id, one] of Object.entries(found)) issues.push(...checkInterval(one, [...path, id]));
  };
  all(content.metrics, ['metrics']);
  for (const [dimension, values] of Object.entries(content.slices ?? {})) {
    for (const [value, part] of Object.entries(values)) {
      all(part.metrics, ['slices', dimension, value, 'metrics']);
      issues.push(...checkBins(part.calibration, ['slices', dimension, value, 'calibration']));
      if (content.n !== null && part.n !== null && part.n > content.n) {
        const message = `the slice has ${counted(part.n, 'row')} and the whole file ${content.n}`;
        issues.push({ path: ['slices', dimension, value, 'n'], message });
      }
    }
  }
  for (const [attribute, table] of Object.entries(content.groups ?? {})) {
    const path = ['groups', attribute];
    for (const [group, part] of Object.entries(table.groups)) {
      all(part.metrics, [...path, 'groups', group, 'metrics']);
      issues.push(...checkBins(part.calibration, [...path, 'groups', group, 'calibration']));
    }
    all(table.disparities ?? {}, [...path, 'disparities']);
    const named = table.comparison_group;
    if (named !== undefined && !Object.hasOwn(table.groups, named)) {
      issues.push({ path: [...path, 'comparison_group'], message: `\`${named}\` is not one of the groups` });
    }
  }
  for (const [id, table] of Object.entries(content.calibration ?? {})) {
    issues.push(...checkBins(table, ['calibration', id]));
  }
  return [...issues, ...checkPerformance(content)];
}

function checkBins(table: z.infer<typeof calibration> | undefined, path: Path): ShapeIssue[] {
  if (table === undefined) return [];
  const sum = table.bins.reduce((total, one) => total + one.n, 0);
  return [
    ...(sum === table.n
      ? []
      : [{ path: [...path, 'n'], message: `is ${table.n}, the bins add up to ${sum}` }]),
    ...table.bins.flatMap(({ lower, upper }, index) =>
      lower <= upper
        ? []
        : [
            {
              path: [...path, 'bins', index, 'lower'],
              message: `is above the upper end (${lower} > ${upper})`,
            },
          ],
    ),
  ];
}

function checkInterval(one: Metric, path: Path): ShapeIssue[] {
  const { ci_lower: lower, ci_upper: upper } = one;
  if ((lower === undefined) !== (upper === undefined)) {
    const [present, absent] = lower === undefined ? ['ci_upper', 'ci_lower'] : ['ci_lower', 'ci_upper'];
    return [{ path: [...path, present], message: `stands without \`${absent}\`` }];
  }
  if (lower !== undefined && upper !== undefined && lower > upper) {
    return [{ path: [...path, 'ci_lower'], message: `is above \`ci_upper\` (${lower} > ${upper})` }];
  }
  return [];
}
