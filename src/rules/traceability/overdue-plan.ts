import { asRecord, asText } from '../../core/data.ts';
import { isDate, isPast } from '../../core/date.ts';
import { defineRule } from '../../core/rule.ts';
import { cellSpot } from '../cell-spot.ts';
import { clauseWords } from '../clause-words.ts';
import { within } from '../within.ts';
import { code, daysBefore } from '../words.ts';

export const rule = defineRule({
  id: 'traceability/overdue-plan',
  severity: 'warning',
  what: 'A control that was planned by a date is not in place, and the date has passed.',
  why: 'A plan with a date is a promise to the reader of the matrix. When the date passes without a word, “planned” has become “gap” under another name.',
  fix: 'Report the control as in place, with evidence; or have a new date decided and say in the row why the old one was missed.',
  source: 'OSCAL plan of action and milestones',
  *check(portfolio) {
    for (const cell of portfolio.cells) {
      if (cell.underlying !== 'planned' && cell.underlying !== 'partial') continue;
      const remediation = asRecord(
        cell.row === null ? null : portfolio.index.items.get(cell.row)?.data['remediation'],
      );
      const due = remediation?.['due'];
      if (!isDate(due) || !isPast(due, portfolio.as_of) || remediation?.['risk_status'] === 'closed')
        continue;
      const owner = asText(remediation?.['owner']);
      yield {
        message: `${clauseWords(portfolio, cell.obligation)} was to be met in ${code(cell.system)} by ${due}${owner === null ? '' : ` by ${code(owner)}`}, ${daysBefore(due, portfolio.as_of)} before ${portfolio.as_of}, and is ${cell.underlying}`,
        at: within(cellSpot(portfolio, cell), 'remediation', 'due'),
        subject: cell.row ?? cell.system,
        detail: `${cell.obligation} ${due}`,
        system: cell.system,
        fix: 'report it as in place with its evidence, or set the date that was newly agreed',
      };
    }
  },
});
