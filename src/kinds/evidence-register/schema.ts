import { z } from 'zod';
import { provenances } from '../../core/artefact.ts';
import { date, field, ref, text, withFix } from '../../core/field.ts';
import { shapLayouts } from '../../evidence/shap/declared.ts';
import { outputSpaces } from '../../evidence/shapes/shap.ts';
import { rhythm } from '../duration.ts';
import { idPattern } from '../../core/id.ts';
import { texts } from '../types.ts';

/** What a piece of evidence is, for people who look for one. */
export const evidenceTypes = [
  'metrics',
  'profile',
  'drift',
  'shap',
  'report',
  'log',
  'dataset',
  'model',
  'lineage',
  'code',
  'dashboard',
  'minutes',
  'ticket',
  'screenshot',
  'other',
] as const;

/** Tools whose drift results are read; `drift-table` is any other table, by the columns that the row names. */
export const driftFormats = [
  'evidently',
  'deepchecks',
  'alibi-detect',
  'nannyml',
  'whylogs',
  'drift-table',
] as const;

const count = () => z.int().min(0);

/** Columns of a drift table, by what they mean. */
export const driftColumns = z.strictObject({
  feature: field(text(), 'R', 'Column that names the feature.', 'GK'),
  value: field(text(), 'R', 'Column of the statistic or the p-value.', 'GK'),
  batch: field(text(), 'C', 'Column that names the batch.', 'GK'),
  batch_to: field(text(), 'O', 'Column of the last day of the batch, `YYYY-MM-DD`.', 'GK'),
  baseline: field(text(), 'O', 'Column that names what the batch is compared with.', 'GK'),
  method: field(text(), 'C', 'Column that names the method.', 'GK'),
  p_value: field(text(), 'O', 'Column of the p-value beside a statistic.', 'GK'),
  threshold: field(text(), 'O', 'Column of the limit that the tool used.', 'GK'),
  direction: field(text(), 'O', 'Column that says `above` or `below`: where trouble is.', 'GK'),
  alert: field(text(), 'O', 'Column of the verdict of the tool, true or false.', 'GK'),
  n_ref: field(text(), 'O', 'Column of the rows of the reference.', 'GK'),
  n_cur: field(text(), 'O', 'Column of the rows of the batch.', 'GK'),
  bins: field(text(), 'O', 'Column of the number of bins.', 'GK'),
  zero_rule: field(text(), 'O', 'Column of the rule for empty bins.', 'GK'),
});

/** What holds for every reading of a file, where the file does not say. */
export const driftConstants = z.strictObject({
  tool: field(text(), 'O', 'What computed the table, as pages name it.', 'GK'),
  baseline: field(
    text(),
    'O',
    'What batches are compared with, such as `last quarter`; readings against two baselines are two series.',
    'GK',
  ),
  method: field(text(), 'C', 'The method, such as `PSI`.', 'GK'),
  direction: field(z.enum(['above', 'below']), 'C', 'The side on which trouble is.', 'GK'),
  threshold: field(z.number(), 'O', 'The limit that the tool used.', 'GK'),
  n_ref: field(count(), 'C', 'Rows of the reference.', 'GK'),
  n_cur: field(count(), 'C', 'Rows of the batch.', 'GK'),
  bins: field(count(), 'C', 'Bins compared; 0 where the method uses none.', 'GK'),
  zero_rule: field(text(), 'C', 'How empty bins are treated, such as `clip 1e-6`.', 'GK'),
});

/** What a file of SHAP values leaves open; of a file in Casebook's own shape nothing. */
export const shapFacts = z.strictObject({
  layout: field(
    z.enum(shapLayouts),
    'C',
    'How the file is laid out, where it can be read in two ways: one row per case (`wide`), per case and feature (`long`), means by feature (`table`), or contributions with the base as the last column (`contribs`).',
    'GK',
  ),
  output_space: field(
    z.enum(outputSpaces),
    'R',
    'What contributions add up to. Files rarely say; without it they have no unit and additivity is not judged.',
    'GK',
    { tier: 4 },
  ),
  explainer: field(text(), 'R', 'Program and version that computed them.', 'SS1/23 P3.5', { tier: 4 }),
  algorithm: field(text(), 'C', 'Algorithm, such as `TreeSHAP, tree-path-dependent`.', 'SS1/23 P3.5'),
  background: field(text(), 'C', 'Background data, where the algorithm uses any.', 'SS1/23 P3.5'),
  model: field(text(), 'O', 'The model, where the system has several; else the system itself.', 'GK'),
  dataset: field(text(), 'O', 'The rows explained, in words; else the title of the evidence.', 'GK'),
  period: field(
    z.strictObject({
      from: field(date(), 'R', 'First day of the rows.', 'GK'),
      to: field(date(), 'R', 'Last day of the rows.', 'GK'),
    }),
    'C',
    'Time that the rows cover: what puts several files in order.',
    'GK',
  ),
  class: field(
    z.union([z.int().min(0), text()]),
    'C',
    'Of a model with several outputs: the one that is meant, by its name in the file or its position from 0.',
    'GK',
  ),
  class_name: field(text(), 'O', 'The class explained, in words.', 'GK'),
  interaction: field(
    z.boolean(),
    'C',
    'Whether an array of three axes holds interactions, feature by feature; they are summed to contributions.',
    'GK',
  ),
  base_value: field(z.number(), 'C', 'Expected output, where the file does not hold it.', 'GK'),
  base_column: field(text(), 'C', 'Column of the base value, when it is not called `base_value`.', 'GK'),
  id_column: field(text(), 'C', 'Column that tells rows apart, when it is not called `id`.', 'GK'),
  prediction_column: field(
    text(),
    'C',
    'Column of the model’s output in the same space, when it is not called `prediction`.',
    'GK',
  ),
  batch_column: field(
    text(),
    'C',
    'Column that says which batch a row is of, when it is not called `batch`: importance is then shown over time.',
    'GK',
  ),
  other_columns: field(texts(), 'C', 'Columns that are no contributions.', 'GK'),
  features: field(texts(), 'C', 'Names of the columns in order, where the file has none.', 'GK'),
  values_file: field(text(), 'C', 'File of the feature values, from the register’s own folder.', 'GK'),
  base_values_file: field(text(), 'C', 'File of base values; MLflow’s is found by itself.', 'GK'),
  predictions_file: field(text(), 'C', 'File of the model’s outputs, one for each row.', 'GK'),
  n: field(z.int().min(1), 'C', 'Rows explained, where the file holds nothing but means.', 'GK'),
});

