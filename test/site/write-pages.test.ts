import { beforeEach, expect, test } from 'vitest';
import type { DrawnPage } from '../../src/site/compiled.ts';
import { writePages } from '../../src/site/write-pages.ts';

let taken: [string, string | null][];
beforeEach(() => {
  taken = [];
});

const page = (file: string, text: string | null = file): DrawnPage => ({
  file,
  draw: () => Promise.resolve(text === null ? null : new TextEncoder().encode(text)),
});
const write = (pages: readonly DrawnPage[], isFull = false): Promise<void> =>
  writePages(pages, {
    take: async (file, bytes) => {
      await Promise.resolve();
      if (isFull) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      taken.push([file, bytes && new TextDecoder().decode(bytes)]);
    },
  });

test('every page is handed over, those that are searched first', async () => {
  await write([
    page('registers/index.html', 'all'),
    page('index.html', 'home'),
    page('guide/gone/index.html', null),
    page('systems/a/index.html', 'größer'),
  ]);
  expect(taken).toEqual([
    ['index.html', 'home'],
    ['guide/gone/index.html', null],
    ['systems/a/index.html', 'größer'],
    ['registers/index.html', 'all'],
  ]);
});

test('a page that cannot be drawn is named, and no further page is handed over', async () => {
  const fault: DrawnPage = { file: 'b/index.html', draw: () => Promise.reject(new Error('no such clause')) };
  const many = Array.from({ length: 3 }, (_, i) => page(`p${i}/index.html`));
  await expect(write([page('index.html', 'home'), fault, ...many])).rejects.toThrow(
    /^b\/index\.html could not be drawn: no such clause$/,
  );
  expect(taken).toEqual([['index.html', 'home']]);
});

test('two pages with one address are refused before anything is handed over', async () => {
  const pages = [page('index.html'), page('a/index.html'), page('index.html', 'other')];
  await expect(write(pages)).rejects.toThrow(/^two pages have the address index\.html$/);
  expect(taken).toEqual([]);
});

test('a file that cannot be written is a fault of the disk, not of the page', async () => {
  await expect(write([page('a/index.html')], true)).rejects.toMatchObject({ code: 'ENOSPC' });
});
