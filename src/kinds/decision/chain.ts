// A decision and those it replaced or was replaced by.
import { compareNatural } from '../../core/compare.ts';
import type { Portfolio } from '../../core/portfolio.ts';

/**
 * The decisions connected with one by `supersedes`, earlier before later, itself included; a list of one when
 * there are none. Loops are walked once.
 */
export function chainOf(id: string, portfolio: Pick<Portfolio, 'index'>): string[] {
  const { linksFrom, linksTo } = portfolio.index;
  const earlier = (at: string): string[] =>
    (linksFrom.get(at) ?? []).filter((link) => link.type === 'supersedes').map((link) => link.to);
  const later = (at: string): string[] =>
    (linksTo.get(at) ?? []).filter((link) => link.type === 'supersedes').map((link) => link.from);
  const before = reach(id, earlier);
  const after = reach(id, later).filter((one) => !before.includes(one));
  return [...before.reverse(), id, ...after];
}

/** Everything reachable by a step, nearest first, ties by id; without the start. */
function reach(start: string, step: (id: string) => string[]): string[] {
  const seen = new Set([start]);
  let edge = [start];
  const found: string[] = [];
  while (edge.length > 0) {
    edge = [...new Set(edge.flatMap(step))].filter((id) => !seen.has(id)).sort(compareNatural);
    for (const id of edge) seen.add(id);
    found.push(...edge);
  }
  return found;
}
