// Flat metrics, as MLflow writes them and scripts alike: `{name: number}`, or a list of `{key, value, step, timestamp}`.
import { asNumber, asRecord } from '../../core/data.ts';
import type { Json } from '../../core/document.ts';
import { toPointer, type Path } from '../../core/place.ts';
import {
  countName,
  countNames,
  isMetricName,
  metricName,
  splitRows,
  type CountName,
} from '../../evidence/metric-name.ts';
import { withOrigins } from '../../evidence/origin.ts';
import type { Metric, Metrics } from '../../evidence/shapes/metrics.ts';

import { headOf, type About } from './about.ts';
import { figure } from './figure.ts';

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

/** A number of the file with where it stands. */
interface Entry {
  value: number | null;
  at: Path;
}
type Entries = Map<string, Entry>;

/** A threshold in the name of a figure: `precision_at_0.5`, `recall@0.3`, `f1_threshold_0.25`. */
const atThreshold = /^(.+?)[_\s-]*(?:@|[_\s-]at[_\s-]|[_\s-]thr(?:eshold)?[_\s=-]*)(\d*\.\d+)$/i;
/** Keys that say at which threshold everything in the file was decided. */
const isThreshold = (name: string): boolean => /^(?:decision_|classification_)?threshold$/i.test(name);
/** Measures that depend on a threshold. */
const decided = new Set([
  ...['accuracy', 'precision', 'recall', 'specificity', 'false_positive_rate', 'false_negative_rate', 'f1'],
  ...['balanced_accuracy', 'mcc'],
]);

/** What the name of a figure says: of which rows, at which threshold, and which measure or count. */
interface Name {
  rows: string | null;
  threshold: number | null;
  rest: string;
}

function nameOf(written: string): Name {
  const { rows, rest } = splitRows(written);
  const [, before, at] = atThreshold.exec(rest) ?? [];
  const isOne = before !== undefined && (isMetricName(before) || countName(before) !== null);
  return isOne ? { rows, threshold: Number(at), rest: before } : { rows, threshold: null, rest };
}

/**
 * Metrics of MLflow, and of scripts that write them alike: `{name: number}`, with or without `metrics` around it, or a
 * list of `{key, value, step, timestamp}`, the last step of each. The four counts of a confusion matrix become one;
 * `null` for anything else.
 */
export function readFlat(json: Json, about: About): Metrics | null {
  const list = listOf(json);
  const entries =
    list ?? flatOf(json, []) ?? flatOf((asRecord(json)?.['metrics'] ?? null) as Json, ['metrics']);
  if (entries === null) return null;
  const isMlflow = list !== null || [...entries.keys()].some((name) => Object.hasOwn(known, name));
  const origins = new Map<string, Path>();
  const { confusion, taken } = confusionOf(entries, origins);
  // Which threshold a file of one threshold was decided at.
  const stated = [...entries].find(([name]) => isThreshold(name))?.[1].value ?? null;
  for (const one of Object.values(confusion)) one.threshold ??= stated;
  const count = entries.get('example_count')?.value ?? null;
  const isOfTwo = [...entries.keys()].some((name) => countName(nameOf(name).rest) !== null);
  const metrics: Metrics['metrics'] = {};
  for (const [name, { value, at }] of entries) {
    if (name === 'example_count' || taken.has(name)) continue;
    metrics[name] =
      !isOfTwo && Object.hasOwn(averaged, name)
        ? { ...figure(averaged[name]!, value, null), unit: 'share' }
        : figureOf(name, value, stated);
    origins.set(toPointer(['metrics', name, 'value']), at);
  }
  const made: Metrics = {
    ...headOf(about, isMlflow ? 'mlflow.evaluate' : 'not stated'),
    n: count !== null && Number.isInteger(count) ? count : null,
    metrics,
    ...(Object.keys(confusion).length > 0 && { confusion }),
  };
  if (entries.has('example_count')) origins.set('/n', entries.get('example_count')!.at);
  return withOrigins(made, origins);
}

function figureOf(name: string, value: number | null, stated: number | null): Metric {
  const { threshold, rest } = nameOf(name);
  const type = typeOf(rest);
  const at = threshold ?? (decided.has(type) ? stated : null);
  return { ...figure(type, value, null), ...(at !== null && { threshold: at }) };
}

/** Matrices whose four counts the file has, by the rows and the threshold in their names; a part of one stays figures. */
function confusionOf(
  entries: Entries,
  origins: Map<string, Path>,
): { confusion: NonNullable<Metrics['confusion']>; taken: Set<string> } {
  const counts = [...entries].flatMap(([written, entry]) => {
    const name = nameOf(written);
    const cell = countName(name.rest);
    const isCount = entry.value !== null && Number.isSafeInteger(entry.value) && entry.value >= 0;
    return cell === null || !isCount ? [] : [{ written, name, cell, at: entry.at, value: entry.value! }];
  });
  const tables = Map.groupBy(counts, ({ name: { rows, threshold } }) =>
    [rows ?? 'all', ...(threshold === null ? [] : [`at_${threshold}`])].join('_'),
  );
  const confusion: NonNullable<Metrics['confusion']> = {};
  const taken = new Set<string>();
  for (const [id, table] of tables) {
    const of = new Map(table.map((one) => [one.cell, one]));
    if (of.size < countNames.length || table.length > of.size) continue;
    const cells = Object.fromEntries([...of].map(([cell, { value }]) => [cell, value]));
    confusion[id] = { threshold: table[0]!.name.threshold, ...(cells as Record<CountName, number>) };
    for (const { written, cell, at } of table) {
      taken.add(written);
      origins.set(toPointer(['confusion', id, cell]), at);
    }
    origins.set(toPointer(['confusion', id]), of.get('tp')!.at);
  }
  return { confusion, taken };
}

const typeOf = (name: string): string => known[name] ?? (isMetricName(name) ? metricName(name) : name);

const isMeasure = (name: string): boolean => Object.hasOwn(known, name) || isMetricName(nameOf(name).rest);

/** A flat object of numbers, one of them by the name of a measure. */
function flatOf(json: Json, at: Path): Entries | null {
  const entries = Object.entries(asRecord(json) ?? {});
  const isFlat =
    entries.length > 0 && entries.every(([, value]) => value === null || typeof value === 'number');
  if (!isFlat || !entries.some(([name]) => isMeasure(name))) return null;
  return new Map(entries.map(([name, value]) => [name, { value: asNumber(value), at: [...at, name] }]));
}

function listOf(json: Json): Entries | null {
  const record = asRecord(json);
  const [list, at] = Array.isArray(json)
    ? [json, []]
    : Array.isArray(record?.['metrics'])
      ? [record['metrics'], ['metrics']]
      : [asRecord(record?.['data'])?.['metrics'], ['data', 'metrics']];
  if (!Array.isArray(list) || list.length === 0) return null;
  const steps = new Map<string, { order: [number, number]; value: number | null; at: Path }>();
  for (const [index, one] of list.entries()) {
    const row = asRecord(one);
    const key = row?.['key'];
    if (row === null || typeof key !== 'string' || !('value' in row) || !('step' in row)) return null;
    const order: [number, number] = [asNumber(row['step']) ?? 0, asNumber(row['timestamp']) ?? 0];
    const before = steps.get(key)?.order;
    const isLater = !before || order[0] > before[0] || (order[0] === before[0] && order[1] >= before[1]);
    if (isLater) steps.set(key, { order, value: asNumber(row['value']), at: [...at, index, 'value'] });
  }
  return new Map([...steps].map(([key, { value, at: place }]) => [key, { value, at: place }]));
}
