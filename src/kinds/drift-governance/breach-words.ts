// A breach in words, as the page and its neighbours tell it.
import type { Breach as Computed } from '../../core/breach.ts';
import { formatDate, formatMonth } from '../../core/date.ts';
import type { Index } from '../../core/portfolio.ts';
import { agrees } from '../../evidence/claims.ts';
import { sayAgainst } from '../../evidence/drift/words.ts';
import { fixed } from '../../evidence/format.ts';
import type { Entry } from './ledger.ts';
import type { Breach } from './breach.ts';

/** A batch for people: a month where its name is one. */
const sayBatch = (batch: string): string =>
  /^\d{4}-\d{2}$/.test(batch) ? formatMonth(batch, 'short') : batch;

/** `Batch Oct 2026`, or `5 batches, May 2026 to Oct 2026`. */
export const sayBatches = (batches: readonly string[]): string =>
  batches.length === 1
    ? `Batch ${sayBatch(batches[0]!)}`
    : `${batches.length} batches, ${sayBatch(batches[0]!)} to ${sayBatch(batches.at(-1)!)}`;

/** The reading of a breach: as recorded, else as the evidence holds it. */
export const sayValueOf = ({ breach, row }: Pick<Entry, 'breach' | 'row'>): string =>
  row.value !== undefined ? String(row.value) : breach.value === null ? 'no reading' : fixed(breach.value, 3);

/** What crossed a limit, and against which of several baselines: `age against last quarter`. */
export const sayTarget = ({ breach, target }: Pick<Entry, 'breach' | 'target'>): string =>
  target + sayAgainst(breach);

/** Until when a red breach has to be decided, in words. */
export const sayWait = ({ decide_by, answer }: Pick<Computed, 'decide_by' | 'answer'>): string =>
  decide_by === null
    ? 'undecided, and since when is not known'
    : answer === 'overdue'
      ? `undecided; it was due by ${formatDate(decide_by)}`
      : `to be decided by ${formatDate(decide_by)}`;

/** Amber episodes that are told by name; the rest is counted. */
const mostUnwritten = 12;

/** Episodes that nobody recorded: `score (2 batches, Feb 2026 to Mar 2026); age (Oct 2026, still)`. */
export function sayUnwritten(entries: readonly Pick<Entry, 'breach' | 'target'>[]): string {
  const named = entries.slice(0, mostUnwritten).map((entry) => {
    const { batches, stage } = entry.breach;
    const when = sayBatches(batches).replace(/^Batch /, '');
    return `${sayTarget(entry)} (${when}${stage === 'open' ? ', still' : ''})`;
  });
  const more = entries.length - mostUnwritten;
  return [...named, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** How record and evidence differ, in a sentence; `null` where they agree. */
export function sayMatch(
  { match, severity, evidence, value }: Computed,
  row: Breach,
  { evidence: records }: Pick<Index, 'evidence'>,
): string | null {
  const file = evidence === null ? 'the evidence' : (records.get(evidence)?.local ?? evidence);
  switch (match) {
    case 'agrees':
      return null;
    case 'differs':
      return `Recorded as ${row.severity ?? 'unrated'}; ${file} says ${row.severity === 'red' ? 'amber' : severity}`;
    case 'not-recorded':
      return `Computed from ${file}; nobody recorded it`;
    case 'contradicted':
      return `${file} holds ${value === null ? 'no value' : fixed(value, 3)} for this batch, which is over no limit`;
    case 'not-read':
      return 'On record only: no reading of it is in the evidence';
  }
}

/** Whether a recorded value is the evidence's, to the digits that were written. */
export const isSameValue = (recorded: number, read: number): boolean => agrees(String(recorded), read);
