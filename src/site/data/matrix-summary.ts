/** Traceability in counts: chapters by systems, as far as they fit a page. */
import type { Cell, Timing } from '../../core/cell.ts';
import { timings } from '../../core/cell.ts';
import { grouping, ofSystem } from '../../core/once.ts';
import type { Catalogue } from '../../core/obligation.ts';
import type { Portfolio, System } from '../../core/portfolio.ts';
import { chaptersOf, isSingle, isWide, matrixPairs, systemsOn, type Chapter } from './matrix.ts';

/** The cells of a framework, over all systems. */
const cellsUnder = (portfolio: Portfolio, catalogue: Catalogue): readonly Cell[] =>
  byFramework(portfolio.cells, catalogue.id);

const byFramework = grouping((cell: Cell) => cell.obligation.slice(0, cell.obligation.indexOf(':')));

/** A row of a table of counts: a chapter, or a run of clauses that stand alone. */
export interface SummaryRow {
  ref: string;
  title: string;
  cells: readonly Cell[];
}

/** A column: a system, or all of them where they are too many for columns. */
export interface SummaryColumn {
  /** `null` for all systems. */
  system: System | null;
  title: string;
  /** Root-relative address of what it opens. */
  address: string;
}

/** Chapters by systems of one framework, in counts. */
export interface Summary {
  catalogue: Catalogue;
  cells: readonly Cell[];
  rows: SummaryRow[];
  columns: SummaryColumn[];
}

/** Above this many chapters, neighbours that are one clause each share a row. */
const mostRows = 60;

/** Bytes that the tables of counts on one page may take, by the estimate of `weightOf`. */
export const mostBytes = 110_000;

/** The summary of a framework, with a column for each system where they fit side by side. */
export function summaryOf(portfolio: Portfolio, catalogue: Catalogue): Summary {
  const cells = cellsUnder(portfolio, catalogue);
  const systems = systemsOn(catalogue, portfolio);
  const rows = rowsOf(chaptersOf(cells, portfolio));
  const side: Summary = {
    catalogue,
    cells,
    rows,
    columns: systems.map((system) => ({
      system,
      title: system.title,
      address: `/traceability/${catalogue.id}/${system.id}/`,
    })),
  };
  if (!isWide(systems) && weightOf(side) <= mostBytes) return side;
  const title = `All ${systems.length} systems`;
  return { ...side, columns: [{ system: null, title, address: `/traceability/${catalogue.id}/` }] };
}

/** The cells of a row in a column. */
export const cellsAt = (row: { cells: readonly Cell[] }, column: SummaryColumn): readonly Cell[] =>
  column.system === null ? row.cells : ofSystem(row.cells, column.system.id);

/** Cells by timing, those present only, in force first. */
export const byTiming = (cells: readonly Cell[]): { timing: Timing; cells: Cell[] }[] =>
  timings
    .map((timing) => ({ timing, cells: cells.filter((cell) => cell.timing === timing) }))
    .filter((group) => group.cells.length > 0);

/** The frameworks that some system answers to, in the order of the portfolio. */
export function frameworksUsed(portfolio: Portfolio): Catalogue[] {
  const used = new Set(matrixPairs(portfolio).map((pair) => pair.catalogue));
  return portfolio.catalogues.filter((catalogue) => used.has(catalogue));
}

/** About how many bytes of HTML a table of counts takes: constants measured on built pages. */
export function weightOf({ rows, columns }: Summary): number {
  let sum = 600 + 200 * columns.length;
  for (const row of rows) {
    sum += 160 + row.title.length;
    for (const column of columns) {
      const cells = cellsAt(row, column);
      sum += 60;
      for (const group of byTiming(cells))
        sum += 70 + 155 * new Set(group.cells.map((cell) => cell.state)).size;
    }
  }
  return sum;
}

function rowsOf(chapters: readonly Chapter[]): SummaryRow[] {
  const groups: Chapter[][] = [];
  for (const chapter of chapters) {
    const last = groups.at(-1);
    if (chapters.length > mostRows && last && isSingle(chapter) && isSingle(last[0]!)) last.push(chapter);
    else groups.push([chapter]);
  }
  return groups.map((group) => {
    const [first, last] = [group[0]!.clause, group.at(-1)!.clause];
    return first === last
      ? { ref: first.ref, title: first.title, cells: group[0]!.cells }
      : { ref: `${first.ref} to ${last.ref}`, title: '', cells: group.flatMap((chapter) => chapter.cells) };
  });
}
