import type { FindingDraft } from '../../core/finding.ts';
import { toPointer } from '../../core/place.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import type { Evidence } from '../../core/records.ts';
import { count } from '../../core/words.ts';
import type { Report, ReportIssue } from './reported.ts';

/** Reads the drift results of another tool in a registered file; `null` when the file is not there. */
export type ReportReader = (evidence: Evidence) => { report: Report; drafts: FindingDraft[] } | null;

/** Issues of one file beyond this many are counted, not listed: they usually have one cause. */
const listed = 8;

/** Reads every file that is registered as drift results, keeps them on its record, and says what is wrong in them. */
export function attachReports(portfolio: Portfolio, read: ReportReader): FindingDraft[] {
  return portfolio.evidence.flatMap((evidence) => {
    if (evidence.reported === undefined || evidence.schema !== null) return [];
    const found = read(evidence);
    if (found === null) return [];
    evidence.report = found.report;
    const { issues } = found.report;
    return [
      ...found.drafts,
      ...issues.slice(0, listed).map((issue) => draftOf(evidence, issue)),
      ...(issues.length > listed ? [moreOf(evidence, issues.slice(listed))] : []),
    ];
  });
}

const draftOf = (evidence: Evidence, issue: ReportIssue): FindingDraft => ({
  rule: 'drift/report',
  message: issue.message,
  at: { file: evidence.file, path: issue.path },
  subject: evidence.id,
  detail: `${toPointer(issue.path)} ${issue.message}`,
  severity: issue.severity,
  related: [{ at: evidence.at, message: `registered as \`${evidence.local}\`` }],
  fix: issue.fix,
});

const moreOf = (evidence: Evidence, more: readonly ReportIssue[]): FindingDraft => ({
  rule: 'drift/report',
  message: `\`${evidence.file}\` has ${count(more.length, 'more fault')} of this kind`,
  at: { file: evidence.file, path: [] },
  subject: evidence.id,
  detail: 'more',
  severity: more.some(({ severity }) => severity === 'error') ? 'error' : 'warning',
});
