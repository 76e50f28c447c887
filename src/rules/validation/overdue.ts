import { defineRule } from '../../core/rule.ts';
import { aboutRow } from '../../kinds/rows.ts';
import { severityWords } from '../../kinds/validation-report/words.ts';
import { code, count, daysBefore } from '../../kinds/words.ts';
import { validated } from '../validation-each.ts';

export const rule = defineRule({
  id: 'validation/overdue',
  severity: 'warning',
  what: 'A finding or a condition of a validation is still open past its due date.',
  why: 'The opinion was given on the word that these would be settled by a day. That day has passed, and the opinion is worth what its open findings leave of it.',
  fix: 'Close it with proof, or have the validator agree on a new date and say why.',
  source: 'Review practice X10; PRA SS1/23 Principle 1.2(c)(iii)',
  *check(portfolio) {
    for (const { artefact, findings, conditions } of validated(portfolio)) {
      for (const { item, row, late, age } of findings) {
        if (!late) continue;
        const severity =
          row.severity === undefined ? 'finding' : `${severityWords[row.severity].toLowerCase()} finding`;
        yield aboutRow({ artefact, item }, ['due'], {
          message: `${severity} ${code(item.local)} was due on ${row.due!}, ${daysBefore(row.due!, portfolio.as_of)} before ${portfolio.as_of}${age === null ? '' : `, and is ${count(age, 'day')} old`}`,
          fix: 'close it with proof, or have the validator agree on a new date',
        });
      }
      for (const { item, row, late } of conditions) {
        if (!late) continue;
        yield aboutRow({ artefact, item }, ['due'], {
          message: `condition ${code(item.local)} was due on ${row.due!}, ${daysBefore(row.due!, portfolio.as_of)} before ${portfolio.as_of}`,
          fix: 'meet it with proof, or have the validator agree on a new date',
        });
      }
    }
  },
});
