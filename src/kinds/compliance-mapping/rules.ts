import { isPast } from '../../core/date.ts';
import { defineRule, type Rule } from '../../core/rule.ts';
import { aboutRow, lacks, rowsOf } from '../rows.ts';
import { code, daysBefore, listed } from '../words.ts';
import type { Mapping } from './schema.ts';

const notApplicableUnreasoned = defineRule({
  id: 'mapping/not-applicable-unreasoned',
  severity: 'error',
  what: 'A clause is said not to apply, without a reason or without who decided it.',
  why: 'The cheapest way to close a hole is to call it out of scope. A reviewer reads these rows first, and accepts them only with a reason from the law or the use and a name that stands for it. Until both are there the cell counts as not assessed.',
  fix: 'Write `applicability_rationale:` (role, legal class or use that takes it out of scope) and `decided_by:` (a party).',
  source: 'ISO/IEC 42001, statement of applicability; ruling 8 of the field reference',
  *check(portfolio) {
    for (const row of rowsOf<Mapping>(portfolio, 'mapping')) {
      if (row.row.applicability !== 'not-applicable') continue;
      const missing = (['applicability_rationale', 'decided_by'] as const).filter((name) => lacks(row, name));
      if (missing.length === 0) continue;
      yield aboutRow(row, ['applicability'], {
        message: `${code(obligationOf(row.row))} is said not to apply, without ${listed(missing.map(code))}`,
        fix: `add ${listed(missing.map((name) => code(name + ':')))}, or assess the clause`,
        absent: missing.map((name) => [name]),
      });
    }
  },
});

const statusMissing = defineRule({
  id: 'mapping/status-missing',
  severity: 'error',
  what: 'A clause applies, and the row neither says how far it is implemented nor names the gap.',
  why: 'Without a status nobody can tell an implemented duty from a forgotten one, and unknown is never green.',
  fix: 'Add `implementation_status:` with implemented, partial, planned or alternative.',
  source: 'OSCAL implementation-common, `implementation-status`',
  *check(portfolio) {
    for (const row of rowsOf<Mapping>(portfolio, 'mapping')) {
      if (row.row.applicability !== 'applicable' || !lacks(row, 'implementation_status')) continue;
      // A named gap with no control is an honest hole: `traceability/no-control` speaks of it.
      if (row.row.gap !== undefined && (row.row.controls ?? []).length === 0) continue;
      yield aboutRow(row, ['implementation_status'], {
        message: `${code(obligationOf(row.row))} applies, and the row has no \`implementation_status\``,
        fix: 'add `implementation_status:` with implemented, partial, planned or alternative',
        absent: [['implementation_status']],
      });
    }
  },
});

const statusContradicts = defineRule({
  id: 'mapping/status-contradicts',
  severity: 'error',
  what: 'Applicability and implementation status of a row contradict each other.',
  why: 'A clause that applies cannot have the status not-applicable, and one that does not apply cannot be implemented: one of the two words is wrong, and the cell would follow the wrong one.',
  fix: 'Correct `applicability` or `implementation_status`.',
  source: 'OSCAL implementation-common, `implementation-status`',
  *check(portfolio) {
    for (const row of rowsOf<Mapping>(portfolio, 'mapping')) {
      const { applicability, implementation_status: status } = row.row;
      if (applicability === undefined || status === undefined) continue;
      const excluded = applicability === 'not-applicable';
      if (applicability === 'under-assessment' || excluded === (status === 'not-applicable')) continue;
      yield aboutRow(row, ['implementation_status'], {
        message: `${code(obligationOf(row.row))} is ${code(applicability)}, and its implementation status is ${code(status)}`,
        fix: excluded
          ? 'write `implementation_status: not-applicable`, or correct `applicability`'
          : 'say how far it is implemented, or decide that it is not applicable',
      });
    }
  },
});

const withoutControl = defineRule({
  id: 'mapping/without-control',
  severity: 'error',
  what: 'A row says that a clause is implemented, and names no control.',
  why: '“Implemented” is a statement about a control. Without one there is nothing to examine, so the cell is shown as a gap whatever the row says.',
  fix: 'Name the controls in `controls:`, or set the status to what is true.',
  source: 'OSCAL implementation-common; cross-artefact rule on mapping rows',
  *check(portfolio) {
    for (const row of rowsOf<Mapping>(portfolio, 'mapping')) {
      const { applicability, implementation_status: status } = row.row;
      // A row that names no clause yet says nothing of one.
      if (row.row.obligation === undefined) continue;
      if (applicability === 'not-applicable' || !lacks(row, 'controls')) continue;
      if (status !== 'implemented' && status !== 'alternative' && status !== 'partial') continue;
      yield aboutRow(row, ['implementation_status'], {
        message: `${code(obligationOf(row.row))} has the status ${code(status)}, and names no control`,
        fix: 'name the controls in `controls:`, or set the status to `planned` with an owner and a date',
        absent: [['controls']],
      });
    }
  },
});

