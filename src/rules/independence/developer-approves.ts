import { isYes } from '../../core/approvals.ts';
import { spotOf } from '../../core/artefact.ts';
import { asText, asTexts } from '../../core/data.ts';
import { defineRule } from '../../core/rule.ts';
import { decidedArtefacts } from '../decided.ts';
import { dependence } from '../../kinds/dependence.ts';
import { within } from '../../kinds/about.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'independence/developer-approves',
  severity: 'error',
  what: 'The party that developed a system, wrote an artefact, or validated what a report is about, approves it.',
  why: 'An approval is worth what the approver risks by giving it. Where developer and approver are one, nobody has said yes but the one who asked.',
  fix: 'Have another party with an approving role decide, and record that decision with `casebook approve`.',
  source: 'US SR 26-2 section III; OSFI E-23 A.4 (developer and approver are separate roles)',
  *check(portfolio) {
    for (const { id, profile } of portfolio.systems) {
      const developer = asText(profile?.data['model_developer']);
      const approver = asText(profile?.data['model_approver']);
      if (!profile || developer === null || approver === null) continue;
      const why = dependence(portfolio, developer, approver);
      if (why === null) continue;
      yield {
        message:
          developer === approver
            ? `${code(developer)} is both developer and approver of ${code(id)}`
            : `${code(developer)}, the developer of ${code(id)}, is not independent of its approver ${code(approver)}: it is ${why}`,
        at: spotOf(profile, ['model_approver']),
        subject: profile.id,
        detail: `${developer} ${approver}`,
        related: [{ at: spotOf(profile, ['model_developer']), message: 'the developer is named here' }],
        fix: 'name an approver that is independent of the developer',
      };
    }
    for (const { artefact, approval } of decidedArtefacts(portfolio)) {
      if (!isYes(approval.decision)) continue;
      const profile = artefact.system === null ? null : portfolio.index.systems.get(artefact.system)?.profile;
      const developer = asText(profile?.data['model_developer']);
      const validator = artefact.kind === 'validation-report' ? asText(artefact.data['validator']) : null;
      const hats = [
        ...(developer !== null && dependence(portfolio, approval.approver, developer) !== null
          ? [`a developer of ${code(artefact.system ?? '')}`]
          : []),
        ...(asTexts(artefact.data['authors']).includes(approval.approver) ? ['one of its authors'] : []),
        ...(validator !== null && dependence(portfolio, approval.approver, validator) !== null
          ? ['not independent of its validator']
          : []),
      ];
      if (hats.length === 0) continue;
      yield {
        message: `${code(approval.approver)} approved ${code(artefact.id)} on ${approval.date} and is ${hats.join(' and ')}`,
        at: within(approval.at, 'approver'),
        subject: artefact.id,
        detail: approval.id,
        fix: `have a party decide that neither built the system nor wrote the artefact${validator === null ? '' : ', and is independent of who validated'}`,
      };
    }
  },
});
