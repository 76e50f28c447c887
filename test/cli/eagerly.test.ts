import v8 from 'node:v8';
import { expect, test } from 'vitest';
import { eagerly } from '../../src/cli/eagerly.ts';

// The tag of compiled code depends on V8's flags: it tells whether they are as they were.
test('the flags of V8 hold for what is loaded, and no longer', async () => {
  const before = v8.cachedDataVersionTag();
  const during = await eagerly(() => Promise.resolve(v8.cachedDataVersionTag()));
  expect(during).not.toBe(before);
  expect(v8.cachedDataVersionTag()).toBe(before);
  await expect(eagerly(() => Promise.reject(new Error('no such module')))).rejects.toThrow('no such module');
  expect(v8.cachedDataVersionTag()).toBe(before);
});
