import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plain } from '../../src/charts/rich.ts';
import { shapBar } from '../../src/charts/shap-bar.ts';
import { shapLocalBar } from '../../src/charts/shap-local-bar.ts';
import { localBarFinding } from '../../src/charts/shap-row-words.ts';
import { dots, shapBeeswarm } from '../../src/charts/shap-beeswarm.ts';
import { beeswarmAlt, beeswarmFinding, shapBarFinding } from '../../src/charts/shap-words.ts';
import { equalTicks } from '../../src/charts/ticks.ts';
import type { Swarm, SwarmRow } from '../../src/evidence/shap/beeswarm.ts';
import type { Importance } from '../../src/evidence/shap/importance.ts';

const ranked = (...values: number[]): Importance[] =>
  values.map((mean_abs, index) => ({
    name: `f${index + 1}`,
    columns: [`f${index + 1}`],
    mean_abs,
    basis: 'all',
    rank: index + 1,
  }));
const swarmRow = (name: string | null, points: [number, number | null][]): SwarmRow => ({
  name,
  label: name ?? 'Sum of 2 other features',
  mean_abs: 1,
  points: points.map(([x, tone]) => ({ x, layer: 0, tone })),
  height: 1,
});
const swarm = (...rows: SwarmRow[]): Swarm => {
  const x = rows.flatMap((row) => row.points.map((point) => point.x));
  return {
    rows,
    extent: [Math.min(...x), Math.max(...x)],
    n_drawn: rows[0]?.points.length ?? 0,
    n_total: 100,
  };
};

describe('the bars of one row', () => {
  const effect = (name: string | null, value: number) => ({
    name,
    label: name ?? '2 other features',
    value: 1,
    effect: value,
  });

  it('go right from zero for what raises and left for what lowers', () => {
    const { rows, ticks, zero } = shapLocalBar([effect('a', 0.4), effect('b', -0.2), effect(null, -0.1)]);
    expect(ticks).toEqual(['−0.2', '−0.1', '0', '+0.1', '+0.2', '+0.3', '+0.4']);
    expect(zero).toBe(333.3);
    expect(rows).toEqual([
      { name: 'a', label: 'a', value: '1', effect: '+0.400', tone: 'up', x: 333.3, width: 666.7 },
      { name: 'b', label: 'b', value: '1', effect: '−0.200', tone: 'dn', x: 0, width: 333.3 },
      {
        name: null,
        label: 'Sum of 2 other features',
        value: '',
        effect: '−0.100',
        tone: 'oth',
        x: 166.7,
        width: 166.6,
      },
    ]);
  });

  it('are nothing but zero where nothing moves the output', () => {
    expect(shapLocalBar([effect('a', 0)]).rows[0]!.width).toBe(0);
    expect(plain(localBarFinding([effect('a', 0)]))).toBe('No feature moves the output of this row');
  });
});

describe('the SHAP bar chart', () => {
  it('adds up what is not shown, in grey, and darkens what carries half', () => {
    const { rows, ticks } = shapBar(ranked(0.4, 0.3, 0.2, 0.05, 0.05), 4);
    expect(rows).toEqual([
      { name: 'f1', label: 'f1', value: '0.400', width: 1000, tone: 'hi' },
      { name: 'f2', label: 'f2', value: '0.300', width: 750, tone: 'hi' },
      { name: 'f3', label: 'f3', value: '0.200', width: 500, tone: 'plain' },
      { name: null, label: 'Sum of 2 other features', value: '0.100', width: 250, tone: 'oth' },
    ]);
    expect(ticks).toEqual(['0', '0.1', '0.2', '0.3', '0.4']);
  });

  it('shows all that fit without an “other” row', () => {
    expect(shapBar(ranked(3, 2, 1), 3).rows.map((row) => row.label)).toEqual(['f1', 'f2', 'f3']);
  });

  it.each([
    [ranked(0.6, 0.4), 'f1 carries 60\u00a0% of the mean effect'],
    [ranked(0.3, 0.3, 0.2, 0.2), 'f1 and f2 carry 60\u00a0% of the mean effect'],
    [ranked(0.2, 0.2, 0.2, 0.2, 0.2), 'f1, f2 and f3 carry 60\u00a0% of the mean effect'],
    [ranked(...Array.from({ length: 10 }, () => 1)), '5 of 10 features carry 50\u00a0% of the mean effect'],
    [ranked(0, 0), 'No feature moves the output'],
  ])('says how few features carry half (%#)', (list, words) => {
    expect(plain(shapBarFinding(list))).toBe(words);
  });
});

