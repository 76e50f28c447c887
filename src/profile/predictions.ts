// Scores with outcomes to `casebook/metrics@1`: rows are counted by the engine, figures are made of the counts.
import type { Metric, Metrics } from '../evidence/shapes/metrics.ts';
import { auc, pairedDelong } from '../evidence/performance/delong.ts';
import { brier, brierParts, calibrationTable, type Strategy } from '../evidence/performance/calibration.ts';
import type { Costs } from '../evidence/performance/costs.ts';
import { rate, type Estimate } from '../evidence/performance/interval.ts';
import { averagePrecision, separation } from '../evidence/performance/roc.ts';
import { totalsOf, type Tally } from '../evidence/performance/tally.ts';
import { numbersOf, textsOf, type Answer, type Engine } from './engine.ts';
import { ratesAt, ratioOf } from './prediction-figures.ts';
import { curvesOf, gainsOf, scoresOf, thresholdsOf } from './prediction-parts.ts';
import { slicesOf, type SliceCell } from './prediction-slices.ts';
import { CannotProfile, rounded, type FeatureType, type ProfileRequest } from './request.ts';
import { positiveOf } from './scores.ts';
import { readSource, unknownColumn } from './sides.ts';
import { typeOf } from './columns.ts';
import {
  lookSql,
  pairedSql,
  predictedOutcomesSql,
  predictionsSql,
  sliceValuesSql,
  tallySql,
} from './sql/predictions.ts';
import { count } from '../core/words.ts';

/** What is to be measured of predictions, and how. */
export interface PredictionsRequest extends Pick<
  ProfileRequest,
  'files' | 'missing' | 'show' | 'minimumGroup' | 'positive'
> {
  score: string;
  label: string;
  /** Another score of the same rows, compared with the first. */
  challenger: string | null;
  /** The column that dates a row, for the period. */
  time: string | null;
  slices: readonly string[];
  /** Pairs of slices. */
  intersections: readonly (readonly [string, string])[];
  /** Thresholds that decide, the first of them for the figures; in the unit of the score. */
  thresholds: readonly number[];
  costs: (Costs & { unit: string }) | null;
  strategy: Strategy;
  bins: number;
}

/** What of the metrics is computed; the rest is stated by whoever asks. */
export type Measured = Pick<
  Metrics,
  | 'n'
  | 'period'
  | 'metrics'
  | 'slices'
  | 'calibration'
  | 'confusion'
  | 'curves'
  | 'thresholds'
  | 'scores'
  | 'gains'
> & { notes: string[] };

/** Values that a slice may have. */
const mostValues = 50;

/** Called before each step with the steps done, all steps, and what comes next. */
type OnStep = (done: number, all: number, next: string) => void;

/**
 * Measures scores against outcomes.
 * @throws {CannotProfile} with one line for people when the rows are not what was said of them.
 */
export async function measurePredictions(
  engine: Engine,
  request: PredictionsRequest,
  onStep: OnStep = () => undefined,
): Promise<Measured> {
  const all = 3 + request.slices.length + request.intersections.length;
  onStep(0, all, 'looking at columns');
  await openPredictions(engine, request);
  onStep(1, all, 'counting rows');
  const notes: string[] = [];
  const { n, period } = await lookAt(engine, request, notes);
  const outcomes = textsOf(await engine.query(predictedOutcomesSql), 'y').map((one) => one!);
  const positive = positiveOf(request, new Set(outcomes));
  const whole = talliesOf(await engine.query(tallySql(positive, [])), [])[0]!.tally;
  checkTotals(whole, request);
  onStep(2, all, 'figures');
  const metrics = await overallOf(engine, request, whole, positive, notes);
  const slices: NonNullable<Metrics['slices']> = {};
  const dimensions = [...request.slices.map((name) => [name] as const), ...request.intersections];
  for (const [done, names] of dimensions.entries()) {
    onStep(3 + done, all, names.join(' and '));
    const places = names.map((name) => columnsOf(request).indexOf(name));
    const cells = talliesOf(await engine.query(tallySql(positive, places)), places);
    const made = slicesOf(cells, request);
    slices[names.join('|')] = made.slices;
    if (made.held > 0) {
      notes.push(
        `${made.held} of ${cells.length} parts by ${names.join(' and ')} are held back: a group of fewer than ${count(request.minimumGroup, 'row')} would show, or follow by subtraction`,
      );
    }
  }
  onStep(all, all, 'done');
  const table = calibrationTable(whole, request.strategy, request.bins, request.minimumGroup);
  const { ece, mce, bins } = table;
  return {
    n,
    ...(period && { period }),
    metrics,
    ...(dimensions.length > 0 && { slices }),
    calibration: {
      [`${request.strategy}_${request.bins}`]: {
        strategy: request.strategy,
        bins_requested: request.bins,
        n: table.n,
        ci_method: 'wilson',
        ece: rounded(ece!),
        mce: rounded(mce!),
        bins: bins.map(({ n: rows, ...rest }) => {
          const { lower, upper, ...more } = roundedAll(rest);
          return { lower, upper, n: rows, ...more };
        }),
      },
    },
    ...thresholdsOf(whole, request, notes),
    curves: curvesOf(whole, request),
    scores: { [request.score]: scoresOf(whole, request) },
    gains: { [request.score]: gainsOf(whole, request) },
    notes,
  };
}

