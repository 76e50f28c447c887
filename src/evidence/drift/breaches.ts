import type { Breach, BreachAnswer } from '../../core/breach.ts';
import { asList, asText } from '../../core/data.ts';
import { byText, compareText } from '../../core/compare.ts';
import { daysBetween, isPast, type CalendarDate } from '../../core/date.ts';
import { dueAfter } from '../../core/policy.ts';
import type { DriftRow, Portfolio } from '../../core/portfolio.ts';
import { recordedBreaches, type RecordedBreach } from './breach.ts';
import { doubtsOf } from './doubts.ts';
import { groupReadings, isCrossing, Records, speakersOf, type Episodes } from './episodes.ts';
import { escalationOf } from './escalation.ts';

/** What breaches are worked out from. */
export type BreachGround = Pick<Portfolio, 'items' | 'artefacts' | 'index' | 'as_of' | 'policy' | 'drift'>;

/**
 * Every breach of a portfolio as of its date: those that the evidence shows, reconciled with those on record. A
 * record stands for its own batch and for the later ones of its episode; readings over a limit that no record speaks
 * of are breaches all the same, one for each run of batches (red from its first red batch until a reading is back
 * within the limits; amber until it is, or turns red). A batch without a verdict ends no run, because nobody knows.
 * Sorted by system, day of detection and key.
 */
export function breachesOf(portfolio: BreachGround): Breach[] {
  const recorded = recordedBreaches(portfolio);
  const groups = groupReadings(portfolio.drift);
  const records = new Records(recorded, groups);
  const spoken = new Map<RecordedBreach, DriftRow[]>(recorded.map((one) => [one, []]));
  const runs: Run[] = [];
  for (const group of groups) {
    const own = records.of(group[0]!);
    if (own.length === 0 && !group.some(isCrossing)) continue;
    const speakers = speakersOf(group, own);
    group.forEach((row, i) => {
      const speaker = speakers[i];
      if (speaker) spoken.get(speaker)!.push(row);
    });
    runs.push(...runsOf(group, speakers));
  }
  const paths = new Paths(portfolio);
  return [
    ...[...spoken].map(([record, rows]) => recordedBreach(record, rows, portfolio, paths)),
    ...runs.map((run) => unrecordedBreach(run, portfolio, paths)),
  ].sort(
    (a, b) =>
      compareText(a.system ?? '', b.system ?? '') ||
      compareText(a.detected ?? '', b.detected ?? '') ||
      byText<Breach>((one) => one.key)(a, b),
  );
}

/** Readings over a limit that nobody recorded, one after the other. */
interface Run {
  severity: Breach['severity'];
  rows: DriftRow[];
  /** Whether a later reading is back within the limits, or on record. */
  isOver: boolean;
}

function runsOf(group: Episodes, speakers: readonly (RecordedBreach | null)[]): Run[] {
  const runs: Run[] = [];
  let run: Run | null = null;
  for (const [i, row] of group.entries()) {
    if (row.verdict === 'no-verdict') continue;
    if (!isCrossing(row) || speakers[i] !== null) {
      if (run !== null) run.isOver = true;
      run = null;
      continue;
    }
    if (run === null || (row.verdict === 'red' && run.severity === 'amber')) {
      if (run !== null) run.isOver = true;
      run = { severity: row.verdict === 'red' ? 'red' : 'amber', rows: [], isOver: false };
      runs.push(run);
    }
    run.rows.push(row);
  }
  return runs;
}

function recordedBreach(
  record: RecordedBreach,
  rows: readonly DriftRow[],
  ground: BreachGround,
  paths: Paths,
): Breach {
  const own = rows.filter((row) => row.batch === record.batch);
  const crossing = own.filter(isCrossing);
  const computed =
    crossing.length === 0 ? null : crossing.some(({ verdict }) => verdict === 'red') ? 'red' : 'amber';
  const severity =
    record.severity === 'red' || computed === 'red' ? 'red' : (record.severity ?? computed ?? 'red');
  const match: Breach['match'] =
    own.length === 0
      ? 'not-read'
      : computed === null
        ? 'contradicted'
        : record.severity === null || record.severity === computed
          ? 'agrees'
          : 'differs';
  const over = rows.filter(isCrossing);
  const batches = [...new Set([...(record.batch === null ? [] : [record.batch]), ...over.map(batchOf)])];
  // Of several baselines the one that makes it what it is; elsewhere the first reading.
  const grave = crossing.find((row) => row.baseline !== undefined && row.verdict === computed);
  const first = grave ?? crossing[0] ?? own[0] ?? over[0] ?? null;
  const seen = record.detected === null && first !== null ? seenBy(first, ground) : null;
  return complete(
    {
      key: record.id,
      record: record.id,
      system: record.system,
      monitor: record.monitor,
      feature: record.feature ?? first?.feature ?? null,
      severity,
      batches,
      match,
      detected: record.detected ?? seen?.detected ?? null,
      detected_by: record.detected === null ? (seen?.detected_by ?? null) : 'record',
      decisions: record.decisions.map(({ id }) => id),
      response: record.response,
      closed: record.closed,
      stage: record.closed === null ? 'open' : 'closed',
    },
    {
      first,
      last: over.findLast(({ verdict }) => verdict === severity) ?? over.at(-1) ?? own[0] ?? null,
      value: record.value,
    },
    record.decisions.find(({ date }) => date !== null)?.date ?? null,
    ground,
    paths.of(record.artefact),
  );
}

