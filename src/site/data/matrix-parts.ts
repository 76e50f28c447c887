/**
 * Which page holds the table and the proofs of a clause. A matrix that fits one page is whole; a larger one has a
 * page for each chapter, cut further where a chapter is too long, so that no page grows with the catalogue.
 */
import type { Cell } from '../../core/cell.ts';
import { once } from '../../core/once.ts';
import type { Catalogue } from '../../core/obligation.ts';
import type { Portfolio, System } from '../../core/portfolio.ts';
import { countCells, type CellCounts } from '../../core/totals.ts';
import { href } from '../../ui/href.ts';
import {
  chaptersOf,
  clauseAnchor,
  columnsOf,
  isSingle,
  matrixOf,
  proofAnchor,
  type Chapter,
  type Column,
  type Matrix,
} from './matrix.ts';
import { rowHtml } from './matrix-rows.ts';
import { proofHtml } from './proof-html.ts';

/** A page of a matrix: some of its clauses with their proofs. */
export interface Part {
  /** Below the address of the matrix: `art-9`, `art-9~2`; empty when the matrix is whole. */
  slug: string;
  /** `Art. 9 Risk management system`, `Art. 9 …, 2 of 3`, `Art. 4 to Art. 4a`. */
  title: string;
  chapters: Chapter[];
  cells: Cell[];
  counts: CellCounts;
  columns: Column[];
  /** About what its clauses take of the page, bytes. */
  weight: number;
}

/** A matrix with its pages. */
export interface Layout {
  matrix: Matrix;
  parts: Part[];
  /** The part of each obligation. */
  partOf: ReadonlyMap<string, Part>;
}

/** Bytes that the clauses of a page may take. The budget of a page is 150 KB; its frame has the rest. */
const most = 131_500;

const layouts = once((_portfolio: Portfolio) => new Map<string, Layout>());

/** The pages of the matrix between a framework and a system. */
export function layoutOf(portfolio: Portfolio, catalogue: Catalogue, system: System): Layout {
  const known = layouts(portfolio);
  const key = `${catalogue.id}/${system.id}`;
  let layout = known.get(key);
  if (!layout) known.set(key, (layout = makeLayout(portfolio, catalogue, system)));
  return layout;
}

/** Whether the table and the proofs of a matrix stand on its own page. */
export const isWhole = (layout: Layout): boolean => layout.parts.length === 1;

function makeLayout(portfolio: Portfolio, catalogue: Catalogue, system: System): Layout {
  const matrix = matrixOf(portfolio, catalogue, system);
  const weigh = scale(portfolio, matrix.columns);
  const groups = weigh(matrix.cells) <= most ? [matrix.chapters] : mergeSingles(matrix.chapters, weigh);
  const parts = groups.flatMap((chapters) => {
    const cells = chapters.flatMap((chapter) => chapter.cells);
    const runs = cut(cells, weigh);
    return runs.map((run, i): Part => {
      const anchor = clauseAnchor(chapters[0]!.clause.id);
      return {
        slug: groups.length === 1 && runs.length === 1 ? '' : i === 0 ? anchor : `${anchor}~${i + 1}`,
        title: titleOf(chapters) + (runs.length === 1 ? '' : `, ${i + 1} of ${runs.length}`),
        chapters: runs.length === 1 ? chapters : chaptersOf(run, portfolio),
        cells: run,
        counts: countCells(run),
        weight: weigh(run),
        columns: runs.length === 1 && groups.length === 1 ? matrix.columns : columnsOf(run, portfolio),
      };
    });
  });
  return {
    matrix,
    parts,
    partOf: new Map(parts.flatMap((part) => part.cells.map((cell) => [cell.obligation, part]))),
  };
}

function titleOf(chapters: readonly Chapter[]): string {
  const [first, last] = [chapters[0]!.clause, chapters.at(-1)!.clause];
  return first === last ? `${first.ref} ${first.title}` : `${first.ref} to ${last.ref}`;
}

