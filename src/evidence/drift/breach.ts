import type { Item } from '../../core/artefact.ts';
import { byText, compareText } from '../../core/compare.ts';
import { asNumber, asText } from '../../core/data.ts';
import { asDate, isDate, type CalendarDate } from '../../core/date.ts';
import { itemsOf } from '../../core/items-of.ts';
import type { Node, Portfolio } from '../../core/portfolio.ts';

/** A recorded breach, resolved: which readings it speaks of and what answers it. */
export interface RecordedBreach {
  id: string;
  system: string | null;
  /** Qualified id of the artefact that holds it. */
  artefact: string;
  /** Qualified id of the monitor, or `null` when it does not resolve. */
  monitor: string | null;
  feature: string | null;
  batch: string | null;
  severity: 'amber' | 'red' | null;
  value: number | null;
  detected: CalendarDate | null;
  response: string | null;
  closed: CalendarDate | null;
  /** The decisions that answer it, the first one first. */
  decisions: Decision[];
}

/** A decision that had been taken by the as-of date. */
export interface Decision {
  /** Qualified id. */
  id: string;
  title: string;
  date: CalendarDate | null;
}

/**
 * The decisions that answer a breach, whichever of the two names the other: those that had been taken by the as-of
 * date, earliest first, undated ones last. What is only proposed, was rejected or is dated later answers nothing.
 */
export function decisionsOf(
  breach: Pick<Item, 'id'>,
  { index, as_of }: Pick<Portfolio, 'index' | 'as_of'>,
): Decision[] {
  const nodes = new Map<string, Node>();
  for (const link of index.linksTo.get(breach.id) ?? []) {
    const node = link.type === 'decides' ? index.nodes.get(link.from) : undefined;
    if (node !== undefined) nodes.set(node.id, node);
  }
  return [...nodes.values()]
    .flatMap((node): Decision[] => {
      const { adr_status: status, date } = index.artefacts.get(node.id)?.data ?? {};
      const isTaken = status !== 'proposed' && status !== 'rejected' && !(isDate(date) && date > as_of);
      return isTaken ? [{ id: node.id, title: node.title, date: asDate(date) }] : [];
    })
    .sort((a, b) => compareText(a.date ?? '9', b.date ?? '9') || byText<Decision>((one) => one.id)(a, b));
}

/** The breaches on record by the as-of date, with their monitors and decisions looked up. */
export function recordedBreaches(portfolio: Pick<Portfolio, 'items' | 'index' | 'as_of'>): RecordedBreach[] {
  const { index, items, as_of } = portfolio;
  const idOf = (reference: string | null, system: string | null): string | null => {
    const found = reference === null ? null : index.resolve(reference, system);
    return found?.state === 'found' ? found.node.id : null;
  };
  return itemsOf(items, 'breach')
    .filter(({ data }) => !(isDate(data['detected']) && data['detected'] > as_of))
    .map((item: Item) => {
      const { detected, closed, severity, value } = item.data;
      return {
        id: item.id,
        system: item.system,
        artefact: item.artefact,
        monitor: idOf(asText(item.data['monitor']), item.system),
        feature: asText(item.data['feature']),
        batch: asText(item.data['batch']),
        severity: severity === 'amber' || severity === 'red' ? severity : null,
        value: asNumber(value),
        detected: asDate(detected),
        response: asText(item.data['response']),
        closed: isDate(closed) && closed <= as_of ? closed : null,
        decisions: decisionsOf(item, portfolio),
      };
    });
}
