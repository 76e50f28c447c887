// Decisions of a day after the as-of date: they do not exist yet, and have replaced nothing.
import type { Artefact } from '../../core/artefact.ts';
import { asText } from '../../core/data.ts';
import { isAhead, type CalendarDate } from '../../core/date.ts';
import { linksOf } from '../../core/links-of.ts';
import { once } from '../../core/once.ts';
import type { Portfolio } from '../../core/portfolio.ts';

/** Whether a decision is dated after a date. */
export const isLater = ({ kind, data }: Artefact, asOf: CalendarDate): boolean =>
  kind === 'decision' && isAhead(data['date'], asOf);

/** The qualified ids of decisions that only one of a later day replaces, whichever of the two names the other. */
export const replacedLater = once((portfolio: Portfolio): ReadonlySet<string> => {
  const { index, artefacts, as_of } = portfolio;
  const named = (reference: string, system: string | null): Artefact | undefined => {
    const found = index.resolve(reference, system);
    return found.state === 'found' ? index.artefacts.get(found.node.id) : undefined;
  };
  const replaced = new Set<string>();
  for (const decision of artefacts.filter(({ kind }) => kind === 'decision')) {
    const { id, system, data } = decision;
    const by = asText(data['superseded_by']);
    const successor = by === null ? undefined : named(by, system);
    if (successor && isLater(successor, as_of)) replaced.add(id);
    if (!isLater(decision, as_of)) continue;
    for (const reference of [data['supersedes']].flat().filter((one) => typeof one === 'string')) {
      const earlier = named(reference, system);
      if (earlier) replaced.add(earlier.id);
    }
  }
  for (const { to } of linksOf(portfolio.links, 'supersedes')) replaced.delete(to);
  return replaced;
});
