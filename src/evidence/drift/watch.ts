import { byText } from '../../core/compare.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { driftMonitors, type DriftMonitor } from './monitor.ts';

/** The monitors of each system that watch a statistic which profiles hold, by system, sorted by id. */
export function watchedSystems(portfolio: Portfolio): Map<string | null, DriftMonitor[]> {
  const items = portfolio.items.filter(({ kind }) => kind === 'monitor');
  return new Map(
    [...Map.groupBy(items, (one) => one.system)].map(([system, own]) => [
      system,
      driftMonitors(own).sort(byText((one) => one.id)),
    ]),
  );
}
