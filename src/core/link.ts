import type { Spot } from './place.ts';

/** The typed links between the things of a portfolio, read `from` type `to`. */
export const linkTypes = {
  'maps-to': 'obligation → control',
  'implemented-by': 'control → item',
  'evidenced-by': 'anything → evidence',
  uses: 'model → feature',
  'derives-from': 'feature → source',
  monitors: 'monitor → feature or metric',
  detects: 'monitor → failure mode',
  mitigates: 'control → failure mode',
  owns: 'party → anything',
  decides: 'decision → breach, finding or anything decided',
  supersedes: 'decision → earlier decision',
  approves: 'approval → artefact',
  waives: 'waiver → obligation or finding',
  answers: 'question → what answers it',
  cites: 'prose → anything',
} as const;
export type LinkType = keyof typeof linkTypes;

/** Whether a word is a type of link. */
export const isLinkType = (value: string): value is LinkType => Object.hasOwn(linkTypes, value);

/** What the other end sees: the phrase for a back-link of a type. */
export const inversePhrases: Record<LinkType, string> = {
  'maps-to': 'mapped from',
  'implemented-by': 'implements',
  'evidenced-by': 'is evidence for',
  uses: 'used by',
  'derives-from': 'source of',
  monitors: 'monitored by',
  detects: 'detected by',
  mitigates: 'mitigated by',
  owns: 'owned by',
  decides: 'decided by',
  supersedes: 'superseded by',
  approves: 'approved by',
  waives: 'waived by',
  answers: 'answers',
  cites: 'cited by',
};

/**
 * The states a link can be in on the as-of date.
 * - `valid`: the target exists and holds.
 * - `dangling`: nothing has that id.
 * - `ambiguous`: more than one thing has it.
 * - `suspect`: the target's fingerprint is not the one this link was last confirmed against, or what the link says
 *   rests on a red breach that is not settled.
 * - `stale`: the target is older than its cadence allows.
 * - `expired`: the target is past its `valid_until`.
 * - `broken`: the target's file is missing, its digest differs, or it is dated after the as-of date.
 * - `waived`: one of the above, accepted by a waiver that still runs.
 */
export const linkStates = [
  'valid',
  'dangling',
  'ambiguous',
  'suspect',
  'stale',
  'expired',
  'broken',
  'waived',
] as const;
export type LinkState = (typeof linkStates)[number];

/** Whether a link in this state carries proof. */
export const holds = (state: LinkState): boolean => state === 'valid';

/** Whether the target was found at all. */
export const isResolved = (state: LinkState): boolean => state !== 'dangling' && state !== 'ambiguous';

/** Whether the target did hold once and does not now. */
export const hasLapsed = (state: LinkState): state is Lapse =>
  state === 'suspect' || state === 'stale' || state === 'expired' || state === 'broken';

/** A state of a link that did hold once and does not now. */
export type Lapse = Extract<LinkState, 'suspect' | 'stale' | 'expired' | 'broken'>;

/** One link of the graph. */
export interface Link {
  type: LinkType;
  /** Qualified id. */
  from: string;
  /** Qualified id of the target; the reference as written when it is dangling or ambiguous. */
  to: string;
  state: LinkState;
  /** Where the reference stands. */
  at: Spot;
  /** The target's fingerprint this link was last confirmed against, or `null` when it never was. */
  confirmed: string | null;
  /** The field that holds the reference, or `null` for prose. */
  field: string | null;
  /** What the state would be without the waiver, for a link that is `waived`. */
  lapse?: Lapse;
  /** JSON Pointer to the value in an evidence file that a field cites; absent when it cites the file. */
  pointer?: string;
  /** Why the link does not hold, where its target alone would. */
  why?: string;
  /** Key of the unsettled breach that makes it suspect. */
  breach?: string;
}

/** A link as a kind or a field declares it, before its target is looked up. */
export interface LinkDraft {
  type: LinkType;
  /** Qualified id of the end that is known. */
  from: string;
  /** The reference as written. */
  reference: string;
  to: 'system' | 'artefact' | 'item' | 'control' | 'obligation' | 'evidence' | 'party' | 'any';
  kind?: string;
  at: Spot;
  field: string | null;
  /** The reference is the link's source and `from` its target. */
  inverse?: boolean;
  /**
   * Follows from two references that fields of a row hold (a clause and a control, a control and an item): `from`
   * is a reference as written too, and neither end has a finding here, because the fields' own links have it.
   */
  derived?: boolean;
  /** Is looked up for its finding and makes no link: a record says the link by itself, with its dates. */
  silent?: boolean;
}
