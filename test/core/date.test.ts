import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addDuration,
  addMonths,
  chooseAsOf,
  daysBetween,
  formatDate,
  formatMonth,
  isDate,
  isPast,
  parseDuration,
} from '../../src/core/date.ts';

const anyDate = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((at) => at.toISOString().slice(0, 10));

describe('calendar dates', () => {
  test.each(['2026-02-28', '2028-02-29', '2026-12-31'])('%s is one', (text) =>
    expect(isDate(text)).toBe(true),
  );
  test.each(['2026-02-29', '2026-13-01', '2026-1-01', '20.11.2026', '', 20261120, null])(
    '%s is none',
    (text) => expect(isDate(text)).toBe(false),
  );
  test('adding days and counting them are inverse', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -40_000, max: 40_000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });
  test('months clip to the last day', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2027-11-30', 3)).toBe('2028-02-29');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
  });
  test('valid until is inclusive', () => {
    expect(isPast('2026-11-20', '2026-11-20')).toBe(false);
    expect(isPast('2026-11-19', '2026-11-20')).toBe(true);
  });
});

describe('durations', () => {
  test('ISO 8601 and cadence words', () => {
    expect(parseDuration('P1Y6M')).toEqual({ months: 18, days: 0 });
    expect(parseDuration('P2W')).toEqual({ months: 0, days: 14 });
    expect(parseDuration('quarterly')).toEqual({ months: 3, days: 0 });
    expect(parseDuration('PT4H')).toEqual({ months: 0, days: 1 });
    expect(parseDuration('P1DT25H')).toEqual({ months: 0, days: 3 });
    expect(addDuration('2026-08-31', { months: 3, days: 1 })).toBe('2026-12-01');
  });
  test.each(['P', 'often', '12 months', 'P1H', 'PT', 'constructor', ''])('%s is none', (text) =>
    expect(parseDuration(text)).toBe(null),
  );
});

test('dates for people are English and fixed', () => {
  expect(formatDate('2026-11-20')).toBe('20 November 2026');
  expect(formatDate('2026-09-03', 'short')).toBe('3 Sep 2026');
  expect(formatMonth('2026-03')).toBe('March 2026');
});

describe('the as-of date', () => {
  const now = () => new Date('2031-05-06T23:59:59Z');
  test('is the first of option, portfolio, SOURCE_DATE_EPOCH and today in UTC', () => {
    const all = { option: '2026-01-01', portfolio: '2026-02-02', sourceDateEpoch: '1772582400', now };
    expect(chooseAsOf(all)).toEqual({ date: '2026-01-01', source: 'option' });
    expect(chooseAsOf({ ...all, option: undefined })).toEqual({ date: '2026-02-02', source: 'portfolio' });
    expect(chooseAsOf({ sourceDateEpoch: '1772582400', now })).toEqual({
      date: '2026-03-04',
      source: 'SOURCE_DATE_EPOCH',
    });
    expect(chooseAsOf({ now })).toEqual({ date: '2031-05-06', source: 'clock' });
  });
  test('a SOURCE_DATE_EPOCH that is no number is passed over', () => {
    expect(chooseAsOf({ sourceDateEpoch: 'yesterday', now }).source).toBe('clock');
  });
});
