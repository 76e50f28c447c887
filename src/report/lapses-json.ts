/** What lapses in the days ahead as data, `casebook/lapses@1`. */
import { z } from 'zod';
import { ownersOf } from '../core/cell-owners.ts';
import { cellStates, timings } from '../core/cell.ts';
import { addDays } from '../core/date.ts';
import { lapsesWithin } from '../core/lapses.ts';
import type { Portfolio } from '../core/portfolio.ts';

const id = z.string().min(1).describe('Qualified id, unique in the portfolio.');
const state = z.enum(cellStates);

/** `data/lapses.json`. */
export const lapsesSchema = z.strictObject({
  schema: z.literal('casebook/lapses@1'),
  as_of: z.iso.date().describe('The day everything is computed for.'),
  portfolio: z.string(),
  draft: z.literal(true).optional().describe('Only in drafts.'),
  days: z.int().min(0).describe('How many days are looked ahead: `policy.horizon_days`, 90 unless stated.'),
  until: z.iso.date().describe('The last of these days.'),
  lapses: z
    .array(
      z.strictObject({
        day: z.iso.date().describe('The first day on which the cell is weaker.'),
        system: id,
        obligation: id,
        title: z.string(),
        timing: z.enum(timings).describe('On that day.'),
        before: state,
        after: state,
        reason: z.string().describe('One sentence: why the cell has the later state.'),
        ends: z
          .array(
            z.strictObject({
              type: z.enum(['evidence', 'waiver']),
              id,
              title: z.string(),
              last: z.iso.date().describe('The last day on which it holds.'),
              by: z
                .enum(['expires', 'renewal'])
                .describe(
                  '`expires`: its stated end. `renewal`: it is older than its cadence or its tier allows.',
                ),
            }),
          )
          .describe('What ends with the day before.'),
        owners: z.array(id).describe('The parties that answer for the cell.'),
      }),
    )
    .describe('Sorted by day, system and obligation.'),
});

export type LapsesJson = z.infer<typeof lapsesSchema>;

/** What lapses within a number of days, by default those the policy looks ahead. */
export function lapsesJson(
  portfolio: Portfolio,
  { days = portfolio.policy.horizon_days, draft = false }: { days?: number; draft?: boolean } = {},
): LapsesJson {
  return {
    schema: 'casebook/lapses@1',
    as_of: portfolio.as_of,
    portfolio: portfolio.title,
    ...(draft && { draft }),
    days,
    until: addDays(portfolio.as_of, days),
    lapses: lapsesWithin(portfolio, days).map(({ day, system, obligation, before, after, ends, cell }) => ({
      day,
      system,
      obligation,
      title: portfolio.index.clauses.get(obligation)?.title ?? '',
      timing: cell.timing,
      before,
      after,
      reason: cell.reason,
      ends: ends.map(({ type, id: what, title, last, by }) => ({ type, id: what, title, last, by })),
      owners: ownersOf(portfolio, cell),
    })),
  };
}

/** The JSON Schema that is published with the others, by file name. */
export const lapsesSchemas = (): [name: string, schema: unknown][] => [
  ['lapses-1.schema', z.toJSONSchema(lapsesSchema, { target: 'draft-2020-12' })],
];
