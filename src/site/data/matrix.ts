/** The matrix of one framework and one system: clauses by controls, folded by chapter, with the proof of each cell. */
import type { Cell, Timing } from '../../core/cell.ts';
import { anchorOf } from '../../core/address.ts';
import { compareText } from '../../core/compare.ts';
import { grouping, ofSystem, once } from '../../core/once.ts';
import { clauseWord, type Catalogue, type Clause } from '../../core/obligation.ts';
import type { Portfolio, System } from '../../core/portfolio.ts';
import { countByTiming, countCells, type CellCounts } from '../../core/totals.ts';
import { longDate, shortDate } from '../../ui/dates.ts';
import { count } from '../../ui/words.ts';
import { textAt } from './fields.ts';

/** A clause of the top level with the cells of its leaves. */
export interface Chapter {
  clause: Clause;
  cells: Cell[];
  counts: CellCounts;
}

/** A column: a control, who runs it and how, and how many of its cells are evidenced. */
export interface Column {
  id: string;
  title: string;
  /** The title of the party that runs it. */
  owner: string | null;
  /** Whether it prevents, detects, corrects or directs. */
  type: string | null;
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
function chapterOf(clause: Clause, portfolio: Pick<Portfolio, 'index'>): Clause {
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

/** The cells of a system in a catalogue. */
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

/** The controls that carry some of the cells, by id. */
export function columnsOf(cells: readonly Cell[], portfolio: Portfolio): Column[] {
  const columns = new Map<string, Column>();
  for (const cell of cells) {
    cell.controls.forEach((id, i) => {
      const column = columns.get(id) ?? newColumn(id, portfolio);
      column.cells += 1;
      if (cell.paths[i] === 'evidenced') column.evidenced += 1;
      columns.set(id, column);
    });
  }
  return [...columns.values()].sort((a, b) => compareText(a.id, b.id));
}

function newColumn(id: string, portfolio: Portfolio): Column {
  const data = portfolio.index.artefacts.get(id)?.data;
  const owner = textAt(data, 'control_owner') ?? textAt(data, 'owner');
  return {
    id,
    title: portfolio.index.nodes.get(id)?.title ?? id,
    owner: owner === null ? null : partyTitle(owner, portfolio),
    type: textAt(data, 'type'),
    evidenced: 0,
    cells: 0,
  };
}

/** The name of a party for people; what is no party's id stays as it is. */
export const partyTitle = (id: string, portfolio: Portfolio): string =>
  portfolio.index.parties.get(id)?.title ?? id;

/** Whether a chapter is one clause that has no parts: its row needs no heading of its own. */
export const isSingle = (chapter: Chapter): boolean => !chapter.clause.heading && chapter.cells.length === 1;

/** The anchor of a cell's proof on the page that holds it. */
export const proofAnchor = (cell: Pick<Cell, 'obligation'>): string => `p-${clauseAnchor(cell.obligation)}`;

/** The anchor of a control on a matrix page: what carries it. */
export const controlAnchor = (id: string): string => `k-${anchorOf(id)}`;

/** The part of an obligation's id after its catalogue, as an anchor. */
export const clauseAnchor = (obligation: string): string =>
  anchorOf(obligation.slice(obligation.indexOf(':') + 1));

/** The anchor of an evidence file on a matrix page. */
export const evidenceAnchor = (id: string): string => `e-${anchorOf(id.slice(id.indexOf('/') + 1))}`;

/** When upcoming duties begin: `17 from 2 Dec 2026, 79 from 2 Dec 2027`; the first `most` dates, then how many more. */
export function startsOf(cells: readonly Cell[], most = 4): string {
  const dates = Map.groupBy(cells, (cell) => cell.applies_from ?? '');
  const sorted = [...dates].sort(([a], [b]) => compareText(a || '9999', b || '9999'));
  const named = sorted
    .slice(0, most)
    .map(([date, own]) => `${own.length} ${date === '' ? 'without a date' : `from ${shortDate(date)}`}`);
  const rest = sorted.slice(most).reduce((sum, [, own]) => sum + own.length, 0);
  return [...named, ...(rest > 0 ? [`${rest} later`] : [])].join(', ');
}

/** Says of a framework that has ended, or that another one replaces, that it is kept as history. */
export function endNote(
  catalogue: Catalogue,
  portfolio: Pick<Portfolio, 'catalogues' | 'as_of'>,
): string | null {
  if (catalogue.ends === null && catalogue.superseded_by === null) return null;
  const next = portfolio.catalogues.find((one) => one.id === catalogue.superseded_by);
  const name = next?.short_title ?? catalogue.superseded_by;
  const { ends, short_title } = catalogue;
  if (ends !== null && ends > portfolio.as_of)
    return `${short_title} ends on ${longDate(ends)}${name ? `; ${name} takes its place` : ''}.`;
  const how = ends === null ? 'was superseded' : `ended on ${longDate(ends)}`;
  return `${short_title} ${how}${name ? `; ${name} took its place` : ''}. The mapping is kept as history.`;
}
