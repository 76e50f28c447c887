/** What falls if something is withdrawn: found by taking it out of the graph and computing again what rests on it. */
import type { Breach } from './breach.ts';
import { carriedBy } from './carried.ts';
import { isInScope, type Cell, type CellState } from './cell.ts';
import { compareText } from './compare.ts';
import { cellsOfSystem } from './coverage.ts';
import type { Link } from './link.ts';
import { grouping, once } from './once.ts';
import type { Claim, DriftRow, Node, Portfolio, System } from './portfolio.ts';
import { isWeaker, strengths } from './strength.ts';
import { isInDoubt } from './suspect.ts';
import { isDecision } from './thing.ts';
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
  /** Settled breaches that would be open questions again: what decided them is gone. */
  reopened: Breach[];
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
  const withdrawn = withdrawnWith(node, portfolio);
  const { gone, broken } = withdrawn;
  const naming = namingAny(portfolio, withdrawn);
  const lost = broken === null ? [...gone] : [broken];
  const isLost = (one: string): boolean => gone.has(one) || one === broken;
  const position = positions(portfolio.cells);
  const cells = again(portfolio, withdrawn).sort((a, b) => position.get(a.before)! - position.get(b.before)!);
  const links = linksTo(portfolio, withdrawn);
  const remains = (row: DriftRow): boolean => !isLost(row.evidence);
  return {
    node,
    cells: cells.filter(isChange),
    holding: cells.filter((one) => !isChange(one) && naming.has(one.before)).map(({ before }) => before),
    claims: [
      ...lost
        .flatMap((one) => claimsOn(portfolio.claims, one))
        .filter(({ state, artefact }) => (state === 'bound' || state === 'suspect') && !gone.has(artefact))
        .map((claim): ClaimChange => ({ claim, after: broken === null ? 'unbound' : 'lapsed' })),
      ...doubted(portfolio, withdrawn),
    ],
    reopened: [...withdrawn.reopened],
    readings: lost.flatMap((one) => takenFrom(portfolio.drift, one)),
    unjudged: lost.flatMap((one) => judgedBy(portfolio.drift, one)).filter(remains),
    undecided: lost.flatMap((one) => decidedBy(portfolio.drift, one)).filter(remains),
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
  const hardestFirst = byFall(positions(portfolio.cells));
  for (const id of carriedBy(portfolio.cells).keys()) {
    const node = portfolio.index.nodes.get(id);
    if (!node || !isPoint(node)) continue;
    const falls = again(portfolio, withdrawnWith(node, portfolio)).filter(isFall).sort(hardestFirst);
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

/** Whether a cell that was evidenced is so no more; of a duty that has ended nothing is lost. */
export const losesEvidence = ({ before, after }: CellChange): boolean =>
  isInScope(before) && before.state === 'evidenced' && after?.state !== 'evidenced';

/** States before waivers, from the one that is hardest to defend. `waived` is never one of them. */
const strength: readonly CellState[] = [...strengths, 'not-applicable'];
const strengthOf = (cell: Cell | null): number => (cell === null ? -1 : strength.indexOf(cell.underlying));

const isChange = ({ before, after }: CellChange): boolean =>
  before.state !== after?.state || before.underlying !== after.underlying;

/** Whether less is proved of a duty than before, or a waiver of a finding accepts no more what it accepted. */
const isFall = ({ before, after }: CellChange): boolean =>
  before.timing !== 'ended' &&
  (strengthOf(after) < strengthOf(before) || (after !== null && isWeaker(after.state, before.state)));

/** Evidenced cells first, then those that end weakest, then in the portfolio's order. */
const byFall =
  (position: ReadonlyMap<Cell, number>) =>
  (a: CellChange, b: CellChange): number =>
    Number(losesEvidence(b)) - Number(losesEvidence(a)) ||
    strengthOf(a.after) - strengthOf(b.after) ||
    position.get(a.before)! - position.get(b.before)!;

/** Numbers that are read from what a breach casts doubt on once it is settled no more. */
function doubted({ claims }: Pick<Portfolio, 'claims'>, { gone, reopened }: Withdrawn): ClaimChange[] {
  const found = new Set(
    reopened.flatMap(({ evidence, doubts }) =>
      (evidence === null || gone.has(evidence) ? [] : claimsOn(claims, evidence)).filter(
        ({ state, artefact, path }) =>
          state === 'bound' &&
          !gone.has(artefact) &&
          path !== null &&
          doubts.some((doubt) => isInDoubt(path, doubt)),
      ),
    ),
  );
  return [...found].map((claim) => ({ claim, after: 'suspect' }));
}

/** Those in prose: what a field of front matter rests on is a link. */
const claimsOn = grouping((claim: Claim) => (claim.field === null ? claim.evidence : null));
const takenFrom = grouping((row: DriftRow) => row.evidence);
const judgedBy = grouping((row: DriftRow) => row.monitor);
const decidedBy = grouping((row: DriftRow) => row.decision);
const positions = once((cells: readonly Cell[]) => new Map(cells.map((cell, i) => [cell, i])));
const cellsBySystem = grouping((cell: Cell) => cell.system);

/** The cells that may change with what is withdrawn, computed again without it. */
function again(portfolio: Portfolio, withdrawn: Withdrawn): CellChange[] {
  const bySystem = Map.groupBy(affectedBy(portfolio, withdrawn), (cell) => cell.system);
  const systems = [...bySystem.keys()].flatMap((id) => {
    const system = portfolio.index.systems.get(id);
    return system ? [withRows(system)] : [];
  });
  // One graph for all systems a thing is used in; where that is one, links of shared controls are cut to it.
  const graph = withdraw(
    { ...portfolio, systems },
    withdrawn,
    systems.length === 1 ? systems[0]!.id : undefined,
  );
  const after = new Map<Cell, Cell>();
  for (const system of graph.systems) {
    const before = new Map((bySystem.get(system.id) ?? []).map((cell) => [cell.obligation, cell]));
    for (const cell of cellsOfSystem(graph, system, new Set(before.keys()))) {
      if (!withdrawn.gone.has(cell.obligation)) after.set(before.get(cell.obligation)!, cell);
    }
  }
  return [...bySystem.values()].flat().map((before) => ({ before, after: after.get(before) ?? null }));
}

/**
 * The cells whose proofs name what is withdrawn or becomes suspect with it, all cells of a system that is withdrawn,
 * and where a clause loses its row those that crosswalks lead to from it: what stood in the way of its own sources is
 * gone. Plans, decisions and waivers are somebody's, whom no proof names, and a waiver of a finding is named by none
 * either: without a party or a waiver every cell is looked at.
 */
function affectedBy(portfolio: Portfolio, withdrawn: Withdrawn): ReadonlySet<Cell> {
  if (isUnnamedGone(portfolio, withdrawn)) return new Set(portfolio.cells);
  const carried = carriedBy(portfolio.cells);
  const affected = namingAny(portfolio, withdrawn);
  add(affected, namingSuspect(portfolio, withdrawn));
  for (const id of withdrawn.gone) {
    if (portfolio.index.systems.has(id)) add(affected, cellsBySystem(portfolio.cells, id));
  }
  for (const cell of [...affected]) {
    if (cell.row !== null && withdrawn.gone.has(cell.row)) {
      for (const obligation of reachedFrom(cell.obligation, portfolio)) {
        add(
          affected,
          (carried.get(obligation) ?? []).filter((one) => one.system === cell.system),
        );
      }
    }
  }
  return affected;
}

/** Whether a party is withdrawn, or a waiver without its system: one that goes with its system was for its cells alone. */
function isUnnamedGone(
  { index, waivers }: Pick<Portfolio, 'index' | 'waivers'>,
  { gone }: Withdrawn,
): boolean {
  if ([...gone].some((id) => index.parties.has(id))) return true;
  return waivers.some(({ id, system }) => gone.has(id) && (system === null || !gone.has(system)));
}

/** The cells whose proofs name something of what is withdrawn. */
function namingAny({ cells }: Pick<Portfolio, 'cells'>, { gone, broken }: Withdrawn): Set<Cell> {
  const carried = carriedBy(cells);
  return new Set((broken === null ? [...gone] : [broken]).flatMap((id) => carried.get(id) ?? []));
}

/** The cells whose proofs name what becomes suspect with the decision that is withdrawn. */
function namingSuspect({ cells }: Pick<Portfolio, 'cells'>, { suspect }: Withdrawn): Cell[] {
  const carried = carriedBy(cells);
  return [...suspect.keys()].flatMap((link) => carried.get(link.from) ?? []);
}

const add = <T>(set: Set<T>, values: Iterable<T>): void => {
  for (const value of values) set.add(value);
};

const targetsOf = once((crosswalks: Portfolio['crosswalks']) =>
  Map.groupBy(
    crosswalks.flatMap((crosswalk) => crosswalk.rows),
    (row) => row.source,
  ),
);

/** The clauses that crosswalks lead to from one, over any number of them. */
function reachedFrom(obligation: string, { crosswalks }: Pick<Portfolio, 'crosswalks'>): ReadonlySet<string> {
  const targets = targetsOf(crosswalks);
  const reached = new Set<string>();
  const open = [obligation];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    for (const { target } of targets.get(at) ?? []) {
      if (reached.has(target)) continue;
      reached.add(target);
      open.push(target);
    }
  }
  return reached;
}

/** A system with its mapping rows and nothing else in its files: that is all that cells read there. */
const withRows = once((system: System): System => {
  const artefacts = system.artefacts.map((artefact) => ({
    ...artefact,
    items: artefact.items.filter((item) => item.kind === 'mapping'),
  }));
  return { ...system, artefacts: artefacts.filter((artefact) => artefact.items.length > 0) };
});

/**
 * The links stated elsewhere that would lead nowhere. Who owns a thing is said by the thing itself, and goes with it;
 * what a party owns and what a clause maps to is said by others, and dangles.
 */
function linksTo({ index }: Portfolio, { gone, broken }: Withdrawn): Link[] {
  const lost = broken === null ? [...gone] : [broken];
  const isSilent = (id: string): boolean => index.parties.has(id) || index.clauses.has(id);
  const links = [
    ...lost
      .flatMap((id) => index.linksTo.get(id) ?? [])
      .filter((link) => !gone.has(link.from) && !index.parties.has(link.from)),
    ...lost.filter(isSilent).flatMap((id) => index.linksFrom.get(id) ?? []),
  ];
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
