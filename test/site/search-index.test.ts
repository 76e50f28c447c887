import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { fold } from '../../src/site/scripts/fold.ts';
import { isSearched, searchedPart, SearchIndex } from '../../src/site/search-index.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) fs.rmSync(folder, { recursive: true });
});

const pages = Object.fromEntries(
  ['index.html', 'systems/pd/index.html', 'controls/c1/index.html', 'registers/index.html'].map((address) => [
    address,
    `<html lang="en"><body><main data-pagefind-body><h1>${address}</h1><p>Every word of a page.</p></main></body></html>`,
  ]),
);

/** Writes an index of pages that are drawn in an order; gives its files and their bytes. */
async function indexOf(drawn: readonly string[]): Promise<Record<string, string>> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-search-'));
  folders.push(folder);
  const search = new SearchIndex();
  try {
    await search.open(Object.keys(pages));
    for (const address of drawn) search.add(address, pages[address] ?? null);
    await search.write(folder);
  } finally {
    await search.close();
  }
  const files = fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile());
  return Object.fromEntries(
    files
      .map((one) => path.join(one.parentPath, one.name))
      .sort()
      .map((file) => [path.relative(folder, file), fs.readFileSync(file).toString('base64')]),
  );
}

describe('the search index', () => {
  test('has the same bytes in whatever order pages are drawn', async () => {
    const inOrder = await indexOf(Object.keys(pages));
    expect(Object.keys(inOrder).filter((file) => file.includes('fragment'))).toHaveLength(3);
    expect(await indexOf(Object.keys(pages).reverse())).toEqual(inOrder);
  });

  test('is not written without a page that it was told of', async () => {
    await expect(indexOf(Object.keys(pages).slice(1))).rejects.toThrow(
      '3 pages of the search index were never drawn',
    );
  });

  test('is made of the part of a page that is searched', () => {
    const page = (main: string): string =>
      `<!doctype html><html><head><title>T</title></head><body><nav>Menu</nav>${main}<script></script></body></html>`;
    expect(searchedPart(page('<main id="main" data-pagefind-body><h1>A</h1></main>'))).toBe(
      '<html lang="en"><body><main id="main" data-pagefind-body><h1>A</h1></main></body></html>',
    );
    // With the words that a reader may have to spell otherwise; what Pagefind folds itself is left to it.
    expect(
      searchedPart(page('<main data-pagefind-body><p title="Maß">Straße, Größe, STRASSE, café</p></main>')),
    ).toBe(
      '<html lang="en"><body><main data-pagefind-body><p title="Maß">Straße, Größe, STRASSE, café</p><span hidden data-pagefind-meta="folded[data-folded]" data-folded="grösse strasse"></span></main></body></html>',
    );
    expect(['Größe', 'ŒUVRE Łódź', 'plain'].map(fold)).toEqual(['Grösse', 'oeUVRE lódź', 'plain']);
    expect(searchedPart(page('<main id="main"><p data-pagefind-body>A</p></main>'))).toBe(null);
  });

  test('finds what says something, and no list that repeats it', () => {
    const found = [
      'index.html',
      'systems/pd/model-card/index.html',
      'guide/index.html',
      'obligations/gdpr/art-5/index.html',
      'traceability/gdpr/pd/index.html',
      'lapses/index.html',
      'attention/index.html',
    ];
    const left = [
      'registers/index.html',
      'traceability/gdpr/pd/chapter-2/index.html',
      'lapses/2/index.html',
      'data/portfolio.json',
      '404.html',
    ];
    expect(found.filter((address) => !isSearched(address))).toEqual([]);
    expect(left.filter(isSearched)).toEqual([]);
  });
});
