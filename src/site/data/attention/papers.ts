/** Papers that a tier asks for and are not there, approvals that do not hold, what they were given under, and reviews. */
import { approvalsFor, isConditionOpen } from '../../../core/approvals.ts';
import type { Artefact } from '../../../core/artefact.ts';
import { addDays } from '../../../core/date.ts';
import type { Portfolio, System } from '../../../core/portfolio.ts';
import { shortDate } from '../../../ui/dates.ts';
import { textAt } from '../fields.ts';
import { reviewsOf } from '../imprint.ts';
import { artefactAddress, slotsOf } from '../slots.ts';
import type { Matter } from './matter.ts';
import { promised } from './promises.ts';

/** What is missing among the papers of a system, and what does not hold of those that are there. */
export function approvals(system: System, portfolio: Portfolio): Matter[] {
  return slotsOf(system, portfolio).flatMap((slot): Matter[] => {
    if (slot.status === 'missing') {
      return [
        {
          glyph: 'a-missing',
          word: 'Missing',
          urgent: true,
          title: `${slot.kind.title}: not on file`,
          text: `Demanded of ${system.risk_tier?.replace('-', ' ') ?? 'its tier'}.`,
          address: `/systems/${system.id}/`,
          system: system.id,
          owner: system.owner,
          due: null,
        },
      ];
    }
    return slot.artefacts.flatMap((artefact) => [
      ...approvalMatter(artefact, portfolio),
      ...conditionMatters(artefact, portfolio),
    ]);
  });
}

function approvalMatter(artefact: Artefact, portfolio: Portfolio): Matter[] {
  const { status, by, changed } = artefact.approval;
  if (status !== 'changed' && status !== 'expired' && status !== 'rejected') return [];
  const record = approvalsFor(portfolio.approvals, artefact.id).find((approval) => approval.id === by);
  const words = { changed: 'Approval void', expired: 'Approval ended', rejected: 'Rejected' } as const;
  const titles = {
    changed: `“${artefact.title}” changed after it was approved`,
    expired: `The approval of “${artefact.title}” ran out`,
    rejected: `“${artefact.title}” was not approved`,
  } as const;
  const parts = changed.join(' and ');
  return [
    {
      glyph: `a-${status}`,
      word: words[status],
      urgent: true,
      title: titles[status],
      text:
        status === 'changed'
          ? `Its ${parts} ${changed.length === 1 && changed[0] === 'prose' ? 'differs' : 'differ'} from what was approved on ${shortDate(record?.date)}.`
          : `Last word: ${shortDate(record?.date)}.`,
      address: artefactAddress(artefact),
      system: artefact.system,
      owner: textAt(artefact.data, 'owner'),
      due: status === 'expired' ? (record?.valid_until ?? null) : null,
    },
  ];
}

/** Open conditions of the approval that counts, past their day or near it. */
function conditionMatters(artefact: Artefact, portfolio: Portfolio): Matter[] {
  const record = approvalsFor(portfolio.approvals, artefact.id).find(({ id }) => id === artefact.approval.by);
  return (record?.conditions ?? []).filter(isConditionOpen).flatMap(({ condition, owner, due }) =>
    promised(
      {
        noun: 'Condition',
        title: condition,
        text: `A condition of the approval of “${artefact.title}” on ${shortDate(record!.date)}.`,
        address: `${artefactAddress(artefact)}#approvals`,
        system: artefact.system,
        owner: owner ?? textAt(artefact.data, 'owner'),
        due,
      },
      portfolio,
    ),
  );
}

/** Reviews of a system that are past their day or near it. */
export function reviews(system: System, portfolio: Portfolio): Matter[] {
  const horizon = addDays(portfolio.as_of, portfolio.policy.horizon_days);
  return system.artefacts.flatMap((artefact): Matter[] => {
    const { next } = reviewsOf(artefact, portfolio);
    if (next === null || next > horizon) return [];
    if (artefact.approval.status === 'expired') return [];
    const late = next < portfolio.as_of;
    return [
      {
        glyph: 'a-expired',
        word: late ? 'Review overdue' : 'Review due',
        urgent: late,
        title: `Review of “${artefact.title}”`,
        text: late ? 'The date for its review has passed.' : 'Due within the horizon the policy looks ahead.',
        address: artefactAddress(artefact),
        system: system.id,
        owner: textAt(artefact.data, 'owner'),
        due: next,
      },
    ];
  });
}
