import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SharedQueue } from '../../src/read/shared-queue.ts';

test('everything is taken once, in whatever order threads come', () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.array(fc.boolean()), (all, turns) => {
      const own = new SharedQueue(all);
      const other = new SharedQueue(all, own.counter);
      const taken: number[] = [];
      // Each has its turns, and the first takes what is left.
      for (const isOwn of [...turns, ...all.map(() => true)]) {
        const next = (isOwn ? own : other).take();
        if (next !== undefined) taken.push(next);
      }
      expect(taken).toEqual(all);
      expect([own.take(), other.take()]).toEqual([undefined, undefined]);
    }),
  );
});

test('a queue knows whether another thread has joined', () => {
  const own = new SharedQueue(['a']);
  expect(own.isJoined).toBe(false);
  expect(new SharedQueue(['a'], own.counter).isJoined).toBe(true);
  expect(own.isJoined).toBe(true);
});
