import { z } from 'zod';
import { addressOf } from '../core/address.ts';
import { cellStates, stepTypes, timings, type Cell } from '../core/cell.ts';
import { linkStates } from '../core/link.ts';
import { ownersOf } from '../core/cell-owners.ts';
import type { Portfolio } from '../core/portfolio.ts';
import { derivedFromSchema, draftSchema } from './portfolio-schema.ts';
import { proofFacts, type ProofFacts } from './proof-facts.ts';
import { proofTree, type ProofNode } from './proof-tree.ts';

const date = z.iso.date();
const id = z.string().min(1).describe('Qualified id, unique in the portfolio.');

/** A step of a proof and what stands below it. */
export const proofStepSchema = z.strictObject({
  type: z.enum(stepTypes),
  id: id.nullable().describe('Null for a step that is missing.'),
  title: z.string(),
  state: z.enum(['holds', 'missing', 'partial', ...linkStates]),
  note: z.string().describe('Why the step is in this state, with its dates.'),
  deciding: z.boolean().describe('Whether this step decides the state of the cell; of one cell at most one.'),
  address: z
    .string()
    .nullable()
    .describe('Where the site shows the thing, from the root of the site without its base path.'),
  file: z.string().optional().describe('Of evidence: the registered file, relative to the content folder.'),
  digest: z
    .string()
    .nullable()
    .optional()
    .describe('Of evidence: SHA-256 of the bytes found; null when the file is missing.'),
  captured_at: date.nullable().optional().describe('Of evidence.'),
  valid_until: date.nullable().optional().describe('Of evidence, an approval or a waiver; inclusive.'),
  by: z.string().optional().describe('Of an approval or a waiver: the party that gave it, by id.'),
  date: date.optional().describe('Of an approval or a waiver: the day it was given.'),
  get steps() {
    return z.array(proofStepSchema).describe('What stands below it, in the order of reading.');
  },
});

/** The cells of a framework and a system with their proofs, `casebook/proofs@1`. */
export const proofsSchema = z.strictObject({
  schema: z.literal('casebook/proofs@1'),
  as_of: date.describe('The day everything is computed for.'),
  portfolio: z.string(),
  draft: draftSchema,
  framework: z.string().nullable().describe('Id of the one catalogue; null when it is not one.'),
  system: z.string().nullable().describe('Id of the one system; null when it is not one.'),
  cells: z.array(
    z.strictObject({
      obligation: id,
      system: id,
      ref: z.string(),
      title: z.string(),
      state: z.enum(cellStates),
      underlying: z.enum(cellStates).describe('The state before a waiver.'),
      timing: z.enum(timings),
      applies_from: date.nullable(),
      derived: z.boolean().describe('Covered through a crosswalk.'),
      derived_from: derivedFromSchema,
      owners: z.array(z.string()).describe('The parties that answer for it, by id.'),
      controls: z.array(id),
      evidence: z.array(id),
      depth: z
        .enum(['shallow', 'deep'])
        .describe('Whether the weakest link is in the row itself or below it.'),
      reason: z.string().describe('One sentence: why the cell has this state.'),
      steps: z.array(proofStepSchema).describe('The proof, from the obligation down.'),
    }),
  ),
});

export type ProofsJson = z.infer<typeof proofsSchema>;
type Step = z.infer<typeof proofStepSchema>;

/** The JSON Schema that is published with the others, by file name. */
export const proofsSchemas = (): [name: string, schema: unknown][] => [
  ['proofs-1.schema', z.toJSONSchema(proofsSchema, { target: 'draft-2020-12' })],
];

/** What is asked for: the cells, and of which one framework and system they are. */
export interface ProofsOf {
  cells: readonly Cell[];
  framework: string | null;
  system: string | null;
  draft: boolean;
}

/** Cells with their proofs as trees, as `data/proofs/<framework>/<system>.json` and `export proofs` hold them. */
export function proofsJson(portfolio: Portfolio, { cells, framework, system, draft }: ProofsOf): ProofsJson {
  const { index } = portfolio;
  const factsOf = proofFacts(portfolio);
  const toStep = ({ step, deciding, children }: ProofNode): Step => {
    const node = step.id === null ? undefined : index.nodes.get(step.id);
    return {
      type: step.type,
      id: step.id,
      title: step.title,
      state: step.state,
      note: step.note,
      deciding,
      address: node ? addressOf(node) : null,
      ...stated(factsOf(step), step.type),
      steps: children.map(toStep),
    };
  };
  return {
    schema: 'casebook/proofs@1',
    as_of: portfolio.as_of,
    portfolio: portfolio.title,
    ...(draft && { draft }),
    framework,
    system,
    cells: cells.map((cell) => {
      const clause = index.clauses.get(cell.obligation);
      return {
        obligation: cell.obligation,
        system: cell.system,
        ref: clause?.ref ?? '',
        title: clause?.title ?? '',
        state: cell.state,
        underlying: cell.underlying,
        timing: cell.timing,
        applies_from: cell.applies_from,
        derived: cell.derived,
        derived_from: cell.derived_from,
        owners: ownersOf(portfolio, cell),
        controls: cell.controls,
        evidence: cell.evidence,
        depth: cell.depth,
        reason: cell.reason,
        steps: proofTree(cell).map(toStep),
      };
    }),
  };
}

/** The facts that concern a step of this type; of a record that does not exist there are none. */
function stated(facts: ProofFacts, type: Step['type']): Partial<Step> {
  const { file, digest, captured_at, valid_until, by, date: given } = facts;
  if (type === 'evidence' && file !== null) return { file, digest, captured_at, valid_until };
  if (by !== null && given !== null) return { by, date: given, valid_until };
  return {};
}
