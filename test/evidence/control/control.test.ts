import { describe, expect, it } from 'vitest';
import { isFault, type ControlChart, type ControlFault } from '../../../src/evidence/control/chart.ts';
import { controlChart, signalsOf } from '../../../src/evidence/control/index.ts';
import { runRuleNames, runRulesNamed, runSignals } from '../../../src/evidence/control/run-rules.ts';
import { absent, expectNear, hasFixtures, oracles } from '../fixtures.ts';

const of = (...values: (number | null)[]) => values.map((value) => ({ value }));
const drawn = (made: ControlChart | ControlFault): ControlChart => {
  if (isFault(made)) throw new Error(made.fault);
  return made;
};
const fault = (made: ControlChart | ControlFault): string | null => (isFault(made) ? made.fault : null);

describe.skipIf(!hasFixtures)(`the data of Montgomery (${absent})`, () => {
  const { spc_montgomery: known } = hasFixtures ? oracles() : { spc_montgomery: null! };
  const observations = of(...(known?.x ?? []));
  const standard = { target: known?.mu, sigma: known?.sigma };

  it('individuals: limits, moving range, no signal', () => {
    const chart = drawn(controlChart('individuals', observations));
    const [values, ranges] = chart.panels;
    expectNear(chart.centre, known.individuals.mean);
    expectNear(chart.sigma, known.individuals.sigma_hat);
    expectNear(ranges!.centre, known.individuals.mr_bar);
    for (const { lower, upper } of values!.points) {
      expectNear(lower, known.individuals.lcl);
      expectNear(upper, known.individuals.ucl);
    }
    expectNear(ranges!.points[1]!.upper, known.individuals.mr_ucl);
    expect(ranges!.points[0]!.value).toBeNull();
    expect(chart.estimated_from).toBe(30);
    expect(signalsOf(chart)).toEqual([]);
  });

  it('individuals with a given standard: limits 7 and 13, no signal', () => {
    const chart = drawn(controlChart('individuals', observations, standard));
    expect(chart.panels[0]!.points[0]).toMatchObject({ lower: 7, upper: 13 });
    expect(chart.estimated_from).toBeNull();
    expect(signalsOf(chart)).toEqual([]);
  });

  it('EWMA: every value and both limits, first signal at 29', () => {
    const { lambda_: lambda, L: width } = known.ewma;
    const chart = drawn(controlChart('ewma', observations, { ...standard, lambda, width }));
    chart.panels[0]!.points.forEach((point, i) => {
      const [z, lower, upper] = known.ewma.rows[i]!;
      expectNear(point.value, z);
      expectNear(point.lower, lower);
      expectNear(point.upper, upper);
    });
    expect(signalsOf(chart)[0]! + 1).toBe(known.ewma.first_signal);
  });

  it('CUSUM: every sum, first signal at 29', () => {
    const { k, h } = known.cusum;
    const chart = drawn(controlChart('cusum', observations, { ...standard, k, h }));
    const [high, low] = chart.panels;
    known.cusum.rows.forEach(([up, down], i) => {
      expectNear(high!.points[i]!.value, up);
      expectNear(low!.points[i]!.value, down);
    });
    expect(high!.points[28]).toMatchObject({ upper: 5, signal: 'above' });
    expect(signalsOf(chart).map((one) => one + 1)).toEqual([29, 30]);
  });
});

describe('a baseline', () => {
  const series = of(1, 2, 1, 2, 1, 2, 9, 2);

  it('gives limits that later points are held against', () => {
    const chart = drawn(controlChart('individuals', series, { baseline: { from: 0, to: 5 } }));
    expect(chart).toMatchObject({ centre: 1.5, estimated_from: 6, baseline: { from: 0, to: 5 } });
    expectNear(chart.sigma, 1 / 1.128);
    expect(signalsOf(chart)).toEqual([6, 7]);
    expect(chart.panels[0]!.points[6]!.signal).toBe('above');
    // The step back is as large a move.
    expect(chart.panels[1]!.points.map(({ signal }) => signal)).toEqual([
      ...Array<null>(6).fill(null),
      'above',
      'above',
    ]);
  });

  it('starts sums and averages anew where the monitored period starts', () => {
    const baseline = { from: 0, to: 3 };
    const low = of(1, 2, 1, 2, 1.5, 1.5);
    const ewma = drawn(controlChart('ewma', low, { baseline, lambda: 0.5 }));
    expect(ewma.panels[0]!.points[4]!.value).toBe(1.5);
    expect(ewma.panels[0]!.points[4]!.upper).toBeCloseTo(1.5 + (2.7 / 1.128) * 0.5, 12);
    const cusum = drawn(controlChart('cusum', of(1, 2, 1, 2, 1, 1), { baseline, k: 0 }));
    expect(cusum.panels[1]!.points.map(({ value }) => value)).toEqual([0.5, 0, 0.5, 0, 0.5, 1]);
  });

  it('needs two values in a row that differ', () => {
    expect(fault(controlChart('individuals', of(1, null, 2)))).toBe(
      'its baseline has 2 values, and two in a row are the least',
    );
    expect(fault(controlChart('cusum', of(1, 1, 1)))).toBe(
      'its baseline does not vary, so that no limits follow from it',
    );
  });
});

