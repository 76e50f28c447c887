import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { additivityOf } from '../../src/evidence/shap/additivity.ts';
import { beeswarmOf, tonesOf } from '../../src/evidence/shap/beeswarm.ts';
import { importanceOf } from '../../src/evidence/shap/importance.ts';
import { registerFeatures } from '../../src/evidence/shap/register.ts';
import type { Shap } from '../../src/evidence/shapes/shap.ts';
import { itemOf, portfolioOf } from './portfolio.ts';

const shap = (more: Partial<Shap> = {}): Shap => ({
  schema: 'casebook/shap@1',
  producer: { name: 'test' },
  model: 'm',
  model_version: '1',
  dataset: 'rows',
  provenance: 'synthetic',
  explainer: { name: 'test' },
  output_space: 'log-odds',
  base_value: -1,
  n_total: 100,
  n_drawn: 3,
  features: ['b', 'a', 'kind_x', 'kind_y'],
  mean_abs: [0.5, 0.5, 0.4, 0.3],
  rows: [
    { shap: [0.5, 0.25, 0.5, -0.25], values: [1, 'low', 1, 0], output: 0 },
    { shap: [-0.5, 0.25, -0.5, 0.25], values: [2, 'low', 0, 1], output: -1.5 },
    { shap: [0.5, -0.25, 0.5, -0.25], values: [null, 'high', 1, 0], output: -0.5 },
  ],
  ...more,
});
const kind = { name: 'kind', columns: ['kind_x', 'kind_y'] };

describe('importance', () => {
  it('is by mean absolute contribution, ties by name', () => {
    expect(importanceOf(shap()).map((one) => [one.rank, one.name])).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'kind_x'],
      [4, 'kind_y'],
    ]);
  });

  it('sums the columns of a register feature before the absolute value', () => {
    const drawn = importanceOf(shap(), [kind]).find((one) => one.name === 'kind');
    expect(drawn).toEqual({ name: 'kind', columns: kind.columns, mean_abs: 0.25, basis: 'drawn', rank: 3 });
    const groups = { kind: { columns: ['kind_y', 'kind_x'], mean_abs: 0.31 } };
    expect(importanceOf(shap({ groups }), [kind]).at(-1)).toMatchObject({ mean_abs: 0.31, basis: 'all' });
    const { rows: _, ...without } = shap();
    expect(importanceOf(without, [kind])[0]).toMatchObject({ name: 'kind', mean_abs: 0.7, basis: 'bound' });
  });

  it('takes columns from the register of the system', () => {
    const items = [itemOf('feature', 'kind', { columns: ['kind_x', 'kind_y'] }), itemOf('feature', 'a', {})];
    expect(registerFeatures(portfolioOf({ items }), 's')).toEqual([kind, { name: 'a', columns: ['a'] }]);
    expect(registerFeatures(portfolioOf({ items }), 'other')).toEqual([]);
  });
});

describe('beeswarm', () => {
  it('sums the features that are not shown row by row, without a tone', () => {
    const swarm = beeswarmOf(shap(), { maxDisplay: 2 })!;
    expect(swarm.rows.map((row) => [row.name, row.label])).toEqual([
      ['a', 'a'],
      [null, 'Sum of 3 other features'],
    ]);
    expect(swarm.rows[1]!.points.map((point) => [point.x, point.tone])).toEqual([
      [0.75, null],
      [-0.75, null],
      [0.75, null],
    ]);
    expect(swarm.extent).toEqual([-0.75, 0.75]);
  });

  it('shows all features when they fit, and has no “other” row then', () => {
    expect(beeswarmOf(shap(), { maxDisplay: 4 })!.rows.map((row) => row.name)).toEqual([
      'a',
      'b',
      'kind_x',
      'kind_y',
    ]);
    expect(beeswarmOf(shap(), { maxDisplay: 3 })!.rows.map((row) => row.label)).toEqual([
      'a',
      'b',
      'Sum of 2 other features',
    ]);
  });

  it('piles equal positions up on alternating sides', () => {
    const rows = Array.from({ length: 5 }, () => ({ shap: [1, 0, 0, 0] }));
    const [row] = beeswarmOf(shap({ rows, n_drawn: 5, mean_abs: [1, 0, 0, 0] }))!.rows;
    expect(row!.points.map((point) => point.layer)).toEqual([0, 1, -1, 2, -2]);
    expect(row!.height).toBe(3);
  });

  it('has nothing to draw without rows', () => {
    expect(beeswarmOf(shap({ rows: [], n_drawn: 0 }))).toBeNull();
  });

  it('gives tones between 0 and 1 and none to text or missing values', () => {
    expect(tonesOf([0, 10, null, 'high', 5])).toEqual([0, 1, null, null, 0.5]);
    expect(tonesOf([3, 3])).toEqual([0.5, 0.5]);
    fc.assert(
      fc.property(fc.array(fc.option(fc.double({ noNaN: true, min: -1e9, max: 1e9 }))), (values) => {
        for (const tone of tonesOf(values)) if (tone !== null) expect(tone >= 0 && tone <= 1).toBe(true);
      }),
    );
  });
});

describe('additivity', () => {
  it('is graded from the rows', () => {
    expect(additivityOf(shap())).toEqual({ grade: 'exact', max_gap: 0, rows: 3, why: null });
    const off = (gap: number): Shap =>
      shap({ rows: [{ shap: [0.5, 0, 0, 0], output: -0.5 + gap }], n_drawn: 1 });
    expect(additivityOf(off(0.005)).grade).toBe('pass');
    expect(additivityOf(off(0.02)).grade).toBe('fail');
  });

  it('says why it cannot be checked', () => {
    const why = (more: Partial<Shap>) => additivityOf(shap(more)).why;
    expect(why({ base_value: null })).toBe('the file states no base value');
    expect(why({ output_space: 'unknown' })).toBe('the file does not say its output space');
    expect(why({ rows: [{ shap: [0, 0, 0, 0] }] })).toBe('the file holds no row with its output');
  });
});

describe('the example’s SHAP values', () => {
  const file = path.resolve(
    import.meta.dirname,
    '../../content/systems/retail-credit-pd/evidence/shap-values.json',
  );
  const example = JSON.parse(fs.readFileSync(file, 'utf8')) as Shap;

  it('are fourteen features, additive, led by utilisation', () => {
    const ranked = importanceOf(example);
    expect(ranked).toHaveLength(14);
    expect(ranked[0]).toMatchObject({ name: 'utilisation_ratio', basis: 'all', rank: 1 });
    expect(ranked.find((one) => one.name === 'product_type')?.basis).toBe('all');
    const { grade, max_gap } = additivityOf(example);
    expect(grade).not.toBe('fail');
    // Sixteen columns of five decimals each.
    expect(max_gap).toBeLessThan(17 * 5e-6 + example.additivity!.max_abs_gap);
  });

  it('have totals that agree with the rows drawn from them', () => {
    const rows = example.rows!;
    example.features.forEach((_, i) => {
      const drawn = rows.reduce((sum, row) => sum + Math.abs(row.shap[i]!), 0) / rows.length;
      expect(Math.abs(drawn - example.mean_abs[i]!)).toBeLessThan(0.2 * example.mean_abs[i]! + 0.002);
    });
  });
});
