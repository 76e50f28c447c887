import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DriftRow, Portfolio } from '../../src/core/portfolio.ts';
import { attachEvidence } from '../../src/evidence/attach.ts';
import { recordedBreaches } from '../../src/evidence/drift/breach.ts';
import { answerReadings } from '../../src/evidence/drift/episodes.ts';
import { driftRows } from '../../src/evidence/drift/rows.ts';
import { evidenceOf, itemOf, portfolioOf } from './portfolio.ts';
import { far, feature, moved, profileOf, quiet } from './profiles.ts';

const months = ['2026-01', '2026-02', '2026-03', '2026-04'];
const monitor = (id: string, more: Record<string, unknown> = {}) =>
  itemOf('monitor', id, {
    type: 'data-drift',
    target: 'income',
    metric: 'PSI',
    amber: 0.1,
    red: 0.25,
    ...more,
  });
const breach = (more: Record<string, unknown>) =>
  itemOf('breach', 'BR-01', { monitor: 'MON-01', severity: 'red', detected: '2026-03-03', ...more });
const income = (...batches: (number[] | null)[]) =>
  evidenceOf('drift', profileOf({ income: feature(batches) }, months.slice(0, batches.length)));
const verdicts = (rows: readonly DriftRow[]): string[] =>
  rows.map((row) => `${row.feature} ${row.batch} ${row.verdict} ${row.decision ?? '-'}`);

/** The readings with the decisions that answer them. */
function answered(portfolio: Portfolio): DriftRow[] {
  return answerReadings(driftRows(portfolio), recordedBreaches(portfolio));
}

