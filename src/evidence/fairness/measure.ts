// The measures of fairness that an assessment may set limits for, each computed from the groups of its evidence.
import type { Metric } from '../shapes/metrics.ts';
import {
  demographicParityDifference,
  demographicParityRatio,
  difference,
  equalisedOddsDifference,
  equalisedOddsRatio,
  equalOpportunityDifference,
  falsePositiveRateDifference,
  predictiveParityDifference,
  type Disparity,
} from './disparity.ts';
import { fourFifths, type SelectionMeaning } from './four-fifths.ts';
import { groupsOf, type Group, type GroupTable } from './group.ts';
import type { FairnessRate } from './rates.ts';

/**
 * What a criterion of fairness may be judged by; `disparity.ts`, `four-fifths.ts` and `calibration.ts` say how each is
 * computed.
 */
export const fairnessMeasures = [
  'selection-rate-ratio',
  'demographic-parity-difference',
  'demographic-parity-ratio',
  'equalised-odds-difference',
  'equalised-odds-ratio',
  'equal-opportunity-difference',
  'false-positive-rate-difference',
  'predictive-parity-difference',
  'calibration-by-group',
] as const;
export type FairnessMeasure = (typeof fairnessMeasures)[number];

/** The rates that a measure compares; empty for calibration, which compares outcomes with predictions. */
export const ratesCompared: Record<FairnessMeasure, readonly FairnessRate[]> = {
  'selection-rate-ratio': ['selection_rate'],
  'demographic-parity-difference': ['selection_rate'],
  'demographic-parity-ratio': ['selection_rate'],
  'equalised-odds-difference': ['true_positive_rate', 'false_positive_rate'],
  'equalised-odds-ratio': ['true_positive_rate', 'false_positive_rate'],
  'equal-opportunity-difference': ['true_positive_rate'],
  'false-positive-rate-difference': ['false_positive_rate'],
  'predictive-parity-difference': ['positive_predictive_value'],
  'calibration-by-group': [],
};

/** Whether a limit is the least that a measure may be; of the others it is the most. */
export const isRatio = (measure: FairnessMeasure): boolean => measure.endsWith('-ratio');

/**
 * The value of a measure over groups. `selection-rate-ratio` is that of favourable rates, as the four-fifths rule has
 * it; `calibration-by-group` is the spread of observed-to-expected between groups.
 */
function measureOf(measure: FairnessMeasure, groups: readonly Group[], meaning: SelectionMeaning): Disparity {
  switch (measure) {
    case 'selection-rate-ratio':
      return favourableRatio(groups, meaning);
    case 'demographic-parity-difference':
      return demographicParityDifference(groups);
    case 'demographic-parity-ratio':
      return demographicParityRatio(groups);
    case 'equalised-odds-difference':
      return equalisedOddsDifference(groups);
    case 'equalised-odds-ratio':
      return equalisedOddsRatio(groups);
    case 'equal-opportunity-difference':
      return equalOpportunityDifference(groups);
    case 'false-positive-rate-difference':
      return falsePositiveRateDifference(groups);
    case 'predictive-parity-difference':
      return predictiveParityDifference(groups);
    case 'calibration-by-group':
      return difference(
        groups.map(({ name, calibration }) => ({ name, rate: { value: calibration.observed_to_expected } })),
      );
  }
}

function favourableRatio(groups: readonly Group[], meaning: SelectionMeaning): Disparity {
  const { highest, rows } = fourFifths(groups, meaning);
  const left_out = rows.filter(({ ratio }) => ratio === null).map(({ group }) => group);
  const known = rows.filter(({ ratio }) => ratio !== null).sort((a, b) => a.ratio! - b.ratio!);
  const low = known[0];
  if (highest === null || low === undefined || known.length < 2) {
    const why = known.length === 1 ? 'only one group has a defined rate' : 'no group has a rate above 0';
    return { value: null, high: null, low: null, left_out, why };
  }
  return { value: low.ratio, high: highest.group, low: low.group, left_out, why: null };
}

/**
 * What a measure comes to against its limit.
 * - `holds`, `breach`: by the value of the groups that are large enough.
 * - `too-few`: fewer than two groups rest on enough rows.
 * - `uncounted`: fewer than two groups rest on enough rows, and of some nobody says how many they have.
 * - `undefined`: the measure has no value.
 * - `no-limit`: nothing to judge by.
 */
export type FairnessVerdict = 'holds' | 'breach' | 'too-few' | 'uncounted' | 'undefined' | 'no-limit';

export interface Judged {
  /** Over all groups, whatever their size. */
  all: Disparity;
  /** Over the groups that rest on enough rows: what is judged. */
  judged: Disparity;
  /** Groups with fewer rows below a compared rate than the minimum. */
  small: readonly string[];
  /** Groups of which the evidence does not say how many rows are below a compared rate. */
  uncounted: readonly string[];
  verdict: FairnessVerdict;
}

