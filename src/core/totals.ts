import { cellStates, isInScope, timings, type Cell, type CellState, type Timing } from './cell.ts';
import { countFindings, type FindingCounts } from './finding.ts';
import { percent } from './percent.ts';
import type { Portfolio } from './portfolio.ts';

/** Cells per state. */
export type CellCounts = Record<CellState, number>;

/** A share with its denominator; never a bare percentage. */
export interface Share {
  part: number;
  whole: number;
}

/** Counts cells by state; every state is present, so that a missing one reads 0 and not nothing. */
export function countCells(cells: readonly Cell[]): CellCounts {
  const counts = Object.fromEntries(cellStates.map((state) => [state, 0])) as CellCounts;
  for (const cell of cells) counts[cell.state] += 1;
  return counts;
}

/** Counts cells by timing, then state. */
export function countByTiming(cells: readonly Cell[]): Record<Timing, CellCounts> {
  return Object.fromEntries(
    timings.map((timing) => [timing, countCells(cells.filter((cell) => cell.timing === timing))]),
  ) as Record<Timing, CellCounts>;
}

/** Evidenced cells of those in scope: neither a decision that a duty does not apply nor a duty that has ended is. */
export const evidencedShare = (cells: readonly Cell[]): Share => {
  const owed = cells.filter(isInScope);
  return { part: owed.filter((cell) => cell.state === 'evidenced').length, whole: owed.length };
};

/** The same by timing, which add up to it: what is not in force yet is counted apart, and of what has ended nothing. */
const evidencedByTiming = (cells: readonly Cell[]): Record<Timing, Share> =>
  Object.fromEntries(
    timings.map((timing) => [timing, evidencedShare(cells.filter((cell) => cell.timing === timing))]),
  ) as Record<Timing, Share>;

/**
 * A share in words: `22 of 43 (51 %)`; nothing of nothing is nothing in scope, never 100 %, and only all or none
 * is rounded to 100 or 0 %.
 */
export function formatShare({ part, whole }: Share): string {
  if (whole === 0) return 'nothing in scope';
  const rounded = Math.round((100 * part) / whole);
  const shown = part === 0 || part === whole ? rounded : Math.min(99, Math.max(1, rounded));
  return `${part} of ${whole} (${percent(shown)})`;
}

/** `22 of 43 (51 %) evidenced`; of nothing in scope nothing is said to be evidenced or not. */
export const formatEvidenced = (share: Share): string =>
  share.whole === 0 ? formatShare(share) : `${formatShare(share)} evidenced`;

/** The totals that console, JSON, pages, CSV and XLSX all print. */
export interface Totals {
  cells: CellCounts;
  cells_by_timing: Record<Timing, CellCounts>;
  /** Cells evidenced, of those in scope. */
  evidenced_cells: Share;
  evidenced_cells_by_timing: Record<Timing, Share>;
  /** Cells that have their state through a crosswalk; they are counted by state too. */
  derived_cells: number;
  findings: FindingCounts;
  systems: number;
  artefacts: number;
  items: number;
  controls: number;
  evidence: number;
  obligations: number;
  links: number;
  claims: number;
}

/** The one function that counts a portfolio. */
export function totalsOf(portfolio: Portfolio): Totals {
  return {
    cells: countCells(portfolio.cells),
    cells_by_timing: countByTiming(portfolio.cells),
    evidenced_cells: evidencedShare(portfolio.cells),
    evidenced_cells_by_timing: evidencedByTiming(portfolio.cells),
    derived_cells: portfolio.cells.filter((cell) => cell.derived).length,
    findings: countFindings(portfolio.findings),
    systems: portfolio.systems.length,
    artefacts: portfolio.artefacts.length,
    items: portfolio.items.length,
    controls: portfolio.artefacts.filter((one) => one.kind === 'control').length,
    evidence: portfolio.evidence.length,
    obligations: portfolio.clauses.length,
    links: portfolio.links.length,
    claims: portfolio.claims.length,
  };
}
