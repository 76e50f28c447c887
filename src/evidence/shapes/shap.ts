import { z } from 'zod';
import {
  count,
  finite,
  head,
  isFiniteNumber,
  lengthIssue,
  listOf,
  period,
  text,
  type ShapeIssue,
} from './common.ts';

/** What contributions can add up to. */
export const outputSpaces = ['log-odds', 'probability', 'margin', 'value', 'log-hazard', 'unknown'] as const;

const row = z.strictObject({
  id: text().optional().describe('Only for synthetic or permitted cases.'),
  shap: listOf(finite(), isFiniteNumber, 'One contribution per feature, in the order of `features`.'),
  values: z
    .array(z.union([finite(), z.string()]).nullable())
    .optional()
    .describe('Feature values; null is missing, text a category.'),
  output: finite().optional().describe('Model output of the row, in `output_space`.'),
  base_value: finite()
    .optional()
    .describe('Expected output of the row, where it differs by row; `base_value` of the file is then null.'),
});

const density = z.strictObject({
  edges: z
    .array(finite())
    .min(2)
    .describe('Edges of bins of the contribution, ascending, outer ones included.'),
  counts: z.array(count()).describe('Rows per bin.'),
  mean_value: z.array(finite().nullable()).optional().describe('Mean feature value per bin.'),
});

const group = z.strictObject({
  columns: z.array(text()).min(1),
  mean_abs: finite().describe('Mean over all rows of |sum of the columns’ contributions|.'),
  mean: finite().optional(),
});

const batch = z.strictObject({
  batch: text().describe('What the batch is called: `2026-10`, a day, a version.'),
  n: count().describe('Rows explained.'),
  mean_abs: z.array(finite()).describe('Mean |contribution| per feature, in the order of `features`.'),
  groups: z
    .record(z.string().min(1), finite())
    .optional()
    .describe('Mean |sum of the columns’ contributions| by name of `groups`.'),
});

/**
 * `casebook/shap@1`: contributions of features to a model's output. Totals are over all rows, the rows kept are
 * drawn by a stated rule; where rows may not be kept, `aggregates` take their place.
 */
export const shapShape = z.strictObject({
  schema: z.literal('casebook/shap@1'),
  ...head,
  period: period.optional().describe('Time the rows cover.'),
  explainer: z.strictObject({
    name: text().describe('Program and version.'),
    algorithm: text().optional().describe('`TreeSHAP, tree-path-dependent`, `KernelSHAP` …'),
    background: text().nullable().optional().describe('Background data; null when the method has none.'),
  }),
  output_space: z.enum(outputSpaces).describe('What contributions add up to.'),
  class_name: text().optional().describe('The class explained, in words.'),
  base_value: finite()
    .nullable()
    .describe('Expected output; null when not known, additivity is then not checkable.'),
  n_total: count().describe('Rows explained.'),
  n_drawn: count().describe('Rows kept in the file.'),
  sampling: text().optional().describe('How they were drawn.'),
  features: z.array(text()).min(1).describe('Columns of the model, in order.'),
  mean_abs: z.array(finite()).describe('Mean |contribution| per feature, over all rows.'),
  mean: z.array(finite()).optional().describe('Mean contribution per feature, over all rows.'),
  groups: z
    .record(z.string().min(1), group)
    .optional()
    .describe('Register features that are several columns, summed before the absolute value.'),
  additivity: z
    .strictObject({
      max_abs_gap: finite().describe('Largest |base + sum − output| over all rows.'),
      n: count(),
      n_beyond: count()
        .optional()
        .describe('Rows whose gap is above 0.01 and above 1 % of the output, as `shap` itself judges.'),
      max_abs_output: finite().optional().describe('Largest |output|: the scale that a gap is read on.'),
    })
    .optional(),
  rows: z.array(row).optional(),
  batches: z
    .array(batch)
    .min(1)
    .optional()
    .describe('Means by batch, over all its rows, where one file holds several; in the order of time.'),
  aggregates: z.record(z.string().min(1), density).optional().describe('Binned contributions, by feature.'),
});

export type Shap = z.infer<typeof shapShape>;
export type ShapRow = z.infer<typeof row>;

/** What a schema cannot say: one value per feature everywhere, as many rows as stated, columns that exist. */
export function checkShap(content: Shap): ShapeIssue[] {
  const issues: ShapeIssue[] = [];
  const width = content.features.length;
  const of = 'the features are';
  issues.push(...lengthIssue(content.mean_abs, width, ['mean_abs'], of));
  issues.push(...lengthIssue(content.mean, width, ['mean'], of));
  content.features.forEach((name, index) => {
    if (content.features.indexOf(name) < index) {
      issues.push({ path: ['features', index], message: `\`${name}\` is there twice` });
    }
  });
  content.rows?.forEach((one, index) => {
    issues.push(...lengthIssue(one.shap, width, ['rows', index, 'shap'], of));
    issues.push(...lengthIssue(one.values, width, ['rows', index, 'values'], of));
  });
  issues.push(...lengthIssue(content.rows, content.n_drawn, ['rows'], '`n_drawn` is'));
  if (content.rows === undefined && content.n_drawn > 0 && content.aggregates === undefined) {
    issues.push({
      path: ['n_drawn'],
      message: `is ${content.n_drawn}, and there are neither rows nor aggregates`,
    });
  }
  if (content.n_drawn > content.n_total) {
    issues.push({
      path: ['n_drawn'],
      message: `is above \`n_total\` (${content.n_drawn} > ${content.n_total})`,
    });
  }
  content.batches?.forEach((one, index, all) => {
    issues.push(...lengthIssue(one.mean_abs, width, ['batches', index, 'mean_abs'], of));
    if (all.findIndex(({ batch }) => batch === one.batch) < index) {
      issues.push({ path: ['batches', index, 'batch'], message: `\`${one.batch}\` is there twice` });
    }
  });
  for (const [name, one] of Object.entries(content.groups ?? {})) {
    one.columns.forEach((column, index) => {
      if (!content.features.includes(column)) {
        const path = ['groups', name, 'columns', index];
        issues.push({ path, message: `\`${column}\` is not one of the features` });
      }
    });
  }
  for (const [name, one] of Object.entries(content.aggregates ?? {})) {
    if (!content.features.includes(name)) {
      issues.push({ path: ['aggregates', name], message: 'is not one of the features' });
    }
    const path = ['aggregates', name, 'counts'];
    issues.push(...lengthIssue(one.counts, one.edges.length - 1, path, 'the bins are'));
  }
  return issues;
}
