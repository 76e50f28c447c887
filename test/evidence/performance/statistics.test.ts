import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  brier,
  brierParts,
  calibrationTable,
  observedToExpected,
  strategies,
} from '../../../src/evidence/performance/calibration.ts';
import { confusionAt, ratesOf } from '../../../src/evidence/performance/confusion.ts';
import { breakEven, cheapest, costOf } from '../../../src/evidence/performance/costs.ts';
import { auc, pairedDelong } from '../../../src/evidence/performance/delong.ts';
import { gains } from '../../../src/evidence/performance/gains.ts';
import { scoreHistogram } from '../../../src/evidence/performance/histogram.ts';
import { averagePrecision, curvePoints, separation } from '../../../src/evidence/performance/roc.ts';
import { thin } from '../../../src/evidence/performance/thin.ts';
import { absent, expectNear, hasFixtures, housing, numbers } from '../fixtures.ts';
import { tallyOf } from './tally-of.ts';

// Twelve rows with ties in both scores. Areas and tests by the definition (all 35 pairs, NumPy), the rest by
// scikit-learn 1.2.1 `roc_curve(drop_intermediate=False)`, `average_precision_score` and `brier_score_loss`.
const outcomes = [1, 1, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0];
const champion = [0.9, 0.8, 0.8, 0.7, 0.6, 0.55, 0.5, 0.5, 0.4, 0.3, 0.3, 0.1];
const challenger = [0.7, 0.9, 0.6, 0.8, 0.4, 0.65, 0.6, 0.2, 0.5, 0.5, 0.1, 0.3];
const small = tallyOf(champion, outcomes);