describe('a swarm of thousands', () => {
  it('is drawn as columns, low shades at the bottom, as high as their points are many', () => {
    const points = Array.from({ length: 2000 }, (_, i): [number, number | null] => [
      i < 1500 ? 0 : 1,
      i % 3 === 0 ? null : i % 3 === 1 ? 0 : 1,
    ]);
    const { rows } = shapBeeswarm(swarm(swarmRow('a', points)));
    expect(rows[0]!.paths).toEqual([
      { class: 'col b0', path: 'M4 43.7V29.9M1004 29.9V25.3' },
      { class: 'col b5', path: 'M4 29.9V16.1M1004 25.3V20.7' },
      { class: 'col bn', path: 'M4 16.1V2.3M1004 20.7V16.1' },
    ]);
  });
});

describe('the beeswarm', () => {
  it('says which way high and low values push', () => {
    const up = swarm(
      swarmRow('a', [
        [-0.5, 0],
        [-0.3, 0.1],
        [0.1, 0.5],
        [0.8, 0.9],
        [1, 1],
      ]),
    );
    expect(plain(beeswarmFinding(up))).toBe(
      'High values of a raise the output by 0.90 on average, low values lower it by 0.40',
    );
    const down = swarm(
      swarmRow('a', [
        [0.5, 0],
        [-0.8, 1],
      ]),
    );
    expect(plain(beeswarmFinding(down))).toBe(
      'Low values of a raise the output by 0.50 on average, high values lower it by 0.80',
    );
    const neither = swarm(
      swarmRow('a', [
        [0.5, null],
        [-0.8, null],
      ]),
    );
    expect(plain(beeswarmFinding(neither))).toBe('a moves the output most, from −0.80 to +0.50');
  });

  it('draws one path per shade, grey where there is none', () => {
    const drawing = shapBeeswarm(
      swarm(
        swarmRow('a', [
          [-1, 0],
          [0, 0.5],
          [1, 1],
          [0.5, null],
        ]),
        swarmRow(null, [
          [-1, null],
          [0.5, null],
        ]),
      ),
    );
    expect(drawing.rows.map((row) => row.paths)).toEqual([
      [
        { class: 'b0', path: 'M0 23h0' },
        { class: 'b3', path: 'M500 23h0' },
        { class: 'b5', path: 'M1000 23h0' },
        { class: 'bn', path: 'M750 23h0' },
      ],
      [{ class: 'oth', path: 'M0 23h0m750 0h0' }],
    ]);
    expect(drawing.ticks).toEqual(['−1.0', '−0.5', '0', '+0.5', '+1.0']);
    expect(drawing.zero).toBe('M500 0V46');
  });

  it('keeps piles inside their row', () => {
    const points = Array.from({ length: 101 }, (_, i) => ({ x: 1, layer: i - 50, tone: null }));
    const row: SwarmRow = { name: 'a', label: 'a', mean_abs: 1, points, height: 51 };
    const path = shapBeeswarm(swarm(row)).rows[0]!.paths[0]!.path;
    const steps = [...path.matchAll(/[Mm](-?\d+)[ ]?(-?\d+)h0/g)].map((match) => Number(match[2]));
    let y = 0;
    for (const step of steps) {
      y += step;
      expect(y >= 0 && y <= 46).toBe(true);
    }
  });

  it('is told in words', () => {
    expect(
      beeswarmAlt(
        swarm(
          swarmRow('a', [
            [-1, 0],
            [1, 1],
          ]),
        ),
      ),
    ).toBe('Beeswarm of 2 rows. Nine in ten contributions lie within, a: −0.90 to +0.90.');
  });
});

describe('dots', () => {
  it('give back every distinct place, in relative steps', () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 46 }));
    fc.assert(
      fc.property(fc.array(place), (places) => {
        let [x, y] = [0, 0];
        const drawn = [...dots(places).matchAll(/[Mm](-?\d+)[ ]?(-?\d+)h0/g)].map((match) => {
          x += Number(match[1]);
          y += Number(match[2]);
          return `${x} ${y}`;
        });
        expect(drawn.sort()).toEqual([...new Set(places.map((one) => one.join(' ')))].sort());
      }),
    );
  });
});

describe('equal ticks', () => {
  it('cover the range in equal steps that hit zero', () => {
    const value = fc.double({ min: -1e4, max: 1e4, noNaN: true });
    fc.assert(
      fc.property(value, value, (a, b) => {
        fc.pre(Math.abs(a - b) > 1e-3);
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const { values } = equalTicks(low, high, 6);
        const slack = (high - low) * 1e-6;
        expect(values[0]! <= low + slack && values.at(-1)! >= high - slack).toBe(true);
        expect(values.length).toBeLessThan(16);
        if (low <= 0 && high >= 0) expect(values).toContain(0);
      }),
    );
  });
});
