import { asRecord, asRecords, asText } from '../../core/data.ts';

/** What the tests of a snapshot say of its metrics. */
export interface TestVerdicts {
  /** Whether any test of a metric failed; `null` when its tests could not be carried out, or there are none. */
  of: (metric: Record<string, unknown>) => boolean | null;
}

/**
 * The verdicts of the tests that are bound to metrics, by the id of the metric, else by its type and column. A test
 * that is not critical and fails has the status WARNING; ERROR and SKIPPED are no verdict.
 */
export function testVerdicts(tests: unknown): TestVerdicts {
  const failed = new Map<string, boolean>();
  const add = (key: string, isFailed: boolean): void => {
    failed.set(key, (failed.get(key) ?? false) || isFailed);
  };
  for (const test of asRecords(tests)) {
    const status = asText(test['status'])?.replace(/^TestStatus\./, '');
    if (status !== 'SUCCESS' && status !== 'FAIL' && status !== 'WARNING') continue;
    const config = asRecord(test['metric_config']);
    const id = asText(config?.['metric_id']);
    if (id !== null) add(id, status !== 'SUCCESS');
    const params = keyOf(asRecord(config?.['params']));
    if (params !== null) add(params, status !== 'SUCCESS');
  }
  return {
    of: (metric) => {
      const keys = [asText(metric['id']), asText(metric['metric_id']), asText(metric['metric_name'])];
      const known = [...keys, keyOf(asRecord(metric['config']))].find(
        (key) => key !== null && failed.has(key),
      );
      return known === undefined || known === null ? null : failed.get(known)!;
    },
  };
}

/** Type and column of a metric as one text, where both are there. */
const keyOf = (config: Record<string, unknown> | null): string | null => {
  const type = asText(config?.['type']);
  const column = asText(config?.['column']);
  return type === null || column === null ? null : `${type}\n${column}`;
};
