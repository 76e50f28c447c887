/** A function that works its answer out once for each thing it is asked about, which must not change afterwards. */
export function once<K extends object, V>(make: (of: K) => V): (of: K) => V {
  const known = new WeakMap<K, { answer: V }>();
  return (of) => {
    let found = known.get(of);
    if (!found) known.set(of, (found = { answer: make(of) }));
    return found.answer;
  };
}

/**
 * A function that gives the rows of a list that have a key, in their order. The list is grouped when it is first
 * asked about, so that a page that shows one system costs no more in a portfolio of a thousand.
 */
export function grouping<T, K>(keyOf: (row: T) => K): (rows: readonly T[], key: K) => readonly T[] {
  const groupsOf = once((rows: readonly T[]) => Map.groupBy(rows, keyOf));
  return (rows, key) => groupsOf(rows).get(key) ?? [];
}

interface OfSystem {
  system: string | null;
}

const bySystem = grouping((row: OfSystem) => row.system);

/** The rows of a list that belong to a system; `null` asks for those of the portfolio itself. */
export const ofSystem = <T extends OfSystem>(rows: readonly T[], system: string | null): readonly T[] =>
  bySystem(rows, system) as readonly T[];
