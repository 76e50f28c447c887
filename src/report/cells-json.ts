/**
 * The cells of one framework and one system as the grid on a page reads them, `casebook/cells@1`: columns of values
 * and strings of one character a clause, because five hundred clauses by two hundred controls travel with the page.
 */
import { z } from 'zod';
import { cellStates, timings, type Cell } from '../core/cell.ts';
import type { Catalogue } from '../core/obligation.ts';
import type { Portfolio, System } from '../core/portfolio.ts';

const id = z.string().min(1);
const index = z.int().min(0);
const digits = (what: string) =>
  z
    .string()
    .regex(/^[0-9]*$/)
    .describe(what);

/** `data/cells/<framework>/<system>.json`. Every list of `clauses` and of `controls` has one entry for each of them. */
export const cellsSchema = z.strictObject({
  schema: z.literal('casebook/cells@1'),
  as_of: z.iso.date().describe('The day everything is computed for.'),
  framework: z.strictObject({ id, title: z.string() }),
  system: z.strictObject({ id, title: z.string() }),
  states: z.array(z.enum(cellStates)).describe('The states that digits stand for, by index.'),
  timings: z.array(z.enum(timings)).describe('The timings that digits stand for, by index.'),
  owners: z.array(z.string()).describe('Parties, by title, that numbers of `owners` and `owner` point into.'),
  types: z.array(z.string()).describe('Types of controls that numbers of `type` point into.'),
  evidence: z.array(id).describe('Evidence that numbers of `clauses.evidence` point into, by qualified id.'),
  pages: z
    .array(z.string())
    .describe(
      'Folders of the pages that hold the proofs, below the page of the matrix; empty for that page itself.',
    ),
  chapters: z
    .array(
      z.strictObject({ ref: z.string(), title: z.string(), single: z.boolean(), clauses: z.int().min(1) }),
    )
    .describe('Runs of clauses in the order of `clauses`, with how many stand in each.'),
  controls: z.strictObject({
    id: z.array(id),
    title: z.array(z.string()),
    owner: z.array(index.nullable()),
    type: z.array(index.nullable()),
  }),
  clauses: z.strictObject({
    id: z.array(id).describe('Without the id of the catalogue.'),
    ref: z.array(z.string()),
    title: z.array(z.string()),
    reason: z.array(z.string()).describe('One sentence: why the cell has its state.'),
    state: digits('One digit a clause.'),
    timing: digits('One digit a clause.'),
    applies_from: z.array(z.iso.date().nullable()),
    page: z.array(index),
    owners: z.array(z.array(index)),
    controls: z.array(z.array(index)).describe('In the order of the mapping row.'),
    evidence: z.array(z.array(index)),
    marks: z
      .array(z.string().regex(/^[0-9.]*$/))
      .describe(
        'One character a control: how far it carries the clause, a point where it is not mapped to it.',
      ),
  }),
  derived: z
    .array(z.strictObject({ clause: index, from: id }))
    .describe('The clauses whose state comes through a crosswalk, and from which obligation.'),
});

export type CellsJson = z.infer<typeof cellsSchema>;

/** The JSON Schema that is published with the others, by file name. */
export const cellsSchemas = (): [name: string, schema: unknown][] => [
  ['cells-1.schema', z.toJSONSchema(cellsSchema, { target: 'draft-2020-12' })],
];

/** What a page knows of a matrix beyond its cells. */
export interface CellsSource {
  portfolio: Pick<Portfolio, 'as_of' | 'index'>;
  catalogue: Pick<Catalogue, 'id' | 'short_title'>;
  system: Pick<System, 'id' | 'title'>;
  chapters: readonly { clause: { ref: string; title: string }; single: boolean; cells: readonly Cell[] }[];
  controls: readonly { id: string; title: string; owner: string | null; type: string | null }[];
  /** Who answers for a cell, by title. */
  ownersOf: (cell: Cell) => readonly string[];
  /** The folder of the page that holds a cell's proof, below the page of the matrix. */
  pageOf: (cell: Cell) => string;
}

/** The cells of a matrix as columns. */
export function cellsJson(source: CellsSource): CellsJson {
  const { portfolio, catalogue, system, chapters, controls } = source;
  const cells = chapters.flatMap((chapter) => chapter.cells);
  const [owners, types, evidence, pages] = [names(), names(), names(), names()];
  const at = new Map(controls.map((control, i) => [control.id, i]));
  const clauseOf = (cell: Cell) => portfolio.index.clauses.get(cell.obligation);
  const columns = {
    id: controls.map((control) => control.id),
    title: controls.map((control) => control.title),
    owner: controls.map((control) => (control.owner === null ? null : owners.of(control.owner))),
    type: controls.map((control) => (control.type === null ? null : types.of(control.type))),
  };
  const clauses = {
    id: cells.map((cell) => cell.obligation.slice(catalogue.id.length + 1)),
    ref: cells.map((cell) => clauseOf(cell)?.ref ?? ''),
    title: cells.map((cell) => clauseOf(cell)?.title ?? ''),
    reason: cells.map((cell) => cell.reason),
    state: cells.map((cell) => cellStates.indexOf(cell.state)).join(''),
    timing: cells.map((cell) => timings.indexOf(cell.timing)).join(''),
    applies_from: cells.map((cell) => cell.applies_from),
    page: cells.map((cell) => pages.of(source.pageOf(cell))),
    owners: cells.map((cell) => source.ownersOf(cell).map((owner) => owners.of(owner))),
    controls: cells.map((cell) => cell.controls.flatMap((control) => at.get(control) ?? [])),
    evidence: cells.map((cell) => cell.evidence.map((one) => evidence.of(one))),
    marks: cells.map((cell) => {
      const marks = new Array<string>(controls.length).fill('.');
      cell.controls.forEach((control, i) => {
        const column = at.get(control);
        const state = cell.paths[i];
        if (column !== undefined && state !== undefined) marks[column] = String(cellStates.indexOf(state));
      });
      return marks.join('');
    }),
  };
  return {
    schema: 'casebook/cells@1',
    as_of: portfolio.as_of,
    framework: { id: catalogue.id, title: catalogue.short_title },
    system: { id: system.id, title: system.title },
    states: [...cellStates],
    timings: [...timings],
    owners: owners.all,
    types: types.all,
    evidence: evidence.all,
    pages: pages.all,
    chapters: chapters.map(({ clause, single, cells: own }) => ({
      ref: clause.ref,
      title: clause.title,
      single,
      clauses: own.length,
    })),
    controls: columns,
    clauses,
    derived: cells.flatMap((cell, clause) =>
      cell.derived_from ? [{ clause, from: cell.derived_from.obligation }] : [],
    ),
  };
}

/** Numbers for names, in the order in which they are first asked for. */
function names(): { all: string[]; of: (name: string) => number } {
  const all: string[] = [];
  const known = new Map<string, number>();
  return {
    all,
    of: (name) => {
      let number = known.get(name);
      if (number === undefined) {
        number = all.push(name) - 1;
        known.set(name, number);
      }
      return number;
    },
  };
}
