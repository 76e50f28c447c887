import { defineRule } from '../../core/rule.ts';
import { attributed } from '../../kinds/explainability/each.ts';
import { casesOf } from '../../kinds/explainability/read.ts';
import { aboutRow } from '../../kinds/rows.ts';
import { code, codes } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'explanation/reasons-differ',
  severity: 'error',
  what: 'The reasons a person was given are not those that follow from the evidence and the stated policy.',
  why: 'A reason has to be the actual one. Where record and evidence differ, somebody was told something else than what moved their score.',
  fix: 'Correct the record of the case, the policy, or the reasons; and tell the person if they were told wrongly.',
  source:
    'Regulation B, 12 CFR 1002.9(b)(2); CFPB Circular 2023-03 (withdrawn on 12 May 2025; the rule stands)',
  *check(portfolio) {
    for (const { artefact, data, found } of attributed(portfolio)) {
      for (const { item, row, reasons, agrees } of casesOf(artefact, portfolio)) {
        if (agrees !== false || reasons === null) continue;
        // A longer list is the finding of the rule on their number.
        if (row.reasons_given!.length > (data.reason_policy?.max_reasons ?? Infinity)) continue;
        const follow = reasons.given.map(({ code }) => code);
        yield aboutRow({ artefact, item }, ['reasons_given'], {
          message: `${code(item.id)} was given ${codes(row.reasons_given!)}, and ${follow.length === 0 ? 'no reason follows' : `${codes(follow)} ${follow.length === 1 ? 'follows' : 'follow'}`} from row ${row.row!} of ${code(found.evidence.id)}`,
          fix: 'correct the record, the policy or what is told',
          related: [{ at: found.evidence.at, message: `the evidence ${code(found.evidence.id)}` }],
        });
      }
    }
  },
});
