// What lapses by the passing of time, held to computing the whole portfolio again for every single day.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellKey } from '../../src/core/carried.ts';
import { cellsOf } from '../../src/core/coverage.ts';
import { addDays } from '../../src/core/date.ts';
import { findingKey } from '../../src/core/finding.ts';
import { sha256 } from '../../src/core/fingerprint.ts';
import { lapsesWithin } from '../../src/core/lapses.ts';
import type { Portfolio } from '../../src/core/portfolio.ts';
import { isWeaker } from '../../src/core/strength.ts';
import { portfolioOf } from './support.ts';

const asOf = '2026-11-20';

interface Setting {
  evidence: Record<string, unknown>[];
  rows: Record<string, unknown>[];
  waivers?: Record<string, unknown>[];
  controls?: string[];
  bridges?: { source: string; target: string; relationship: string }[];
}

const catalogue = (id: string) => ({
  framework: { id, title: id },
  obligations: [1, 2, 3].map((n) => ({ id: `${id}:${n}`, ref: `${n}`, title: `Duty ${n}`, summary: 's' })),
});

function portfolio(
  { evidence, rows, waivers = [], controls = [], bridges = [] }: Setting,
  on = asOf,
): Portfolio {
  const found = portfolioOf(
    {
      'portfolio.yaml': {
        title: 'P',
        catalogues: ['./a.yaml', './b.yaml'],
        crosswalks: ['x.yaml'],
        parties: [{ id: 'boss', title: 'Boss' }],
      },
      'a.yaml': catalogue('a'),
      'b.yaml': catalogue('b'),
      'x.yaml': { crosswalk: { source: 'a', target: 'b' }, rows: bridges },
      'controls/CTL-1.mdx': {
        title: 'Control one',
        implementation_status: 'implemented',
        evidence: controls.map((id) => `s/${id}`),
      },
      'controls/CTL-2.mdx': { title: 'Control two', implementation_status: 'implemented' },
      'systems/s/system.mdx': { title: 'S', risk_tier: 'tier-1', frameworks: ['a', 'b'] },
      'systems/s/compliance-mapping.mdx': {
        title: 'Mapping',
        mappings: rows.map((row) => ({
          applicability: 'applicable',
          implementation_status: 'implemented',
          ...row,
        })),
      },
      'systems/s/evidence/evidence.yaml': {
        evidence: evidence.map((one) => ({ file: `${String(one['id'])}.txt`, sha256: sha256('x'), ...one })),
      },
      'systems/s/waivers/w.yaml': {
        waivers: waivers.map((one) => ({
          title: 'W',
          rationale: 'r',
          approved_by: 'boss',
          date: '2026-01-01',
          ...one,
        })),
      },
    },
    Object.fromEntries(evidence.map(({ id }) => [`systems/s/evidence/${String(id)}.txt`, 'x'])),
    on,
  );
  found.cells = cellsOf(found);
  return found;
}

const told = (setting: Setting, days = 90) =>
  lapsesWithin(portfolio(setting), days).map(({ day, obligation, before, after, ends }) => [
    day,
    obligation,
    `${before} → ${after}`,
    ends.map(({ id, last, by }) => `${id} ${by} ${last}`).join('; '),
  ]);

const row = (obligation: string, evidence: string[], more: object = {}) => ({
  obligation,
  controls: ['CTL-2'],
  evidence,
  ...more,
});

