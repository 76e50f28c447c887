import { cellStates, timings, type Cell } from '../core/cell.ts';
import { grouping } from '../core/once.ts';
import type { Portfolio } from '../core/portfolio.ts';
import { countCells, evidencedShare, formatShare } from '../core/totals.ts';
import { cellsOn } from './framework-tables.ts';
import type { CellValue } from './csv.ts';
import type { Table } from './table.ts';

/** What stands in a column that a row does not divide by. */
const all = 'all';

const bySystem = grouping((cell: Cell) => cell.system);
const byTiming = grouping((cell: Cell) => cell.timing);

/**
 * Cells counted by state, for every framework, system and timing and for all of each, always with the denominator.
 * Every figure comes from the functions that count for console, JSON and pages.
 */
export function totalsTable(portfolio: Pick<Portfolio, 'cells' | 'catalogues' | 'systems'>): Table {
  const row = (
    framework: string,
    system: string,
    timing: string,
    cells: readonly Cell[],
  ): readonly CellValue[] => {
    const share = evidencedShare(cells);
    const counts = countCells(cells);
    return [
      framework,
      system,
      timing,
      ...cellStates.map((state) => counts[state]),
      cells.length,
      share.whole,
      share.part,
      share.whole === 0 ? null : share.part / share.whole,
      formatShare(share),
    ];
  };
  /** The rows of some cells: all of them, and what of them is in force, upcoming or ended. */
  const rows = (framework: string, system: string, cells: readonly Cell[]) =>
    cells.length === 0 && system !== all
      ? []
      : [
          row(framework, system, all, cells),
          ...timings
            .filter((timing) => byTiming(cells, timing).length > 0)
            .map((timing) => row(framework, system, timing, byTiming(cells, timing))),
        ];
  return {
    name: 'Totals',
    header: [
      'framework',
      'system',
      'timing',
      ...cellStates,
      'cells',
      'in_scope',
      'evidenced_in_scope',
      'evidenced_share',
      'evidenced_in_words',
    ],
    types: { evidenced_share: 'share' },
    frozen: 3,
    rows: [
      ...rows(all, all, portfolio.cells),
      ...portfolio.systems.flatMap(({ id }) => rows(all, id, bySystem(portfolio.cells, id))),
      ...portfolio.catalogues.flatMap(({ id }) => {
        const cells = cellsOn(portfolio, id);
        if (cells.length === 0) return [];
        return [
          ...rows(id, all, cells),
          ...portfolio.systems.flatMap((system) => rows(id, system.id, bySystem(cells, system.id))),
        ];
      }),
    ],
  };
}
