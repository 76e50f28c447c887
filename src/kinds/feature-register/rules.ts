import { defineRule, type Rule } from '../../core/rule.ts';
import { aboutRow, lacks, rowsOf, type Row } from '../rows.ts';
import { code, listed } from '../words.ts';
import type { Feature } from './schema.ts';

const features = (portfolio: Parameters<NonNullable<Rule['check']>>[0]): readonly Row<Feature>[] =>
  rowsOf<Feature>(portfolio, 'feature');

/** Whether a model or rule sees the feature’s values. */
const isUsed = (feature: Feature): boolean =>
  feature.usage === 'model-input' || feature.usage === 'rule-input';

const untestedProxy = defineRule({
  id: 'feature/untested-proxy',
  severity: 'error',
  what: 'A feature is related to a protected attribute, and no test of that is on record.',
  why: 'A proxy discriminates without naming anybody. Once the register says that a feature may be one, the next question is what was tested, and a relation without a test reads as knowing and not looking.',
  fix: 'Add `proxy_test:` with method, statistic and the limit set beforehand, result and date. A protected attribute that no model or rule sees needs none.',
  source: 'Canada AIA, algorithm questions; MAS FEAT principle 2; PRA SS1/23 Principle 3.2',
  *check(portfolio) {
    for (const row of features(portfolio)) {
      const relation = row.row.protected_attribute_relation;
      if (relation === undefined || relation === 'none') continue;
      if (relation === 'protected-attribute' && !isUsed(row.row)) continue;
      if (!lacks(row, 'proxy_test')) continue;
      yield aboutRow(row, ['protected_attribute_relation'], {
        message: `${code(row.item.id)} is a ${relation.replaceAll('-', ' ')}, and no test is on record`,
        detail: 'proxy_test',
        fix: 'add `proxy_test:` with method, statistic, result and date',
        absent: [['proxy_test']],
      });
    }
  },
});

const unsignedApproval = defineRule({
  id: 'feature/unsigned-approval',
  severity: 'error',
  what: 'A feature is called approved, without who approved it or when.',
  why: '“Who approved this feature set?” is the first question of a review. A status that anybody can type answers it only with a name and a date.',
  fix: 'Add `approved_by:` (a decision is best, a party will do) and `approved_on:`, or set `status: candidate`.',
  source: 'PRA SS1/23 Principle 3.2',
  *check(portfolio) {
    for (const row of features(portfolio)) {
      if (row.row.status !== 'approved') continue;
      const missing = (['approved_by', 'approved_on'] as const).filter((name) => lacks(row, name));
      if (missing.length === 0) continue;
      yield aboutRow(row, ['status'], {
        message: `${code(row.item.id)} is said to be approved, without ${listed(missing.map(code))}`,
        detail: 'approved_by',
        fix: `add ${listed(missing.map((name) => code(name + ':')))}, or set \`status: candidate\``,
        absent: missing.map((name) => [name]),
      });
    }
  },
});

const unwatched = defineRule({
  id: 'feature/unwatched',
  severity: 'warning',
  what: 'An approved model input names no monitor that watches it.',
  why: 'Inputs move before outcomes do. A feature nobody watches is where drift is found by its damage.',
  fix: 'Add `drift_monitor:` with the id of a monitor in the drift governance; one monitor may watch many features.',
  source: 'PRA SS1/23 Principle 4.4',
  *check(portfolio) {
    for (const row of features(portfolio)) {
      if (row.row.usage !== 'model-input' || row.row.status !== 'approved' || !lacks(row, 'drift_monitor'))
        continue;
      const watched = (portfolio.index.linksTo.get(row.item.id) ?? []).some(
        (link) => link.type === 'monitors',
      );
      if (watched) continue;
      yield aboutRow(row, ['usage'], {
        message: `${code(row.item.id)} is a model input that no monitor watches`,
        detail: 'drift_monitor',
        fix: 'add `drift_monitor:`',
        absent: [['drift_monitor']],
      });
    }
  },
});