const planUnowned = defineRule({
  id: 'mapping/plan-unowned',
  severity: 'warning',
  what: 'Something is planned or to be remedied, without an owner or without a date.',
  why: 'A plan that nobody owns, or that has no date, is a gap in other words; the cell is shown as a gap until both are there.',
  fix: 'Give `remediation:` an `owner:` and a `due:`.',
  source: 'OSCAL plan of action and milestones',
  *check(portfolio) {
    for (const row of rowsOf<Mapping>(portfolio, 'mapping')) {
      const { applicability, implementation_status: status, remediation } = row.row;
      if (applicability === 'not-applicable') continue;
      if (status !== 'planned' && (remediation === undefined || remediation.risk_status === 'closed'))
        continue;
      const missing = (['owner', 'due'] as const).filter((name) => lacks(row, 'remediation', name));
      if (missing.length === 0) continue;
      yield aboutRow(row, ['remediation'], {
        message: `${code(obligationOf(row.row))} is to be ${status === 'planned' ? 'implemented' : 'remedied'}, without ${listed(missing.map((name) => code('remediation.' + name)))}`,
        fix: `add ${listed(missing.map((name) => code(name + ':')))} under \`remediation:\``,
        absent: missing.map((name) => ['remediation', name]),
      });
    }
  },
});

const remediationOverdue = defineRule({
  id: 'mapping/remediation-overdue',
  severity: 'warning',
  what: 'The date by which a gap was to be closed has passed.',
  why: 'A remediation is a promise to the reviewer who accepted the gap. Past its date it is neither kept nor renegotiated.',
  fix: 'Finish it and set `risk_status: closed`, agree on a new date, or ask for a waiver.',
  source: 'OSCAL plan of action and milestones',
  *check(portfolio) {
    for (const row of rowsOf<Mapping>(portfolio, 'mapping')) {
      const { remediation } = row.row;
      if (remediation?.due === undefined || remediation.risk_status === 'closed') continue;
      if (!isPast(remediation.due, portfolio.as_of)) continue;
      yield aboutRow(row, ['remediation', 'due'], {
        message: `the remediation of ${code(obligationOf(row.row))} was due on ${remediation.due}, ${daysBefore(remediation.due, portfolio.as_of)} before ${portfolio.as_of}`,
        fix: 'close it, agree on a new date, or ask for a waiver',
      });
    }
  },
});

const remainderMissing = defineRule({
  id: 'mapping/remainder-missing',
  severity: 'warning',
  what: 'A clause is covered in part, or its assessment failed, and nobody says what is missing.',
  why: 'A reviewer can live with a part that is named. A part that is not named may be the part that matters.',
  fix: 'Say in `remainder:` what a partial row does not cover, and in `gap:` why an assessment was not satisfied.',
  source: 'OSCAL remarks; cross-artefact rule on mapping rows',
  *check(portfolio) {
    for (const row of rowsOf<Mapping>(portfolio, 'mapping')) {
      const { implementation_status: status, finding, applicability } = row.row;
      if (applicability === 'not-applicable') continue;
      const partial = status === 'partial';
      if ((!partial && finding !== 'not-satisfied') || !lacks(row, 'gap')) continue;
      if (partial && !lacks(row, 'remainder')) continue;
      yield aboutRow(row, [partial ? 'implementation_status' : 'finding'], {
        message: `${code(obligationOf(row.row))} is ${partial ? 'covered in part' : 'not satisfied'}, and the row does not say what is missing`,
        fix: partial ? 'add `remainder:`' : 'add `gap:`',
        absent: [[partial ? 'remainder' : 'gap']],
      });
    }
  },
});

const assessedAhead = defineRule({
  id: 'mapping/assessed-ahead',
  severity: 'error',
  what: 'A row was assessed after the as-of date.',
  why: 'The portfolio speaks of one day. An assessment of a later day cannot have been seen on it, so the row does not exist yet, and its clause counts as not assessed.',
  fix: 'Correct `assessed_on`, or build with a later `--as-of`.',
  source: 'Domain model, “Time”',
  *check(portfolio) {
    for (const row of rowsOf<Mapping>(portfolio, 'mapping')) {
      const { assessed_on: on } = row.row;
      if (on === undefined || on <= portfolio.as_of) continue;
      yield aboutRow(row, ['assessed_on'], {
        message: `${code(obligationOf(row.row))} was assessed on ${on}, after ${portfolio.as_of}`,
        fix: `correct the date, or compute the portfolio as of ${on} or later`,
      });
    }
  },
});

const obligationOf = (row: Mapping): string => row.obligation ?? 'a clause';

export const rules: Rule[] = [
  notApplicableUnreasoned,
  statusMissing,
  statusContradicts,
  withoutControl,
  planUnowned,
  remediationOverdue,
  remainderMissing,
  assessedAhead,
];
