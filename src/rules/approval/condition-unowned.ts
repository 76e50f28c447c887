import { isConditionOpen } from '../../core/approvals.ts';
import { isBroken } from '../../core/artefact.ts';
import { isPlace } from '../../core/place.ts';
import { defineRule } from '../../core/rule.ts';
import { within } from '../../kinds/about.ts';
import { code, listed } from '../../kinds/words.ts';
import { decidedArtefacts } from '../decided.ts';

export const rule = defineRule({
  id: 'approval/condition-unowned',
  severity: 'warning',
  what: 'An open condition of the approval that counts has no owner or no date.',
  why: 'A condition without a person and a day can never be late: the yes rests on it for ever, and it is on nobody’s list.',
  fix: 'Take it to the approver and record the decision again with `casebook approve`, and an owner and a date for each `--condition`. A record that stands is not edited.',
  source: 'PRA SS1/23 Principle 5.2',
  *check(portfolio) {
    const files = new Map(portfolio.records.map((record) => [record.file, record]));
    for (const { artefact, approval } of decidedArtefacts(portfolio)) {
      for (const [i, condition] of approval.conditions.entries()) {
        if (!isConditionOpen(condition)) continue;
        const at = within(approval.at, 'conditions', i);
        const file = files.get(at.file);
        // What is there and cannot be read has its finding as that.
        const missing = (['owner', 'due'] as const).filter(
          (name) =>
            condition[name] === undefined &&
            (isPlace(at) || file === undefined || !isBroken(file, [...at.path, name])),
        );
        if (missing.length === 0) continue;
        yield {
          message: `a condition of the approval of ${code(artefact.id)} on ${approval.date} has no ${listed(missing.map(code), 'and no')}: “${condition.condition}”`,
          at,
          subject: artefact.id,
          detail: `${approval.id} ${condition.condition}`,
          fix: `record the decision again with \`casebook approve ${artefact.id} --as <party> --condition "<text> | <owner> | <due>"\``,
        };
      }
    }
  },
});
