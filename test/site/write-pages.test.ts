import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { DrawnPage } from '../../src/site/compiled.ts';
import { writePages } from '../../src/site/write-pages.ts';

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-test-'));
afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

let folder: string;
let seen: [string, string | null][];
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(home, 'site-'));
  seen = [];
});

const page = (file: string, text: string | null = file): DrawnPage => ({
  file,
  draw: () => Promise.resolve(text),
});
const write = (pages: readonly DrawnPage[]): Promise<void> =>
  writePages(folder, pages, (file, text) => {
    seen.push([file, text]);
  });
const files = (): string[] =>
  fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));

test('every page is written and seen; an address that leads to nothing has no file', async () => {
  await write([page('index.html', 'home'), page('a/b/index.html', 'größer'), page('gone/index.html', null)]);
  expect(files().sort()).toEqual(['a/b/index.html', 'index.html']);
  expect(fs.readFileSync(path.join(folder, 'a/b/index.html'), 'utf8')).toBe('größer');
  expect(seen).toEqual([
    ['index.html', 'home'],
    ['a/b/index.html', 'größer'],
    ['gone/index.html', null],
  ]);
});

test('a page that cannot be drawn is named, and no further page is written', async () => {
  const fault: DrawnPage = { file: 'b/index.html', draw: () => Promise.reject(new Error('no such clause')) };
  const many = Array.from({ length: 3 }, (_, i) => page(`p${i}/index.html`));
  await expect(write([page('index.html', 'home'), fault, ...many])).rejects.toThrow(
    /^b\/index\.html could not be drawn: no such clause$/,
  );
  expect(seen).toEqual([['index.html', 'home']]);
  expect(files()).toEqual(['index.html']);
});

test('two pages with one address are refused before anything is written', async () => {
  const pages = [page('index.html'), page('a/index.html'), page('index.html', 'other')];
  await expect(write(pages)).rejects.toThrow(/^two pages have the address index\.html$/);
  expect(files()).toEqual([]);
});

test('a file that cannot be written is a fault of the disk, not of the page', async () => {
  fs.writeFileSync(path.join(folder, 'a'), '');
  await expect(write([page('a/index.html')])).rejects.toMatchObject({ code: 'ENOTDIR' });
});
