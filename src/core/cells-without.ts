/** The cells of a portfolio from which something is withdrawn: only those are computed again that may change. */
import { carriedBy } from './carried.ts';
import { isInScope, type Cell } from './cell.ts';
import { cellsOfSystem } from './coverage.ts';
import { grouping, once } from './once.ts';
import type { Portfolio, System } from './portfolio.ts';
import { withdraw, type Withdrawn } from './withdraw.ts';

/** A cell before and after; `after` is `null` when there is no such cell any more, because its system is gone. */
export interface CellChange {
  before: Cell;
  after: Cell | null;
}

/** Whether a cell that was evidenced is so no more; of a duty that has ended nothing is lost. */
export const losesEvidence = ({ before, after }: CellChange): boolean =>
  isInScope(before) && before.state === 'evidenced' && after?.state !== 'evidenced';

/** Where each cell stands among those of its portfolio. */
export const positions = once((cells: readonly Cell[]) => new Map(cells.map((cell, i) => [cell, i])));
const cellsBySystem = grouping((cell: Cell) => cell.system);

/** The cells that may change with what is withdrawn, computed again without it. */
export function cellsWithout(portfolio: Portfolio, withdrawn: Withdrawn): CellChange[] {
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
export function namingAny({ cells }: Pick<Portfolio, 'cells'>, { gone, broken }: Withdrawn): Set<Cell> {
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
