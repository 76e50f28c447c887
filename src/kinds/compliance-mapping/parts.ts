/**
 * Which page holds the full rows of a mapping. Rows that fit stand on the mapping's own page; else they stand on pages
 * below it, cut by chapter and bytes, and the mapping's page has a line of references for each chapter and state, or,
 * of a framework too large even for that, a count for each page.
 */
import { anchorOf } from '../../core/address.ts';
import type { Artefact } from '../../core/artefact.ts';
import { cellStates, type CellState } from '../../core/cell.ts';
import { chaptersOf } from '../../core/chapter.ts';
import type { Catalogue } from '../../core/obligation.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { countCells } from '../../core/totals.ts';
import { groupsOf, type Group, type MappedClause } from './groups.ts';

/** The rows of one state in a chapter; `null` is the state of rows that make no cell. */
export interface StateRows {
  state: CellState | null;
  rows: MappedClause[];
}

/** The rows under one chapter of a catalogue, in the order of the law. */
export interface Chapter {
  title: string;
  rows: MappedClause[];
}

/** A page of full rows, all of one framework. */
export interface Part {
  /** `1`, `2` …: the last step of its address. */
  id: string;
  /** `AC-1 to AT-6`. */
  title: string;
  /** `null` for rows whose obligation is in no catalogue in use. */
  catalogue: Catalogue | null;
  rows: MappedClause[];
}

/** The rows of a mapping with the pages they stand on. */
export interface Layout {
  groups: Group[];
  /** The pages below the mapping's own; none while the rows fit there. */
  parts: Part[];
  partOf: ReadonlyMap<MappedClause, Part>;
  /** The frameworks whose rows the mapping's page lists one by one when they stand elsewhere. */
  listed: ReadonlySet<Group>;
  /** Clauses without a row that each list of the mapping's page names. */
  named: number;
}

/** Bytes of the mapping's page for its rows, its lists and its prose. The budget is 150 KB; the frame has the rest. */
const pageRoom = 122_000;
/** Bytes of rows on a page below it, which has neither lists nor prose. */
const partRoom = 132_000;
/** Clauses without a row that a list names while the rows stand beside it. */
const mostNamed = 120;
/** What the names of clauses without a row may take when the rows do not, bytes, and what a name takes. */
const [namesRoom, nameBytes] = [18_000, 260];

/**
 * The pages of a mapping.
 * @param base length of the site's base path, which every link repeats
 */
export function layoutOf(artefact: Artefact, portfolio: Portfolio, base = 0): Layout {
  const groups = groupsOf(artefact, portfolio);
  const weigh = (rows: readonly MappedClause[]): number =>
    rows.reduce((sum, row) => sum + rowBytes(row, base), 0);
  const prose = (artefact.body?.blocks ?? []).reduce(
    (sum, block) => sum + (block.type === 'html' ? block.html.length : 0),
    0,
  );
  const lists = groups.flatMap(({ derived, unassessed }) => [derived.length, unassessed.length]);
  const names = (most: number): number =>
    lists.reduce((sum, length) => sum + Math.min(length, most) * nameBytes, 0);
  const all = groups.reduce((sum, group) => sum + weigh(group.rows), 0);
  if (all + prose + names(mostNamed) <= pageRoom) {
    return { groups, parts: [], partOf: new Map(), listed: new Set(), named: mostNamed };
  }
  const filled = lists.filter((length) => length > 0).length;
  const named = Math.min(mostNamed, Math.floor(namesRoom / nameBytes / Math.max(1, filled)));
  const parts = groups
    .flatMap((group) =>
      pagesOf(group, portfolio, weigh).map((rows) => ({ catalogue: group.catalogue, rows })),
    )
    .map(({ catalogue, rows }, i): Part => ({ id: String(i + 1), title: titleOf(rows), catalogue, rows }));
  let room = pageRoom - prose - names(named) - parts.length * partBytes;
  const listed = groups.filter((group) => {
    const instead = parts.filter((part) => part.catalogue === group.catalogue).length * partBytes;
    const bytes =
      chaptersIn(group, portfolio).reduce((sum, chapter) => sum + lineBytes(chapter), 0) - instead;
    if (bytes > room) return false;
    room -= bytes;
    return true;
  });
  return {
    groups,
    parts,
    partOf: new Map(parts.flatMap((part) => part.rows.map((row) => [row, part]))),
    listed: new Set(listed),
    named,
  };
}

