// Groups of many rows in which few values are distinct, such as whole numbers or rounded ones: each is counted.
import { upper } from './sort.ts';
import { sortCounts, type ValueCounts } from './values.ts';

/** Distinct values up to which each is counted. */
export const fewDistinct = 4_096;

/** Places for values: some times as many as values, so that nearly each has the place it asks for. */
const bits = 15;
const places = 2 ** bits;

/** Whether ascending values have no more than so many distinct ones. */
export function isFewDistinct(ascending: Float64Array, most = fewDistinct): boolean {
  let distinct = 0;
  for (let i = 0; i < ascending.length; i += 1) {
    if (i > 0 && ascending[i] === ascending[i - 1]) continue;
    distinct += 1;
    if (distinct > most) return false;
  }
  return true;
}

/** Counts one group after the other. */
export class ValueCounter {
  readonly #values = new Float64Array(places);
  readonly #rows = new Uint32Array(places);

  /** Each value with its rows; `null` when more than a few are distinct. The values are finite and without −0. */
  count(values: Float64Array): ValueCounts | null {
    const [known, rows] = [this.#values, this.#rows];
    const words = new Int32Array(values.buffer, values.byteOffset, 2 * values.length);
    rows.fill(0);
    let distinct = 0;
    for (let i = 0; i < values.length; i += 1) {
      const value = values[i]!;
      const word = words[2 * i + upper]! ^ Math.imul(words[2 * i + 1 - upper]!, 0x9e3779b1);
      let place = Math.imul(word, 0x85ebca6b) >>> (32 - bits);
      while (rows[place] !== 0 && known[place] !== value) place = (place + 1) & (places - 1);
      if (rows[place] === 0) {
        if (++distinct > fewDistinct) return null;
        known[place] = value;
      }
      rows[place]! += 1;
    }
    const taken = [...rows.keys()].filter((place) => rows[place] !== 0);
    return sortCounts(
      taken.map((place) => known[place]!),
      taken.map((place) => rows[place]!),
    );
  }
}
