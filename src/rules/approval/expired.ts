import { defineRule } from '../../core/rule.ts';
import { decidedArtefacts } from '../decided.ts';
import { within } from '../../kinds/about.ts';
import { code, daysBefore } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'approval/expired',
  severity: 'warning',
  what: 'The approval of an artefact has run out.',
  why: 'An approval that expires forces the question to be asked again with what is known by then. Until it is, the artefact stands unapproved.',
  fix: 'Review the artefact and record the new decision with `casebook approve`.',
  *check(portfolio) {
    for (const { artefact, approval } of decidedArtefacts(portfolio)) {
      if (artefact.approval.status !== 'expired' || approval.valid_until === null) continue;
      yield {
        message: `the approval of ${code(artefact.id)} by ${code(approval.approver)} on ${approval.date} was valid until ${approval.valid_until}, ${daysBefore(approval.valid_until, portfolio.as_of)} before ${portfolio.as_of}`,
        at: within(approval.at, 'valid_until'),
        subject: artefact.id,
        detail: approval.id,
        fix: `review it and record the decision with \`casebook approve ${artefact.id} --as <party>\``,
      };
    }
  },
});
