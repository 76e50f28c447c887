import { describe, expect, it } from 'vitest';
import type { DriftRow, Portfolio } from '../../src/core/portfolio.ts';
import type { Evidence } from '../../src/core/records.ts';
import { attachEvidence } from '../../src/evidence/attach.ts';
import { emptyReport, unknownReading, type ReportedReading } from '../../src/evidence/drift/reported.ts';
import { driftRows } from '../../src/evidence/drift/rows.ts';
import type { Profile } from '../../src/evidence/shapes/profile.ts';
import { evidenceOf, itemOf, portfolioOf } from './portfolio.ts';
import { far, feature, moved, profileOf, quiet } from './profiles.ts';

const months = ['2026-01', '2026-02', '2026-03'];
const monitor = (id: string, more: Record<string, unknown> = {}) =>
  itemOf('monitor', id, { target: 'income', metric: 'PSI', amber: 0.1, red: 0.25, ...more });

/** A file of readings of income against a reference. */
const file = (
  local: string,
  reference: Partial<Profile['reference']>,
  batches: number[][],
  more: Partial<Evidence> = {},
): Evidence => {
  const profile = profileOf({ income: feature(batches) }, months.slice(0, batches.length));
  return evidenceOf(local, { ...profile, reference: { ...profile.reference, ...reference } }, more);
};
const training = file('train', { label: 'Training sample', frozen_on: '2025-05-12' }, [quiet, far, far]);
const quarter = file('recent', { label: 'last quarter' }, [quiet, quiet, moved], {
  captured_at: '2026-11-02',
});

const said = (rows: readonly DriftRow[]): string[] =>
  rows.map(({ baseline, batch, monitor: by, verdict }) => `${baseline} ${batch} ${by ?? '-'} ${verdict}`);

describe('readings against two baselines', () => {
  it('are two series, each judged by a monitor that names none', () => {
    const rows = driftRows(portfolioOf({ items: [monitor('M')], evidence: [quarter, training] }));
    expect(said(rows)).toEqual([
      'Training sample 2026-01 s/M stable',
      'Training sample 2026-02 s/M red',
      'Training sample 2026-03 s/M red',
      'last quarter 2026-01 s/M stable',
      'last quarter 2026-02 s/M stable',
      'last quarter 2026-03 s/M amber',
    ]);
  });

  it.each(['last quarter', 'Last  quarter.', '`recent`', 's/recent'])(
    'are judged by the monitor that names theirs: %s',
    (baseline) => {
      const items = [monitor('A'), monitor('B', { baseline, amber: 0.02, red: 0.05 })];
      const rows = driftRows(portfolioOf({ items, evidence: [training, quarter] }));
      expect(said(rows.filter(({ batch }) => batch === '2026-03'))).toEqual([
        'Training sample 2026-03 s/A red',
        'last quarter 2026-03 s/B red',
      ]);
    },
  );

  it('are judged by no monitor of another baseline, and by one whose words name none', () => {
    const of = (baseline: string) =>
      said(driftRows(portfolioOf({ items: [monitor('B', { baseline })], evidence: [training, quarter] })));
    expect(of('training sample')).toContain('last quarter 2026-03 - no-verdict');
    expect(of('training sample')).toContain('Training sample 2026-03 s/B red');
    expect(of('the sample of 2024')).toContain('last quarter 2026-03 s/B amber');
    expect(of('the sample of 2024')).toContain('Training sample 2026-03 s/B red');
  });

  it('are told apart by the day of freezing where labels are the same', () => {
    const again = file('again', { label: 'Training sample', frozen_on: '2026-01-01' }, [quiet]);
    const rows = driftRows(portfolioOf({ evidence: [training, again] }));
    expect(new Set(rows.map(({ baseline }) => baseline))).toEqual(
      new Set(['Training sample, frozen on 2025-05-12', 'Training sample, frozen on 2026-01-01']),
    );
  });

  it('are adjusted in two families', () => {
    const items = [
      monitor('M', { metric: 'chi-square p-value', target: 'all features', amber: 0.05, red: 0.01 }),
    ];
    const two = (one: Evidence): Evidence => {
      const profile = one.content as Profile;
      const features = { ...profile.features, age: profile.features['income']! };
      return { ...one, content: { ...profile, features } };
    };
    const rows = driftRows(portfolioOf({ items, evidence: [two(training), two(quarter)] }));
    expect(rows.map(({ adjusted }) => adjusted?.tests)).toEqual(Array.from({ length: 12 }, () => 2));
  });

  it('name nothing where all files have one baseline, which may move along under its label', () => {
    const later = file('later', { label: 'last quarter', n: 5000 }, [quiet], { captured_at: '2026-11-03' });
    const rows = driftRows(
      portfolioOf({ items: [monitor('M', { baseline: 'other' })], evidence: [quarter, later] }),
    );
    expect(rows.map(({ batch, evidence, monitor: by }) => [batch, evidence, by])).toEqual([
      ['2026-02', 's/recent', 's/M'],
      ['2026-03', 's/recent', 's/M'],
      ['2026-01', 's/later', 's/M'],
    ]);
    expect(rows.some((row) => 'baseline' in row)).toBe(false);
  });
});

