import type { FindingDraft } from '../../core/finding.ts';
import type { FieldSpot } from '../../core/place.ts';

/** What is wrong with a file of metrics, or what it leaves open: said where it stands, with what to do. */
export interface MetricsFault {
  message: string;
  /** Where it stands; absent for a question that only the register can answer. */
  at?: FindingDraft['at'];
  /** What tells two faults of one file apart. */
  detail: string;
  fix: string;
  /** Where the other value stands, of a figure that a file states twice with two values. */
  contradicts?: FieldSpot;
}

/** Ends the reading of a file: nothing after this fault can be relied on. */
export class MetricsFaultError extends Error {
  override readonly name = 'MetricsFaultError';
  readonly fault: MetricsFault;
  constructor(fault: MetricsFault) {
    super(fault.message);
    this.fault = fault;
  }
}
