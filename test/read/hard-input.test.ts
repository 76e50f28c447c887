import { describe, expect, it } from 'vitest';
import { findingsOf } from './support.ts';

const tooDeep = (file: string): string =>
  `${file}:1:1-1:1 read/too-large the file is nested too deeply to be read → flatten it`;

describe('input that is hard on a parser', () => {
  it.each([
    ['a.mdx', '>'.repeat(20_000) + ' x\n'],
    ['a.mdx', '<Callout>\n'.repeat(5000) + '</Callout>\n'.repeat(5000)],
  ])('%s nested beyond the stack is one finding', (file, content) => {
    expect(findingsOf(file, content)).toEqual([tooDeep(file)]);
  });

  it('nesting in YAML and JSON is one finding at its place', () => {
    expect(findingsOf('a.yaml', 'a: ' + '['.repeat(20_000))).toEqual([
      'a.yaml:1:103-1:20004 syntax/yaml values are nested too deeply → flatten them',
    ]);
    expect(findingsOf('evidence/a.json', '['.repeat(200_000))).toEqual([
      'evidence/a.json:1:502-1:503 syntax/json the file is not JSON: values are nested too deeply → write the file again from its source, then run `casebook evidence refresh`',
    ]);
  });

  // Each of these took minutes while positions were looked up one by one.
  it('thousands of faults in one file are found in time that grows with the file', () => {
    expect(findingsOf('a.csv', 'a,b\n' + '1\n'.repeat(5000)).length).toBe(5000);
    expect(findingsOf('a.yaml', 'a:\n' + '  - .nan\n'.repeat(2000)).length).toBe(2000);
    const keys = Array.from({ length: 20_000 }, (_, i) => `k${i}: ${i}\n`).join('');
    expect(findingsOf('a.yaml', keys + 'k1: 2\n')).toEqual([
      'a.yaml:20001:1-20001:3 syntax/yaml `k1` is stated twice (2:1 first stated here) → keep one of the two',
    ]);
    expect(findingsOf('a.mdx', '[[FM-02]] '.repeat(20_000))).toEqual([]);
  }, 30_000);
});
