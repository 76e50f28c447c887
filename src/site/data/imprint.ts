/** What the strip under a title says of an artefact. */
import { approvalsFor } from '../../core/approvals.ts';
import type { Artefact } from '../../core/artefact.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { isClosed } from '../../kinds/rows.ts';
import { dueDate } from '../../rules/review/overdue.ts';
import { isPast, type CalendarDate } from '../../core/date.ts';
import { shortDate } from '../../ui/dates.ts';
import { isRecord, textAt } from './fields.ts';

export interface ImprintEntry {
  label: string;
  value?: string | null;
  mono?: boolean;
  full?: string;
  approval?: Artefact['approval']['status'];
  ref?: string | null;
  late?: boolean;
}

/** Last and next review of an artefact, as the rule on overdue reviews computes them. */
export function reviewsOf(
  artefact: Artefact,
  portfolio: Portfolio,
): { last: CalendarDate | null; next: CalendarDate | null } {
  const last =
    approvalsFor(portfolio.approvals, artefact.id)
      .filter((approval) => approval.date <= portfolio.as_of)
      .map((approval) => approval.date)
      .sort()
      .at(-1) ?? null;
  return { last, next: isClosed(artefact) ? null : (dueDate(portfolio, artefact)?.date ?? null) };
}

/** The model version that an artefact states, else the one of its system that runs; a reader asks for it first. */
function modelVersionOf(artefact: Artefact, portfolio: Portfolio): string | null {
  const stated = artefact.data['model_version'];
  const own = textAt(isRecord(stated) ? stated : undefined, 'name') ?? textAt(artefact.data, 'model_version');
  if (own !== null || artefact.system === null) return own;
  const profile = portfolio.index.systems.get(artefact.system)?.profile;
  const running = textAt(profile?.data, 'production_version');
  return running === null ? null : `${running}, in production`;
}

/** Version, model version, status, owner, last and next review, as-of date, digest. */
export function imprintOf(artefact: Artefact, portfolio: Portfolio): ImprintEntry[] {
  const { last, next } = reviewsOf(artefact, portfolio);
  return [
    { label: 'Version', value: textAt(artefact.data, 'version') },
    { label: 'Model version', value: modelVersionOf(artefact, portfolio) },
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