describe('drift rows', () => {
  it('carry everything a reading is judged by', () => {
    const evidence = [income(quiet, moved, far, null)];
    const rows = driftRows(portfolioOf({ items: [monitor('MON-01')], evidence }));
    expect(rows).toHaveLength(3);
    const { value, noise_floor, ...row } = rows[1]!;
    expect(value).toBeCloseTo(0.1066, 4);
    expect(noise_floor).toBeCloseTo(3 * (1 / 4000 + 1 / 1000), 12);
    expect(row).toEqual({
      system: 's',
      source: 'profile',
      tool: null,
      feature: 'income',
      batch: '2026-02',
      batch_to: '2026-02-28',
      evidence: 's/drift',
      monitor: 's/MON-01',
      method: 'PSI',
      bins: 4,
      zero_rule: 'clip 1e-6',
      p_value: null,
      adjusted: null,
      interval: null,
      bound: null,
      amber: 0.1,
      threshold: 0.25,
      threshold_source: 's/MON-01',
      direction: 'above',
      n_ref: 4000,
      n_cur: 1000,
      recomputed: null,
      note: null,
      verdict: 'amber',
      decision: null,
    });
    expect(rows.map((one) => one.verdict)).toEqual(['stable', 'amber', 'red']);
  });

  it('give no verdict to a small batch, however far it moved', () => {
    const evidence = [income([1, 9, 40, 100])];
    const [row] = driftRows(portfolioOf({ items: [monitor('MON-01')], evidence }));
    expect(row).toMatchObject({ n_cur: 150, verdict: 'no-verdict' });
    expect(row!.value).toBeGreaterThan(1);
    // Tier 2 asks for 100 rows only.
    const [lower] = driftRows(portfolioOf({ items: [monitor('MON-01')], evidence, tier: 'tier-2' }));
    expect(lower!.verdict).toBe('red');
    const strict = portfolioOf({ items: [monitor('MON-01', { minimum_n: 151 })], evidence, tier: 'tier-2' });
    expect(driftRows(strict)[0]!.verdict).toBe('no-verdict');
  });

  it('give no verdict to a limit that is crossed by noise alone', () => {
    const evidence = [income(moved)];
    const items = [monitor('MON-01', { amber: 0.001, red: 0.002 })];
    expect(driftRows(portfolioOf({ items, evidence }))[0]!.verdict).toBe('red');
    const still = [income([245, 250, 250, 255])];
    expect(driftRows(portfolioOf({ items, evidence: still }))[0]!.verdict).toBe('stable');
    const near = [monitor('MON-01', { amber: 0.0001, red: 0.0002 })];
    expect(driftRows(portfolioOf({ items: near, evidence: still }))[0]!.verdict).toBe('no-verdict');
  });

  it('give no verdict without a monitor, or with limits meant for another rule', () => {
    const evidence = [income(far)];
    expect(driftRows(portfolioOf({ evidence }))[0]).toMatchObject({ monitor: null, verdict: 'no-verdict' });
    for (const other of [{ bins: 20 }, { zero_rule: 'clip 1e-4' }, { zero_rule: 'evidently' }]) {
      const [row] = driftRows(portfolioOf({ items: [monitor('MON-01', other)], evidence }));
      expect(row).toMatchObject({ monitor: 's/MON-01', threshold: 0.25, verdict: 'no-verdict' });
    }
    const same = monitor('MON-01', { bins: 10, zero_rule: 'clip 1e-6' });
    expect(driftRows(portfolioOf({ items: [same], evidence }))[0]!.verdict).toBe('red');
  });

  it('take the monitor that names the feature before one for all', () => {
    const content = profileOf(
      { income: feature([far]), age: feature([far]), score: feature([far], { role: 'output' }) },
      ['2026-01'],
    );
    const items = [
      monitor('MON-01', { target: 'all features' }),
      monitor('MON-02'),
      monitor('MON-03', { target: 'score', type: 'prediction-drift' }),
      monitor('MON-04', { metric: 'AUC' }),
    ];
    const rows = driftRows(portfolioOf({ items, evidence: [evidenceOf('drift', content)] }));
    expect(rows.map((row) => `${row.feature} ${row.monitor}`)).toEqual([
      'age s/MON-01',
      'income s/MON-02',
      'score s/MON-03',
    ]);
  });

  it('read KS from the profile when a monitor asks for it', () => {
    const one = feature([far]);
    one.batches.ks = [0.31];
    const items = [monitor('MON-01'), monitor('MON-02', { metric: 'KS', amber: 0.1, red: 0.2 })];
    const evidence = [evidenceOf('drift', profileOf({ income: one }, ['2026-01']))];
    const rows = driftRows(portfolioOf({ items, evidence }));
    expect(rows.map((row) => [row.method, row.value !== null, row.noise_floor !== null])).toEqual([
      ['KS', true, true],
      ['PSI', true, true],
    ]);
  });

  it('are answered by the decision of their breach, for as long as it is open', () => {
    const evidence = [income(quiet, far, far, far)];
    const decisions = ['ADR-0004'];
    const items = [
      monitor('MON-01'),
      breach({ batch: '2026-02', decision: 'ADR-0004', closed: '2026-04-15' }),
    ];
    expect(verdicts(answered(portfolioOf({ items, evidence, decisions })))).toEqual([
      'income 2026-01 stable -',
      'income 2026-02 red s/ADR-0004',
      'income 2026-03 red s/ADR-0004',
      'income 2026-04 red -',
    ]);
    const open = [monitor('MON-01'), breach({ batch: '2026-03', decision: 'ADR-0004' })];
    expect(verdicts(answered(portfolioOf({ items: open, evidence, decisions })))).toEqual([
      'income 2026-01 stable -',
      'income 2026-02 red -',
      'income 2026-03 red s/ADR-0004',
      'income 2026-04 red s/ADR-0004',
    ]);
  });

  it('are not answered by a decision that does not exist, or by another feature’s', () => {
    const evidence = [income(far)];
    const unknown = [monitor('MON-01'), breach({ batch: '2026-01', decision: 'ADR-0009' })];
    const other = [monitor('MON-01'), breach({ batch: '2026-01', decision: 'ADR-0004', feature: 'age' })];
    for (const items of [unknown, other]) {
      expect(answered(portfolioOf({ items, evidence, decisions: ['ADR-0004'] }))[0]!.decision).toBeNull();
    }
  });

  it('are answered by a link of type `decides`', () => {
    const portfolio = portfolioOf({
      items: [monitor('MON-01'), breach({ batch: '2026-01' })],
      evidence: [income(far)],
      decisions: ['ADR-0004'],
    });
    const link = { type: 'decides', from: 's/ADR-0004' } as never;
    (portfolio.index.linksTo as Map<string, never[]>).set('s/BR-01', [link]);
    expect(answered(portfolio)[0]!.decision).toBe('s/ADR-0004');
  });

  it('leave out what did not exist on the as-of date, and take the later of two files', () => {
    const at = (id: string, date: string, ...batches: number[][]) => ({
      ...income(...batches),
      id: `s/${id}`,
      captured_at: date,
    });
    const evidence = [
      at('b', '2026-02-02', far),
      at('a', '2026-05-02', quiet, quiet),
      at('c', '2026-12-01', far),
    ];
    const portfolio = portfolioOf({ items: [monitor('MON-01')], evidence });
    expect(driftRows(portfolio).map((row) => [row.batch, row.evidence])).toEqual([
      ['2026-01', 's/a'],
      ['2026-02', 's/a'],
    ]);
    expect(driftRows({ ...portfolio, as_of: '2026-02-10' }).map((row) => row.evidence)).toEqual(['s/b']);
  });

  it('have no value where bins are held back for privacy', () => {
    const one = feature([quiet]);
    one.batches.counts = [[250, null, 250, 250]];
    const evidence = [evidenceOf('drift', profileOf({ income: one }, ['2026-01']))];
    expect(driftRows(portfolioOf({ items: [monitor('MON-01')], evidence }))[0]).toMatchObject({
      value: null,
      noise_floor: null,
      verdict: 'no-verdict',
    });
  });

  it('of 200 features over 36 batches take a fraction of a second', () => {
    const ids = Array.from(
      { length: 36 },
      (_, i) => `${2023 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
    );
    const features = Object.fromEntries(
      Array.from({ length: 200 }, (_, i) => [`f${i}`, feature(ids.map(() => moved))]),
    );
    const items = [monitor('MON-01', { target: 'all features' })];
    const portfolio = portfolioOf({ items, evidence: [evidenceOf('drift', profileOf(features, ids))] });
    // The best of a few runs: other work on the machine is not what is measured.
    const best = Math.min(
      ...Array.from({ length: 5 }, () => {
        const start = performance.now();
        expect(driftRows(portfolio)).toHaveLength(7200);
        return performance.now() - start;
      }),
    );
    // 200 ms is the target on an idle machine; tests share theirs.
    expect(best).toBeLessThan(600);
  });

  it('tell the story of the example: one breach repaired, one open, one slow drift', () => {
    const file = path.resolve(
      import.meta.dirname,
      '../../content/systems/retail-credit-pd/evidence/drift-profile.json',
    );
    const evidence = [evidenceOf('drift', JSON.parse(fs.readFileSync(file, 'utf8')))];
    const items = [monitor('MON-01', { target: 'all features' }), monitor('MON-02', { target: 'score' })];
    const rows = driftRows(portfolioOf({ items, evidence }));
    expect(rows).toHaveLength(15 * 24);
    const at = (verdict: string): string[] =>
      rows.filter((row) => row.verdict === verdict).map((row) => `${row.feature} ${row.batch}`);
    expect(at('red')).toEqual([
      'income_stability 2026-10',
      'utilisation_ratio 2026-02',
      'utilisation_ratio 2026-03',
    ]);
    expect(at('no-verdict')).toEqual(['bureau_enquiries_6m 2025-08']);
    expect(new Set(at('amber').map((one) => one.split(' ')[0]))).toEqual(
      new Set(['debt_to_income', 'income_stability', 'score', 'utilisation_ratio']),
    );
  });
});

describe('attachEvidence', () => {
  it('makes a finding of each fault at its place in the file and drops the content', () => {
    const content = { ...profileOf({ income: feature([quiet]) }, ['2026-01']), model: 3 } as unknown as {
      reference: object;
    };
    content.reference = { label: 'x', n: 1, frozen_on: 'soon' };
    const portfolio = portfolioOf({ evidence: [evidenceOf('drift', content)] });
    const attached = attachEvidence(portfolio);
    expect(attached.drift).toEqual([]);
    expect(portfolio.index.evidence.get('s/drift')!.content).toBeNull();
    const more = {
      rule: 'evidence/shape',
      subject: 's/drift',
      related: [
        {
          at: { file: 'systems/s/evidence/evidence.yaml', path: ['evidence', 0] },
          message: 'registered as `drift`',
        },
      ],
      fix: 'correct what writes the file; the shape is in `data/schemas/` of the built site',
    };
    expect(attached.drafts).toEqual([
      {
        ...more,
        message: '`/model` must be text',
        detail: '/model must be text',
        at: { file: 'systems/s/evidence/drift.json', path: ['model'] },
      },
      {
        ...more,
        message: '`/reference/frozen_on` must be a calendar date `YYYY-MM-DD`',
        detail: '/reference/frozen_on must be a calendar date `YYYY-MM-DD`',
        at: { file: 'systems/s/evidence/drift.json', path: ['reference', 'frozen_on'] },
      },
    ]);
  });

  it('lists eight faults of a file and counts the rest', () => {
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`f${i}`, 1]));
    const content = { ...profileOf({}, ['2026-01']), features: many };
    const { drafts } = attachEvidence(portfolioOf({ evidence: [evidenceOf('drift', content)] }));
    expect(drafts).toHaveLength(9);
    expect(drafts[8]!.message).toBe('`systems/s/evidence/drift.json` has 12 more faults of this kind');
  });
});
