import { cellKey } from '../../core/carried.ts';
import { bridgesInto } from '../../core/derive.ts';
import { carriageOf, relationPhrases } from '../../core/relationship.ts';
import { defineRule } from '../../core/rule.ts';
import { code } from '../../kinds/words.ts';
import { cellSpot } from '../cell-spot.ts';

export const rule = defineRule({
  id: 'crosswalk/differs',
  severity: 'info',
  what: 'A mapping row says that a clause is open, and a crosswalk says that what covers another clause covers this one too.',
  why: 'One of the two is out of date: the row was written before the other clause was met, or the crosswalk claims too much. The row counts, because it is the system’s own word; the difference is worth reading.',
  fix: 'Name in the row the control that meets the other clause, or correct the crosswalk.',
  source: 'NIST IR 8477; OSCAL mapping model',
  *check(portfolio) {
    const into = bridgesInto(portfolio.crosswalks, portfolio.as_of);
    if (into.size === 0) return;
    const cells = new Map(portfolio.cells.map((cell) => [cellKey(cell), cell]));
    for (const cell of portfolio.cells) {
      if (cell.row === null || (cell.underlying !== 'gap' && cell.underlying !== 'planned')) continue;
      for (const { crosswalk, row } of into.get(cell.obligation) ?? []) {
        const source = cells.get(cellKey({ system: cell.system, obligation: row.source }));
        const isMet = source?.underlying === 'evidenced' || source?.underlying === 'implemented';
        if (!source || !isMet || carriageOf[row.relationship] !== 'all') continue;
        yield {
          message: `${code(cell.obligation)} is ${code(cell.underlying)} by its own row, and ${code(row.source)}, which ${relationPhrases[row.relationship]} it, is ${code(source.underlying)}`,
          at: cellSpot(portfolio, cell),
          subject: cell.row,
          detail: `${crosswalk.id} ${row.source}`,
          system: cell.system,
          related: [{ at: row.at, message: `the row of ${code(crosswalk.id)}` }],
          fix: `name what meets ${code(row.source)} in this row too, or correct the crosswalk`,
        };
      }
    }
  },
});
