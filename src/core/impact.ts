/** What falls if something is withdrawn: found by taking it out of the graph and computing again what rests on it. */
import type { Artefact } from './artefact.ts';
import { carriedBy, cellKey } from './carried.ts';
import type { Cell, CellState } from './cell.ts';
import { byText, compareText } from './compare.ts';
import { cellsOf } from './coverage.ts';
import type { Link } from './link.ts';
import { grouping, once } from './once.ts';
import type { Claim, DriftRow, Node, Portfolio, System } from './portfolio.ts';
import { withdraw, withdrawnWith, type Withdrawn } from './withdraw.ts';

/** A cell before and after; `after` is `null` when there is no such cell any more, because its system is gone. */
export interface CellChange {
  before: Cell;
  after: Cell | null;
}

/** A number in prose that loses what it is read from. */
export interface ClaimChange {
  claim: Claim;
  after: Claim['state'];
}

/** Something whose proof goes. */
export interface Resting {
  /** Qualified id. */
  id: string;
  /** How many pieces of its evidence are valid besides. */
  left: number;
}

/** What happens to a portfolio when one thing is withdrawn. */
export interface Impact {
  node: Node;
  /** Cells whose state changes, in the portfolio's order. */
  cells: CellChange[];
  /** Cells whose proof names the thing and whose state stays: another control holds them, or they were weak before. */
  holding: Cell[];
  claims: ClaimChange[];
  /** Drift readings that were taken from it; an older file may hold some of them too. */
  readings: DriftRow[];
  /** Readings of the rest that lose the monitor that judges them. */
  unjudged: DriftRow[];
  /** Red readings of the rest that lose the decision that answers them. */
  undecided: DriftRow[];
  /** What cites it as evidence, by id. */
  resting: Resting[];
  /** The links that lead to it from elsewhere, in the state they would have. */
  links: Link[];
}

/** The cells that fall with one thing. */
export interface SinglePoint {
  node: Node;
  /** Evidenced cells that would be so no more. */
  evidenced: number;
  /** Every cell that becomes weaker, the hardest fall first. */
  falls: CellChange[];
}

/**
 * What falls if a thing is withdrawn: an evidence file proves nothing any more, and of anything else nothing has
 * the id; a system goes with all that is in it. Only cells whose proof names the thing are computed again, by the
 * function that computed them.
 * @throws {RangeError} when nothing has the id.
 */
export function impactOf(portfolio: Portfolio, id: string): Impact {
  const node = portfolio.index.nodes.get(id);
  if (!node) throw new RangeError(`nothing has the id ${id}`);
  const { index } = portfolio;
  const withdrawn = withdrawnWith(node, index);
  const { gone, broken } = withdrawn;
  const isLost = (one: string | null): boolean => one !== null && (gone.has(one) || one === broken);
  const position = positions(portfolio.cells);
  const cells = again(portfolio, withdrawn).sort((a, b) => position.get(a.before)! - position.get(b.before)!);
  const links = linksTo(portfolio, withdrawn);
  return {
    node,
    cells: cells.filter(isChange),
    holding: cells.filter((one) => !isChange(one)).map(({ before }) => before),
    claims: portfolio.claims
      .filter((claim) => claim.state === 'bound' && isLost(claim.evidence) && !gone.has(claim.artefact))
      .map((claim) => ({ claim, after: broken === null ? 'unbound' : 'lapsed' })),
    readings: portfolio.drift.filter((row) => isLost(row.evidence)),
    unjudged: portfolio.drift.filter((row) => isLost(row.monitor) && !isLost(row.evidence)),
    undecided: portfolio.drift.filter((row) => isLost(row.decision) && !isLost(row.evidence)),
    resting: restingOn(portfolio, links, isLost),
    links,
  };
}

/**
 * Every control, item and piece of evidence that cells fall with, ranked by the evidenced cells lost, then by all
 * cells that become weaker, then by id. What another control or file can replace is not among them.
 */
export function singlePoints(portfolio: Portfolio): SinglePoint[] {
  const points: SinglePoint[] = [];
  for (const id of carriedBy(portfolio.cells).keys()) {
    const node = portfolio.index.nodes.get(id);
    if (!node || !isPoint(node)) continue;
    const falls = again(portfolio, withdrawnWith(node, portfolio.index)).filter(isFall).sort(byFall);
    if (falls.length > 0) points.push({ node, evidenced: falls.filter(losesEvidence).length, falls });
  }
  return points.sort(
    (a, b) =>
      b.evidenced - a.evidenced || b.falls.length - a.falls.length || compareText(a.node.id, b.node.id),
  );
}

/** Whether something carries other things: a mapping row is the judgement itself, and a clause the duty. */
const isPoint = (node: Node): boolean =>
  node.type === 'evidence' ||
  node.type === 'control' ||
  (node.type === 'item' && node.kind !== 'mapping') ||
  isDecision(node);

const isDecision = (node: Node): boolean => node.type === 'artefact' && node.kind === 'decision';

