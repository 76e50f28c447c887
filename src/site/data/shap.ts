import type { Evidence } from '../../core/records.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { isShap } from '../../evidence/content.ts';
import { additivityOf, type Additivity } from '../../evidence/shap/additivity.ts';
import {
  importanceOverBatches,
  importanceOverTime,
  type ImportanceOverTime,
} from '../../evidence/shap/over-time.ts';
import { registerFeatures } from '../../evidence/shap/register.ts';
import type { Shap } from '../../evidence/shapes/shap.ts';
import { fixed, counted } from '../../evidence/format.ts';

/** The pages below that of a file of SHAP values, by their address. */
export const shapParts = {
  cases: 'Case by case',
  dependence: 'Feature by feature',
  rows: 'All rows together',
} as const;
export type ShapPart = keyof typeof shapParts;

/** The pages that a file can fill: what is drawn row by row needs rows. */
export const shapPartsOf = (shap: Shap): ShapPart[] =>
  (shap.rows ?? []).length === 0 ? [] : (Object.keys(shapParts) as ShapPart[]);

/** The importance of features over the batches of a file, else over all files of SHAP values of its system. */
export function shapOverTimeOf(
  record: Evidence,
  portfolio: Pick<Portfolio, 'evidence' | 'items'>,
): ImportanceOverTime | null {
  const files = portfolio.evidence
    .filter((one) => one.system === record.system)
    .flatMap(({ id, content }) => (isShap(content) ? [{ id, shap: content }] : []));
  const register = record.system === null ? [] : registerFeatures(portfolio, record.system);
  return (
    (isShap(record.content) ? importanceOverBatches(record.content, register) : null) ??
    importanceOverTime(files, register)
  );
}

/** Whether contributions add up, in words. */
function additivityWords({ grade, max_gap: gap, rows, why }: Additivity): string {
  if (grade === 'unknown') return `Not checkable: ${why}.`;
  const said =
    gap === null
      ? ''
      : `, largest gap ${gap < 1e-6 ? 'under 0.000001' : fixed(gap, Math.max(3, 1 - Math.floor(Math.log10(gap))))}`;
  const over = `over ${counted(rows, 'row')}${said}`;
  return {
    exact: `Base and contributions add up to the output exactly, ${over}.`,
    pass: `Base and contributions add up to the output within 1 %, ${over}.`,
    fail: `Base and contributions do not add up to the output, ${over}: these are not the contributions to that output.`,
  }[grade];
}

/** The check of a file, in words. */
export const additivitySaid = (shap: Shap): string => additivityWords(additivityOf(shap));
