import { ofSystem } from '../../core/once.ts';
import { bridgesInto, type Bridge } from '../../core/derive.ts';
import { carriageOf } from '../../core/relationship.ts';
import { isSameSpot } from '../../core/place.ts';
import { defineRule } from '../../core/rule.ts';
import { code, codes } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'crosswalk/circular',
  severity: 'warning',
  what: 'Clauses of a system could only be covered by each other: crosswalks lead from one to the next and back.',
  why: 'A crosswalk passes on what a clause has, and here none of them has anything. A tool that followed the circle would find each clause covered by the next; nothing at all stands behind them.',
  fix: 'Assess one of the clauses in a mapping row of its own; the others derive from it.',
  source: 'Domain model, “Coverage”: a clause never carries itself',
  *check(portfolio) {
    const into = bridgesInto(portfolio.crosswalks, portfolio.as_of);
    if (into.size === 0) return;
    for (const system of portfolio.systems) {
      // Whatever derives nothing has no source that does; among those, circles are what leads back to itself.
      const open = new Set(
        ofSystem(portfolio.cells, system.id)
          .filter((cell) => cell.row === null && !cell.derived)
          .map((cell) => cell.obligation),
      );
      const told = new Set<string>();
      for (const clause of open) {
        if (told.has(clause)) continue;
        const circle = circleThrough(clause, open, into);
        if (circle === null) continue;
        const members = circle.map(({ row }) => row.source);
        if (members.some((one) => told.has(one))) continue;
        for (const one of members) told.add(one);
        const [first] = circle;
        yield {
          message: `${codes([...members].reverse())} of ${code(system.id)} could only be covered by each other`,
          at: first!.row.at,
          subject: system.id,
          detail: [...members].sort().join(' '),
          system: system.id,
          // A row that another contradicts is read backwards too: it leads both ways, and is one row all the same.
          related: circle
            .filter((bridge, i) => circle.findIndex(({ row }) => isSameSpot(row.at, bridge.row.at)) === i)
            .slice(1)
            .map(({ row }) => ({ at: row.at, message: `${row.source} leads to ${row.target}` })),
          fix: `assess one of them: a mapping row of ${code(clause)}, say`,
        };
      }
    }
  },
});

/** The shortest way along crosswalks from a clause back to itself, through clauses that have nothing; else `null`. */
function circleThrough(
  clause: string,
  open: ReadonlySet<string>,
  into: ReadonlyMap<string, readonly Bridge[]>,
): Bridge[] | null {
  const seen = new Set<string>();
  let ways: Bridge[][] = [[]];
  while (ways.length > 0) {
    const longer: Bridge[][] = [];
    for (const way of ways) {
      for (const bridge of into.get(way.at(-1)?.row.source ?? clause) ?? []) {
        const { source, relationship } = bridge.row;
        if (!open.has(source) || carriageOf[relationship] === 'nothing') continue;
        if (source === clause) return [...way, bridge];
        if (seen.has(source)) continue;
        seen.add(source);
        longer.push([...way, bridge]);
      }
    }
    ways = longer;
  }
  return null;
}
