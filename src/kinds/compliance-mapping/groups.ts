// A mapping by framework, in the order of the law, with the cell that each row makes.
import type { Artefact, Item } from '../../core/artefact.ts';
import { isHole, isInScope, type Cell, type CellState } from '../../core/cell.ts';
import { compareNatural } from '../../core/compare.ts';
import type { Catalogue, Clause } from '../../core/obligation.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import type { Mapping } from './schema.ts';

/** A row with its clause and the cell it makes; each `null` when the row's obligation makes none. */
export interface MappedClause {
  item: Item;
  row: Mapping;
  clause: Clause | null;
  cell: Cell | null;
}

/** The rows of one framework. */
export interface Group {
  /** `null` for rows whose obligation is in no catalogue in use. */
  catalogue: Catalogue | null;
  rows: MappedClause[];
  /** Cells of the framework without a row in this artefact or another. */
  unassessed: { cell: Cell; clause: Clause | null }[];
  counts: Partial<Record<CellState, number>>;
}

/** The rows of a mapping by catalogue, catalogues and clauses in the order of the portfolio. */
export function groupsOf(artefact: Artefact, portfolio: Portfolio): Group[] {
  const cells = portfolio.cells.filter((cell) => cell.system === artefact.system);
  const byObligation = new Map(cells.map((cell) => [cell.obligation, cell]));
  const place = new Map(portfolio.clauses.map((clause, i) => [clause.id, i]));
  const rows = artefact.items
    .filter((item) => item.kind === 'mapping')
    .map((item): MappedClause => {
      const row = item.data as Mapping;
      const clause = portfolio.index.clauses.get(row.obligation ?? '') ?? null;
      const cell = byObligation.get(row.obligation ?? '') ?? null;
      return { item, row, clause, cell: cell?.row === item.id ? cell : null };
    })
    .sort(
      (a, b) =>
        (place.get(a.row.obligation ?? '') ?? Infinity) - (place.get(b.row.obligation ?? '') ?? Infinity) ||
        compareNatural(a.item.local, b.item.local),
    );
  const groups = portfolio.catalogues.map((catalogue) => groupOf(catalogue, rows, cells, portfolio));
  const lost = rows.filter(({ clause }) => clause === null);
  const all =
    lost.length === 0 ? groups : [...groups, { catalogue: null, rows: lost, unassessed: [], counts: {} }];
  return all.filter((group) => group.rows.length > 0);
}

function groupOf(
  catalogue: Catalogue,
  rows: readonly MappedClause[],
  cells: readonly Cell[],
  portfolio: Portfolio,
): Group {
  const own = cells.filter((cell) => cell.obligation.startsWith(catalogue.id + ':'));
  const counts: Partial<Record<CellState, number>> = {};
  for (const cell of own) counts[cell.state] = (counts[cell.state] ?? 0) + 1;
  return {
    catalogue,
    rows: rows.filter(({ clause }) => clause?.catalogue === catalogue.id),
    unassessed: own
      .filter((cell) => cell.row === null)
      .map((cell) => ({ cell, clause: portfolio.index.clauses.get(cell.obligation) ?? null })),
    counts,
  };
}

/** The counts of a headline: what is in scope, what is evidenced, what is a hole. */
export function tally(groups: readonly Group[]): { inScope: number; evidenced: number; holes: number } {
  const totals = { inScope: 0, evidenced: 0, holes: 0 };
  for (const { counts } of groups) {
    for (const [state, n] of Object.entries(counts) as [CellState, number][]) {
      if (isInScope(state)) totals.inScope += n;
      if (isHole(state)) totals.holes += n;
      if (state === 'evidenced') totals.evidenced += n;
    }
  }
  return totals;
}
