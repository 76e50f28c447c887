import { count } from '../../core/words.ts';
import { asNumber, asRecord, asText } from '../../core/data.ts';
import type { Path } from '../../core/place.ts';
import { notesOf, unknownReading, type Report, type ReportedReading } from '../../evidence/drift/reported.ts';
import { sum } from '../../evidence/sum.ts';
import { evidentlyMethod } from '../report-methods.ts';
import { booleanOf, byMethod, warning } from '../reading-of.ts';

/** Reads a metric of a legacy report; those that speak of no drift are passed over. */
export function readLegacyMetric(metric: Record<string, unknown>, at: Path, report: Report): void {
  const name = asText(metric['metric']);
  const result = asRecord(metric['result']);
  if (name !== 'DatasetDriftMetric' && name !== 'DataDriftTable' && name !== 'ColumnDriftMetric') return;
  if (result === null) {
    report.issues.push(
      warning([...at, 'result'], `\`${name}\` has no result`, 'look in the run for why it failed'),
    );
    return;
  }
  const path = [...at, 'result'];
  if (name === 'ColumnDriftMetric') {
    addColumn(result, path, null, report);
    return;
  }
  addShare(result, path, report);
  const table = asRecord(result['drift_by_columns']);
  if (name === 'DataDriftTable' && table === null) {
    report.issues.push(
      warning([...path, 'drift_by_columns'], 'there is no `drift_by_columns`', 'write the report again'),
    );
  }
  for (const [column, one] of Object.entries(table ?? {})) {
    addColumn(asRecord(one) ?? {}, [...path, 'drift_by_columns', column], column, report);
  }
}

/** The share of drifted columns, which the table and the dataset metric both state: the first counts. */
function addShare(result: Record<string, unknown>, path: Path, report: Report): void {
  const share = asNumber(result['share_of_drifted_columns']);
  const method = 'Share of drifted columns';
  if (share === null || report.readings.some((one) => one.method === method)) return;
  const [drifted, all] = [
    asNumber(result['number_of_drifted_columns']),
    asNumber(result['number_of_columns']),
  ];
  report.readings.push({
    ...unknownReading([...path, 'share_of_drifted_columns'], 'all columns'),
    method,
    value: share,
    direction: 'above',
    threshold: asNumber(result['drift_share']),
    bins: 0,
    zero_rule: 'none',
    alert: booleanOf(result['dataset_drift']),
    note: drifted === null || all === null ? null : `${drifted} of ${count(all, 'column')}`,
  });
}

function addColumn(result: Record<string, unknown>, path: Path, key: string | null, report: Report): void {
  const column = asText(result['column_name']) ?? key;
  if (column === null) {
    report.issues.push(
      warning(path, 'a drift result does not say of which column it is', 'write the report again'),
    );
    return;
  }
  const written = asText(result['stattest_name']);
  const method = written === null ? null : evidentlyMethod(written);
  const value = asNumber(result['drift_score']);
  const reading: ReportedReading = {
    ...unknownReading([...path, 'drift_score'], column),
    ...(method === null ? { method: written, value } : byMethod(method, value)),
    threshold: asNumber(result['stattest_threshold']),
    alert: booleanOf(result['drift_detected']),
  };
  if (value === null) {
    report.issues.push(
      warning(
        [...path, 'drift_score'],
        `the drift of \`${column}\` has no \`drift_score\` that is a number`,
        'look in the run for why it could not be computed; the reading stays without a value',
      ),
    );
  }
  if (report.readings.some((one) => one.feature === column && one.method === reading.method)) return;
  report.readings.push({
    ...reading,
    ...distributionOf(result, path, report, reading),
  });
}

/**
 * What the small distributions of a column say. Of categories they are counts, over which the statistic can be
 * computed again; of numbers they are densities over ten bins of each side's own range, which are neither the bins of
 * the statistic nor the same on both sides, so that nothing can be computed from them.
 * Source: evidentlyai/evidently `legacy/calculations/data_drift.py: get_one_column_drift`.
 */
function distributionOf(
  result: Record<string, unknown>,
  path: Path,
  report: Report,
  reading: ReportedReading,
): Partial<ReportedReading> {
  const side = (name: string): Record<string, unknown> | null =>
    asRecord(asRecord(result[name])?.['small_distribution']);
  const [reference, current] = [side('reference'), side('current')];
  if (reference === null || current === null) return {};
  const type = asText(result['column_type']);
  if (type === 'num') {
    const note =
      'not recomputed: its small distributions have ten bins over the range of each side, not the bins of the statistic';
    return { note: notesOf(reading.note, note) };
  }
  if (type !== 'cat') return {};
  const [r, c] = [countsOf(reference), countsOf(current)];
  if (r === null || c === null) {
    report.issues.push(
      warning(
        [...path, r === null ? 'reference' : 'current', 'small_distribution'],
        `the counts of \`${reading.feature}\` cannot be read: \`x\` has to name each category once, and \`y\` to count its rows`,
        'write the report again; the value is taken as it stands and not recomputed',
      ),
    );
    return {};
  }
  const names = [...new Set([...r.keys(), ...c.keys()])];
  const counts = {
    reference: names.map((name) => r.get(name) ?? 0),
    current: names.map((name) => c.get(name) ?? 0),
  };
  return {
    counts,
    n_ref: sum(counts.reference),
    n_cur: sum(counts.current),
    // A statistic over bins has one for each category.
    bins: reading.bins === 0 ? 0 : names.length,
  };
}

function countsOf({ x, y }: Record<string, unknown>): Map<string, number> | null {
  if (!Array.isArray(x) || !Array.isArray(y) || x.length !== y.length) return null;
  const counts = new Map<string, number>();
  for (const [i, name] of (x as unknown[]).entries()) {
    const rows = (y as unknown[])[i];
    const isCount = typeof rows === 'number' && Number.isSafeInteger(rows) && rows >= 0;
    const key = JSON.stringify(name) ?? 'null';
    if (!isCount || counts.has(key)) return null;
    counts.set(key, rows);
  }
  return counts;
}
