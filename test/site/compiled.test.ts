/** Compiled pages are kept between builds, whole or not at all. What compiles is a stand-in here. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { compiledPages } from '../../src/site/compiled.ts';
import { entryName } from '../../src/site/compile.ts';

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-test-'));
afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

let folder: string;
let compiled: string[];
beforeEach(() => {
  folder = path.join(fs.mkdtempSync(path.join(home, 'case-')), 'pages');
  compiled = [];
});

/** Writes pages that tell their base path. */
async function compile(to: string): Promise<void> {
  compiled.push(to);
  fs.mkdirSync(path.join(to, 'drawing'), { recursive: true });
  fs.mkdirSync(path.join(to, 'client'), { recursive: true });
  fs.writeFileSync(path.join(to, 'client/sheet.css'), 'body{}');
  fs.writeFileSync(
    path.join(to, 'drawing', entryName),
    'export const openDrawing = (base) => ({ pages: async () => [{ file: base, draw: async () => null }] });',
  );
  await Promise.resolve();
}

const pagesOf = async (): Promise<string[]> => {
  const pages = await compiledPages(folder, compile);
  return (await (await pages.open('/x/')).pages()).map(({ file }) => file);
};

test('pages are compiled once and found again', async () => {
  expect(await pagesOf()).toEqual(['/x/']);
  expect(await pagesOf()).toEqual(['/x/']);
  expect(compiled).toHaveLength(1);
  expect(fs.readdirSync(folder)).toHaveLength(1);
});

test('two that compile at the same time disturb neither each other nor a third', async () => {
  expect(await Promise.all([pagesOf(), pagesOf()])).toEqual([['/x/'], ['/x/']]);
  expect(new Set(compiled).size).toBe(2);
  expect(compiled.every((place) => fs.existsSync(path.join(place, 'drawing', entryName)))).toBe(true);
  expect(await pagesOf()).toEqual(['/x/']);
  expect(compiled).toHaveLength(2);
});

test.each([
  ['lost a file', (place: string) => fs.rmSync(path.join(place, 'client/sheet.css'))],
  [
    'was changed',
    (place: string) => fs.writeFileSync(path.join(place, 'client/sheet.css'), 'body{color:red}'),
  ],
  ['was never finished', (place: string) => fs.rmSync(path.join(place, 'compiled.json'))],
])('what %s is compiled anew', async (_, harm) => {
  const { client } = await compiledPages(folder, compile);
  harm(path.dirname(client));
  expect(await pagesOf()).toEqual(['/x/']);
  expect(compiled).toHaveLength(2);
  const { client: whole } = await compiledPages(folder, compile);
  expect(fs.readFileSync(path.join(whole, 'sheet.css'), 'utf8')).toBe('body{}');
  expect(compiled).toHaveLength(2);
});

test('what cannot be compiled leaves nothing behind, kept or not', async () => {
  const fail = async (to: string) => {
    await compile(to);
    throw new Error('a page has a fault');
  };
  await expect(compiledPages(folder, fail)).rejects.toThrow('a page has a fault');
  expect(fs.readdirSync(folder)).toEqual([]);
  await expect(compiledPages(null, fail)).rejects.toThrow('a page has a fault');
  expect(fs.existsSync(compiled.at(-1)!)).toBe(false);
});

test('without a place to keep them they are gone when they are closed', async () => {
  const pages = await compiledPages(null, compile);
  expect(fs.existsSync(pages.client)).toBe(true);
  await pages.close();
  expect(fs.existsSync(path.dirname(path.dirname(pages.client)))).toBe(false);
});

test('only the youngest are kept', async () => {
  for (let i = 0; i < 9; i++) {
    fs.mkdirSync(path.join(folder, `old-${i}`), { recursive: true });
    fs.utimesSync(path.join(folder, `old-${i}`), 1000 + i, 1000 + i);
  }
  const { client } = await compiledPages(folder, compile);
  const own = path.basename(path.dirname(path.dirname(client)));
  expect(fs.readdirSync(folder).sort()).toEqual([own, 'old-4', 'old-5', 'old-6', 'old-7', 'old-8'].sort());
});
