// Which record speaks of which reading: a record speaks of an episode, not of one batch.
import type { DriftRow } from '../../core/portfolio.ts';
import { groupRuns } from '../../core/group-runs.ts';
import { once } from '../../core/once.ts';
import { agrees } from '../claims.ts';
import type { RecordedBreach } from './breach.ts';

/** Readings of one thing against one baseline by one rule of one monitor, batches in order. */
export type Episodes = readonly DriftRow[];

/** Whether a reading is over a limit. */
export const isCrossing = ({ verdict }: Pick<DriftRow, 'verdict'>): boolean =>
  verdict === 'red' || verdict === 'amber';

/** Readings by what is read, against what, by which rule and for which monitor; each group in the order of its batches. */
export const groupReadings = once((rows: readonly DriftRow[]): readonly Episodes[] => [
  ...groupRuns(rows, isSameThing, (row) =>
    [row.system, row.source, row.tool, row.monitor, row.feature, row.method, row.baseline].join('\n'),
  ).values(),
]);

const isSameThing = (a: DriftRow, b: DriftRow): boolean =>
  a.feature === b.feature &&
  a.monitor === b.monitor &&
  a.method === b.method &&
  a.baseline === b.baseline &&
  a.system === b.system &&
  a.source === b.source &&
  a.tool === b.tool;

/** Records by what they are about, so that a bank of a hundred thousand readings asks each once. */
export class Records {
  readonly #about: ReadonlyMap<string, RecordedBreach[]>;
  /** The baselines against which a record's own batch is over a limit, where there are several. */
  readonly #against = new Map<RecordedBreach, Set<string>>();

  constructor(records: readonly RecordedBreach[], groups: readonly Episodes[]) {
    this.#about = Map.groupBy(records, (one) => aboutKey(one.system, one.monitor, one.feature));
    const said = new Set<RecordedBreach>();
    for (const group of groups) {
      const { baseline } = group[0]!;
      if (baseline === undefined) continue;
      for (const record of this.#named(group[0]!)) {
        const own = group.filter((row) => row.batch === record.batch && isCrossing(row));
        if (own.length === 0) continue;
        const against = this.#against.get(record) ?? new Set();
        const isSaid = own.some(({ value }) => value !== null && agrees(String(record.value), value));
        // Of several the one that holds the recorded value is meant, where one does.
        if (isSaid && !said.has(record)) against.clear();
        if (isSaid) said.add(record);
        if (isSaid || !said.has(record)) this.#against.set(record, against.add(baseline));
      }
    }
  }

  /**
   * Those about a reading: of its monitor and feature, of its monitor alone, or of its feature where the monitor is
   * unknown. A record names no baseline: where there are several it is about those against which its own batch is over
   * a limit, so that it answers for no crossing that nobody looked at.
   */
  of(reading: Pick<DriftRow, 'system' | 'monitor' | 'feature' | 'baseline'>): RecordedBreach[] {
    const { baseline } = reading;
    const named = this.#named(reading);
    if (baseline === undefined) return named;
    return named.filter((record) => this.#against.get(record)?.has(baseline) ?? true);
  }

  #named({ system, monitor, feature }: Pick<DriftRow, 'system' | 'monitor' | 'feature'>): RecordedBreach[] {
    const of = (key: string): RecordedBreach[] => this.#about.get(key) ?? [];
    return [
      ...(monitor === null
        ? []
        : [...of(aboutKey(system, monitor, feature)), ...of(aboutKey(system, monitor, null))]),
      ...of(aboutKey(system, null, feature)),
    ];
  }
}

const aboutKey = (system: string | null, monitor: string | null, feature: string | null): string =>
  [system, monitor, feature].join('\n');

/**
 * The record that speaks of each reading of a group, or `null`: the one of its own batch; else, of a reading over a
 * limit, the latest one of an earlier batch that was still open when the batch ended. So the later batches of an
 * episode need no row of their own, and a batch after the closing is a new breach. An amber record does not speak
 * of a later red reading, because nobody has decided on red.
 */
export function speakersOf(rows: Episodes, records: readonly RecordedBreach[]): (RecordedBreach | null)[] {
  if (records.length === 0) return rows.map(() => null);
  const byBatch = Map.groupBy(records, (one) => one.batch);
  const running: RecordedBreach[] = [];
  const runningRed: RecordedBreach[] = [];
  return rows.map((row) => {
    const own = byBatch.get(row.batch) ?? [];
    for (const one of own) {
      running.push(one);
      if (one.severity !== 'amber') runningRed.push(one);
    }
    const direct = own.find((one) => one.severity === row.verdict) ?? own[0];
    if (direct !== undefined) return direct;
    return isCrossing(row) ? latestOpen(row.verdict === 'red' ? runningRed : running, row.batch_to) : null;
  });
}

/** The last of the records that is still open when a batch ends; those that are not are dropped from the list. */
function latestOpen(running: RecordedBreach[], end: DriftRow['batch_to']): RecordedBreach | null {
  for (let last = running.at(-1); last !== undefined; last = running.at(-1)) {
    if (last.closed === null || (end !== null && end <= last.closed)) return last;
    if (end === null) return null;
    running.pop();
  }
  return null;
}

/** The answered copy of each reading that had one: the same for as long as the same decision answers it. */
const answered = new WeakMap<DriftRow, DriftRow>();

/**
 * Readings with the decision that answers each red one: the first of those of the record that speaks of it. The same
 * list where nothing is answered.
 */
export function answerReadings(rows: DriftRow[], recorded: readonly RecordedBreach[]): DriftRow[] {
  const groups = groupReadings(rows);
  const records = new Records(recorded, groups);
  const answers = new Map<DriftRow, DriftRow>();
  for (const group of groups) {
    const own = records.of(group[0]!);
    if (own.length === 0) continue;
    const speakers = speakersOf(group, own);
    group.forEach((row, i) => {
      const decision = row.verdict === 'red' ? (speakers[i]?.decisions[0]?.id ?? null) : null;
      if (decision === null) return;
      const before = answered.get(row);
      const answer = before?.decision === decision ? before : { ...row, decision };
      answered.set(row, answer);
      answers.set(row, answer);
    });
  }
  return answers.size === 0 ? rows : rows.map((row) => answers.get(row) ?? row);
}
