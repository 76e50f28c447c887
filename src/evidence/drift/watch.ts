import { byText } from '../../core/compare.ts';
import { itemsOf } from '../../core/items-of.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { driftMonitors, type DriftMonitor } from './monitor.ts';

/** The monitors of each system that watch a statistic which profiles hold, by system, sorted by id. */
export function watchedSystems(portfolio: Portfolio): Map<string | null, DriftMonitor[]> {
  return new Map(
    [...Map.groupBy(itemsOf(portfolio.items, 'monitor'), (one) => one.system)].map(([system, own]) => [
      system,
      driftMonitors(own).sort(byText((one) => one.id)),
    ]),
  );
}
