import { Before } from '../core/before.ts';
import type { Breach } from '../core/breach.ts';
import type { FindingDraft } from '../core/finding.ts';
import { toPointer } from '../core/place.ts';
import type { Claim, DriftRow, Portfolio } from '../core/portfolio.ts';
import type { Evidence } from '../core/records.ts';
import { once } from '../core/once.ts';
import { count } from '../core/words.ts';
import { claimsOf } from './claims.ts';
import { recordedBreaches } from './drift/breach.ts';
import { breachesOf } from './drift/breaches.ts';
import { answerReadings } from './drift/episodes.ts';
import { driftRows } from './drift/rows.ts';
import { attachReports, type ReportReader } from './drift/attach-reports.ts';
import { evidenceSpot } from './origin.ts';
import { parseEvidence, type ShapeIssue } from './shapes/index.ts';

/** What evidence adds to a graph. */
export interface Attached {
  evidence: Evidence[];
  drift: DriftRow[];
  breaches: Breach[];
  claims: Claim[];
  drafts: FindingDraft[];
}

/** Issues of one file beyond this many are counted, not listed: they usually have one cause. */
const listed = 8;

/**
 * Validates the content of evidence in Casebook's own shapes and computes what rests on it: drift readings, breaches
 * and claims. Content that is not of its shape is set to `null` on the records themselves, which the graph's index
 * shares, so that nobody reads it by mistake; each fault is a finding at its place in the file.
 * @param readReport reads a registered file of another tool's drift results; without, such files are not read.
 * @param before gives lists that came out for another portfolio, where they come out again.
 */
export function attachEvidence(
  portfolio: Portfolio,
  readReport?: ReportReader,
  before = new Before(),
): Attached {
  const drafts: FindingDraft[] = [];
  if (readReport) drafts.push(...attachReports(portfolio, readReport));
  for (const evidence of portfolio.evidence) {
    if (evidence.schema === null || evidence.content === null) continue;
    const faults = shapeFaults(evidence, evidence.content);
    if (faults.length === 0) continue;
    evidence.content = null;
    const related = [{ at: evidence.at, message: `registered as \`${evidence.local}\`` }];
    // What was registered was another file, which may well have had its shape.
    const isOther = evidence.sha256 !== '' && (evidence.found_sha256 ?? evidence.sha256) !== evidence.sha256;
    const fix = isOther ? { fix: `restore the file that was registered, or ${correct}` } : {};
    drafts.push(...faults.map((fault) => (fault.detail === 'more' ? fault : { ...fault, ...fix, related })));
  }
  const read = before.list('readings', driftRows(portfolio));
  const drift = before.list('readings, answered', answerReadings(read, recordedBreaches(portfolio)));
  const breaches = breachesOf({ ...portfolio, drift });
  return {
    evidence: portfolio.evidence,
    drift,
    breaches,
    claims: claimsOf({ ...portfolio, breaches }),
    drafts,
  };
}

const correct = 'correct what writes the file; the shape is in `data/schemas/` of the built site';

/** Content is checked once, however often the graph around it is put together. */
const parsed = once((content: object) => parseEvidence(content));

type Named = Pick<Evidence, 'id' | 'file' | 'schema'>;

/** What is wrong with the shape of a file's content, the first faults one by one. */
export function shapeFaults(evidence: Named, content: unknown): FindingDraft[] {
  const { issues } =
    typeof content === 'object' && content !== null ? parsed(content) : parseEvidence(content);
  const drafts = issues.slice(0, listed).map((issue) => draftOf(evidence, content, issue));
  return issues.length > listed ? [...drafts, moreOf(evidence, issues.length - listed)] : drafts;
}

function draftOf(evidence: Named, content: unknown, issue: ShapeIssue): FindingDraft {
  const pointer = toPointer(issue.path);
  return {
    rule: 'evidence/shape',
    message: `\`${pointer === '' ? evidence.schema : pointer}\` ${issue.message}`,
    at: evidenceSpot({ file: evidence.file, content }, issue.path),
    subject: evidence.id,
    detail: `${pointer} ${issue.message}`,
    fix: issue.fix ?? correct,
  };
}

function moreOf(evidence: Named, more: number): FindingDraft {
  return {
    rule: 'evidence/shape',
    message: `\`${evidence.file}\` has ${count(more, 'more fault')} of this kind`,
    at: { file: evidence.file, path: [] },
    subject: evidence.id,
    detail: 'more',
  };
}