describe('breaches against two baselines', () => {
  const wide = file('recent', { label: 'last quarter' }, [quiet, moved, far], { captured_at: '2026-11-02' });
  const attached = (record: Record<string, unknown>) => {
    const breach = itemOf('breach', 'BR-01', {
      monitor: 'M',
      feature: 'income',
      severity: 'red',
      detected: '2026-03-03',
      decision: 'ADR-0001',
      ...record,
    });
    const items = [monitor('M'), breach];
    return attachEvidence(portfolioOf({ items, evidence: [training, wide], decisions: ['ADR-0001'] }));
  };

  it('are two, each with its own key', () => {
    const { breaches } = attachEvidence(portfolioOf({ items: [monitor('M')], evidence: [training, wide] }));
    expect(
      breaches.map(({ key, baseline, severity, batches }) => [key, baseline, severity, batches]),
    ).toEqual([
      ['s/M income PSI Training sample 2026-02', 'Training sample', 'red', ['2026-02', '2026-03']],
      ['s/M income PSI last quarter 2026-02', 'last quarter', 'amber', ['2026-02']],
      ['s/M income PSI last quarter 2026-03', 'last quarter', 'red', ['2026-03']],
    ]);
  });

  it('are on record only against the baseline whose batch the record names at its value', () => {
    // PSI of both in February: 0.3618 against the training sample, 0.1066 against the last quarter.
    const { breaches, drift } = attached({ batch: '2026-02', value: 0.362 });
    expect(breaches.map(({ record, baseline, batches }) => [record, baseline, batches])).toEqual([
      [null, 'last quarter', ['2026-02']],
      ['s/BR-01', 'Training sample', ['2026-02', '2026-03']],
      [null, 'last quarter', ['2026-03']],
    ]);
    expect(
      drift.filter(({ decision }) => decision !== null).map(({ baseline, batch }) => [baseline, batch]),
    ).toEqual([
      ['Training sample', '2026-02'],
      ['Training sample', '2026-03'],
    ]);
  });

  it('are on record as what the graver of two readings is', () => {
    const first = file('first', { label: '2025 Q4' }, [quiet, moved]);
    const items = [
      monitor('M'),
      itemOf('breach', 'BR-01', { monitor: 'M', feature: 'income', batch: '2026-02', severity: 'amber' }),
    ];
    const { breaches } = attachEvidence(portfolioOf({ items, evidence: [first, training] }));
    expect(breaches.find(({ record }) => record !== null)).toMatchObject({
      match: 'differs',
      severity: 'red',
      baseline: 'Training sample',
    });
  });

  it('are both on record where its batch is over a limit against both and its value says nothing', () => {
    const { breaches } = attached({ batch: '2026-03' });
    expect(breaches.map(({ record, batches }) => [record, batches])).toContainEqual(['s/BR-01', ['2026-03']]);
    expect(breaches.filter(({ record, batches }) => record === null && batches.includes('2026-03'))).toEqual(
      [],
    );
  });
});

describe('results of other tools', () => {
  const tool = (readings: (Partial<ReportedReading> & { baseline: string | null })[]): Evidence =>
    evidenceOf('tool', null, {
      report: {
        ...emptyReport('inhouse', 'table'),
        readings: readings.map((one, i) => ({
          ...unknownReading([i], 'income'),
          batch: '2026-03',
          batch_to: '2026-03-31',
          method: 'PSI',
          bins: 4,
          zero_rule: 'clip 1e-6',
          n_ref: 4000,
          n_cur: 1000,
          ...one,
        })),
      },
    });
  const reported = (portfolio: Portfolio): DriftRow[] =>
    driftRows(portfolio).filter(({ source }) => source === 'reported');

  it('of one batch against two baselines are two readings, each with its monitor', () => {
    const evidence = [
      tool([
        { baseline: 'training', value: 0.3 },
        { baseline: 'last quarter', value: 0.04 },
        { baseline: null, value: 0.2 },
      ]),
    ];
    const items = [monitor('A', { baseline: 'training' }), monitor('B', { baseline: 'last quarter' })];
    expect(said(reported(portfolioOf({ items, evidence })))).toEqual([
      'undefined 2026-03 s/A amber',
      'last quarter 2026-03 s/B stable',
      'training 2026-03 s/A red',
    ]);
  });

  it('are found again in the profile against the same baseline, and in none where theirs is not known', () => {
    const ofCategories = (one: Evidence): Evidence => {
      const { edges: _, ...income } = (one.content as Profile).features['income']!;
      const features = { income: { ...income, categories: ['a', 'b', 'c', 'd'] } };
      return { ...one, content: { ...(one.content as Profile), features } };
    };
    const profiles = [training, quarter].map(ofCategories);
    const evidence = (baseline: string | null) => [...profiles, tool([{ baseline, value: 0.1066 }])];
    const again = (baseline: string | null) =>
      reported(portfolioOf({ evidence: evidence(baseline) }))[0]!.recomputed;
    expect(again('last quarter')).toMatchObject({ equal: true });
    expect(again('training sample')).toMatchObject({ equal: false });
    expect(again(null)).toBeNull();
  });

  it('bear the name that the profile gives their baseline, where one alone is meant', () => {
    const again = file('again', { label: 'Training sample', frozen_on: '2026-01-01' }, [quiet]);
    const name = (...profiles: Evidence[]) =>
      reported(
        portfolioOf({ evidence: [...profiles, tool([{ baseline: 'training sample', value: 0.2 }])] }),
      )[0]!.baseline;
    expect([name(), name(training), name(training, again)]).toEqual([
      'training sample',
      'Training sample',
      'training sample',
    ]);
  });

  it('that state a second baseline keep its monitor away from the profile', () => {
    const evidence = [training, tool([{ baseline: 'last quarter', value: 0.2 }])];
    const items = [monitor('B', { baseline: 'last quarter' })];
    expect(said(driftRows(portfolioOf({ items, evidence })))).toEqual([
      'Training sample 2026-01 - no-verdict',
      'Training sample 2026-02 - no-verdict',
      'Training sample 2026-03 - no-verdict',
      'last quarter 2026-03 s/B amber',
    ]);
  });
});
