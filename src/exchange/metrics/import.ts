// Metrics of other tools as `casebook/metrics@1`, told apart by their keys; what a file does not say stays unknown.
import { asNumber, asRecord } from '../../core/data.ts';
import type { Json } from '../../core/document.ts';
import { toPointer, type Path, type Place } from '../../core/place.ts';
import { withOrigins } from '../../evidence/origin.ts';
import type { Metrics } from '../../evidence/shapes/metrics.ts';
import type { ByGroup } from '../fairlearn/layout.ts';
import { readByGroup } from '../fairlearn/import.ts';
import { readHuggingFace } from '../hugging-face/import.ts';
import { readModelCard } from '../model-card/import.ts';
import { headOf, type About } from './about.ts';
import type { MetricsFault } from './fault.ts';
import { figure } from './figure.ts';
import { readFlat } from './flat.ts';
import { parseReportText } from './report-text.ts';

/** A file of metrics as it was read: parsed JSON, YAML or front matter, the cells of a table, or text. */
export type MetricsSource = { file: string } & (
  { json: Json } | { cells: readonly (readonly string[])[]; declared: ByGroup | null } | { text: string }
);

/**
 * Reads MLflow's metrics (a flat object as `EvaluationResult.save` or a script writes it, or the list of a run),
 * scikit-learn's `classification_report` as an object or as text, Fairlearn's metrics by group, and the figures of model
 * cards: Model Card Toolkit, CycloneDX, Hugging Face; `null` for anything else.
 * @param say takes what is wrong with single figures of a file that is read all the same.
 * @throws {MetricsFaultError} when the file is recognised and cannot be read, or leaves open what only the register
 * can say.
 */
export function importMetrics(
  source: MetricsSource,
  about: About,
  say: (fault: MetricsFault) => void,
): Metrics | null {
  if ('cells' in source) return readByGroup(source, about);
  if ('json' in source) {
    const { file, json } = source;
    return (
      readModelCard(file, json, about, say) ??
      readHuggingFace(file, json, about, say) ??
      readReport(json, about, (path) => path) ??
      readFlat(json, about)
    );
  }
  const printed = parseReportText(source.text, source.file);
  return printed === null ? null : readReport(printed.report, about, printed.placeOf);
}

/** Names of scikit-learn's averages, which are no classes. */
const averages = new Set(['micro avg', 'macro avg', 'weighted avg', 'samples avg']);

const reportFields = { precision: 'precision', recall: 'recall', 'f1-score': 'f1' } as const;

/**
 * A classification report: rates by class with support, averages, and accuracy where it is there.
 * @param originOf where a value of the object stands in the file.
 */
function readReport(json: Json, about: About, originOf: (path: Path) => Path | Place | null): Metrics | null {
  const record = asRecord(json);
  if (record === null) return null;
  const rows = Object.entries(record).filter(([name]) => name !== 'accuracy');
  const isRow = (row: unknown): boolean => {
    const fields = asRecord(row);
    return fields !== null && ['support', ...Object.keys(reportFields)].every((key) => key in fields);
  };
  if (!rows.some(([name]) => averages.has(name)) || !rows.every(([, row]) => isRow(row))) return null;
  const support = (row: unknown): number | null => asNumber(asRecord(row)?.['support']);
  // The averages of a report without accuracy are over labels, of which a row may have several or none.
  const n = support(record['weighted avg'] ?? record['macro avg']);
  const origins = new Map<string, Path | Place>();
  const note = (path: Path, from: Path): void => {
    const origin = originOf(from);
    if (origin !== null) origins.set(toPointer(path), origin);
  };
  const figures = (row: unknown, of: number | null): Metrics['metrics'] =>
    Object.fromEntries(
      Object.entries(reportFields).map(([field, type]) => [
        type,
        // Precision rests on the rows that were chosen, and the report does not count them.
        figure(type, asNumber(asRecord(row)?.[field]), type === 'recall' ? of : null),
      ]),
    );
  const metrics: Metrics['metrics'] = {};
  const slices: NonNullable<Metrics['slices']> = { class: {} };
  if ('accuracy' in record) {
    metrics['accuracy'] = figure('accuracy', asNumber(record['accuracy']), n);
    note(['metrics', 'accuracy', 'value'], ['accuracy']);
  }
  for (const [name, row] of rows) {
    const of = support(row);
    if (!averages.has(name)) {
      if (of === null || !Number.isInteger(of)) continue;
      slices['class']![name] = { n: of, metrics: figures(row, of) };
      const at = ['slices', 'class', name];
      note([...at, 'n'], [name, 'support']);
      for (const [field, type] of Object.entries(reportFields))
        note([...at, 'metrics', type, 'value'], [name, field]);
      continue;
    }
    // An average of F1 is not F1 of averages: each is a measure of its own.
    for (const [type, one] of Object.entries(figures(row, null))) {
      const average = `${name.replace(' avg', '')}_${type}`;
      metrics[average] = { ...one, type: average, unit: 'share' };
      const field = Object.keys(reportFields).find(
        (key) => reportFields[key as keyof typeof reportFields] === type,
      )!;
      note(['metrics', average, 'value'], [name, field]);
    }
  }
  const made = {
    ...headOf(about, 'scikit-learn classification_report'),
    n: 'accuracy' in record ? n : null,
    metrics,
    ...(Object.keys(slices['class']!).length > 0 && { slices }),
  };
  return withOrigins(made, origins);
}
