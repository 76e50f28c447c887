// Who measures gathered values: this thread, or others while it reads on.
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Distribution } from './distribution.ts';
import type { GatheredSides } from './gather.ts';
import { ranksFor } from './grid.ts';
import { withDistributions, type OrderedPlan, type OrderedResult } from './ordered-plan.ts';
import { profileGathered } from './ordered.ts';

/** Measures a feature from its values, whose order is lost. */
export type Measure = (plan: OrderedPlan, sides: GatheredSides) => Promise<OrderedResult>;

/** Measures in this thread. */
export const measureHere: Measure = (plan, sides) => Promise.resolve(profileGathered(plan, sides));

/** A feature for another thread. The values lie in memory that both share. */
export interface Job {
  plan: OrderedPlan;
  sides: GatheredSides;
}

/** A distribution on its way between threads: values by rank in place of a function. */
export type Sent = Omit<Distribution, 'valueAt'> & { values: ReadonlyMap<number, number> };

/** Makes a result ready for its way. */
export const send = (result: OrderedResult, { shares }: OrderedPlan): OrderedResult<Sent> =>
  withDistributions(result, ({ valueAt, ...rest }) => ({
    ...rest,
    values: new Map(ranksFor(rest.n, shares).map((rank) => [rank, valueAt(rank)])),
  }));

const receive = (sent: OrderedResult<Sent>): OrderedResult =>
  withDistributions(sent, ({ values, ...rest }) => ({ ...rest, valueAt: (rank) => values.get(rank)! }));

/** Values of a feature, both sides together, from which on another thread is worth its start. */
const worthwhile = 500_000;

/** Other threads, at most: each holds room for the largest group. */
const most = 4;

/** What is made there is small and soon of no use: more room for it would only be more memory. */
const youngMegabytes = 6;

export interface Measuring {
  measure: Measure;
  /** Ends the other threads, whatever they are at. */
  close: () => Promise<void>;
}

interface Waiting {
  job: Job;
  resolve: (result: OrderedResult) => void;
  reject: (error: unknown) => void;
}

/**
 * Measures in as many other threads as there may be, started when they are first of use; small features here.
 * @param threads that may work; one means this one.
 * @param least values of a feature for another thread.
 */
export function measuring(threads: number, least = worthwhile): Measuring {
  const size = Math.min(threads, os.availableParallelism(), most);
  const all: Worker[] = [];
  const idle: Worker[] = [];
  const queue: Waiting[] = [];
  const busy = new Map<Worker, Waiting>();
  const start = (): void => {
    const worker = new Worker(entry, { resourceLimits: { maxYoungGenerationSizeMb: youngMegabytes } });
    worker.on('message', (sent: OrderedResult<Sent>) => {
      const { resolve } = busy.get(worker)!;
      busy.delete(worker);
      idle.push(worker);
      next();
      resolve(receive(sent));
    });
    worker.on('error', (error) => {
      busy.get(worker)?.reject(error);
      for (const { reject } of queue.splice(0)) reject(error);
    });
    all.push(worker);
    idle.push(worker);
  };
  const next = (): void => {
    if (queue.length === 0) return;
    if (idle.length === 0 && all.length < size) start();
    const worker = idle.pop();
    if (worker === undefined) return;
    const waiting = queue.shift()!;
    busy.set(worker, waiting);
    worker.postMessage(waiting.job);
  };
  return {
    measure: (plan, sides) => {
      const values = [...sides.current.values()].reduce((sum, one) => sum + one.values.length, 0);
      if (size < 2 || values + sides.reference.values.length < least) return measureHere(plan, sides);
      return new Promise((resolve, reject) => {
        queue.push({ job: { plan, sides }, resolve, reject });
        next();
      });
    },
    close: async () => {
      await Promise.all(all.map((worker) => worker.terminate()));
    },
  };
}

/** The module of the other threads: beside this one, among the sources as in what is packed. */
const entry = pathToFileURL(
  path.join(import.meta.dirname, `measure-worker${path.extname(import.meta.filename)}`),
);
