/** What the strip under a title says of an artefact. */
import type { Artefact } from '../../core/artefact.ts';
import type { Portfolio, System } from '../../core/portfolio.ts';
import { dueAfter } from '../../core/policy.ts';
import { isPast, type CalendarDate } from '../../core/date.ts';
import { shortDate } from '../../ui/dates.ts';
import { textAt } from './fields.ts';

export interface ImprintEntry {
  label: string;
  value?: string | null;
  mono?: boolean;
  full?: string;
  approval?: Artefact['approval']['status'];
  ref?: string | null;
  late?: boolean;
}

/** Last and next review of an artefact: from its approvals, its own `next_review`, else the tier's cadence. */
export function reviewsOf(
  artefact: Artefact,
  system: System | null,
  portfolio: Portfolio,
): { last: CalendarDate | null; next: CalendarDate | null } {
  const last =
    portfolio.approvals
      .filter((approval) => approval.subject === artefact.id && approval.date <= portfolio.as_of)
      .map((approval) => approval.date)
      .sort()
      .at(-1) ?? null;
  const stated = textAt(artefact.data, 'next_review');
  const tier = system?.risk_tier ?? null;
  const cadence = tier === null ? null : portfolio.policy.tiers[tier].review_cadence;
  return { last, next: stated ?? (last !== null && cadence !== null ? dueAfter(last, cadence) : null) };
}

/** Version, status, owner, last and next review, as-of date, digest. */
export function imprintOf(artefact: Artefact, system: System | null, portfolio: Portfolio): ImprintEntry[] {
  const { last, next } = reviewsOf(artefact, system, portfolio);
  return [
    { label: 'Version', value: textAt(artefact.data, 'version') },
    { label: 'Status', approval: artefact.approval.status },
    { label: 'Owner', ref: textAt(artefact.data, 'owner') },
    { label: 'Last review', value: last === null ? 'none recorded' : shortDate(last) },
    {
      label: 'Next review',
      value: next === null ? 'not set' : shortDate(next),
      late: next !== null && isPast(next, portfolio.as_of),
    },
    { label: 'As of', value: shortDate(portfolio.as_of) },
    { label: 'Digest', value: artefact.digest.slice(0, 12), full: `sha256 ${artefact.digest}`, mono: true },
  ];
}
