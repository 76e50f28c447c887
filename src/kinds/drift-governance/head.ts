import { isUndecided, isUnsettled } from '../../core/breach.ts';
import { formatDate } from '../../core/date.ts';
import type { HeadOf } from '../../core/view.ts';
import { metricsOfSystem } from '../../evidence/series/watched.ts';
import { count } from '../words.ts';
import { sayTarget } from './breach-words.ts';
import {
  crossed,
  isInLedger,
  ledgerOf,
  otherReadingsOf,
  readingsOf,
  watchedBy,
  type Entry,
} from './ledger.ts';
import type { DriftGovernance } from './schema.ts';

/** The finding of the page: what waits for a decision, else what was decided. */
export const head: HeadOf = ({ artefact, portfolio }) => {
  const data = artefact.data as DriftGovernance;
  const entries = ledgerOf(artefact, portfolio);
  const monitors = watchedBy(artefact, portfolio);
  const red = crossed(artefact.system, portfolio.drift);
  const read = monitors.filter(({ last }) => last !== null).length;
  return {
    headline: headlineOf(entries, monitors.length),
    standfirst:
      monitors.length === 0
        ? null
        : [
            `${count(monitors.length, 'monitor')} ${monitors.length === 1 ? 'watches' : 'watch'} this system; ${read === 0 ? 'no reading of them is in the evidence' : `readings of ${read} are in the evidence`}.`,
            red.length > 0 ? `${count(red.length, 'feature')} crossed red in the batches on file.` : '',
            nextOf(entries),
          ]
            .filter((part) => part !== '')
            .join(' '),
    sections: [
      ...(data.retraining_decision ? [{ slug: 'answers', text: 'Who decides on retraining' }] : []),
      ...(readingsOf(artefact.system, portfolio.drift).length > 0
        ? [{ slug: 'readings', text: 'What was read' }]
        : []),
      ...(metricsOfSystem(artefact.system, portfolio).length > 0
        ? [{ slug: 'metrics', text: 'Metrics over time' }]
        : []),
      ...(otherReadingsOf(artefact.system, portfolio.drift).length > 0
        ? [{ slug: 'other-readings', text: 'Other methods' }]
        : []),
      ...(monitors.length > 0 ? [{ slug: 'monitors', text: 'Monitors' }] : []),
      { slug: 'ledger', text: 'Breach to closure' },
      ...(entries.some(({ breach }) => isUnsettled(breach))
        ? [{ slug: 'consequences', text: 'What rests on them' }]
        : []),
      ...(data.escalation_path ? [{ slug: 'escalation', text: 'Escalation' }] : []),
      ...(data.trigger_matrix ? [{ slug: 'triggers', text: 'What leads to what' }] : []),
      ...(monitors.some(({ records }) => records.length > 0)
        ? [{ slug: 'limits', text: 'What the limits said' }]
        : []),
      { slug: 'basis', text: 'Baseline and limits' },
    ],
  };
};

function headlineOf(entries: readonly Entry[], monitors: number): string | null {
  if (monitors === 0) return null;
  const waiting = entries.filter(({ breach }) => isUndecided(breach.answer));
  const first = waiting[0];
  if (first !== undefined) {
    const late = waiting.some(({ breach }) => breach.answer === 'overdue') ? ', past the time to decide' : '';
    return waiting.length === 1
      ? `${sayTarget(first)} is past red and waits for a decision${late}`
      : `${waiting.length} red breaches wait for a decision${late}`;
  }
  const told = entries.filter(isInLedger);
  const open = told.filter(({ breach }) => breach.stage === 'open').length;
  if (open > 0)
    return `${count(open, 'breach', 'breaches')} ${open === 1 ? 'is' : 'are'} open, each red one decided`;
  if (told.length === 0) return 'No breach is on record';
  return told.length === 1
    ? 'The one recorded breach is closed'
    : `All ${told.length} recorded breaches are closed`;
}

function nextOf(entries: readonly Entry[]): string {
  const due = entries
    .filter(({ breach }) => isUndecided(breach.answer) && breach.decide_by !== null)
    .map(({ breach }) => breach.decide_by!)
    .sort()[0];
  return due === undefined ? '' : `The next decision is due by ${formatDate(due)}.`;
}
