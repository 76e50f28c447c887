import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  againstComparison,
  demographicParityDifference,
  demographicParityRatio,
  equalisedOddsDifference,
  equalisedOddsRatio,
  equalOpportunityDifference,
  predictiveParityDifference,
} from '../../../src/evidence/fairness/disparity.ts';
import { fourFifths } from '../../../src/evidence/fairness/four-fifths.ts';
import { calibrationOf } from '../../../src/evidence/fairness/calibration.ts';
import { countOf, groupsOf, type Group, type GroupTable } from '../../../src/evidence/fairness/group.ts';
import { agrees, judge, recordedDisparities } from '../../../src/evidence/fairness/measure.ts';
import { absent, expectNear, hasFixtures, oracles, type Oracles } from '../fixtures.ts';

type Oracle = Oracles['fairness_adult_rule_education_num_ge_13'][string];
type Cell = Oracle['confusion'][string];

const adult = (attribute: string): Oracle => oracles().fairness_adult_rule_education_num_ge_13[attribute]!;

/** Rows of one group by decision and outcome; null where it was not counted. */
interface Counts {
  n: number;
  selected: number;
  positives: number | null;
  true_positives: number | null;
}

/** Groups as a metrics file holds them that records each rate with its denominator. */
function groupsWith(counted: Record<string, Counts>): Group[] {
  const share = (
    type: string,
    k: number | null,
    n: number | null,
  ): GroupTable['groups'][string]['metrics'] =>
    k === null || n === null ? {} : { [type]: { type, value: n === 0 ? null : k / n, n } };
  const groups = Object.entries(counted).map(([name, { n, selected, positives, true_positives: hits }]) => [
    name,
    {
      n,
      ...(positives !== null && { positives }),
      metrics: {
        ...share('selection_rate', selected, n),
        ...share('recall', hits, positives),
        ...share('fpr', hits === null ? null : selected - hits, positives === null ? null : n - positives),
        ...share('precision', hits, selected),
      },
    },
  ]);
  const n = Object.values(counted).reduce((sum, one) => sum + one.n, 0);
  return groupsOf({ n, groups: Object.fromEntries(groups) });
}

const rated = (cells: Record<string, Cell>): Group[] =>
  groupsWith(
    Object.fromEntries(
      Object.entries(cells).map(([name, { n, tp, fp, fn }]) => [
        name,
        { n, selected: tp + fp, positives: tp + fn, true_positives: tp },
      ]),
    ),
  );
const group = (name: string, counts: Counts): Group => ({
  ...groupsWith({ [name]: counts })[0]!,
  share: 0.5,
});

describe.skipIf(!hasFixtures)(`against Fairlearn on the Adult census table (${absent})`, () => {
  test.each(['sex', 'race', 'sex+race'])('by %s', (attribute) => {
    const { between_groups: known, confusion, impact_ratio_vs_top: ratios, top_group } = adult(attribute);
    const groups = rated(confusion);
    expectNear(demographicParityDifference(groups).value, known.dp_diff);
    expectNear(demographicParityRatio(groups).value, known.dp_ratio);
    expectNear(equalisedOddsDifference(groups).value, known.eo_diff);
    expectNear(equalisedOddsRatio(groups).value, known.eo_ratio);
    const found = fourFifths(groups, 'benefit');
    expect(found.highest?.group).toBe(top_group);
    for (const row of found.rows) expectNear(row.ratio, ratios![row.group]!);
  });

  test('the highest group is named with its share, and groups under 2 % are marked', () => {
    const { highest, rows } = fourFifths(rated(adult('race').confusion), 'benefit');
    expect(highest).toMatchObject({ group: 'Asian-Pac-Islander', small: false });
    expect(highest!.share).toBeCloseTo(1519 / 48842, 12);
    expect(rows.filter(({ small }) => small).map((row) => row.group)).toEqual([
      'Amer-Indian-Eskimo',
      'Other',
    ]);
    expect(rows.filter(({ holds }) => holds).map((row) => row.group)).toEqual(['Asian-Pac-Islander']);
  });
});

