import { spotOf, type Artefact } from '../../core/artefact.ts';
import { isPast } from '../../core/date.ts';
import { defineRule, type Rule } from '../../core/rule.ts';
import { absentAt } from '../about.ts';
import { aboutRow, artefactsOf, lacks, rowsOf, type Row } from '../rows.ts';
import { code, count, daysBefore, listed } from '../words.ts';
import { isAnswerUnproven, isConditionUnproven } from './proof.ts';
import { stands } from './review.ts';
import type { HandoffChecklist, HandoffCondition, HandoffItem } from './schema.ts';

const items = rowsOf<HandoffItem>;
const conditions = rowsOf<HandoffCondition>;

const handoffItems = (artefact: Artefact): Row<HandoffItem>[] =>
  artefact.items
    .filter((item) => item.kind === 'handoff-item')
    .map((item) => ({ artefact, item, row: item.data as HandoffItem }));

const goWithBlocker = defineRule({
  id: 'handoff/go-with-blocker',
  severity: 'error',
  what: 'The decision was to go, and a blocker has not passed.',
  why: 'A blocker is a question that the team itself said must be answered yes first. Going ahead without is either a mistake in the record or a decision that should be written as an accepted risk, by somebody who may accept it.',
  fix: 'Answer the blocker, record it as `accepted-risk` with `accepted_by` and a note, tie a condition to it (`item:`) under go-with-conditions, or correct the decision.',
  source: 'Google SRE, launch coordination checklist; NIST AI RMF MANAGE 1.1',
  *check(portfolio) {
    for (const { artefact, data } of artefactsOf<HandoffChecklist>(portfolio, 'handoff-checklist')) {
      const decision = data.go_no_go?.decision;
      if (decision !== 'go' && decision !== 'go-with-conditions') continue;
      const tied = new Set(decision === 'go' ? [] : (data.conditions ?? []).map(({ item }) => item));
      for (const row of handoffItems(artefact)) {
        if (row.row.blocker !== true || !stands(row.row) || tied.has(row.item.local)) continue;
        if (row.row.result === undefined && !lacks(row, 'result')) continue;
        yield aboutRow(row, ['result'], {
          message: `the decision is ${code(decision)}, and blocker ${code(row.item.local)} ${row.row.result === 'fail' ? 'fails' : 'is not answered'}`,
          detail: 'blocker',
          related: [{ at: spotOf(artefact, ['go_no_go', 'decision']), message: 'the decision' }],
          fix: 'answer it, record it as `accepted-risk`, or tie a condition to it',
        });
      }
      const others = data.launch_blockers ?? [];
      if (decision === 'go' && others.length > 0) {
        yield {
          message: `the decision is \`go\`, and \`launch_blockers\` lists ${count(others.length, 'blocker')}`,
          at: spotOf(artefact, ['launch_blockers']),
          subject: artefact.id,
          detail: 'launch_blockers',
          related: [{ at: spotOf(artefact, ['go_no_go', 'decision']), message: 'the decision' }],
          fix: 'clear them, or decide `go-with-conditions`',
        };
      }
    }
  },
});

const conditionsMissing = defineRule({
  id: 'handoff/conditions-missing',
  severity: 'error',
  what: 'The decision was to go with conditions, and none is written.',
  why: 'Conditions that are not written are not met, and nobody can check them.',
  fix: 'List them under `conditions:`, each with an owner and a date.',
  source: 'NIST AI RMF MANAGE 1.1',
  *check(portfolio) {
    for (const { artefact, data } of artefactsOf<HandoffChecklist>(portfolio, 'handoff-checklist')) {
      if (data.go_no_go?.decision !== 'go-with-conditions' || (data.conditions ?? []).length > 0) continue;
      if (artefact.broken.includes('/conditions')) continue;
      yield {
        message: 'the decision is `go-with-conditions`, and no condition is written',
        at: spotOf(artefact, ['go_no_go', 'decision']),
        subject: artefact.id,
        detail: 'conditions',
        fix: 'list them under `conditions:`, each with an owner and a date',
        absent: [absentAt(artefact, ['conditions'])],
      };
    }
  },
});

