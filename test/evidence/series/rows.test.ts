import { describe, expect, it } from 'vitest';
import { recordedBreaches } from '../../../src/evidence/drift/breach.ts';
import { answerReadings } from '../../../src/evidence/drift/episodes.ts';
import { driftRows } from '../../../src/evidence/drift/rows.ts';
import { isForBatches } from '../../../src/evidence/series/monitor.ts';
import type { Profile } from '../../../src/evidence/shapes/profile.ts';
import { evidenceOf, itemOf, portfolioOf } from '../portfolio.ts';
import { profileOf } from '../profiles.ts';

const months = ['2026-01', '2026-02', '2026-03', '2026-04', '2026-05'];
type Metric = NonNullable<Profile['series']>[string];
const auc: Metric = {
  type: 'roc_auc',
  values: [0.84, 0.79, 0.74, 0.82, null],
  n: [900, 900, 900, 50, null],
  ci_lower: [0.82, 0.77, 0.7, 0.6, null],
  ci_upper: [0.86, 0.81, 0.78, 0.99, null],
};
const profile = (series: Profile['series'], more: Partial<Profile> = {}) =>
  evidenceOf('drift', { ...profileOf({}, months), series, label_latency: 'P6M', ...more });
const monitor = (more: Record<string, unknown> = {}, id = 'MON-01') =>
  itemOf('monitor', id, {
    type: 'performance',
    target: 'matured accounts',
    metric: 'AUC',
    direction: 'below',
    amber: 0.8,
    red: 0.75,
    window: 'calendar month',
    ...more,
  });
const rowsOf = (
  items: ReturnType<typeof itemOf>[],
  evidence = profile({ auc }),
  tier = 'tier-2' as const,
) => {
  const portfolio = portfolioOf({ items, evidence: [evidence], decisions: ['ADR-0004'], tier });
  return answerReadings(driftRows(portfolio), recordedBreaches(portfolio));
};
const said = (rows: ReturnType<typeof rowsOf>) =>
  rows.map(({ batch, verdict, note }) => `${batch} ${verdict}${note === null ? '' : `: ${note}`}`);

describe('a metric that a monitor watches', () => {
  it('is read batch by batch, with its limits, direction and interval', () => {
    const rows = rowsOf([monitor()]);
    expect(said(rows)).toEqual([
      '2026-01 stable',
      '2026-02 amber: not settled: its interval crosses amber 0.8',
      '2026-03 red: not settled: its interval crosses red 0.75',
      '2026-04 no-verdict: fewer than 100 rows',
    ]);
    expect(rows[2]).toEqual({
      system: 's',
      source: 'series',
      tool: null,
      feature: 'auc',
      batch: '2026-03',
      batch_to: '2026-03-28',
      evidence: 's/drift',
      monitor: 's/MON-01',
      method: 'roc_auc',
      bins: 0,
      zero_rule: 'none',
      value: 0.74,
      p_value: null,
      adjusted: null,
      interval: { lower: 0.7, upper: 0.78 },
      bound: null,
      amber: 0.8,
      threshold: 0.75,
      threshold_source: 's/MON-01',
      direction: 'below',
      noise_floor: null,
      n_ref: null,
      n_cur: 900,
      recomputed: null,
      note: 'not settled: its interval crosses red 0.75',
      verdict: 'red',
      decision: null,
    });
  });

  it('names the decision that answers a red reading', () => {
    const breach = itemOf('breach', 'BR-01', {
      monitor: 'MON-01',
      batch: '2026-03',
      detected: '2026-10-01',
      decision: 'ADR-0004',
    });
    expect(rowsOf([monitor(), breach]).find(({ verdict }) => verdict === 'red')!.decision).toBe('s/ADR-0004');
  });

  it('has no reading while outcomes cannot be known, and one without verdict when they are overdue', () => {
    const late = rowsOf([monitor()], profile({ auc }, { label_latency: 'P5M' }));
    expect(said(late).at(-1)).toBe(
      '2026-05 no-verdict: no value, though its outcomes were due on 28 Oct 2026',
    );
    const { label_latency: _, ...silent } = profile({ auc }).content as Profile;
    expect(said(rowsOf([monitor()], evidenceOf('drift', silent))).at(-1)).toBe(
      '2026-05 no-verdict: no value, and the file states no label latency',
    );
  });

  it('is not judged by limits that were set for another window', () => {
    expect(new Set(rowsOf([monitor({ window: 'P12M' })]).map(({ verdict }) => verdict))).toEqual(
      new Set(['no-verdict']),
    );
    expect(said(rowsOf([monitor({ window: 'P12M' })]))[0]).toBe(
      '2026-01 no-verdict: its limits are for a window of P12M, and a batch is one month',
    );
    const by = (time: Profile['time']['by']) => ({ time: { by: time } }) as Profile;
    expect(['P1M', 'monthly', 'batch', null].map((one) => isForBatches(one, by('month')))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['P30D', 'quarter'].map((one) => isForBatches(one, by('month')))).toEqual([false, false]);
    expect(isForBatches('P12M', by('year'))).toBe(true);
  });

  it('is judged on a share about zero like on any other', () => {
    const share: Metric = {
      type: 'override_rate',
      values: [0.02],
      ci_lower: [0],
      ci_upper: [0.03],
    };
    const five = { ...share, values: [0.02, null, null, null, null] };
    const items = [monitor({ metric: 'override rate', direction: 'above', amber: 0.01, red: 0.05 })];
    expect(said(rowsOf(items, profile({ overrides: five })))[0]).toBe(
      '2026-01 amber: not settled: its interval crosses amber 0.01',
    );
  });

  it('says where its control chart signals', () => {
    const values = [0.8, 0.81, 0.8, 0.81, 0.5];
    const latency: Metric = { type: 'latency_p95', unit: 's', values };
    const items = [
      monitor({
        target: 'latency',
        metric: '95th percentile',
        direction: 'above',
        chart: 'individuals',
        chart_baseline: '2026-04',
      }),
    ];
    expect(said(rowsOf(items, profile({ latency }))).at(-1)).toBe(
      '2026-05 stable: signal on its individuals chart',
    );
  });
});

describe('which monitor reads a metric', () => {
  const ids = (...items: ReturnType<typeof itemOf>[]) => [
    ...new Set(rowsOf(items).map((row) => row.monitor)),
  ];

  it('is one that names its id, else its type, by target or metric', () => {
    expect(ids(monitor({ metric: 'ROC-AUC' }))).toEqual(['s/MON-01']);
    expect(ids(monitor({ metric: 'ranking', target: '`auc`' }))).toEqual(['s/MON-01']);
    expect(ids(monitor(), monitor({ target: 'auc', metric: 'ranking' }, 'MON-02'))).toEqual(['s/MON-02']);
    expect(ids(monitor({ metric: 'recall' }))).toEqual([]);
    expect(ids(monitor({ metric: 'PSI', target: 'auc' }))).toEqual([]);
  });

  it('is none whose readings are said to be in another file', () => {
    const other = evidenceOf('perf', null);
    const read = (evidence: string[]) =>
      driftRows(portfolioOf({ items: [monitor({ evidence })], evidence: [profile({ auc }), other] })).length;
    expect([read(['perf']), read(['perf', 'drift'])]).toEqual([0, 4]);
  });

  it('is none at all where nothing is watched: the metric judges nothing', () => {
    expect(rowsOf([])).toEqual([]);
  });
});
