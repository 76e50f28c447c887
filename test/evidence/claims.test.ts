import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComponentUse } from '../../src/core/document.ts';
import { agrees, claimsOf, parseNumber } from '../../src/evidence/claims.ts';
import { formatMetric, signed } from '../../src/evidence/format.ts';
import { evidenceOf, portfolioOf } from './portfolio.ts';

const perf = evidenceOf('perf', {
  schema: 'casebook/metrics@1',
  metrics: { auc: { value: 0.8429 }, rate: { value: 0.1188 }, group: { name: '18-24' } },
});
const use = (props: ComponentUse['props'], name = 'Metric'): ComponentUse => ({
  name,
  props,
  place: { file: 'systems/s/model-card.mdx', line: 4, column: 9, end_line: 4, end_column: 40 },
});
const claim = (props: ComponentUse['props']) =>
  claimsOf(portfolioOf({ evidence: [perf], components: [use(props)] }))[0]!;
const auc = 'ev:perf#/metrics/auc/value';

describe('claims', () => {
  it('carry their place, artefact, value and evidence', () => {
    expect(claim({ of: auc })).toEqual({
      file: 'systems/s/model-card.mdx',
      line: 4,
      column: 9,
      artefact: 's/model-card',
      field: null,
      text: '0.8429',
      value: 0.8429,
      state: 'bound',
      evidence: 's/perf',
      path: '/metrics/auc/value',
    });
  });

  it('lapse with the evidence that says them, and are contradicted by it all the same', () => {
    const old = { ...perf, state: 'expired' as const };
    const of = (props: ComponentUse['props']) =>
      claimsOf(portfolioOf({ evidence: [old], components: [use(props)] }))[0]!.state;
    expect(of({ of: auc })).toBe('lapsed');
    expect(of({ of: auc, value: '0.84' })).toBe('lapsed');
    expect(of({ of: auc, value: '0.9' })).toBe('contradicted');
  });

  it('leave other components alone', () => {
    expect(claimsOf(portfolioOf({ evidence: [perf], components: [use({ of: auc }, 'DriftChart')] }))).toEqual(
      [],
    );
  });

  it.each([
    ['0.8429', 'bound'],
    ['0.84', 'bound'],
    ['0.8', 'bound'],
    [0.843, 'bound'],
    ['84.3 %', 'bound'],
    ['84%', 'bound'],
    ['0.85', 'contradicted'],
    ['0.844', 'contradicted'],
    ['0.8430', 'contradicted'],
    ['85 %', 'contradicted'],
    ['good', 'contradicted'],
  ])('typed %s against 0.8429 are %s', (value, state) => {
    expect(claim({ of: auc, value }).state).toBe(state);
  });

  it('held against a baseline are as good as the weaker of the two', () => {
    const old = { ...evidenceOf('old', { auc: 0.86 }), state: 'expired' as const };
    const of = (baseline: string) =>
      claimsOf(portfolioOf({ evidence: [perf, old], components: [use({ of: auc, baseline })] }))[0]!.state;
    expect(of('ev:perf#/metrics/rate/value')).toBe('bound');
    expect(of('ev:old#/auc')).toBe('lapsed');
    // The component's own fault, which has its finding.
    expect(of('ev:old#/gini')).toBe('bound');
  });

  it('that name text must repeat it', () => {
    const of = 'ev:perf#/metrics/group/name';
    expect(claim({ of, value: '18-24' }).state).toBe('bound');
    expect(claim({ of, value: '25-39' }).state).toBe('contradicted');
  });

  it('without `of` are the author’s word', () => {
    expect(claim({ value: '97 %' })).toMatchObject({
      state: 'claim',
      text: '97 %',
      value: 0.97,
      evidence: null,
    });
  });

  it.each([
    ['ev:perf#/metrics/f1/value', 's/perf'],
    ['ev:perf#/metrics/auc', 's/perf'],
    ['ev:perf#metrics/auc/value', 's/perf'],
    ['ev:perf', 's/perf'],
    ['ev:gone#/metrics/auc/value', 'gone'],
  ])('of %s are unbound', (of, evidence) => {
    expect(claim({ of, value: '0.84' })).toMatchObject({ state: 'unbound', evidence, value: 0.84 });
  });
});

describe('numbers in prose', () => {
  it('are read as people type them', () => {
    const read = (text: string) => parseNumber(text)?.value ?? null;
    expect(['30,048', '30 048', '−0.02', '+1.5', '≈ 0.81', '1e-6', '12.5 %'].map(read)).toEqual([
      30048, 30048, -0.02, 1.5, 0.81, 1e-6, 0.125,
    ]);
    expect(['', 'about 3', '0.8 to 0.9', '3,04', '.5', '1.2.3'].map(read)).toEqual([
      null,
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  it('agree with any value that rounds to them', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.integer({ min: 0, max: 6 }),
        (held, digits) => {
          expect(agrees(held.toFixed(digits), held)).toBe(true);
        },
      ),
    );
  });

  it('do not agree with a value a unit of their last digit away', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: 0, max: 4 }), (n, digits) => {
        const held = n / 10 ** digits;
        expect(agrees(((n + 1) / 10 ** digits).toFixed(digits), held)).toBe(false);
      }),
    );
  });
});

describe('formatMetric', () => {
  it('shows shares as percentages and other figures to what can be read', () => {
    expect(formatMetric(0.1188, { unit: 'share' })).toBe('11.9\u00a0%');
    expect(formatMetric(0.8429)).toBe('0.843');
    expect(formatMetric(0.0414)).toBe('0.0414');
    expect(formatMetric(30048)).toBe('30,048');
    expect(formatMetric(1.194, { unit: 'beds', digits: 1 })).toBe('1.2');
    expect(formatMetric(-0.02)).toBe('−0.0200');
    expect(formatMetric(null)).toBe('not defined');
    expect(formatMetric('18-24')).toBe('18-24');
    expect(signed(-0.001, 2)).toBe('0.00');
    expect(signed(0.25, 2)).toBe('+0.25');
  });
});
