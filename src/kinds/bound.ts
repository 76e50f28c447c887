// Numbers in front matter that are read from evidence.
import type { Artefact } from '../core/artefact.ts';
import { asRecord } from '../core/data.ts';
import type { Portfolio } from '../core/portfolio.ts';
import type { Evidence } from '../core/records.ts';
import { heldAt, withBaseline, type Held } from '../evidence/claims.ts';

/** How a number that is read from evidence is written. */
export const figureFormats = ['number', 'percent', 'signed', 'scientific'] as const;
export type FigureFormat = (typeof figureFormats)[number];

/** A number that is read from evidence: where from, what it is compared with, and how it is written. */
export interface FromEvidence {
  from: string;
  baseline?: string | undefined;
  interval?: boolean | undefined;
  format?: FigureFormat | undefined;
  digits?: number | undefined;
  unit?: string | undefined;
}

/** A number as written: typed, or read from evidence. */
export type BoundNumber = number | FromEvidence;

/** A value as a number that may be read from evidence, however little of it is as it should be; else `null`. */
export function asBoundNumber(value: unknown): BoundNumber | null {
  if (typeof value === 'number') return value;
  const record = asRecord(value);
  const from = record?.['from'];
  if (record === null || typeof from !== 'string') return null;
  const { baseline, interval, format, digits, unit } = record;
  return {
    from,
    ...(typeof baseline === 'string' && { baseline }),
    ...(interval === true && { interval }),
    ...(figureFormats.includes(format as FigureFormat) && { format: format as FigureFormat }),
    ...(typeof digits === 'number' && { digits }),
    ...(typeof unit === 'string' && { unit }),
  };
}

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
  /** The value and its baseline where they stand in evidence; `null` for a claim, and without a baseline. */
  held: Held | null;
  baseline: Held | null;
}

/** Looks a number up in the evidence it names, seen from the artefact that states it. */
export function boundValue(
  number: BoundNumber,
  artefact: Pick<Artefact, 'system'>,
  portfolio: Pick<Portfolio, 'index' | 'breaches'>,
): BoundValue {
  if (typeof number === 'number') {
    return { value: number, state: 'claim', evidence: null, pointer: null, held: null, baseline: null };
  }
  const held = heldAt(number.from, artefact.system, portfolio);
  const { evidence, pointer, value } = held;
  const baseline = number.baseline === undefined ? null : heldAt(number.baseline, artefact.system, portfolio);
  return typeof value === 'number'
    ? { value, state: withBaseline(held, baseline), evidence, pointer, held, baseline }
    : { value: null, state: 'unbound', evidence, pointer, held, baseline };
}
