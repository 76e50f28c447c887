import { z } from 'zod';
import { cellStates, timings, type Cell } from '../core/cell.ts';
import { losesEvidence, type CellChange } from '../core/cells-without.ts';
import type { Impact } from '../core/impact.ts';
import { linkStates, linkTypes, type LinkType } from '../core/link.ts';
import type { Claim, DriftRow, Node, Portfolio } from '../core/portfolio.ts';
import type { SinglePoint } from '../core/single-points.ts';
import { evidencedShare } from '../core/totals.ts';

const count = z.int().min(0);
const line = z.int().min(1).describe('Counts from 1.');
const id = z.string().min(1).describe('Qualified id, unique in the portfolio.');
const state = z.enum(cellStates);
const claimState = z.enum(['bound', 'lapsed', 'suspect', 'contradicted', 'claim', 'unbound']);
const file = z.string().describe('Relative to the content folder, with forward slashes.');

const thing = z.strictObject({
  id,
  type: z.string().describe('`evidence`, `control`, `item`, `system` and so on.'),
  kind: z.string(),
  title: z.string(),
  system: z.string().nullable(),
});
const change = z.strictObject({
  system: id,
  obligation: id,
  timing: z.enum(timings),
  before: state,
  after: state.nullable().describe('Null when there is no such cell any more: its system is withdrawn.'),
  reason: z.string().nullable().describe('Why the cell would have its new state.'),
  deciding_step: z
    .strictObject({ type: z.string(), id: z.string().nullable(), state: z.string(), note: z.string() })
    .nullable()
    .describe('The step of the proof that would decide it.'),
});
const reading = z.strictObject({
  system: id,
  feature: z.string(),
  batch: z.string(),
  method: z.string(),
  baseline: z.string().optional().describe('What it was read against, where the system has more than one.'),
  verdict: z.enum(['stable', 'amber', 'red', 'no-verdict']),
  evidence: id,
  monitor: z.string().nullable(),
  decision: z.string().nullable(),
});
const about = { as_of: z.iso.date(), portfolio: z.string() };

/** What falls with one thing, `casebook/impact@1`. */
export const impactSchema = z.strictObject({
  schema: z.literal('casebook/impact@1'),
  ...about,
  thing,
  counts: z.strictObject({
    cells: count.describe('Cells whose state changes.'),
    evidenced: count.describe('Evidenced cells among them that would be so no more.'),
    of_evidenced: count.describe('Evidenced cells of the portfolio today.'),
    holding: count,
    claims: count,
    readings: count,
    unjudged: count,
    undecided: count,
    resting: count,
    links: count,
  }),
  cells: z.array(change),
  holding: z
    .array(z.strictObject({ system: id, obligation: id, state }))
    .describe('Cells whose proof names the thing and whose state stays.'),
  claims: z
    .array(
      z.strictObject({
        artefact: id,
        file,
        line,
        column: line,
        text: z.string(),
        path: z.string().nullable().describe('JSON Pointer into the evidence.'),
        before: claimState,
        after: claimState,
      }),
    )
    .describe('Numbers in prose that lose what they are read from.'),
  readings: z.array(reading).describe('Drift readings taken from it.'),
  unjudged: z.array(reading).describe('Other readings that lose their monitor.'),
  undecided: z.array(reading).describe('Other red readings that lose the decision that answers them.'),
  reopened: z
    .array(z.string())
    .describe(
      'Keys of settled red breaches that would be open questions again, so that what rests on them is suspect.',
    ),
  resting: z
    .array(z.strictObject({ id, left: count.describe('Valid pieces of evidence it cites besides.') }))
    .describe('What cites it as evidence.'),
  links: z
    .array(
      z.strictObject({
        from: z.string(),
        to: z.string(),
        type: z.enum(Object.keys(linkTypes) as [LinkType, ...LinkType[]]),
        state: z.enum(linkStates).describe('The state the link would have.'),
        file,
        line,
      }),
    )
    .describe('Links that lead to it from elsewhere.'),
});
export type ImpactJson = z.infer<typeof impactSchema>;

