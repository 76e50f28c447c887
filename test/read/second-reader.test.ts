// Two threads that read one folder find what one alone finds, whoever reads which file.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readFolder, type Reading, type ReadOptions } from '../../src/read/folder.ts';
import { createReader } from '../../src/read/reader.ts';
import { openSecondReader, type SecondReader } from '../../src/read/second-reader.ts';
import { SharedQueue } from '../../src/read/shared-queue.ts';

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-test-'));
afterAll(() => fs.rmSync(home, { recursive: true, force: true }));
const content = path.join(home, 'content');

const card = (n: number): string =>
  `---\ntitle: Card ${n}\ntags: [a, b]\n---\n# Card ${n}\n\nProse on [[FM-01]], TBD, and [a file](../gone-${n}.txt), größer.\n`;

/** Some files of every sort, and some that are wrong. */
const files: Record<string, string | Uint8Array> = {
  'portfolio.yaml': 'title: Two threads\n',
  'broken.yaml': 'a: [\n',
  'rows.csv': 'id,name\n1,one\n2,"two\n',
  'latin.mdx': new Uint8Array([0x2d, 0xe9, 0x0a]),
  'stray.mdx': '# One\n\nA stray < here and { there.\n',
  'evidence/metrics.json': '{"a": [1, 2, 3]}',
  'evidence/broken.json': '{"a": ',
  'evidence/rows.csv': 'x\n1\n',
  ...Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`systems/s${i}/model-card.mdx`, card(i)])),
};
for (const [name, text] of Object.entries(files)) {
  fs.mkdirSync(path.dirname(path.join(content, name)), { recursive: true });
  fs.writeFileSync(path.join(content, name), text);
}
// There, and it cannot be opened.
fs.symlinkSync('itself.mdx', path.join(content, 'systems/s0/itself.mdx'));

const facts = ({ documents, assets, drafts, texts }: Reading): unknown => ({
  documents,
  assets,
  drafts,
  texts: [...texts],
});

type Open = NonNullable<Parameters<typeof createReader>[2]>;
const together: Open = (task) => openSecondReader(task, 1);
const alone: Open = (task) => {
  const second = together(task);
  const queue = new SharedQueue<string>([], new SharedArrayBuffer(8));
  return second && { ...second, queue };
};
/** A thread that takes ten files and is never heard of again. */
const lost: Open = ({ files: all }): SecondReader => {
  const queue = new SharedQueue(all);
  const others = new SharedQueue(all, queue.counter);
  for (let i = 0; i < 10; i++) others.take();
  return { queue, shares: () => Promise.resolve([]) };
};
/** A thread that has not begun when everything is read. */
const late: Open = ({ files: all }): SecondReader => ({
  queue: new SharedQueue(all),
  shares: () => new Promise(() => undefined),
});

test.each([
  ['beside this one', together, true],
  ['while this one waits', alone, true],
  ['for facts alone', alone, false],
  ['until it fails', lost, false],
  ['nothing in time', late, true],
])('a second thread that reads %s changes nothing', async (_, open, blocks) => {
  const options: ReadOptions = { blocks };
  expect(facts(await createReader(content, options, open)())).toEqual(facts(readFolder(content, options)));
});

test('what it read is kept for later runs as well', async () => {
  const cached = async (name: string, open: Open): Promise<unknown> => {
    const cacheDir = path.join(home, name);
    await createReader(content, { cacheDir }, open)();
    return JSON.parse(fs.readFileSync(path.join(cacheDir, 'readings.json'), 'utf8'));
  };
  expect(await cached('a', alone)).toEqual(await cached('b', () => null));
});

test('where files are kept from an earlier run, none is started', async () => {
  const cacheDir = path.join(home, 'warm');
  readFolder(content, { cacheDir });
  const started: unknown[] = [];
  const open: Open = (task) => {
    started.push(task);
    return null;
  };
  await createReader(content, { cacheDir }, open)();
  expect(started).toEqual([]);
});

test('a second look has none', async () => {
  const started: string[] = [];
  const read = createReader(content, {}, (task) => {
    started.push(path.basename(task.root));
    return together(task);
  });
  const first = await read();
  const again = await read();
  expect(started).toEqual(['content']);
  expect(again.documents.every((one, i) => one === first.documents[i])).toBe(true);
});
