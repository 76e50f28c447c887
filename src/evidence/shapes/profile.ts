import { count as counted } from '../../core/count.ts';
import { z } from 'zod';
import type { Path } from '../../core/place.ts';
import {
  count,
  date,
  finite,
  head,
  isCountOrNull,
  isFiniteOrNull,
  lengthIssue,
  listOf,
  period,
  text,
  type ShapeIssue,
} from './common.ts';

export const featureTypes = ['numeric', 'integer', 'boolean', 'categorical', 'date'] as const;

/** How shares of nothing enter a logarithm. Source: reference table of PSI rules, `drift/zero-rule.ts`. */
export const zeroRule = z
  .discriminatedUnion('name', [
    z.strictObject({
      name: z.literal('clip').describe('Shares below epsilon are raised to it, on both sides.'),
      epsilon: finite().gt(0).lt(1),
      renormalise: z.boolean().optional().describe('Shares are made to add up to one again.'),
    }),
    z.strictObject({
      name: z
        .literal('evidently')
        .describe('Per side: 0.0001, or the smallest share ÷ 1e6 when that is lower.'),
    }),
    z.strictObject({ name: z.literal('add-half').describe('Half a row is added to every bin.') }),
    z.strictObject({ name: z.literal('drop').describe('Bins that are empty on a side are left out.') }),
  ])
  .describe('How empty bins are treated in PSI.');

/** Counts per bin; a bin held back for privacy is null. */
const counts = listOf(
  count().nullable(),
  isCountOrNull,
  'Rows per bin; null for a bin held back for privacy.',
);

/** One value per batch; null where the batch lacks the feature or the value. */
const perBatch = (description?: string) => listOf(finite().nullable(), isFiniteOrNull, description);

/** One count per batch; null where the batch lacks the feature. */
const countPerBatch = (description?: string) => listOf(count().nullable(), isCountOrNull, description);

/** Values at the points of the quantile grid; null where too few rows lie beyond to name it. */
const quantiles = () => listOf(finite().nullable(), isFiniteOrNull);

const reference = z.strictObject({
  n: count().describe('Rows with a value.'),
  missing: count().describe('Rows without a value; never in a bin.'),
  infinite: count().optional().describe('Rows with ±∞; never in a bin.'),
  counts,
  mean: finite().nullable().optional(),
  std: finite().nullable().optional().describe('Standard deviation; `std_ddof` says over what.'),
  quantiles: quantiles().optional().describe('Values at the points of `quantile_grid`.'),
});

const batches = z.strictObject({
  n: countPerBatch('Rows with a value, per batch; null where the feature is absent.'),
  missing: countPerBatch('Rows without a value, per batch.'),
  infinite: countPerBatch().optional(),
  counts: z.array(counts.nullable()).describe('Rows per bin, per batch; null where the feature is absent.'),
  mean: perBatch().optional(),
  std: perBatch().optional(),
  quantiles: z.array(quantiles().nullable()).optional(),
  ks: perBatch('Two-sample Kolmogorov–Smirnov D against the reference.').optional(),
  ks_error: perBatch('By how much D may be larger than `ks` at most; 0 where it is exact.').optional(),
  wasserstein: perBatch('First Wasserstein distance, in units of the feature.').optional(),
  wasserstein_error: perBatch('By how much it may be larger at most; 0 where it is exact.').optional(),
  unseen: z.array(z.array(text())).optional().describe('Categories the reference does not have, per batch.'),
  unseen_unnamed: countPerBatch(
    'Further such categories, with too few rows each to be named, per batch.',
  ).optional(),
  unseen_rows: countPerBatch('Rows in categories the reference does not have, per batch.').optional(),
});

const feature = z.strictObject({
  type: z.enum(featureTypes),
  role: z
    .enum(['input', 'output', 'outcome', 'context'])
    .optional()
    .describe('Model input (default), model output, realised outcome, or context that is only watched.'),
  unit: text().optional(),
  columns: z
    .array(text())
    .optional()
    .describe('Columns of the model that it becomes, when not its own name.'),
  edges: z
    .array(finite())
    .min(1)
    .optional()
    .describe('Inner edges, ascending; the outer bins are open. Days since 1970 for dates.'),
  categories: z.array(text()).min(1).optional().describe('One bin each, in this order.'),
  constant: finite()
    .optional()
    .describe(
      'In place of edges, for a reference with (nearly) one value: three bins, below it, equal and above.',
    ),
  reference,
  batches,
});

