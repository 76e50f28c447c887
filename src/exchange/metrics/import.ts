// Metrics of other tools as `casebook/metrics@1`, told apart by their keys; what a file does not say stays unknown.
import { asRecord } from '../../core/data.ts';
import type { Json } from '../../core/document.ts';
import { isMetricName, metricName } from '../../evidence/metric-name.ts';
import type { Metric, Metrics } from '../../evidence/shapes/metrics.ts';
import type { ByGroup } from '../fairlearn/layout.ts';
import { readByGroup } from '../fairlearn/import.ts';
import type { About } from './about.ts';
import { parseReportText } from './report-text.ts';

/** A file of metrics as it was read: parsed JSON, the cells of a table, or text. */
export type MetricsSource = { file: string } & (
  { json: Json } | { cells: readonly (readonly string[])[]; declared: ByGroup | null } | { text: string }
);

/**
 * Reads MLflow's metrics (a flat object as `EvaluationResult.save` or a script writes it, or the list of a run), scikit-learn's
 * `classification_report` as an object or as text, and Fairlearn's metrics by group; `null` for anything else.
 * @throws {MetricsFaultError} when the file is recognised and cannot be read, or leaves open what only the register
 * can say.
 */
export function importMetrics(source: MetricsSource, about: About): Metrics | null {
  if ('cells' in source) return readByGroup(source, about);
  if ('json' in source) return readReport(source.json, about) ?? readMlflow(source.json, about);
  const report = parseReportText(source.text, source.file);
  return report === null ? null : readReport(report, about);
}

/** Names of scikit-learn's averages, which are no classes. */
const averages = new Set(['micro avg', 'macro avg', 'weighted avg', 'samples avg']);

const reportFields = { precision: 'precision', recall: 'recall', 'f1-score': 'f1' } as const;

/** A classification report: rates by class with support, averages, and accuracy where it is there. */
function readReport(json: Json, about: About): Metrics | null {
  const record = asRecord(json);
  if (record === null) return null;
  const rows = Object.entries(record).filter(([name]) => name !== 'accuracy');
  const isRow = (row: unknown): boolean => {
    const fields = asRecord(row);
    return fields !== null && ['support', ...Object.keys(reportFields)].every((key) => key in fields);
  };
  if (!rows.some(([name]) => averages.has(name)) || !rows.every(([, row]) => isRow(row))) return null;
  const support = (row: unknown): number | null => numberOf(asRecord(row)?.['support']);
  // The averages of a report without accuracy are over labels, of which a row may have several or none.
  const n = support(record['weighted avg'] ?? record['macro avg']);
  const figures = (row: unknown, of: number | null): Metrics['metrics'] =>
    Object.fromEntries(
      Object.entries(reportFields).map(([field, type]) => [
        type,
        // Precision rests on the rows that were chosen, and the report does not count them.
        figure(type, numberOf(asRecord(row)?.[field]), type === 'recall' ? of : null),
      ]),
    );
  const metrics: Metrics['metrics'] = {};
  const slices: NonNullable<Metrics['slices']> = { class: {} };
  if ('accuracy' in record) metrics['accuracy'] = figure('accuracy', numberOf(record['accuracy']), n);
  for (const [name, row] of rows) {
    const of = support(row);
    if (!averages.has(name)) {
      if (of !== null && Number.isInteger(of)) slices['class']![name] = { n: of, metrics: figures(row, of) };
      continue;
    }
    // An average of F1 is not F1 of averages: each is a measure of its own.
    for (const [type, one] of Object.entries(figures(row, null))) {
      const average = `${name.replace(' avg', '')}_${type}`;
      metrics[average] = { ...one, type: average, unit: 'share' };
    }
  }
  return {
    ...headOf(about, 'scikit-learn classification_report'),
    n: 'accuracy' in record ? n : null,
    metrics,
    ...(Object.keys(slices['class']!).length > 0 && { slices }),
  };
}

