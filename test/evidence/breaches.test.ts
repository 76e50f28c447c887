import { describe, expect, it } from 'vitest';
import { isUnsettled, type Breach } from '../../src/core/breach.ts';
import type { DriftRow, Portfolio } from '../../src/core/portfolio.ts';
import { isInDoubt } from '../../src/core/suspect.ts';
import { breachesOf } from '../../src/evidence/drift/breaches.ts';
import { escalationOf } from '../../src/evidence/drift/escalation.ts';
import {
  criesWolf,
  isNeverCrossed,
  neverJudges,
  trackRecords,
} from '../../src/evidence/drift/track-record.ts';
import { itemOf, portfolioOf } from './portfolio.ts';

const monitor = (more: Record<string, unknown> = {}) =>
  itemOf('monitor', 'MON-01', {
    metric: 'PSI',
    target: 'income',
    amber: 0.1,
    red: 0.25,
    response_time: 'P30D',
    ...more,
  });
const record = (id: string, more: Record<string, unknown>) =>
  itemOf('breach', id, {
    monitor: 'MON-01',
    feature: 'income',
    severity: 'red',
    detected: '2026-03-05',
    ...more,
  });

/** Readings of one feature: a verdict a month, from January 2026 on. */
const readings = (...verdicts: DriftRow['verdict'][]): DriftRow[] =>
  verdicts.map((verdict, i) => ({
    system: 's',
    source: 'profile',
    tool: null,
    feature: 'income',
    batch: `2026-0${i + 1}`,
    batch_to: `2026-0${i + 1}-28`,
    evidence: 's/drift',
    monitor: 's/MON-01',
    method: 'PSI',
    bins: 10,
    zero_rule: 'clip 1e-6',
    value: { stable: 0.02, amber: 0.15, red: 0.3, 'no-verdict': null }[verdict],
    p_value: null,
    adjusted: null,
    interval: null,
    bound: null,
    amber: 0.1,
    threshold: 0.25,
    threshold_source: 's/MON-01',
    noise_floor: 0.01,
    direction: 'above',
    n_ref: 9000,
    n_cur: 900,
    recomputed: null,
    note: null,
    verdict,
    decision: null,
  }));

const graph = (
  items: Parameters<typeof portfolioOf>[0]['items'],
  drift: DriftRow[],
  decisions: string[] = [],
): Portfolio => ({
  ...portfolioOf({ items: items!, decisions }),
  drift,
});
const told = ({ key, severity, batches, match, detected, detected_by, answer, stage }: Breach) =>
  [
    key,
    severity,
    batches.map((one) => one.slice(5)).join('+'),
    match,
    detected,
    detected_by,
    answer,
    stage,
  ].join(' ');

