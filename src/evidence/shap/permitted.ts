import type { Evidence } from '../../core/records.ts';
import { isShap } from '../content.ts';
import type { Shap } from '../shapes/shap.ts';

/**
 * The SHAP values of a file as they may be shown; `null` for other files. Rows about people are shown only where
 * nobody stands behind them, or without identifiers where a party permitted it; else the aggregates are what is left.
 * Source: GDPR Article 5(1)(c), data minimisation; the rule `evidence/rows-about-people`.
 */
export function shownShap(
  evidence: Pick<Evidence, 'content' | 'provenance' | 'rows_approved_by'> | null,
): Shap | null {
  if (evidence === null || !isShap(evidence.content)) return null;
  const { rows, ...rest } = evidence.content;
  if (rows === undefined || evidence.provenance === 'synthetic') return evidence.content;
  if (evidence.rows_approved_by === null) return { ...rest, n_drawn: 0 };
  return { ...rest, rows: rows.map(({ id: _, ...row }) => row) };
}
