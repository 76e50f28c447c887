// The optional parts of `casebook/metrics@1` from which performance is drawn: curves, thresholds, scores, gains.
import { count as counted } from '../../core/words.ts';
import { z } from 'zod';
import type { Path } from '../../core/place.ts';
import { count, finite, share, text, type ShapeIssue } from './common.ts';

const curve = z.strictObject({
  type: z.enum(['roc', 'precision-recall']).describe('Which curve.'),
  n: count().describe('Rows it is made of.'),
  positives: count().describe('Rows with the outcome.'),
  points_total: count().describe('Points of the whole curve, of which those here were kept.'),
  minimum_group: count().optional().describe('Points with fewer rows in a cell were left out, ends aside.'),
  threshold: z
    .array(finite().nullable())
    .min(2)
    .describe('Score from which a row is positive, descending; null where none is.'),
  recall: z.array(share()).min(2).describe('Share of those with the outcome that are positive, ascending.'),
  false_positive_rate: z
    .array(share())
    .optional()
    .describe('Share of those without the outcome that are positive; of a ROC curve.'),
  precision: z
    .array(share().nullable())
    .optional()
    .describe(
      'Share of the positive that have the outcome; null where none is; of a precision–recall curve.',
    ),
});

const decision = z.strictObject({
  tp: count(),
  fp: count(),
  tn: count(),
  fn: count(),
  selection_rate: share().describe('Share of rows that are positive.'),
  recall: share().nullable(),
  precision: share().nullable(),
  false_positive_rate: share().nullable(),
  cost: finite().optional().describe('Cost of all wrong decisions, in the unit of the costs.'),
});

const thresholds = z.strictObject({
  n: count().describe('Rows decided upon.'),
  in_use: z.array(finite()).optional().describe('Thresholds that decide in production.'),
  minimum_group: count().optional().describe('Thresholds with fewer rows in a cell were left out.'),
  costs: z
    .strictObject({
      false_positive: finite().min(0),
      false_negative: finite().min(0),
      unit: text().describe('`EUR`, `adviser hours` …'),
      set_by: text().optional().describe('Who says so.'),
    })
    .optional()
    .describe('What one wrong decision costs.'),
  at: z.record(z.string().min(1), decision).describe('Decisions by threshold, as in `at/0.12/recall`.'),
});

const scores = z.strictObject({
  n: count().describe('Rows in all bins.'),
  positives: count().describe('Rows with the outcome.'),
  edges: z.array(finite()).min(2).describe('Ends of the bins, ascending, one more than counts.'),
  with_outcome: z.array(count().nullable()).describe('Rows with the outcome by bin; null where held back.'),
  without_outcome: z.array(count().nullable()).describe('Rows without it by bin; null where held back.'),
});

const gains = z.strictObject({
  n: count().describe('Rows in all parts.'),
  positives: count().describe('Rows with the outcome.'),
  rows: z
    .array(
      z.strictObject({
        threshold: finite().describe('Lowest score taken.'),
        n: count().describe('Rows taken, cumulative.'),
        positives: count().describe('Of them with the outcome.'),
        share: share().describe('Share of all rows.'),
        gain: share().describe('Share of all with the outcome.'),
        lift: finite().min(0).describe('Gain over share.'),
      }),
    )
    .min(1)
    .describe('From the highest scores down.'),
});

/** The parts as fields of the shape. */
export const performanceParts = {
  curves: z.record(z.string().min(1), curve).optional().describe('ROC and precision–recall curves, by id.'),
  thresholds: z
    .record(z.string().min(1), thresholds)
    .optional()
    .describe('What each threshold does, by id of the score.'),
  scores: z.record(z.string().min(1), scores).optional().describe('Scores by outcome, by id of the score.'),
  gains: z
    .record(z.string().min(1), gains)
    .optional()
    .describe('Cumulative gains and lift, by id of the score.'),
};

const parts = z.strictObject(performanceParts);
type Parts = z.infer<typeof parts>;
export type Curve = z.infer<typeof curve>;
export type Thresholds = z.infer<typeof thresholds>;
export type Decision = z.infer<typeof decision>;
export type Scores = z.infer<typeof scores>;
export type Gains = z.infer<typeof gains>;

/** Two figures of one thing are the same as far as six decimals say. */
const near = (a: number, b: number): boolean =>
  Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));

/** What a schema cannot say: lists of one length that ascend, cells that add up, rates and costs that follow from them. */
export function checkPerformance(content: Parts): ShapeIssue[] {
  return [
    ...each(content.curves, 'curves', curveIssues),
    ...each(content.thresholds, 'thresholds', thresholdIssues),
    ...each(content.scores, 'scores', scoreIssues),
    ...each(content.gains, 'gains', gainIssues),
  ];
}

const each = <One>(
  all: Readonly<Record<string, One>> | undefined,
  name: string,
  check: (one: One) => ShapeIssue[],
): ShapeIssue[] =>
  Object.entries(all ?? {}).flatMap(([id, one]) =>
    check(one).map(({ path, message }) => ({ path: [name, id, ...path], message })),
  );

