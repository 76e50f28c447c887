import { asText } from '../../core/data.ts';
import { isDate, isPast, type CalendarDate } from '../../core/date.ts';
import type { Item } from '../../core/artefact.ts';
import { dueAfter } from '../../core/policy.ts';
import type { DriftRow, Portfolio } from '../../core/portfolio.ts';
import type { Evidence } from '../../core/records.ts';
import { startOf, type Spot } from '../../core/place.ts';
import { defineRule, type RuleFinding } from '../../core/rule.ts';
import { isProfile } from '../../evidence/content.ts';
import { decisionOf } from '../../evidence/drift/breach.ts';
import { groupBy } from '../group.ts';
import { code, count, daysBefore } from '../../kinds/words.ts';

export const rule = defineRule({
  id: 'drift/undecided-breach',
  severity: 'error',
  what: 'A red drift reading, or a red breach on record, that no decision answers: a warning while the response time runs, an error after it.',
  why: 'A limit is a promise to do something. When it is crossed and nobody decides, the monitoring exists on paper only, which is what a supervisor looks for first.',
  fix: 'Record the decision (to observe, recalibrate, retrain, restrict …) as a decision record, and name it under `decision` of the breach in the drift governance.',
  source:
    'US SR 26-2 section V and PRA SS1/23 Principle 4.4: breaches of limits are escalated and acted upon',
  *check(portfolio) {
    const rows = portfolio.drift.filter((row) => row.verdict === 'red' && row.decision === null);
    const runs = groupBy(rows, (row) => [row.system, row.monitor ?? '', row.feature, row.method].join(' '));
    const breaches = portfolio.items.filter(
      (item) => item.kind === 'breach' && !isLater(item, portfolio.as_of),
    );
    const spoken = new Set<Item>();
    for (const batches of runs.values()) {
      for (const breach of breaches) {
        if (batches.some((row) => speaksOf(portfolio, breach, row))) spoken.add(breach);
      }
      // A decision that is named and does not exist is a dangling reference, not an undecided breach.
      const named = breaches.some(
        (one) =>
          asText(one.data['decision']) !== null &&
          batches.some((row) => speaksOf(portfolio, one, row)) &&
          !isAnswered(portfolio, one),
      );
      if (!named) yield ofReadings(portfolio, batches, breaches);
    }
    for (const breach of breaches) {
      if (!spoken.has(breach) && breach.data['severity'] === 'red' && !isDecided(portfolio, breach)) {
        yield ofRecord(portfolio, breach);
      }
    }
  },
});

/** Whether a breach on record is about a reading. */
function speaksOf(portfolio: Portfolio, breach: Item, row: DriftRow): boolean {
  if (breach.system !== row.system || asText(breach.data['batch']) !== row.batch) return false;
  const feature = asText(breach.data['feature']);
  if (feature !== null) return feature === row.feature;
  return row.monitor !== null && monitorOf(portfolio, breach) === row.monitor;
}

function monitorOf(portfolio: Portfolio, breach: Item): string | null {
  const named = asText(breach.data['monitor']);
  const found = named === null ? null : portfolio.index.resolve(named, breach.system);
  return found?.state === 'found' ? found.node.id : null;
}

/** Whether a breach was seen after a day: on that day it is not on record. */
const isLater = (breach: Item, day: CalendarDate): boolean => {
  const detected = breach.data['detected'];
  return isDate(detected) && detected > day;
};

/** Whether the decision a breach names exists. */
const isAnswered = (portfolio: Portfolio, breach: Item): boolean =>
  (portfolio.index.linksTo.get(breach.id) ?? []).some(
    (link) => link.type === 'decides' && link.state !== 'dangling',
  );

/** Whether a breach is decided, or names a decision that does not exist, which is a finding of its own. */
function isDecided(portfolio: Portfolio, breach: Item): boolean {
  const named = asText(breach.data['decision']);
  const isLost = named !== null && portfolio.index.resolve(named, breach.system).state !== 'found';
  return isLost || decisionOf(breach, portfolio) !== null;
}

