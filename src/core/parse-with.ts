import { z } from 'zod';

interface Use {
  /** Rows that the schema has parsed. */
  rows: number;
  compiled: z.ZodType | null;
}

const uses = new WeakMap<z.ZodType, Use>();

/**
 * Rows by which it pays to compile a schema. Writing its code and warming it up takes as long as interpreting some
 * thousand rows, and whoever has seen five thousand of a kind will see more.
 */
const worth = 5000;

/** zod writes code for each object of a schema at its first use, which a portfolio of a few files never earns back. */
const few = { jitless: true } as const;

/**
 * `schema.safeParse`, with the way chosen by how much there is to parse: interpreted at first, then compiled as a
 * whole. What comes out is the same; what the compiled code refuses, zod itself explains.
 */
export function parseWith<T extends z.ZodType>(schema: T, input: unknown): z.ZodSafeParseResult<z.output<T>> {
  let use = uses.get(schema);
  if (!use) uses.set(schema, (use = { rows: 0, compiled: null }));
  if (use.compiled === null) {
    use.rows += rowsIn(input);
    if (use.rows < worth) return schema.safeParse(input, few);
    use.compiled = z.compile(schema);
  }
  return (use.compiled as T).safeParse(input);
}

/** How many entries the lists and records of a record hold, and one for itself. */
function rowsIn(input: unknown): number {
  let rows = 1;
  if (input === null || typeof input !== 'object') return rows;
  for (const value of Object.values(input)) {
    if (Array.isArray(value)) rows += value.length;
    else if (value !== null && typeof value === 'object') rows += Object.keys(value).length;
  }
  return rows;
}
