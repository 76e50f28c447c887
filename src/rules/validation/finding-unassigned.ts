import { defineRule } from '../../core/rule.ts';
import { aboutRow, lacks } from '../../kinds/rows.ts';
import { code, listed } from '../../kinds/words.ts';
import { validated } from '../validation-each.ts';

export const rule = defineRule({
  id: 'validation/finding-unassigned',
  severity: 'error',
  what: 'An open finding or condition of a validation has no owner or no due date, or a finding no severity or no day on which it was raised.',
  why: 'What nobody owns by no day is not remediated, and cannot become overdue. A finding without a severity stands against no opinion, and one without its day has no age.',
  fix: 'Add what is missing: `owner:`, `due:`, `severity:`, `raised_on:`.',
  source: 'Review practice X10; PRA SS1/23 Principle 1.2(c)(iii)',
  *check(portfolio) {
    for (const { artefact, findings, conditions } of validated(portfolio)) {
      const rows = [
        ...findings.map((one) => ({
          ...one,
          asked: ['severity', 'owner', 'raised_on', 'due'],
          word: 'finding',
        })),
        ...conditions.map((one) => ({ ...one, asked: ['owner', 'due'], word: 'condition' })),
      ];
      for (const { item, open, asked, word } of rows) {
        const here = { artefact, item };
        const missing = open ? asked.filter((name) => lacks(here, name)) : [];
        if (missing.length === 0) continue;
        yield aboutRow(here, ['id'], {
          message: `${word} ${code(item.local)} is open, without ${listed(missing.map(code))}`,
          detail: missing.join(' '),
          fix: `add ${listed(missing.map((name) => code(`${name}:`)))}`,
          absent: missing.map((name) => [name]),
        });
      }
    }
  },
});
