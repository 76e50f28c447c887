import { formatDate } from '../core/date.ts';
import type { Evidence } from '../core/records.ts';

/** What stands in the foot of a figure about the file behind it; addresses are ready to use. */
export interface FigureSource {
  id: string;
  address: string;
  digest: string;
  /** When captured, until when valid, what sort of data: one line. */
  facts: string;
  /** Why the file proves nothing today, or `null`. */
  lapse: string | null;
  /** Where the data can be had, or `null`. */
  data: string | null;
}

/**
 * The foot of a figure that rests on a registered file.
 * @param href turns an address from the root of the site into one under its base path.
 * @param data address of the data from the root of the site, when it is published.
 */
export function sourceOf(
  evidence: Evidence,
  href: (address: string) => string,
  data: string | null = null,
): FigureSource {
  const facts = [
    evidence.captured_at && `captured ${formatDate(evidence.captured_at, 'short')}`,
    evidence.valid_until &&
      `${evidence.state === 'expired' ? 'expired' : 'valid until'} ${formatDate(evidence.valid_until, 'short')}`,
    !evidence.valid_until && evidence.cadence && `renewed ${evidence.cadence}`,
    evidence.provenance ? `${evidence.provenance} data` : 'provenance not stated',
  ].filter((fact): fact is string => Boolean(fact));
  return {
    id: `ev:${evidence.local}`,
    address: href(`/evidence/${evidence.id}/`),
    digest: evidence.sha256,
    facts: facts.join(', '),
    lapse: evidence.state === 'valid' ? null : (evidence.why ?? `the file is ${evidence.state}`),
    data: data === null ? null : href(data),
  };
}
