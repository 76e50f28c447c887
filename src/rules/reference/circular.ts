import { compareText } from '../../core/compare.ts';
import type { LinkType } from '../../core/link.ts';
import { linksOf } from '../../core/links-of.ts';
import type { Spot } from '../../core/place.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { defineRule } from '../../core/rule.ts';
import { code } from '../../kinds/words.ts';
import { within } from '../../kinds/about.ts';

/** Links that order things: following them must come to an end. */
const ordering: { type: LinkType; verb: string }[] = [
  { type: 'supersedes', verb: 'supersedes' },
  { type: 'derives-from', verb: 'derives from' },
];

export const rule = defineRule({
  id: 'reference/circular',
  severity: 'error',
  what: 'Things supersede, derive from or belong to each other in a circle.',
  why: 'Of two decisions that supersede each other neither holds, and a lineage that returns to itself has no source. Whatever follows such links to their end would never arrive.',
  fix: 'Find the link in the circle that is the wrong way round, and remove or turn it.',
  *check(portfolio) {
    for (const { type, verb } of ordering) {
      const steps = new Map<string, Step[]>();
      for (const link of linksOf(portfolio.links, type)) {
        if (link.state === 'dangling' || link.state === 'ambiguous') continue;
        const known = steps.get(link.from);
        if (known) known.push({ to: link.to, at: link.at });
        else steps.set(link.from, [{ to: link.to, at: link.at }]);
      }
      yield* report(steps, verb);
    }
    yield* report(units(portfolio), 'is part of');
  },
});

interface Step {
  to: string;
  at: Spot;
}

/** Parties and the parties they are part of. */
function units(portfolio: Portfolio): Map<string, Step[]> {
  const steps = new Map<string, Step[]>();
  for (const { id, unit, at } of portfolio.parties) {
    if (unit !== null) steps.set(id, [{ to: unit, at: within(at, 'unit') }]);
  }
  return steps;
}

function* report(steps: Map<string, Step[]>, verb: string) {
  for (const circle of circlesOf(steps)) {
    const [first] = circle;
    const path = [...circle.map(({ from }) => from), first!.from];
    yield {
      message: `${path.map(code).join(` ${verb} `)}: a circle`,
      at: first!.at,
      subject: first!.from,
      detail: path.join(' > '),
      related: circle
        .slice(1)
        .map(({ from, to, at }) => ({ at, message: `${code(from)} ${verb} ${code(to)}` })),
      fix:
        circle.length === 1
          ? 'remove the link: nothing can do this to itself'
          : `remove the one of these ${circle.length} links that is wrong`,
    };
  }
}

/** Circles in a graph, each once, starting at its smallest id; depth first in order of ids. */
function circlesOf(steps: ReadonlyMap<string, Step[]>): { from: string; to: string; at: Spot }[][] {
  const done = new Set<string>();
  const circles: { from: string; to: string; at: Spot }[][] = [];
  const visit = (from: string, trail: { from: string; to: string; at: Spot }[]): void => {
    for (const { to, at } of steps.get(from) ?? []) {
      const way = [...trail, { from, to, at }];
      const start = way.findIndex((step) => step.from === to);
      if (start >= 0) circles.push(rotate(way.slice(start)));
      else if (!done.has(to)) visit(to, way);
    }
    done.add(from);
  };
  for (const id of [...steps.keys()].sort(compareText)) if (!done.has(id)) visit(id, []);
  return circles;
}

function rotate<T extends { from: string }>(circle: T[]): T[] {
  const smallest = [...circle].sort((a, b) => compareText(a.from, b.from))[0]!;
  const at = circle.indexOf(smallest);
  return [...circle.slice(at), ...circle.slice(0, at)];
}
