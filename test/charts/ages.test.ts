import { expect, test } from 'vitest';
import { ageDrawing } from '../../src/charts/ages.ts';

const aged = (raised: string, settled: string | null, due: string | null) => ({
  anchor: 'VF-01',
  label: 'VF-01',
  raised,
  settled,
  due,
});

test('ages stand on one scale of days around the date, what is settled ends on its day', () => {
  const drawing = ageDrawing(
    [
      aged('2026-08-12', null, '2026-09-30'),
      aged('2026-08-12', '2026-11-10', null),
      aged('2026-11-20', null, '2027-02-28'),
    ],
    '2026-11-20',
  )!;
  expect(drawing.ticks).toEqual(['−100', '−50', '0', '50', '100']);
  expect(drawing.now).toBe(500);
  expect(drawing.rows.map(({ days, from, width, due }) => [days, from, width, due])).toEqual([
    [100, 0, 500, 245],
    [90, 0, 450, null],
    [0, 500, 4, 1000],
  ]);
});

test('what was raised today is seen, and ticks are whole days', () => {
  const drawing = ageDrawing([aged('2026-11-20', null, null)], '2026-11-20')!;
  expect(drawing.ticks).toEqual(['−6', '−4', '−2', '0', '2', '4', '6']);
  expect(drawing.rows).toMatchObject([{ days: 0, from: 500, width: 4, due: null }]);
});

test('nothing is drawn of nothing', () => {
  expect(ageDrawing([], '2026-11-20')).toBe(null);
});
