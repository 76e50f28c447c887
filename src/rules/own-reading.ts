// The readings in the evidence of what is on record, looked up once for a portfolio.
import type { Breach } from '../core/breach.ts';
import { once } from '../core/once.ts';
import type { DriftRow, Portfolio } from '../core/portfolio.ts';

/** The readings of the batch that a recorded breach names, by the key of the breach; none without a reading. */
export const ownReadings = once((portfolio: Portfolio): ReadonlyMap<Breach, DriftRow[]> => {
  const recorded = portfolio.breaches.filter(({ record, batches }) => record !== null && batches.length > 0);
  const wanted = Map.groupBy(recorded, (one) => `${one.system}\n${one.monitor}\n${one.batches[0]}`);
  const found = new Map<Breach, DriftRow[]>();
  if (wanted.size === 0) return found;
  for (const row of portfolio.drift) {
    for (const breach of wanted.get(`${row.system}\n${row.monitor}\n${row.batch}`) ?? []) {
      if (breach.feature !== row.feature || breach.baseline !== row.baseline) continue;
      const rows = found.get(breach);
      if (rows) rows.push(row);
      else found.set(breach, [row]);
    }
  }
  return found;
});
