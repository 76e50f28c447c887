// Every folder of test/input that holds a portfolio, checked: its findings are those of test/output, to the letter.
// `UPDATE_GOLDEN=1` writes them anew; a case is added by adding a folder.
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/cli/analyse.ts';
import { findingsJson, toJson } from '../../src/report/json.ts';
import { pretty } from '../../src/report/pretty.ts';
import { asOf } from './support.ts';

const input = path.resolve(import.meta.dirname, '../input');
const output = path.resolve(import.meta.dirname, '../output');
const cases = fs
  .readdirSync(input)
  .filter((name) => fs.existsSync(path.join(input, name, 'portfolio.yaml')))
  .sort();

const readText = (folder: string) => (file: string) => {
  const at = path.join(folder, file);
  return fs.existsSync(at) ? fs.readFileSync(at, 'utf8') : null;
};

test('there are cases', () => {
  expect(cases).toEqual(expect.arrayContaining(['broken', 'sound']));
});

describe.each(cases)('%s', (name) => {
  const folder = path.join(input, name);
  const analysed = analyse(folder, { asOf, cacheDir: null });

  test.each(['findings.json', 'findings.txt'])('%s', async (file) => {
    const portfolio = await analysed;
    const text = file.endsWith('.json')
      ? toJson(findingsJson(portfolio))
      : pretty(portfolio, { readText: readText(folder) });
    const expected = path.join(output, name, file);
    if (process.env['UPDATE_GOLDEN'] === '1') {
      fs.mkdirSync(path.dirname(expected), { recursive: true });
      fs.writeFileSync(expected, text);
    }
    expect(text).toBe(fs.readFileSync(expected, 'utf8'));
  });

  test('every finding has a place in a file that is there, and a key of its own', async () => {
    const { findings } = await analysed;
    for (const { file, line, column, end_line, end_column } of findings) {
      expect(line).toBeGreaterThan(0);
      expect(column).toBeGreaterThan(0);
      expect(end_line > line || (end_line === line && end_column >= column)).toBe(true);
      const text = readText(folder)(file);
      if (text !== null) expect(text.split('\n').length).toBeGreaterThanOrEqual(line);
    }
    const keys = findings.map(({ key, file, line, column }) => `${key} ${file}:${line}:${column}`);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
