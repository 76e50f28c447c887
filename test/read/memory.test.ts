import { expect, test } from 'vitest';
import type { FileReading } from '../../src/read/file.ts';
import { Memory } from '../../src/read/memory.ts';

const second = 1_000_000_000n;
const stamp = (seconds: bigint, size = 1) => ({ text: `${size} ${seconds}`, changed: seconds * second });
const reading = (): FileReading => ({ document: null, asset: null, text: null, drafts: [], links: [] });

test('trusts the times of a file once something else has changed much later', () => {
  const memory = new Memory();
  const old = memory.keep('old.yaml', stamp(100n), 'a', reading);
  memory.keep('young.yaml', stamp(104n), 'b', reading);
  for (const [file, at] of [
    ['old.yaml', 100n],
    ['young.yaml', 104n],
  ] as const)
    memory.unchanged(file, stamp(at));
  memory.settle(['old.yaml', 'young.yaml']);
  expect(memory.unchanged('old.yaml', stamp(100n))).toBe(old);
  expect(memory.unchanged('old.yaml', stamp(100n, 2))).toBeUndefined();
  // Written again within the same tick, it would have the same times.
  expect(memory.unchanged('young.yaml', stamp(104n))).toBeUndefined();
});

test('gives the same reading for the same bytes, and forgets what is gone', () => {
  const memory = new Memory();
  const first = memory.keep('a.yaml', stamp(1n), 'digest', reading);
  expect(memory.keep('a.yaml', stamp(2n), 'digest', reading)).toBe(first);
  expect(memory.keep('a.yaml', stamp(3n), 'another', reading)).not.toBe(first);
  memory.settle([]);
  expect(memory.keep('a.yaml', stamp(1n), 'digest', reading)).not.toBe(first);
});