describe('breaches', () => {
  it('that nobody recorded are found by runs: red from its first red batch, amber before it apart', () => {
    const drift = readings('amber', 'red', 'no-verdict', 'amber', 'stable', 'amber', 'red');
    expect(breachesOf(graph([monitor()], drift)).map(told)).toEqual([
      's/MON-01 income PSI 2026-01 amber 01 not-recorded 2026-01-28 batch not-needed passed',
      's/MON-01 income PSI 2026-02 red 02+04 not-recorded 2026-02-28 batch overdue open',
      's/MON-01 income PSI 2026-06 amber 06 not-recorded 2026-06-28 batch not-needed passed',
      's/MON-01 income PSI 2026-07 red 07 not-recorded 2026-07-28 batch overdue open',
    ]);
  });

  it('at amber in the last batch are open', () => {
    const [breach] = breachesOf(graph([monitor()], readings('stable', 'amber', 'no-verdict')));
    expect([breach?.stage, breach?.age]).toEqual(['open', 265]);
  });

  it('on record stand for their batch and the later ones of the episode, until closed', () => {
    const items = [
      monitor(),
      record('BR-01', { batch: '2026-02', decision: 'ADR-0001', closed: '2026-03-28' }),
    ];
    const drift = readings('stable', 'red', 'red', 'red');
    const found = breachesOf(graph(items, drift, ['ADR-0001']));
    expect(found.map(told)).toEqual([
      's/BR-01 red 02+03 agrees 2026-03-05 record undated closed',
      's/MON-01 income PSI 2026-04 red 04 not-recorded 2026-04-28 batch overdue open',
    ]);
    expect(found.map(isUnsettled)).toEqual([false, true]);
  });

  it('recorded at amber do not speak of a later red reading', () => {
    const items = [monitor(), record('BR-01', { batch: '2026-01', severity: 'amber' })];
    expect(breachesOf(graph(items, readings('amber', 'amber', 'red'))).map(told)).toEqual([
      's/BR-01 amber 01+02 agrees 2026-03-05 record not-needed open',
      's/MON-01 income PSI 2026-03 red 03 not-recorded 2026-03-28 batch overdue open',
    ]);
  });

  it('are reconciled with the evidence in five ways', () => {
    const match = (severity: string, batch: string) =>
      breachesOf(
        graph([monitor(), record('BR-01', { batch, severity })], readings('stable', 'no-verdict', 'red')),
      )
        .filter((one) => one.record !== null)
        .map((one) => `${one.match} ${one.severity}`)[0];
    expect(match('red', '2026-03')).toBe('agrees red');
    expect(match('amber', '2026-03')).toBe('differs red');
    expect(match('red', '2026-01')).toBe('contradicted red');
    expect(match('red', '2026-02')).toBe('contradicted red');
    expect(match('red', '2026-09')).toBe('not-read red');
  });

  it('are answered in time, late, or by nobody within the response time', () => {
    const answer = (detected: string | undefined, date: string | null) => {
      const items = [
        monitor(),
        record('BR-01', { batch: '2026-01', detected, ...(date !== null && { decision: 'ADR-0001' }) }),
      ];
      const portfolio = graph(items, [], ['ADR-0001']);
      if (date !== null && date !== '')
        (portfolio.index.artefacts as Map<string, unknown>).set('s/ADR-0001', { data: { date } });
      const [{ answer: said, decide_by }] = breachesOf(portfolio) as [Breach];
      return [said, decide_by];
    };
    expect(answer('2026-10-21', null)).toEqual(['awaited', '2026-11-20']);
    expect(answer('2026-10-20', null)).toEqual(['overdue', '2026-11-19']);
    expect(answer(undefined, null)).toEqual(['overdue', null]);
    expect(answer('2026-10-01', '2026-10-31')).toEqual(['in-time', '2026-10-31']);
    expect(answer('2026-10-01', '2026-11-01')).toEqual(['late', '2026-10-31']);
    expect(answer('2026-10-01', '2026-11-21')).toEqual(['overdue', '2026-10-31']);
    expect(answer('2026-10-01', '')).toEqual(['undated', '2026-10-31']);
    expect(answer(undefined, '2026-11-01')).toEqual(['undated', null]);
  });

  it('of a hundred thousand readings take a fraction of a second of work', () => {
    const drift = Array.from({ length: 2800 }, (_, i) =>
      readings(
        ...Array.from({ length: 36 }, (_, m) => (m % 7 === 0 ? ('amber' as const) : ('stable' as const))),
      ).map((row, m) => ({ ...row, feature: `f${i}`, batch: `b${m}` })),
    ).flat();
    const portfolio = graph([monitor()], drift);
    const start = process.cpuUsage();
    expect(breachesOf(portfolio)).toHaveLength(2800 * 6);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(3000);
  });
});

