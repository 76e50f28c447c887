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
  const cadence = record.cadence ?? (record.valid_until === null ? freshness : null);
  if (record.captured_at !== null && cadence !== null) {
    const due = dueAfter(record.captured_at, cadence);
    if (due !== null && isPast(due, asOf)) return { state: 'stale', why: `it was due for renewal on ${due}` };
  }
  return { state: 'valid', why: null };
}
