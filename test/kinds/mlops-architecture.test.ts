import { expect, test } from 'vitest';
import { kind } from '../../src/kinds/mlops-architecture/kind.ts';
import { edited, findingsOf, fixture, portfolioOf } from './support.ts';

const complete = fixture('mlops-architecture');
const file = 'systems/x/mlops-architecture.mdx';
const subject = 'x/mlops-architecture';
const check = (rule: string, path: (string | number)[], value: unknown) =>
  findingsOf(kind, rule, edited(complete, path, value));

test('stages and components are items, with ids from their names unless they state one', () => {
  expect(portfolioOf(kind, complete).items.map(({ local, kind }) => [local, kind])).toEqual([
    ['cmp-claims-store', 'component'],
    ['cmp-scorer', 'component'],
    ['stage-ingest', 'pipeline-stage'],
    ['stage-live', 'pipeline-stage'],
    ['stage-validate', 'pipeline-stage'],
  ]);
});

test('a stop that was never tested', () => {
  expect(check('architecture/stop-untested', ['kill_switch', 'last_tested'], undefined)).toEqual([
    {
      message: 'the kill switch was never tested',
      at: { file, path: ['kill_switch'] },
      subject,
      detail: 'kill_switch',
      fix: 'try it, record the result, and set `kill_switch.last_tested`',
    },
  ]);
});

test('a rollback tested longer ago than the tier allows', () => {
  const old = edited(complete, ['rollback', 'last_tested'], '2025-11-19');
  expect(findingsOf(kind, 'architecture/stop-untested', old)).toEqual([
    {
      message:
        'the rollback was last tested on 2025-11-19, 366 days before 2026-11-20; tier-1 asks for it every `P12M`',
      at: { file, path: ['rollback', 'last_tested'] },
      subject,
      detail: 'rollback',
      fix: 'try it, record the result, and set `rollback.last_tested`',
    },
  ]);
  expect(findingsOf(kind, 'architecture/stop-untested', old, 'tier-2')).toEqual([]);
  expect(check('architecture/stop-untested', ['rollback', 'last_tested'], '2025-11-20')).toEqual([]);
});

test('a log that could not explain one output', () => {
  expect(
    check('architecture/log-incomplete', ['logging', 'events'], ['input', 'model version', 'Output']),
  ).toEqual([
    {
      message: 'the log leaves out `explanation`, `override` and `actor`',
      at: { file, path: ['logging', 'events'] },
      subject,
      detail: 'logging.events',
      fix: 'log it, and name it in `logging.events`',
    },
  ]);
});

test('a decision record that could not be reconstructed', () => {
  const fields = (complete['decision_record_schema'] as unknown[]).slice(0, -2);
  expect(check('architecture/record-incomplete', ['decision_record_schema'], fields)).toEqual([
    {
      message: 'the decision record has no `override` or `override_reason`',
      at: { file, path: ['decision_record_schema'] },
      subject,
      detail: 'decision_record_schema',
      fix: 'add the field, or say in the prose why it is not needed',
    },
  ]);
});

test('personal data that flow in the clear; internal ones may', () => {
  expect(check('architecture/unencrypted', ['data_flows', 0, 'encrypted'], false)).toEqual([
    {
      message: '`personal` data flow from `Claims store` to `cmp-scorer` without encryption',
      at: { file, path: ['data_flows', 0, 'encrypted'] },
      subject,
      detail: 'data_flows Claims store cmp-scorer Claims',
      fix: 'encrypt the flow',
    },
  ]);
  expect(check('architecture/unencrypted', ['data_flows', 2, 'encrypted'], false)).toEqual([]);
});

test('a flow to a place that is no component', () => {
  expect(check('architecture/unknown-end', ['data_flows', 0, 'to'], 'Scorrer')).toEqual([
    {
      message: 'a data flow ends at `Scorrer`, which is no component',
      at: { file, path: ['data_flows', 0, 'to'] },
      subject,
      detail: 'data_flows to Scorrer',
      fix: 'list the component, or write `external: true`',
    },
  ]);
});

test('an external flow has one end outside, not two', () => {
  expect(
    check('architecture/unknown-end', ['data_flows', 1, 'to'], 'Somewhere').map(({ detail }) => detail),
  ).toEqual(['data_flows from Broker portal', 'data_flows to Somewhere']);
});
