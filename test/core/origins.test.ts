import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spotOf } from '../../src/core/artefact.ts';
import { Origins } from '../../src/core/origins.ts';
import { toPointer, type Path, type Spot } from '../../src/core/place.ts';

const spot = (path: Path): Spot => ({ file: 'side.csv', path });

test('what is inside a value stands with it, unless it has an origin of its own', () => {
  const origins = new Origins();
  origins.set(['features'], { file: 'systems/s/features.csv', path: [] });
  origins.set(['features', 1, 'owner'], { file: 'systems/s/register.mdx', path: ['defaults', 'owner'] });
  const at = (path: Path) => spotOf({ file: 'systems/s/register.mdx', origins }, path);
  expect(at(['title'])).toEqual({ file: 'systems/s/register.mdx', path: ['title'] });
  expect(at(['features', 0, 'owner'])).toEqual({ file: 'systems/s/features.csv', path: [0, 'owner'] });
  expect(at(['features', 1, 'owner'])).toEqual({
    file: 'systems/s/register.mdx',
    path: ['defaults', 'owner'],
  });
  expect(origins.of(['features', 1])).toBeUndefined();
  expect([...origins.files()]).toEqual(['systems/s/features.csv', 'systems/s/register.mdx']);
});

test('the nearest origin is the one of the longest path that was said, whatever the order', () => {
  const path = fc.array(fc.oneof(fc.constantFrom('a', 'b'), fc.nat(2)), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(fc.array(path), path, (said, asked) => {
      const origins = new Origins();
      for (const [i, one] of said.entries()) origins.set(one, spot([i]));
      const table = new Map(said.map((one, i) => [toPointer(one), i]));
      let nearest: { spot: Spot; steps: number } | null = null;
      for (let steps = 1; steps <= asked.length; steps++) {
        const found = table.get(toPointer(asked.slice(0, steps)));
        if (found !== undefined) nearest = { spot: spot([found]), steps };
      }
      expect(origins.nearest(asked)).toEqual(nearest);
    }),
  );
});
