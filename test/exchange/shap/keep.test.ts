import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCsvFrame } from '../../../src/exchange/shap/csv.ts';
import { densityOf } from '../../../src/exchange/shap/density.ts';
import { rowsKept, sampleRows } from '../../../src/exchange/shap/sample.ts';
import { additivityOf } from '../../../src/evidence/shap/additivity.ts';
import { about, contentOf, written } from './support.ts';

const sum = (list: readonly number[]): number => list.reduce((total, one) => total + one, 0);

describe('the rows that are kept', () => {
  it('are at most five thousand, and a hundred thousand contributions', () => {
    expect([rowsKept(600, 12), rowsKept(100_000, 12), rowsKept(100_000, 50), rowsKept(9, 300_000)]).toEqual([
      600, 5_000, 2_000, 1,
    ]);
  });

  it('are the same each time, in the order of the file, spread over all of it', () => {
    const rows = sampleRows(10_000, 1_000);
    expect(sampleRows(10_000, 1_000)).toEqual(rows);
    expect(new Set(rows).size).toBe(1_000);
    expect([...rows].sort((a, b) => a - b)).toEqual(rows);
    // Of each tenth about a hundred, and of odd rows about half: no rhythm of the file agrees with the choice.
    for (let tenth = 0; tenth < 10; tenth++) {
      const n = rows.filter((row) => Math.floor(row / 1_000) === tenth).length;
      expect(n).toBeGreaterThan(70);
      expect(n).toBeLessThan(130);
    }
    expect(Math.abs(rows.filter((row) => row % 2 === 1).length - 500)).toBeLessThan(60);
  });

  it('change no total: those are over every row', async () => {
    const n = 12_000;
    const lines = Array.from(
      { length: n },
      (_, i) => `${(i % 7) - 3},${i === n - 1 ? 1_200 : 0},1,${(i % 7) - 2}`,
    );
    const text = `a,b,base_value,prediction\n${lines.join('\n')}\n`;
    const shap = await contentOf(written('a.csv', text));
    expect(shap).toMatchObject({
      n_total: n,
      n_drawn: 5_000,
      sampling: '5,000 of 12,000 rows: those whose row number has the smallest hash',
      mean_abs: [Number((sum(lines.map((line) => Math.abs(Number.parseInt(line)))) / n).toPrecision(9)), 0.1],
      additivity: { max_abs_gap: 1_200, n, n_beyond: 1, max_abs_output: 4 },
    });
    // The one row that does not add up may not be among those drawn: it is found all the same.
    expect(additivityOf({ ...shap, rows: shap.rows!.filter((row) => row.shap[1] === 0) })).toEqual({
      grade: 'fail',
      max_gap: 1_200,
      rows: n,
      why: null,
    });
  });
});

describe('bins in place of rows', () => {
  it('hold every row, never one to nine of them, between round edges', () => {
    const phi = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 10, maxLength: 400 });
    fc.assert(
      fc.property(phi, (list) => {
        const { edges, counts, mean_value } = densityOf(Float64Array.from(list), Float64Array.from(list));
        expect(sum(counts)).toBe(list.length);
        expect(edges).toHaveLength(counts.length + 1);
        expect(mean_value).toHaveLength(counts.length);
        expect(counts.every((count) => count === 0 || count >= 10)).toBe(true);
        expect(edges.every((edge, i) => i === 0 || edge > edges[i - 1]!)).toBe(true);
        expect(edges[0]!).toBeLessThanOrEqual(Math.min(...list) + 1e-9);
        expect(edges.at(-1)!).toBeGreaterThanOrEqual(Math.max(...list) - 1e-9);
      }),
    );
  });

  it('give the mean value where ten rows have one, and none for texts', () => {
    const phi = Float64Array.from({ length: 40 }, (_, i) => (i < 20 ? -1 : 1));
    const values = Float64Array.from({ length: 40 }, (_, i) => (i < 20 ? i : i < 25 ? 7 : NaN));
    const { counts, mean_value } = densityOf(phi, values);
    expect(counts.filter((count) => count > 0)).toEqual([20, 20]);
    expect(mean_value!.filter((_, i) => counts[i]! > 0)).toEqual([9.5, null]);
    expect(densityOf(phi, [...values].map(String)).mean_value).toBe(undefined);
  });
});

describe('base values', () => {
  it('that differ by row stand on the rows', async () => {
    const shap = await contentOf(written('a.csv', 'a,base_value,prediction\n1,1,2\n2,3,5\n'), about());
    expect(shap).toMatchObject({
      base_value: null,
      notes: ['Base value: column `base_value`.', 'The base value differs by row, from 1 to 3.'],
      rows: [
        { shap: [1], base_value: 1 },
        { shap: [2], base_value: 3 },
      ],
      additivity: { max_abs_gap: 0, n: 2, n_beyond: 0 },
    });
    expect(additivityOf(shap)).toEqual({ grade: 'exact', max_gap: 0, rows: 2, why: null });
  });
});

describe('CSV', () => {
  it('gives back every table of numbers and texts, by any delimiter', () => {
    const cell = fc.oneof(
      // Minus zero is written as `0`.
      fc
        .double({ noNaN: true, noDefaultInfinity: true })
        .map((value) => [String(value), value === 0 ? 0 : value] as const),
      fc.constant(['', null] as const),
      fc
        .stringMatching(/^[a-z][a-z ,;"\n]{0,5}[a-z]$/)
        .filter((text) => !/^(inf|nan|null)$/i.test(text))
        .map((text) => [`"${text.replaceAll('"', '""')}"`, text] as const),
    );
    const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(table, fc.constantFrom(',', ';', '\t'), (rows, delimiter) => {
        const text =
          ['x', 'y', 'z'].join(delimiter) +
          '\n' +
          rows.map((row) => row.map(([one]) => one).join(delimiter)).join('\n');
        const frame = parseCsvFrame(text, 'a.csv');
        expect(frame.n).toBe(rows.length);
        frame.columns.forEach((column, j) => {
          rows.forEach((row, i) => expect(column.cell(i)).toEqual(row[j]![1]));
          const isText = rows.some((row) => typeof row[j]![1] === 'string');
          expect(column.numbers() === null).toBe(isText);
        });
      }),
    );
  });
});
