/** What differs between two states of a portfolio as data, `casebook/changes@1`. */
import { z } from 'zod';
import { cellStates, timings } from '../core/cell.ts';
import { turns, type Changes, type Snapshot } from '../core/changes.ts';
import { severities } from '../core/severity.ts';

const date = z.iso.date();
const system = z.object({
  id: z.string(),
  risk_tier: z.string().nullable(),
  lifecycle_stage: z.string().nullable(),
});
const artefact = z.object({
  id: z.string(),
  version: z.string().nullable(),
  digest: z.string(),
  approval: z.string().optional().describe('Absent where an earlier Casebook did not write it.'),
});
const evidence = z.object({ id: z.string(), sha256: z.string(), state: z.string() });
const cell = z.object({
  obligation: z.string(),
  system: z.string(),
  state: z.enum(cellStates),
  timing: z.enum(timings),
});
const finding = z.object({
  rule: z.string(),
  severity: z.enum(severities),
  subject: z.string(),
  message: z.string(),
  key: z.string(),
  waived_by: z.string().nullable(),
});

/** The part of `portfolio.json` that two states are compared by; what else a file holds is passed over. */
const snapshotSchema = z.object({
  schema: z.literal('casebook/portfolio@1'),
  as_of: date,
  title: z.string(),
  systems: z.array(system),
  artefacts: z.array(artefact),
  evidence: z.array(evidence),
  cells: z.array(cell),
  findings: z.array(finding),
});

/**
 * A state of a portfolio from the parsed JSON of a `portfolio.json`.
 * @throws {TypeError} naming the first place that is not as the file has it.
 */
export function parseSnapshot(json: unknown): Snapshot {
  const read = snapshotSchema.safeParse(json);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new TypeError(
    `at \`/${(issue?.path ?? []).map(String).join('/')}\`: ${issue?.message ?? 'not readable'}`,
  );
}

const change = <T extends z.ZodType>(thing: T) =>
  z.strictObject({
    before: thing.nullable().describe('Null where it was not there.'),
    after: thing.nullable().describe('Null where it is there no more.'),
  });
const point = z.strictObject({
  as_of: date,
  title: z.string(),
  evidenced: z
    .strictObject({ part: z.int().min(0), whole: z.int().min(0) })
    .describe('Cells evidenced, of those in scope.'),
});

/** What `casebook diff --format json` prints. */
export const changesSchema = z.strictObject({
  schema: z.literal('casebook/changes@1'),
  before: point,
  after: point,
  systems: z.array(change(system)),
  cells: z.array(
    change(cell).extend({
      turn: z.enum(turns).describe('Which way it went; `else` when it came to apply, or to apply no more.'),
    }),
  ),
  artefacts: z.array(change(artefact)),
  evidence: z.array(change(evidence)),
  raised: z.array(finding).describe('Findings that are open after and were not before.'),
  settled: z.array(finding).describe('Findings that were open before and are not after.'),
});

export type ChangesJson = z.infer<typeof changesSchema>;

/** Changes as data; lists in the order in which they are computed. */
export const changesJson = (changes: Changes): ChangesJson => ({ schema: 'casebook/changes@1', ...changes });

/** The JSON Schema that is published beside it. */
export const changesSchemas = (): [name: string, schema: unknown][] => [
  ['changes-1.schema', z.toJSONSchema(changesSchema, { target: 'draft-2020-12' })],
];
