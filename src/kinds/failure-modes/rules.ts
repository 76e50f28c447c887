import { isPast } from '../../core/date.ts';
import { defineRule, type Rule } from '../../core/rule.ts';
import { aboutRow, lacks, rowsOf, type Row } from '../rows.ts';
import { code, daysBefore, listed } from '../words.ts';
import { actionPriority, riskPriorityNumber, tableName } from './action-priority.ts';
import { detectionFields, isUndetected } from './detection.ts';
import { isOpen, type Action } from './ranking.ts';
import type { FailureMode } from './schema.ts';

const rows = rowsOf<FailureMode>;

const undetected = defineRule({
  id: 'failure-mode/undetected',
  severity: 'error',
  what: 'A failure mode has no detection: no detection control, no monitor, no word on why there is none.',
  why: 'A failure that nobody would notice harms until somebody complains. Either something shows it, or the portfolio says openly that nothing does and what stands in for it.',
  fix: 'Name what notices it in `detection_controls:`, the monitor in `linked_monitor:`, or say in `undetectable:` why nothing can.',
  source: 'AIAG-VDA FMEA (2019), current detection controls; review practice X15',
  *check(portfolio) {
    for (const row of rows(portfolio, 'failure-mode')) {
      if (!isUndetected(row)) continue;
      yield aboutRow(row, ['id'], {
        message: `nothing would show ${code(row.item.local)}: no detection control, no linked monitor`,
        detail: 'detection',
        fix: 'add `detection_controls:` or `linked_monitor:`, or say in `undetectable:` why there is none',
        absent: detectionFields.map((name) => [name]),
      });
    }
  },
});

const unowned = defineRule({
  id: 'failure-mode/unowned',
  severity: 'error',
  what: 'A failure mode has no owner.',
  why: 'A risk that belongs to nobody is accepted by nobody and worked on by nobody.',
  fix: 'Add `owner:` with a party of the portfolio, or once for all rows under `defaults:`.',
  source: 'Review practice X15; SS1/23 P2.2',
  *check(portfolio) {
    for (const row of rows(portfolio, 'failure-mode')) {
      if (!lacks(row, 'owner')) continue;
      yield aboutRow(row, ['id'], {
        message: `nobody owns ${code(row.item.local)}`,
        detail: 'owner',
        fix: 'add `owner:` with a party of the portfolio',
        absent: [['owner']],
      });
    }
  },
});

const priorityDiffers = defineRule({
  id: 'failure-mode/priority-differs',
  severity: 'error',
  what: 'A typed action priority or risk priority number differs from the one its ratings give.',
  why: `Action priorities are computed by ${tableName} (the AIAG-VDA table is proprietary), so that two rows with the same ratings never differ. A typed value that differs hides which of the numbers is meant.`,
  fix: 'Leave the field out: it is computed. Or correct the ratings.',
  source: `${tableName}; ruling 7 of the field reference`,
  *check(portfolio) {
    for (const row of rows(portfolio, 'failure-mode')) {
      for (const { path, typed, computed, rest } of comparisons(row.row)) {
        if (typed === undefined || computed === null || typed === computed) continue;
        yield aboutRow(row, path, {
          message: `${code(path.join('.'))} of ${code(row.item.local)} is ${typed}, and its ratings (${rest}) give ${computed}`,
          fix: `remove \`${path.at(-1)!}:\`, or correct the ratings`,
        });
      }
    }
  },
});

function comparisons(row: FailureMode) {
  const after = { ...row, ...row.after_action };
  const say = ({ severity, occurrence, detection }: FailureMode): string =>
    `severity ${severity}, occurrence ${occurrence}, detection ${detection}`;
  return [
    { path: ['action_priority'], typed: row.action_priority, computed: actionPriority(row), rest: say(row) },
    { path: ['rpn'], typed: row.rpn, computed: riskPriorityNumber(row), rest: say(row) },
    {
      path: ['after_action', 'action_priority'],
      typed: row.after_action?.action_priority,
      computed: actionPriority(after),
      rest: say(after),
    },
  ];
}

