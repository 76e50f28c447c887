/** Evidence in words. */
import type { CalendarDate } from '../../core/date.ts';
import { grouping, once } from '../../core/once.ts';
import { asText, asTexts } from '../../core/data.ts';
import type { Finding } from '../../core/finding.ts';
import type { Claim, Portfolio } from '../../core/portfolio.ts';
import type { Evidence } from '../../core/records.ts';
import { plain, shortDate } from '../../ui/dates.ts';
import { count } from '../../ui/words.ts';

/** The claims in prose that a file is cited for, by its qualified id; what a field rests on is a link. */
export const claimsOn = grouping((claim: Claim) => (claim.field === null ? claim.evidence : null));

/** `11 of 12 registered files are valid, one has expired`. */
export function evidenceHeadline(records: readonly Evidence[]): string {
  if (records.length === 0) return 'No evidence is registered';
  const of = (state: Evidence['state']): number => records.filter((record) => record.state === state).length;
  const parts = [
    `${of('valid')} of ${count(records.length, 'registered file')} hold${of('valid') === 1 ? 's' : ''}`,
  ];
  if (of('expired') > 0) parts.push(`${of('expired')} expired`);
  if (of('stale') > 0) parts.push(`${of('stale')} stale`);
  if (of('broken') > 0) parts.push(`${of('broken')} broken`);
  return parts.join(', ');
}

/** Whether a file claims one of Casebook's own shapes and does not have it: what stands in it is then used nowhere. */
export const isRefused = ({ schema, content }: Pick<Evidence, 'schema' | 'content'>): boolean =>
  schema !== null && content === null;

/** What a file's own page says first: whether it holds on the day, and why not. */
export const recordHeadline = (
  record: Pick<Evidence, 'title' | 'state' | 'why' | 'schema' | 'content'>,
  asOf: CalendarDate,
): string =>
  record.state !== 'valid'
    ? `${record.title} does not hold on ${shortDate(asOf)}: ${plain(record.why ?? record.state)}`
    : isRefused(record)
      ? `${record.title} is as registered on ${shortDate(asOf)}, but does not have the shape it claims`
      : `${record.title} holds on ${shortDate(asOf)}`;

const findingsBySubject = grouping((finding: Finding) => finding.subject);

/** What is wrong with a file, besides what its state says already. */
export const findingsOn = ({ findings }: Portfolio, record: Evidence): Finding[] =>
  findingsBySubject(findings, record.id).filter(
    ({ rule, severity, waived_by }) =>
      severity !== 'info' && waived_by === null && rule !== record.lapse?.rule,
  );

const registerByRow = once(
  ({ records }: Portfolio) =>
    new Map(records.flatMap((one) => one.items.map(({ id }) => [id, one.data] as const))),
);

/** What the register that a file is listed in says of all its files. */
export function registerOf(portfolio: Portfolio, record: Evidence): { note: string | null; tags: string[] } {
  const data = registerByRow(portfolio).get(record.id);
  return { note: asText(data?.['note']), tags: asTexts(data?.['tags']) };
}

/** A size for people. */
export function formatSize(bytes: number | null): string {
  if (bytes === null) return 'file missing';
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} KB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}
