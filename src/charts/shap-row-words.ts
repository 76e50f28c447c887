// What the SHAP charts of single rows say: findings, methods and alternatives, composed from the values.
import { formatDate, isDate } from '../core/date.ts';
import { percent } from '../core/percent.ts';
import { fixed, signed, whole, counted } from '../evidence/format.ts';
import type { Cohorts } from '../evidence/shap/cohorts.ts';
import type { DecisionPaths } from '../evidence/shap/decision.ts';
import type { Dependence } from '../evidence/shap/dependence.ts';
import type { ShapHeat } from '../evidence/shap/heat.ts';
import type { LocalEffect } from '../evidence/shap/local.ts';
import type { ImportanceOverTime } from '../evidence/shap/over-time.ts';
import type { Waterfall } from '../evidence/shap/waterfall.ts';
import type { Shap } from '../evidence/shapes/shap.ts';
import { listed, type Rich } from './rich.ts';
import type { DensityDrawing } from './shap-density.ts';
import { explainerOf, unitOf } from './shap-words.ts';

const drawn = ({ n_drawn, n_total }: { n_drawn: number; n_total: number }): string =>
  n_drawn < n_total
    ? `${whole(n_drawn)} of ${counted(n_total, 'row')} drawn`
    : `All ${counted(n_total, 'row')} drawn`;

/** The finding of a waterfall: where the output ends, and what moves it most. */
export function waterfallFinding({ steps, base, output }: Waterfall): Rich {
  const first = steps.find((step) => step.name !== null && step.effect !== 0);
  const way = output === base ? 'stays at' : output > base ? 'rises to' : 'falls to';
  const walk = `From ${fixed(base, 2)} the output ${way} ${fixed(output, 2)}`;
  if (first === undefined) return [walk];
  return [`${walk}; `, { code: first.name! }, ` moves it most, by ${signed(first.effect, 2)}`];
}

/** Measure, explainer, the row, and whether what adds up is what the model gave. */
export function waterfallMethod(shap: Shap, { gap }: Waterfall, row: string): string {
  const sum =
    gap === null
      ? 'The file does not state the output of the row, so the sum is not checked.'
      : Math.abs(gap) < 5e-4
        ? 'The sum is the output that the file states.'
        : `The file states an output that is ${signed(gap, 3)} off the sum.`;
  return `SHAP values of ${row} in ${unitOf(shap)}, ${explainerOf(shap)}, from E[f(X)] at the bottom to f(x) at the top. ${sum}`;
}

/** The finding of the bars of a row: what moves its output most, and how much speaks either way. */
export function localBarFinding(effects: readonly LocalEffect[]): Rich {
  const [first] = effects;
  if (first === undefined || first.effect === 0) return ['No feature moves the output of this row'];
  const sum = (sign: 1 | -1): number =>
    effects.reduce((total, { effect }) => total + (effect * sign > 0 ? effect : 0), 0);
  return [
    { code: first.label },
    ` moves the output most, by ${signed(first.effect, 2)}; in all ${signed(sum(1), 2)} raises it and ${signed(sum(-1), 2)} lowers it`,
  ];
}

/** Measure, explainer and the row. */
export const localBarMethod = (shap: Shap, row: string): string =>
  `SHAP values of ${row} in ${unitOf(shap)}, ${explainerOf(shap)}, each from zero: to the right what raises the output.`;

/** The mean contribution in the lowest and the highest fifth of the values, or by category. */
function dependenceEnds({ points, categories }: Dependence): { label: string; mean: number }[] {
  const mean = (of: readonly { y: number }[]): number => of.reduce((sum, { y }) => sum + y, 0) / of.length;
  if (categories !== null) {
    return categories.map((label, place) => ({ label, mean: mean(points.filter(({ x }) => x === place)) }));
  }
  const sorted = points.toSorted((a, b) => a.x - b.x);
  const fifth = Math.max(1, Math.floor(sorted.length / 5));
  return [
    { label: 'the lowest fifth of values', mean: mean(sorted.slice(0, fifth)) },
    { label: 'the highest fifth', mean: mean(sorted.slice(-fifth)) },
  ];
}

/** The finding of a dependence plot: what low and high values, or categories, do to the output. */
export function dependenceFinding(of: Dependence): Rich {
  const ends = dependenceEnds(of);
  const [low, high] = [
    ends.reduce((least, one) => (one.mean < least.mean ? one : least)),
    ends.reduce((most, one) => (one.mean > most.mean ? one : most)),
  ];
  if (of.categories !== null) {
    return [
      { code: of.feature },
      ` ${low.label} gives ${signed(low.mean, 2)} on average, ${high.label} ${signed(high.mean, 2)}`,
    ];
  }
  return [
    { code: of.feature },
    `: ${ends[0]!.label} gives ${signed(ends[0]!.mean, 2)} on average, ${ends[1]!.label} ${signed(ends[1]!.mean, 2)}`,
  ];
}

/** Measure, rows, the shade, and rows without a value. */
export function dependenceMethod(shap: Shap, of: Dependence, chosen: boolean): string {
  const shade =
    of.colour === null
      ? 'No other feature shades the points.'
      : `Shade: value of ${of.colour} from low to high, ${chosen ? 'as chosen' : 'which the contribution depends on most'}.`;
  const missing =
    of.missing.n === 0
      ? ''
      : ` ${whole(of.missing.n)} rows without a value are not drawn; they get ${signed(of.missing.mean!, 3)} on average.`;
  return `SHAP value in ${unitOf(shap)} against the value of the feature, ${explainerOf(shap)}. ${drawn(of)}. ${shade}${missing}`;
}

