import fs from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { severities } from '../../src/core/severity.ts';
import { kinds } from '../../src/kinds/index.ts';
import { areaGroups, areaSentence } from '../../src/rules/areas.ts';
import { ruleDocs } from '../../src/rules/docs.ts';
import { ruleSeverity, rules } from '../../src/rules/index.ts';

const root = path.resolve(import.meta.dirname, '../..');
const sources = (folder: string): string[] =>
  fs
    .globSync('**/*.ts', { cwd: path.join(root, folder) })
    .map((file) => path.join(root, folder, file))
    .sort();

test('every rule file is in the index, under the id that its path says', () => {
  const ofKinds = new Set(kinds.flatMap((kind) => kind.rules.map(({ id }) => id)));
  const files = sources('src/rules')
    .map((file) => path.relative(path.join(root, 'src/rules'), file).replaceAll(path.sep, '/'))
    .filter((file) => file.includes('/'))
    .map((file) => file.replace(/\.ts$/, ''));
  expect(rules.map(({ id }) => id).filter((id) => !ofKinds.has(id))).toEqual(files);
});

test('every rule is documented, has one way of being found, and an id of its own', () => {
  const ids = ruleDocs().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const rule of rules) {
    expect(rule.id).toMatch(/^[a-z]+(-[a-z]+)*\/[a-z]+(-[a-z]+)*$/);
    expect(severities).toContain(rule.severity);
    for (const text of [rule.what, rule.why, rule.fix]) expect(text.trim()).toMatch(/^[\p{Lu}“`].*[.!?`]$/su);
    expect(rule.check === undefined, `${rule.id}: a check, or who raises it`).toBe(rule.raised !== undefined);
  }
});

test('the reference has a sentence for every area that there is, once', () => {
  const named = areaGroups.flatMap(({ areas }) => Object.keys(areas));
  expect([...named].sort()).toEqual([...new Set(ruleDocs().map(({ area }) => area))].sort());
  for (const area of named) expect(areaSentence(area)).toMatch(/^[\p{Lu}].*\.$/u);
  expect(areaSentence('toString')).toBeUndefined();
});

test('every id that any part of the code raises is a rule', () => {
  const raised = new Set<string>();
  for (const file of ['src/core', 'src/read', 'src/evidence', 'plugins', 'src/exchange'].flatMap(sources)) {
    const text = fs.readFileSync(file, 'utf8');
    for (const [, id] of text.matchAll(
      /['"`]((?:read|syntax|content|schema|reference|approval|evidence|oscal)\/[a-z-]+)['"`]/g,
    )) {
      raised.add(id!);
    }
  }
  expect(raised.size).toBeGreaterThan(20);
  expect([...raised].filter((id) => ruleSeverity(id) === undefined)).toEqual([]);
});

test('no text says that anything complies', () => {
  for (const { id, what, why, fix } of rules)
    expect(`${id} ${what} ${why} ${fix}`).not.toMatch(/complian|compliant/i);
});
