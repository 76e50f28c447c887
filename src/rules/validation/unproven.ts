import { defineRule } from '../../core/rule.ts';
import { aboutRow, lacks } from '../../kinds/rows.ts';
import { code } from '../../kinds/words.ts';
import { validated } from '../validation-each.ts';

export const rule = defineRule({
  id: 'validation/unproven',
  severity: 'warning',
  what: 'A finding is closed or accepted, or a condition met, and nothing shows it.',
  why: 'Closing a finding is the moment at which a second person looks. Without the file or the decision they looked at, it was closed by the calendar.',
  fix: 'Cite `evidence:` by id, or for a finding name the `decision:` that closed it. What was accepted needs the decision.',
  source: 'PRA SS1/23 Principle 1.2(c)(iii); NIST AI RMF MANAGE 1.4',
  *check(portfolio) {
    for (const { artefact, findings, conditions } of validated(portfolio)) {
      for (const { item, row, open } of findings) {
        const here = { artefact, item };
        if (open || !lacks(here, 'decision')) continue;
        const accepted = row.status === 'accepted';
        if (!accepted && !lacks(here, 'evidence')) continue;
        yield aboutRow(here, ['status'], {
          message: `finding ${code(item.local)} is ${accepted ? 'accepted, and no decision says so' : 'closed, and nothing shows it'}`,
          fix: accepted
            ? 'name the `decision:` that accepts it'
            : 'cite `evidence:` by id, or name the `decision:`',
          absent: accepted ? [['decision']] : [['evidence'], ['decision']],
        });
      }
      for (const { item, row, open } of conditions) {
        const here = { artefact, item };
        if (open || row.status !== 'met' || !lacks(here, 'evidence')) continue;
        yield aboutRow(here, ['status'], {
          message: `condition ${code(item.local)} is said to be met, and nothing shows it`,
          fix: 'cite `evidence:` by id',
          absent: [['evidence']],
        });
      }
    }
  },
});
