// Alibi Detect: what a detector of drift predicts for a batch, saved as JSON.
import { asList, asNumber, asRecord, asText } from '../../core/data.ts';
import type { Path } from '../../core/place.ts';
import {
  emptyReport,
  notesOf,
  unknownReading,
  unreadReport,
  type Report,
  type ReportSource,
} from '../../evidence/drift/reported.ts';
import { warning } from '../reading-of.ts';

const tool = 'Alibi Detect';

/** Whether some JSON is a prediction of a detector: `is_drift` under `data`, and `meta` beside it. */
export const isAlibiDetect = (json: unknown): boolean => {
  const record = asRecord(json);
  const data = asRecord(record?.['data']);
  return data !== null && 'is_drift' in data && asRecord(record?.['meta']) !== null;
};

/**
 * Reads `detector.predict(x)`: of a univariate detector one p-value for each feature, of a multivariate one the p-value
 * of the batch. Features are numbered in the file; their names are the register's. `is_drift` is one verdict on the
 * batch, at a threshold that is corrected for the number of features, unless it was asked for by feature.
 * Source: SeldonIO/alibi-detect `alibi_detect/cd/base.py`, `alibi_detect/cd/tabular.py`.
 */
export function readAlibiDetect({ json, as }: ReportSource): Report {
  const record = asRecord(json)!;
  const [data, meta] = [asRecord(record['data'])!, asRecord(record['meta'])!];
  const detector = asText(meta['name']) ?? 'detector';
  const values = data['p_val'];
  const isByFeature = Array.isArray(values);
  const count = isByFeature ? values.length : 1;
  if (isByFeature && as.features.length > 0 && as.features.length !== count) {
    return unreadReport(
      tool,
      `the file has ${count} features, and the register names ${as.features.length}`,
      'name them under `features` of the row, in the order of the columns',
    );
  }
  const report = emptyReport(tool, `prediction of ${detector}`);
  report.version = asText(meta['version']);
  if (isByFeature && as.features.length === 0) {
    report.issues.push(
      warning(
        ['data', 'p_val'],
        `the file numbers its ${count} features and does not name them`,
        'name them under `features` of the row, in the order of the columns',
      ),
    );
  }
  const at = (key: string, i: number): Path => (isByFeature ? ['data', key, i] : ['data', key]);
  const ofEach = (key: string, i: number): unknown =>
    Array.isArray(data[key]) ? asList(data[key])[i] : data[key];
  for (let i = 0; i < count; i += 1) {
    const feature = isByFeature ? (as.features[i] ?? `feature ${i}`) : 'all columns';
    const p = asNumber(ofEach('p_val', i));
    const distance = asNumber(ofEach('distance', i));
    if (p === null) {
      report.issues.push(
        warning(
          at('p_val', i),
          `\`${feature}\` has no p-value`,
          'predict with `return_p_val=True`; the reading stays without a value',
        ),
      );
    }
    report.readings.push({
      ...unknownReading(at('p_val', i), feature),
      method: `${detector} p-value`,
      value: p,
      p_value: p,
      direction: 'below',
      threshold: asNumber(ofEach('threshold', i)),
      // Of the tests by feature only these two are never of categories.
      bins: isByFeature && !/^(?:KS|CVM)/.test(detector) ? null : 0,
      zero_rule: 'none',
      alert: isByFeature && !Array.isArray(data['is_drift']) ? null : verdictOf(ofEach('is_drift', i)),
      note: notesOf(distance !== null && `distance ${Number(distance.toPrecision(6))}`),
    });
  }
  if (isByFeature && !Array.isArray(data['is_drift'])) {
    const verdict = verdictOf(data['is_drift']);
    report.notes.push(
      `the detector says of the batch as a whole: ${verdict === null ? 'nothing' : verdict ? 'drift' : 'no drift'}`,
    );
  }
  return report;
}

/** 0 and 1, as NumPy writes them. */
const verdictOf = (value: unknown): boolean | null =>
  value === 1 || value === true ? true : value === 0 || value === false ? false : null;
