import { spotOf } from '../../core/artefact.ts';
import { defineRule } from '../../core/rule.ts';
import { aboutField } from '../../kinds/about.ts';
import { liveStages } from '../../kinds/system/schema.ts';
import { latestReports } from '../../kinds/validation-report/read.ts';
import { opinionWords } from '../../kinds/validation-report/words.ts';
import { code } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'validation/use-against-opinion',
  severity: 'error',
  what: 'A system is in use, and its latest validation gave no opinion or found it not fit for purpose.',
  why: 'Use against the word of the validators is the clearest finding there is. Where it has to be, that is an exception with an end, decided by somebody who may.',
  fix: 'Restrict or suspend the system, or remedy and validate again. An exception is a waiver with an expiry.',
  source:
    'US SR 26-2 section V (use before validation); cross-artefact rule: a system in production has a report that is not “not fit for purpose”',
  *check(portfolio) {
    for (const [id, { artefact, data }] of latestReports(portfolio)) {
      const profile = portfolio.index.systems.get(id)?.profile;
      const stage = portfolio.index.systems.get(id)?.lifecycle_stage ?? '';
      if (!profile || !liveStages.includes(stage)) continue;
      if (data.opinion !== 'not-fit-for-purpose' && data.opinion !== 'no-opinion') continue;
      yield aboutField(artefact, ['opinion'], {
        message: `${code(id)} is ${code(stage)}, and its validation of ${data.completed_on!} says “${opinionWords[data.opinion].toLowerCase()}”`,
        fix: 'restrict or suspend it, or remedy and validate again',
        related: [{ at: spotOf(profile, ['lifecycle_stage']), message: 'the stage of the system' }],
      });
    }
  },
});
