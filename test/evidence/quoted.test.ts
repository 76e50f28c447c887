/** Figures that a text quotes, against the numbers it rests on. */
import { describe, expect, test } from 'vitest';
import { misquotedIn, quotedIn, type Known } from '../../src/evidence/quoted.ts';

describe('figures of a text', () => {
  test.each([
    ['88 of 1,337 later missed three payments', ['88 of 1,337']],
    ['6.6 against 4.3 in a hundred', ['6.6', '4.3']],
    ['It had fallen by 10.8 % a month, from 30,048 rows', ['10.8 %', '30,048']],
    ['at −1.992 in log-odds', ['−1.992']],
    ['four reasons of 14 features', []],
    ['Art. 9(8), version 3.2, XGBoost 1.7.4, 12 May 2025, FM-06, 18 to 24, 95 %, page 3.1', []],
    ['SS1/23 3.2 and ISO 42001', []],
  ])('%s', (text, figures) => {
    expect(quotedIn(text).map((one) => one.text.trim())).toEqual(figures);
  });
});

describe('a slip of one digit', () => {
  const known: Known<string>[] = [
    { value: 88 / 1337, n: 1337, at: 'positives' },
    { value: 0.1367, n: 1337, at: 'alerts' },
    { value: 0.5771, at: 'ratio', isRatio: true },
    { value: 0.12, at: 'threshold', isThreshold: true },
    { value: 2.5, at: 'base', isPlain: true },
  ];
  const slips = (text: string, anywhere: Known<string>[] = []) =>
    misquotedIn(text, known, anywhere).map(({ quoted, known: { at }, says }) => [
      quoted.text.trim(),
      says,
      at,
    ]);

  test.each([
    ['what is right, in any form', '88 of 1,337, or 6.6 %, and alerts 13.7 %: 1.7 times, 2.5 at base', []],
    ['a count', '89 of 1,337', [['89 of 1,337', '88 of 1337', 'positives']]],
    ['the rows', '88 of 1,338', [['88 of 1,338', '88 of 1337', 'positives']]],
    ['a share per hundred', 'alerts at 13.8 %', [['13.8 %', '13.7', 'alerts']]],
    ['a share of one', 'a rate of 0.138', [['0.138', '0.137', 'alerts']]],
    ['a ratio the other way round', '1.8 times as often', [['1.8', '1.7', 'ratio']]],
    ['what is far from all', '41.9 % and 0.00008', []],
    ['two digits that differ by much', 'scale 3.5', []],
  ])('%s', (_, text, found) => {
    expect(slips(text)).toEqual(found);
  });

  test('what stands elsewhere in the system is no slip, unless it is called a threshold', () => {
    const elsewhere: Known<string>[] = [{ value: 0.13, at: 'limit', isPlain: true }];
    expect(slips('scores of 0.13', elsewhere)).toEqual([]);
    expect(slips('a threshold of 0.13', elsewhere)).toEqual([['0.13', '0.12', 'threshold']]);
  });
});