/** What Fairlearn's metrics by group leave open. */
export const byGroup = z.strictObject({
  sensitive: field(
    texts(),
    'R',
    'Columns that tell the groups apart; several are crossed. Fairlearn’s sensitive features.',
    'MC19',
  ),
  control: field(
    texts(),
    'C',
    'Columns within whose values groups are compared: Fairlearn’s control features.',
    'MC19',
  ),
  comparison_group: field(
    text(),
    'O',
    'The group that others are compared with, by its name: `female`, or `female|18-24` of crossed columns.',
    'GK',
  ),
});

/** One registered file. `casebook evidence add` writes the digest; nobody types it. */
const evidenceRow = z.strictObject({
  id: field(
    z.string().regex(idPattern, { error: 'must be made of letters, digits, dots, underscores and hyphens' }),
    'R',
    'Short id, unique in the system: what claims and controls cite.',
    'GK',
    { tier: 4 },
  ),
  title: field(text(), 'R', 'What the file shows, in a few words.', 'OSCAL', { tier: 3 }),
  file: field(text(), 'R', 'Path of the file, from the register’s own folder.', 'OSCAL', { tier: 4 }),
  type: field(z.enum(evidenceTypes), 'R', 'What sort of evidence it is.', 'OSCAL', { tier: 3 }),
  sha256: field(
    withFix(
      z.string().regex(/^[0-9a-f]{64}$/, { error: 'must be a SHA-256 digest of 64 lower-case hex digits' }),
      'run `casebook evidence refresh`, which writes the digest of the file as it is now',
    ),
    'R',
    'Digest of the file’s bytes, written by `casebook evidence add` or `refresh`.',
    'A4(2)(g)',
    { tier: 4 },
  ),
  captured_at: field(date(), 'R', 'The day the file was produced.', 'GK', { tier: 3 }),
  valid_until: field(date(), 'C', 'Last day on which it still proves anything.', 'GK'),
  cadence: field(
    rhythm(),
    'C',
    'How often it has to be renewed, when it states no end: `quarterly` or `P3M`.',
    'GK',
  ),
  produced_by: field(text(), 'R', 'The script, pipeline or person that made it.', 'GK', { tier: 2 }),
  model_version: field(text(), 'C', 'The model version it speaks of.', 'SS1/23 P3.5'),
  provenance: field(z.enum(provenances), 'R', 'Where the data in it come from.', 'GK', { tier: 4 }),
  description: field(text(), 'O', 'What it holds and what it does not.', 'OSCAL'),
  format: field(
    z.enum(driftFormats),
    'C',
    'Of drift results: what wrote them. Without it the keys of the file decide; a table of your own has to say so.',
    'GK',
  ),
  batch: field(text(), 'C', 'Of drift results: the batch they are of, where the file does not say.', 'GK'),
  batch_to: field(date(), 'C', 'Of drift results: the last day of that batch.', 'GK'),
  features: field(
    texts(),
    'C',
    'Of drift results that number the features: their names, in the order of the columns.',
    'GK',
  ),
  columns: field(driftColumns, 'C', 'Of a drift table: its columns, by what they mean.', 'GK'),
  constants: field(
    driftConstants,
    'C',
    'Of drift results: what holds for every reading and the file does not say. What the file says goes before it.',
    'GK',
  ),
  rows: field(
    z.string().regex(/^(?:\/.*)?$/, { error: 'must be a JSON Pointer such as `/results`' }),
    'O',
    'Of a drift table in JSON: where its list stands, as a JSON Pointer.',
    'RFC 6901',
  ),
  delimiter: field(
    z.enum([',', ';', '\t', '|']),
    'O',
    'Of a drift table in CSV: what stands between values, when it is no comma.',
    'RFC 4180',
  ),
  decimal: field(z.enum(['.', ',']), 'O', 'Of a drift table in CSV: the decimal sign, `.` or `,`.', 'GK'),
  by_group: field(
    byGroup,
    'C',
    'Of metrics by group that Fairlearn wrote as CSV: which columns tell the groups apart.',
    'MC19',
  ),
  shap: field(shapFacts, 'C', 'Of SHAP values that another tool wrote: what the file does not say.', 'GK'),
  rows_approved_by: field(
    ref('party'),
    'C',
    'Who allowed rows about people to be kept, when they are not synthetic. Without it only aggregates are kept.',
    'GDPR 5(1)(c)',
  ),
});

/** `evidence/evidence.yaml`: the files that claims rest on, with their digests. */
export const schema = z.strictObject({
  evidence: field(z.array(evidenceRow), 'R', 'The registered files.', 'A4(2)(g)', { tier: 4 }),
  note: field(text(), 'O', 'How this evidence is produced as a whole.', 'GK'),
  tags: field(texts(), 'O', 'Free words.', 'GK'),
});
