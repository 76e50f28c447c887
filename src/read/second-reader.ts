// A second thread that reads files of a content folder beside the first.
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FindingDraft } from '../core/finding.ts';
import { noCache } from './cache.ts';
import type { Reading } from './document.ts';
import type { FileReading } from './file.ts';
import type { Stamp } from './memory.ts';
import { readOne } from './one-file.ts';
import { SharedQueue } from './shared-queue.ts';

/** What the second thread is told. */
export interface ReadingTask {
  /** Absolute path of the content folder. */
  root: string;
  files: readonly string[];
  /** Of the queue that both take from. */
  counter: SharedArrayBuffer;
  blocks: boolean;
}

/** A file that was read elsewhere. */
export interface FoundFile {
  file: string;
  stamp: Stamp;
  digest: string;
  reading: FileReading;
}

/** Files that were read elsewhere, in any order. */
export interface ReadShare {
  found: FoundFile[];
  /** Findings about files that cannot be read. */
  unread: [file: string, finding: FindingDraft][];
  /** What a cache keeps of them, by its key. */
  made: [key: string, reading: Reading][];
  /** Whether nothing is left to read. */
  isLast: boolean;
}

/** A thread that reads beside this one. */
export interface SecondReader {
  /** The files that both take from. */
  queue: SharedQueue<string>;
  /** What it read, once everything is taken. What it took and failed at is missing. */
  shares: () => Promise<readonly ReadShare[]>;
}

/** Files from which a thread is worth its start. */
const worthwhile = 100;

/** Files that are sent at once: what is sent alone costs more, and what comes late is waited for. */
const together = 8;

/** Starts a second thread for the files of a folder; `null` where it would not help. */
export function openSecondReader(
  { root, files, blocks }: Omit<ReadingTask, 'counter'>,
  least = worthwhile,
): SecondReader | null {
  if (files.length < least || os.availableParallelism() < 2) return null;
  const queue = new SharedQueue(files);
  const task: ReadingTask = { root, files, blocks, counter: queue.counter };
  const worker = new Worker(entry, { workerData: task });
  const shares: ReadShare[] = [];
  const end = new Promise<readonly ReadShare[]>((resolve) => {
    const finish = (): void => resolve(shares);
    worker.on('message', (share: ReadShare) => {
      shares.push(share);
      if (share.isLast) finish();
    });
    // A thread that fails has taken files that nobody read: the first finds them missing, and meets the fault itself.
    worker.on('error', finish).on('exit', finish);
  });
  return { queue, shares: () => end };
}

/** The second thread's part: reads what nobody has taken until nothing is left. */
export function readShares(
  { root, files, counter, blocks }: ReadingTask,
  send: (share: ReadShare) => void,
): void {
  const queue = new SharedQueue(files, counter);
  const nothing = (): ReadShare => ({ found: [], unread: [], made: [], isLast: false });
  let share = nothing();
  const cache = {
    ...noCache<Reading>(),
    set: (key: string, made: Reading) => void share.made.push([key, made]),
  };
  const memory: Parameters<typeof readOne>[2] = {
    unchanged: () => undefined,
    keep: (file, stamp, digest, make) => {
      const reading = make();
      share.found.push({ file, stamp, digest, reading });
      return reading;
    },
  };
  for (let file; (file = queue.take()) !== undefined;) {
    const one = readOne(root, file, memory, { cache, blocks });
    if ('rule' in one) share.unread.push([file, one]);
    if (share.found.length + share.unread.length < together) continue;
    send(share);
    share = nothing();
  }
  send({ ...share, isLast: true });
}

/** The module of the other thread: beside this one, among the sources as in what is packed. */
const entry = pathToFileURL(
  path.join(import.meta.dirname, `reading-worker${path.extname(import.meta.filename)}`),
);
