import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { openWriter } from '../../src/site/page-writer.ts';

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-test-'));
afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(home, 'site-'));
});

describe.each([
  ['in this thread', 1, 1000],
  ['in another thread', 1000, 1000],
])('%s', (_, pages, least) => {
  test('every page is written when it is done', async () => {
    const writer = openWriter(folder, pages, least);
    const texts = Array.from({ length: 600 }, (__, i) => [`a/${i % 7}/p${i}.html`, `größer ${i}`] as const);
    for (const [file, text] of texts) await writer.write(file, text);
    await writer.done();
    expect(texts.map(([file]) => fs.readFileSync(path.join(folder, file), 'utf8'))).toEqual(
      texts.map(([, text]) => text),
    );
    await writer.close();
  });

  test('a page that cannot be written is told with the code of the system, and no later than at the end', async () => {
    fs.writeFileSync(path.join(folder, 'a'), '');
    const writer = openWriter(folder, pages, least);
    const all = async () => {
      for (let i = 0; i < 5; i++) await writer.write(`a/${i}.html`, '');
      await writer.done();
    };
    await expect(all()).rejects.toMatchObject({ code: 'ENOTDIR' });
    await writer.close();
  });
});
