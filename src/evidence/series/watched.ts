import { compareText } from '../../core/compare.ts';
import { ofSystem } from '../../core/once.ts';
import type { DriftRow, Portfolio } from '../../core/portfolio.ts';
import type { Evidence } from '../../core/records.ts';
import { isProfile } from '../content.ts';
import type { ControlChart, ControlFault } from '../control/chart.ts';
import { controlOf } from './control.ts';
import { metricSeries, type MetricSeries } from './metric.ts';
import { metricMonitors, monitorOf, type MetricMonitor } from './monitor.ts';

/** A metric of a profile with what judges it. */
export interface WatchedMetric {
  series: MetricSeries;
  evidence: Evidence;
  monitor: MetricMonitor | null;
  /** Its readings; none where no monitor judges it. */
  rows: DriftRow[];
  /** The control chart its monitor declares, or why it cannot be drawn; `null` where none is declared. */
  control: ControlChart | ControlFault | null;
}

/** The metrics of one profile, those that a monitor judges first, each by the order of the file. */
export function metricsOf(evidence: Evidence, portfolio: Portfolio): WatchedMetric[] {
  const { content } = evidence;
  if (!isProfile(content)) return [];
  const monitors = metricMonitors(ofSystem(portfolio.items, evidence.system), portfolio);
  const read = ofSystem(portfolio.drift, evidence.system).filter(
    (row) => row.source === 'series' && row.evidence === evidence.id,
  );
  return metricSeries(content, portfolio.as_of)
    .map((series): WatchedMetric => {
      const monitor = monitorOf(series.id, series.type, evidence, monitors);
      const chart = monitor?.chart ?? null;
      return {
        series,
        evidence,
        monitor,
        rows: read.filter((row) => row.feature === series.id && row.method === series.type),
        control: chart === null ? null : controlOf(series, chart),
      };
    })
    .sort((a, b) => Number(a.monitor === null) - Number(b.monitor === null));
}

/** The metrics of a system's profiles, each from the file that was captured last. */
export function metricsOfSystem(system: string | null, portfolio: Portfolio): WatchedMetric[] {
  const newest = new Map<string, WatchedMetric>();
  const files = ofSystem(portfolio.evidence, system)
    .filter(({ captured_at: at }) => at === null || at <= portfolio.as_of)
    .sort((a, b) => compareText(a.captured_at ?? '', b.captured_at ?? '') || compareText(a.id, b.id));
  for (const evidence of files) {
    for (const one of metricsOf(evidence, portfolio)) newest.set(one.series.id, one);
  }
  return [...newest.values()].sort((a, b) => Number(a.monitor === null) - Number(b.monitor === null));
}
