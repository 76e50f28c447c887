/** A crossing of a limit: what the evidence says of it, what the record says, and who has to do what by when. */
import type { CalendarDate } from './date.ts';

/**
 * How the record and the evidence agree on a breach.
 * - `agrees`: on record, and the evidence holds the reading, over the same limit.
 * - `differs`: on record, and the evidence holds a reading over the other limit.
 * - `not-recorded`: the evidence holds readings over a limit that no record speaks of.
 * - `contradicted`: on record, and the reading in the evidence is over no limit, or gets no verdict.
 * - `not-read`: on record, and the evidence holds no reading of it: nobody can check.
 */
export const breachMatches = ['agrees', 'differs', 'not-recorded', 'contradicted', 'not-read'] as const;
export type BreachMatch = (typeof breachMatches)[number];

/**
 * How a breach was answered.
 * - `not-needed`: amber; it is watched, and nobody has to decide.
 * - `awaited`: red, undecided, the response time runs.
 * - `overdue`: red, undecided past its response time, or with no day to count from.
 * - `in-time`: decided within the response time.
 * - `late`: decided after it.
 * - `undated`: decided, and one of the two days is not known, so that nobody can say whether in time.
 */
export const breachAnswers = ['not-needed', 'awaited', 'overdue', 'in-time', 'late', 'undated'] as const;
export type BreachAnswer = (typeof breachAnswers)[number];

/** Whether a red breach waits for a decision. */
export const isUndecided = (answer: BreachAnswer): boolean => answer === 'awaited' || answer === 'overdue';

/**
 * Where a breach stands.
 * - `open`: nobody has closed it.
 * - `closed`: its record says when it was closed.
 * - `passed`: an amber one that nobody recorded, and the readings are back within their limits.
 */
export const breachStages = ['open', 'closed', 'passed'] as const;
export type BreachStage = (typeof breachStages)[number];

/** A step of the escalation path that a breach has reached, or reaches next. */
export interface EscalationStep {
  /** Position in the escalation path, counted from 0. */
  step: number;
  level: string;
  /** Who is told, as written: a party or a role outside the portfolio. */
  role: string;
  /** The day on which it is reached; `null` where the breach bears no date. */
  on: CalendarDate | null;
  /** The day by which that person has to be told, where the path says how soon. */
  tell_by: CalendarDate | null;
  action: string | null;
}

/** One crossing of a limit by what one monitor reads, over one or more batches. */
export interface Breach {
  /** Unique and stable: the record's qualified id, else monitor (or evidence), feature, method, baseline and first batch. */
  key: string;
  /** Qualified id of the record; `null` when nobody recorded it. */
  record: string | null;
  system: string | null;
  /** Qualified id of the monitor whose limit was crossed; `null` for limits of another tool, or unresolved. */
  monitor: string | null;
  /** What crossed it: a feature or series; `null` where a record does not say and the evidence holds no reading. */
  feature: string | null;
  method: string | null;
  /** What it was read against, where the system has more than one baseline. */
  baseline?: string;
  /** The worse of what is recorded and what is computed. */
  severity: 'amber' | 'red';
  /** Batches over a limit, in order; what the record names where the evidence holds none. */
  batches: string[];
  /** Qualified id of the evidence that holds the readings, or `null`. */
  evidence: string | null;
  /**
   * Of a red one, the values in that evidence which it casts doubt on, as JSON Pointers in which `*` stands for any
   * step; see `suspect.ts`.
   */
  doubts: string[];
  /** The reading of the last batch over that limit as the evidence holds it, else as recorded. */
  value: number | null;
  /** The limit that was crossed. */
  limit: number | null;
  direction: 'above' | 'below';
  match: BreachMatch;
  /** When it was seen, and how that is known: on record, else the end of its first batch, else the day of the file. */
  detected: CalendarDate | null;
  detected_by: 'record' | 'batch' | 'evidence' | null;
  /** How long a red one may stay undecided, as a duration. */
  response_time: string;
  /** The day by which it has to be decided; `null` for amber ones and where no day is known. */
  decide_by: CalendarDate | null;
  /** Qualified ids of the decisions that answer it and had been taken by the as-of date, the first one first. */
  decisions: string[];
  decided_on: CalendarDate | null;
  answer: BreachAnswer;
  /** What was done, in a word of the trigger matrix, as recorded. */
  response: string | null;
  closed: CalendarDate | null;
  stage: BreachStage;
  /** Days from detection to the as-of date, or to the closing; `null` without a day. */
  age: number | null;
  /** The step of the escalation path that an open breach has reached. */
  escalated: EscalationStep | null;
  /** The step it reaches next by age alone, if nobody decides. */
  escalates: EscalationStep | null;
}

/**
 * Whether what rests on a breach is suspect: it is red, and not both decided and closed. A decision alone does not
 * clear it, since what was decided may not be done; closing alone does not either, since nobody answered for it.
 */
export const isUnsettled = ({
  severity,
  stage,
  decisions,
}: Pick<Breach, 'severity' | 'stage' | 'decisions'>): boolean =>
  severity === 'red' && !(stage === 'closed' && decisions.length > 0);
