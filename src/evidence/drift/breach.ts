import type { Item } from '../../core/artefact.ts';
import { asText } from '../../core/data.ts';
import { isDate, type CalendarDate } from '../../core/date.ts';
import type { Node, Portfolio } from '../../core/portfolio.ts';

/** A recorded breach, resolved: which readings it speaks of and what answers it. */
export interface RecordedBreach {
  id: string;
  system: string | null;
  /** Qualified id of the monitor, or `null` when it does not resolve. */
  monitor: string | null;
  feature: string | null;
  batch: string | null;
  closed: CalendarDate | null;
  /** Qualified id of the decision that answers it, or `null`. */
  decision: string | null;
}

/**
 * The decision that answers a breach, whichever of the two names the other: one that had been taken by the as-of
 * date. What is only proposed, was rejected or is dated later answers nothing.
 */
export function decisionOf(
  breach: Pick<Item, 'id'>,
  { index, as_of }: Pick<Portfolio, 'index' | 'as_of'>,
): Node | null {
  for (const link of index.linksTo.get(breach.id) ?? []) {
    const node = link.type === 'decides' ? index.nodes.get(link.from) : undefined;
    if (node === undefined) continue;
    const { adr_status: status, date } = index.artefacts.get(node.id)?.data ?? {};
    const isTaken = status !== 'proposed' && status !== 'rejected' && !(isDate(date) && date > as_of);
    if (isTaken) return node;
  }
  return null;
}

/** The breaches on record by the as-of date, with their monitors and decisions looked up. */
export function recordedBreaches(portfolio: Pick<Portfolio, 'items' | 'index' | 'as_of'>): RecordedBreach[] {
  const { index, items, as_of } = portfolio;
  const idOf = (reference: string | null, system: string | null): string | null => {
    const found = reference === null ? null : index.resolve(reference, system);
    return found?.state === 'found' ? found.node.id : null;
  };
  return items
    .filter(({ kind, data }) => kind === 'breach' && !(isDate(data['detected']) && data['detected'] > as_of))
    .map((item: Item) => {
      const closed = item.data['closed'];
      return {
        id: item.id,
        system: item.system,
        monitor: idOf(asText(item.data['monitor']), item.system),
        feature: asText(item.data['feature']),
        batch: asText(item.data['batch']),
        closed: isDate(closed) && closed <= as_of ? closed : null,
        decision: decisionOf(item, portfolio)?.id ?? null,
      };
    });
}

/** A reading that may be answered: its monitor, feature and batch, with the batches in order. */
export interface Answerable {
  system: string;
  monitor: string | null;
  feature: string;
  batch: number;
}

/**
 * The decision that answers a red reading: that of a breach recorded for its monitor and feature, in its own batch
 * or an earlier one, as long as the breach was still open when the batch ended. A decision speaks of an episode,
 * so its later batches need no row of their own; a batch after the closing is a new breach.
 */
export function decisionFor(
  reading: Answerable,
  batches: readonly { id: string; period?: { to: CalendarDate } | undefined }[],
  breaches: readonly RecordedBreach[],
): string | null {
  const end = batches[reading.batch]?.period?.to ?? null;
  const answers = breaches.filter((breach) => {
    if (breach.decision === null || breach.system !== reading.system) return false;
    if (breach.monitor !== null && breach.monitor !== reading.monitor) return false;
    if (breach.feature !== null ? breach.feature !== reading.feature : breach.monitor === null) return false;
    const first = batches.findIndex((batch) => batch.id === breach.batch);
    if (first < 0 || first > reading.batch) return false;
    return first === reading.batch || breach.closed === null || (end !== null && end <= breach.closed);
  });
  // The latest episode speaks: it is the nearest to the reading.
  return answers.at(-1)?.decision ?? null;
}
