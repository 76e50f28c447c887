import { defineRule, type Rule } from '../../core/rule.ts';
import { didYouMean } from '../../core/suggest.ts';
import { aboutField, isMissing } from '../about.ts';
import { artefactsOf } from '../rows.ts';
import { code, listed } from '../words.ts';
import { replacedLater } from './later.ts';
import { sameOption } from './options.ts';
import type { Decision } from './schema.ts';

const titlesOf = (data: Decision): string[] =>
  (data.considered_options ?? []).flatMap(({ title }) => title ?? []);

const fewOptions = defineRule({
  id: 'decision/few-options',
  severity: 'warning',
  what: 'A decision was made among fewer than two options.',
  why: 'A choice of one is an announcement. A reviewer looks for the option that was nearly chosen, and for doing nothing.',
  fix: 'Add the options that were on the table; if there was none, say why in the context and add doing nothing.',
  source: 'MADR 4.0, “Considered Options”; SR 26-2 § V, alternatives',
  *check(portfolio) {
    for (const { artefact, data } of artefactsOf<Decision>(portfolio, 'decision')) {
      const options = data.considered_options ?? [];
      if (options.length !== 1 || data.adr_status === 'proposed') continue;
      yield aboutField(artefact, ['considered_options'], {
        message: `${code(artefact.id)} considers one option only`,
        fix: 'add the others that were on the table, doing nothing included',
      });
    }
  },
});

const chosenUnknown = defineRule({
  id: 'decision/chosen-unknown',
  severity: 'error',
  what: 'The option chosen is not one of those considered.',
  why: 'What was weighed and what was decided have come apart: either the outcome was renamed, or it was never weighed.',
  fix: 'Write the title of one of the options in `decision_outcome.chosen_option`, or add the option.',
  source: 'MADR 4.0, “Decision Outcome”',
  *check(portfolio) {
    for (const { artefact, data } of artefactsOf<Decision>(portfolio, 'decision')) {
      const chosen = data.decision_outcome?.chosen_option;
      const titles = titlesOf(data);
      if (chosen === undefined || titles.length === 0 || titles.some((title) => sameOption(title, chosen)))
        continue;
      yield aboutField(artefact, ['decision_outcome', 'chosen_option'], {
        message: `${code(artefact.id)} chose “${chosen}”, which is none of its options: ${listed(titles.map((title) => `“${title}”`))}`,
        fix: didYouMean(chosen, titles) ?? 'name one of the options by its title, or add the option',
      });
    }
  },
});

const mapUnknownOption = defineRule({
  id: 'decision/map-unknown-option',
  severity: 'error',
  what: 'The constraint map judges an option that is not one of those considered.',
  why: 'The page compares options by their titles. A verdict on a title that does not exist is shown nowhere, and the option it was meant for looks unjudged.',
  fix: 'Write the title as it stands under `considered_options`.',
  source: 'Departure 6 of the field reference: constraint map',
  *check(portfolio) {
    for (const { artefact, data } of artefactsOf<Decision>(portfolio, 'decision')) {
      const titles = titlesOf(data);
      if (titles.length === 0) continue;
      for (const [i, constraint] of (data.constraint_map ?? []).entries()) {
        for (const [j, { option }] of (constraint.options ?? []).entries()) {
          if (option === undefined || titles.some((title) => sameOption(title, option))) continue;
          yield aboutField(artefact, ['constraint_map', i, 'options', j, 'option'], {
            message: `the constraint map of ${code(artefact.id)} judges “${option}”, which is none of its options`,
            detail: `constraint_map ${i} ${option}`,
            fix: didYouMean(option, titles) ?? 'name one of the options by its title',
          });
        }
      }
    }
  },
});

const successorMissing = defineRule({
  id: 'decision/successor-missing',
  severity: 'error',
  what: 'A decision is superseded, and nothing says by which.',
  why: 'A reader who lands on an old decision needs the one that counts now. Without it the old one goes on being followed.',
  fix: 'Add `superseded_by:` here, or `supersedes:` in the decision that replaced it.',
  source: 'MADR 4.0, `status: superseded by`; Nygard 2011',
  *check(portfolio) {
    for (const artefact of portfolio.artefacts) {
      if (artefact.kind !== 'decision' || artefact.data['adr_status'] !== 'superseded') continue;
      if (!isMissing(artefact, ['superseded_by']) || replacedLater(portfolio).has(artefact.id)) continue;
      const replaced = (portfolio.index.linksTo.get(artefact.id) ?? []).some(
        (link) => link.type === 'supersedes',
      );
      if (replaced) continue;
      yield aboutField(artefact, ['adr_status'], {
        message: `${code(artefact.id)} is superseded, and nothing says by which decision`,
        detail: 'superseded_by',
        fix: 'add `superseded_by:`, or `supersedes:` in the decision that replaced it',
        absent: [['superseded_by']],
      });
    }
  },
});

const onlyGood = defineRule({
  id: 'decision/only-good',
  severity: 'info',
  what: 'A decision that stands has good consequences only.',
  why: 'Every choice gives something up. Consequences without a bad one say that nobody looked, and the first bad one is then a surprise.',
  fix: 'Add what gets worse, costs more or becomes harder.',
  source: 'MADR 4.0, “Consequences”; Nygard 2011',
  *check(portfolio) {
    for (const { artefact, data } of artefactsOf<Decision>(portfolio, 'decision')) {
      const consequences = data.consequences ?? [];
      if (data.adr_status !== 'accepted' || consequences.length === 0) continue;
      if (consequences.some(({ effect }) => effect !== 'good')) continue;
      yield aboutField(artefact, ['consequences'], {
        message: `${code(artefact.id)} names good consequences only`,
        fix: 'add what gets worse, costs more or becomes harder',
      });
    }
  },
});

export const rules: Rule[] = [fewOptions, chosenUnknown, mapUnknownOption, successorMissing, onlyGood];
