// A mapping by framework, in the order of the law, with the cell that each row makes.
import type { Artefact, Item } from '../../core/artefact.ts';
import { isHole, isInScope, type Cell } from '../../core/cell.ts';
import { compareNatural, compareText } from '../../core/compare.ts';
import type { Catalogue, Clause } from '../../core/obligation.ts';
import { ofSystem } from '../../core/once.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { formatDate } from '../../core/date.ts';
import { relationPhrases } from '../../core/relationship.ts';
import { countCells, evidencedShare, type CellCounts } from '../../core/totals.ts';
import type { AssessmentFinding, Mapping } from './schema.ts';

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
  /** Cells of the framework without a row in this artefact or another that have their state through a crosswalk. */
  derived: { cell: Cell; clause: Clause | null }[];
  /** Those that have neither. */
  unassessed: { cell: Cell; clause: Clause | null }[];
  /** Its cells, whether they have a row or not. */
  cells: readonly Cell[];
  counts: CellCounts;
}

/** The rows of a mapping by catalogue, catalogues and clauses in the order of the portfolio. */
export function groupsOf(artefact: Artefact, portfolio: Portfolio): Group[] {
  const cells = ofSystem(portfolio.cells, artefact.system);
  const byObligation = new Map(cells.map((cell) => [cell.obligation, cell]));
  const place = new Map(portfolio.clauses.map((clause, i) => [clause.id, i]));
  const placeOf = ({ obligation }: Mapping): number => place.get(obligation ?? '') ?? place.size;
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
        placeOf(a.row) - placeOf(b.row) || compareNatural(a.row.obligation ?? '', b.row.obligation ?? ''),
    );
  const groups = portfolio.catalogues.map((catalogue) => groupOf(catalogue, rows, cells, portfolio));
  const lost = rows.filter(({ clause }) => clause === null);
  const all =
    lost.length === 0
      ? groups
      : [
          ...groups,
          { catalogue: null, rows: lost, derived: [], unassessed: [], cells: [], counts: countCells([]) },
        ];
  return all.filter((group) => group.rows.length > 0);
}

function groupOf(
  catalogue: Catalogue,
  rows: readonly MappedClause[],
  cells: readonly Cell[],
  portfolio: Portfolio,
): Group {
  const own = cells.filter((cell) => cell.obligation.startsWith(catalogue.id + ':'));
  const withClauses = (some: readonly Cell[]): Group['unassessed'] =>
    some.map((cell) => ({ cell, clause: portfolio.index.clauses.get(cell.obligation) ?? null }));
  return {
    catalogue,
    rows: rows.filter(({ clause }) => clause?.catalogue === catalogue.id),
    derived: withClauses(own.filter((cell) => cell.derived)),
    unassessed: withClauses(own.filter((cell) => cell.row === null && !cell.derived)),
    cells: own,
    counts: countCells(own),
  };
}

/** The cells of all groups by state. */
export const totals = (groups: readonly Pick<Group, 'cells'>[]): CellCounts =>
  countCells(groups.flatMap(({ cells }) => cells));

/** The counts of a headline: what is in scope, what is evidenced, what is a hole. */
export function tally(groups: readonly Pick<Group, 'cells'>[]): {
  inScope: number;
  evidenced: number;
  holes: number;
} {
  const cells = groups.flatMap((group) => group.cells);
  const { part, whole } = evidencedShare(cells);
  const holes = cells.filter((cell) => isInScope(cell) && isHole(cell.state)).length;
  return { inScope: whole, evidenced: part, holes };
}

const findingWords: Record<AssessmentFinding, string> = {
  satisfied: 'Satisfied',
  'not-satisfied': 'Not satisfied',
  'not-evidenced': 'Not evidenced',
};

/** The outcome of a row's assessment as a word; `null` when there is none. */
export const outcomeOf = ({ finding }: Mapping): string | null =>
  finding === undefined ? null : findingWords[finding];

/** How the controls of a row relate to its clause, on what that rests and how sure it is; `null` when nothing is said. */
export function relationOf({ relationship, mapping_rationale, mapping_confidence }: Mapping): string | null {
  if (relationship === undefined) return null;
  const ground = [
    mapping_rationale,
    mapping_confidence && mapping_confidence !== 'unspecified' && `${mapping_confidence} confidence`,
  ].filter((part) => part);
  const verb = relationPhrases[relationship].replace(/^is /, 'are ').replace(/^has /, 'have ');
  const plural = verb === 'intersects with' ? 'intersect with' : verb;
  return `The controls ${plural} what the clause asks for${ground.length === 0 ? '' : ` (${ground.join(', ')})`}`;
}

/** When, by whom, how and against which edition a row was assessed; `null` when nothing is said. */
export function assessmentOf(row: Mapping, portfolio: Pick<Portfolio, 'index'>): string | null {
  const { assessed_by: by, assessed_on: on, assessment_method: method, catalogue_version: version } = row;
  const parts = [
    on && `on ${formatDate(on)}`,
    by && `by ${portfolio.index.parties.get(by)?.title ?? by}`,
    method && `(${method.toLowerCase()})`,
    version && `against the catalogue “${version}”`,
  ].filter((part) => part);
  return parts.length === 0 ? null : `Assessed ${parts.join(' ')}`;
}

/** The assessment that most rows of a table share, when it is worth saying once. */
export function usualAssessment(
  rows: readonly MappedClause[],
  portfolio: Pick<Portfolio, 'index'>,
): string | null {
  const times = new Map<string, number>();
  for (const { row, cell } of rows) {
    const assessment = cell?.state === 'not-applicable' ? null : assessmentOf(row, portfolio);
    if (assessment !== null) times.set(assessment, (times.get(assessment) ?? 0) + 1);
  }
  const first = [...times].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]))[0];
  return first !== undefined && first[1] > 2 ? first[0] : null;
}
