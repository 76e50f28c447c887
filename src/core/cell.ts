import type { CalendarDate } from './date.ts';
import type { LinkState } from './link.ts';

/**
 * The nine states of a cell, weakest proof first; see `coverage.ts` for the algebra.
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

/** Whether a reviewer would call the cell a hole. */
export const isHole = (state: CellState): boolean =>
  state === 'gap' || state === 'lapsed' || state === 'not-assessed';

/** Whether the duty is counted in a denominator of proof; a decision that it does not apply is not. */
export const isInScope = (state: CellState): boolean => state !== 'not-applicable';

/** Whether a waiver may turn it into `waived`. */
export const isWaivable = (state: CellState): boolean =>
  state === 'gap' || state === 'planned' || state === 'partial' || state === 'lapsed';

export const timings = ['in-force', 'upcoming', 'ended'] as const;
export type Timing = (typeof timings)[number];

/** One step of a cell's proof, from the clause to the approval. */
export interface ProofStep {
  type: 'obligation' | 'row' | 'control' | 'item' | 'evidence' | 'approval' | 'waiver';
  /** Qualified id; `null` for a step that is missing. */
  id: string | null;
  title: string;
  state: 'holds' | 'missing' | 'partial' | LinkState;
  /** One sentence: why the step is in this state, with its dates. */
  note: string;
}

/** One leaf clause applied to one system on the as-of date. */
export interface Cell {
  obligation: string;
  system: string;
  state: CellState;
  /** The state before a waiver. */
  underlying: CellState;
  timing: Timing;
  applies_from: CalendarDate | null;
  /** Covered through a crosswalk. */
  derived: boolean;
  /** Qualified id of the mapping row, or `null`. */
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
