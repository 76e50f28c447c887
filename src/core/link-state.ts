import type { CalendarDate } from './date.ts';
import { isResolved, type Link } from './link.ts';
import type { Index } from './portfolio.ts';
import type { Confirmation } from './records.ts';

/**
 * Sets a resolved link's state on the as-of date: the state of the evidence it leads to, else `suspect` when the
 * target's fingerprint is not the one last confirmed. A confirmation dated later does not exist yet.
 */
export function stateOfLink(
  link: Link,
  index: Index,
  confirmations: readonly Confirmation[],
  asOf: CalendarDate,
): void {
  if (!isResolved(link.state)) return;
  const confirmation = confirmations
    .filter(
      (one) => one.from === link.from && one.type === link.type && one.to === link.to && one.date <= asOf,
    )
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    .at(-1);
  if (confirmation) link.confirmed = confirmation.fingerprint;
  const evidence = index.evidence.get(link.to);
  if (evidence && evidence.state !== 'valid') {
    link.state = evidence.state;
    return;
  }
  const now = index.nodes.get(link.to)?.fingerprint ?? null;
  if (confirmation && now !== null && now !== confirmation.fingerprint) link.state = 'suspect';
}
