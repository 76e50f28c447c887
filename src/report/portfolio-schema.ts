// The shape of `data/portfolio.json` and of findings, as schemas that are published beside the files.
import { z } from 'zod';
import { approvalStatuses } from '../core/artefact.ts';
import { breachAnswers, breachMatches, breachStages } from '../core/breach.ts';
import { cellStates, timings } from '../core/cell.ts';
import { linkStates, linkTypes, type LinkType } from '../core/link.ts';
import { riskTiers } from '../core/policy.ts';
import { driftSources } from '../core/portfolio.ts';
import { relationships } from '../core/relationship.ts';
import { severities } from '../core/severity.ts';

const line = z.int().min(1).describe('Counts from 1.');
const count = z.int().min(0);
const id = z.string().min(1).describe('Qualified id, unique in the portfolio.');
const date = z.iso.date();
const states = <T extends string>(names: readonly T[]) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, count])) as Record<T, typeof count>);
const share = z.strictObject({ part: count, whole: count });
const findingCounts = states([...severities, 'waived']);

/** Marks what is made of a portfolio with findings at error. */
export const draftSchema = z
  .literal(true)
  .optional()
  .describe('Only in drafts: the portfolio has findings at error and is not for decisions.');

/** A finding, as `check --format json` prints it too. */
const findingSchema = z.strictObject({
  rule: z.string().regex(/^[a-z-]+\/[a-z-]+$/),
  severity: z.enum(severities),
  message: z.string().min(1),
  file: z.string().describe('Relative to the content folder, with forward slashes.'),
  line,
  column: line,
  end_line: line,
  end_column: line.describe('Exclusive.'),
  subject: z.string(),
  system: z.string().nullable(),
  owner: z.string().nullable(),
  key: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .describe('Stable: over rule, subject and detail, never over lines.'),
  related: z.array(z.strictObject({ file: z.string(), line, column: line, message: z.string() })),
  fix: z.string().nullable(),
  waived_by: z.string().nullable().describe('Id of the waiver that accepts it.'),
});

/** Through which row of which crosswalk a cell has its state. */
export const derivedFromSchema = z
  .strictObject({
    obligation: id.describe('The clause that the crosswalk row names as its source.'),
    crosswalk: z.string(),
    relationship: z.enum(relationships).describe('Source → this clause, in OSCAL’s words.'),
    origin: id.describe('The clause whose own mapping row carries it, at the start of the chain.'),
  })
  .nullable();

/** Who is told of a breach that nobody decides, and when. */
export const escalationSchema = z
  .strictObject({
    level: z.string(),
    role: z.string().describe('Who is told: a party, or a role outside the portfolio.'),
    on: date.nullable().describe('The day on which the step is reached.'),
    tell_by: date.nullable(),
  })
  .nullable();

/** A crossing of a limit, as computed and as recorded. */
const breachSchema = z.strictObject({
  key: z
    .string()
    .describe('The record’s id, else monitor or evidence, feature, method, baseline and first batch.'),
  record: z.string().nullable().describe('Qualified id of the record; null when nobody recorded it.'),
  system: z.string().nullable(),
  monitor: z.string().nullable(),
  feature: z.string().nullable(),
  method: z.string().nullable(),
  baseline: z
    .string()
    .optional()
    .describe('What it was read against, where the system has more than one baseline.'),
  severity: z.enum(['amber', 'red']),
  batches: z.array(z.string()).describe('Batches over a limit, in order.'),
  evidence: z.string().nullable(),
  value: z.number().nullable(),
  limit: z.number().nullable(),
  direction: z.enum(['above', 'below']),
  match: z.enum(breachMatches).describe('How the record and the evidence agree.'),
  detected: date.nullable(),
  detected_by: z.enum(['record', 'batch', 'evidence']).nullable().describe('How that day is known.'),
  response_time: z.string(),
  decide_by: date.nullable(),
  decisions: z.array(z.string()),
  decided_on: date.nullable(),
  answer: z.enum(breachAnswers),
  response: z.string().nullable(),
  closed: date.nullable(),
  stage: z.enum(breachStages),
  settled: z.boolean().describe('Nothing is suspect because of it: amber, or red, decided and closed.'),
  age: z.int().nullable().describe('Days from detection to the as-of date, or to the closing.'),
  escalated: escalationSchema.describe('The step of the escalation path that it has reached.'),
  escalates: escalationSchema.describe('The step that it reaches next, by its age.'),
});