describe('undefined stays undefined', () => {
  const noPositives = group('a', { n: 10, selected: 2, positives: 0, true_positives: 0 });
  const other = group('b', { n: 10, selected: 5, positives: 4, true_positives: 3 });
  const third = group('c', { n: 10, selected: 4, positives: 5, true_positives: 2 });

  test('a group without positives has no true positive rate, and is named as left out', () => {
    expect(noPositives.rates.true_positive_rate).toEqual({
      value: null,
      k: null,
      n: 0,
      lower: null,
      upper: null,
      why: 'no rows with the outcome',
    });
    expect(equalOpportunityDifference([noPositives, other, third])).toEqual({
      value: 0.75 - 0.4,
      high: 'b',
      low: 'c',
      left_out: ['a'],
      why: null,
    });
    expect(equalOpportunityDifference([noPositives, other])).toMatchObject({
      value: null,
      why: 'only one group has a defined rate',
    });
    expect(equalisedOddsDifference([noPositives, other])).toMatchObject({
      value: null,
      why: 'true positive rate: only one group has a defined rate',
    });
    expect(
      againstComparison(noPositives.rates.true_positive_rate, other.rates.true_positive_rate),
    ).toBeNull();
  });

  test('no selected rows: no predictive value; no rate above 0: no ratio', () => {
    const none = group('none', { n: 10, selected: 0, positives: 3, true_positives: 0 });
    expect(none.rates.positive_predictive_value).toMatchObject({ value: null, why: 'no selected rows' });
    expect(demographicParityRatio([none, { ...none, name: 'too' }])).toMatchObject({
      value: null,
      why: 'no group has a rate above 0',
    });
    expect(predictiveParityDifference([])).toMatchObject({ value: null, why: 'no group has a defined rate' });
    expect(fourFifths([none], 'benefit').rows[0]).toMatchObject({ ratio: null, holds: null });
    expect(fourFifths([], 'benefit')).toEqual({ highest: null, rows: [] });
  });
});

describe('four fifths', () => {
  const of = (name: string, selected: number, n = 100): Group =>
    group(name, { n, selected, positives: null, true_positives: null });

  test('exactly four fifths holds, though its quotient of doubles is less', () => {
    expect(0.16 / 0.2).toBeLessThan(0.8);
    expect(fourFifths([of('a', 16), of('b', 20)], 'benefit').rows[0]).toMatchObject({ holds: true });
    expect(fourFifths([of('a', 15), of('b', 20)], 'benefit').rows[0]).toMatchObject({ holds: false });
  });

  test('where selection is a burden, the rate of those spared is compared', () => {
    const { highest, rows } = fourFifths([of('a', 40), of('b', 10)], 'burden');
    expect(highest).toMatchObject({ group: 'b', rate: 0.9 });
    expect(rows[0]).toMatchObject({ ratio: 60 / 90, holds: false });
    // 0.6 − 0.9, Newcombe's method 10 from Wilson's intervals of 60 and 90 in 100.
    expect(rows[0]!.difference!.value).toBeCloseTo(-0.3, 12);
    expect(rows[0]!.difference!.upper).toBeLessThan(-0.17);
  });
});

describe('groups of an evidence file', () => {
  const rate = (type: string, value: number | null, n?: number) => ({ type, value, ...(n && { n }) });
  const table: GroupTable = {
    n: 9000,
    groups: {
      young: {
        n: 1337,
        positives: 88,
        metrics: { alert: rate('selection_rate', 0.1369), recall: rate('recall', 0.4886) },
      },
      old: {
        n: 1828,
        positives: 79,
        metrics: {
          alert: rate('selection_rate', 0.0788, 1828),
          recall: rate('recall', null),
          oe: rate('observed_to_expected', 1.01),
        },
      },
    },
    disparities: {
      ratio: rate('demographic_parity_ratio', 0.5756),
      gap: rate('demographic_parity_difference', 0.0591),
      auc: rate('auc_difference', 0.2),
    },
  };

  test('counts come back from shares that were rounded, where only one gives the digits', () => {
    const [young, old] = groupsOf(table);
    expect(young!.rates.selection_rate).toMatchObject({ k: 183, n: 1337 });
    expect(young!.rates.true_positive_rate).toMatchObject({ k: 43, n: 88 });
    expect(young!.rates.false_positive_rate.why).toBe('not in the evidence');
    expect(old!.rates.true_positive_rate).toMatchObject({ value: null, n: 79 });
    expect(old!.calibration.observed_to_expected).toBe(1.01);
    expect(countOf(0.5, 100_000)).toBeNull();
    expect(countOf(0.3333, 10)).toBeNull();
  });

  test('any count is found again from four decimals of a share of up to 4,999 rows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4999 }), fc.nat(), (n, pick) => {
        const k = pick % (n + 1);
        expect(countOf(Number((k / n).toFixed(4)), n)).toBe(k);
      }),
    );
  });

  test('disparities that the file records are held against what its groups give', () => {
    const found = recordedDisparities(table, groupsOf(table));
    expect(found.map(({ id, agrees: does }) => [id, does])).toEqual([
      ['ratio', true],
      ['gap', false],
    ]);
    expect(agrees(0.58, 0.5755)).toBe(true);
    expect(agrees(0.5757, 0.5755)).toBe(false);
    expect(agrees(0.6, 0.5755)).toBe(false);
  });
});