const series = z.strictObject({
  type: text().describe('What is measured, as in `casebook/metrics@1`.'),
  unit: text().optional(),
  threshold: finite().optional(),
  values: perBatch('One per batch; null where outcomes are not known yet.'),
  n: countPerBatch().optional(),
  ci_lower: perBatch().optional(),
  ci_upper: perBatch().optional(),
  ci_level: finite().optional(),
  ci_method: text().optional(),
  reference: z
    .strictObject({
      value: finite().nullable(),
      n: count().optional(),
      ci_lower: finite().nullable().optional(),
      ci_upper: finite().nullable().optional(),
    })
    .optional()
    .describe('The same figure over the reference.'),
});

/** Rows, mean score and share of positives per bin of the score; null for bins without rows or held back. */
const reliability = z.strictObject({
  n: counts,
  predicted: perBatch('Mean score per bin.'),
  observed: perBatch('Share of positives per bin.'),
});

const calibration = z.strictObject({
  score: text().describe('Column of the score.'),
  label: text().describe('Column of the outcome.'),
  strategy: z.enum(['uniform', 'quantile']).describe('Equal-width or equal-frequency bins.'),
  edges: z.array(finite()).min(1).describe('Inner edges, ascending.'),
  closed: z.enum(['left', 'right']).describe('The side on which a bin includes its edge.'),
  reference: reliability.nullable().describe('Over the reference; null when it has no outcomes.'),
  batches: z.array(reliability.nullable()).describe('Per batch; null where outcomes are not known yet.'),
});

/**
 * `casebook/profile@1`: binned counts of features over time, small enough to commit. Columns per batch instead of
 * records, so that 200 features × 36 months stay under half a megabyte; `#/features/<name>/reference/mean`.
 */
export const profileShape = z.strictObject({
  schema: z.literal('casebook/profile@1'),
  ...head,
  time: z
    .strictObject({
      column: text().describe(
        'Column that dates a row, or whose values are the batches; `file` for batches by file.',
      ),
      by: z.enum(['day', 'week', 'month', 'quarter', 'year', 'batch']),
    })
    .describe('What makes a batch.'),
  bin_rule: z
    .strictObject({
      numeric: z
        .enum(['reference-quantiles', 'pooled-equal-width', 'reference-equal-width', 'given'])
        .describe('How numeric edges were chosen.'),
      requested: count().describe('Bins asked for; ties in the reference leave fewer.'),
      categorical: z.enum(['categories']).describe('One bin per category of the reference.'),
      closed: z.enum(['left', 'right']).describe('The side on which a bin includes its edge.'),
    })
    .describe('How values were put into bins.'),
  zero_rule: zeroRule,
  quantile_grid: z.array(finite()).optional().describe('Probabilities of the quantiles kept.'),
  std_ddof: count().optional().describe('Delta degrees of freedom of `std`: 0 divides by n, 1 by n − 1.'),
  minimum_group: count().optional().describe('Counts below this were held back for privacy.'),
  held_back: z
    .strictObject({
      groups: count().describe('Batches of a feature with too few rows, of which only n is shown.'),
      bins: count().describe('Counts of bins, those included that go along so that none follows from n.'),
      quantiles: count().describe('Quantiles with too few rows beyond them.'),
      categories: count().describe('Categories of the reference with too few rows, counted in one bin.'),
      figures: count().describe('Figures of scores and bins of calibration.'),
    })
    .optional()
    .describe('How much was held back for privacy, by what it is.'),
  methods: z
    .record(z.string().min(1), text())
    .optional()
    .describe('How figures were computed, in words: `quantiles`, `ks`, `wasserstein` …'),
  label_latency: z
    .string()
    .regex(/^P\d/, { error: 'must be a duration such as `P6M`' })
    .optional()
    .describe('How long until outcomes are known.'),
  reference: z.strictObject({
    label: text().describe('What the reference is, in words.'),
    period: period.optional(),
    n: count(),
    frozen_on: date().optional().describe('The day from which it was not changed.'),
  }),
  batches: z
    .array(z.strictObject({ id: text(), period: period.optional(), n: count() }))
    .min(1)
    .describe('The batches, oldest first.'),
  features: z.record(z.string().min(1), feature),
  series: z.record(z.string().min(1), series).optional().describe('Metrics over the same batches, by id.'),
  calibration: z
    .record(z.string().min(1), calibration)
    .optional()
    .describe('Reliability tables over the same batches, by id.'),
});

