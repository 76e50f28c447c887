import { spotOf } from '../../core/artefact.ts';
import type { Path } from '../../core/place.ts';
import { defineRule } from '../../core/rule.ts';
import { aboutField } from '../../kinds/about.ts';
import { boundValue } from '../../kinds/bound.ts';
import { isClosed } from '../../kinds/rows.ts';
import type { SystemProfile } from '../../kinds/system/schema.ts';
import { latestReports } from '../../kinds/validation-report/read.ts';
import type { Opinion } from '../../kinds/validation-report/schema.ts';
import { code } from '../../kinds/words.ts';
import { validated } from '../validation-each.ts';

/** What an inventory calls each opinion. */
const outcomes = {
  'fit-for-purpose': 'approved',
  'fit-with-conditions': 'approved-with-conditions',
  'not-fit-for-purpose': 'rejected',
  'no-opinion': 'not-validated',
} as const satisfies Record<Opinion, string>;

export const rule = defineRule({
  id: 'validation/profile-differs',
  severity: 'error',
  what: 'The profile of a system says otherwise of its validation than the reports on file: when, with which outcome, how many findings are open, or when the next is due.',
  why: 'The inventory is what a supervisor is sent, and the report is what they ask for next. The first number they compare is that of open findings.',
  fix: 'Bring `validation_status:` of the profile up to the latest report.',
  source: 'PRA SS1/23 Principle 1.2(c)(iii)-(iv); review practice X5',
  *check(portfolio) {
    const reports = validated(portfolio);
    for (const [id, { artefact, data }] of latestReports(portfolio)) {
      const profile = portfolio.index.systems.get(id)?.profile;
      if (!profile || isClosed(profile)) continue;
      const { validation_status: stated } = profile.data as SystemProfile;
      if (stated === undefined) continue;
      const open = reports
        .filter((one) => one.artefact.system === id && !isDraft(one.artefact.data['status']))
        .reduce((sum, { findings }) => sum + findings.filter((one) => one.open).length, 0);
      const counted =
        stated.open_findings === undefined
          ? null
          : boundValue(stated.open_findings, profile, portfolio).value;
      const pairs: [string, string | number | null, string | number | null, Path][] = [
        ['last_completed', stated.last_completed ?? null, data.completed_on ?? null, ['completed_on']],
        [
          'outcome',
          stated.outcome ?? null,
          data.opinion === undefined ? null : outcomes[data.opinion],
          ['opinion'],
        ],
        ['open_findings', counted, open, ['findings']],
        ['next_due', stated.next_due ?? null, data.next_validation_due ?? null, ['next_validation_due']],
      ];
      for (const [field, said, found, path] of pairs) {
        if (said === null || found === null || said === found) continue;
        yield aboutField(profile, ['validation_status', field], {
          message: `${code(`validation_status.${field}`)} of ${code(id)} is ${code(said)}; by ${field === 'open_findings' ? 'the reports on file' : code(artefact.id)} it is ${code(found)}`,
          fix: `write ${code(`${field}: ${found}`)}, or correct the report`,
          related: [{ at: spotOf(artefact, path), message: 'what the report says' }],
        });
      }
    }
  },
});

const isDraft = (status: unknown): boolean => status === 'draft' || status === 'in-review';
