/** The features of a profile with their readings. */
import { ofSystem } from '../../core/once.ts';
import type { DriftRow, Portfolio } from '../../core/portfolio.ts';
import type { Evidence } from '../../core/records.ts';
import { stripsOf, type Strip } from '../../charts/feature-strips.ts';

/** Features on one page. */
export const stripsPerPage = 100;

/**
 * The readings of a profile by the method that most features have, PSI before others, and a strip for each feature,
 * worst first.
 */
export function profileStrips(
  record: Pick<Evidence, 'id' | 'system'>,
  portfolio: Pick<Portfolio, 'drift'>,
): { rows: readonly DriftRow[]; strips: Strip[] } {
  const own = ofSystem(portfolio.drift, record.system).filter(
    (row) => row.evidence === record.id && row.source === 'profile',
  );
  const [first] = [...Map.groupBy(own, ({ method }) => method)].sort(
    ([a, x], [b, y]) => Number(b === 'PSI') - Number(a === 'PSI') || y.length - x.length,
  );
  const rows = first?.[1] ?? [];
  return { rows, strips: stripsOf(rows) };
}

/** The further pages of a profile's features: the first stands on the page of the evidence. */
export const stripPages = (strips: readonly Strip[]): { part: number; strips: Strip[] }[] =>
  Array.from({ length: Math.max(0, Math.ceil(strips.length / stripsPerPage) - 1) }, (_, i) => ({
    part: i + 2,
    strips: strips.slice((i + 1) * stripsPerPage, (i + 2) * stripsPerPage),
  }));
