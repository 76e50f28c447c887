import { isPast } from '../../core/date.ts';
import { defineRule } from '../../core/rule.ts';
import { aboutField } from '../../kinds/about.ts';
import { latestReports } from '../../kinds/validation-report/read.ts';
import { code, daysBefore } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'validation/validation-overdue',
  severity: 'warning',
  what: 'The next validation of a system was due, and no report of it is on file.',
  why: 'A validation says what was true of a model, its data and its use on a day. Cadence follows the tier, so a date that has passed is a control that did not run.',
  fix: 'Validate, and file the report. A later date needs the validator’s reason, and a waiver where policy asks for one.',
  source: 'PRA SS1/23 Principle 1.2(c)(iv) and 4.5',
  *check(portfolio) {
    for (const [system, { artefact, data }] of latestReports(portfolio)) {
      const due = data.next_validation_due;
      if (due === undefined || !isPast(due, portfolio.as_of)) continue;
      yield aboutField(artefact, ['next_validation_due'], {
        message: `the next validation of ${code(system)} was due on ${due}, ${daysBefore(due, portfolio.as_of)} before ${portfolio.as_of}; its latest report is ${code(artefact.id)} of ${data.completed_on!}`,
        fix: 'validate, and file the report',
      });
    }
  },
});
