/** The answer to a query: one array per column, by its name. Texts are strings, all else numbers. */
export type Answer = Record<string, (number | string | null)[]>;

/** Numbers of a column without gaps, some rows of it. */
export type NumberColumn = Float64Array | Int32Array;

/** What computes the aggregates. All it is asked is SQL; DuckDB is one, see `duckdb.ts`. */
export interface Engine {
  /** Runs a statement without an answer. */
  run(sql: string): Promise<void>;
  query(sql: string): Promise<Answer>;
  /**
   * Runs a query for numbers without gaps and hands its rows over as they come, some at a time: an array per column,
   * which is empty as soon as it was taken.
   */
  scan(sql: string, take: (columns: readonly NumberColumn[]) => void): Promise<void>;
  /** Puts numbers into a temporary table of this name with DOUBLE columns, in place of one that was there. */
  table(name: string, columns: Readonly<Record<string, readonly number[]>>): Promise<void>;
}

/** A column of an answer that holds numbers without gaps. */
export function numbersOf(answer: Answer, name: string): number[] {
  const column = answer[name];
  if (column === undefined) throw new Error(`no column ${name} in the answer`);
  return column as number[];
}

/** A column of an answer that holds texts or nothing. */
export const textsOf = (answer: Answer, name: string): (string | null)[] => answer[name] as (string | null)[];
