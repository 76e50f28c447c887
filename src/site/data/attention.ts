/** What needs a person, computed from the graph: breaches without a decision, voided or ended approvals, lapsed files, findings past their day, ends in sight. */
import { approvalsFor, isConditionOpen } from '../../core/approvals.ts';
import type { Artefact } from '../../core/artefact.ts';
import { addressOf, anchorOf } from '../../core/address.ts';
import { isUndecided } from '../../core/breach.ts';
import { byText, compareText } from '../../core/compare.ts';
import { addDays, isPast, type CalendarDate } from '../../core/date.ts';
import { ofSystem } from '../../core/once.ts';
import type { Portfolio, System } from '../../core/portfolio.ts';
import { isInEffect } from '../../core/records.ts';
import { sayTarget } from '../../kinds/drift-governance/breach-words.ts';
import { consequencesOf } from '../../kinds/drift-governance/consequences.ts';
import { ledgerOf } from '../../kinds/drift-governance/ledger.ts';
import { latestReports } from '../../kinds/validation-report/read.ts';
import { severityWords } from '../../kinds/validation-report/words.ts';
import { validated } from '../../rules/validation-each.ts';
import type { GlyphName } from '../../ui/glyphs.ts';
import { shortDate, withDates } from '../../ui/dates.ts';
import { count, sentence } from '../../ui/words.ts';
import { batchName } from './drift.ts';
import { formatNumber } from './numbers.ts';
import { textAt } from './fields.ts';
import { reviewsOf } from './imprint.ts';
import { artefactAddress, slotsOf } from './slots.ts';

export interface Matter {
  glyph: GlyphName;
  word: string;
  /** Whether it is already late or wrong, rather than soon. */
  urgent: boolean;
  title: string;
  text: string;
  /** Root-relative. */
  address: string;
  system: string | null;
  /** A reference to a party. */
  owner: string | null;
  due: CalendarDate | null;
}

/** Everything that needs attention, by date due; what has no date comes first, because it is late already. */
export function attentionOf(portfolio: Portfolio, only: System | null = null): Matter[] {
  const systems = only === null ? portfolio.systems : [only];
  const matters = systems.flatMap((system) => [
    ...breaches(system, portfolio),
    ...approvals(system, portfolio),
    ...reviews(system, portfolio),
    ...files(system, portfolio),
    ...waivers(system, portfolio),
    // A system's own page says of its validation what it is and where its report stands.
    ...(only === null ? validations(system, portfolio) : []),
  ]);
  return matters.sort(
    (a, b) =>
      compareText(a.due ?? '', b.due ?? '') ||
      compareText(a.word, b.word) ||
      byText<Matter>((m) => m.title)(a, b),
  );
}

function breaches(system: System, portfolio: Portfolio): Matter[] {
  const governance = system.artefacts.find((artefact) => artefact.kind === 'drift-governance');
  const open = ledgerOf({ system: system.id }, portfolio).filter(({ breach }) => isUndecided(breach.answer));
  return open.map((entry) => {
    const { breach, item, monitor } = entry;
    const batch = breach.batches.at(-1);
    const lapsed = new Set(
      consequencesOf(entry, portfolio).flatMap((one) => one.lapsed.map(({ obligation }) => obligation)),
    ).size;
    const parts = [
      `${breach.method ?? monitor?.row.metric ?? 'It'} ${formatNumber(breach.value)}${batch === undefined ? '' : ` in ${batchName(batch)}`}, against a limit of ${formatNumber(breach.limit)}.`,
      breach.record === null ? 'Computed from the evidence; nobody recorded it.' : null,
      lapsed === 0 ? null : `${count(lapsed, 'obligation lapses', 'obligations lapse')} with it.`,
    ];
    return {
      glyph: 'd-red',
      word: 'Over red',
      urgent: true,
      title: `${sayTarget(entry)} is past its red limit and nobody has decided`,
      text: parts.filter((part) => part !== null).join(' '),
      address:
        governance === undefined
          ? `/systems/${system.id}/`
          : `${artefactAddress(governance)}#${item === null ? 'ledger' : anchorOf(item.local)}`,
      system: system.id,
      owner: breach.escalated?.role ?? (governance ? textAt(governance.data, 'owner') : system.owner),
      due: breach.decide_by,
    };
  });
}

