import { expect, test } from 'vitest';
import type { Portfolio } from '../../src/core/portfolio.ts';
import type { Waiver } from '../../src/core/records.ts';
import { waiversHeadline, waiverState } from '../../src/site/data/waivers.ts';

const portfolio = {
  as_of: '2026-11-20',
  index: { parties: new Map([['cro', {}]]) },
} as unknown as Pick<Portfolio, 'as_of' | 'index'>;

const waiver = (more: Partial<Waiver>): Waiver => ({
  id: 'demo/late',
  system: 'demo',
  title: 'Late',
  obligations: ['house:a'],
  findings: [],
  rationale: 'The secretary is ill.',
  approved_by: 'cro',
  date: '2026-01-01',
  expires: '2026-12-31',
  conditions: [],
  runs: true,
  at: { file: 'waivers/late.yaml', path: [] },
  ...more,
});

test('a waiver runs, has ended, has not begun, or accepts nothing because nobody known gave it for a reason', () => {
  expect(waiverState(waiver({}), portfolio)).toBe('runs');
  expect(waiverState(waiver({ runs: false, expires: '2026-11-19' }), portfolio)).toBe('expired');
  expect(waiverState(waiver({ runs: false, date: '2026-11-21' }), portfolio)).toBe('not begun');
  expect(waiverState(waiver({ approved_by: 'nobody' }), portfolio)).toBe('accepts nothing');
  expect(waiverState(waiver({ rationale: ' ' }), portfolio)).toBe('accepts nothing');
});

test('the headline counts what runs, the obligations it covers once each, and what has run out', () => {
  expect(waiversHeadline([], portfolio)).toBe('Nothing is waived');
  expect(waiversHeadline([waiver({})], portfolio)).toBe('1 waiver runs, over 1 obligation');
  const three = [
    waiver({}),
    waiver({ obligations: ['house:a', 'house:b'] }),
    waiver({ runs: false, expires: '2026-11-19', obligations: ['house:c'] }),
  ];
  expect(waiversHeadline(three, portfolio)).toBe('2 waivers run, over 2 obligations; 1 has run out');
  expect(waiversHeadline([waiver({ approved_by: 'nobody' })], portfolio)).toBe(
    '0 waivers run, over 0 obligations',
  );
});
