// What the SHAP charts say: findings, methods and alternatives, composed from the values.
import { mean, quantileSorted } from 'd3-array';
import { percent } from '../core/percent.ts';
import { fixed, signed, whole, counted } from '../evidence/format.ts';
import type { Swarm, SwarmRow } from '../evidence/shap/beeswarm.ts';
import type { Importance } from '../evidence/shap/importance.ts';
import type { Shap } from '../evidence/shapes/shap.ts';
import { batchName } from './batch.ts';
import { listed, type Rich } from './rich.ts';

const spaces: Record<Shap['output_space'], string> = {
  'log-odds': 'log-odds',
  probability: 'probability',
  margin: 'margin',
  value: 'units of the output',
  'log-hazard': 'log-hazard',
  unknown: 'units that the file does not state',
};

/** The unit that contributions are in, in words. */
export const unitOf = (shap: Pick<Shap, 'output_space'>): string => spaces[shap.output_space];

/** Decimals that tell the smallest shown bar from nothing: two to four. */
export const digitsFor = (largest: number): number => (largest >= 10 ? 1 : largest >= 0.1 ? 3 : 4);

/** The finding of the bar chart: how few features carry half of the mean effect. */
export function shapBarFinding(ranked: readonly Importance[]): Rich {
  const total = ranked.reduce((sum, one) => sum + one.mean_abs, 0);
  if (total === 0) return ['No feature moves the output'];
  let carried = 0;
  const few = ranked.slice(0, ranked.findIndex((one) => (carried += one.mean_abs) >= total / 2) + 1);
  const part = `${percent(fixed((100 * carried) / total, 0))} of the mean effect`;
  if (few.length > 4) return [`${few.length} of ${ranked.length} features carry ${part}`];
  return [...listed(few.map((one) => one.name)), ` ${few.length === 1 ? 'carries' : 'carry'} ${part}`];
}

/** Measure, explainer and n of the bar chart. */
export function shapBarMethod(shap: Shap, ranked: readonly Importance[]): string {
  const drawn = ranked.filter((one) => one.basis !== 'all');
  const note =
    drawn.length === 0
      ? ''
      : ` ${drawn.map((one) => one.name).join(', ')}: ${drawn[0]!.basis === 'drawn' ? `from the ${counted(shap.n_drawn, 'row')} kept` : 'sum of its columns, an upper bound'}.`;
  return `Mean absolute SHAP value in ${unitOf(shap)}, ${explainerOf(shap)}, over all ${counted(shap.n_total, 'row')}${periodOf(shap)}.${note}`;
}

/** What computed the values: the algorithm where the file says it, else the tool. */
export const explainerOf = (shap: Shap): string => shap.explainer.algorithm ?? shap.explainer.name;

function periodOf(shap: Shap): string {
  if (!shap.period) return '';
  const [from, to] = [batchName(shap.period.from.slice(0, 7)), batchName(shap.period.to.slice(0, 7))];
  return from === to ? `, ${from}` : `, ${from} to ${to}`;
}

/** The mean contribution at high and at low values of a feature; `null` where values carry no order. */
function ends(row: SwarmRow): { high: number; low: number } | null {
  const at = (isEnd: (tone: number) => boolean): number | undefined =>
    mean(row.points.filter((point) => point.tone !== null && isEnd(point.tone)).map((point) => point.x));
  const [high, low] = [at((tone) => tone >= 0.8), at((tone) => tone <= 0.2)];
  return high === undefined || low === undefined ? null : { high, low };
}

/** The finding of the beeswarm: which way, and how far, high and low values of the first feature push. */
export function beeswarmFinding(swarm: Swarm): Rich {
  const first = swarm.rows.find((row) => row.name !== null);
  if (first === undefined) return ['No feature moves the output'];
  const name = { code: first.name! };
  const both = ends(first);
  if (both !== null && both.high * both.low < 0) {
    const [up, down] = both.high > 0 ? ['High', 'low'] : ['Low', 'high'];
    const [raise, lower] = both.high > 0 ? [both.high, both.low] : [both.low, both.high];
    return [
      `${up} values of `,
      name,
      ` raise the output by ${fixed(raise, 2)} on average, ${down} values lower it by ${fixed(-lower, 2)}`,
    ];
  }
  const x = first.points.map((point) => point.x);
  return [name, ` moves the output most, from ${signed(Math.min(...x), 2)} to ${signed(Math.max(...x), 2)}`];
}

/** Measure, rows drawn, rows there are, and how to read the shade. */
export const beeswarmMethod = (shap: Shap, swarm: Swarm): string =>
  `SHAP value per row in ${unitOf(shap)}, ${explainerOf(shap)}${periodOf(shap)}. ${drawnOf(swarm)}${shap.sampling && swarm.n_drawn < swarm.n_total ? ` (${shap.sampling})` : ''}. Shade: from low to high feature value, 5th to 95th percentile; grey has no single value.`;

const drawnOf = (swarm: Swarm): string =>
  swarm.n_drawn < swarm.n_total
    ? `${whole(swarm.n_drawn)} of ${counted(swarm.n_total, 'row')} drawn`
    : `All ${counted(swarm.n_total, 'row')} drawn`;

/** The spread of a row's contributions: 5th percentile, median and 95th percentile. */
export function spreadOf(row: SwarmRow): [number, number, number] {
  const x = row.points.map((point) => point.x).sort((a, b) => a - b);
  return [0.05, 0.5, 0.95].map((p) => quantileSorted(x, p) ?? 0) as [number, number, number];
}

/** What the beeswarm shows, for those who do not see it. */
export function beeswarmAlt(swarm: Swarm): string {
  const rows = swarm.rows.map((row) => {
    const [low, , high] = spreadOf(row);
    return `${row.label}: ${signed(low, 2)} to ${signed(high, 2)}`;
  });
  return `Beeswarm of ${counted(swarm.n_drawn, 'row')}. Nine in ten contributions lie within, ${rows.join('; ')}.`;
}
