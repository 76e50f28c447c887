import type { CalendarDate } from '../../core/date.ts';
import { pushTo } from '../../core/multimap.ts';
import { once } from '../../core/once.ts';
import type { DriftRow } from '../../core/portfolio.ts';

/** A batch that a monitor has read against one baseline, whatever it read in it. */
export interface BatchRead {
  batch: string;
  /** What it was compared with; `null` where a system has one baseline, or the reading does not say which. */
  baseline: string | null;
  batch_to: CalendarDate | null;
  system: string;
  /** The file of the first reading. */
  evidence: string;
  /** The gravest verdict on anything that was read. */
  verdict: DriftRow['verdict'];
}

/** How grave a verdict is, from none at all. */
export const gravity: Record<DriftRow['verdict'], number> = { 'no-verdict': 0, stable: 1, amber: 2, red: 3 };

/**
 * The batches that each monitor has read, by its id, in the order of their first readings; a batch that was read against
 * two baselines is there for each, because its verdicts are. Rules that ask about batches walk these: a monitor has a
 * dozen of them, and hundreds of readings.
 */
export const batchesRead = once((drift: readonly DriftRow[]): ReadonlyMap<string, readonly BatchRead[]> => {
  const read = new Map<string, BatchRead[]>();
  const byName = new Map<string, Map<string, BatchRead[]>>();
  for (const { monitor, batch, batch_to, system, evidence, verdict, baseline = null } of drift) {
    if (monitor === null) continue;
    let names = byName.get(monitor);
    if (!names) byName.set(monitor, (names = new Map<string, BatchRead[]>()));
    const named = names.get(batch);
    // Batches of one name that end on different days are two.
    const known = named?.find((one) => one.batch_to === batch_to && one.baseline === baseline);
    if (known) {
      if (gravity[verdict] > gravity[known.verdict]) known.verdict = verdict;
      continue;
    }
    const first: BatchRead = { batch, baseline, batch_to, system, evidence, verdict };
    pushTo(names, batch, first);
    pushTo(read, monitor, first);
  }
  return read;
});