/**
 * Judges a measure by its limit over the groups that have enough rows below each rate that it compares.
 * @param minimum rows asked of a group below a rate, such as positives of a true positive rate.
 */
export function judge(
  measure: FairnessMeasure,
  groups: readonly Group[],
  { meaning, limit, minimum }: { meaning: SelectionMeaning; limit: number | null; minimum: number },
): Judged {
  const below = (group: Group): number | null => rowsBelow(measure, group);
  const uncounted = groups.filter((group) => below(group) === null);
  const small = groups.filter((group) => (below(group) ?? minimum) < minimum);
  const enough = groups.filter((group) => (below(group) ?? -1) >= minimum);
  const all = measureOf(measure, groups, meaning);
  const judged = measureOf(measure, enough, meaning);
  const names = (of: readonly Group[]): string[] => of.map(({ name }) => name);
  return { all, judged, small: names(small), uncounted: names(uncounted), verdict: verdictOf() };

  function verdictOf(): FairnessVerdict {
    if (all.value === null) return 'undefined';
    if (enough.length < 2 || judged.value === null) return uncounted.length > 0 ? 'uncounted' : 'too-few';
    if (limit === null) return 'no-limit';
    // Limits have few decimals and values are quotients: the last bit decides nothing.
    const within = isRatio(measure) ? judged.value >= limit - 1e-12 : judged.value <= limit + 1e-12;
    return within ? 'holds' : 'breach';
  }
}

/** The fewest rows below a compared rate of a group; `null` where one has an unknown denominator. */
function rowsBelow(measure: FairnessMeasure, group: Group): number | null {
  const rates = ratesCompared[measure].map((name) => group.rates[name].n);
  const all = rates.length === 0 ? [group.n] : rates;
  return all.reduce(
    (least, n) => (least === null || n === null ? null : Math.min(least, n)),
    Infinity as number | null,
  );
}

/** A disparity that a file records beside its groups, and what its groups give. */
export interface RecordedDisparity {
  id: string;
  recorded: number;
  computed: Disparity;
  /** Whether they agree to the digits that were written, from counts or from the shares as the file has them. */
  agrees: boolean;
}

/** The names under which files record each measure, as `type`; those of Fairlearn and ours. */
const recordedAs: Readonly<Record<string, Exclude<FairnessMeasure, 'selection-rate-ratio'>>> = {
  demographic_parity_difference: 'demographic-parity-difference',
  demographic_parity_ratio: 'demographic-parity-ratio',
  equalized_odds_difference: 'equalised-odds-difference',
  equalised_odds_difference: 'equalised-odds-difference',
  equalized_odds_ratio: 'equalised-odds-ratio',
  equalised_odds_ratio: 'equalised-odds-ratio',
  equal_opportunity_difference: 'equal-opportunity-difference',
  false_positive_rate_difference: 'false-positive-rate-difference',
  predictive_parity_difference: 'predictive-parity-difference',
};

/** Each disparity that a table records and its groups can be asked for, compared with what they give. */
export function recordedDisparities(table: GroupTable, groups: readonly Group[]): RecordedDisparity[] {
  return Object.entries(table.disparities ?? {}).flatMap(([id, { type, value }]: [string, Metric]) => {
    const measure = Object.hasOwn(recordedAs, type) ? recordedAs[type]! : undefined;
    if (measure === undefined || value === null) return [];
    const computed = measureOf(measure, groups, 'benefit');
    if (computed.value === null) return [];
    return [
      {
        id,
        recorded: value,
        computed,
        agrees: isOf(value, measure, table, 'benefit'),
      },
    ];
  });
}

/**
 * Whether a figure as written is what groups give, to its own digits: from counts, or from the shares as the file has
 * them. Where a count cannot be told from its share, a unit of its fourth decimal is allowed.
 * @param more disparities that may be meant as well, such as that of the groups that are judged.
 */
export function isOf(
  written: number,
  measure: FairnessMeasure,
  table: GroupTable,
  meaning: SelectionMeaning,
  more: readonly Disparity[] = [],
): boolean {
  const groups = groupsOf(table);
  const isRounded = groups.some(({ rates }) =>
    ratesCompared[measure].some((name) => rates[name].value !== null && rates[name].k === null),
  );
  const computed = [
    measureOf(measure, groups, meaning),
    measureOf(measure, groupsOf(table, true), meaning),
    ...more,
  ];
  return computed.some(({ value }) => value !== null && agrees(written, value, isRounded ? 1e-4 : 0));
}

/** Whether a figure as written is what was computed, to its own digits and some slack; 0.1 is read as 0.10. */
export function agrees(written: number, computed: number, slack = 0): boolean {
  const text = String(written);
  const [, decimals = ''] = text.split('.');
  const unit = text.includes('e') ? 1e-8 : 10 ** -Math.max(2, decimals.length);
  return Math.abs(written - computed) <= 0.5 * unit + slack + 1e-12;
}