const unreasoned = defineRule({
  id: 'handoff/unreasoned',
  severity: 'error',
  what: 'A question is set aside as not applicable or as an accepted risk, without a reason or without who accepted it.',
  why: 'Both answers take a question out of the review. A reviewer accepts that from a person with a reason.',
  fix: 'Add a `note:`, and for an accepted risk `accepted_by:`.',
  source: 'Ruling 8 of the field reference: every “n/a” needs a reason',
  *check(portfolio) {
    for (const row of items(portfolio, 'handoff-item')) {
      const { result } = row.row;
      if (result !== 'not-applicable' && result !== 'accepted-risk') continue;
      const asked = result === 'accepted-risk' ? (['note', 'accepted_by'] as const) : (['note'] as const);
      const missing = asked.filter((name) => lacks(row, name));
      if (missing.length === 0) continue;
      yield aboutRow(row, ['result'], {
        message: `${code(row.item.local)} is ${code(result)}, without ${listed(missing.map(code))}`,
        fix: `add ${listed(missing.map((name) => code(name + ':')))}`,
        absent: missing.map((name) => [name]),
      });
    }
  },
});

const unproven = defineRule({
  id: 'handoff/unproven',
  severity: 'warning',
  what: 'A question passed or a condition was met, and nothing shows it.',
  why: 'The team that takes over relies on the answer at three in the morning. A tick without a record is the word of the team that leaves.',
  fix: 'Cite `evidence:` by id, or for a question name the artefact that answers it in `see:`.',
  source: 'Google SRE, production readiness review',
  *check(portfolio) {
    for (const row of items(portfolio, 'handoff-item')) {
      if (!isAnswerUnproven(row)) continue;
      yield aboutRow(row, ['result'], {
        message: `${code(row.item.local)} passed, and nothing shows it`,
        fix: 'cite `evidence:` by id, or name the artefact that answers it in `see:`',
        absent: [['evidence'], ['see']],
      });
    }
    for (const row of conditions(portfolio, 'handoff-condition')) {
      if (!isConditionUnproven(row)) continue;
      yield aboutRow(row, ['status'], {
        message: `condition ${code(row.item.local)} is said to be met, and nothing shows it`,
        fix: 'cite `evidence:` by id',
        absent: [['evidence']],
      });
    }
  },
});

const overdue = defineRule({
  id: 'handoff/overdue',
  severity: 'warning',
  what: 'A condition or a question is still open past its date.',
  why: 'The system runs on the word that these would be settled by a day. That day has passed.',
  fix: 'Settle it and say so, or agree on a new date.',
  source: 'NIST AI RMF MANAGE 1.1',
  *check(portfolio) {
    for (const row of conditions(portfolio, 'handoff-condition')) {
      const { due, status = 'open' } = row.row;
      if (status !== 'open' || due === undefined || !isPast(due, portfolio.as_of)) continue;
      yield aboutRow(row, ['due'], {
        message: `condition ${code(row.item.local)} was due on ${due}, ${daysBefore(due, portfolio.as_of)} before ${portfolio.as_of}`,
        fix: 'settle it, or agree on a new date',
      });
    }
    for (const row of items(portfolio, 'handoff-item')) {
      const { due } = row.row;
      if (!stands(row.row) || due === undefined || !isPast(due, portfolio.as_of)) continue;
      yield aboutRow(row, ['due'], {
        message: `${code(row.item.local)} was due on ${due}, ${daysBefore(due, portfolio.as_of)} before ${portfolio.as_of}, and ${row.row.result === 'fail' ? 'fails' : 'is not answered'}`,
        fix: 'settle it, or agree on a new date',
      });
    }
  },
});

const unanswered = defineRule({
  id: 'handoff/unanswered',
  severity: 'warning',
  what: 'The decision was to go, and a question that blocks nothing is not answered.',
  why: 'A question without an answer is not a pass. It was thought worth asking, and nobody knows.',
  fix: 'Answer it with `result:`, or say why it does not apply.',
  source: 'Google SRE, production readiness review',
  *check(portfolio) {
    for (const { artefact, data } of artefactsOf<HandoffChecklist>(portfolio, 'handoff-checklist')) {
      const decision = data.go_no_go?.decision;
      if (decision !== 'go' && decision !== 'go-with-conditions') continue;
      for (const row of handoffItems(artefact)) {
        if (row.row.blocker === true || !lacks(row, 'result')) continue;
        yield aboutRow(row, ['result'], {
          message: `the decision is ${code(decision)}, and ${code(row.item.local)} is not answered`,
          fix: 'answer it with `result:`',
          absent: [['result']],
        });
      }
    }
  },
});

export const rules: Rule[] = [goWithBlocker, conditionsMissing, unreasoned, unproven, overdue, unanswered];
