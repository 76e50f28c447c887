import type { Place } from '../../core/place.ts';
import type { Cell } from './frame.ts';
import { ShapFault } from './fault.ts';

/** Feature values of one column: numbers with NaN for missing, or any cells. */
export type Values = Float64Array | readonly Cell[];

/** What every layout is read into: contributions by feature, and what else the file states of its rows. */
export interface Contributions {
  features: string[];
  /** Rows. */
  n: number;
  /** By feature, then by row. */
  phi: Float64Array[];
  /** Expected output: one, or by row; `null` when the file does not say. */
  base: number | Float64Array | null;
  /** Model output by row, or `null`. */
  output: Float64Array | null;
  /** By feature, then by row; `null` when the file does not say. */
  values: Values[] | null;
  id: ((row: number) => string) | null;
  /** The batch of each row, empty where none is named; absent when the file has no column of batches. */
  batch?: { name: string; of: (row: number) => string; place: (row: number) => Place | undefined };
  /** The output explained, when the file names it. */
  className: string | null;
  /** Which of how many outputs is explained, when the file holds several. */
  output_of?: { at: number; of: number; name: string };
  /** What contributions add up to, when the file says so. */
  space: 'log-odds' | null;
  /** What a reader must know of how the file was read. */
  notes: string[];
  /** What the file lacks that could not be used though it is there. */
  gaps: Gap[];
  /** Where a contribution stands: a place in a text, or words. */
  where: (row: number, feature: number) => { at?: Place | undefined; words: string };
}

/** Something that the file does not say, and that the register could. */
export interface Gap {
  message: string;
  field?: string;
  detail: string;
  fix: string;
}

/** A table of feature → mean |contribution|: totals without rows. */
export interface Totals {
  features: string[];
  meanAbs: number[];
}

/** Refuses contributions that are no numbers: an explanation has one for each feature and row. */
export function checkFinite({ phi, n, where, features }: Contributions): void {
  for (const [feature, column] of phi.entries()) {
    for (let row = 0; row < n; row++) {
      const value = column[row]!;
      if (Number.isFinite(value)) continue;
      const { at, words } = where(row, feature);
      throw new ShapFault({
        message: `${words}: ${Number.isNaN(value) ? 'there is no number' : `${value} is no contribution`}`,
        ...(at && { at }),
        detail: `not finite ${features[feature]}`,
        fix: 'a contribution is a finite number for each feature and row: compute the explanation again',
      });
    }
  }
}

/** Refuses two features of one name. */
export function checkNames(features: readonly string[], at?: Place): void {
  const twice = features.find((name, i) => features.indexOf(name) < i);
  if (twice !== undefined) {
    throw new ShapFault({
      message: `\`${twice}\` is the name of two features`,
      ...(at && { at }),
      detail: `twice ${twice}`,
      fix: 'give each column its own name',
    });
  }
  const nameless = features.findIndex((name) => name === '');
  if (nameless < 0) return;
  throw new ShapFault({
    message: `column ${nameless + 1} of the features has no name`,
    ...(at && { at }),
    detail: 'nameless',
    fix: 'name it in the header, or list the names as `features`',
  });
}

/** The one value of a list in which all are the same up to rounding (32-bit floats have seven digits), else `null`. */
export function constantOf(list: ArrayLike<number>): number | null {
  const first = list[0];
  if (first === undefined || !Number.isFinite(first)) return null;
  const slack = 1e-6 * Math.max(1, Math.abs(first));
  for (let i = 1; i < list.length; i++) if (!(Math.abs(list[i]! - first) <= slack)) return null;
  return first;
}
