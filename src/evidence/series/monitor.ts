import type { Item } from '../../core/artefact.ts';
import { asNumber, asText } from '../../core/data.ts';
import { parseDuration } from '../../core/date.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import type { Evidence } from '../../core/records.ts';
import { isControlChart, type ControlChartName, type ControlOptions } from '../control/chart.ts';
import { methodOf } from '../drift/methods.ts';
import type { Profile } from '../shapes/profile.ts';
import { metricName } from './name.ts';

/** A monitor that watches a metric, not a drift statistic, with its limits as numbers. */
export interface MetricMonitor {
  /** Qualified id. */
  id: string;
  target: string;
  metric: string;
  direction: 'above' | 'below';
  amber: number | null;
  red: number | null;
  minimum_n: number | null;
  /** Over what a reading is taken, as written. */
  window: string | null;
  /** Qualified ids of the files that hold its readings; any file when empty. */
  evidence: string[];
  chart: MonitorChart | null;
}

/** The control chart that a monitor declares. */
export interface MonitorChart {
  name: ControlChartName;
  /** The batches that its limits come from, as written: `2024-11 to 2025-10`; all when `null`. */
  baseline: string | null;
  options: Omit<ControlOptions, 'baseline'>;
}

/** The monitors among a system's items that watch a metric. */
export function metricMonitors(items: readonly Item[], { index }: Pick<Portfolio, 'index'>): MetricMonitor[] {
  return items.flatMap((item): MetricMonitor[] => {
    if (item.kind !== 'monitor') return [];
    const { data } = item;
    const [metric, target] = [asText(data['metric']), asText(data['target'])];
    if (metric === null || target === null || methodOf(metric) !== null) return [];
    const named = Array.isArray(data['evidence']) ? data['evidence'] : [];
    return [
      {
        id: item.id,
        target,
        metric,
        direction: data['direction'] === 'below' ? 'below' : 'above',
        amber: asNumber(data['amber']),
        red: asNumber(data['red']),
        minimum_n: asNumber(data['minimum_n']),
        window: asText(data['window']),
        evidence: named.flatMap((one) => {
          const found = typeof one === 'string' ? index.resolve(one, item.system) : null;
          return found?.state === 'found' ? [found.node.id] : [];
        }),
        chart: chartOf(data),
      },
    ];
  });
}

/** The control chart that a monitor's fields declare, or `null`. */
export function chartOf(data: Item['data']): MonitorChart | null {
  const name = data['chart'];
  if (!isControlChart(name)) return null;
  const rules = data['run_rules'];
  return {
    name,
    baseline: asText(data['chart_baseline']),
    options: {
      target: asNumber(data['chart_target']),
      sigma: asNumber(data['chart_sigma']),
      width: asNumber(data['chart_width']),
      lambda: asNumber(data['chart_lambda']),
      k: asNumber(data['chart_k']),
      h: asNumber(data['chart_h']),
      rules: Array.isArray(rules) ? rules.filter((one) => typeof one === 'string') : [],
    },
  };
}

/**
 * The monitor that reads a series: one whose target is its id goes before one whose metric is its id, and that
 * before one whose metric is its type. A monitor that names files reads those only.
 */
export function monitorOf(
  id: string,
  type: string,
  evidence: Pick<Evidence, 'id'>,
  monitors: readonly MetricMonitor[],
): MetricMonitor | null {
  const fit = ({ target, metric, evidence: files }: MetricMonitor): number => {
    if (files.length > 0 && !files.includes(evidence.id)) return 0;
    if (target.replace(/^`(.*)`$/, '$1') === id) return 3;
    if (metricName(metric) === metricName(id)) return 2;
    return metricName(metric) === metricName(type) ? 1 : 0;
  };
  return monitors.reduce<MetricMonitor | null>(
    (best, one) => (fit(one) > (best === null ? 0 : fit(best)) ? one : best),
    null,
  );
}

const lengths: Readonly<Record<string, RegExp>> = {
  day: /^(P1D|day|calendar day|daily)$/i,
  week: /^(P1W|P7D|week|calendar week|weekly)$/i,
  month: /^(P1M|month|calendar month|monthly)$/i,
  quarter: /^(P3M|quarter|calendar quarter|quarterly)$/i,
  year: /^(P1Y|P12M|year|calendar year|yearly|annually)$/i,
};

/**
 * Whether a monitor's window is that of a profile's batches: a limit for a half-year says nothing of a month.
 * Words that are no length of time, such as `batch`, are taken to mean the batch.
 */
export function isForBatches(window: string | null, { time }: Profile): boolean {
  if (window === null) return true;
  const said = Object.entries(lengths).find(([, words]) => words.test(window.trim()))?.[0];
  if (said !== undefined) return said === time.by || time.by === 'batch';
  return parseDuration(window) === null;
}
