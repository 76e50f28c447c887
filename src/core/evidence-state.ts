import { isPast, type CalendarDate } from './date.ts';
import { dueAfter } from './policy.ts';
import type { Evidence } from './records.ts';

/**
 * The state of a registered file on a date: broken (missing, its digest differs, or captured later, so that it did
 * not exist yet), then expired (past `valid_until`, inclusive), then stale (older than its cadence, else than the
 * policy's freshness). What has a cadence and does not say when it was captured is stale as well: it may be older, and
 * nobody can know. That the date is missing is found where the tier asks for it, and a waiver of that accepts it.
 */
export function evidenceState(
  record: Pick<Evidence, 'file' | 'sha256' | 'found_sha256' | 'valid_until' | 'captured_at' | 'cadence'>,
  freshness: string | null,
  asOf: CalendarDate,
): Pick<Evidence, 'state' | 'why' | 'lapse'> {
  const { file, found_sha256, captured_at, valid_until } = record;
  const lapsed = (state: Lapsed, why: string, rule: string, detail: string) => ({
    state,
    why,
    lapse: { rule, detail },
  });
  if (found_sha256 === null) return lapsed('broken', `\`${file}\` does not exist`, 'evidence/missing', file);
  if (found_sha256 !== record.sha256)
    return lapsed('broken', `the digest of \`${file}\` differs`, 'evidence/digest', file);
  if (captured_at !== null && captured_at > asOf)
    return lapsed(
      'broken',
      `it was captured on ${captured_at}, after ${asOf}`,
      'time/future-record',
      captured_at,
    );
  if (valid_until !== null && isPast(valid_until, asOf))
    return lapsed('expired', `it was valid until ${valid_until}`, 'evidence/expired', valid_until);
  if (captured_at === null && record.cadence !== null)
    return lapsed(
      'stale',
      `it has to be renewed (\`${record.cadence}\`), and nobody knows when it was captured`,
      'completeness/required-field',
      '/captured_at',
    );
  const renewal = renewalOf(record, freshness);
  if (renewal !== null && isPast(renewal.due, asOf))
    return lapsed('stale', `it was due for renewal on ${renewal.due}`, 'evidence/stale', renewal.due);
  return { state: 'valid', why: null, lapse: null };
}

type Lapsed = Exclude<Evidence['state'], 'valid'>;

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