function unrecordedBreach({ severity, rows, isOver }: Run, ground: BreachGround, paths: Paths): Breach {
  const first = rows[0]!;
  return complete(
    {
      key: [
        first.monitor ?? first.evidence,
        first.feature,
        first.method,
        first.baseline ?? null,
        first.batch,
        first.tool,
      ]
        .filter((part) => part !== null)
        .join(' '),
      record: null,
      system: first.system,
      monitor: first.monitor,
      feature: first.feature,
      severity,
      batches: rows.map(batchOf),
      match: 'not-recorded',
      ...seenBy(first, ground),
      decisions: [],
      response: null,
      closed: null,
      stage: severity === 'amber' && isOver ? 'passed' : 'open',
    },
    { first, last: rows.findLast(({ verdict }) => verdict === severity)!, value: null },
    null,
    ground,
    paths.ofSystem(first.system, first.monitor),
  );
}

const batchOf = ({ batch }: DriftRow): string => batch;

/** When a reading could have been seen: when its batch ended, which a later refresh of the file does not move; else the day of the file. */
function seenBy(row: DriftRow, { index }: BreachGround): Pick<Breach, 'detected' | 'detected_by'> {
  if (row.batch_to !== null) return { detected: row.batch_to, detected_by: 'batch' };
  const captured = index.evidence.get(row.evidence)?.captured_at ?? null;
  return { detected: captured, detected_by: captured === null ? null : 'evidence' };
}

/** What is known of a breach before its response is worked out. */
type Known = Pick<
  Breach,
  | 'key'
  | 'record'
  | 'system'
  | 'monitor'
  | 'feature'
  | 'severity'
  | 'batches'
  | 'match'
  | 'detected'
  | 'detected_by'
  | 'decisions'
  | 'response'
  | 'closed'
  | 'stage'
>;

function complete(
  known: Known,
  read: { first: DriftRow | null; last: DriftRow | null; value: number | null },
  decided_on: CalendarDate | null,
  ground: BreachGround,
  path: readonly unknown[],
): Breach {
  const { index, policy, as_of } = ground;
  const { severity, detected, decisions } = known;
  const monitor = known.monitor === null ? undefined : index.items.get(known.monitor)?.data;
  const stated = asText(monitor?.['response_time']);
  const response_time =
    stated !== null && dueAfter(as_of, stated) !== null
      ? stated
      : `P${Math.max(0, Math.round(policy.breach_response_days))}D`;
  const decide_by = severity === 'red' && detected !== null ? dueAfter(detected, response_time) : null;
  const limit = severity === 'red' ? read.last?.threshold : read.last?.amber;
  const written = monitor?.[severity];
  const answer = answerOf(severity, decisions.length > 0, decided_on, decide_by, as_of);
  return {
    ...known,
    method: read.first?.method ?? null,
    ...(read.first?.baseline !== undefined && { baseline: read.first.baseline }),
    evidence: read.first?.evidence ?? null,
    value: read.last?.value ?? read.value,
    limit: limit ?? (typeof written === 'number' ? written : null),
    direction: read.last?.direction ?? (monitor?.['direction'] === 'below' ? 'below' : 'above'),
    response_time,
    decide_by,
    decided_on,
    answer,
    age: detected === null ? null : daysBetween(detected, known.closed ?? as_of),
    doubts: severity === 'red' && read.first !== null ? doubtsOf(read.first, known.batches, index) : [],
    ...escalationOf({ ...known, decide_by, answer }, path, as_of),
  };
}

function answerOf(
  severity: Breach['severity'],
  isDecided: boolean,
  decidedOn: CalendarDate | null,
  decideBy: CalendarDate | null,
  asOf: CalendarDate,
): BreachAnswer {
  if (severity === 'amber') return 'not-needed';
  // A red breach that nobody dated cannot be shown to be in time.
  if (!isDecided) return decideBy === null || isPast(decideBy, asOf) ? 'overdue' : 'awaited';
  if (decidedOn === null || decideBy === null) return 'undated';
  return decidedOn <= decideBy ? 'in-time' : 'late';
}

/** The escalation paths of the documents, each looked up once. */
class Paths {
  readonly #ground: BreachGround;
  readonly #bySystem: ReadonlyMap<string | null, string>;

  constructor(ground: BreachGround) {
    this.#ground = ground;
    this.#bySystem = new Map(
      ground.artefacts
        .filter(({ kind }) => kind === 'drift-governance')
        .map((artefact) => [artefact.system, artefact.id]),
    );
  }

  of(artefact: string): readonly unknown[] {
    return asList(this.#ground.index.artefacts.get(artefact)?.data['escalation_path']);
  }

  ofSystem(system: string, monitor: string | null): readonly unknown[] {
    const holder = monitor === null ? undefined : this.#ground.index.items.get(monitor)?.artefact;
    return this.of(holder ?? this.#bySystem.get(system) ?? '');
  }
}
