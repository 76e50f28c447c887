import { once } from '../../core/once.ts';
import type { DriftRow } from '../../core/portfolio.ts';
import { batchesRead, gravity } from './batches-read.ts';

/** What the limits of a monitor have said so far, batch by batch. */
export interface TrackRecord {
  /** Qualified id of the monitor. */
  monitor: string;
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
export const enoughBatches = 6;

/** Whether no limit was crossed in enough batches: it may be too wide, and nobody knows that it works. */
export const isNeverCrossed = ({ judged, crossed }: TrackRecord): boolean =>
  judged >= enoughBatches && crossed === 0;

/** Whether amber or red in more than half of enough batches: what is always on is read by nobody. */
export const criesWolf = ({ judged, crossed }: TrackRecord): boolean =>
  judged >= enoughBatches && crossed * 2 > judged;

/** Whether it read batches and never got a verdict: its limits judge nothing. */
export const neverJudges = ({ judged, silent }: TrackRecord): boolean => judged === 0 && silent > 0;

/** The record of every monitor that has readings, by its id; a monitor of many features counts each batch once. */
export const trackRecords = once(
  (drift: readonly DriftRow[]): ReadonlyMap<string, TrackRecord> =>
    new Map(
      [...batchesRead(drift)].map(([monitor, own]) => {
        const worst = [...Map.groupBy(own, ({ batch }) => batch).values()].map((reads) =>
          Math.max(...reads.map(({ verdict }) => gravity[verdict])),
        );
        const from = (least: number): number => worst.filter((one) => one >= least).length;
        return [
          monitor,
          { monitor, judged: from(1), crossed: from(2), red: from(3), silent: worst.length - from(1) },
        ];
      }),
    ),
);