describe('judged by a limit', () => {
  const big = group('big', { n: 1000, selected: 100, positives: 100, true_positives: 50 });
  const low = group('low', { n: 1000, selected: 70, positives: 100, true_positives: 45 });
  const tiny = group('tiny', { n: 20, selected: 10, positives: 2, true_positives: 2 });
  const by = (limit: number | null) => ({ meaning: 'benefit', limit, minimum: 30 }) as const;

  test('groups with too few rows are named and not judged', () => {
    const found = judge('demographic-parity-difference', [big, low, tiny], by(0.05));
    expect(found.small).toEqual(['tiny']);
    expect(found.all.value).toBeCloseTo(0.43, 12);
    expect(found.judged.value).toBeCloseTo(0.03, 12);
    expect(found.verdict).toBe('holds');
    expect(judge('equal-opportunity-difference', [big, low], by(0.05)).verdict).toBe('holds');
    expect(judge('equal-opportunity-difference', [big, low], by(0.04)).verdict).toBe('breach');
    expect(judge('selection-rate-ratio', [big, low], by(0.8)).verdict).toBe('breach');
  });

  test('what cannot be judged never passes', () => {
    expect(judge('demographic-parity-ratio', [big, tiny], by(0.8)).verdict).toBe('too-few');
    expect(judge('calibration-by-group', [big, low], by(0.1)).verdict).toBe('undefined');
    expect(judge('demographic-parity-ratio', [big, low], by(null)).verdict).toBe('no-limit');
    expect(judge('demographic-parity-ratio', [], by(0.8)).verdict).toBe('undefined');
  });
});

describe('calibration of a group', () => {
  const bin = (n: number, predicted: number | null, observed: number | null) => ({
    lower: 0,
    upper: 1,
    n,
    predicted,
    observed,
  });
  const table = (...bins: ReturnType<typeof bin>[]) => ({
    n: 100,
    metrics: {},
    calibration: {
      strategy: 'uniform',
      bins_requested: 2,
      n: bins.reduce((sum, { n }) => sum + n, 0),
      bins,
    } as const,
  });

  test('is what its reliability table gives where no figure says it', () => {
    const found = calibrationOf({ ...table(bin(50, 0.1, 0.2), bin(50, 0.4, 0.5)) });
    expectNear(found.observed_to_expected, 35 / 25);
    // Wilson's interval of 35 in 100, over 25 expected.
    expectNear(found.lower, 1.05457, 1e-5);
    expectNear(found.upper, 1.78982, 1e-5);
    expectNear(found.ece, 0.1);
    expect(found.why).toBeNull();
  });

  test('is that of its own figures first', () => {
    const figures = { oe: { type: 'observed_to_expected', value: 1.2 }, ece: { type: 'ece', value: 0.03 } };
    expect(calibrationOf({ ...table(bin(50, 0.1, 0.2)), metrics: figures })).toEqual({
      observed_to_expected: 1.2,
      lower: null,
      upper: null,
      ece: 0.03,
      why: null,
    });
  });

  test.each([
    ['no rows', table(bin(0, null, null))],
    ['nothing was expected', table(bin(10, 0, 0))],
    ['a bin of the evidence is not defined', table(bin(10, 0.2, null))],
    ['not in the evidence', { n: 100, metrics: {} }],
  ])('is not defined: %s', (why, slice) => {
    const { observed_to_expected: ratio, lower, upper, ...rest } = calibrationOf(slice);
    expect([ratio, lower, upper, rest.why]).toEqual([null, null, null, why]);
  });
});
