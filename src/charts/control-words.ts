// What control charts say: findings, methods and alternatives.
import type { ControlChart } from '../evidence/control/chart.ts';
import { signalsOf } from '../evidence/control/index.ts';
import { runRules } from '../evidence/control/run-rules.ts';
import type { MetricSeries } from '../evidence/series/metric.ts';
import { batchName } from './batch.ts';
import { sayMetric } from './metric-words.ts';
import { plain, type Rich } from './rich.ts';
import { counted } from '../evidence/format.ts';

type Shown = Pick<MetricSeries, 'id' | 'unit' | 'points'>;

const names = {
  individuals: 'Individuals and moving range',
  p: 'p-chart',
  ewma: 'EWMA',
  cusum: 'Tabular CUSUM',
} as const;

/** The finding: how many monitored batches signal, and the first of them. */
export function controlFinding(chart: ControlChart, series: Shown): Rich {
  const name = { code: series.id };
  const { baseline } = chart;
  const isMonitored = (index: number): boolean => baseline === null || index > baseline.to;
  const monitored = series.points.filter(({ value }, index) => value !== null && isMonitored(index)).length;
  const what = baseline === null ? 'batch' : 'monitored batch';
  if (monitored === 0) return [name, ' has no batch after its baseline to hold against the limits'];
  const signals = signalsOf(chart).filter(isMonitored);
  const first = signals[0];
  const back = baseline === null && chart.estimated_from !== null ? ' its limits come from' : '';
  if (first === undefined) {
    const all = monitored === 1 ? `the one ${what}` : `all ${monitored} ${what}es`;
    return [name, ` is in control in ${all}${back}`];
  }
  return [
    name,
    ` signals in ${signals.length} of ${back === '' ? '' : 'the '}${monitored} ${what}${monitored === 1 ? '' : 'es'}${back}, first in ${batchName(series.points[first]!.batch)}`,
  ];
}

/** Chart, centre, spread and what they rest on, parameters and rules. */
export function controlMethod(chart: ControlChart, series: Shown): string {
  const { baseline, estimated_from: from, sigma } = chart;
  const batches =
    baseline === null
      ? 'all batches'
      : `${batchName(series.points[baseline.from]!.batch, 'short')} to ${batchName(series.points[baseline.to]!.batch, 'short')}`;
  const spread =
    sigma === null
      ? `share ${sayMetric(chart.centre, series)}${from === null ? '' : ` of all rows of ${counted(from, 'point')}, ${batches}`}`
      : `centre ${sayMetric(chart.centre, series)}, σ ${sayMetric(sigma, { unit: series.unit })}`;
  const basis =
    from === null
      ? 'given by a standard'
      : sigma === null
        ? null
        : `estimated from ${counted(from ?? 0, 'point')}, ${batches} (mean moving range ÷ 1.128)`;
  const few = from !== null && from < 20 ? ' Fewer than 20 points: the limits are themselves uncertain.' : '';
  const rules =
    chart.rules.length === 0
      ? chart.chart === 'individuals' || chart.chart === 'p'
        ? 'Filled diamond: outside the limits. No run rules.'
        : 'Filled diamond: outside the limits.'
      : `Filled diamond: outside the limits. Open diamond: a run rule is met (${chart.rules
          .map((rule) => `${rule}: ${runRules.find(({ name }) => name === rule)!.what}`)
          .join('; ')}).`;
  return `${names[chart.chart]}, ${chart.parameters.join(', ')}; ${[spread, basis].filter((part) => part !== null).join(', ')}.${few} ${rules}`;
}

/** What the chart shows, for those who do not see it. */
export function controlAlt(chart: ControlChart, series: Shown): string {
  const [first, last] = [series.points[0], series.points.at(-1)];
  if (first === undefined || last === undefined) return 'No values.';
  return `Control chart (${names[chart.chart]}) of ${series.id}, ${counted(series.points.length, 'batch', 'batches')}, ${batchName(first.batch)} to ${batchName(last.batch)}. ${plain(controlFinding(chart, series))}. The table holds every point with its limits.`;
}
