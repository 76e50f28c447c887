import { fixed } from '../../evidence/format.ts';
import { percent } from '../../core/percent.ts';
import { writeFigure } from '../figures.ts';
import type { Area } from './area.ts';
import type { AreaResult, Opinion } from './schema.ts';
import type { FindingSeverity, FindingStatus } from './validation-finding.ts';
import type { Outcome, ValidationTest } from './validation-test.ts';

/** Opinions as a page says them. */
export const opinionWords: Record<Opinion, string> = {
  'fit-for-purpose': 'Fit for purpose',
  'fit-with-conditions': 'Fit with conditions',
  'not-fit-for-purpose': 'Not fit for purpose',
  'no-opinion': 'No opinion',
};

export const outcomeWords: Record<Outcome, string> = {
  pass: 'Pass',
  fail: 'Fail',
  inconclusive: 'Inconclusive',
  'not-run': 'Not run',
};

export const areaWords: Record<Area, string> = {
  'conceptual-soundness': 'Conceptual soundness',
  data: 'Data',
  'outcomes-analysis': 'Outcomes analysis',
  'ongoing-monitoring': 'Ongoing monitoring',
  implementation: 'Implementation',
  fairness: 'Fairness',
  explanation: 'Explanation',
  'use-and-controls': 'Use and controls',
};

export const areaResultWords: Record<AreaResult, string> = {
  satisfactory: 'Satisfactory',
  'satisfactory-with-findings': 'Satisfactory, with findings',
  unsatisfactory: 'Unsatisfactory',
  inconclusive: 'Inconclusive',
};

export const severityWords: Record<FindingSeverity, string> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};

export const statusWords: Record<FindingStatus, string> = {
  open: 'Open',
  remediating: 'In hand',
  accepted: 'Accepted',
  closed: 'Closed',
};

/** A figure of a test with its digits and unit. */
export const figureWords = (
  value: number,
  { digits, unit }: Pick<ValidationTest, 'digits' | 'unit'>,
): string => writeFigure(value, { unit, ...(digits !== undefined && { digits }) });

/** A limit as it was set, with the digits that it was set with: `≥ 0.8`, `0.9 to 1.1`; `null` where none is stated. */
export function limitWords({ operator, threshold, threshold_to: to, unit }: ValidationTest): string | null {
  if (operator === undefined || threshold === undefined) return null;
  const number = (value: number): string => {
    const shown = unit === '%' ? Number((value * 100).toPrecision(12)) : value;
    const [, part = ''] = String(shown).split('.');
    return fixed(shown, part.length);
  };
  const named = (text: string): string =>
    unit === undefined ? text : unit === '%' ? percent(text) : `${text} ${unit}`;
  if (operator === 'between') return named(`${number(threshold)} to ${to === undefined ? '?' : number(to)}`);
  return named(`${operator === 'at-least' ? '≥' : '≤'}\u00a0${number(threshold)}`);
}
