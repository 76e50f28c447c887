/** Events of OpenLineage, put together by run. */
import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { failedAssertions, lastRuns } from '../../src/evidence/lineage/runs.ts';
import { readOpenLineage } from '../../src/exchange/openlineage/import.ts';
import { absent, fixtureFolder, hasFixtures } from '../evidence/fixtures.ts';

const at = (line: number) => ({ file: 'l.ndjson', line, column: 1, end_line: line, end_column: 2 });
const read = (...events: unknown[]) => readOpenLineage(events.map((json, i) => ({ json, at: at(i + 1) })));
const event = (eventType: string, eventTime: string, more: object = {}, runId = 'r1', name = 'train') => ({
  eventType,
  eventTime,
  run: { runId },
  job: { namespace: 'n', name },
  ...more,
});

test.skipIf(!hasFixtures)(
  `the full event of the project is read, with what it does not know passed over (${absent})`,
  () => {
    const json: unknown = JSON.parse(
      fs.readFileSync(path.join(fixtureFolder, 'openlineage-event-full.json'), 'utf8'),
    );
    const { runs, others, issues } = read(json)!;
    const dataset = { namespace: 'my-datasource-namespace', name: 'instance.schema.table', version: null };
    const checks = [
      { name: 'row_count_equal_to', column: null, success: true },
      { name: 'no_null_values', column: 'id', success: true },
    ];
    expect([others, issues]).toEqual([0, []]);
    expect(runs).toEqual([
      {
        id: 'ea041791-68bc-4ae1-bd89-4c8106a157e4',
        namespace: 'my-scheduler-namespace',
        job: 'myjob.mytask',
        state: 'complete',
        from: '2020-12-28T19:51:01.641Z',
        to: '2020-12-28T19:51:01.641Z',
        code: null,
        inputs: [{ ...dataset, rows: 1000, columns: ['column1'], assertions: checks }],
        outputs: [{ ...dataset, rows: 2000, columns: ['column1'], assertions: [] }],
        at: at(1),
      },
    ]);
  },
);

test('events are put together by run, whatever their order, and the last that ends a run counts', () => {
  const dataset = (rows: number | null, success = true) => ({
    namespace: 'd',
    name: 'rows',
    facets: { schema: { fields: [{ name: 'income' }] } },
    inputFacets: {
      ...(rows !== null && { dataQualityMetrics: { rowCount: rows } }),
      dataQualityAssertions: { assertions: [{ assertion: 'no_null_values', success, column: 'income' }] },
    },
  });
  const code = {
    job: { namespace: 'n', name: 'train', facets: { sourceCodeLocation: { version: 'abc123' } } },
  };
  const { runs, others } = read(
    event('COMPLETE', '2026-03-01T10:00:00+02:00', { inputs: [dataset(null, false)] }),
    event('START', '2026-03-01T07:00:00Z', { ...code, inputs: [dataset(90)] }),
    event('FAIL', '2026-03-01T07:30:00Z'),
    event('START', '2026-03-02T07:00:00Z', {}, 'r2'),
    event('COMPLETE', '2026-03-01T07:00:00Z', {}, 'r0', 'score'),
    { eventTime: '2026-03-01T07:00:00Z', dataset: { namespace: 'd', name: 'rows' } },
  )!;
  expect(others).toBe(1);
  expect(
    runs.map(({ id, state, code: commit, at: place }) => [id, state, commit, 'line' in place && place.line]),
  ).toEqual([
    ['r0', 'complete', null, 5],
    ['r1', 'complete', 'abc123', 1],
    ['r2', 'running', null, 4],
  ]);
  expect(runs[1]!.inputs).toMatchObject([{ name: 'rows', rows: 90, columns: ['income'] }]);
  expect(failedAssertions(runs[1]!)).toMatchObject([
    { assertion: { name: 'no_null_values', column: 'income' } },
  ]);
  expect(lastRuns({ runs }).map(({ id }) => id)).toEqual(['r0', 'r2']);
});

test('an event that is none is said at its place, and a file without one is no lineage', () => {
  const { issues } = read(
    event('START', '2026-03-01T07:00:00Z'),
    event('START', '2026-03-01T07:00:00'),
    { eventTime: '2026-03-01T07:00:00Z', run: {}, job: { name: 'train' } },
    { eventTime: '2026-03-01T07:00:00Z' },
    [],
  )!;
  expect(issues.map(({ at: place, message }) => ['line' in place && place.line, message])).toEqual([
    [2, 'the event has no `eventTime` in RFC 3339, with its zone'],
    [3, 'the event names no `run.runId`'],
    [4, 'the event is of no run, no job and no dataset'],
    [5, 'the event is no JSON object'],
  ]);
  expect([read({ metrics: [] }), read()]).toEqual([null, null]);
});
