import { carriedBy } from './carried.ts';
import type { Cell, CellState } from './cell.ts';
import { cellsWithout, losesEvidence, positions, type CellChange } from './cells-without.ts';
import { compareText } from './compare.ts';
import type { Node, Portfolio } from './portfolio.ts';
import { isWeaker, strengths } from './strength.ts';
import { isDecision } from './thing.ts';
import { withdrawnWith } from './withdraw.ts';

/** The cells that fall with one thing. */
export interface SinglePoint {
  node: Node;
  /** Evidenced cells that would be so no more. */
  evidenced: number;
  /** Every cell that becomes weaker, the hardest fall first. */
  falls: CellChange[];
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
    const falls = cellsWithout(portfolio, withdrawnWith(node, portfolio)).filter(isFall).sort(hardestFirst);
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

/** States before waivers, from the one that is hardest to defend. `waived` is never one of them. */
const strength: readonly CellState[] = [...strengths, 'not-applicable'];
const strengthOf = (cell: Cell | null): number => (cell === null ? -1 : strength.indexOf(cell.underlying));

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
