import type { Cell } from '../../core/cell.ts';
import { defineRule } from '../../core/rule.ts';
import { cellSpot } from '../cell-spot.ts';
import { clauseWords } from '../clause-words.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'traceability/no-control',
  severity: 'warning',
  what: 'An obligation applies to a system and no control covers it.',
  why: 'A gap that is written down can be planned, waived or closed; it is the honest state of a matrix. It is still a gap, and it has to be seen by whoever accepts the risk.',
  fix: 'Name the control under `controls` of the mapping row; or plan it with an owner and a date; or have it waived for a time; or say with a reason why the clause does not apply.',
  source: 'OSCAL: a requirement without an implemented control is open',
  *check(portfolio) {
    for (const cell of portfolio.cells) {
      // A duty that has ended is owed no more.
      if (cell.state !== 'gap' || cell.timing === 'ended' || leadsNowhere(cell)) continue;
      yield {
        message: `${clauseWords(portfolio, cell.obligation)} applies to ${code(cell.system)}, and is not met: ${sentence(cell.reason)}`,
        at: cellSpot(portfolio, cell),
        subject: cell.row ?? cell.system,
        detail: cell.obligation,
        system: cell.system,
        fix: 'name a control that is in place, or an owner and a date by which there will be one',
      };
    }
  },
});

/** Whether the gap is a reference to no control, which has its finding. */
function leadsNowhere({ steps, deciding_step }: Cell): boolean {
  const deciding = deciding_step === null ? undefined : steps[deciding_step];
  return deciding?.type === 'control' && deciding.id === null;
}

/** The reason as the tail of another sentence. */
const sentence = (reason: string): string =>
  (reason.charAt(0).toLowerCase() + reason.slice(1)).replace(/\.$/, '');