export type Profile = z.infer<typeof profileShape>;
export type ProfileFeature = Profile['features'][string];
export type ZeroRule = z.infer<typeof zeroRule>;

/** Bins of a feature: one more than inner edges, one per category, or three about a constant. */
export const binCount = (one: Pick<ProfileFeature, 'edges' | 'categories' | 'constant'>): number =>
  one.edges ? one.edges.length + 1 : one.categories ? one.categories.length : 3;

/** What a schema cannot say: one way of binning, lists of one length, counts that add up, edges that ascend. */
export function checkProfile(content: Profile): ShapeIssue[] {
  const issues: ShapeIssue[] = [];
  const seen = new Set<string>();
  content.batches.forEach((batch, index) => {
    if (seen.has(batch.id)) {
      issues.push({ path: ['batches', index, 'id'], message: `\`${batch.id}\` is there twice` });
    }
    seen.add(batch.id);
  });
  for (const [name, one] of Object.entries(content.features)) {
    issues.push(...checkFeature(one, content, ['features', name]));
  }
  for (const [id, one] of Object.entries(content.series ?? {})) {
    for (const key of ['values', 'n', 'ci_lower', 'ci_upper'] as const) {
      const of = 'the batches are';
      issues.push(...lengthIssue(one[key], content.batches.length, ['series', id, key], of));
    }
  }
  for (const [id, table] of Object.entries(content.calibration ?? {})) {
    const path = ['calibration', id];
    const check = (one: (typeof table)['reference'], at: Path): void => {
      for (const key of ['n', 'predicted', 'observed'] as const) {
        issues.push(...lengthIssue(one?.[key], table.edges.length + 1, [...at, key], 'the edges leave'));
      }
    };
    check(table.reference, [...path, 'reference']);
    issues.push(
      ...lengthIssue(table.batches, content.batches.length, [...path, 'batches'], 'the batches are'),
    );
    table.batches.forEach((one, index) => check(one, [...path, 'batches', index]));
  }
  return issues;
}

function checkFeature(one: ProfileFeature, content: Profile, path: Path): ShapeIssue[] {
  const issues: ShapeIssue[] = [];
  const ways = [one.edges, one.categories, one.constant].filter((way) => way !== undefined);
  if (ways.length !== 1) {
    const message = 'must have exactly one of `edges`, `categories` and `constant`';
    return [{ path, message }];
  }
  one.edges?.forEach((edge, index) => {
    const before = one.edges?.[index - 1];
    if (before !== undefined && before >= edge) {
      issues.push({ path: [...path, 'edges', index], message: `does not ascend (${before}, then ${edge})` });
    }
  });
  const bins = binCount(one);
  const check = (row: readonly (number | null)[], n: number | null, at: Path): void => {
    if (row.length !== bins) {
      issues.push({
        path: at,
        message: `has ${counted(row.length, 'count')}, the feature has ${counted(bins, 'bin')}`,
      });
      return;
    }
    if (row.includes(null) || n === null) return;
    const sum = row.reduce<number>((total, value) => total + (value ?? 0), 0);
    if (sum !== n) issues.push({ path: at, message: `adds up to ${sum}, \`n\` is ${n}` });
  };
  check(one.reference.counts, one.reference.n, [...path, 'reference', 'counts']);
  const length = content.batches.length;
  for (const key of [
    'n',
    'missing',
    'infinite',
    'counts',
    'mean',
    'std',
    'quantiles',
    'ks',
    'ks_error',
    'wasserstein',
    'wasserstein_error',
    'unseen',
    'unseen_unnamed',
    'unseen_rows',
  ] as const) {
    issues.push(...lengthIssue(one.batches[key], length, [...path, 'batches', key], 'the batches are'));
  }
  one.batches.counts.forEach((row, index) => {
    if (row) check(row, one.batches.n[index] ?? null, [...path, 'batches', 'counts', index]);
  });
  const grid = content.quantile_grid?.length ?? 0;
  const of = 'the quantile grid has';
  issues.push(...lengthIssue(one.reference.quantiles, grid, [...path, 'reference', 'quantiles'], of));
  one.batches.quantiles?.forEach((row, index) => {
    issues.push(...lengthIssue(row ?? undefined, grid, [...path, 'batches', 'quantiles', index], of));
  });
  return issues;
}
