// What the lineage of a pipeline says: its runs, with what each read and wrote.
import type { Spot } from '../../core/place.ts';
import type { Evidence } from '../../core/records.ts';

/** How a run ended; `running` when no event says that it did. */
export const runStates = ['complete', 'fail', 'abort', 'running'] as const;
export type RunState = (typeof runStates)[number];

/** A check that a run made of a dataset. */
export interface Assertion {
  name: string;
  column: string | null;
  success: boolean;
}

/** A dataset as one run saw it. */
export interface RunDataset {
  namespace: string;
  name: string;
  version: string | null;
  rows: number | null;
  columns: string[];
  assertions: Assertion[];
}

/** A run of a job, put together from its events. */
export interface Run {
  id: string;
  namespace: string;
  job: string;
  state: RunState;
  /** Times of its first and its last event, as they are written. */
  from: string;
  to: string;
  /** Commit of the code that ran, where the events say so. */
  code: string | null;
  inputs: RunDataset[];
  outputs: RunDataset[];
  /** The event that says how it ended, else its last. */
  at: Spot;
}

/** Something in a file of events that could not be read. */
export interface LineageIssue {
  at: Spot;
  message: string;
  fix: string;
}

/** A file of lineage, read. */
export interface Lineage {
  /** In order of their last event, then of their ids. */
  runs: Run[];
  /** Events about datasets and jobs outside any run. */
  others: number;
  issues: LineageIssue[];
}

/** The lineage that a registered file holds, once attached; `null` for every other file. */
export const lineageOf = ({ lineage }: Pick<Evidence, 'lineage'>): Lineage | null =>
  (lineage as Lineage | undefined) ?? null;

/** The last run of each job, in the order of runs. */
export function lastRuns({ runs }: Pick<Lineage, 'runs'>): Run[] {
  const last = new Map(runs.map((run) => [JSON.stringify([run.namespace, run.job]), run]));
  return [...last.values()];
}

/** The checks of a run that did not hold, with the dataset of each. */
export const failedAssertions = (run: Run): { dataset: RunDataset; assertion: Assertion }[] =>
  [...run.inputs, ...run.outputs].flatMap((dataset) =>
    dataset.assertions.filter(({ success }) => !success).map((assertion) => ({ dataset, assertion })),
  );