/** The rows of a framework by chapter; rows in no catalogue are one chapter without a title. */
export function chaptersIn(
  { catalogue, rows }: Pick<Group, 'catalogue' | 'rows'>,
  portfolio: Pick<Portfolio, 'index'>,
): Chapter[] {
  const titles = new Map(catalogue === null ? [] : chaptersOf(catalogue).map(({ id, title }) => [id, title]));
  const of = ({ clause }: MappedClause): string =>
    clause === null ? '' : (portfolio.index.nodes.get(clause.id)?.chapter ?? '');
  return [...Map.groupBy(rows, of)].map(([id, some]) => ({ title: titles.get(id) ?? id, rows: some }));
}

/** Rows by state, the strongest proof first, those that make no cell last. */
export function statesIn(rows: readonly MappedClause[]): StateRows[] {
  const byState = Map.groupBy(rows, ({ cell }) => cell?.state ?? null);
  return [...cellStates, null].flatMap((state) => {
    const some = byState.get(state);
    return some === undefined ? [] : [{ state, rows: some }];
  });
}

/** The cells that rows make, by state. */
export const countsOf = (rows: readonly MappedClause[]): Group['counts'] =>
  countCells(rows.flatMap(({ cell }) => cell ?? []));

/** What a row is called where its clause stands beside others: `AC-1(1)`. */
export const refOf = ({ clause, row, item }: MappedClause): string =>
  clause?.ref ?? row.obligation ?? item.local;

/**
 * The anchor of a row on a page of rows: its clause, which is shorter than the row's own anchor on the mapping's page,
 * because that page repeats it for every row.
 */
export const anchorIn = ({ item, row, clause }: MappedClause): string =>
  clause !== null && item.local === `map:${row.obligation}`
    ? anchorOf(clause.id.slice(clause.catalogue.length + 1))
    : anchorOf(item.local);

/** The root-relative address of a page of rows. */
export const partAddress = (page: string, { id }: Pick<Part, 'id'>): string => `${page}rows/${id}/`;

const titleOf = (rows: readonly MappedClause[]): string =>
  rows.length === 1 ? refOf(rows[0]!) : `${refOf(rows[0]!)} to ${refOf(rows.at(-1)!)}`;

/** The rows of a framework in runs that fit a page; a chapter is only cut when it is longer than a page. */
function pagesOf(
  group: Group,
  portfolio: Portfolio,
  weigh: (rows: readonly MappedClause[]) => number,
): MappedClause[][] {
  const pages: MappedClause[][] = [];
  let left = 0;
  for (const { rows } of chaptersIn(group, portfolio)) {
    const whole = weigh(rows);
    if (whole > left && whole <= partRoom) left = 0;
    for (const row of rows) {
      const bytes = weigh([row]);
      const page = pages.at(-1);
      if (page === undefined || bytes > left) {
        pages.push([row]);
        left = partRoom - bytes;
      } else {
        page.push(row);
        left -= bytes;
      }
    }
  }
  return pages;
}

/** About what a full row takes, bytes of HTML: its links repeat the base path, its texts may hold links of their own. */
function rowBytes({ item, row, clause, cell }: MappedClause, base: number): number {
  const links = [
    row.obligation,
    ...(row.controls ?? []),
    ...(row.evidence ?? []),
    ...(row.implemented_by ?? []),
  ]
    .filter((id) => id !== undefined)
    .reduce((sum, id) => sum + base + 38 + 2 * id.length, 0);
  const { remediation } = row;
  const people = [remediation?.owner, row.decided_by].filter((id) => id !== undefined);
  const told = [
    row.remainder,
    row.gap,
    remediation?.action,
    row.residual_risk,
    row.note,
    row.applicability_rationale,
    row.relationship,
    row.mapping_rationale,
    row.relationship && row.mapping_confidence,
    cell?.deciding_step == null ? undefined : cell.reason,
  ].filter((text) => text !== undefined);
  return (
    290 +
    item.local.length +
    Buffer.byteLength(clause?.title ?? '') +
    links +
    people.length * (base + 90) +
    told.reduce((sum, text) => sum + 40 + 1.25 * Buffer.byteLength(text), 0)
  );
}

/** About what the lines of a chapter take, bytes. */
const lineBytes = ({ title, rows }: Chapter): number =>
  160 +
  title.length +
  statesIn(rows).length * 210 +
  rows.reduce(
    (sum, one) => sum + 33 + anchorOf(one.item.local).length + anchorIn(one).length + refOf(one).length,
    0,
  );

/** About what the line of a page takes where it stands for its rows, bytes. */
const partBytes = 900;
