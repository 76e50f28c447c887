import type { HeadOf } from '../../core/view.ts';
import { isPast } from '../../core/date.ts';
import { count } from '../rows.ts';
import { groupsOf, tally } from './groups.ts';

/** The finding of the page: how much is evidenced, out of how much, and what is still a hole. */
export const head: HeadOf = ({ artefact, portfolio }) => {
  const groups = groupsOf(artefact, portfolio);
  const { inScope, evidenced, holes } = tally(groups);
  const rows = groups.flatMap((group) => group.rows);
  const excluded = rows.filter(({ cell }) => cell?.state === 'not-applicable').length;
  const late = rows.filter(
    ({ row: { remediation } }) =>
      remediation?.due !== undefined &&
      remediation.risk_status !== 'closed' &&
      isPast(remediation.due, portfolio.as_of),
  ).length;
  return {
    headline:
      inScope === 0
        ? null
        : `${evidenced} of ${count(inScope, 'clause')} in scope ${evidenced === 1 ? 'is' : 'are'} evidenced; ${holes === 0 ? 'none is a hole' : `${count(holes, 'clause')} ${holes === 1 ? 'is a hole' : 'are holes'}`}`,
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
    sections: groups.map(({ catalogue }) => ({
      slug: slugOf(catalogue?.id ?? null),
      text: catalogue?.short_title ?? 'In no catalogue',
    })),
  };
};

/** The anchor of a framework's section. */
export const slugOf = (catalogue: string | null): string => `fw-${catalogue ?? 'none'}`;
