import { byText } from '../../core/compare.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { recordedBreaches, type RecordedBreach } from './breach.ts';
import { driftMonitors, type DriftMonitor } from './monitor.ts';

/** What judges the readings of one system. */
export interface Watch {
  /** Sorted by id. */
  monitors: DriftMonitor[];
  breaches: RecordedBreach[];
}

/** A system without monitors. */
export const nothing: Watch = { monitors: [], breaches: [] };

/** The monitors and recorded breaches of every system, by its id. */
export function watchedSystems(portfolio: Portfolio): Map<string | null, Watch> {
  const breaches = Map.groupBy(recordedBreaches(portfolio), (one) => one.system);
  const items = Map.groupBy(portfolio.items, (one) => one.system);
  return new Map(
    [...items].map(([system, own]) => [
      system,
      {
        monitors: driftMonitors(own).sort(byText((one) => one.id)),
        breaches: breaches.get(system) ?? [],
      },
    ]),
  );
}