/** Chapters that are one clause share a page with their neighbours: a page for each would say little. */
function mergeSingles(chapters: readonly Chapter[], weigh: Weigh): Chapter[][] {
  const groups: Chapter[][] = [];
  for (const chapter of chapters) {
    const last = groups.at(-1);
    const joins = last !== undefined && isSingle(chapter) && isSingle(last[0]!);
    if (joins && weigh([...last, chapter].flatMap((one) => one.cells)) <= most) last.push(chapter);
    else groups.push([chapter]);
  }
  return groups;
}

/** Cuts cells into runs that fit a page each, of about the same length. */
function cut(cells: Cell[], weigh: Weigh): Cell[][] {
  if (cells.length < 2 || weigh(cells) <= most) return [cells];
  const middle = Math.ceil(cells.length / 2);
  return [...cut(cells.slice(0, middle), weigh), ...cut(cells.slice(middle), weigh)];
}

type Weigh = (cells: readonly Cell[]) => number;

/**
 * How many bytes of HTML cells take: their rows and proofs as they are written, and about as much as the controls and
 * files they rest on take, each once.
 */
function scale(portfolio: Portfolio, columns: readonly Column[]): Weigh {
  const { clauses, linksFrom, evidence } = portfolio.index;
  const titles = new Map(columns.map((column) => [column.id, column.title]));
  const sizes = new Map<Cell, number>();
  const sizeOf = (cell: Cell): number => {
    let size = sizes.get(cell);
    const clause = clauses.get(cell.obligation);
    if (size === undefined && clause) {
      const elsewhere = (): string => href(matrixAddress(clause.catalogue, cell.system));
      size = bytes(rowHtml(cell, clause, columns)) + bytes(proofHtml(cell, portfolio, elsewhere));
      sizes.set(cell, size);
    }
    return size ?? 0;
  };
  return (cells) => {
    let sum = cells.reduce((all, cell) => all + sizeOf(cell), 0);
    for (const id of new Set(cells.flatMap((cell) => cell.controls))) {
      const links = (linksFrom.get(id) ?? []).filter((link) => carrying.has(link.type)).length;
      sum += 390 + 2 * bytes(titles.get(id) ?? '') + 5 * id.length + 190 * links;
    }
    for (const id of new Set(cells.flatMap((cell) => cell.evidence))) {
      const record = evidence.get(id);
      sum += 430 + bytes(record?.title ?? '') + 2 * bytes(record?.file ?? '') + bytes(record?.why ?? '');
    }
    return sum;
  };
}

/** The links by which a control lists what it rests on. */
const carrying: ReadonlySet<string> = new Set(['implemented-by', 'evidenced-by']);

const bytes = (text: string): number => Buffer.byteLength(text);

/** The root-relative address of the matrix between a framework and a system. */
export const matrixAddress = (catalogue: string, system: string): string =>
  `/traceability/${catalogue}/${system}/`;

/** The root-relative address of a part of a matrix. */
export const partAddress = ({ matrix }: Pick<Layout, 'matrix'>, part: Pick<Part, 'slug'>): string =>
  matrixAddress(matrix.catalogue.id, matrix.system.id) + (part.slug === '' ? '' : `${part.slug}/`);

/**
 * The root-relative address of a cell's proof, whichever page holds it: the one address that everything uses that
 * links to a cell.
 */
export function proofAddress(portfolio: Portfolio, cell: Pick<Cell, 'obligation' | 'system'>): string {
  const framework = cell.obligation.slice(0, cell.obligation.indexOf(':'));
  const catalogue = portfolio.catalogues.find((one) => one.id === framework);
  const system = portfolio.index.systems.get(cell.system);
  const anchor = `#${proofAnchor(cell)}`;
  if (!catalogue || !system) return matrixAddress(framework, cell.system) + anchor;
  const layout = layoutOf(portfolio, catalogue, system);
  return partAddress(layout, layout.partOf.get(cell.obligation) ?? { slug: '' }) + anchor;
}

/** The address of a cell's proof under the site's base path. */
export const proofHref = (portfolio: Portfolio, cell: Pick<Cell, 'obligation' | 'system'>): string =>
  href(proofAddress(portfolio, cell));