describe('an open breach escalates by its age', () => {
  const path = [
    { level: 'Amber', role: 'analyst', within: 'P5D' },
    { level: 'Red', role: 'owner', within: 'P2D', action: 'Decides.' },
    { level: 'Red, undecided', role: 'committee', within: 'P2D' },
    { level: 'Third month', severity: 'red', after: 'P90D', role: 'board' },
    { level: 'Harm to a customer', role: 'executive', within: 'PT24H' },
  ];
  const red = {
    severity: 'red',
    detected: '2026-03-01',
    decide_by: '2026-03-31',
    answer: 'awaited',
    stage: 'open',
  } as const;
  const at = (asOf: string, more: object = {}) => {
    const { escalated, escalates } = escalationOf({ ...red, ...more }, path, asOf);
    return [
      escalated?.role ?? null,
      escalated?.tell_by ?? null,
      escalates?.role ?? null,
      escalates?.on ?? null,
    ];
  };

  it('to the first step at once, to the next when the response time is over, and later ones by their own time', () => {
    expect(at('2026-03-01')).toEqual(['owner', '2026-03-03', 'committee', '2026-04-01']);
    expect(at('2026-03-31')).toEqual(['owner', '2026-03-03', 'committee', '2026-04-01']);
    expect(at('2026-04-01')).toEqual(['committee', '2026-04-03', 'board', '2026-05-30']);
    expect(at('2026-05-30')).toEqual(['board', null, null, null]);
  });

  it('and stays at the first once decided; closed ones and paths without a step for them are nowhere', () => {
    expect(at('2026-05-30', { answer: 'in-time' })).toEqual(['owner', '2026-03-03', null, null]);
    expect(at('2026-05-30', { stage: 'closed' })).toEqual([null, null, null, null]);
    expect(escalationOf(red, path.slice(0, 1), '2026-05-30')).toEqual({ escalated: null, escalates: null });
  });

  it('to the last step when nobody dated it', () => {
    expect(at('2026-03-01', { detected: null, decide_by: null, answer: 'overdue' })).toEqual([
      'board',
      null,
      null,
      null,
    ]);
  });

  it('at amber by the amber steps alone', () => {
    expect(at('2026-09-01', { severity: 'amber', decide_by: null, answer: 'not-needed' })).toEqual([
      'analyst',
      '2026-03-06',
      null,
      null,
    ]);
  });
});

it('a pointer is in doubt where it leads to a breached value, into it, or to a list that holds it', () => {
  const doubt = '/features/income/batches/*/23';
  const isDoubted = (pointer: string): boolean => isInDoubt(pointer, doubt);
  expect(
    [
      '/features/income/batches/mean/23',
      '/features/income/batches/counts/23/4',
      '/features/income/batches',
      '/features/income',
    ].map(isDoubted),
  ).toEqual([true, true, true, true]);
  expect(
    [
      '/features/income/batches/mean/2',
      '/features/income/reference/mean',
      '/features/age/batches/mean/23',
      '/features',
      '',
    ].map(isDoubted),
  ).toEqual([false, false, false, false, false]);
});

it('limits that were never crossed, cry wolf, or judge nothing are told apart', () => {
  const of = (...verdicts: DriftRow['verdict'][]) => trackRecords(readings(...verdicts)).get('s/MON-01')![0]!;
  const said = (...verdicts: DriftRow['verdict'][]) => {
    const one = of(...verdicts);
    return [isNeverCrossed(one), criesWolf(one), neverJudges(one)];
  };
  expect(said('stable', 'stable', 'stable', 'stable', 'stable', 'stable')).toEqual([true, false, false]);
  expect(said('stable', 'stable', 'stable', 'stable', 'stable')).toEqual([false, false, false]);
  expect(said('amber', 'amber', 'red', 'amber', 'stable', 'stable')).toEqual([false, true, false]);
  expect(said('amber', 'amber', 'red', 'stable', 'stable', 'stable')).toEqual([false, false, false]);
  expect(said('no-verdict', 'no-verdict')).toEqual([false, false, true]);
  const against = (baseline: string, verdict: DriftRow['verdict']) =>
    readings(...Array.from({ length: 6 }, () => verdict)).map((row): DriftRow => ({ ...row, baseline }));
  const two = trackRecords([...against('a', 'stable'), ...against('b', 'red')]).get('s/MON-01')!;
  expect(two.map((one) => [one.baseline, isNeverCrossed(one), criesWolf(one)])).toEqual([
    ['a', true, false],
    ['b', false, true],
  ]);
});
