import { ownersOf } from '../core/cell-owners.ts';
import type { Cell } from '../core/cell.ts';
import { grouping } from '../core/once.ts';
import type { Portfolio } from '../core/portfolio.ts';
import type { Table } from './table.ts';

/** The catalogue that a cell's clause stands in: its id up to the colon. */
const frameworkOf = ({ obligation }: Pick<Cell, 'obligation'>): string =>
  obligation.slice(0, obligation.indexOf(':'));

const byFramework = grouping((cell: Cell) => frameworkOf(cell));

/** The cells of a framework: those of the clauses of its catalogue. */
export const cellsOn = ({ cells }: Pick<Portfolio, 'cells'>, framework: string): readonly Cell[] =>
  byFramework(cells, framework);

/**
 * The matrix as a reviewer works through it: a table per framework that has cells, in the portfolio's order, with a
 * row per clause and system that says in words why the cell is as it is.
 */
export const frameworkTables = (portfolio: Pick<Portfolio, 'cells' | 'catalogues' | 'index'>): Table[] =>
  portfolio.catalogues.flatMap(({ id, short_title }) => {
    const cells = cellsOn(portfolio, id);
    return cells.length === 0 ? [] : [frameworkTable(portfolio, short_title, cells)];
  });

const frameworkTable = (
  portfolio: Pick<Portfolio, 'index'>,
  name: string,
  cells: readonly Cell[],
): Table => ({
  name,
  header: [
    'system',
    'obligation',
    'ref',
    'title',
    'state',
    'timing',
    'applies_from',
    'owners',
    'controls',
    'evidence',
    'deciding_step',
    'reason',
    'derived',
    'derived_from',
  ],
  types: { applies_from: 'date' },
  frozen: 2,
  rows: cells.map((cell) => {
    const clause = portfolio.index.clauses.get(cell.obligation);
    const from = cell.derived_from;
    return [
      cell.system,
      cell.obligation,
      clause?.ref,
      clause?.title,
      cell.state,
      cell.timing,
      cell.applies_from,
      ownersOf(portfolio, cell),
      cell.controls,
      cell.evidence,
      decidingStep(cell),
      cell.reason,
      cell.derived ? 'yes' : 'no',
      from && `${from.obligation} (${from.relationship}, ${from.crosswalk})`,
    ];
  }),
});

/** The step that decides a cell in a few words: `evidence retail-credit-pd/fairness: expired`. */
function decidingStep({ steps, deciding_step }: Cell): string | null {
  const step = deciding_step === null ? undefined : steps[deciding_step];
  return step ? `${step.type} ${step.id ?? step.title}: ${step.state}` : null;
}
