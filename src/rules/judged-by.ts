// Which monitor reads which evidence: the pairs that rules about limits walk, found once for a portfolio.
import { once } from '../core/once.ts';
import type { DriftRow, Portfolio } from '../core/portfolio.ts';
import type { Evidence } from '../core/records.ts';
import { groupRuns } from '../core/group-runs.ts';
import { isProfile } from '../evidence/content.ts';
import { driftMonitors, type DriftMonitor } from '../evidence/drift/monitor.ts';
import type { Profile } from '../evidence/shapes/profile.ts';

/** A monitor with the readings that it takes from one file. */
export interface Reading {
  monitor: DriftMonitor;
  evidence: Evidence;
  /** The file's content; `null` when it is no profile. */
  profile: Profile | null;
  rows: DriftRow[];
}

/** Every monitor of a statistic with every file that it reads, in the order of the readings. */
export const readingsByMonitor = once((portfolio: Portfolio): Reading[] => {
  const monitors = new Map(driftMonitors(portfolio.items).map((one) => [one.id, one]));
  const groups = groupRuns(
    portfolio.drift,
    (a, b) => a.monitor === b.monitor && a.evidence === b.evidence,
    (row) => `${row.monitor}\n${row.evidence}`,
  );
  return [...groups.values()].flatMap((rows): Reading[] => {
    const { monitor: id, evidence: from } = rows[0]!;
    const monitor = id === null ? undefined : monitors.get(id);
    const evidence = portfolio.index.evidence.get(from);
    if (monitor === undefined || evidence === undefined) return [];
    const profile = isProfile(evidence.content) ? evidence.content : null;
    return [{ monitor, evidence, profile, rows }];
  });
});
