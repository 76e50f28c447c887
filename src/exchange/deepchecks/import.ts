// Deepchecks: the drift scores of its checks, of a suite or of one check alone.
import { asList, asNumber, asRecord, asText } from '../../core/data.ts';
import type { Path } from '../../core/place.ts';
import {
  emptyReport,
  notesOf,
  unknownReading,
  type Report,
  type ReportSource,
} from '../../evidence/drift/reported.ts';
import { byMethod, warning } from '../reading-of.ts';
import { deepchecksMethods } from '../report-methods.ts';

const tool = 'Deepchecks';

/** Whether some JSON is what `SuiteResult.to_json()` or `CheckResult.to_json()` gives. */
export const isDeepchecks = (json: unknown): boolean => {
  const record = asRecord(json);
  if (record === null) return false;
  return record['type'] === 'SuiteResult' ? Array.isArray(record['results']) : isCheck(record);
};

const isCheck = (record: Record<string, unknown>): boolean =>
  asRecord(record['check']) !== null &&
  'header' in record &&
  ('conditions_results' in record || 'exception' in record);

/**
 * Reads every check whose value is drift scores with their methods: of features or properties, of the label and of
 * predictions. Other checks are about other things. A condition is of the check as a whole, so it gives limits and a
 * note, and no verdict on a column.
 * Source: deepchecks/deepchecks `deepchecks/utils/abstracts/feature_drift.py`, `deepchecks/core/serialization/`.
 */
export function readDeepchecks({ json }: ReportSource): Report {
  const record = asRecord(json) ?? {};
  const isSuite = record['type'] === 'SuiteResult';
  const report = emptyReport(tool, isSuite ? 'suite' : 'check');
  const checks = isSuite ? asList(record['results']) : [record];
  for (const [i, one] of checks.entries()) {
    const check = asRecord(one);
    if (check !== null) readCheck(check, isSuite ? ['results', i] : [], report);
  }
  if (report.readings.length === 0 && report.issues.length === 0) {
    report.issues.push(
      warning(
        isSuite ? ['results'] : [],
        'no check holds a drift score with its method',
        'add `FeatureDrift()` to the suite, or register it as `type: report`',
      ),
    );
  }
  return report;
}

function readCheck(check: Record<string, unknown>, at: Path, report: Report): void {
  const header = asText(check['header']) ?? 'a check';
  if ('exception' in check && /drift/i.test(header)) {
    report.issues.push(
      warning(
        [...at, 'exception'],
        `\`${header}\` could not be carried out: ${asText(check['exception']) ?? 'the file does not say why'}`,
        'look in the run for why; it has no readings',
      ),
    );
  }
  const value = asRecord(check['value']);
  if (value === null) return;
  const scores = isScore(value)
    ? [{ feature: subjectOf(header), score: value, path: [...at, 'value'] }]
    : Object.entries(value).map(([feature, score]) => ({
        feature,
        score: asRecord(score),
        path: [...at, 'value', feature],
      }));
  const limits = limitsOf(check);
  const before = report.readings.length;
  for (const { feature, score, path } of scores) {
    if (score === null || !isScore(score)) continue;
    const written = asText(score['Method']);
    const method = written === null ? undefined : deepchecksMethods[written];
    const drift = asNumber(score['Drift score']);
    if (drift === null && score['Drift score'] !== null) {
      const message = `the drift score of \`${feature}\` is not one number`;
      report.issues.push(warning([...path, 'Drift score'], message, 'the reading stays without a value'));
    }
    report.readings.push({
      ...unknownReading([...path, 'Drift score'], feature),
      ...(method === undefined ? { method: written, value: drift } : byMethod(method, drift)),
      direction: 'above',
      threshold: method === undefined ? null : limits[method.of],
      note: notesOf(score['Drift score'] === null && 'Deepchecks had too few rows for a score'),
    });
  }
  if (report.readings.length === before) return;
  for (const one of asList(check['conditions_results'])) {
    const { Status: status, Condition: condition, 'More Info': more } = asRecord(one) ?? {};
    if (asText(status) === null) continue;
    report.notes.push(
      `${header}: ${asText(status)!} of “${asText(condition) ?? 'a condition'}”${asText(more) === null ? '' : `: ${asText(more)!}`}`,
    );
  }
}

const isScore = (value: Record<string, unknown>): boolean => 'Drift score' in value && 'Method' in value;

/** What a check of one thing is about: `Label Drift` is of the label, `Prediction Drift` of the prediction. */
const subjectOf = (header: string): string =>
  header
    .replace(/^Train Test /, '')
    .replace(/ Drift$/, '')
    .toLowerCase();

/** The limits that the conditions of a check name, by the sort of column. */
function limitsOf(check: Record<string, unknown>): Record<'number' | 'category', number | null> {
  const conditions = asList(check['conditions_results']).map(
    (one) => asText(asRecord(one)?.['Condition']) ?? '',
  );
  const limit = (pattern: RegExp): number | null => {
    const [, found] = conditions.map((text) => pattern.exec(text)).find((match) => match !== null) ?? [];
    return found === undefined ? null : Number(found);
  };
  return {
    category: limit(/^categorical drift score < (\d*\.?\d+)\b/),
    number: limit(/\bnumerical drift score < (\d*\.?\d+)\b/),
  };
}