function curveIssues(one: Curve): ShapeIssue[] {
  const { length } = one.threshold;
  const wanted = one.type === 'roc' ? 'false_positive_rate' : 'precision';
  const lists: [string, readonly unknown[] | undefined][] = [
    ['recall', one.recall],
    ['false_positive_rate', one.false_positive_rate],
    ['precision', one.precision],
  ];
  const issues: ShapeIssue[] = lists.flatMap(([name, list]) =>
    list === undefined || list.length === length
      ? []
      : [{ path: [name], message: `has ${counted(list.length, 'value')}, \`threshold\` has ${length}` }],
  );
  if (one[wanted] === undefined) {
    issues.push({ path: [wanted], message: `is missing; a ${one.type} curve is made of it` });
  }
  const falls = (list: readonly (number | null)[]): number =>
    list.findIndex((value, at) => at > 0 && value !== null && value < (list[at - 1] ?? -Infinity));
  for (const name of ['recall', 'false_positive_rate'] as const) {
    const at = falls(one[name] ?? []);
    if (at > 0)
      issues.push({ path: [name, at], message: 'is below the value before it; a curve never falls' });
  }
  const rises = one.threshold.findIndex(
    (value, at) => at > 0 && (value ?? Infinity) >= (one.threshold[at - 1] ?? Infinity),
  );
  if (rises > 0) {
    issues.push({
      path: ['threshold', rises],
      message: 'is not below the value before it; thresholds descend',
    });
  }
  return [...issues, ...overIssue(one)];
}

function thresholdIssues(one: Thresholds): ShapeIssue[] {
  return Object.entries(one.at).flatMap(([threshold, row]) => {
    const path: Path = ['at', threshold];
    if (threshold.trim() === '' || !Number.isFinite(Number(threshold))) {
      return [{ path, message: 'is not a number; decisions are keyed by their threshold' }];
    }
    const { tp, fp, tn, fn } = row;
    const sum = tp + fp + tn + fn;
    if (sum !== one.n) return [{ path, message: `has ${counted(sum, 'row')}, \`n\` is ${one.n}` }];
    const rates = {
      selection_rate: [tp + fp, sum],
      recall: [tp, tp + fn],
      precision: [tp, tp + fp],
      false_positive_rate: [fp, fp + tn],
    } as const;
    const issues: ShapeIssue[] = Object.entries(rates).flatMap(([name, [k, n]]) => {
      const said = row[name as keyof typeof rates];
      const found = n === 0 ? null : k / n;
      const isSame = said === null || found === null ? said === found : Math.abs(said - found) <= 1e-4;
      return isSame ? [] : [{ path: [...path, name], message: `is ${said}, the cells give ${found}` }];
    });
    if (row.cost !== undefined) {
      const cost = one.costs && fp * one.costs.false_positive + fn * one.costs.false_negative;
      if (cost === undefined) issues.push({ path: [...path, 'cost'], message: 'stands without `costs`' });
      else if (!near(row.cost, cost)) {
        issues.push({ path: [...path, 'cost'], message: `is ${row.cost}, the cells give ${cost}` });
      }
    }
    return issues;
  });
}

function scoreIssues(one: Scores): ShapeIssue[] {
  const bins = one.edges.length - 1;
  const lists = [
    ['with_outcome', one.with_outcome, one.positives],
    ['without_outcome', one.without_outcome, one.n - one.positives],
  ] as const;
  const issues: ShapeIssue[] = lists.flatMap(([name, list, total]) => {
    if (list.length !== bins) {
      return [
        {
          path: [name],
          message: `has ${counted(list.length, 'value')}, ${one.edges.length} edges take ${bins}`,
        },
      ];
    }
    const sum = list.reduce<number>((all, value) => all + (value ?? 0), 0);
    const isWhole = !list.includes(null);
    if (isWhole ? sum === total : sum <= total) return [];
    return [
      {
        path: [name],
        message: `adds up to ${counted(sum, 'row')}, there ${total === 1 ? 'is' : 'are'} ${total}`,
      },
    ];
  });
  const at = one.edges.findIndex((edge, k) => k > 0 && edge <= one.edges[k - 1]!);
  if (at > 0) issues.push({ path: ['edges', at], message: 'is not above the edge before it' });
  return [...issues, ...overIssue(one)];
}

function gainIssues(one: Gains): ShapeIssue[] {
  const issues = one.rows.flatMap((row, k): ShapeIssue[] => {
    const before = one.rows[k - 1];
    const path: Path = ['rows', k];
    if (before !== undefined && (row.n < before.n || row.positives < before.positives)) {
      return [{ path, message: 'takes fewer rows than the part before it' }];
    }
    if (Math.abs(row.share - row.n / one.n) > 1e-4) {
      return [{ path: [...path, 'share'], message: `is ${row.share}, the rows give ${row.n / one.n}` }];
    }
    if (Math.abs(row.gain - row.positives / one.positives) > 1e-4) {
      return [
        {
          path: [...path, 'gain'],
          message: `is ${row.gain}, the rows give ${row.positives / one.positives}`,
        },
      ];
    }
    return [];
  });
  return [...issues, ...overIssue(one)];
}

const overIssue = ({ n, positives }: { n: number; positives: number }): ShapeIssue[] =>
  positives > n ? [{ path: ['positives'], message: `is ${positives}, of ${counted(n, 'row')}` }] : [];