const roundedAll = <Fields extends Record<string, number>>(fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, rounded(value)])) as Fields;

/** Columns that rows are parted by, each once. */
const columnsOf = ({ slices, intersections }: PredictionsRequest): string[] => [
  ...new Set([...slices, ...intersections.flat()]),
];

async function openPredictions(engine: Engine, request: PredictionsRequest): Promise<void> {
  const parts = columnsOf(request);
  const types = Object.fromEntries(parts.map((name): [string, FeatureType] => [name, 'categorical']));
  const source = await readSource(engine, request.files, { ...request, types });
  const names = [...source.columns.keys()];
  const column = (name: string, option: string): { column: string; sql: string } => {
    const sql = source.columns.get(name);
    if (sql === undefined) throw unknownColumn(name, option, names);
    return { column: name, sql };
  };
  const scoreOf = (name: string, option: string): { column: string; sql: string } => {
    const found = column(name, option);
    const type = typeOf(found.sql);
    if (type === 'numeric' || type === 'integer') return found;
    throw new CannotProfile(`${option}: \`${name}\` holds no numbers; a score is a number from 0 to 1`);
  };
  for (const name of request.slices) column(name, '--slices');
  for (const name of request.intersections.flat()) column(name, '--intersections');
  const sql = predictionsSql({
    relation: source.relation,
    score: scoreOf(request.score, '--score'),
    challenger: request.challenger === null ? null : scoreOf(request.challenger, '--challenger'),
    label: column(request.label, '--label'),
    time: request.time === null ? null : column(request.time, '--time'),
    slices: parts,
  });
  await engine.run(`CREATE ${source.format === 'parquet' ? 'VIEW' : 'TABLE'} predictions AS ${sql}`);
  for (const [k, name] of parts.entries()) {
    const n = numbersOf(await engine.query(sliceValuesSql(k)), 'n')[0]!;
    if (n > mostValues) {
      throw new CannotProfile(
        `--slices: \`${name}\` has ${n} values, at most ${mostValues} make slices; put them into ranges first`,
      );
    }
  }
}

async function lookAt(
  engine: Engine,
  request: PredictionsRequest,
  notes: string[],
): Promise<{ n: number; period: { from: string; to: string } | null }> {
  const answer = await engine.query(lookSql);
  const at = (name: string): number => numbersOf(answer, name)[0]!;
  const [all, outside] = [at('n'), at('outside')];
  if (all === 0) throw new CannotProfile('the predictions have no rows');
  if (outside > 0) {
    throw new CannotProfile(
      `--score: \`${request.score}\` is outside 0 to 1 in ${outside} of ${count(all, 'row')}; a score here is a probability`,
    );
  }
  if (at('unscored') === all)
    throw new CannotProfile(`--score: \`${request.score}\` has no value in any row`);
  if (at('open') === all) throw new CannotProfile(`--label: \`${request.label}\` has no value in any row`);
  if (request.challenger !== null && at('paired') < all) {
    notes.push(
      `${all - at('paired')} of ${all} rows have no \`${request.challenger}\`; the comparison leaves them out`,
    );
  }
  if (at('unscored') > 0) notes.push(`${at('unscored')} of ${all} rows have no score and are left out`);
  if (at('open') > 0) notes.push(`${at('open')} of ${all} rows have no outcome yet and are left out`);
  const [from, to] = [textsOf(answer, 'first')[0], textsOf(answer, 'last')[0]];
  const counted = at('counted');
  if (counted === 0) throw new CannotProfile('no row has both a score and an outcome');
  return { n: counted, period: from && to ? { from, to } : null };
}

function checkTotals(whole: Tally, { minimumGroup, label }: PredictionsRequest): void {
  const { positives, negatives } = totalsOf(whole);
  const least = Math.min(positives, negatives);
  if (least === 0)
    throw new CannotProfile(`--label: \`${label}\` has one value in all rows; nothing can be ranked`);
  if (least < minimumGroup) {
    const [few, word] = positives < negatives ? [positives, 'with'] : [negatives, 'without'];
    throw new CannotProfile(
      `there ${few === 1 ? 'is' : 'are'} ${count(few, 'row')} ${word} the outcome; with groups of at least ${minimumGroup} nothing can be shown (--minimum-group)`,
    );
  }
}

