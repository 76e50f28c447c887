import { createHash } from 'node:crypto';
import { compareText } from './compare.ts';
import type { Place, Spot } from './place.ts';
import { severities, type Severity } from './severity.ts';

/** Another place that a finding speaks of. */
export interface Related<At = Place> {
  at: At;
  message: string;
}

/** What a reader or a rule reports; severity, owner and exact place are added by `settleFindings`. */
export interface FindingDraft {
  /** The rule's id, `area/name`. */
  rule: string;
  message: string;
  at: Spot;
  /** Qualified id of what the finding is about; defaults to the file. */
  subject?: string;
  /** What tells two findings of one rule on one subject apart; never a line. Defaults to the message. */
  detail?: string;
  /** For a rule whose weight depends on the case: this finding's severity, before the policy has its say. */
  severity?: Severity;
  /** System the finding belongs to; derived from the file's folder when left out. */
  system?: string;
  related?: Related<Spot>[];
  /** Fields that it says are not there, by `absentAt`: no more general finding says it of them again. */
  absent?: string[];
  /** What to do about it, in the imperative or as "did you mean `…`?". */
  fix?: string;
}

/** One finding, settled: what `check --format json` prints. */
export interface Finding {
  rule: string;
  severity: Severity;
  message: string;
  file: string;
  line: number;
  column: number;
  end_line: number;
  end_column: number;
  subject: string;
  system: string | null;
  owner: string | null;
  key: string;
  related: { file: string; line: number; column: number; message: string }[];
  fix: string | null;
  /** Id of the waiver that accepts this finding, or `null`. */
  waived_by: string | null;
}

export type FindingCounts = Record<Severity | 'waived', number>;

/**
 * The stable key of a finding: 16 hex digits over rule, subject and detail. Lines are left out, so that waivers,
 * SARIF baselines and diffs follow a finding when the file around it moves.
 */
export function findingKey(rule: string, subject: string, detail: string): string {
  return createHash('sha256').update([rule, subject, detail].join('\n')).digest('hex').slice(0, 16);
}

/** Order of findings in every output: file, place, rule, message. */
export function compareFindings(a: Finding, b: Finding): number {
  return (
    compareText(a.file, b.file) ||
    a.line - b.line ||
    a.column - b.column ||
    compareText(a.rule, b.rule) ||
    compareText(a.message, b.message)
  );
}

/** Counts per severity; a waived finding counts only as waived. */
export function countFindings(findings: readonly Finding[]): FindingCounts {
  const counts: FindingCounts = { error: 0, warning: 0, info: 0, waived: 0 };
  for (const finding of findings) counts[finding.waived_by ? 'waived' : finding.severity] += 1;
  return counts;
}

/** Findings that are not waived, of the severities given (all by default). */
export function openFindings(findings: readonly Finding[], of: readonly Severity[] = severities): Finding[] {
  return findings.filter((finding) => finding.waived_by === null && of.includes(finding.severity));
}
