import { isPast, type CalendarDate } from './date.ts';
import { dueAfter } from './policy.ts';
import type { Evidence, EvidenceState } from './records.ts';

/**
 * The state of a registered file on a date: broken (missing, its digest differs, or captured later, so that it did
 * not exist yet), then expired (past `valid_until`, inclusive), then stale (older than its cadence, else than the
 * policy's freshness).
 */
export function evidenceState(
  record: Pick<Evidence, 'file' | 'sha256' | 'found_sha256' | 'valid_until' | 'captured_at' | 'cadence'>,
  freshness: string | null,
  asOf: CalendarDate,
): { state: EvidenceState; why: string | null } {
  if (record.found_sha256 === null) return { state: 'broken', why: `\`${record.file}\` does not exist` };
  if (record.found_sha256 !== record.sha256)
    return { state: 'broken', why: `the digest of \`${record.file}\` differs` };
  if (record.captured_at !== null && record.captured_at > asOf)
    return { state: 'broken', why: `it was captured on ${record.captured_at}, after ${asOf}` };
  if (record.valid_until !== null && isPast(record.valid_until, asOf)) {
    return { state: 'expired', why: `it was valid until ${record.valid_until}` };
  }
  const renewal = renewalOf(record, freshness);
  if (renewal !== null && isPast(renewal.due, asOf))
    return { state: 'stale', why: `it was due for renewal on ${renewal.due}` };
  return { state: 'valid', why: null };
}

/**
 * When evidence has to be renewed and what says so: its cadence, else, where it states no end, the freshness its
 * tier asks for. A cadence that is no span of days (`continuous`, `per-batch`) leaves it to the tier as well.
 */
export function renewalOf(
  record: Pick<Evidence, 'valid_until' | 'captured_at' | 'cadence'>,
  freshness: string | null,
): { due: CalendarDate; span: string; by: 'cadence' | 'tier' } | null {
  if (record.captured_at === null) return null;
  const own = record.cadence === null ? null : dueAfter(record.captured_at, record.cadence);
  if (own !== null) return { due: own, span: record.cadence!, by: 'cadence' };
  if (record.valid_until !== null || freshness === null) return null;
  const due = dueAfter(record.captured_at, freshness);
  return due === null ? null : { due, span: freshness, by: 'tier' };
}