const unreasonedExclusion = defineRule({
  id: 'feature/unreasoned-exclusion',
  severity: 'warning',
  what: 'A feature was left out, and the register does not say why.',
  why: 'What was considered and left out is the best evidence that somebody thought about it, as long as the reason is there.',
  fix: 'Add `exclusion_reason:`.',
  source: 'GDPR Art. 5(1)(c)',
  *check(portfolio) {
    for (const row of features(portfolio)) {
      if (row.row.usage !== 'excluded' || !lacks(row, 'exclusion_reason')) continue;
      yield aboutRow(row, ['usage'], {
        message: `${code(row.item.id)} was left out, and the register does not say why`,
        detail: 'exclusion_reason',
        fix: 'add `exclusion_reason:`',
        absent: [['exclusion_reason']],
      });
    }
  },
});

const noLawfulBasis = defineRule({
  id: 'feature/no-lawful-basis',
  severity: 'warning',
  what: 'A feature that is used holds personal data, and no lawful basis is named.',
  why: 'Personal data need a basis for the purpose they are used for, and the basis they were collected on may be another.',
  fix: 'Add `lawful_basis:`; a default for the register’s rows may carry it.',
  source: 'GDPR Art. 6(1) and 9(2)',
  *check(portfolio) {
    for (const row of features(portfolio)) {
      const { personal_data: kind } = row.row;
      if (kind === undefined || kind === 'none' || !isUsed(row.row) || !lacks(row, 'lawful_basis')) continue;
      yield aboutRow(row, ['personal_data'], {
        message: `${code(row.item.id)} holds ${kind.replaceAll('-', ' ')} data, and names no lawful basis`,
        detail: 'lawful_basis',
        fix: 'add `lawful_basis:`',
        absent: [['lawful_basis']],
      });
    }
  },
});

const reversedRange = defineRule({
  id: 'feature/reversed-range',
  severity: 'error',
  what: 'The least value expected of a feature is above the greatest.',
  why: 'Every value would be out of range, and a check built on it would fire always or never.',
  fix: 'Correct `expected_range.min` or `expected_range.max`.',
  source: 'Open Data Contract Standard, quality rules',
  *check(portfolio) {
    for (const row of features(portfolio)) {
      const { min, max } = row.row.expected_range ?? {};
      if (min === undefined || max === undefined || min <= max) continue;
      yield aboutRow(row, ['expected_range', 'min'], {
        message: `${code(row.item.id)} is expected between ${min} and ${max}, which is no range`,
        fix: 'correct `min` or `max`',
      });
    }
  },
});

const sharedColumn = defineRule({
  id: 'feature/shared-column',
  severity: 'error',
  what: 'Two features of a register claim the same column of the model’s matrix.',
  why: 'Explanations and drift are read through columns. A column that belongs to two features counts twice, and an adverse reason may name the wrong one.',
  fix: 'Take the column out of one of the two.',
  source: 'Departure 5 of the field reference: encoded columns',
  *check(portfolio) {
    const registers = new Map<string, Map<string, Row<Feature>>>();
    for (const row of features(portfolio)) {
      if (!isUsed(row.row)) continue;
      const claimed = registers.get(row.artefact.id) ?? new Map<string, Row<Feature>>();
      registers.set(row.artefact.id, claimed);
      for (const [i, column] of (row.row.columns ?? [row.item.local]).entries()) {
        const first = claimed.get(column);
        if (first === undefined) {
          claimed.set(column, row);
          continue;
        }
        if (first.item === row.item) continue;
        yield aboutRow(row, row.row.columns === undefined ? ['name'] : ['columns', i], {
          message: `column ${code(column)} belongs to ${code(first.item.id)} already, and ${code(row.item.id)} claims it too`,
          detail: `column ${column}`,
          fix: 'take the column out of one of the two',
          related: [aboutRow(first, [], { message: 'claimed first here' })].map(({ at, message }) => ({
            at,
            message,
          })),
        });
      }
    }
  },
});

export const rules: Rule[] = [
  untestedProxy,
  unsignedApproval,
  unwatched,
  unreasonedExclusion,
  noLawfulBasis,
  reversedRange,
  sharedColumn,
];
