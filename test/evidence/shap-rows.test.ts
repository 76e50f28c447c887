/** What is computed of single rows of SHAP values: walks, dependence, interactions, cohorts, orders. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clusteredOrder } from '../../src/evidence/shap/cluster.ts';
import { cohortsOf } from '../../src/evidence/shap/cohorts.ts';
import { decisionPathsOf } from '../../src/evidence/shap/decision.ts';
import { dependenceOf } from '../../src/evidence/shap/dependence.ts';
import { readerOf } from '../../src/evidence/shap/effects.ts';
import { heatOf } from '../../src/evidence/shap/heat.ts';
import { interactionsOf } from '../../src/evidence/shap/interaction.ts';
import { localEffects } from '../../src/evidence/shap/local.ts';
import { importanceOverBatches, importanceOverTime } from '../../src/evidence/shap/over-time.ts';
import { hasBases, rowNamed, spreadRows } from '../../src/evidence/shap/row.ts';
import { waterfallOf } from '../../src/evidence/shap/waterfall.ts';
import type { Shap, ShapRow } from '../../src/evidence/shapes/shap.ts';

const shapOf = (features: string[], rows: ShapRow[], more: Partial<Shap> = {}): Shap => ({
  schema: 'casebook/shap@1',
  producer: { name: 'test' },
  model: 'm',
  model_version: '1',
  dataset: 'd',
  provenance: 'synthetic',
  explainer: { name: 'e' },
  output_space: 'log-odds',
  base_value: 1,
  n_total: rows.length,
  n_drawn: rows.length,
  features,
  mean_abs: features.map(
    (_, k) => rows.reduce((sum, row) => sum + Math.abs(row.shap[k]!), 0) / Math.max(1, rows.length),
  ),
  rows,
  ...more,
});

test('contributions to one row come largest first, the rest as their sum, without a base value too', () => {
  const row: ShapRow = { shap: [0.1, -0.5, 0.3, -0.1], values: [7, 'x', null, 2] };
  const shap = { ...shapOf(['a', 'b', 'c', 'd'], [row]), base_value: null };
  expect(localEffects(shap, row, { maxDisplay: 3 })).toEqual([
    { name: 'b', label: 'b', value: 'x', effect: -0.5 },
    { name: 'c', label: 'c', value: null, effect: 0.3 },
    { name: null, label: '2 other features', value: null, effect: 0 },
  ]);
  expect(localEffects(shap, row).map(({ name }) => name)).toEqual(['b', 'c', 'a', 'd']);
});

describe('a waterfall', () => {
  const row: ShapRow = { shap: [0.5, -0.25, 0.125, -0.125], values: [1, null, 3, 'x'], output: 1.25 };
  const shap = shapOf(['a', 'b', 'd', 'c'], [row]);

  test('has the largest step on top, names between equal ones, and ends at base plus contributions', () => {
    expect(waterfallOf(shap, row)).toEqual({
      base: 1,
      output: 1.25,
      gap: 0,
      steps: [
        { name: 'a', label: 'a', value: 1, effect: 0.5, from: 0.75, to: 1.25 },
        { name: 'b', label: 'b', value: null, effect: -0.25, from: 1, to: 0.75 },
        { name: 'c', label: 'c', value: 'x', effect: -0.125, from: 1.125, to: 1 },
        { name: 'd', label: 'd', value: 3, effect: 0.125, from: 1, to: 1.125 },
      ],
    });
  });

  test('adds up what is not shown, with its sign, as the first step of the walk', () => {
    const { steps } = waterfallOf(shap, row, { maxDisplay: 2 })!;
    expect(steps.map(({ label, effect }) => [label, effect])).toEqual([
      ['a', 0.5],
      ['3 other features', -0.25],
    ]);
    expect(steps[1]).toMatchObject({ name: null, from: 1, to: 0.75 });
  });

  test('starts from the base of the row where it has its own, and cannot start without one', () => {
    expect(waterfallOf(shap, { ...row, base_value: 3 })).toMatchObject({ base: 3, output: 3.25, gap: -2 });
    expect(waterfallOf({ ...shap, base_value: null }, { shap: row.shap })).toBe(null);
  });

  test('makes one step of the columns of a register feature, and names the category', () => {
    const register = [{ name: 'c', columns: ['c_x', 'c_y'] }];
    const coded: ShapRow = { shap: [0.5, -0.2], values: [0, 1] };
    const { steps } = waterfallOf(shapOf(['c_x', 'c_y'], [coded]), coded, { register })!;
    expect(steps).toEqual([{ name: 'c', label: 'c', value: 'y', effect: 0.3, from: 1, to: 1.3 }]);
  });

  test('of any row walks from the base to the output, step by step', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 15 }),
        fc.integer({ min: 1, max: 12 }),
        (effects, maxDisplay) => {
          const any: ShapRow = { shap: effects };
          const names = effects.map((_, k) => `f${k}`);
          const fall = waterfallOf(shapOf(names, [any]), any, { maxDisplay })!;
          expect(fall.steps.length).toBe(Math.min(effects.length, maxDisplay));
          expect(fall.steps.at(-1)!.from).toBe(fall.base);
          expect(fall.steps[0]!.to).toBe(fall.output);
          expect(fall.output).toBe(1 + effects.reduce((sum, one) => sum + one, 0));
          fall.steps.slice(1).forEach((step, i) => expect(step.to).toBe(fall.steps[i]!.from));
        },
      ),
    );
  });
});

describe('interactions', () => {
  // Ten rows: windows of one, in which nothing varies; twenty: windows of two.
  const rows = Array.from({ length: 40 }, (_, i): ShapRow => {
    const sign = i % 2 === 0 ? 1 : -1;
    return { shap: [sign * 0.5, 0, 0], values: [i, sign, 7] };
  });
  const shap = shapOf(['x', 'turns', 'still'], rows);
  const [x, ...others] = shap.features.map((name) => readerOf(shap, { name, columns: [name] }));

  test('are the sums of absolute correlations in windows of a tenth of the rows', () => {
    // Ten windows of four rows: `turns` follows the contribution in each, `still` in none.
    expect(interactionsOf(rows, x!, others)).toEqual([
      { name: 'turns', strength: expect.closeTo(10, 12) as number },
      { name: 'still', strength: 0 },
    ]);
  });

  test('count a value that is missing where contributions differ', () => {
    const gone = rows.map((row, i) => ({ ...row, values: [i, 3, i % 2 === 0 ? null : 7] }));
    expect(interactionsOf(gone, x!, others)[0]).toEqual({
      name: 'still',
      strength: expect.closeTo(10, 12) as number,
    });
  });

  test('shade a dependence plot by the strongest, or by the chosen one', () => {
    expect(dependenceOf(shap, 'x')).toMatchObject({ feature: 'x', colour: 'turns', missing: { n: 0 } });
    const chosen = dependenceOf(shap, 'x', { colour: 'still' })!;
    expect(chosen.colour).toBe('still');
    expect(chosen.points[3]).toEqual({ x: 3, y: -0.5, tone: 0.5 });
    expect(dependenceOf(shap, 'nobody')).toBe(null);
  });
});

test('a dependence plot names categories, and says what rows without a value get', () => {
  const rows: ShapRow[] = [
    { shap: [1], values: ['flat'] },
    { shap: [2], values: ['house'] },
    { shap: [4], values: [null] },
    { shap: [3], values: ['flat'] },
  ];
  expect(dependenceOf(shapOf(['home'], rows), 'home')).toEqual({
    feature: 'home',
    colour: null,
    categories: ['flat', 'house'],
    points: [
      { x: 0, y: 1, tone: null },
      { x: 1, y: 2, tone: null },
      { x: 0, y: 3, tone: null },
    ],
    missing: { n: 1, mean: 4 },
    n_drawn: 4,
    n_total: 4,
  });
});

describe('cohorts', () => {
  const rows = Array.from({ length: 10 }, (_, i): ShapRow => ({
    shap: [i < 5 ? 1 : -3, 2],
    values: [i, i % 2 === 0 ? 'old' : 'new'],
  }));
  const shap = shapOf(['a', 'b'], rows);

  test('are categories, or halves at the median', () => {
    expect(cohortsOf(shap, 'b')).toEqual({
      by: 'b',
      features: ['a', 'b'],
      cohorts: [
        { label: 'new', n: 5, mean_abs: [2.2, 2] },
        { label: 'old', n: 5, mean_abs: [1.8, 2] },
      ],
    });
    expect(cohortsOf(shap, 'a')!.cohorts.map(({ label, n }) => [label, n])).toEqual([
      ['below 4.5', 5],
      ['4.5 and above', 5],
    ]);
  });

  test('are none where nothing is split, and keep rows without a value apart', () => {
    expect(cohortsOf(shapOf(['a'], [{ shap: [1], values: [1] }]), 'a')).toBe(null);
    const gone = rows.map((row, i) => (i === 0 ? { shap: row.shap, values: [0, null] } : row));
    expect(cohortsOf(shapOf(['a', 'b'], gone), 'b')!.cohorts.map(({ label, n }) => [label, n])).toEqual([
      ['new', 5],
      ['old', 4],
      ['no value', 1],
    ]);
  });
});

describe('an order in clusters', () => {
  test('puts like points side by side, the branch with the lower key first', () => {
    const points = [[0], [10], [0.1], [10.2], [5]];
    expect(clusteredOrder(points, [0, 10, 0, 10, 5])).toEqual([0, 2, 4, 1, 3]);
    expect(clusteredOrder([], [])).toEqual([]);
    expect(clusteredOrder([[1]], [1])).toEqual([0]);
  });

  test('holds every point once, keeps equal ones together, and is the same each time', () => {
    const spots = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(spots, (all) => {
        const points = all.map((one) => [one * 10]);
        const order = clusteredOrder(points, all);
        expect([...order].sort((a, b) => a - b)).toEqual(all.map((_, i) => i));
        const runs = order.map((i) => all[i]).filter((one, i, list) => one !== list[i - 1]);
        expect(runs.length).toBe(new Set(all).size);
        expect(clusteredOrder(points, all)).toEqual(order);
      }),
    );
  });
});

test('a heat map lays rows side by side and adds up what is not shown', () => {
  const rows: ShapRow[] = [{ shap: [2, 0.5, 0.25] }, { shap: [-2, 0.5, -0.25] }, { shap: [2, 0.5, 0.5] }];
  const heat = heatOf(shapOf(['a', 'b', 'c'], rows), { maxDisplay: 2 })!;
  expect(heat.rows.map(({ label, effects }) => [label, effects])).toEqual([
    ['a', [-2, 2, 2]],
    ['Sum of 2 other features', [0.25, 0.75, 1]],
  ]);
  expect(heat.outputs).toEqual([-0.75, 3.75, 4]);
  expect(heatOf(shapOf(['a'], []))).toBe(null);
});

test('decision paths go from the base to the output, what is not shown first', () => {
  const rows: ShapRow[] = [{ shap: [2, 0.5, 0.25] }, { shap: [-2, 0.5, -0.25] }];
  const of = decisionPathsOf(shapOf(['a', 'b', 'c'], rows), { maxDisplay: 2 })!;
  expect(of.features.map(({ label }) => label)).toEqual(['Sum of 2 other features', 'a']);
  expect(of.paths).toEqual([
    { row: 1, outputs: [1, 1.25, -0.75] },
    { row: 0, outputs: [1, 1.75, 3.75] },
  ]);
  expect(decisionPathsOf(shapOf(['a'], rows, { base_value: null }))).toBe(null);
});

test('of many rows, decision paths keep the lowest and the highest', () => {
  const rows = Array.from({ length: 500 }, (_, i): ShapRow => ({ shap: [(i * 7) % 500] }));
  const { paths } = decisionPathsOf(shapOf(['a'], rows))!;
  expect(paths).toHaveLength(60);
  expect([paths[0]!.outputs.at(-1), paths.at(-1)!.outputs.at(-1)]).toEqual([1, 500]);
});

test('importance over time ranks in every file, leaves gaps, and compares like with like', () => {
  const file = (id: string, to: string, more: Partial<Shap>) => ({
    id,
    shap: shapOf(['a', 'b'], [], { period: { from: '2026-01-01', to }, n_total: 9, ...more }),
  });
  const june = file('s/june', '2026-06-30', { mean_abs: [0.2, 0.4] });
  const march = file('s/march', '2026-03-31', { features: ['b'], mean_abs: [0.3] });
  const other = file('s/other', '2026-02-28', { mean_abs: [1, 1], output_space: 'probability' });
  expect(importanceOverTime([june, march, other])).toEqual({
    of: 'file',
    moments: [
      { id: 's/march', to: '2026-03-31', n: 9 },
      { id: 's/june', to: '2026-06-30', n: 9 },
    ],
    features: [
      { name: 'b', mean_abs: [0.3, 0.4], ranks: [1, 1] },
      { name: 'a', mean_abs: [null, 0.2], ranks: [null, 2] },
    ],
  });
  expect(importanceOverTime([june, other])).toBe(null);
  expect(importanceOverTime([])).toBe(null);
});

test('importance over the batches of one file ranks what each of them states', () => {
  const shap: Shap = {
    ...shapOf(['a', 'c_x', 'c_y'], []),
    groups: { c: { columns: ['c_x', 'c_y'], mean_abs: 0.3 } },
    batches: [
      { batch: '2026-09', n: 4, mean_abs: [0.2, 0.1, 0.1], groups: { c: 0.1 } },
      { batch: '2026-10', n: 5, mean_abs: [0.2, 0.3, 0.1], groups: { c: 0.4 } },
      { batch: '2026-11', n: 6, mean_abs: [0.2, 0.3, 0.1] },
    ],
  };
  const register = [{ name: 'c', columns: ['c_x', 'c_y'] }];
  expect(importanceOverBatches(shap, register)).toEqual({
    of: 'batch',
    moments: [
      { id: '2026-09', to: '2026-09', n: 4 },
      { id: '2026-10', to: '2026-10', n: 5 },
      { id: '2026-11', to: '2026-11', n: 6 },
    ],
    features: [
      { name: 'a', mean_abs: [0.2, 0.2, 0.2], ranks: [1, 2, 1] },
      // What the last batch does not state of two columns together is not known.
      { name: 'c', mean_abs: [0.1, 0.4, null], ranks: [2, 1, null] },
    ],
  });
  expect(importanceOverBatches({ ...shap, batches: shap.batches!.slice(1, 2) }, register)).toBe(null);
  const dated = { ...shap, period: { from: '2026-09-01', to: '2026-11-30' } };
  expect(
    importanceOverTime([
      { id: 's/a', shap: dated },
      { id: 's/b', shap: dated },
    ]),
  ).toBe(null);
});

test('a row is named by its id or its place; the spread is lowest, middle and highest', () => {
  const rows: ShapRow[] = [{ id: 'k', shap: [3] }, { shap: [1] }, { shap: [2] }];
  const shap = shapOf(['a'], rows);
  expect(rowNamed(shap, 'k')?.place).toBe(0);
  expect(rowNamed(shap, 2)?.row).toBe(rows[2]);
  expect(rowNamed(shap, 3)).toBe(null);
  expect(rowNamed(shap, 'nobody')).toBe(null);
  expect(spreadRows(shap).map(({ place, why }) => [place, why])).toEqual([
    [1, 'lowest'],
    [2, 'middle'],
    [0, 'highest'],
  ]);
  // Without a base value the order is that of the sums.
  expect(spreadRows({ ...shap, base_value: null }).map(({ place }) => place)).toEqual([1, 2, 0]);
  expect([hasBases(shap), hasBases({ ...shap, base_value: null })]).toEqual([true, false]);
  expect(spreadRows({ ...shap, rows: rows.slice(1) })).toEqual([]);
});
