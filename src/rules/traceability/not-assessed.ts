import { defineRule } from '../../core/rule.ts';
import { timings, type Cell } from '../../core/cell.ts';
import { frameworkSpot } from '../cell-spot.ts';
import { groupBy } from '../group.ts';
import { isUnread } from '../unread.ts';
import { code, codes, count } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'traceability/not-assessed',
  severity: 'warning',
  what: 'A system answers to a framework, and clauses of it have not been assessed.',
  why: 'A matrix with ten green rows says little if the framework has ninety more. What was never looked at is counted, so that coverage has its true denominator.',
  fix: 'Add a mapping row for each clause, if only to say that it does not apply and who decided so; or take the framework out of the system’s `frameworks` if it does not answer to it.',
  *check(portfolio) {
    const frameworkOf = (cell: Cell): string => portfolio.index.clauses.get(cell.obligation)?.catalogue ?? '';
    const live = portfolio.cells.filter((cell) => cell.timing !== 'ended');
    for (const all of groupBy(live, (cell) => `${cell.system} ${frameworkOf(cell)}`).values()) {
      const cells = all.filter((cell) => cell.state === 'not-assessed' && !isUnread(portfolio, cell));
      if (cells.length === 0) continue;
      const { system } = cells[0]!;
      const catalogue = frameworkOf(cells[0]!);
      const split = timings
        .map((timing) => ({ timing, n: cells.filter((cell) => cell.timing === timing).length }))
        .filter(({ n }) => n > 0)
        .map(({ timing, n }) => `${n} ${timing.replace('-', ' ')}`);
      const at = frameworkSpot(portfolio, system, catalogue);
      const ids = cells.map((cell) => cell.obligation);
      yield {
        message: `${code(system)} has not assessed ${cells.length} of ${count(all.length, 'clause')} of ${code(catalogue)} (${split.join(', ')}): ${codes(ids, 3)}`,
        at,
        subject: system,
        detail: catalogue,
        system,
        related: ids.slice(0, 10).map((id) => ({
          at,
          message: `${id} ${portfolio.index.clauses.get(id)?.title ?? ''}`.trimEnd(),
        })),
        fix: 'add a mapping row for each; the matrix page lists all of them',
      };
    }
  },
});
