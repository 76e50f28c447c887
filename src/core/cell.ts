import type { CalendarDate } from './date.ts';
import type { LinkState } from './link.ts';
import type { Relationship } from './relationship.ts';

/**
 * The nine states of a cell, weakest proof first; see `assess.ts` for the algebra.
 * - `not-assessed`: no mapping row, or under assessment.
 * - `gap`: applicable, no control (or planned without owner and date).
 * - `lapsed`: a required evidence link is expired, stale, broken or suspect.
 * - `planned`: with an owner and a date.
 * - `partial`: covered in part; the rest is named.
 * - `implemented`: control in place, no evidence cited.
 * - `evidenced`: every required evidence link is valid on the as-of date.
 * - `waived`: gap, planned, partial or lapsed, accepted by a waiver that runs.
 * - `not-applicable`: so decided, with rationale and by whom.
 */
export const cellStates = [
  'evidenced',
  'implemented',
  'partial',
  'planned',
  'waived',
  'lapsed',
  'gap',
  'not-assessed',
  'not-applicable',
] as const;
export type CellState = (typeof cellStates)[number];

/** Whether a reviewer would call a duty in this state a hole, as long as it has not ended. */
export const isHole = (state: CellState): boolean =>
  state === 'gap' || state === 'lapsed' || state === 'not-assessed';

/**
 * Whether the duty is counted in a denominator of proof: it was not decided that it does not apply, and it has not
 * ended. What has ended is owed no more; its cells keep their states, and their own totals by timing.
 */
export const isInScope = ({ state, timing }: Pick<Cell, 'state' | 'timing'>): boolean =>
  state !== 'not-applicable' && timing !== 'ended';

/** Whether a waiver may turn it into `waived`. */
export const isWaivable = (state: CellState): boolean =>
  state === 'gap' || state === 'planned' || state === 'partial' || state === 'lapsed';

/** Whether the clause of a cell binds on the as-of date, will later, or has ended. */
export const timings = ['in-force', 'upcoming', 'ended'] as const;
export type Timing = (typeof timings)[number];

/** What a step of a proof is. */
export const stepTypes = [
  'obligation',
  'crosswalk',
  'row',
  'control',
  'item',
  'evidence',
  'approval',
  'waiver',
] as const;
export type StepType = (typeof stepTypes)[number];

/**
 * One step of a cell's proof. The steps are a tree in pre-order: clause → row → control → item or evidence; evidence
 * of the row itself, the approval and the waiver hang from the row. Of a derived cell, clause → crosswalk → source
 * clause, and so on to the clause that has a row.
 */
export interface ProofStep {
  type: StepType;
  /** Index in the cell's steps of the step above it, always smaller than its own; `null` for the clause at the top. */
  parent: number | null;
  /** Qualified id; `null` for a step that is missing. Of a crosswalk its own id, which is no node's. */
  id: string | null;
  title: string;
  state: 'holds' | 'missing' | 'partial' | LinkState;
  /** One sentence: why the step is in this state, with its dates. */
  note: string;
}

/** The crosswalk row through which a clause has its state. */
export interface DerivedFrom {
  /** The clause that the crosswalk row names as its source. */
  obligation: string;
  /** Id of the crosswalk. */
  crosswalk: string;
  /** The row's relation, source → this clause. */
  relationship: Relationship;
  /** The clause whose own mapping row carries it: `obligation`, or one further back along a chain of crosswalks. */
  origin: string;
}

/** One clause applied to one system on the as-of date. */
export interface Cell {
  obligation: string;
  system: string;
  state: CellState;
  /** The state before a waiver. */
  underlying: CellState;
  timing: Timing;
  applies_from: CalendarDate | null;
  /** Covered through a crosswalk: `derived_from` says which. */
  derived: boolean;
  derived_from: DerivedFrom | null;
  /** Qualified id of the clause's own mapping row, or `null`. */
  row: string | null;
  controls: string[];
  /** How far each control of `controls` carries, in the same order. */
  paths: CellState[];
  evidence: string[];
  /** Where the weakest link is: in the row itself, or inherited from below. */
  depth: 'shallow' | 'deep';
  steps: ProofStep[];
  /** Index into `steps` of the step that decides the state; `null` when everything holds. */
  deciding_step: number | null;
  /** One sentence for people: why the cell has this state. */
  reason: string;
}
