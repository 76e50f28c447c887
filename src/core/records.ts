/** Records about artefacts and evidence, kept in files of their own: parties, evidence, approvals, waivers, confirmations. */
import type { Provenance } from './artefact.ts';
import type { CalendarDate } from './date.ts';
import type { LinkState, LinkType } from './link.ts';
import type { Spot } from './place.ts';

/** A person or team with roles. Independence is checked on parties. */
export interface Party {
  id: string;
  title: string;
  roles: string[];
  /** Party this one is part of or reports to. */
  unit: string | null;
  contact: string | null;
  description: string | null;
  at: Spot;
}

/** What a piece of evidence can be, besides `valid`. */
export type EvidenceState = Extract<LinkState, 'valid' | 'broken' | 'expired' | 'stale'>;

/** How the register says that another tool's drift results are read, and what it adds to them. */
export interface ReportedAs {
  /** The tool or `drift-table`; `null` leaves it to the keys of the file. */
  format: string | null;
  /** The batch that the file speaks of, where it does not say so itself. */
  batch: string | null;
  batch_to: CalendarDate | null;
  /** Names of the features, in the order of the columns, of a file that numbers them. */
  features: readonly string[];
  /** Of a table: where the list stands in a JSON file, as a pointer. */
  rows: string | null;
  delimiter: string;
  decimal: string;
  /** Of a table: its columns by what they mean. */
  columns: Readonly<Record<string, string>>;
  /** What holds for every reading where the file is silent, by the same names. */
  constants: Readonly<Record<string, string | number | boolean>>;
}

/** A registered file. */
export interface Evidence {
  /** Qualified id: `retail-credit-pd/perf-oot`. */
  id: string;
  local: string;
  system: string | null;
  title: string;
  /** Relative to the content folder. */
  file: string;
  type: string;
  sha256: string;
  captured_at: CalendarDate | null;
  valid_until: CalendarDate | null;
  /** How often it has to be renewed: an ISO 8601 duration or a cadence word. */
  cadence: string | null;
  produced_by: string | null;
  model_version: string | null;
  provenance: Provenance | null;
  description: string | null;
  /** Approval that permits rows about people, when provenance is not synthetic. */
  rows_approved_by: string | null;
  state: EvidenceState;
  /** One sentence why it is not valid, or `null`. */
  why: string | null;
  /** The finding that says so, by its rule and detail, so that a waiver of it can be known; `null` while valid. */
  lapse: { rule: string; detail: string } | null;
  /** SHA-256 of the bytes found, or `null` when the file is missing. */
  found_sha256: string | null;
  /** Size of the file found, bytes; `null` when missing. */
  size: number | null;
  /** `casebook/metrics@1` and its like, when the file says so. */
  schema: string | null;
  /** Parsed content of a file in one of Casebook's own shapes, validated; else `null`. */
  content: unknown;
  /** What the register says of a file of drift results by another tool; absent for every other file. */
  reported?: ReportedAs;
  /** Those results, once they are read and attached; `reportOf` gives them their type. */
  report?: unknown;
  /** The description that a model is packed with, once it is read and attached; `modelOf` gives it its type. */
  model?: unknown;
  /** Set where the content was made of a file in another tool's shape. */
  imported?: true;
  /** The runs of a pipeline, once they are read and attached; `lineageOf` gives them their type. */
  lineage?: unknown;
  /** What the register says of a table of metrics by group, as it stands there; absent where it says nothing. */
  by_group?: Readonly<Record<string, unknown>>;
  /** What the register says of a file of SHAP values, as it stands there; absent for every other file. */
  shap?: Readonly<Record<string, unknown>>;
  at: Spot;
}

/** Whether a file in this state proves anything. */
export const isProof = (state: EvidenceState): boolean => state === 'valid';

/** What may be decided of an artefact that was put before somebody. */
export const approvalDecisions = ['approved', 'approved-with-conditions', 'rejected', 'deferred'] as const;
export type ApprovalDecision = (typeof approvalDecisions)[number];

/** Who said yes, to what, when, until when. Append-only; each record names the digest of the one before. */
export interface Approval {
  /** `<artefact>#<n>`, counted from 1. */
  id: string;
  /** Qualified id of the artefact. */
  subject: string;
  decision: ApprovalDecision;
  gate: string | null;
  approver: string;
  role: string | null;
  date: CalendarDate;
  valid_until: CalendarDate | null;
  fingerprint: string;
  body_fingerprint: string | null;
  conditions: { condition: string; owner?: string; due?: CalendarDate; status?: string }[];
  limits_of_use: string[];
  /** Evidence by id, as it is written in the record. */
  evidence_considered: string[];
  /** Failure modes by id, as written, whose residual risk is accepted with it. */
  risk_accepted: string[];
  dissent: string | null;
  signature_method: string | null;
  minutes_ref: string | null;
  note: string | null;
  /** Digest of the record before, or `null` for the first. */
  previous: string | null;
  /** Whether every record of its file follows from the one before: of a broken chain none counts. */
  chained: boolean;
  at: Spot;
}

/** A person's word that a link still holds against what its target says now. */
export interface Confirmation {
  from: string;
  type: LinkType;
  to: string;
  fingerprint: string;
  by: string;
  date: CalendarDate;
  at: Spot;
}

/**
 * Whether a waiver accepts anything: it runs, a known party gave it, and for a reason. A hole is accepted by somebody;
 * a name that nobody has, or a blank where the rationale should stand, accepts none.
 */
export const isInEffect = (
  waiver: Pick<Waiver, 'runs' | 'approved_by' | 'rationale'>,
  { parties }: { parties: ReadonlyMap<string, unknown> },
): boolean => waiver.runs && parties.has(waiver.approved_by) && waiver.rationale.trim() !== '';

/** An accepted hole or finding, with an end. */
export interface Waiver {
  id: string;
  system: string | null;
  title: string;
  /** Qualified ids of obligations it covers (in its system). */
  obligations: string[];
  /** Keys of findings it accepts. */
  findings: string[];
  rationale: string;
  approved_by: string;
  date: CalendarDate;
  expires: CalendarDate;
  conditions: string[];
  /** Runs on the as-of date. */
  runs: boolean;
  at: Spot;
}