describe('twelve rows with ties', () => {
  it('has DeLong’s area and interval, cut at one', () => {
    const { value, lower, upper } = auc(small);
    expectNear(value, 0.7428571428571429);
    expectNear(lower, 0.43934995253396564);
    expect(upper).toBe(1);
  });

  it('compares two scores by the paired test', () => {
    const found = pairedDelong(champion, challenger, outcomes)!;
    expectNear(found.first, 0.7428571428571429);
    expectNear(found.second, 0.8857142857142857);
    expectNear(found.difference, 0.7428571428571429 - 0.8857142857142857);
    expectNear(found.lower, -0.33033525248785345);
    expectNear(found.upper, 0.04462096677356786);
    expectNear(found.p_value, 0.1353115190473894);
    expect([found.n, found.positives]).toEqual([12, 5]);
  });

  it('walks the curve as scikit-learn does', () => {
    const points = curvePoints(small);
    expect(points.map(({ threshold }) => threshold)).toEqual([
      null,
      0.9,
      0.8,
      0.7,
      0.6,
      0.55,
      0.5,
      0.4,
      0.3,
      0.1,
    ]);
    expect(points.map(({ fp }) => fp)).toEqual([0, 0, 1, 1, 2, 3, 4, 4, 6, 7]);
    expect(points.map(({ tp }) => tp)).toEqual([0, 1, 2, 3, 3, 3, 4, 5, 5, 5]);
    expectNear(averagePrecision(small), 0.6944444444444444);
    // Highest at 0.4 and 0.7: 5/5 − 4/7 and 3/5 − 1/7.
    expectNear(separation(small), 3 / 5 - 1 / 7);
  });

  it('has the Brier score and its parts', () => {
    expectNear(brier(small), 0.2077083333333333);
    expect([brier(tallyOf([], [])), brierParts(tallyOf([], []), [])]).toEqual([null, null]);
    for (const strategy of strategies)
      for (const bins of [1, 2, 5, 20]) {
        const found = brierParts(small, calibrationTable(small, strategy, bins).bins)!;
        expectNear(found.reliability - found.resolution + found.uncertainty, 0.2077083333333333);
      }
    // One bin tells nothing apart by itself: the level alone is wrong, by the square of the mean difference.
    const mean = (values: readonly number[]): number => values.reduce((a, b) => a + b) / values.length;
    expectNear(
      brierParts(small, calibrationTable(small, 'uniform', 1).bins)!.reliability,
      (mean(champion) - mean(outcomes)) ** 2,
    );
  });

  it('counts decisions and their rates, a score on the threshold as positive', () => {
    const found = confusionAt(small, 0.5);
    expect(found).toEqual({ threshold: 0.5, tp: 4, fp: 4, tn: 3, fn: 1 });
    const rates = ratesOf(found);
    expect(rates.recall.value).toBe(0.8);
    expect(rates.precision.value).toBe(0.5);
    expectNear(rates.false_positive_rate.value, 4 / 7);
    // Nobody is selected above all scores: precision is not defined, and not 0.
    expect(ratesOf(confusionAt(small, 2)).precision).toEqual({ value: null, lower: null, upper: null });
  });

  it('gains by thirds, rows of one score together', () => {
    expect(gains(small, 3)).toEqual([
      { threshold: 0.7, n: 4, positives: 3, share: 1 / 3, gain: 0.6, lift: 0.6 / (1 / 3) },
      { threshold: 0.5, n: 8, positives: 4, share: 2 / 3, gain: 0.8, lift: 0.8 / (2 / 3) },
      { threshold: 0.1, n: 12, positives: 5, share: 1, gain: 1, lift: 1 },
    ]);
  });

  it('counts scores by outcome, one on an inner edge above it', () => {
    expect(scoreHistogram(small, 2, [0, 1])).toEqual({
      edges: [0, 0.5, 1],
      positives: [1, 4],
      negatives: [3, 4],
    });
    expect(() => scoreHistogram(small, 2, [0, 0.5])).toThrow('the score 0.55 is outside 0 to 0.5');
  });

  it('weighs thresholds by what errors cost', () => {
    const costs = { false_positive: 1, false_negative: 3 };
    expect(breakEven(costs)).toBe(0.25);
    const all = [0.3, 0.4, 0.7].map((at) => confusionAt(small, at));
    expect(all.map((one) => costOf(one, costs))).toEqual([6, 4, 7]);
    expect(cheapest(all, costs)?.threshold).toBe(0.4);
    expect(breakEven({ false_positive: 0, false_negative: 0 })).toBeNull();
  });
});

describe('what cannot be known', () => {
  it('has no area, curve or test without both outcomes', () => {
    const none = tallyOf([0.1, 0.2], [0, 0]);
    expect(auc(none)).toEqual({ value: null, lower: null, upper: null });
    expect([averagePrecision(none), separation(none), gains(none, 10)]).toEqual([null, null, []]);
    expect(pairedDelong([0.1, 0.2, 0.3], [0.1, 0.2, 0.3], [0, 0, 1])).toBeNull();
    expect(auc(tallyOf([0.1, 0.2, 0.3], [0, 0, 1]))).toEqual({ value: 1, lower: null, upper: null });
  });
});

describe('a thinned curve', () => {
  const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.constantFrom(0, 1)), {
    minLength: 1,
    maxLength: 200,
  });

  it('moves no point, keeps both ends and no more than asked', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 2, max: 30 }), (list, most) => {
        const all = curvePoints(
          tallyOf(
            list.map(([s]) => s / 40),
            list.map(([, y]) => y),
          ),
        );
        const kept = thin(all, most);
        expect(kept.length).toBeLessThanOrEqual(Math.max(most, 2));
        expect(kept[0]).toBe(all[0]);
        expect(kept.at(-1)).toBe(all.at(-1));
        const places = kept.map((one) => all.indexOf(one));
        expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
      }),
    );
  });

  it('drops what may not be shown', () => {
    expect(thin(curvePoints(small), 100, ({ tp }) => tp === 3).map(({ threshold }) => threshold)).toEqual([
      null,
      0.7,
      0.6,
      0.55,
      0.1,
    ]);
  });
});

