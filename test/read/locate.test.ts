import { describe, expect, it } from 'vitest';
import type { Spot } from '../../src/core/place.ts';
import { createLocate } from '../../src/read/locate.ts';

const texts: Record<string, string> = {
  'a.mdx': '---\ntitle: T\nrows:\n  - id: A\n    range: { min: 1 }\n---\n\n# Body\n',
  'late.md': '\n---\ntitle: T\n---\n',
  'none.md': '# Body\n',
  'r.yaml': 'evidence:\n  - id: perf\n    sha256: abc\n',
  'f.csv': 'name,range.min\nutil,0.1\n',
  'm.json': '{\n  "metrics": { "auc": 0.8 }\n}\n',
  'broken.json': '{ "a": ',
};
const locate = createLocate((file) => texts[file]);
const at = (file: string, path: (string | number)[], part?: 'key'): string => {
  const { line, column, end_line, end_column } = locate({ file, path, ...(part && { part }) });
  return `${line}:${column}-${end_line}:${end_column}`;
};

describe('createLocate', () => {
  it.each([
    ['a.mdx', ['title'], '2:8-2:9'],
    ['a.mdx', ['rows', 0, 'range', 'min'], '5:19-5:20'],
    ['a.mdx', ['rows', 0], '4:5-5:22'],
    ['a.mdx', ['rows', 0, 'owner'], '4:5-4:10'],
    ['a.mdx', ['rows', 0, 'range', 'max'], '5:5-5:10'],
    ['a.mdx', ['owner'], '1:1-1:4'],
    ['a.mdx', [], '2:1-5:22'],
    ['late.md', ['title'], '3:8-3:9'],
    ['late.md', ['owner'], '2:1-2:4'],
    ['none.md', ['title'], '1:1-1:1'],
    ['r.yaml', ['evidence', 0, 'sha256'], '3:13-3:16'],
    ['r.yaml', ['other'], '1:1-1:1'],
    ['f.csv', [0, 'range', 'min'], '2:6-2:9'],
    ['m.json', ['metrics', 'auc'], '2:23-2:26'],
    ['m.json', ['metrics', 'f1'], '2:3-2:12'],
    ['broken.json', ['a'], '1:1-1:1'],
    ['absent.yaml', ['a'], '1:1-1:1'],
    ['plot.png', ['a'], '1:1-1:1'],
  ])('%s %j is at %s', (file, path, place) => expect(at(file, path)).toBe(place));

  it('gives the key when it is asked for', () => {
    expect([
      at('a.mdx', ['title'], 'key'),
      at('f.csv', [0, 'name'], 'key'),
      at('m.json', ['metrics'], 'key'),
    ]).toEqual(['2:1-2:6', '1:1-1:5', '2:3-2:12']);
  });

  it('leaves a place as it is', () => {
    const place: Spot = { file: 'x', line: 3, column: 4, end_line: 5, end_column: 6 };
    expect(locate(place)).toBe(place);
  });
});
