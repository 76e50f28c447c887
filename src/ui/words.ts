/** The words that stand beside each glyph. A status is always a shape and a word; colour comes third. */
import type { ApprovalStatus, Provenance } from '../core/artefact.ts';
import type { CellState, Timing } from '../core/cell.ts';
import type { LinkState } from '../core/link.ts';
import type { DriftRow } from '../core/portfolio.ts';
import type { ApprovalDecision, EvidenceState } from '../core/records.ts';
import type { Severity } from '../core/severity.ts';

export type DriftVerdict = DriftRow['verdict'];
/** Verdicts on a reading, the worst first. */
export const driftVerdicts: readonly DriftVerdict[] = ['red', 'amber', 'stable', 'no-verdict'];

export const cellWords: Record<CellState, string> = {
  evidenced: 'Evidenced',
  implemented: 'Implemented',
  partial: 'Partial',
  planned: 'Planned',
  waived: 'Waived',
  lapsed: 'Lapsed',
  gap: 'Gap',
  'not-assessed': 'Not assessed',
  'not-applicable': 'Not applicable',
};

/** What each state of a cell says, for legends. */
export const cellMeanings: Record<CellState, string> = {
  evidenced: 'a control is in place and every required proof was valid on the date',
  implemented: 'a control is in place; no evidence is cited yet',
  partial: 'covered in part; the rest is named',
  planned: 'has an owner and a date',
  waived: 'a hole that a named party accepted until a date',
  lapsed: 'proof has expired, gone stale, broken or become suspect',
  gap: 'applies, and nothing stands behind it',
  'not-assessed': 'nobody has looked, or the assessment is under way',
  'not-applicable': 'so decided, with a reason and by whom',
};

export const approvalWords: Record<ApprovalStatus, string> = {
  approved: 'Approved',
  changed: 'Changed since approval',
  expired: 'Approval expired',
  rejected: 'Rejected or deferred',
  'in-review': 'In review',
  draft: 'Draft',
  missing: 'Missing',
};

export const decisionWords: Record<ApprovalDecision, string> = {
  approved: 'Approved',
  'approved-with-conditions': 'Approved with conditions',
  rejected: 'Rejected',
  deferred: 'Deferred',
};

export const driftWords: Record<DriftVerdict, string> = {
  stable: 'Stable',
  amber: 'Watch',
  red: 'Over red',
  'no-verdict': 'No verdict',
};

export const severityWords: Record<Severity, string> = { error: 'Error', warning: 'Warning', info: 'Info' };

export const timingWords: Record<Timing, string> = {
  'in-force': 'In force',
  upcoming: 'Upcoming',
  ended: 'Ended',
};

export const evidenceWords: Record<EvidenceState, string> = {
  valid: 'Valid',
  expired: 'Expired',
  stale: 'Stale',
  broken: 'Broken',
};

export const linkStateWords: Record<LinkState, string> = {
  valid: 'valid',
  dangling: 'nothing has this id',
  ambiguous: 'more than one thing has this id',
  suspect: 'target changed since it was confirmed',
  stale: 'older than its cadence',
  expired: 'past its date',
  broken: 'file missing, different or of a later day',
  waived: 'waived',
};

export const provenanceWords: Record<Provenance, string> = {
  real: 'real data',
  anonymised: 'anonymised data',
  synthetic: 'synthetic data',
  illustrative: 'illustrative figures',
};

/** A slug or snake_case word for people: `in-production` → `In production`. */
export function humanise(word: string): string {
  const spaced = word.replace(/[-_]+/g, ' ').trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** `1 finding`, `2 findings`: a count with its noun; `many` when the plural is irregular. */
export const count = (n: number, one: string, many = one + 's'): string =>
  `${number(n)} ${n === 1 ? one : many}`;

const small = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** A small count as a word for running text and headlines (`0` is `no`); figures from eleven on. */
export const spell = (n: number): string => small[n] ?? number(n);

/** The same with a capital, to begin a sentence. */
export const Spell = (n: number): string => {
  const word = spell(n);
  return word.charAt(0).toUpperCase() + word.slice(1);
};

/** A whole number with a comma between thousands. */
export const number = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/** A clause as a sentence: a capital first, a full stop last. */
export const sentence = (text: string): string =>
  text.charAt(0).toUpperCase() + text.slice(1) + (/[.!?]$/.test(text) ? '' : '.');

/** The first sentence of a text; `null` stays `null`. */
export function firstSentence(text: string | null): string | null {
  if (text === null) return null;
  const flat = text.replace(/\s+/g, ' ').trim();
  return /^.*?[.!?](?=\s+\p{Lu}|$)/u.exec(flat)?.[0] ?? flat;
}

/** A clause's number without its title: some publishers number a clause by both (`§ V – Model Use`). */
export function clauseRef({ ref, title }: { ref: string; title: string }): string {
  const [first, last] = [ref.slice(0, -title.length).trimEnd(), ref.slice(-title.length)];
  const repeats = title !== '' && last.toLowerCase() === title.toLowerCase() && /[–—-]$/.test(first);
  return repeats ? first.slice(0, -1).trimEnd() : ref;
}

/** A clause by its number and its title: `Art. 9(9) Vulnerable groups`. */
export const clauseName = (clause: { ref: string; title: string }): string =>
  `${clauseRef(clause)} ${clause.title}`.trim();
