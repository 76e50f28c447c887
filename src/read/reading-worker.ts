// The other side of `second-reader.ts`: a thread that reads files of a content folder.
import { parentPort, workerData } from 'node:worker_threads';
import { readShares, type ReadingTask } from './second-reader.ts';

readShares(workerData as ReadingTask, (share) => parentPort!.postMessage(share));