/** The finding of a decision plot: where rows begin and how far apart they end. */
export function decisionFinding({ paths }: DecisionPaths): Rich {
  const ends = paths.map(({ outputs }) => outputs.at(-1)!);
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  return [`From ${fixed(paths[0]!.outputs[0]!, 2)} rows end between ${fixed(low, 2)} and ${fixed(high, 2)}`];
}

/** How a decision plot was made: the unit, the explainer, which of the rows are drawn and what the shade says. */
export const decisionMethod = (shap: Shap, of: DecisionPaths): string =>
  `Output in ${unitOf(shap)} after each feature, least important at the bottom, ${explainerOf(shap)}. ${whole(of.paths.length)} of ${counted(of.n_drawn, 'row')} kept, at even distances of the order of their outputs. Shade: from the lowest output to the highest.`;

/** The finding of a heat map: how many rows the first feature raises. */
export function heatFinding({ rows }: ShapHeat): Rich {
  const first = rows.find((row) => row.name !== null);
  if (first === undefined) return ['No feature moves the output'];
  const raised = first.effects.filter((effect) => effect > 0).length;
  const share = percent(fixed((100 * raised) / first.effects.length, 0));
  return [{ code: first.name! }, ` raises the output of ${share} of the rows and lowers that of the others`];
}

/** How a heat map was made: the unit, the order of its columns, which rows are drawn and where the shade ends. */
export const heatMethod = (shap: Shap, of: ShapHeat): string =>
  `SHAP value in ${unitOf(shap)}, a column a row of the file, like rows side by side (complete linkage, squared Euclid). ${drawn(of)}. The strongest shade is ${signed(of.limit, 2)} and beyond.`;

/** The finding of bars by cohort: whether one feature is first everywhere. */
export function cohortsFinding({ by, features, cohorts }: Cohorts): Rich {
  const firsts = cohorts.map(({ mean_abs: of }) => features[of.indexOf(Math.max(...of))]!);
  const [first] = firsts;
  const head: Rich = ['By ', { code: by }, ': '];
  if (firsts.every((one) => one === first)) {
    return [
      ...head,
      { code: first! },
      ` is first in ${cohorts.length === 2 ? 'both' : `all ${cohorts.length}`} cohorts`,
    ];
  }
  const different = [...new Set(firsts)];
  return [...head, ...listed(different), ' are first in one cohort or another'];
}

/** How bars by cohort were computed: the unit, the rows of each cohort and the order of features. */
export const cohortsMethod = (shap: Shap, { cohorts }: Cohorts): string =>
  `Mean absolute SHAP value in ${unitOf(shap)} over the rows kept, by cohort: ${cohorts.map(({ label, n }) => `${label}, ${counted(n, 'row')}`).join('; ')}. Features by their average rank.`;

/** A moment as people say it: a day as a date, a batch by its name. */
export const momentWords = (to: string): string => (isDate(to) ? formatDate(to, 'short') : to);

/** The finding of importance over time: what is first now, and what it was. */
export function overTimeFinding({ of, moments, features }: ImportanceOverTime): Rich {
  const now = features.find(({ ranks }) => ranks.at(-1) === 1);
  if (now === undefined) return ['No feature moves the output'];
  const was = now.ranks[0];
  const since = momentWords(moments[0]!.to);
  if (now.ranks.every((rank) => rank === 1)) return [{ code: now.name }, ` has been first since ${since}`];
  return [
    { code: now.name },
    ` is first; ${of === 'file' ? 'on' : 'in'} ${since} it was ${was === null ? 'not there' : `number ${was}`}`,
  ];
}

/** How importance over time was computed: what is averaged, in which unit, over how many rows of each moment. */
export function overTimeMethod(shap: Shap, { of, moments }: ImportanceOverTime): string {
  const said = moments.map(
    ({ to, n }) => `${of === 'file' ? 'to ' : ''}${momentWords(to)}, ${counted(n, 'row')}`,
  );
  // Many batches are listed in the table; here the first and the last stand for them.
  const listed = said.length > 6 ? [said[0]!, '…', said.at(-1)!] : said;
  return `Mean absolute SHAP value in ${unitOf(shap)} over all rows of each ${of}: ${listed.join('; ')}.`;
}

/** The finding of binned contributions: how wide the first feature moves the output. */
export function densityFinding(shap: Pick<Shap, 'aggregates'>, { rows }: DensityDrawing): Rich {
  const first = rows[0]!;
  const { edges } = shap.aggregates![first.column]!;
  return [
    { code: first.name },
    ` moves the output most, from about ${signed(edges[0]!, 2)} to ${signed(edges.at(-1)!, 2)}`,
  ];
}

/** How binned contributions were computed, and which features could not be drawn. */
export const densityMethod = (shap: Shap, { apart }: DensityDrawing): string =>
  `SHAP values in bins, in ${unitOf(shap)}, ${explainerOf(shap)}, over all ${counted(shap.n_total, 'row')}; rows are not shown, because they are about people.${apart.length === 0 ? '' : ` ${apart.join(', ')}: of several columns, whose bins cannot be added up.`}`;
