// The other side of `measure.ts`: a thread that measures one feature after the other.
import { parentPort } from 'node:worker_threads';
import { send, type Job } from './measure.ts';
import { profileGathered } from './ordered.ts';

parentPort!.on('message', ({ plan, sides }: Job) => {
  parentPort!.postMessage(send(profileGathered(plan, sides), plan));
});