describe.skipIf(!hasFixtures)(`the public data (${absent})`, () => {
  const rows = housing('reference');
  const [y, p, income] = ['clf_target', 'y_pred_proba', 'MedInc'].map((name) => numbers(rows, name)) as [
    number[],
    number[],
    number[],
  ];
  const tally = tallyOf(p, y);
  const known = JSON.parse(
    fs.readFileSync(
      path.resolve(import.meta.dirname, '../../../../shared/fixtures/numeric-oracles.json'),
      'utf8',
    ),
  ).calibration_california_reference;

  it('has the known areas, scores and separation', () => {
    expectNear(auc(tally).value, known.roc_auc);
    expectNear(auc(tally).lower, 0.9005252709606503);
    expectNear(auc(tally).upper, 0.915357764846293);
    expectNear(averagePrecision(tally), known.average_precision);
    expectNear(separation(tally), known.ks_score_separation);
    expect(curvePoints(tally)).toHaveLength(known.roc_points);
    expectNear(brier(tally), known.brier);
    // Murphy's own, where every score is a bin.
    const each = tally.scores.map((score, i) => {
      const n = tally.positives[i]! + tally.negatives[i]!;
      return { upper: score, n, predicted: score, observed: tally.positives[i]! / n };
    });
    const murphy = brierParts(tally, each)!;
    expectNear(murphy.reliability, 0.014086167564471855);
    expectNear(murphy.resolution, 0.11633582994467963);
    expectNear(murphy.uncertainty, 0.2311832357684108);
    const { counts, prob_true, prob_pred } = known.uniform_5 as Record<string, number[]>;
    const parts = brierParts(tally, calibrationTable(tally, 'uniform', 5).bins)!;
    expectNear(
      parts.reliability,
      counts!.reduce((sum, n, k) => sum + (n * (prob_true![k]! - prob_pred![k]!) ** 2) / known.n, 0),
    );
    expectNear(parts.reliability - parts.resolution + parts.uncertainty, known.brier);
    expect(confusionAt(tally, 0.5)).toEqual({ threshold: 0.5, tp: 2952, fp: 295, tn: 1821, fn: 764 });
    expectNear(observedToExpected(tally)!.value, y.reduce((a, b) => a + b) / p.reduce((a, b) => a + b));
  });

  it('compares the model with one of its inputs', () => {
    const found = pairedDelong(p, income, y)!;
    expectNear(found.second, 0.8466173965949118);
    expectNear(found.difference, 0.06132412130855991);
    expectNear(found.lower, 0.05227863343329437);
    expectNear(found.upper, 0.07036960918382545);
    expect(found.p_value / 2.7310259905356128e-40 - 1).toBeCloseTo(0, 8);
  });

  it.each([
    ['uniform', 5],
    ['uniform', 10],
    ['quantile', 5],
    ['quantile', 10],
  ] as const)('has the known %s bins, %i of them', (strategy, count) => {
    const answer = known[`${strategy}_${count}`];
    const table = calibrationTable(tally, strategy, count);
    expect(table.bins.map(({ n }) => n)).toEqual(answer.counts);
    table.bins.forEach((bin, k) => {
      expectNear(bin.observed, answer.prob_true[k]);
      expectNear(bin.predicted, answer.prob_pred[k]);
      expectNear(bin.lower, answer.edges[k]);
      expectNear(bin.upper, answer.edges[k + 1]);
    });
    expectNear(table.ece, answer.ece);
    expectNear(table.mce, answer.mce);
  });

  it('joins bins until each holds the minimum', () => {
    const table = calibrationTable(tally, 'uniform', 10, 500);
    expect(table.bins.map(({ n }) => n)).toEqual([761, 550, 893, 821, 982, 786, 1039]);
    expect(table.bins.reduce((sum, { n }) => sum + n, 0)).toBe(5832);
  });
});
