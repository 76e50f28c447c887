import { z } from 'zod';
import { date, field, ref, text } from '../../core/field.ts';
import { boundNumber, evidenceIds } from '../types.ts';
import { areas } from './area.ts';

const testKinds = [
  'discrimination',
  'calibration',
  'accuracy',
  'stability',
  'sensitivity',
  'stress',
  'robustness',
  'adversarial',
  'fairness',
  'back-test',
  'benchmark',
  'process-verification',
  'implementation',
] as const;

/** How a result has to lie to its threshold. */
const operators = ['at-least', 'at-most', 'between'] as const;
export type Operator = (typeof operators)[number];

/** What has to be on the right side: the figure alone, or its whole interval. */
const judgements = ['value', 'interval'] as const;

/** How a test ended. */
export const outcomes = ['pass', 'fail', 'inconclusive', 'not-run'] as const;
export type Outcome = (typeof outcomes)[number];

/** One test with the threshold that was set before it ran; what follows from the two is computed. */
export const validationTest = z.strictObject({
  id: field(text(), 'C', 'Stable id, such as `VT-01`.', 'GK'),
  name: field(text(), 'R', 'What was tested, in a few words.', 'Art. 9(8); Annex IV(2)(g)', { tier: 3 }),
  kind: field(z.enum(testKinds), 'R', 'What sort of test it is.', 'Annex IV(2)(g)'),
  area: field(z.enum(areas), 'O', 'The area it belongs to.', 'SR26 §V'),
  method: field(text(), 'R', 'How it was done, on which data.', 'Annex IV(2)(g)', { tier: 2 }),
  operator: field(
    z.enum(operators),
    'R',
    'How the result has to lie to the threshold: at-least, at-most or between.',
    'Art. 9(8)',
    { tier: 3 },
  ),
  threshold: field(
    z.number(),
    'R',
    'The limit that decides, of `between` the lower one.',
    'Art. 9(8); Annex IV(2)(g)',
    { tier: 3 },
  ),
  threshold_to: field(z.number(), 'C', 'The upper limit; needed of `between`.', 'Art. 9(8)'),
  judged_by: field(
    z.enum(judgements),
    'O',
    'Whether the value decides (the default), or its whole interval has to be on the right side.',
    'CDX performanceMetric; GK',
  ),
  minimum_n: field(z.int().min(1), 'O', 'Rows below which the test decides nothing.', 'GK'),
  set_by: field(ref('party'), 'R', 'Who set the threshold.', 'Art. 9(8)', { tier: 2 }),
  set_on: field(date(), 'R', 'When: before the day of the run.', 'Art. 9(8)', { tier: 2 }),
  threshold_rationale: field(text(), 'R', 'Why this threshold and not another.', 'Art. 9(8)'),
  run_on: field(date(), 'C', 'When the test was run; needed unless it was not.', 'Art. 9(8); Annex IV(2)(g)'),
  result: field(
    boundNumber(),
    'C',
    'The result, read from evidence: `{ from: "ev:perf-oot#/metrics/auc/value" }`. Interval and n beside it are read with it.',
    'Annex IV(2)(g)',
  ),
  digits: field(z.int().min(0).max(6), 'O', 'Digits after the point on the page; 3 unless stated.', 'GK'),
  unit: field(text(), 'O', 'Unit of result and threshold; `%` shows a share of one as a percentage.', 'GK'),
  evidence: field(
    evidenceIds(),
    'C',
    'What shows a result that is no number in a file, by id of the register.',
    'Annex IV(2)(g)',
  ),
  outcome: field(
    z.enum(outcomes),
    'R',
    'pass, fail, inconclusive or not-run, as it was recorded; held against what result and threshold give.',
    'Annex IV(2)(g)',
    { tier: 3 },
  ),
  note: field(text(), 'C', 'How to read the result; needed of inconclusive and not-run.', 'GK'),
  finding: field(
    ref('item', { kind: 'validation-finding', link: 'answers' }),
    'C',
    'The finding that follows from a test that failed, by id.',
    'SR26 §V',
  ),
});

export type ValidationTest = z.infer<typeof validationTest>;
