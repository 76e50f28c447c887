// Numbers in front matter that are read from evidence.
import type { Artefact } from '../core/artefact.ts';
import type { Portfolio } from '../core/portfolio.ts';
import type { Evidence } from '../core/records.ts';
import { heldAt } from '../evidence/claims.ts';

/** A number as written: typed, or read from evidence. */
export type BoundNumber = number | { from: string };

/**
 * What a number rests on.
 * - `bound`: evidence that holds today says it.
 * - `lapsed`: evidence says it, but is expired, stale or broken.
 * - `suspect`: evidence that holds says it, of what is in a red breach that is not settled.
 * - `claim`: the author typed it.
 * - `unbound`: it points at evidence, and there is no number there.
 */
export interface BoundValue {
  value: number | null;
  state: 'bound' | 'lapsed' | 'suspect' | 'claim' | 'unbound';
  evidence: Evidence | null;
  /** JSON Pointer into the evidence; `null` for a claim. */
  pointer: string | null;
}

/** Looks a number up in the evidence it names, seen from the artefact that states it. */
export function boundValue(
  number: BoundNumber,
  artefact: Pick<Artefact, 'system'>,
  portfolio: Pick<Portfolio, 'index' | 'breaches'>,
): BoundValue {
  if (typeof number === 'number') return { value: number, state: 'claim', evidence: null, pointer: null };
  const { evidence, pointer, value, state } = heldAt(number.from, artefact.system, portfolio);
  return typeof value === 'number'
    ? { value, state, evidence, pointer }
    : { value: null, state: 'unbound', evidence, pointer };
}
