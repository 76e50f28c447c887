import { isPast } from '../../core/date.ts';
import { defineRule, type Rule } from '../../core/rule.ts';
import { aboutField, isMissing } from '../about.ts';
import { artefactsOf } from '../rows.ts';
import { code, daysBefore, listed } from '../words.ts';
import type { Control } from './schema.ts';

const statusUnexplained = defineRule({
  id: 'control/status-unexplained',
  severity: 'warning',
  what: 'A control is not simply implemented, and does not say why.',
  why: '“Alternative” without the alternative and “not applicable” without a reason are the two words that hide a hole most quietly.',
  fix: 'Add `status_rationale:` with what is missing, what stands in for it, or why it does not apply.',
  source: 'OSCAL implementation-common, remarks of `implementation-status`',
  *check(portfolio) {
    for (const { artefact, data } of artefactsOf<Control>(portfolio, 'control')) {
      const status = data.implementation_status;
      if (status === undefined || status === 'implemented' || status === 'planned') continue;
      if (!isMissing(artefact, ['status_rationale'])) continue;
      yield aboutField(artefact, ['implementation_status'], {
        message: `${code(artefact.id)} is ${code(status)}, and does not say why`,
        detail: 'status_rationale',
        fix: 'add `status_rationale:`',
        absent: [['status_rationale']],
      });
    }
  },
});

const planUnowned = defineRule({
  id: 'control/plan-unowned',
  severity: 'warning',
  what: 'A control is planned or in place in part, and what remains has no owner or no date.',
  why: 'A plan without an owner and a date is a wish. The cells that rest on it count as gaps until both are there.',
  fix: 'Add `owner:` and `due:` under `planned:`.',
  source: 'OSCAL plan of action and milestones',
  *check(portfolio) {
    for (const { artefact, data } of artefactsOf<Control>(portfolio, 'control')) {
      const status = data.implementation_status;
      if (status !== 'planned' && status !== 'partial') continue;
      const missing = (['owner', 'due'] as const).filter((name) => isMissing(artefact, ['planned', name]));
      if (missing.length === 0) continue;
      yield aboutField(artefact, ['implementation_status'], {
        message: `${code(artefact.id)} is ${code(status)}, without ${listed(missing.map((name) => code(`planned.${name}`)))}`,
        detail: 'planned',
        fix: `add ${listed(missing.map((name) => code(name + ':')))} under \`planned:\``,
        absent: missing.map((name) => ['planned', name]),
      });
    }
  },
});

const planOverdue = defineRule({
  id: 'control/plan-overdue',
  severity: 'warning',
  what: 'What remains of a control was due before the as-of date.',
  why: 'A date that has passed says either that the work is done and nobody wrote it down, or that a hole is open longer than anybody agreed to.',
  fix: 'Set the status to what is true now, or agree on a new date and say why.',
  source: 'OSCAL plan of action and milestones',
  *check(portfolio) {
    for (const { artefact, data } of artefactsOf<Control>(portfolio, 'control')) {
      const due = data.planned?.due;
      const open = data.implementation_status === 'planned' || data.implementation_status === 'partial';
      if (!open || due === undefined || !isPast(due, portfolio.as_of)) continue;
      yield aboutField(artefact, ['planned', 'due'], {
        message: `${code(artefact.id)} was to be in place by ${due}, ${daysBefore(due, portfolio.as_of)} ago`,
        fix: 'correct `implementation_status`, or agree on a new date',
      });
    }
  },
});

const selfAssessed = defineRule({
  id: 'control/self-assessed',
  severity: 'warning',
  what: 'A control was assessed by the party that owns or runs it.',
  why: 'Somebody who runs a control knows best how it should work and is the last to see that it does not. Reviewers discount such an assessment, so it should be said.',
  fix: 'Have somebody else assess it, and name them in `assessed_by`.',
  source: 'OSCAL assessment results; PRA SS1/23 Principle 4.1',
  *check(portfolio) {
    for (const { artefact, data } of artefactsOf<Control>(portfolio, 'control')) {
      const by = data.assessment?.assessed_by;
      if (by === undefined) continue;
      const role = by === data.control_owner ? 'runs' : by === artefact.data['owner'] ? 'owns' : null;
      if (role === null) continue;
      yield aboutField(artefact, ['assessment', 'assessed_by'], {
        message: `${code(artefact.id)} was assessed by ${code(by)}, which ${role} it`,
        fix: 'have it assessed by a party that neither owns nor runs it',
      });
    }
  },
});

export const rules: Rule[] = [statusUnexplained, planUnowned, planOverdue, selfAssessed];
