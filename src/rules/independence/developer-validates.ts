import { spotOf, type Artefact } from '../../core/artefact.ts';
import { asText } from '../../core/data.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { defineRule, type RuleFinding } from '../../core/rule.ts';
import { dependence } from '../../kinds/dependence.ts';
import { developerOf } from '../../kinds/validation-report/read.ts';
import type { ValidationReport } from '../../kinds/validation-report/schema.ts';
import { code } from '../../kinds/words.ts';
import { validated } from '../validation-each.ts';

export const rule = defineRule({
  id: 'independence/developer-validates',
  severity: 'error',
  what: 'The party that developed a system is named as its validator, or is part of it; or a validation report is by the developer or the owner of what it validates.',
  why: 'Effective challenge needs somebody who did not build the thing and does not answer to those who did. A review of one’s own work may be useful; it is not validation, and must not be recorded as one.',
  fix: 'Name an independent party as `model_reviewer`, or say in the profile that no independent validation has taken place and leave the field out. A report by the developer is a self-review: file it as evidence, and have somebody else validate.',
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
    for (const { artefact, data } of validated(portfolio)) yield* ofReport(portfolio, artefact, data);
  },
});

/** A report by somebody who built what it validates, or answers for it. */
function* ofReport(portfolio: Portfolio, artefact: Artefact, data: ValidationReport): Generator<RuleFinding> {
  const { validator } = data;
  const profile = artefact.system === null ? null : portfolio.index.systems.get(artefact.system)?.profile;
  if (validator === undefined) return;
  const [built, reviews, owns] = (['model_developer', 'model_reviewer', 'model_owner'] as const).map(
    (field) => asText(profile?.data[field]),
  );
  const developer = developerOf(artefact, data, portfolio);
  for (const [role, party, field] of [
    ['developer', developer, 'model_developer'],
    ['owner', owns, 'model_owner'],
  ] as const) {
    if (party == null) continue;
    // The profile names the same two, and has the finding.
    if (role === 'developer' && validator === reviews && party === built) continue;
    const why = dependence(portfolio, party, validator);
    if (why === null) continue;
    const ofProfile = role === 'owner' || data.developer === undefined;
    yield {
      message:
        party === validator
          ? `${code(validator)} is both ${role} and validator of what ${code(artefact.id)} validates`
          : `${code(validator)}, the validator of ${code(artefact.id)}, is not independent of the ${role} ${code(party)}: the ${role} is ${why}`,
      at: spotOf(artefact, ['validator']),
      subject: artefact.id,
      detail: `${role} ${party} ${validator}`,
      related: [
        {
          at: ofProfile && profile ? spotOf(profile, [field]) : spotOf(artefact, ['developer']),
          message: `the ${role} is named here`,
        },
      ],
      fix: `have a party validate that is independent of the ${role}`,
    };
  }
}