/** The tallies of an answer, one per combination of the keys. */
function talliesOf(answer: Answer, places: readonly number[]): SliceCell[] {
  const keys = places.map((k) => textsOf(answer, `s${k}`));
  const [p, positives, negatives] = ['p', 'positives', 'negatives'].map((name) =>
    numbersOf(answer, name),
  ) as [number[], number[], number[]];
  const cells: { values: string[]; tally: { scores: number[]; positives: number[]; negatives: number[] } }[] =
    [];
  p.forEach((score, row) => {
    const values = keys.map((key) => key[row]!);
    let last = cells.at(-1);
    if (last === undefined || last.values.some((value, k) => value !== values[k])) {
      last = { values, tally: { scores: [], positives: [], negatives: [] } };
      cells.push(last);
    }
    last.tally.scores.push(score);
    last.tally.positives.push(positives[row]!);
    last.tally.negatives.push(negatives[row]!);
  });
  return cells;
}

async function overallOf(
  engine: Engine,
  request: PredictionsRequest,
  tally: Tally,
  positive: string,
  notes: string[],
): Promise<Metrics['metrics']> {
  const { n, positives } = totalsOf(tally);
  const area = auc(tally);
  const figure = (type: string, value: number | null, more: Partial<Metric> = {}): Metric => ({
    type,
    value: value === null ? null : rounded(value),
    ...more,
    n,
  });
  const withInterval = (type: string, one: Estimate, more: Partial<Metric>): Metric => ({
    ...figure(type, one.value, more),
    ...(one.lower !== null &&
      one.upper !== null && { ci_lower: rounded(one.lower), ci_upper: rounded(one.upper), ci_level: 0.95 }),
  });
  const table = calibrationTable(tally, request.strategy, request.bins, request.minimumGroup);
  const bins = `over ${table.bins.length} ${request.strategy} bins, ${request.bins} requested`;
  const parts = brierParts(tally, table.bins)!;
  const ofBins: Partial<Metric> = { unit: 'squared error', note: bins };
  const gini: Estimate = {
    value: 2 * area.value! - 1,
    lower: area.lower === null ? null : 2 * area.lower - 1,
    upper: area.upper === null ? null : 2 * area.upper - 1,
  };
  const metrics: Metrics['metrics'] = {
    auc: withInterval('roc_auc', area, { unit: 'share', ci_method: 'delong' }),
    gini: withInterval('gini', gini, { unit: 'share', ci_method: 'delong' }),
    average_precision: figure('average_precision', averagePrecision(tally), { unit: 'share' }),
    ks: figure('ks_separation', separation(tally), { unit: 'share' }),
    brier: figure('brier', brier(tally), { unit: 'squared error' }),
    brier_reliability: figure('brier_reliability', parts.reliability, ofBins),
    brier_resolution: figure('brier_resolution', parts.resolution, ofBins),
    brier_uncertainty: figure('brier_uncertainty', parts.uncertainty, { unit: 'squared error' }),
    ece: figure('expected_calibration_error', table.ece, {
      unit: 'share',
      note: bins,
    }),
    observed_to_expected: ratioOf(tally, n),
    outcome_rate: withInterval('outcome_rate', rate(positives, n), { unit: 'share', ci_method: 'wilson' }),
  };
  const [threshold] = request.thresholds;
  if (threshold !== undefined) Object.assign(metrics, ratesAt(tally, threshold, request.minimumGroup));
  if (request.challenger !== null) {
    const answer = await engine.query(pairedSql(positive));
    const paired = pairedDelong(numbersOf(answer, 'p'), numbersOf(answer, 'q'), numbersOf(answer, 'hit'));
    if (paired === null) notes.push(`too few rows have both scores to compare \`${request.challenger}\``);
    else {
      const { n: rows } = paired;
      metrics['challenger_auc'] = {
        type: 'roc_auc',
        value: rounded(paired.second),
        unit: 'share',
        n: rows,
        note: `of \`${request.challenger}\`, on the rows that have both scores`,
      };
      metrics['auc_gain'] = {
        type: 'auc_difference',
        value: rounded(paired.difference),
        unit: 'share',
        n: rows,
        ci_lower: rounded(paired.lower),
        ci_upper: rounded(paired.upper),
        ci_level: 0.95,
        ci_method: 'delong-paired',
        p_value: rounded(paired.p_value),
        note: `\`${request.score}\` less \`${request.challenger}\``,
      };
    }
  }
  return metrics;
}
