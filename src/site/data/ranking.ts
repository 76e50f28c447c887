/** The things of a portfolio by what falls with them, as pages say it. */
import { losesEvidence } from '../../core/cells-without.ts';
import { once } from '../../core/once.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { singlePoints, type SinglePoint } from '../../core/single-points.ts';
import { thingWord } from '../../core/thing.ts';
import { pointsHeadline } from '../../report/impact-text.ts';
import { count } from '../../ui/words.ts';

/** The ranking, worked out once for all pages. */
export const pointsOf = once(singlePoints);

/** The place of each thing in the ranking, from 1; what nothing falls with has none. */
export const placeOf = once(
  (portfolio: Portfolio) => new Map(pointsOf(portfolio).map((point, i) => [point.node.id, i + 1])),
);

/** Things of the ranking on one page. */
export const mostPoints = 40;

/** What the page of the ranking says first. */
export const rankingHeadline = (portfolio: Portfolio): string =>
  pointsHeadline(portfolio, pointsOf(portfolio)).replaceAll('`', '');

/** The things of a ranking that are not shown, counted by what they are: `12 monitors, 3 controls`. */
export function restOf(points: readonly SinglePoint[]): string {
  const kinds = Map.groupBy(points, ({ node }) => thingWord(node));
  return [...kinds]
    .sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
    .map(([word, these]) =>
      word === 'evidence' ? count(these.length, 'evidence file') : count(these.length, word),
    )
    .join(', ');
}

/** The things that a system's evidenced clauses fall with most, the first few of the ranking. */
export const systemPoints = (portfolio: Portfolio, system: string, most = 3): SystemPoint[] =>
  (lostOf(portfolio).get(system) ?? []).slice(0, most);

/** A thing, and how many of a system's evidenced clauses fall with it. */
interface SystemPoint {
  point: SinglePoint;
  lost: number;
}

/** What each system loses with each thing of the ranking, most first, worked out once for all systems. */
const lostOf = once((portfolio: Portfolio): Map<string, SystemPoint[]> => {
  const lost = new Map<string, SystemPoint[]>();
  for (const point of pointsOf(portfolio)) {
    const falls = Map.groupBy(point.falls.filter(losesEvidence), (one) => one.before.system);
    for (const [system, these] of falls) {
      const own = lost.get(system) ?? [];
      own.push({ point, lost: these.length });
      lost.set(system, own);
    }
  }
  for (const own of lost.values()) own.sort((a, b) => b.lost - a.lost);
  return lost;
});