/** Whether a cell that was evidenced is so no more. */
export const losesEvidence = ({ before, after }: CellChange): boolean =>
  before.state === 'evidenced' && after?.state !== 'evidenced';

/** States before waivers, from the one that is hardest to defend. `waived` is never one of them. */
const strength: readonly CellState[] = [
  'not-assessed',
  'gap',
  'planned',
  'partial',
  'lapsed',
  'implemented',
  'evidenced',
  'not-applicable',
];
const strengthOf = (cell: Cell | null): number => (cell === null ? -1 : strength.indexOf(cell.underlying));

const isChange = ({ before, after }: CellChange): boolean =>
  before.state !== after?.state || before.underlying !== after.underlying;

const isFall = ({ before, after }: CellChange): boolean => strengthOf(after) < strengthOf(before);

/** Evidenced cells first, then those that end weakest, then by system and clause. */
const byFall = (a: CellChange, b: CellChange): number =>
  Number(losesEvidence(b)) - Number(losesEvidence(a)) ||
  strengthOf(a.after) - strengthOf(b.after) ||
  byText<CellChange>(({ before }) => cellKey(before))(a, b);

const positions = once((cells: readonly Cell[]) => new Map(cells.map((cell, i) => [cell, i])));
const cellsBySystem = grouping((cell: Cell) => cell.system);

/** The cells whose proofs name what is withdrawn, computed again without it. */
function again(portfolio: Portfolio, withdrawn: Withdrawn): CellChange[] {
  const { gone, broken } = withdrawn;
  const carried = carriedBy(portfolio.cells);
  const named = new Set((broken === null ? [...gone] : [broken]).flatMap((id) => carried.get(id) ?? []));
  for (const id of gone) {
    if (portfolio.index.systems.has(id))
      for (const cell of cellsBySystem(portfolio.cells, id)) named.add(cell);
  }
  return [...Map.groupBy(named, (cell) => cell.system)].flatMap(([system, cells]) => {
    const after = new Map(
      cellsWithout(portfolio, withdrawn, system, cells).map((cell) => [cell.obligation, cell]),
    );
    return cells.map((before) => {
      const now = after.get(before.obligation);
      // When a clause applies does not depend on what stands behind it.
      return {
        before,
        after: now ? { ...now, timing: before.timing, applies_from: before.applies_from } : null,
      };
    });
  });
}

/** Some cells of one system, computed without what is withdrawn from catalogues of their clauses alone. */
function cellsWithout(
  portfolio: Portfolio,
  withdrawn: Withdrawn,
  id: string,
  cells: readonly Cell[],
): Cell[] {
  const system = portfolio.index.systems.get(id);
  if (!system) return [];
  const clauses = cells
    .filter((cell) => !withdrawn.gone.has(cell.obligation))
    .map((cell) => portfolio.index.clauses.get(cell.obligation))
    .filter((clause) => clause !== undefined);
  const wanted = Map.groupBy(clauses, (clause) => clause.catalogue);
  const catalogues = portfolio.catalogues.flatMap((catalogue) => {
    const some = wanted.get(catalogue.id);
    return some ? [{ ...catalogue, clauses: some }] : [];
  });
  const systems = [withRowsOn(new Set(clauses.map((clause) => clause.id)), system)];
  return cellsOf(withdraw({ ...portfolio, systems, catalogues }, withdrawn, id));
}

const rowsByObligation = once((artefact: Artefact) =>
  Map.groupBy(artefact.items, (item) => (item.kind === 'mapping' ? item.data['obligation'] : null)),
);

/** A system with the mapping rows of some clauses, and with nothing else in its files. */
const withRowsOn = (clauses: ReadonlySet<string>, system: System): System => ({
  ...system,
  artefacts: system.artefacts.flatMap((artefact) => {
    const rows = rowsByObligation(artefact);
    const items = [...clauses].flatMap((clause) => rows.get(clause) ?? []);
    return items.length === 0 ? [] : [{ ...artefact, items }];
  }),
});

function linksTo(portfolio: Portfolio, { gone, broken }: Withdrawn): Link[] {
  const links = (broken === null ? [...gone] : [broken])
    .flatMap((id) => portfolio.index.linksTo.get(id) ?? [])
    .filter((link) => !gone.has(link.from));
  return links
    .map((link): Link => ({ ...link, state: broken === null ? 'dangling' : 'broken' }))
    .sort(
      (a, b) =>
        compareText(a.from, b.from) ||
        compareText(a.type, b.type) ||
        compareText(a.to, b.to) ||
        compareText(a.field ?? '', b.field ?? ''),
    );
}

function restingOn(portfolio: Portfolio, links: readonly Link[], isLost: (id: string) => boolean): Resting[] {
  const ids = new Set(links.filter((link) => link.type === 'evidenced-by').map((link) => link.from));
  return [...ids].sort(compareText).map((id) => {
    const left = (portfolio.index.linksFrom.get(id) ?? []).filter(
      (link) => link.type === 'evidenced-by' && link.state === 'valid' && !isLost(link.to),
    );
    return { id, left: new Set(left.map((link) => link.to)).size };
  });
}
