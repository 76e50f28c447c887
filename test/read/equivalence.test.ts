import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Root } from 'mdast';
import { VFile } from 'vfile';
import { describe, expect, it } from 'vitest';
import { unravel } from '../../plugins/unravel.ts';
import { splitFrontMatter } from '../../src/read/front-matter.ts';
import { mdx } from '../../src/read/mdx.ts';
import { strict } from '../../src/read/strict.ts';
import { comparable } from './trees.ts';

const root = path.resolve(import.meta.dirname, '../..');

function mdxFilesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.mdx'))
    .map((name) => path.join(folder, name))
    .sort();
}

const files = [...mdxFilesIn(path.join(root, 'test/input/read')), ...mdxFilesIn(path.join(root, 'content'))];

describe('Sätteri and remark-mdx give the same tree', () => {
  it('has fixtures to compare', () => expect(files.length).toBeGreaterThan(2));

  it.each(files.map((file) => [path.relative(root, file), file]))('%s', (_, file) => {
    const text = readFileSync(file, 'utf8').replace(/\r\n?/g, '\n');
    const { body } = splitFrontMatter(text, file);
    const fast = mdx.parse(body) as Root;
    const slow = strict.parse(new VFile(body));
    unravel(slow);
    expect(comparable(fast)).toEqual(comparable(slow));
  });
});