function ofReadings(portfolio: Portfolio, run: readonly DriftRow[], breaches: readonly Item[]): RuleFinding {
  const first = run[0]!;
  const last = run.at(-1)!;
  const evidence = portfolio.index.evidence.get(first.evidence);
  const onRecord = breaches.find((breach) => run.some((row) => speaksOf(portfolio, breach, row)));
  const wait = waitOf(portfolio, first.monitor, seenOf(onRecord, first, evidence));
  const batches =
    run.length === 1
      ? `in batch ${code(first.batch)}`
      : `in ${count(run.length, 'batch', 'batches')} since ${code(first.batch)}`;
  const reading = `${last.method} ${shown(last.value)}${run.length === 1 ? '' : ` in ${code(last.batch)}`}, limit ${shown(last.threshold)}`;
  const node = portfolio.index.nodes.get(onRecord?.id ?? first.monitor ?? '');
  return {
    message: `${code(first.feature)} of ${code(first.system)} is red ${batches} (${reading}) and no decision answers it${wait.words}`,
    at: node?.at ?? evidence?.at ?? startOf('portfolio.yaml'),
    subject: onRecord?.id ?? first.monitor ?? first.evidence,
    detail: `${first.feature} ${first.method} ${first.batch}`,
    severity: wait.over ? 'error' : 'warning',
    system: first.system,
    related: evidence ? [{ at: evidence.at, message: `the readings are in ${code(evidence.id)}` }] : [],
    fix: 'decide, and name the decision under `decision` of the breach in the drift governance',
  };
}

function ofRecord(portfolio: Portfolio, breach: Item): RuleFinding {
  const monitor = monitorOf(portfolio, breach);
  const { words, over } = waitOf(portfolio, monitor, seenOf(breach, null, undefined));
  const about = asText(breach.data['feature']) ?? monitor ?? asText(breach.data['monitor']);
  const at: Spot | undefined = portfolio.index.nodes.get(breach.id)?.at;
  return {
    message: `breach ${code(breach.id)}${about === null ? '' : ` of ${code(about)}`} is red and no decision answers it${words}`,
    at: at ?? startOf(portfolio.index.artefacts.get(breach.artefact)?.file ?? 'portfolio.yaml'),
    subject: breach.id,
    detail: 'undecided',
    severity: over ? 'error' : 'warning',
    fix: 'decide, and name the decision under `decision` of the breach',
  };
}

/** When a breach was or could have been seen, and how that is known. */
interface Seen {
  date: CalendarDate;
  words: string;
}

/** The day on record; else the day its batch ended, which a later refresh of the file does not move; else the file's. */
function seenOf(breach: Item | undefined, row: DriftRow | null, evidence: Evidence | undefined): Seen | null {
  const detected = breach?.data['detected'];
  if (isDate(detected)) return { date: detected, words: `seen on ${detected}` };
  const content = evidence?.content;
  const batch = isProfile(content) ? content.batches.find(({ id }) => id === row?.batch) : undefined;
  if (batch?.period) return { date: batch.period.to, words: `the batch ended on ${batch.period.to}` };
  // What another tool reported has no batches to look in; the row says when its own ended.
  const ended = row?.source === 'reported' ? row.batch_to : null;
  if (ended !== null) return { date: ended, words: `the batch ended on ${ended}` };
  const captured = evidence?.captured_at ?? null;
  return captured === null ? null : { date: captured, words: `read on ${captured}` };
}

/** How long a breach has waited, in words, and whether that is beyond its response time. */
function waitOf(
  portfolio: Portfolio,
  monitor: string | null,
  seen: Seen | null,
): { words: string; over: boolean } {
  // A breach that nobody dated cannot be shown to be in time.
  if (seen === null) return { words: '; when it was seen is not known', over: true };
  const stated = monitor === null ? null : asText(portfolio.index.items.get(monitor)?.data['response_time']);
  const span =
    stated !== null && dueAfter(seen.date, stated) !== null
      ? stated
      : `P${Math.max(0, Math.round(portfolio.policy.breach_response_days))}D`;
  const due = dueAfter(seen.date, span)!;
  const over = isPast(due, portfolio.as_of);
  const end = over
    ? `a decision was due by ${due} (${code(span)}), ${daysBefore(due, portfolio.as_of)} before ${portfolio.as_of}`
    : `a decision is due by ${due} (${code(span)})`;
  return { words: `; ${seen.words}, ${end}`, over };
}

/** A statistic to four significant digits, without trailing zeros. */
const shown = (value: number | null): string =>
  value === null ? 'unknown' : String(Number(value.toPrecision(4)));
