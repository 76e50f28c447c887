import fs from 'node:fs';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { followChanges } from '../../src/cli/follow-changes.ts';
import { temporaryFolder } from './support.ts';

test('tells of a burst of changes once, of the next again, and of nothing after it is closed', async () => {
  const folder = path.join(temporaryFolder(), 'node_modules/content');
  fs.mkdirSync(path.join(folder, '.git'), { recursive: true });
  const onChange = vi.fn(() => Promise.resolve());
  const changes = followChanges(folder, onChange);
  await changes.ready;

  for (const name of ['a.mdx', 'b.mdx', 'c.mdx']) fs.writeFileSync(path.join(folder, name), 'x');
  await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(1), { timeout: 5000 });

  fs.writeFileSync(path.join(folder, '.git/index'), 'x');
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(onChange).toHaveBeenCalledTimes(1);

  fs.writeFileSync(path.join(folder, 'a.mdx'), 'changed');
  await vi.waitFor(() => expect(onChange).toHaveBeenCalledTimes(2), { timeout: 5000 });

  await changes.close();
  fs.writeFileSync(path.join(folder, 'a.mdx'), 'changed again');
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(onChange).toHaveBeenCalledTimes(2);
});
