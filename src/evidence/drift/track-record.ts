import { once } from '../../core/once.ts';
import type { DriftRow } from '../../core/portfolio.ts';
import { batchesRead, gravity } from './batches-read.ts';

/** What the limits of a monitor have said so far against one baseline, batch by batch. */
export interface TrackRecord {
  /** Qualified id of the monitor. */
  monitor: string;
  /** What its readings are compared with; `null` where there is one baseline only, or they do not say which. */
  baseline: string | null;
  /** Batches with a verdict on something it reads. */
  judged: number;
  /** Of these, batches with something at amber or red. */
  crossed: number;
  /** Of these, batches with something at red. */
  red: number;
  /** Batches in which nothing it reads got a verdict. */
  silent: number;
}

/** Judged batches from which it can be said that a limit is never crossed, or most of the time. */
const enoughBatches = 6;

/** Whether no limit was crossed in enough batches: it may be too wide, and nobody knows that it works. */
export const isNeverCrossed = ({ judged, crossed }: TrackRecord): boolean =>
  judged >= enoughBatches && crossed === 0;

/** Whether amber or red in more than half of enough batches: what is always on is read by nobody. */
export const criesWolf = ({ judged, crossed }: TrackRecord): boolean =>
  judged >= enoughBatches && crossed * 2 > judged;

/** Whether it read batches and never got a verdict: its limits judge nothing. */
export const neverJudges = ({ judged, silent }: TrackRecord): boolean => judged === 0 && silent > 0;

/**
 * The records of every monitor that has readings, by its id: one for each baseline it reads against, because limits
 * that are never crossed against one may be crossed all the time against another. A monitor of many features counts
 * each batch once.
 */
export const trackRecords = once(
  (drift: readonly DriftRow[]): ReadonlyMap<string, readonly TrackRecord[]> =>
    new Map(
      [...batchesRead(drift)].map(([monitor, all]) => [
        monitor,
        [...Map.groupBy(all, ({ baseline }) => baseline)].map(([baseline, own]): TrackRecord => {
          const worst = [...Map.groupBy(own, ({ batch }) => batch).values()].map((reads) =>
            Math.max(...reads.map(({ verdict }) => gravity[verdict])),
          );
          const from = (least: number): number => worst.filter((one) => one >= least).length;
          const judged = from(1);
          return { monitor, baseline, judged, crossed: from(2), red: from(3), silent: worst.length - judged };
        }),
      ]),
    ),
);
