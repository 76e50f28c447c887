import { isYes } from '../../core/approvals.ts';
import { defineRule } from '../../core/rule.ts';
import { decidedArtefacts } from '../decided.ts';
import { demandsOf } from '../demand.ts';
import { within } from '../../kinds/about.ts';
import { code, codes } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'approval/role',
  severity: 'error',
  what: 'An approval was given by a party without a role that may approve at this tier.',
  why: 'A yes from somebody without the authority to say it is not an approval. Authority is read from the register of parties, not from what the approval says of itself.',
  fix: 'Have a party with the role decide, or give the party the role in `portfolio.yaml` if it truly holds it; which roles approve is set per tier as `approval_roles`.',
  source: 'OSFI E-23 A.4 (model approver); PRA SS1/23 Principle 2.2',
  *check(portfolio) {
    for (const { artefact, approval } of decidedArtefacts(portfolio)) {
      const system = artefact.system === null ? undefined : portfolio.index.systems.get(artefact.system);
      const wanted = (system && demandsOf(portfolio, system)?.approval_roles) ?? [];
      const party = portfolio.index.parties.get(approval.approver);
      if (!isYes(approval.decision) || wanted.length === 0 || party === undefined) continue;
      if (party.roles.some((role) => wanted.includes(role))) continue;
      const held = party.roles.length === 0 ? 'holds no role' : `holds ${codes(party.roles)}`;
      yield {
        message: `${code(party.id)} approved ${code(artefact.id)} on ${approval.date} and ${held}; ${system?.risk_tier ?? ''} asks for ${wanted.map(code).join(' or ')}`,
        at: within(approval.at, 'approver'),
        subject: artefact.id,
        detail: approval.id,
        related: [{ at: party.at, message: `the roles of ${code(party.id)}` }],
        fix: `have a party with the role ${wanted.map(code).join(' or ')} decide`,
      };
    }
  },
});