/** What cells fall with, ranked: `casebook/single-points@1`. */
export const singlePointsSchema = z.strictObject({
  schema: z.literal('casebook/single-points@1'),
  ...about,
  evidenced: count.describe('Evidenced cells of the portfolio today.'),
  things: count.describe('How many things cells fall with; `points` may hold the first of them only.'),
  points: z.array(
    z.strictObject({
      ...thing.shape,
      evidenced: count.describe('Evidenced cells that would be so no more.'),
      weakened: count.describe('All cells that would become weaker.'),
      cells: z.array(change).describe('The hardest fall first.'),
    }),
  ),
});
export type SinglePointsJson = z.infer<typeof singlePointsSchema>;

/** The JSON Schemas (2020-12) of both, by file name without `.json`. */
export const impactSchemas = (): [name: string, schema: unknown][] => [
  ['impact-1.schema', z.toJSONSchema(impactSchema, { target: 'draft-2020-12' })],
  ['single-points-1.schema', z.toJSONSchema(singlePointsSchema, { target: 'draft-2020-12' })],
];

/** An impact as `casebook impact <id> --format json` prints it. */
export function impactJson(portfolio: Portfolio, impact: Impact): ImpactJson {
  return {
    schema: 'casebook/impact@1',
    as_of: portfolio.as_of,
    portfolio: portfolio.title,
    thing: thingOf(impact.node),
    counts: {
      cells: impact.cells.length,
      evidenced: impact.cells.filter(losesEvidence).length,
      of_evidenced: evidencedShare(portfolio.cells).part,
      holding: impact.holding.length,
      claims: impact.claims.length,
      readings: impact.readings.length,
      unjudged: impact.unjudged.length,
      undecided: impact.undecided.length,
      resting: impact.resting.length,
      links: impact.links.length,
    },
    cells: impact.cells.map(changeOf),
    holding: impact.holding.map((cell) => ({
      system: cell.system,
      obligation: cell.obligation,
      state: cell.state,
    })),
    claims: impact.claims.map(({ claim, after }) => claimOf(claim, after)),
    readings: impact.readings.map(readingOf),
    unjudged: impact.unjudged.map(readingOf),
    undecided: impact.undecided.map(readingOf),
    reopened: impact.reopened.map(({ key }) => key),
    resting: impact.resting,
    links: impact.links.map(({ from, to, type, state: now, at }) => {
      const place = portfolio.locate(at);
      return { from, to, type, state: now, file: place.file, line: place.line };
    }),
  };
}

/**
 * The ranking as `casebook impact --format json` prints it.
 * @param shown how many of the points to write; their number is said in any case.
 */
export const singlePointsJson = (
  portfolio: Portfolio,
  points: readonly SinglePoint[],
  shown = points.length,
): SinglePointsJson => ({
  schema: 'casebook/single-points@1',
  as_of: portfolio.as_of,
  portfolio: portfolio.title,
  evidenced: evidencedShare(portfolio.cells).part,
  things: points.length,
  points: points.slice(0, shown).map(({ node, evidenced, falls }) => ({
    ...thingOf(node),
    evidenced,
    weakened: falls.length,
    cells: falls.map(changeOf),
  })),
});

const thingOf = ({ id: of, type, kind, title, system }: Node) => ({ id: of, type, kind, title, system });

function changeOf({ before, after }: CellChange): ImpactJson['cells'][number] {
  return {
    system: before.system,
    obligation: before.obligation,
    timing: before.timing,
    before: before.state,
    after: after?.state ?? null,
    reason: after?.reason ?? null,
    deciding_step: after === null ? null : decidingOf(after),
  };
}

function decidingOf(cell: Cell): ImpactJson['cells'][number]['deciding_step'] {
  const step = cell.deciding_step === null ? undefined : cell.steps[cell.deciding_step];
  return step ? { type: step.type, id: step.id, state: step.state, note: step.note } : null;
}

const claimOf = (claim: Claim, after: Claim['state']): ImpactJson['claims'][number] => ({
  artefact: claim.artefact,
  file: claim.file,
  line: claim.line,
  column: claim.column,
  text: claim.text,
  path: claim.path,
  before: claim.state,
  after,
});

const readingOf = (row: DriftRow): ImpactJson['readings'][number] => ({
  system: row.system,
  feature: row.feature,
  batch: row.batch,
  method: row.method,
  ...(row.baseline !== undefined && { baseline: row.baseline }),
  verdict: row.verdict,
  evidence: row.evidence,
  monitor: row.monitor,
  decision: row.decision,
});
