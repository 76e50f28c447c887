import { expect, test } from 'vitest';
import { duration, rhythm, sayDuration } from '../../src/kinds/duration.ts';

test('durations are ISO 8601, with at least one part', () => {
  for (const text of ['P30D', 'P6M', 'P1Y2M', 'PT4H', 'P1DT12H', 'P0D', 'PT5M']) {
    expect([text, duration().safeParse(text).success]).toEqual([text, true]);
  }
  for (const text of ['P', 'PT', 'P1DT', '30 days', 'P-1D', '1D', 'P1H', 'monthly']) {
    expect([text, duration().safeParse(text).success]).toEqual([text, false]);
  }
});

test('a rhythm is a word or a duration, whole', () => {
  for (const text of ['monthly', 'per-batch', 'P1M']) expect(rhythm().safeParse(text).success).toBe(true);
  for (const text of ['monthly-ish', 'sometimes', 'P']) expect(rhythm().safeParse(text).success).toBe(false);
});

test('durations are said as people say them', () => {
  expect(['P1M', 'PT24H', 'P1Y6M', 'P2DT1H', 'PT5M', 'monthly', 'P0D'].map(sayDuration)).toEqual([
    '1 month',
    '24 hours',
    '1 year 6 months',
    '2 days 1 hour',
    '5 minutes',
    'monthly',
    'at once',
  ]);
});
