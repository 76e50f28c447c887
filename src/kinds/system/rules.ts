import { asTexts } from '../../core/data.ts';
import { isPast } from '../../core/date.ts';
import { isOver } from '../../core/obligation.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { defineRule, type Rule } from '../../core/rule.ts';
import { didYouMean } from '../../core/suggest.ts';
import { aboutField, isMissing } from '../about.ts';
import type { Mapping } from '../compliance-mapping/schema.ts';
import { artefactsOf, rowsOf } from '../rows.ts';
import { code, daysBefore } from '../words.ts';
import { liveStages, type SystemProfile } from './schema.ts';

const useUnapproved = defineRule({
  id: 'system/use-unapproved',
  severity: 'error',
  what: 'An approved use names neither the decision nor the approval that allows it.',
  why: 'Risk attaches to a use, not to a model, and an unapproved use is the commonest finding of a review. A use that is listed as approved and by nobody is a claim that cannot be checked.',
  fix: 'Write `decision:` with the record that allows the use, or `approval:` with the artefact whose approval covers it.',
  source: 'PRA SS1/23 Principle 1.2(c)(i); SR 26-2 § IV',
  *check(portfolio) {
    for (const { artefact, data } of artefactsOf<SystemProfile>(portfolio, 'system')) {
      for (const [i, use] of (data.approved_uses ?? []).entries()) {
        const path = ['approved_uses', i];
        // A use that is not filled in yet is no claim yet.
        if (use.use === undefined) continue;
        if (!isMissing(artefact, [...path, 'decision']) || !isMissing(artefact, [...path, 'approval']))
          continue;
        yield aboutField(artefact, path, {
          message: `${code(artefact.id)} lists “${use.use}” as approved, and names nothing that allows it`,
          detail: `approved_uses ${use.use}`,
          fix: 'add `decision:` or `approval:` to the use',
          absent: [
            [...path, 'decision'],
            [...path, 'approval'],
          ],
        });
      }
    }
  },
});

const useNotCompared = defineRule({
  id: 'system/use-not-compared',
  severity: 'warning',
  what: 'A system in production does not say how its use in fact compares with the approved use.',
  why: 'A sound model that is misapplied is still a risk, and supervisors ask for use in fact beside use on paper. As long as nobody has compared the two, the approved uses are intentions.',
  fix: 'Add `actual_use:` with what it is used for, when that was compared, and the deviations.',
  source: 'PRA SS1/23 Principle 1.2(c)(i)',
  *check(portfolio) {
    for (const { artefact, data } of artefactsOf<SystemProfile>(portfolio, 'system')) {
      if (!liveStages.includes(data.lifecycle_stage ?? '') || !isMissing(artefact, ['actual_use'])) continue;
      yield aboutField(artefact, ['lifecycle_stage'], {
        message: `${code(artefact.id)} is ${code(data.lifecycle_stage ?? '')}, and does not say how it is used in fact`,
        detail: 'actual_use',
        fix: 'add `actual_use:` with `description:`, `compared_on:` and any `deviations:`',
        absent: [['actual_use']],
      });
    }
  },
});

const legalClassMissing = defineRule({
  id: 'system/legal-class-missing',
  severity: 'error',
  what: 'A system answers to the EU AI Act and does not state its legal class.',
  why: 'Which duties apply, and from when, follows from the class. Without one the dates in the matrix are those of the Act at large, and nobody can tell a duty in force from one to come.',
  fix: 'Add `eu_ai_act:` with `risk_class:`, the role and the reasoning; `out-of-scope` is an answer too.',
  source: 'Regulation (EU) 2024/1689, Art. 6 and 113',
  *check(portfolio) {
    for (const { artefact, data } of artefactsOf<SystemProfile>(portfolio, 'system')) {
      const at = data.frameworks?.indexOf('eu-ai-act') ?? -1;
      if (at < 0 || !isMissing(artefact, ['eu_ai_act', 'risk_class'])) continue;
      yield aboutField(artefact, ['frameworks', at], {
        message: `${code(artefact.id)} answers to \`eu-ai-act\` and has no \`eu_ai_act.risk_class\``,
        detail: 'eu_ai_act.risk_class',
        fix: 'add `risk_class:` under `eu_ai_act:`, with the reasoning',
        absent: [['eu_ai_act', 'risk_class']],
      });
    }
  },
});

const frameworkUnknown = defineRule({
  id: 'system/framework-unknown',
  severity: 'error',
  what: 'A system answers to a catalogue that the portfolio does not use.',
  why: 'Cells are made of the catalogues in use. A framework with a misspelt name makes none, and every duty under it is missing from the matrix and from its denominators, where nobody would look for it.',
  fix: 'Correct the id, name the catalogue under `catalogues:` of `portfolio.yaml`, or take it out of `frameworks:`.',
  source: 'Domain model, “Coverage”',
  *check(portfolio) {
    const file = portfolio.records.find((record) => record.kind === 'portfolio');
    const ids = portfolio.catalogues.map((catalogue) => catalogue.id);
    // What cannot be had, or not be read, has its finding there, and may be what is meant here.
    if (!file || file.broken.length > 0 || new Set(asTexts(file.data['catalogues'])).size > ids.length)
      return;
    for (const { artefact, data } of artefactsOf<SystemProfile>(portfolio, 'system')) {
      for (const [i, framework] of (data.frameworks ?? []).entries()) {
        if (ids.includes(framework)) continue;
        yield aboutField(artefact, ['frameworks', i], {
          message: `${code(artefact.id)} answers to ${code(framework)}, and the portfolio uses no such catalogue`,
          detail: `frameworks ${framework}`,
          fix:
            didYouMean(framework, ids) ??
            'name it under `catalogues:` of `portfolio.yaml`, or take it out of `frameworks:`',
        });
      }
    }
  },
});

