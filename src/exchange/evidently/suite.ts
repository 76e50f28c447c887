// Evidently's TestSuite: its tests of drift carry score, method and limit of each column among their parameters.
import { asNumber, asRecord, asRecords, asText } from '../../core/data.ts';
import type { Path } from '../../core/place.ts';
import { notesOf, unknownReading, type Report } from '../../evidence/drift/reported.ts';
import { booleanOf, byMethod, warning } from '../reading-of.ts';
import { evidentlyMethod } from '../report-methods.ts';
import { count } from '../../core/words.ts';

const rounded = 'the tool rounds scores of tests to three digits after the point';

/**
 * Reads the tests of a suite that speak of drift: of one column, or of how many columns drifted. The other tests, most
 * of them of profiles and data quality, are passed over.
 * Source: evidentlyai/evidently `src/evidently/legacy/tests/data_drift_tests.py`.
 */
export function readTestSuite(tests: unknown, report: Report): void {
  for (const [i, test] of asRecords(tests).entries()) {
    const at: Path = ['tests', i, 'parameters'];
    const parameters = asRecord(test['parameters']);
    const features = asRecord(parameters?.['features']);
    if (features !== null) {
      if (asText(test['name']) === 'Share of Drifted Columns') addShare(test, features, at, report);
      for (const [column, one] of Object.entries(features)) {
        addColumn(asRecord(one) ?? {}, [...at, 'features', column], column, report);
      }
    } else if (parameters !== null && 'stattest' in parameters) {
      addColumn(parameters, at, asText(parameters['column_name']), report);
    } else if (asText(test['group']) === 'data_drift') {
      const name = asText(test['name']) ?? 'a test of drift';
      report.issues.push(
        warning(
          ['tests', i],
          `\`${name}\` holds no score under \`parameters\``,
          'look in the run for why the test could not be carried out, or write the suite again with `json()`',
        ),
      );
    }
  }
}

/** The share of drifted columns, which is counted from the columns: the suite says it in a sentence only. */
function addShare(
  test: Record<string, unknown>,
  features: Record<string, unknown>,
  at: Path,
  report: Report,
): void {
  const columns = Object.values(features).map((one) => booleanOf(asRecord(one)?.['detected']));
  if (columns.length === 0 || columns.includes(null)) return;
  const drifted = columns.filter((one) => one).length;
  const condition = asRecord(asRecord(test['parameters'])?.['condition']);
  const status = asText(test['status'])?.replace(/^TestStatus\./, '');
  report.readings.push({
    ...unknownReading([...at, 'features'], 'all columns'),
    method: 'Share of drifted columns',
    value: drifted / columns.length,
    direction: 'above',
    threshold: asNumber(condition?.['lt']) ?? asNumber(condition?.['lte']),
    bins: 0,
    zero_rule: 'none',
    alert: status === 'SUCCESS' ? false : status === 'FAIL' || status === 'WARNING' ? true : null,
    note: `${drifted} of ${count(columns.length, 'column')}`,
  });
}

function addColumn(
  parameters: Record<string, unknown>,
  at: Path,
  column: string | null,
  report: Report,
): void {
  if (column === null) {
    report.issues.push(
      warning(at, 'a test of drift does not say of which column it is', 'write the suite again'),
    );
    return;
  }
  const written = asText(parameters['stattest']);
  const method = written === null ? null : evidentlyMethod(written);
  const value = asNumber(parameters['score']);
  if (value === null) {
    report.issues.push(
      warning(
        [...at, 'score'],
        `the drift of \`${column}\` has no \`score\` that is a number`,
        'look in the run for why it could not be computed; the reading stays without a value',
      ),
    );
  }
  const reading = {
    ...unknownReading([...at, 'score'], column),
    ...(method === null ? { method: written, value } : byMethod(method, value)),
    threshold: asNumber(parameters['threshold']),
    alert: booleanOf(parameters['detected']),
    note: notesOf(value !== null && rounded),
  };
  // The tests of a suite share their columns: each is read once.
  if (report.readings.some((one) => one.feature === column && one.method === reading.method)) return;
  report.readings.push(reading);
}
