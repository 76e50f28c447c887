/** Coverage in words and by framework, always with its denominator. */
import { isInScope, type Cell } from '../../core/cell.ts';
import { clauseWord, type Catalogue } from '../../core/obligation.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { countCells, evidencedShare, type CellCounts } from '../../core/totals.ts';
import { count } from '../../ui/words.ts';

export interface FrameworkCoverage {
  catalogue: Catalogue;
  cells: Cell[];
  counts: CellCounts;
  /** `20 obligations, binding; 4 upcoming`. */
  note: string;
}

/** Cells grouped by the catalogue of their clause, in the order the portfolio names its catalogues. */
export function byFramework(portfolio: Portfolio, cells: readonly Cell[]): FrameworkCoverage[] {
  const groups = Map.groupBy(cells, (cell) => cell.obligation.slice(0, cell.obligation.indexOf(':')));
  return portfolio.catalogues.flatMap((catalogue) => {
    const own = groups.get(catalogue.id);
    if (!own) return [];
    const upcoming = own.filter((cell) => cell.timing === 'upcoming').length;
    const ended = own.filter((cell) => cell.timing === 'ended').length;
    const note =
      count(own.length, clauseWord(catalogue)) +
      (upcoming > 0 ? `, ${upcoming} upcoming` : '') +
      (ended > 0 ? `, ${ended} ended` : '');
    return [{ catalogue, cells: own, counts: countCells(own), note }];
  });
}

/**
 * One sentence over cells: "22 of 43 clauses in scope are evidenced, 8 have lapsed". What does not apply or has ended
 * is not in the denominator, and nothing in scope is said as that, never as 100 %.
 */
export function coverageHeadline(cells: readonly Cell[]): string {
  const { part, whole: scope } = evidencedShare(cells);
  if (cells.length === 0) return 'No framework is mapped yet';
  if (cells.every(({ timing }) => timing === 'ended')) return 'Every duty of the frameworks named has ended';
  if (scope === 0) return 'Nothing is in scope of the frameworks named';
  const counts = countCells(cells.filter(isInScope));
  const parts = [`${part} of ${count(scope, 'clause')} in scope ${part === 1 ? 'is' : 'are'} evidenced`];
  if (counts.lapsed > 0) parts.push(`${counts.lapsed} ${counts.lapsed === 1 ? 'has' : 'have'} lapsed`);
  else if (counts.gap > 0) parts.push(`${counts.gap} ${counts.gap === 1 ? 'is a gap' : 'are gaps'}`);
  else if (counts['not-assessed'] > 0) parts.push(`${counts['not-assessed']} not yet assessed`);
  return parts.join(', ');
}
