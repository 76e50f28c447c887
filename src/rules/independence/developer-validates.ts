import { spotOf } from '../../core/artefact.ts';
import { asText } from '../../core/data.ts';
import { defineRule } from '../../core/rule.ts';
import { dependence } from '../dependence.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'independence/developer-validates',
  severity: 'error',
  what: 'The party that developed a system is named as its validator, or is part of it.',
  why: 'Effective challenge needs somebody who did not build the thing and does not answer to those who did. A review of one’s own work may be useful; it is not validation, and must not be recorded as one.',
  fix: 'Name an independent party as `model_reviewer`, or say in the profile that no independent validation has taken place and leave the field out.',
  source: 'US SR 26-2 section III; PRA SS1/23 Principle 4.1; OSFI E-23 A.4',
  *check(portfolio) {
    for (const { id, profile } of portfolio.systems) {
      const developer = asText(profile?.data['model_developer']);
      const reviewer = asText(profile?.data['model_reviewer']);
      if (!profile || developer === null || reviewer === null) continue;
      const why = dependence(portfolio, developer, reviewer);
      if (why === null) continue;
      yield {
        message:
          developer === reviewer
            ? `${code(developer)} is both developer and validator of ${code(id)}`
            : `${code(developer)}, the developer of ${code(id)}, is not independent of its validator ${code(reviewer)}: it is ${why}`,
        at: spotOf(profile, ['model_reviewer']),
        subject: profile.id,
        detail: `${developer} ${reviewer}`,
        related: [{ at: spotOf(profile, ['model_developer']), message: 'the developer is named here' }],
        fix: 'name a validator that is independent of the developer',
      };
    }
  },
});
