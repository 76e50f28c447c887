/** The matrix of one framework and one system: clauses by controls, folded by chapter, with the proof of each cell. */
import type { Cell, CellState, Timing } from '../../core/cell.ts';
import { anchorOf } from '../../core/address.ts';
import { grouping, ofSystem, once } from '../../core/once.ts';
import { clauseWord, type Catalogue, type Clause } from '../../core/obligation.ts';
import type { Portfolio, System } from '../../core/portfolio.ts';
import { countByTiming, countCells, type CellCounts } from '../../core/totals.ts';
import { withDates } from '../../ui/dates.ts';
import { count } from '../../ui/words.ts';

/** A clause of the top level with the cells of its leaves. */
export interface Chapter {
  clause: Clause;
  cells: Cell[];
  counts: CellCounts;
}

/** A column: a control, and how many of its cells are evidenced. */
export interface Column {
  id: string;
  title: string;
  evidenced: number;
  cells: number;
}

export interface Matrix {
  catalogue: Catalogue;
  system: System;
  cells: Cell[];
  counts: CellCounts;
  byTiming: Record<Timing, CellCounts>;
  chapters: Chapter[];
  columns: Column[];
  /** `111 obligations, 96 of them upcoming`. */
  note: string;
}

/** The clause of the top level that a clause stands under; itself when it is one. */
export function chapterOf(clause: Clause, portfolio: Pick<Portfolio, 'index'>): Clause {
  let at = clause;
  while (at.parent !== null) {
    const parent = portfolio.index.clauses.get(at.parent);
    if (!parent) break;
    at = parent;
  }
  return at;
}

/** Every pair of framework and system that has cells, in the order of catalogues and systems. */
export const matrixPairs = once((portfolio: Portfolio): { catalogue: Catalogue; system: System }[] =>
  portfolio.catalogues.flatMap((catalogue) =>
    portfolio.systems
      .filter((system) => system.frameworks.includes(catalogue.id))
      .filter((system) => cellsBetween(portfolio, catalogue, system).length > 0)
      .map((system) => ({ catalogue, system })),
  ),
);

/** The systems that have cells of a framework. */
export const systemsOn = (catalogue: Catalogue, portfolio: Portfolio): System[] =>
  matrixPairs(portfolio)
    .filter((pair) => pair.catalogue === catalogue)
    .map((pair) => pair.system);

/** Whether a framework has too many systems for a column each: they stand in a list of their own. */
export const isWide = (systems: readonly System[]): boolean => systems.length > mostSystems;

/** Systems that stand side by side on one page; more of them are counted, and listed on a page of their own. */
export const mostSystems = 12;

/** The cells of a clause, in the order of systems. */
export const cellsOn = grouping((cell: Cell) => cell.obligation);

export const cellsBetween = (portfolio: Portfolio, catalogue: Catalogue, system: System): Cell[] =>
  ofSystem(portfolio.cells, system.id).filter((cell) => cell.obligation.startsWith(catalogue.id + ':'));

/** The matrix between a framework and a system. */
export function matrixOf(portfolio: Portfolio, catalogue: Catalogue, system: System): Matrix {
  const cells = cellsBetween(portfolio, catalogue, system);
  const byTiming = countByTiming(cells);
  const upcoming = cells.filter((cell) => cell.timing === 'upcoming').length;
  return {
    catalogue,
    system,
    cells,
    counts: countCells(cells),
    byTiming,
    chapters: chaptersOf(cells, portfolio),
    columns: columnsOf(cells, portfolio),
    note:
      count(cells.length, clauseWord(catalogue)) +
      (upcoming === 0 ? '' : upcoming === cells.length ? ', all upcoming' : `, ${upcoming} of them upcoming`),
  };
}

/** Cells by the top-level clause they stand under, in the order of the catalogue. */
export function chaptersOf(cells: readonly Cell[], portfolio: Pick<Portfolio, 'index'>): Chapter[] {
  const groups = new Map<string, Chapter>();
  for (const cell of cells) {
    const clause = chapterOf(portfolio.index.clauses.get(cell.obligation)!, portfolio);
    const chapter = groups.get(clause.id) ?? { clause, cells: [], counts: countCells([]) };
    chapter.cells.push(cell);
    groups.set(clause.id, chapter);
  }
  return [...groups.values()].map((chapter) => ({ ...chapter, counts: countCells(chapter.cells) }));
}

function columnsOf(cells: readonly Cell[], portfolio: Portfolio): Column[] {
  const columns = new Map<string, Column>();
  for (const cell of cells) {
    cell.controls.forEach((id, i) => {
      const title = portfolio.index.nodes.get(id)?.title ?? id;
      const column = columns.get(id) ?? { id, title, evidenced: 0, cells: 0 };
      column.cells += 1;
      if (cell.paths[i] === 'evidenced') column.evidenced += 1;
      columns.set(id, column);
    });
  }
  return [...columns.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** How far one control carries one cell, or `null` when it is not mapped to it. */
export function pathState(cell: Cell, control: string): CellState | null {
  const at = cell.controls.indexOf(control);
  return at < 0 ? null : (cell.paths[at] ?? null);
}

/** Whether a chapter is one clause that has no parts: its row needs no heading of its own. */
export const isSingle = (chapter: Chapter): boolean => !chapter.clause.heading;

/** The part of an obligation's id after its catalogue, as an anchor. */
export const clauseAnchor = (obligation: string): string =>
  anchorOf(obligation.slice(obligation.indexOf(':') + 1));

/** The anchor of an evidence file on a matrix page. */
export const evidenceAnchor = (id: string): string => `e-${anchorOf(id.slice(id.indexOf('/') + 1))}`;

/** The control at which a cell's proof breaks: the one whose step, item or file decides; else `null`. */
export function decidingControl(cell: Cell): string | null {
  if (cell.deciding_step === null) return null;
  return (
    cell.steps
      .slice(0, cell.deciding_step + 1)
      .reverse()
      .find((step) => step.type === 'control')?.id ?? null
  );
}

/** A text of the core without the back-ticks that mark ids in a terminal, its dates as people write them. */
export const plain = (text: string): string => withDates(text.replaceAll('`', ''));

/** The columns of a row: marks, and runs of empty cells drawn as one. */
export function runsOf(
  cell: Cell,
  columns: readonly Column[],
): (number | { control: string; state: CellState })[] {
  const runs: (number | { control: string; state: CellState })[] = [];
  for (const column of columns) {
    const state = pathState(cell, column.id);
    const last = runs.at(-1);
    if (state !== null) runs.push({ control: column.id, state });
    else if (typeof last === 'number') runs[runs.length - 1] = last + 1;
    else runs.push(1);
  }
  return runs;
}