function approvals(system: System, portfolio: Portfolio): Matter[] {
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

/** Conditions of the approval that counts, past their day and not met. */
function conditionMatters(artefact: Artefact, portfolio: Portfolio): Matter[] {
  const record = approvalsFor(portfolio.approvals, artefact.id).find(({ id }) => id === artefact.approval.by);
  return (record?.conditions ?? [])
    .filter((one) => isConditionOpen(one) && one.due !== undefined && isPast(one.due, portfolio.as_of))
    .map(({ condition, owner, due }) => ({
      glyph: 'a-expired',
      word: 'Condition overdue',
      urgent: true,
      title: condition,
      text: `A condition of the approval of “${artefact.title}” on ${shortDate(record!.date)}.`,
      address: `${artefactAddress(artefact)}#approvals`,
      system: artefact.system,
      owner: owner ?? textAt(artefact.data, 'owner'),
      due: due!,
    }));
}

function reviews(system: System, portfolio: Portfolio): Matter[] {
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

function files(system: System, portfolio: Portfolio): Matter[] {
  const horizon = addDays(portfolio.as_of, portfolio.policy.horizon_days);
  return ofSystem(portfolio.evidence, system.id).flatMap((record): Matter[] => {
    const ending = record.state === 'valid' && record.valid_until !== null && record.valid_until <= horizon;
    if (record.state === 'valid' && !ending) return [];
    const rests = portfolio.cells.filter((cell) => cell.evidence.includes(record.id)).length;
    const behind =
      rests === 0 ? 'No clause rests on it.' : `${count(rests, 'clause rests', 'clauses rest')} on it.`;
    return [
      {
        glyph: record.state === 'valid' ? 'p-lapsed' : record.state === 'broken' ? 'p-broken' : 'c-lapsed',
        word:
          record.state === 'valid'
            ? 'Evidence ends'
            : record.state === 'broken'
              ? 'Evidence broken'
              : 'Evidence lapsed',
        urgent: record.state !== 'valid',
        title: record.title,
        text: `${record.why ? sentence(withDates(record.why)) + ' ' : ''}${behind}`,
        address: addressOf({ ...record, type: 'evidence', kind: record.type, artefact: null }),
        system: system.id,
        owner:
          record.produced_by !== null && portfolio.index.parties.has(record.produced_by)
            ? record.produced_by
            : system.owner,
        due: record.valid_until,
      },
    ];
  });
}

function waivers(system: System, portfolio: Portfolio): Matter[] {
  const horizon = addDays(portfolio.as_of, portfolio.policy.horizon_days);
  return ofSystem(portfolio.waivers, system.id)
    .filter((waiver) => isInEffect(waiver, portfolio.index) && waiver.expires <= horizon)
    .map((waiver) => ({
      glyph: 'c-waived',
      word: 'Waiver ends',
      urgent: false,
      title: `${waiver.id}: ${waiver.title}`,
      text: `Accepted on ${shortDate(waiver.date)}.`,
      address: addressOf(portfolio.index.nodes.get(waiver.id)!),
      system: system.id,
      owner: waiver.approved_by,
      due: waiver.expires,
    }));
}

/** Findings and conditions of validations past their day, and a validation that was due and is not on file. */
function validations(system: System, portfolio: Portfolio): Matter[] {
  const common = { glyph: 'a-expired', urgent: true, system: system.id } as const;
  const open = validated(portfolio)
    .filter(({ artefact }) => artefact.system === system.id)
    .flatMap(({ artefact, findings, conditions }): Matter[] => [
      ...findings
        .filter(({ late }) => late)
        .map(({ item, row, age }) => ({
          ...common,
          word: 'Finding overdue',
          title: `${item.local}: ${item.title}`,
          text: `${row.severity === undefined ? 'Open' : severityWords[row.severity]} finding of “${artefact.title}”${age === null ? '' : `, ${count(age, 'day')} old`}.`,
          address: `${artefactAddress(artefact)}#${anchorOf(item.local)}`,
          owner: row.owner ?? textAt(artefact.data, 'owner'),
          due: row.due ?? null,
        })),
      ...conditions
        .filter(({ late }) => late)
        .map(({ item, row }) => ({
          ...common,
          word: 'Condition overdue',
          title: `${item.local}: ${item.title}`,
          text: `A condition of the opinion in “${artefact.title}”.`,
          address: `${artefactAddress(artefact)}#${anchorOf(item.local)}`,
          owner: row.owner ?? textAt(artefact.data, 'owner'),
          due: row.due ?? null,
        })),
    ]);
  const latest = latestReports(portfolio).get(system.id);
  const due = latest?.data.next_validation_due;
  if (latest === undefined || due === undefined || !isPast(due, portfolio.as_of)) return open;
  return [
    ...open,
    {
      ...common,
      word: 'Validation overdue',
      title: `Validation of ${system.title}`,
      text: `The latest is “${latest.artefact.title}” of ${shortDate(latest.data.completed_on)}.`,
      address: artefactAddress(latest.artefact),
      owner: textAt(latest.artefact.data, 'owner'),
      due,
    },
  ];
}
