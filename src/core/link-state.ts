import { systemOf } from './classify.ts';
import type { CalendarDate } from './date.ts';
import { isResolved, type Link } from './link.ts';
import type { Spot } from './place.ts';
import type { Index } from './portfolio.ts';
import type { Confirmation } from './records.ts';

/** Confirmations by the link they speak of; of several, the last by date that exists by then counts. */
export type Confirmed = ReadonlyMap<string, Confirmation>;

/**
 * What tells a link from every other: its ends, its type, and the system that states it. A mapping from a clause
 * to a shared control is stated by each system for itself, and confirmed so.
 */
const keyOf = (link: { from: string; type: string; to: string; at: Spot }): string =>
  [systemOf(link.at.file), link.from, link.type, link.to].join('\n');

/** The confirmation that speaks of a link, or `undefined`. */
export const confirmationOf = (link: Link, confirmed: Confirmed): Confirmation | undefined =>
  confirmed.get(keyOf(link));

/** The confirmations that exist on a date, by link. */
export function confirmedOn(confirmations: readonly Confirmation[], asOf: CalendarDate): Confirmed {
  const confirmed = new Map<string, Confirmation>();
  for (const one of confirmations) {
    const before = confirmed.get(keyOf(one));
    if (one.date <= asOf && (!before || before.date <= one.date)) confirmed.set(keyOf(one), one);
  }
  return confirmed;
}

/**
 * Sets a resolved link's state: the state of the evidence it leads to, else `suspect` when the target's
 * fingerprint is not the one last confirmed.
 */
export function stateOfLink(link: Link, index: Index, confirmed: Confirmed): void {
  if (!isResolved(link.state)) return;
  const confirmation = confirmationOf(link, confirmed);
  if (confirmation) link.confirmed = confirmation.fingerprint;
  const evidence = index.evidence.get(link.to);
  if (evidence && evidence.state !== 'valid') {
    link.state = evidence.state;
    return;
  }
  if (!confirmation) return;
  const now = index.nodes.get(link.to)?.fingerprint ?? null;
  if (now !== null && now !== confirmation.fingerprint) link.state = 'suspect';
}
