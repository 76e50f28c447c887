import { isConditionOpen } from '../../core/approvals.ts';
import { isPast } from '../../core/date.ts';
import { defineRule } from '../../core/rule.ts';
import { within } from '../../kinds/about.ts';
import { code, daysBefore } from '../../kinds/words.ts';
import { decidedArtefacts } from '../decided.ts';

export const rule = defineRule({
  id: 'approval/condition-overdue',
  severity: 'warning',
  what: 'A condition of the approval that counts is open past its date.',
  why: 'The approver said yes because this would be done by a day. That day has passed, and the yes rests on something that did not happen, or that nobody recorded.',
  fix: 'Have it met and take that to the approver, or agree on a new date; either is a new decision, recorded with `casebook approve`. A record that stands is not edited.',
  source: 'PRA SS1/23 Principle 5.2',
  *check(portfolio) {
    for (const { artefact, approval } of decidedArtefacts(portfolio)) {
      for (const [i, condition] of approval.conditions.entries()) {
        const { due } = condition;
        if (due === undefined || !isConditionOpen(condition) || !isPast(due, portfolio.as_of)) continue;
        yield {
          message: `a condition of the approval of ${code(artefact.id)} on ${approval.date} was due on ${due}, ${daysBefore(due, portfolio.as_of)} before ${portfolio.as_of}`,
          at: within(approval.at, 'conditions', i, 'due'),
          subject: artefact.id,
          detail: `${approval.id} ${condition.condition}`,
          fix: `have it met or agree on a new date, and record the new decision with \`casebook approve ${artefact.id} --as <party>\``,
        };
      }
    }
  },
});
