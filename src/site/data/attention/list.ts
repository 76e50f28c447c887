/** What needs a person, computed from the graph: breaches without a decision, papers, promises, lapsed files, ends in sight. */
import { addressOf, anchorOf } from '../../../core/address.ts';
import { isUndecided } from '../../../core/breach.ts';
import { byText, compareText } from '../../../core/compare.ts';
import { addDays } from '../../../core/date.ts';
import { ofSystem } from '../../../core/once.ts';
import type { Portfolio, System } from '../../../core/portfolio.ts';
import { isInEffect } from '../../../core/records.ts';
import { sayTarget } from '../../../kinds/drift-governance/breach-words.ts';
import { consequencesOf } from '../../../kinds/drift-governance/consequences.ts';
import { ledgerOf } from '../../../kinds/drift-governance/ledger.ts';
import { shortDate, withDates } from '../../../ui/dates.ts';
import { count, sentence } from '../../../ui/words.ts';
import { batchName } from '../drift.ts';
import { formatNumber } from '../numbers.ts';
import { textAt } from '../fields.ts';
import { artefactAddress } from '../slots.ts';
import type { Matter } from './matter.ts';
import { approvals, reviews } from './papers.ts';
import { controlPlans, promisesOf } from './promises.ts';
import { validations } from './validations.ts';

/** Everything that needs attention, by date due; what has no date comes first, because it is late already. */
export function attentionOf(portfolio: Portfolio, only: System | null = null): Matter[] {
  const systems = only === null ? portfolio.systems : [only];
  const matters = systems.flatMap((system) => [
    ...breaches(system, portfolio),
    ...approvals(system, portfolio),
    ...reviews(system, portfolio),
    ...files(system, portfolio),
    ...waivers(system, portfolio),
    ...promisesOf(system, portfolio),
    // A system's own page says of its validation what it is and where its report stands.
    ...(only === null ? validations(system, portfolio) : []),
  ]);
  const shared = portfolio.artefacts.filter((artefact) => artefact.system === null);
  return [...matters, ...(only === null ? controlPlans(shared, portfolio) : [])].sort(
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
