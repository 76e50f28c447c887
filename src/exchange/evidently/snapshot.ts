import { asNumber, asRecord, asText } from '../../core/data.ts';
import type { Path } from '../../core/place.ts';
import { notesOf, unknownReading, type Report } from '../../evidence/drift/reported.ts';
import { evidentlyMethod } from '../report-methods.ts';
import { byMethod, warning } from '../reading-of.ts';
import type { TestVerdicts } from './tests.ts';

/** A metric of a snapshot by its name: `ValueDrift(column=age,method=psi,threshold=0.1)`. */
export interface MetricName {
  type: string;
  params: Record<string, string>;
}

/** Takes the name of a metric apart; a column may hold commas and brackets, so only known names begin a parameter. */
export function parseMetricName(name: string): MetricName | null {
  const [, type, inside] = /^([A-Za-z]\w*)(?:\((.*)\))?$/s.exec(name.trim()) ?? [];
  if (type === undefined) return null;
  const params: Record<string, string> = {};
  const parts = (inside ?? '').split(/,\s*(?=(?:column|columns|method|threshold|drift_share|tests)=)/);
  for (const part of parts) {
    const at = part.indexOf('=');
    if (at > 0) params[part.slice(0, at).trim()] = part.slice(at + 1).trim();
  }
  return { type, params };
}

/**
 * Reads a metric of a snapshot into a report. An early snapshot says neither method nor threshold unless the user gave
 * them; that of 0.7 has both in `config`. Metrics that speak of no drift are passed over.
 */
export function readSnapshotMetric(
  metric: Record<string, unknown>,
  at: Path,
  report: Report,
  verdicts: TestVerdicts,
): void {
  const config = asRecord(metric['config']);
  const name = parseMetricName(asText(metric['metric_name']) ?? asText(metric['metric_id']) ?? '');
  const type = asText(config?.['type'])?.split(':').at(-1) ?? name?.type;
  const stated = (key: string): string | null => asText(config?.[key]) ?? name?.params[key] ?? null;
  const threshold = asNumber(config?.['threshold']) ?? numberFrom(name?.params['threshold']);
  if (type === 'DriftedColumnsCount') {
    const value = asRecord(metric['value']);
    const share = asNumber(value?.['share']);
    const count = asNumber(value?.['count']);
    if (share === null) {
      report.issues.push(
        warning([...at, 'value'], '`DriftedColumnsCount` has no `share`', 'write the report again'),
      );
      return;
    }
    report.readings.push({
      ...unknownReading([...at, 'value', 'share'], 'all columns'),
      method: 'Share of drifted columns',
      value: share,
      direction: 'above',
      threshold: asNumber(config?.['drift_share']) ?? numberFrom(name?.params['drift_share']),
      bins: 0,
      zero_rule: 'none',
      alert: verdicts.of(metric),
      note: count === null ? null : `${count} ${count === 1 ? 'column' : 'columns'}`,
    });
    return;
  }
  if (type !== 'ValueDrift') return;
  const column = stated('column');
  if (column === null) {
    report.issues.push(
      warning(at, '`ValueDrift` does not say of which column it is', 'write the report again'),
    );
    return;
  }
  const written = stated('method');
  const method = written === null ? null : evidentlyMethod(written);
  const value = asNumber(metric['value']);
  if (value === null) {
    report.issues.push(
      warning(
        [...at, 'value'],
        `\`ValueDrift\` of \`${column}\` has no value that is a number`,
        'look in the run for why it could not be computed; the reading stays without a value',
      ),
    );
  }
  report.readings.push({
    ...unknownReading([...at, 'value'], column),
    ...(method === null ? { method: written, value } : byMethod(method, value)),
    threshold,
    alert: verdicts.of(metric),
    note: notesOf(
      written === null && 'the file names no method and no limit',
      written !== null &&
        method === null &&
        'a test of the user’s own: the side on which it alerts is not known',
    ),
  });
}

const numberFrom = (text: string | undefined): number | null =>
  text === undefined || text === '' ? null : asNumber(Number(text));