const frameworkSuperseded = defineRule({
  id: 'system/framework-superseded',
  severity: 'warning',
  what: 'A system answers to a catalogue that has been superseded or withdrawn, and not to what took its place.',
  why: 'Every duty of such a framework has ended, so nothing under it is a hole, and the matrix looks settled. What a supervisor asks about is the framework in force, and the system says nothing of it.',
  fix: 'Name the successor under `frameworks:`, and under `catalogues:` of `portfolio.yaml`. Beside it the old one may stay, as history.',
  source: 'OSCAL: `predecessor-version` and `successor-version` of a catalogue',
  *check(portfolio) {
    const over = portfolio.catalogues.filter((catalogue) => isOver(catalogue, portfolio.as_of));
    for (const { artefact, data } of over.length === 0
      ? []
      : artefactsOf<SystemProfile>(portfolio, 'system')) {
      const frameworks = data.frameworks ?? [];
      for (const [i, framework] of frameworks.entries()) {
        const catalogue = over.find(({ id }) => id === framework);
        if (!catalogue || frameworks.includes(catalogue.superseded_by ?? '')) continue;
        // Rows that speak of it have their finding, which says the same.
        if (isMapped(portfolio, artefact.system, framework)) continue;
        const next = catalogue.superseded_by;
        const by = next === null ? '' : ` by ${code(next)}`;
        const on = catalogue.ends === null ? '' : ` on ${catalogue.ends}`;
        yield aboutField(artefact, ['frameworks', i], {
          message: `${code(artefact.id)} answers to ${code(framework)}, which was superseded${by}${on}`,
          detail: `superseded ${framework}`,
          fix:
            next === null
              ? 'name what took its place under `frameworks:`, or take it out'
              : `name ${code(next)} under \`frameworks:\` as well; the old one may stay as history`,
        });
      }
    }
  },
});

/** Whether a system has mapping rows about a catalogue. */
const isMapped = (portfolio: Portfolio, system: string | null, catalogue: string): boolean =>
  [...rowsOf<Mapping>(portfolio, 'mapping')].some(
    ({ artefact, row }) =>
      artefact.system === system &&
      portfolio.index.clauses.get(row.obligation ?? '')?.catalogue === catalogue,
  );

const derogationProfiling = defineRule({
  id: 'system/derogation-profiling',
  severity: 'error',
  what: 'A system claims the derogation of Art. 6(3) and profiles natural persons.',
  why: 'Art. 6(3) ends with a sentence that is easily missed: an Annex III system that profiles natural persons is always high-risk. The two fields cannot both be true.',
  fix: 'Correct `derogation_6_3` or `profiles_persons`, and the class with it.',
  source: 'Regulation (EU) 2024/1689, Art. 6(3), last subparagraph',
  *check(portfolio) {
    for (const { artefact, data } of artefactsOf<SystemProfile>(portfolio, 'system')) {
      if (data.eu_ai_act?.derogation_6_3 !== true || data.eu_ai_act.profiles_persons !== true) continue;
      yield aboutField(artefact, ['eu_ai_act', 'derogation_6_3'], {
        message: `${code(artefact.id)} claims the derogation of Art. 6(3) and profiles natural persons, which rules it out`,
        fix: 'correct one of the two fields, and `risk_class` with it',
      });
    }
  },
});

const vendorMissing = defineRule({
  id: 'system/vendor-missing',
  severity: 'warning',
  what: 'A system comes from a supplier that is not named.',
  why: 'Buying a model does not buy its risk. A reviewer asks for the version in use, what may be audited, and how the firm would do without it.',
  fix: 'Add `vendor:` with name, product, version, audit rights and exit plan, or correct `origin`.',
  source: 'PRA SS1/23 Principle 2.6; SR 26-2 § VII',
  *check(portfolio) {
    for (const { artefact, data } of artefactsOf<SystemProfile>(portfolio, 'system')) {
      if (data.origin === undefined || data.origin === 'internal' || !isMissing(artefact, ['vendor']))
        continue;
      yield aboutField(artefact, ['origin'], {
        message: `${code(artefact.id)} has the origin ${code(data.origin)}, and does not say whose it is`,
        detail: 'vendor',
        fix: 'add `vendor:`',
        absent: [['vendor']],
      });
    }
  },
});

const lists = [
  ['exceptions', 'an exception'],
  ['post_model_adjustments', 'an adjustment after the model'],
] as const;

const exceptionExpired = defineRule({
  id: 'system/exception-expired',
  severity: 'warning',
  what: 'An exception or a post-model adjustment is past its last day and still listed.',
  why: 'Overlays and exceptions are allowed because they end. One that is still there after its day is either in use without anybody’s consent or should have been taken out.',
  fix: 'Remove it if it ended, or have it allowed again with a new `expires`.',
  source: 'PRA SS1/23 Principles 5.1 and 5.3',
  *check(portfolio) {
    for (const { artefact, data } of artefactsOf<SystemProfile>(portfolio, 'system')) {
      for (const [field, noun] of lists) {
        for (const [i, { expires }] of (data[field] ?? []).entries()) {
          if (expires === undefined || !isPast(expires, portfolio.as_of)) continue;
          yield aboutField(artefact, [field, i, 'expires'], {
            message: `${noun} of ${code(artefact.id)} ended on ${expires}, ${daysBefore(expires, portfolio.as_of)} ago, and is still listed`,
            fix: 'remove it, or have it allowed again until a new date',
          });
        }
      }
    }
  },
});

export const rules: Rule[] = [
  useUnapproved,
  useNotCompared,
  legalClassMissing,
  frameworkUnknown,
  frameworkSuperseded,
  derogationProfiling,
  vendorMissing,
  exceptionExpired,
];