describe('what ends', () => {
  test('evidence at its stated end, at its cadence, or when it is older than its tier allows', () => {
    const evidence = [
      { id: 'e1', captured_at: '2026-11-01', valid_until: '2026-12-24' },
      { id: 'e2', captured_at: '2026-09-15', cadence: 'P3M' },
      { id: 'e3', captured_at: '2025-12-01' },
      { id: 'late', valid_until: '2027-06-30' },
      { id: 'gone', valid_until: '2026-11-01' },
    ];
    const rows = ['e1', 'e2', 'e3', 'late', 'gone'].map((id, i) =>
      row(`${i < 3 ? 'a' : 'b'}:${(i % 3) + 1}`, [id]),
    );
    expect(told({ evidence, rows })).toEqual([
      ['2026-12-02', 'a:3', 'evidenced → lapsed', 's/e3 renewal 2026-12-01'],
      ['2026-12-16', 'a:2', 'evidenced → lapsed', 's/e2 renewal 2026-12-15'],
      ['2026-12-25', 'a:1', 'evidenced → lapsed', 's/e1 expires 2026-12-24'],
    ]);
    // The horizon is a day too: what holds on it is not listed.
    expect(told({ evidence, rows }, 35).map(([day]) => day)).toEqual([
      '2026-12-02',
      '2026-12-16',
      '2026-12-25',
    ]);
    expect(told({ evidence, rows }, 34).map(([day]) => day)).toEqual(['2026-12-02', '2026-12-16']);
    expect(told({ evidence, rows }, 0)).toEqual([]);
  });

  test('a waiver of a clause, and one of a finding', () => {
    const stale = { id: 'e1', valid_until: '2026-11-01' };
    const key = findingKey('evidence/expired', 's/e1', '2026-11-01');
    const waivers = [
      { id: 'W1', obligations: ['a:1'], expires: '2026-12-31' },
      { id: 'W2', findings: [key], expires: '2027-01-15' },
    ];
    const rows = [row('a:1', [], { controls: [] }), row('a:2', ['e1'])];
    expect(told({ evidence: [stale], rows, waivers })).toEqual([
      ['2027-01-01', 'a:1', 'waived → gap', 's/W1 expires 2026-12-31'],
      ['2027-01-16', 'a:2', 'waived → lapsed', 's/W2 expires 2027-01-15'],
    ]);
  });

  test('a waiver that nobody known has given, or that gives no reason, holds nothing and ends nothing', () => {
    const stale = { id: 'e1', valid_until: '2026-11-01' };
    const key = findingKey('evidence/expired', 's/e1', '2026-11-01');
    const waiver = (id: string, more: object) => ({ id, findings: [key], expires: '2027-01-15', ...more });
    const lacking = [waiver('W1', { approved_by: 'nobody' }), waiver('W2', { rationale: ' ' })];
    const setting = { evidence: [stale], rows: [row('a:1', ['e1'])], waivers: lacking };
    expect(portfolio(setting).cells.find(({ obligation }) => obligation === 'a:1')!.state).toBe('lapsed');
    expect(told(setting)).toEqual([]);
    expect(told({ ...setting, waivers: [...lacking, waiver('W3', {})] })).toEqual([
      ['2027-01-16', 'a:1', 'waived → lapsed', 's/W3 expires 2027-01-15'],
    ]);
  });

  test('of several controls, any of which is enough, only the last to go', () => {
    const evidence = [
      { id: 'e1', valid_until: '2026-12-01' },
      { id: 'e2', valid_until: '2026-12-05' },
    ];
    const any = { controls: ['CTL-1', 'CTL-2'], combine: 'any-of' };
    const setting: Setting = { evidence, controls: ['e1'], rows: [row('a:1', ['e2'], any)] };
    expect(told(setting)).toEqual([['2026-12-06', 'a:1', 'evidenced → lapsed', 's/e2 expires 2026-12-05']]);
  });

  test('a derived cell goes with its source, unless another source holds it', () => {
    const evidence = [
      { id: 'e1', valid_until: '2026-12-01' },
      { id: 'e2', valid_until: '2026-12-05' },
    ];
    const rows = [row('a:1', ['e1']), row('a:2', ['e2'])];
    const bridge = (source: string) => ({ source, target: 'b:1', relationship: 'equal-to' });
    const one = told({ evidence, rows, bridges: [bridge('a:1')] });
    expect(one.map(([day, obligation]) => `${day} ${obligation}`)).toEqual([
      '2026-12-02 a:1',
      '2026-12-02 b:1',
      '2026-12-06 a:2',
    ]);
    const two = told({ evidence, rows, bridges: [bridge('a:1'), bridge('a:2')] });
    expect(two.map(([day, obligation]) => `${day} ${obligation}`)).toEqual([
      '2026-12-02 a:1',
      '2026-12-06 a:2',
      '2026-12-06 b:1',
    ]);
  });
});

const date = fc.integer({ min: -40, max: 60 }).map((n) => addDays(asOf, n));
const setting: fc.Arbitrary<Setting> = fc.record({
  evidence: fc
    .tuple(
      ...['e1', 'e2', 'e3'].map((id) =>
        fc.record({
          id: fc.constant(id),
          captured_at: fc.constantFrom('2025-12-10', '2026-10-01'),
          valid_until: fc.option(date, { nil: undefined }),
          cadence: fc.constantFrom(undefined, 'P2M', 'annually'),
        }),
      ),
    )
    .map((list) => [...list]),
  rows: fc.uniqueArray(
    fc.record({
      obligation: fc.constantFrom('a:1', 'a:2', 'a:3', 'b:1'),
      controls: fc.subarray(['CTL-1', 'CTL-2']),
      combine: fc.constantFrom('all-of', 'any-of'),
      evidence: fc.subarray(['e1', 'e2', 'e3']),
    }),
    { selector: (one) => one.obligation },
  ),
  controls: fc.subarray(['e1', 'e2', 'e3']),
  waivers: fc.array(
    fc.record({
      id: fc.constantFrom('W1', 'W2'),
      obligations: fc.subarray(['a:1', 'a:2', 'b:1', 'b:2']),
      expires: fc.integer({ min: 1, max: 60 }).map((n) => addDays(asOf, n)),
    }),
    { maxLength: 2 },
  ),
  bridges: fc.uniqueArray(
    fc.record({
      source: fc.constantFrom('a:1', 'a:2', 'a:3'),
      target: fc.constantFrom('b:1', 'b:2', 'b:3'),
      relationship: fc.constantFrom('equal-to', 'subset-of'),
    }),
    { selector: ({ source, target }) => source + target, maxLength: 4 },
  ),
});

test('of any portfolio: the first day on which computing everything again finds the cell weaker', () => {
  fc.assert(
    fc.property(setting, (of) => {
      const now = portfolio(of);
      const before = new Map(now.cells.map((cell) => [cellKey(cell), cell.state]));
      const first = new Map<string, string>();
      for (let n = 1; n <= 60; n++) {
        const day = addDays(asOf, n);
        for (const cell of portfolio(of, day).cells) {
          const key = cellKey(cell);
          if (!first.has(key) && isWeaker(cell.state, before.get(key)!))
            first.set(key, `${day} ${cell.state}`);
        }
      }
      const lapses = lapsesWithin(now, 60);
      expect(new Map(lapses.map(({ day, after, cell }) => [cellKey(cell), `${day} ${after}`]))).toEqual(
        first,
      );
      for (const { ends, day } of lapses) {
        expect(ends.length).toBeGreaterThan(0);
        for (const { last } of ends) expect(addDays(last, 1)).toBe(day);
      }
    }),
    { numRuns: 40 },
  );
});
