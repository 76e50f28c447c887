// Evidently's results, in the shapes that its versions write.
import { asList, asRecord, asRecords, asText } from '../../core/data.ts';
import { emptyReport, unreadReport, type Report, type ReportSource } from '../../evidence/drift/reported.ts';
import { dayOf } from '../reading-of.ts';
import { readLegacyMetric } from './legacy.ts';
import { readSnapshotMetric } from './snapshot.ts';
import { readTestSuite } from './suite.ts';
import { testVerdicts } from './tests.ts';
import { count } from '../../core/words.ts';

const tool = 'Evidently';

/** Whether some JSON is something that Evidently writes, drift or not. */
export const isEvidently = (json: unknown): boolean => {
  const record = asRecord(json);
  if (record === null) return false;
  return isDump(record) || isTestSuite(record) || hasMetrics(record);
};

const hasMetrics = (record: Record<string, unknown>): boolean => {
  const [first] = asRecords(record['metrics']);
  if (first === undefined) return Array.isArray(record['metrics']) && Array.isArray(record['tests']);
  return isLegacy(first) || isSnapshot(first);
};
const isLegacy = (metric: Record<string, unknown>): boolean => 'metric' in metric && 'result' in metric;
const isSnapshot = (metric: Record<string, unknown>): boolean =>
  ('metric_id' in metric || 'metric_name' in metric) && 'value' in metric;
const isDump = (record: Record<string, unknown>): boolean =>
  'metric_results' in record && 'top_level_metrics' in record;
const isTestSuite = (record: Record<string, unknown>): boolean =>
  !('metrics' in record) && Array.isArray(record['tests']) && 'summary' in record;

/**
 * Reads what Evidently wrote: the legacy report as JSON or dict, the early snapshot (0.6, 0.7.0) and the snapshot of
 * 0.7, and the legacy TestSuite. Only its drift metrics are readings; tests of profiles and of datasets are about
 * other things.
 * Source: evidentlyai/evidently `src/evidently/core/report.py`, `src/evidently/legacy/report/report.py`.
 */
export function readEvidently({ json, as }: ReportSource): Report {
  const record = asRecord(json) ?? {};
  if (isDump(record)) {
    return unreadReport(
      tool,
      'the file is a whole Evidently snapshot, as `dumps()` or a workspace keeps it, which holds its widgets and no list of results',
      'write its results with `snapshot.json()` or `snapshot.save_json(…)`, and register that file',
    );
  }
  if (isTestSuite(record)) return readSuite(record, as.batch);
  const report = emptyReport(tool, shapeOf(record));
  report.version = asText(record['version']);
  const verdicts = testVerdicts(record['tests']);
  for (const [i, one] of asList(record['metrics']).entries()) {
    const metric = asRecord(one);
    const at = ['metrics', i];
    if (metric === null) continue;
    if (isLegacy(metric)) readLegacyMetric(metric, at, report);
    else readSnapshotMetric(metric, at, report, verdicts);
  }
  nameBatches(report, asText(record['timestamp']), as.batch);
  addRowCounts(record, report);
  if (report.readings.length === 0 && report.issues.length === 0) {
    report.issues.push({
      path: ['metrics'],
      message:
        'the report holds no drift metric: none of `ValueDrift`, `DriftedColumnsCount`, `DataDriftTable`, `ColumnDriftMetric` and `DatasetDriftMetric` is in it',
      fix: 'add `DataDriftPreset()` to the report, or register it as `type: report`',
      severity: 'warning',
    });
  }
  return report;
}

function readSuite(record: Record<string, unknown>, batch: string | null): Report {
  const report = emptyReport(tool, 'test suite');
  report.version = asText(record['version']);
  readTestSuite(record['tests'], report);
  nameBatches(report, asText(record['timestamp']), batch);
  if (report.readings.length === 0 && report.issues.length === 0) {
    report.issues.push({
      path: ['tests'],
      message:
        'the suite holds no test of drift: none of `TestColumnDrift`, `TestShareOfDriftedColumns` and `TestNumberOfDriftedColumns` is in it',
      fix: 'add `DataDriftTestPreset()` to the suite, or register it as `type: report`',
      severity: 'warning',
    });
  }
  return report;
}

function shapeOf(record: Record<string, unknown>): string {
  const [first] = asRecords(record['metrics']);
  if (first && isLegacy(first)) return 'version' in record ? 'legacy report' : 'legacy report as dict';
  return first && 'metric_id' in first && !('config' in first) ? 'early snapshot' : 'snapshot';
}

/** The time of a run says when it was made, not of which batch; it names the batch only where nothing else does. */
function nameBatches(report: Report, timestamp: string | null, declared: string | null): void {
  const day = dayOf(timestamp);
  if (day === null) return;
  report.notes.push(`made on ${day}`);
  if (declared !== null) return;
  for (const reading of report.readings) reading.batch = day;
  report.notes.push('the batch is named after the day of the run, since nothing else names it');
}

/** A snapshot says how many rows the batch had only where somebody asked for a RowCount. */
function addRowCounts(record: Record<string, unknown>, report: Report): void {
  const counts = asRecords(record['metrics']).filter((one) =>
    /^RowCount\b/.test(asText(one['metric_name']) ?? asText(one['metric_id']) ?? ''),
  );
  const rows = counts.length === 1 ? counts[0]!['value'] : null;
  if (typeof rows !== 'number' || !Number.isInteger(rows)) return;
  // Rows with a value may be fewer; how many, the file does not say.
  report.notes.push(`the batch has ${count(rows, 'row')}, those without a value included`);
}
