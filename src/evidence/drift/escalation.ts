import type { Breach, EscalationStep } from '../../core/breach.ts';
import { asRecord, asText } from '../../core/data.ts';
import { addDays, type CalendarDate } from '../../core/date.ts';
import { dueAfter } from '../../core/policy.ts';

type Escalating = Pick<Breach, 'severity' | 'detected' | 'decide_by' | 'answer' | 'stage'>;

/** How far a breach has gone up the escalation path, and where it goes next. */
export type Escalation = Pick<Breach, 'escalated' | 'escalates'>;

/**
 * The step of an escalation path that an open breach has reached on a date, and the next. The first step for its
 * severity is reached on the day of detection; each later one `after` so long, else on the day after the response
 * time has passed. A decision stops the climb at the first step. A breach without a day cannot be shown to be young:
 * it is at the last step.
 * @param path the document's `escalation_path`, as written.
 */
export function escalationOf(breach: Escalating, path: readonly unknown[], asOf: CalendarDate): Escalation {
  if (breach.stage !== 'open') return { escalated: null, escalates: null };
  const steps = stepsFor(breach, path);
  const first = steps[0];
  if (first === undefined) return { escalated: null, escalates: null };
  if (breach.answer !== 'not-needed' && breach.answer !== 'awaited' && breach.answer !== 'overdue')
    return { escalated: first, escalates: null };
  if (breach.detected === null) return { escalated: steps.at(-1)!, escalates: null };
  const dated = steps.filter(({ on }) => on !== null);
  return {
    escalated: dated.findLast(({ on }) => on! <= asOf) ?? null,
    escalates: dated.find(({ on }) => on! > asOf) ?? null,
  };
}

/** The steps of a path that are for a severity, each with its day. */
function stepsFor({ severity, detected, decide_by }: Escalating, path: readonly unknown[]): EscalationStep[] {
  const steps: EscalationStep[] = [];
  for (const [step, written] of path.entries()) {
    const data = asRecord(written);
    const level = asText(data?.['level']);
    const role = asText(data?.['role']);
    if (data === null || level === null || role === null || severityOf(data, level) !== severity) continue;
    const after = asText(data['after']);
    const on =
      detected === null
        ? null
        : after !== null
          ? dueAfter(detected, after)
          : steps.length === 0
            ? detected
            : decide_by === null
              ? null
              : addDays(decide_by, 1);
    const within = asText(data['within']);
    const tell_by = on === null || within === null ? null : dueAfter(on, within);
    steps.push({ step, level, role, on, tell_by, action: asText(data['action']) });
  }
  return steps;
}

/** For which breaches a step is: as it says, else by the first word of its level; `null` for one that age does not reach. */
function severityOf(data: Record<string, unknown>, level: string): Breach['severity'] | null {
  const stated = data['severity'];
  if (stated === 'amber' || stated === 'red') return stated;
  return /^red\b/i.test(level) ? 'red' : /^amber\b/i.test(level) ? 'amber' : null;
}
