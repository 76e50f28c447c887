import type { Place } from '../../core/place.ts';

/** What is wrong with a file of SHAP values, or what it leaves open: said where it stands, with what to do. */
export interface Fault {
  message: string;
  /** Exact place, for files that are text. */
  at?: Place;
  /** JSON Pointer to the place, for files that are JSON. */
  pointer?: string;
  /** A field of the register row that answers it: the question stands there. */
  field?: string;
  /** What tells two faults of one file apart. */
  detail: string;
  fix: string;
}

/** Ends the reading of a file: nothing after this fault can be relied on. */
export class ShapFault extends Error {
  override readonly name = 'ShapFault';
  readonly fault: Fault;
  constructor(fault: Fault) {
    super(fault.message);
    this.fault = fault;
  }
}
