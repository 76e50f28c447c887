import type { Artefact, ArtefactStatus, Item } from './artefact.ts';
import type { Breach } from './breach.ts';
import type { Cell } from './cell.ts';
import type { Crosswalk } from './crosswalk.ts';
import type { CalendarDate } from './date.ts';
import type { Finding, FindingDraft } from './finding.ts';
import type { Kind } from './kind.ts';
import type { Link } from './link.ts';
import type { Catalogue, Clause } from './obligation.ts';
import type { Locate, Path, Spot } from './place.ts';
import type { Policy, RiskTier } from './policy.ts';
import type { Approval, Confirmation, Evidence, Party, Waiver } from './records.ts';

/** One governed system: its profile and what belongs to it. */
export interface System {
  id: string;
  title: string;
  /** The artefact of kind `system`; `null` when the folder has no profile. */
  profile: Artefact | null;
  risk_tier: RiskTier | null;
  lifecycle_stage: string | null;
  status: ArtefactStatus | null;
  /** The person or team answerable, qualified id of a party as resolved, or `null`. */
  owner: string | null;
  frameworks: string[];
  /** Roles in law: `provider`, `deployer`, `bank` … */
  roles: string[];
  /** The EU AI Act's risk class and other legal classes the profile states. */
  legal_classes: string[];
  /** Its pages, the profile included. */
  artefacts: Artefact[];
  folder: string;
}

/** Anything that has an address: what references resolve to. */
export interface Node {
  /** Qualified id. */
  id: string;
  local: string;
  type: 'system' | 'artefact' | 'item' | 'control' | 'obligation' | 'evidence' | 'party' | 'waiver';
  /** The kind of artefact or item; equals `type` for the rest. */
  kind: string;
  title: string;
  system: string | null;
  /** Qualified id of the artefact that holds it, or its own when it is one. */
  artefact: string | null;
  fingerprint: string | null;
  /** Of an obligation: the chapter of its catalogue, whose page it stands on. */
  chapter?: string;
  /** Where it stands on the site, root-relative, when its page had to be parted; set by whoever makes the pages. */
  address?: string;
  at: Spot;
}

/** A number that an artefact states, in prose or in front matter, resolved against the evidence. */
export interface Claim {
  file: string;
  /** Of a field worked out when it is asked for: positions cost more than values. */
  readonly line: number;
  readonly column: number;
  /** Qualified id of the artefact. */
  artefact: string;
  /** The field of front matter, such as `metrics[0].value`; `null` for a `<Metric>` of prose. */
  field: string | null;
  text: string;
  value: number | string | null;
  /** `bound`: evidence holds it. `lapsed`: so says evidence that does not hold on the date. `suspect`: so says evidence of what is in an unsettled red breach. `contradicted`: evidence says otherwise. `claim`: the author's word. `unbound`: the path leads nowhere. */
  state: 'bound' | 'lapsed' | 'suspect' | 'contradicted' | 'claim' | 'unbound';
  evidence: string | null;
  path: string | null;
  /** What it is compared with; absent where nothing is named. */
  baseline?: ClaimBaseline;
}

/** A figure of evidence that a claim is compared with. */
export interface ClaimBaseline {
  /** Qualified id where there is such evidence, else as written. */
  evidence: string;
  path: string;
  /** `null` where the path leads to no number. */
  value: number | null;
  /** The claim's value less this one; `null` where they cannot be compared. */
  difference: number | null;
}

/**
 * Where a reading comes from: computed from a binned profile, taken from a metric's series in one, or reported by
 * another tool.
 */
export const driftSources = ['profile', 'series', 'reported'] as const;
export type DriftSource = (typeof driftSources)[number];

/** What another tool made of a reading of its own, by its own limit; `null` where its report does not say. */
export interface ToolVerdict {
  alert: boolean | null;
  threshold: number | null;
  direction: 'above' | 'below' | null;
  /** The way to the reading in the file: steps of JSON, or row and column of a table. */
  path: Path;
}

/**
 * One reading that a limit may judge: a feature or a metric in a batch, by a named method, with everything needed to
 * judge it. What a file does not say is `null`, shown as unknown, and never stable.
 */