const highWithoutAction = defineRule({
  id: 'failure-mode/high-without-action',
  severity: 'warning',
  what: 'A failure mode of high action priority has no recommended action.',
  why: 'High priority means that something has to be done before the risk is acceptable. A register that only rates such a risk has noticed it and gone on.',
  fix: 'Add `recommended_actions:` with an action, its owner and a date; done ones count.',
  source: 'AIAG-VDA FMEA (2019), action priority H',
  *check(portfolio) {
    for (const row of rows(portfolio, 'failure-mode')) {
      if (actionPriority(row.row) !== 'H' || !lacks(row, 'recommended_actions')) continue;
      yield aboutRow(row, ['id'], {
        message: `${code(row.item.local)} has action priority H, and no action is recommended`,
        detail: 'recommended_actions',
        fix: 'add `recommended_actions:` with an action, its owner and a date',
        absent: [['recommended_actions']],
      });
    }
  },
});

function* openActions(row: Row<FailureMode>): Generator<{ action: Action; path: (string | number)[] }> {
  for (const [i, action] of (row.row.recommended_actions ?? []).entries()) {
    if (isOpen(action)) yield { action, path: ['recommended_actions', i] };
  }
}

const actionUnowned = defineRule({
  id: 'failure-mode/action-unowned',
  severity: 'warning',
  what: 'An open action against a failure mode has no owner or no date.',
  why: 'An action without a person and a day is a wish, and cannot be late.',
  fix: 'Give the action an `owner:` and a `due:`.',
  source: 'AIAG-VDA FMEA (2019), step six: responsible person and target date',
  *check(portfolio) {
    for (const row of rows(portfolio, 'failure-mode')) {
      for (const { action, path } of openActions(row)) {
        const missing = (['owner', 'due'] as const).filter((name) => lacks(row, ...path, name));
        if (missing.length === 0) continue;
        yield aboutRow(row, path, {
          message: `an action against ${code(row.item.local)} has no ${listed(missing.map(code), 'and no')}: “${action.action ?? 'not named'}”`,
          fix: `add ${listed(missing.map((name) => code(name + ':')))}`,
          absent: missing.map((name) => [...path, name]),
        });
      }
    }
  },
});

const actionOverdue = defineRule({
  id: 'failure-mode/action-overdue',
  severity: 'warning',
  what: 'An open action against a failure mode is past its date.',
  why: 'The risk was accepted on the word that something would be done by a day. That day has passed.',
  fix: 'Finish the action (`status: done` and `done_on`), or agree on a new date.',
  source: 'AIAG-VDA FMEA (2019), step six',
  *check(portfolio) {
    for (const row of rows(portfolio, 'failure-mode')) {
      for (const { action, path } of openActions(row)) {
        if (action.due === undefined || !isPast(action.due, portfolio.as_of)) continue;
        yield aboutRow(row, [...path, 'due'], {
          message: `an action against ${code(row.item.local)} was due on ${action.due}, ${daysBefore(action.due, portfolio.as_of)} before ${portfolio.as_of}: “${action.action ?? 'not named'}”`,
          fix: 'finish it, or agree on a new date',
        });
      }
    }
  },
});

const acceptedUnrecorded = defineRule({
  id: 'failure-mode/accepted-unrecorded',
  severity: 'error',
  what: 'A risk is accepted, and no decision says so.',
  why: 'Accepting what stays is a decision of somebody who may take it, with a date and reasons. A word in a table is not one.',
  fix: 'Name the decision in `residual_risk_acceptance:`, or treat the risk.',
  source: 'NIST AI RMF MANAGE 1.4; AI Act Art. 9(5)',
  *check(portfolio) {
    for (const row of rows(portfolio, 'failure-mode')) {
      if (row.row.treatment !== 'accept' || !lacks(row, 'residual_risk_acceptance')) continue;
      yield aboutRow(row, ['treatment'], {
        message: `the risk of ${code(row.item.local)} is accepted, and no decision is named`,
        fix: 'add `residual_risk_acceptance:` with the id of the decision',
        absent: [['residual_risk_acceptance']],
      });
    }
  },
});

export const rules: Rule[] = [
  undetected,
  unowned,
  priorityDiffers,
  highWithoutAction,
  actionUnowned,
  actionOverdue,
  acceptedUnrecorded,
];
