// Whoever takes the pages of a site, this thread or another, leaves the same site behind.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Bytes } from '../../src/site/compiled.ts';
import { openWriter } from '../../src/site/site-writer.ts';

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-test-'));
afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(home, 'site-'));
});

const text = (file: string): string =>
  `<html lang="en"><body><main data-pagefind-body><h1>${file}</h1><p>größer</p></main></body></html>`;

const bytes = (page: string): Bytes => new TextEncoder().encode(page);

/** Pages that are searched and others, one of which turns out to be none. */
const pages = Object.fromEntries(
  Array.from({ length: 300 }, (_, i) =>
    i % 3 === 0 ? `systems/${i % 7}/p${i}.html` : `registers/${i}.html`,
  ).map((file) => [file, file === 'registers/1.html' ? null : text(file)]),
);

/** Every file of a site, with its bytes. */
const filesIn = (site: string): Record<string, string> =>
  Object.fromEntries(
    fs
      .readdirSync(site, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [path.relative(site, file), fs.readFileSync(file, 'base64')]),
  );

async function write(site: string, least: number): Promise<Record<string, string>> {
  const writer = await openWriter(site, Object.keys(pages), { least });
  try {
    for (const [file, page] of Object.entries(pages).reverse())
      await writer.take(file, page === null ? null : bytes(page));
    await writer.done();
  } finally {
    await writer.close();
  }
  return filesIn(site);
}

test('pages and index are the same, whichever thread they are written by', async () => {
  const here = await write(path.join(folder, 'here'), 1000);
  expect(await write(path.join(folder, 'elsewhere'), 1)).toEqual(here);
  const written = Object.keys(here).filter((file) => file.endsWith('.html'));
  expect(written).toEqual(
    Object.keys(pages)
      .filter((file) => pages[file] !== null)
      .sort(),
  );
  expect(Object.keys(here).filter((file) => file.includes('fragment'))).toHaveLength(100);
});

describe.each([
  ['in this thread', 1000],
  ['in another thread', 1],
])('%s', (_, least) => {
  test('a page that cannot be written is told with the code of the system, and no later than at the end', async () => {
    fs.writeFileSync(path.join(folder, 'a'), '');
    const files = Array.from({ length: 5 }, (__, i) => `a/${i}.html`);
    const writer = await openWriter(folder, files, { least });
    const all = async () => {
      for (const file of files) await writer.take(file, bytes(''));
      await writer.done();
    };
    await expect(all()).rejects.toMatchObject({ code: 'ENOTDIR' });
    await writer.close();
  });

  test('a searched page that never came is told', async () => {
    const writer = await openWriter(folder, ['index.html', 'systems/index.html'], { least });
    await writer.take('systems/index.html', bytes(text('systems')));
    await expect(writer.done()).rejects.toThrow(/^2 pages of the search index were never drawn$/);
    await writer.close();
  });
});

test('a thread that ends before everything is written is told, and not waited for', async () => {
  const module = pathToFileURL(path.join(folder, 'ends.mjs'));
  fs.writeFileSync(module, 'process.exit(7);');
  const writer = await openWriter(folder, ['index.html'], { least: 1, module });
  await writer.take('index.html', bytes(text('home')));
  await expect(writer.done()).rejects.toThrow(/^The thread that writes the pages ended early, with code 7$/);
  await writer.close();
});
