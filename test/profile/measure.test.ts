import { afterAll, expect, test } from 'vitest';
import { measureHere, measuring } from '../../src/profile/measure.ts';
import type { OrderedPlan } from '../../src/profile/ordered-plan.ts';

const others = measuring(2, 1);
afterAll(() => others.close());

const shared = (values: readonly number[]) => {
  const room = new Float64Array(new SharedArrayBuffer(8 * values.length));
  room.set(values);
  return { values: room, infinite: 1 };
};

const plan = { k: 0, rule: 'pooled-equal-width', bins: 4, minimum: 1, shares: [0.1, 0.5] } as const;

const sidesOf = (seed: number) => ({
  reference: shared(Array.from({ length: 300 }, (_, i) => (i * 7919) % 301)),
  current: new Map([
    [4, shared(Array.from({ length: 200 }, (_, i) => ((i * 6007) % 331) + seed))],
    [5, shared([])],
  ]),
});

/** Everything that is asked of a result. */
const said = async (result: ReturnType<typeof measureHere>) => {
  const { bins, reference, batches, infinite } = await result;
  const { distribution, distances } = batches.get(4)!;
  const ranks = [20, 100].map((rank) => distribution.valueAt(rank));
  const strip = ({ valueAt: _, ...rest }: typeof reference): object => rest;
  return [bins, strip(reference), strip(distribution), ranks, distances, [...infinite!], [...batches.keys()]];
};

test('what other threads measure is what this one does, more features at a time than there are threads', async () => {
  const seeds = [0, 1, 2, 3, 4];
  const whole = plan as unknown as OrderedPlan;
  const found = await Promise.all(seeds.map((seed) => said(others.measure(whole, sidesOf(seed)))));
  for (const seed of seeds) expect(found[seed]).toEqual(await said(measureHere(whole, sidesOf(seed))));
});

test('a failure of another thread is a failure of the feature', async () => {
  const sides = sidesOf(0);
  const wrong = { ...plan, shares: null } as unknown as OrderedPlan;
  await expect(others.measure(wrong, sides)).rejects.toThrow(TypeError);
});
