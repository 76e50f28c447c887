/** What is not there: the nine lists of a portfolio. */
import { byText, compareNatural } from '../../../core/compare.ts';
import { once } from '../../../core/once.ts';
import type { Portfolio } from '../../../core/portfolio.ts';
import { unprovenControls } from './controls.ts';
import { uncitedEvidence } from './evidence.ts';
import { undetectedFailures } from './failures.ts';
import { unjustifiedFeatures, unregisteredFeatures } from './features.ts';
import { unprovenHandoffs } from './handoff.ts';
import { holeStates, type Hole, type HoleList, type HoleState } from './hole.ts';
import { unownedMonitors, unreasonedThresholds } from './monitors.ts';
import { obligationsWithoutControl } from './obligations.ts';

/** The lists along the chain of proof, from the obligation to the figure that acts. */
const makers: readonly ((portfolio: Portfolio) => HoleList)[] = [
  obligationsWithoutControl,
  unprovenControls,
  uncitedEvidence,
  undetectedFailures,
  unownedMonitors,
  unregisteredFeatures,
  unjustifiedFeatures,
  unprovenHandoffs,
  unreasonedThresholds,
];

/** Every list with its rows in order: by state, system and id. */
export const holeLists = once((portfolio: Portfolio): readonly HoleList[] =>
  makers.map((make) => {
    const list = make(portfolio);
    return { ...list, rows: list.rows.toSorted(compareHoles) };
  }),
);

const compareHoles = (a: Hole, b: Hole): number =>
  holeStates.indexOf(a.state) - holeStates.indexOf(b.state) ||
  byText<Hole>((hole) => hole.system ?? '')(a, b) ||
  compareNatural(a.id, b.id) ||
  byText<Hole>((hole) => hole.id + '\n' + hole.title + '\n' + hole.why)(a, b);

/** Rows by state; every state is present. */
export function countStates(rows: readonly Hole[]): Record<HoleState, number> {
  const counts: Record<HoleState, number> = { open: 0, unread: 0, explained: 0, waived: 0 };
  for (const { state } of rows) counts[state] += 1;
  return counts;
}

/** How many things a list looked at; of one system, with `system`. */
export const scopeOf = ({ scope }: Pick<HoleList, 'scope'>, system?: string | null): number =>
  system === undefined ? [...scope.values()].reduce((sum, n) => sum + n, 0) : (scope.get(system) ?? 0);

/** A list as one system has it; `null` asks for what systems share. */
export const listOf = (list: HoleList, system: string | null): HoleList => ({
  ...list,
  scope: new Map([[system, scopeOf(list, system)]]),
  rows: list.rows.filter((row) => row.system === system),
});

/** The lists by weight: the most open rows first, then what could not be read; else in their own order. */
export const byWeight = (lists: readonly HoleList[]): HoleList[] =>
  lists.toSorted((a, b) => {
    const [x, y] = [countStates(a.rows), countStates(b.rows)];
    return y.open - x.open || y.unread - x.unread || b.rows.length - a.rows.length;
  });
