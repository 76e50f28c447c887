import type { HeadOf } from '../../core/view.ts';
import { isPast } from '../../core/date.ts';
import { count } from '../words.ts';
import { groupsOf, tally, type Group } from './groups.ts';

/** The finding of the page: how much is evidenced, out of how much, and what is still a hole. */
export const head: HeadOf = ({ artefact, portfolio }) => {
  const groups = groupsOf(artefact, portfolio);
  const { inScope } = tally(groups);
  const rows = groups.flatMap((group) => group.rows);
  const excluded = rows.filter(({ cell }) => cell?.state === 'not-applicable').length;
  const late = rows.filter(
    ({ row: { remediation } }) =>
      remediation?.due !== undefined &&
      remediation.risk_status !== 'closed' &&
      isPast(remediation.due, portfolio.as_of),
  ).length;
  return {
    headline: inScope === 0 ? null : headlineOf(groups),
    standfirst:
      inScope === 0
        ? null
        : [
            `${count(groups.length, 'framework')} ${groups.length === 1 ? 'is' : 'are'} mapped here.`,
            excluded > 0
              ? `${count(excluded, 'clause')} ${excluded === 1 ? 'was' : 'were'} decided not to apply, each with its reason.`
              : '',
            late > 0 ? `${count(late, 'remediation')} ${late === 1 ? 'is' : 'are'} late.` : '',
          ]
            .filter((part) => part !== '')
            .join(' '),
    sections: [
      ...(groups.length > 0 ? [{ slug: 'overview', text: 'State of each clause' }] : []),
      ...groups.map(({ catalogue }) => ({
        slug: slugOf(catalogue?.id ?? null),
        text: catalogue?.short_title ?? 'In no catalogue',
      })),
    ],
  };
};

/** How much is evidenced, out of how much, and what is a hole; 0 of 0 is said in words. */
export function headlineOf(groups: readonly Group[]): string {
  const { inScope, evidenced, holes } = tally(groups);
  if (inScope === 0) return 'Nothing is in scope';
  const rest = holes === 0 ? 'none is a hole' : `${holes} ${holes === 1 ? 'is a hole' : 'are holes'}`;
  return `${evidenced} of ${count(inScope, 'clause')} in scope ${evidenced === 1 ? 'is' : 'are'} evidenced; ${rest}`;
}

/** The finding of the overview: each framework with its own denominator. */
export const overviewOf = (groups: readonly Group[]): string =>
  groups
    .filter(({ catalogue }) => catalogue !== null)
    .map((group, i) => {
      const { inScope, evidenced } = tally([group]);
      const name = group.catalogue!.short_title;
      return inScope === 0
        ? `${name}: nothing in scope`
        : `${name}: ${evidenced} of ${inScope}${i === 0 ? ' evidenced' : ''}`;
    })
    .join('; ');

/** The anchor of a framework's section. */
export const slugOf = (catalogue: string | null): string => `fw-${catalogue ?? 'none'}`;
