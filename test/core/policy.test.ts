import { expect, test } from 'vitest';
import { evidenceState, renewalOf } from '../../src/core/evidence-state.ts';
import { policyOf } from '../../src/core/policy-of.ts';
import { defaultPolicy } from '../../src/core/policy.ts';

test('a portfolio overrides what it writes, and nothing else', () => {
  const policy = policyOf({ tiers: { 'tier-1': { minimum_sample: 500 } }, horizon_days: 30 });
  expect(policy.tiers['tier-1']).toEqual({ ...defaultPolicy.tiers['tier-1'], minimum_sample: 500 });
  expect(policy.tiers['tier-2']).toEqual(defaultPolicy.tiers['tier-2']);
  expect(policy.horizon_days).toBe(30);
  expect(policyOf(undefined)).toEqual(defaultPolicy);
});

test('freshness that is written and empty is no limit; freshness not written is the default', () => {
  const freshness = (stated: object) =>
    policyOf({ tiers: { 'tier-1': stated } }).tiers['tier-1'].evidence_freshness;
  expect(freshness({ evidence_freshness: null })).toBe(null);
  expect(freshness({})).toBe('P12M');
  expect(freshness({ evidence_freshness: 'P6M' })).toBe('P6M');
});

test('a cadence that is no span of days leaves renewal to the tier, never to nobody', () => {
  const record = { captured_at: '2026-01-15', valid_until: null, cadence: 'per-batch' };
  expect(renewalOf(record, 'P6M')).toEqual({ due: '2026-07-15', span: 'P6M', by: 'tier' });
  expect(renewalOf({ ...record, cadence: 'P3M' }, 'P6M')).toEqual({
    due: '2026-04-15',
    span: 'P3M',
    by: 'cadence',
  });
  const file = { ...record, file: 'x.json', sha256: 'a', found_sha256: 'a' };
  expect(evidenceState(file, 'P6M', '2026-07-15').state).toBe('valid');
  expect(evidenceState(file, 'P6M', '2026-07-16')).toEqual({
    state: 'stale',
    why: 'it was due for renewal on 2026-07-15',
    lapse: { rule: 'evidence/stale', detail: '2026-07-15' },
  });
});

test('a cadence without a day to count from is no proof, and no more than its file or its end takes away', () => {
  const record = { captured_at: null, valid_until: null, cadence: 'P3M' };
  const file = { ...record, file: 'x.json', sha256: 'a', found_sha256: 'a' };
  expect(evidenceState(file, null, '2026-07-15')).toEqual({
    state: 'stale',
    why: 'it has to be renewed (`P3M`), and nobody knows when it was captured',
    lapse: { rule: 'completeness/required-field', detail: '/captured_at' },
  });
  expect(evidenceState({ ...file, valid_until: '2026-07-14' }, null, '2026-07-15').state).toBe('expired');
  expect(evidenceState({ ...file, found_sha256: null }, null, '2026-07-15').state).toBe('broken');
  expect(evidenceState({ ...file, cadence: null }, null, '2026-07-15').state).toBe('valid');
  expect(evidenceState({ ...file, captured_at: '2026-07-01' }, null, '2026-07-15').state).toBe('valid');
});
