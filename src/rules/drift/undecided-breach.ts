import { isUndecided, type Breach } from '../../core/breach.ts';
import { asText } from '../../core/data.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { startOf } from '../../core/place.ts';
import { defineRule, type RuleFinding } from '../../core/rule.ts';
import { code, count, daysBefore } from '../../kinds/words.ts';
import { againstWords, breachSpot, readingDetail, shown } from '../breach-words.ts';

export const rule = defineRule({
  id: 'drift/undecided-breach',
  severity: 'error',
  what: 'A red drift reading, or a red breach on record, that no decision answers: a warning while the response time runs, an error after it.',
  why: 'A limit is a promise to do something. When it is crossed and nobody decides, the monitoring exists on paper only, which is what a supervisor looks for first.',
  fix: 'Record the decision (to observe, recalibrate, retrain, restrict …) as a decision record, and name it under `decision` of the breach in the drift governance.',
  source:
    'US SR 26-2 section V and PRA SS1/23 Principle 4.4: breaches of limits are escalated and acted upon',
  *check(portfolio) {
    for (const breach of portfolio.breaches) {
      // A decision that is named and does not exist is a dangling reference, not an undecided breach.
      if (!isUndecided(breach.answer) || namesLostDecision(breach, portfolio)) continue;
      yield breach.match === 'not-read' || breach.match === 'contradicted'
        ? ofRecord(portfolio, breach)
        : ofReadings(portfolio, breach);
    }
  },
});

function namesLostDecision({ record, system }: Breach, { index }: Portfolio): boolean {
  const named = record === null ? null : asText(index.items.get(record)?.data['decision']);
  return named !== null && index.resolve(named, system).state !== 'found';
}

function ofReadings(portfolio: Portfolio, breach: Breach): RuleFinding {
  const { evidence: id, batches, method, feature, value, limit, system, monitor, record } = breach;
  const evidence = portfolio.index.evidence.get(id ?? '');
  const first = batches[0]!;
  const which =
    batches.length === 1
      ? `in batch ${code(first)}`
      : `in ${count(batches.length, 'batch', 'batches')} since ${code(first)}`;
  const reading = `${method}${againstWords(breach)} ${shown(value)}${batches.length === 1 ? '' : ` in ${code(batches.at(-1)!)}`}, limit ${shown(limit)}`;
  return {
    message: `${code(feature ?? monitor ?? first)} of ${code(system ?? 'the portfolio')} is red ${which} (${reading}) and no decision answers it${waitOf(portfolio, breach)}`,
    at: breachSpot(portfolio, breach),
    subject: record ?? monitor ?? id ?? breach.key,
    detail: readingDetail({ ...breach, batch: first }),
    severity: breach.answer === 'overdue' ? 'error' : 'warning',
    ...(system !== null && { system }),
    related: evidence ? [{ at: evidence.at, message: `the readings are in ${code(evidence.id)}` }] : [],
    fix: 'decide, and name the decision under `decision` of the breach in the drift governance',
  };
}

function ofRecord(portfolio: Portfolio, breach: Breach): RuleFinding {
  const record = breach.record!;
  const item = portfolio.index.items.get(record);
  const about = asText(item?.data['feature']) ?? breach.monitor ?? asText(item?.data['monitor']);
  return {
    message: `breach ${code(record)}${about === null ? '' : ` of ${code(about)}`} is red and no decision answers it${waitOf(portfolio, breach)}`,
    at:
      portfolio.index.nodes.get(record)?.at ??
      startOf(portfolio.index.artefacts.get(item?.artefact ?? '')?.file ?? 'portfolio.yaml'),
    subject: record,
    detail: 'undecided',
    severity: breach.answer === 'overdue' ? 'error' : 'warning',
    fix: 'decide, and name the decision under `decision` of the breach',
  };
}

/** How long a breach has waited, in words, and who is told by now. */
function waitOf(
  portfolio: Portfolio,
  { detected, detected_by, decide_by, response_time, answer }: Breach,
): string {
  if (detected === null || decide_by === null) return '; when it was seen is not known';
  const seen = {
    record: `seen on ${detected}`,
    batch: `the batch ended on ${detected}`,
    evidence: `read on ${detected}`,
  }[detected_by ?? 'record'];
  const end =
    answer === 'overdue'
      ? `a decision was due by ${decide_by} (${code(response_time)}), ${daysBefore(decide_by, portfolio.as_of)} before ${portfolio.as_of}`
      : `a decision is due by ${decide_by} (${code(response_time)})`;
  return `; ${seen}, ${end}`;
}
