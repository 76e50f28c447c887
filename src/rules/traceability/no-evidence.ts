import { defineRule } from '../../core/rule.ts';
import { cellSpot } from '../cell-spot.ts';
import { groupBy } from '../group.ts';
import { code, codes, count } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'traceability/no-evidence',
  severity: 'warning',
  what: 'A control is said to be in place for an obligation, and neither it nor the mapping cites evidence.',
  why: 'That a control exists on paper is a claim. What a reviewer asks for is the log, the report or the minutes that show it ran; without them an absent control and an undocumented one look the same.',
  fix: 'Register the evidence and cite it under `evidence` of the control or of the mapping row.',
  source: 'OSCAL assessment: an objective is satisfied by observations, not by a statement',
  *check(portfolio) {
    // What is derived lacks what the row lacks that it comes from; a duty that has ended is owed no more.
    const cells = portfolio.cells.filter(
      (cell) => cell.state === 'implemented' && !cell.derived && cell.timing !== 'ended',
    );
    const bare = groupBy(
      cells.flatMap((cell) =>
        cell.controls.filter((_, i) => cell.paths[i] === 'implemented').map((control) => ({ cell, control })),
      ),
      ({ cell, control }) => `${cell.system} ${control}`,
    );
    for (const uses of bare.values()) {
      const { cell, control } = uses[0]!;
      const node = portfolio.index.nodes.get(control);
      const clauses = uses.map((use) => use.cell.obligation);
      yield {
        message: `control ${code(control)} is in place for ${count(uses.length, 'obligation')} of ${code(cell.system)} (${codes(clauses, 3)}) and no evidence is cited`,
        at: node?.at ?? cellSpot(portfolio, cell),
        subject: control,
        detail: cell.system,
        system: cell.system,
        related: uses
          .slice(0, 10)
          .map((use) => ({ at: cellSpot(portfolio, use.cell), message: use.cell.obligation })),
        fix: `cite what shows that ${code(control)} runs, under its \`evidence\` or that of the mapping row`,
      };
    }
  },
});