/** The findings of a portfolio, `casebook/findings@1`. */
const findingsSchema = z.strictObject({
  schema: z.literal('casebook/findings@1'),
  as_of: date,
  portfolio: z.string(),
  draft: draftSchema,
  counts: findingCounts,
  findings: z.array(findingSchema),
});

/** The graph as other programs read it, `casebook/portfolio@1`. Lists are sorted by id. */
const portfolioSchema = z.strictObject({
  schema: z.literal('casebook/portfolio@1'),
  as_of: date.describe('The day everything is computed for.'),
  title: z.string(),
  draft: draftSchema,
  systems: z.array(
    z.strictObject({
      id,
      title: z.string(),
      risk_tier: z.enum(riskTiers).nullable(),
      lifecycle_stage: z.string().nullable(),
      status: z.string().nullable(),
      owner: z.string().nullable(),
      frameworks: z.array(z.string()),
      roles: z.array(z.string()),
      legal_classes: z.array(z.string()),
      file: z.string().nullable().describe('Its profile; null when the folder has none.'),
    }),
  ),
  artefacts: z.array(
    z.strictObject({
      id,
      kind: z.string(),
      system: z.string().nullable(),
      title: z.string(),
      version: z.string().nullable(),
      status: z.string().nullable().describe('How far the text is, as its author says.'),
      approval: z.enum(approvalStatuses).describe('Whether somebody has approved what stands there.'),
      file: z.string(),
      digest: z.string().describe('SHA-256 of the file.'),
    }),
  ),
  items: z.array(
    z.strictObject({
      id,
      kind: z.string(),
      system: z.string().nullable(),
      artefact: z.string(),
      title: z.string(),
      file: z.string(),
      line,
      column: line,
    }),
  ),
  obligations: z.array(
    z.strictObject({
      id,
      catalogue: z.string(),
      ref: z.string(),
      title: z.string(),
      parent: z.string().nullable(),
      status: z.string().nullable(),
      applies_from: z
        .array(z.strictObject({ date, scope: z.string().nullable(), was: date.nullable() }))
        .describe('One entry per legal class where classes differ; `was` is the date before it was moved.'),
    }),
  ),
  crosswalks: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      file: z.string(),
      source: z.string().describe('Id of the catalogue it leads from.'),
      target: z.string().describe('Id of the catalogue it leads to.'),
      as_of: date.nullable(),
      rows: z.array(
        z.strictObject({
          source: id,
          target: id,
          relationship: z.enum(relationships).describe('Source → target, in OSCAL’s words.'),
          rationale: z.string().nullable(),
          confidence: z.string().nullable(),
          note: z.string().nullable(),
          line,
        }),
      ),
    }),
  ),
  controls: z.array(z.strictObject({ id, title: z.string(), system: z.string().nullable() })),
  evidence: z.array(
    z.strictObject({
      id,
      system: z.string().nullable(),
      file: z.string(),
      type: z.string(),
      sha256: z.string(),
      captured_at: date.nullable(),
      valid_until: date.nullable(),
      state: z.enum(['valid', 'broken', 'expired', 'stale']),
    }),
  ),
  links: z.array(
    z.strictObject({
      from: z.string(),
      to: z.string().describe('The reference as written when it is dangling or ambiguous.'),
      type: z.enum(Object.keys(linkTypes) as [LinkType, ...LinkType[]]),
      state: z.enum(linkStates),
      file: z.string(),
      line,
      confirmed: z.string().nullable().describe('Fingerprint of the target it was last confirmed against.'),
    }),
  ),
  cells: z.array(
    z.strictObject({
      obligation: id,
      system: id,
      state: z.enum(cellStates),
      timing: z.enum(timings),
      applies_from: date.nullable(),
      derived: z.boolean().describe('Covered through a crosswalk.'),
      derived_from: derivedFromSchema,
      deciding_step: z
        .strictObject({ type: z.string(), id: z.string().nullable(), state: z.string(), note: z.string() })
        .nullable()
        .describe('The step of the proof that decides the state; null when everything holds.'),
    }),
  ),
  totals: z.strictObject({
    cells: states(cellStates),
    cells_by_timing: z.strictObject(
      Object.fromEntries(timings.map((timing) => [timing, states(cellStates)])) as Record<
        (typeof timings)[number],
        ReturnType<typeof states<(typeof cellStates)[number]>>
      >,
    ),
    evidenced_cells: share.describe(
      'Cells evidenced, of those in scope: they apply and have not ended; 0 of 0 is nothing in scope.',
    ),
    evidenced_cells_by_timing: z.strictObject(
      Object.fromEntries(timings.map((timing) => [timing, share])) as Record<
        (typeof timings)[number],
        typeof share
      >,
    ),
    derived_cells: count.describe('Cells that have their state through a crosswalk.'),
    findings: findingCounts,
    systems: count,
    artefacts: count,
    items: count,
    controls: count,
    evidence: count,
    obligations: count,
    links: count,
    claims: count,
  }),
  drift: z.array(
    z.strictObject({
      system: id,
      source: z
        .enum(driftSources)
        .describe('Computed from a profile, taken from a series in one, or reported by another tool.'),
      tool: z.string().nullable().describe('The other tool, where one reported it.'),
      feature: z.string(),
      batch: z.string(),
      batch_to: date.nullable().describe('Last day of the batch.'),
      method: z.string().describe('`unknown` where a report does not name it.'),
      baseline: z
        .string()
        .optional()
        .describe('What it was read against, where the system has more than one baseline.'),
      bins: z.int().nullable().describe('0 where the statistic uses none, null where a report does not say.'),
      zero_rule: z.string().describe('`none` where the statistic needs no rule.'),
      value: z.number().nullable(),
      p_value: z.number().nullable().describe('As computed, before any adjustment.'),
      adjusted: z
        .strictObject({
          p_value: z.number(),
          method: z.enum(['bonferroni', 'benjamini-hochberg']),
          tests: z.int(),
        })
        .nullable()
        .describe('The p that is judged, where several features are tested in a batch.'),
      interval: z
        .strictObject({ lower: z.number(), upper: z.number() })
        .nullable()
        .describe('The 95 % interval of the value.'),
      bound: z
        .enum(['at-least', 'at-most'])
        .nullable()
        .describe('Set when the value is only known to be at least or at most that.'),
      noise_floor: z.number().nullable().describe('The value to expect when nothing moved.'),
      amber: z.number().nullable().describe('The amber limit.'),
      threshold: z.number().nullable().describe('The red limit.'),
      threshold_source: z.string().nullable().describe('The monitor, or the tool, that sets the limits.'),
      direction: z.enum(['above', 'below']),
      n_ref: z.int().nullable().describe('Rows of the reference; null where a report does not say.'),
      n_cur: z.int().nullable().describe('Rows of the batch; null where a report does not say.'),
      recomputed: z
        .strictObject({ value: z.number(), equal: z.boolean() })
        .nullable()
        .describe('What the bins or batches in a report give, and whether it is the same.'),
      reported: z
        .strictObject({
          alert: z.boolean().nullable(),
          threshold: z.number().nullable(),
          direction: z.enum(['above', 'below']).nullable(),
        })
        .optional()
        .describe('Only where another tool reported it: what that tool made of it, by its own limit.'),
      note: z.string().nullable().describe('Why there is no value, or what else has to be known.'),
      verdict: z.enum(['stable', 'amber', 'red', 'no-verdict']),
    }),
  ),
  breaches: z
    .array(breachSchema)
    .describe(
      'Crossings of limits, computed from the evidence and reconciled with the record; sorted by key.',
    ),
  claims: z.array(
    z.strictObject({
      file: z.string(),
      line,
      column: line,
      field: z.string().nullable().describe('Field of front matter; null in prose.'),
      text: z.string(),
      value: z.union([z.number(), z.string()]).nullable(),
      state: z.enum(['bound', 'lapsed', 'suspect', 'contradicted', 'claim', 'unbound']),
      evidence: z.string().nullable(),
      path: z.string().nullable().describe('JSON Pointer into the evidence.'),
      baseline: z
        .strictObject({
          evidence: z.string(),
          path: z.string().describe('JSON Pointer into the evidence.'),
          value: z.number().nullable().describe('Null where the path leads to no number.'),
          difference: z
            .number()
            .nullable()
            .describe('The value less this one; null where the two cannot be compared.'),
        })
        .optional()
        .describe('Only where it is compared with another figure of evidence.'),
    }),
  ),
  findings: z.array(findingSchema),
});

export type PortfolioJson = z.infer<typeof portfolioSchema>;

/** The JSON Schemas (2020-12) that lie beside the files, by file name. */
export const reportSchemas = (): Record<string, unknown> => ({
  'portfolio.schema.json': z.toJSONSchema(portfolioSchema, { target: 'draft-2020-12' }),
  'findings.schema.json': z.toJSONSchema(findingsSchema, { target: 'draft-2020-12' }),
});