/** Names by which an evaluation of MLflow is known. */
const known: Readonly<Record<string, string>> = {
  accuracy_score: 'accuracy',
  roc_auc: 'roc_auc',
  f1_score: 'f1',
  precision_score: 'precision',
  recall_score: 'recall',
  log_loss: 'log_loss',
  precision_recall_auc: 'precision_recall_auc',
  mean_absolute_error: 'mean_absolute_error',
  mean_squared_error: 'mean_squared_error',
  root_mean_squared_error: 'root_mean_squared_error',
  r2_score: 'r2',
};
/** Without counts the evaluator had several classes, and these are averages over them: no F1 follows from its parts. */
const averaged: Readonly<Record<string, string>> = {
  f1_score: 'average_f1',
  precision_score: 'average_of_precision',
  recall_score: 'average_recall',
};
/** Counts that the classifier evaluator writes among its metrics. */
const cells = {
  true_positives: 'tp',
  false_positives: 'fp',
  true_negatives: 'tn',
  false_negatives: 'fn',
} as const;

/**
 * Metrics of MLflow, and of scripts that write them alike: `{name: number}`, with or without `metrics` around it, or a
 * list of `{key, value, step, timestamp}`, the last step of each.
 */
function readMlflow(json: Json, about: About): Metrics | null {
  const list = listOf(json);
  const values = list ?? flatOf(json) ?? flatOf((asRecord(json)?.['metrics'] ?? null) as Json);
  if (values === null) return null;
  const isMlflow = list !== null || [...values.keys()].some((name) => Object.hasOwn(known, name));
  const isCell = (name: string): boolean => Object.hasOwn(cells, name);
  const named = [...values].filter(([name]) => name !== 'example_count' && !isCell(name));
  const n = values.get('example_count') ?? null;
  const isOfTwo = Object.keys(cells).some((name) => values.has(name));
  return {
    ...headOf(about, isMlflow ? 'mlflow.evaluate' : 'not stated'),
    n: n !== null && Number.isInteger(n) ? n : null,
    metrics: Object.fromEntries(
      named.map(([name, value]) => [
        name,
        !isOfTwo && Object.hasOwn(averaged, name)
          ? { ...figure(averaged[name]!, value, null), unit: 'share' }
          : figure(typeOf(name), value, null),
      ]),
    ),
  };
}

const typeOf = (name: string): string => known[name] ?? (isMetricName(name) ? metricName(name) : name);

/** What scripts put before the name of a measure to say of which rows it is: `val_auc`, `test/f1`. */
const ofRows = /^(?:train(?:ing)?|val(?:id(?:ation)?)?|test|eval|holdout|oot)[_/. -]+/i;

const isMeasure = (name: string): boolean =>
  Object.hasOwn(known, name) || isMetricName(name) || isMetricName(name.replace(ofRows, ''));

/** A flat object of numbers, one of them by the name of a measure. */
function flatOf(json: Json): Map<string, number | null> | null {
  const entries = Object.entries(asRecord(json) ?? {});
  const isFlat =
    entries.length > 0 && entries.every(([, value]) => value === null || typeof value === 'number');
  if (!isFlat || !entries.some(([name]) => isMeasure(name))) return null;
  return new Map(entries.map(([name, value]) => [name, numberOf(value)]));
}

function listOf(json: Json): Map<string, number | null> | null {
  const record = asRecord(json);
  const list = Array.isArray(json) ? json : (record?.['metrics'] ?? asRecord(record?.['data'])?.['metrics']);
  if (!Array.isArray(list) || list.length === 0) return null;
  const steps = new Map<string, { order: [number, number]; value: number | null }>();
  for (const one of list) {
    const row = asRecord(one);
    const key = row?.['key'];
    if (row === null || typeof key !== 'string' || !('value' in row) || !('step' in row)) return null;
    const order: [number, number] = [numberOf(row['step']) ?? 0, numberOf(row['timestamp']) ?? 0];
    const before = steps.get(key)?.order;
    const isLater = !before || order[0] > before[0] || (order[0] === before[0] && order[1] >= before[1]);
    if (isLater) steps.set(key, { order, value: numberOf(row['value']) });
  }
  return new Map([...steps].map(([key, { value }]) => [key, value]));
}

const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

function figure(type: string, value: number | null, n: number | null): Metric {
  return {
    type,
    value,
    ...(n !== null && Number.isInteger(n) && { n }),
    ...(value === null && { note: 'the file has no number here' }),
  };
}

const headOf = (about: About, name: string): Omit<Metrics, 'n' | 'metrics'> => ({
  schema: 'casebook/metrics@1',
  producer: { name },
  ...about,
});