export interface DriftRow {
  system: string;
  source: DriftSource;
  /** The other tool that reported it, such as `Evidently`; `null` for what Casebook computed. */
  tool: string | null;
  /** The feature read; of a series its id. */
  feature: string;
  batch: string;
  /** Last day of the batch, where the evidence says so. */
  batch_to: CalendarDate | null;
  /** Qualified id of the evidence that holds it. */
  evidence: string;
  /** Qualified id of the monitor whose thresholds judge it, or `null`. */
  monitor: string | null;
  /**
   * What the value is a distance from, where that has to be said: the system has profiles against more than one
   * baseline, or another tool's results state theirs. Part of what makes a series.
   */
  baseline?: string;
  /** `unknown` where a report does not name it. */
  method: string;
  /** Bins compared; 0 where the statistic uses none, `null` where a report does not say. */
  bins: number | null;
  /** How empty bins are treated; `none` where the statistic needs no rule, `unknown` where a report does not say. */
  zero_rule: string;
  value: number | null;
  /** How often so large a difference comes up when nothing moved; `null` where no p is known. */
  p_value: number | null;
  /** The p as judged when several features are tested in a batch: by which method, among how many. */
  adjusted: { p_value: number; method: 'bonferroni' | 'benjamini-hochberg'; tests: number } | null;
  /** The 95 % interval of the value, or `null`. */
  interval: { lower: number; upper: number } | null;
  /** Set when the value is only known to be at least or at most that. */
  bound: 'at-least' | 'at-most' | null;
  amber: number | null;
  /** The red threshold. */
  threshold: number | null;
  /** Where the limits come from: the qualified id of the monitor, the name of the tool that set its own, or `null` without limits. */
  threshold_source: string | null;
  /** The value expected when nothing moved, for the n at hand. */
  noise_floor: number | null;
  direction: 'above' | 'below';
  /** Rows on each side; `null` where a report does not say. Of a series only the current side has rows. */
  n_ref: number | null;
  n_cur: number | null;
  /** What Casebook computes from the bins or batches that a report carries, and whether it is the same; else `null`. */
  recomputed: { value: number; equal: boolean } | null;
  /** Only of a reported reading: what its tool made of it. */
  reported?: ToolVerdict;
  /** Why there is no value, or what else has to be known about it. */
  note: string | null;
  verdict: 'stable' | 'amber' | 'red' | 'no-verdict';
  /** Qualified id of the decision that answers a red verdict, or `null`. */
  decision: string | null;
}

/** The graph: everything that rules, pages, exports and reports read. */
export interface Portfolio {
  title: string;
  organisation: string | null;
  description: string | null;
  as_of: CalendarDate;
  as_of_source: 'option' | 'portfolio' | 'SOURCE_DATE_EPOCH' | 'clock';
  /** Whether pages may be indexed by search engines. */
  indexable: boolean;
  policy: Policy;
  kinds: Kind[];
  parties: Party[];
  catalogues: Catalogue[];
  clauses: Clause[];
  /** Tables between catalogues, in the order of the portfolio file. */
  crosswalks: Crosswalk[];
  systems: System[];
  /** Every artefact that has a page: those of every system, their profiles, and the controls. */
  artefacts: Artefact[];
  /** Files about other things: the portfolio file, registers, approvals, waivers, confirmations. */
  records: Artefact[];
  items: Item[];
  evidence: Evidence[];
  approvals: Approval[];
  confirmations: Confirmation[];
  waivers: Waiver[];
  links: Link[];
  cells: Cell[];
  drift: DriftRow[];
  /** Crossings of limits, computed from the evidence and reconciled with the record. */
  breaches: Breach[];
  claims: Claim[];
  findings: Finding[];
  /** Files of the content folder that no record speaks of, with their digests: evidence not registered. */
  unregistered: string[];
  index: Index;
  /** Findings raised while reading and assembling, before they are settled. */
  drafts: FindingDraft[];
  locate: Locate;
}

/** Look-ups over the graph, by qualified id. */
export interface Index {
  nodes: ReadonlyMap<string, Node>;
  artefacts: ReadonlyMap<string, Artefact>;
  items: ReadonlyMap<string, Item>;
  evidence: ReadonlyMap<string, Evidence>;
  parties: ReadonlyMap<string, Party>;
  clauses: ReadonlyMap<string, Clause>;
  systems: ReadonlyMap<string, System>;
  linksFrom: ReadonlyMap<string, Link[]>;
  linksTo: ReadonlyMap<string, Link[]>;
  /** Resolves a reference as written inside a system. */
  resolve: (reference: string, system: string | null) => Resolution;
  /** Whether a reference to a control that leads nowhere may lead into a file or folder that could not be read. */
  isControlUnread: (reference: string, system: string | null) => boolean;
}

/** What a reference leads to. */
export type Resolution =
  | { state: 'found'; node: Node }
  | { state: 'dangling'; suggestion: string | null }
  | { state: 'ambiguous'; candidates: Node[] };