describe('a gap', () => {
  it('has no range beside it, and is passed over by sums', () => {
    const observations = of(1, 2, null, 5, 1);
    const individuals = drawn(controlChart('individuals', observations));
    expect(individuals.panels[1]!.points.map(({ value }) => value)).toEqual([null, 1, null, null, 4]);
    expect(individuals.panels[0]!.points[2]!.value).toBeNull();
    const ewma = drawn(controlChart('ewma', observations, { target: 0, sigma: 1, lambda: 0.5, width: 3 }));
    expect(ewma.panels[0]!.points.map(({ value }) => value)).toEqual([0.5, 1.25, null, 3.125, 2.0625]);
    expect(ewma.panels[0]!.points[3]!.upper).toBeCloseTo(3 * Math.sqrt((0.5 / 1.5) * (1 - 0.5 ** 6)), 12);
  });
});

describe('the p-chart', () => {
  const observations = [
    { value: 0.1, n: 100 },
    { value: 0.2, n: 300 },
    { value: null, n: null },
    { value: 0.5, n: 25 },
  ];

  it('has limits by the n of each batch, within 0 and 1', () => {
    const chart = drawn(controlChart('p', observations, { baseline: { from: 0, to: 1 } }));
    expectNear(chart.centre, 70 / 400);
    const reach = (n: number) => 3 * Math.sqrt((0.175 * 0.825) / n);
    const [first, second, gap, last] = chart.panels[0]!.points;
    expectNear(first!.upper, 0.175 + reach(100));
    expectNear(second!.lower, 0.175 - reach(300));
    expect(gap).toEqual({ value: null, lower: null, upper: null, signal: null });
    expect(last).toMatchObject({ lower: 0, signal: 'above' });
    expect(chart).toMatchObject({ sigma: null, estimated_from: 2 });
  });

  it('cannot be drawn without n, of what is no share, or with a given spread', () => {
    expect(fault(controlChart('p', of(0.1, 0.2)))).toBe('a p-chart needs the n of each value');
    expect(fault(controlChart('p', [{ value: 1.2, n: 10 }]))).toBe('a p-chart is of shares, and 1.2 is none');
    expect(fault(controlChart('p', observations, { sigma: 0.1 }))).toBe(
      'the spread of a p-chart follows from n and cannot be given',
    );
    expect(fault(controlChart('p', [{ value: 0, n: 10 }]))).toBe(
      'its baseline does not vary, so that no limits follow from it',
    );
  });
});

describe('run rules', () => {
  const met = (rule: string, ...z: (number | null)[]) => runSignals(z, [rule]).map(({ index }) => index);
  const times = (value: number, many: number) => Array<number>(many).fill(value);

  it('are met where they are', () => {
    expect(met('western-electric-1', 3, 3.1, -3.1)).toEqual([1, 2]);
    expect(met('western-electric-2', 2.1, 0, 2.1, -2.1, 2.1)).toEqual([2, 4]);
    expect(met('western-electric-3', 1.1, 1.2, 0, 1.3, 1.4, 0.2)).toEqual([4]);
    expect(met('western-electric-4', ...times(0.1, 8), -0.1)).toEqual([7]);
    expect(met('nelson-1', 0, -3.5)).toEqual([1]);
    expect(met('nelson-2', ...times(-0.1, 9))).toEqual([8]);
    expect(met('nelson-3', 0, 1, 2, 3, 4, 5, 5)).toEqual([5]);
    expect(met('nelson-4', ...Array.from({ length: 14 }, (_, i) => i % 2))).toEqual([13]);
    expect(met('nelson-5', 2.1, 2.1)).toEqual([1]);
    expect(met('nelson-6', 1.1, 1.1, 1.1, 1.1)).toEqual([3]);
    expect(met('nelson-7', ...times(0.5, 15))).toEqual([14]);
    expect(met('nelson-8', 1.5, -1.5, 1.5, -1.5, 1.5, -1.5, 1.5, -1.5)).toEqual([7]);
  });

  it('do not run across a gap', () => {
    expect(met('western-electric-4', ...times(0.1, 7), null, ...times(0.1, 7))).toEqual([]);
  });

  it('are off unless named, by family or one by one', () => {
    const rising = of(10, 9, 10, 9, 10, 10.1, 10.2, 10.3, 10.4, 10.5);
    expect(drawn(controlChart('individuals', rising)).runs).toEqual([]);
    const named = drawn(controlChart('individuals', rising, { rules: ['nelson-3', 'western-electric'] }));
    expect(named.rules).toEqual([
      'western-electric-1',
      'western-electric-2',
      'western-electric-3',
      'western-electric-4',
      'nelson-3',
    ]);
    expect(named.runs.filter(({ rule }) => rule === 'nelson-3')).toEqual([
      { rule: 'nelson-3', index: 8 },
      { rule: 'nelson-3', index: 9 },
    ]);
    expect(signalsOf(named)).toContain(9);
    expect(runRulesNamed(['nelsen'])).toEqual({ fault: 'there is no run rule `nelsen`' });
    expect(runRuleNames).toHaveLength(14);
  });

  it('do not hold where points depend on one another', () => {
    expect(fault(controlChart('ewma', of(1, 2), { rules: ['nelson'] }))).toBe(
      'run rules do not hold for an EWMA: its points depend on one another',
    );
    expect(fault(controlChart('cusum', of(1, 2), { rules: ['nelson'] }))).toBe(
      'run rules do not hold for a CUSUM: its points depend on one another',
    );
  });
});
