// A framework that would vanish: catalogues in use of which no cell is made.
import { expect, test } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import { lenient, portfolioOf, system, type Files } from './support.ts';

const using = (name: string, content: Files[string], more: Files = {}): Files => ({
  'portfolio.yaml': `${lenient}catalogues: [./${name}]\n`,
  [name]: content,
  'systems/demo/system.mdx': system(),
  ...more,
});
const metadata = {
  title: 'House',
  'last-modified': '2024-01-01T00:00:00Z',
  version: '1',
  'oscal-version': '1.1.2',
};

/** Every error and warning, whichever rule finds it. */
const found = async (files: Files) =>
  (await portfolioOf(files)).findings.map((one: Finding) => [
    `${one.severity} ${one.rule} ${one.file}:${one.line}:${one.column}`,
    one.message,
    one.fix,
  ]);

const fix = 'add its clauses, or name another catalogue under `catalogues:` of `portfolio.yaml`';

test('a catalogue without clauses is one finding, in YAML and in OSCAL', async () => {
  expect(await found(using('a.yaml', 'framework: { id: a, title: A }\nobligations: []\n'))).toEqual([
    ['error catalogue/empty a.yaml:2:14', 'catalogue `a` has no clauses', fix],
  ]);
  expect(await found(using('house.json', { catalog: { uuid: 'u', metadata } }))).toEqual([
    ['error catalogue/empty house.json:1:1', 'catalogue `house` has no clauses', fix],
  ]);
});

test('so is one of headings and withdrawn clauses', async () => {
  const withdrawn = `framework: { id: a, title: A }
obligations:
  - { id: 'a:top', ref: Chapter 1, title: Chapter, summary: s }
  - { id: 'a:1', ref: a 1, title: One, summary: s, parent: 'a:top', status: withdrawn }
`;
  expect(await found(using('a.yaml', withdrawn))).toEqual([
    [
      'error catalogue/empty a.yaml:3:3',
      'no clause of `a` asks for anything: each is a heading or withdrawn',
      fix,
    ],
  ]);
  expect(await found(using('a.yaml', withdrawn.replace(', status: withdrawn', '')))).toEqual([]);
});

test('a catalogue whose clauses are all faulty has the findings of these only', async () => {
  const faulty =
    "framework: { id: a, title: A }\nobligations:\n  - { id: 'b:1', ref: b 1, title: One, summary: s }\n";
  expect(await found(using('a.yaml', faulty))).toEqual([
    [
      'error schema/invalid a.yaml:3:11',
      "clause `b:1` does not start with its catalogue's id",
      'write `a:1`',
    ],
  ]);
});

test('a file that holds just null is none, and is said once', async () => {
  const wanted = 'name an OSCAL `catalog` or `profile`, or a catalogue with `framework:` and `obligations:`';
  const none = 'the file is no OSCAL document: nothing at its top is one';
  expect(await found(using('c.json', 'null\n'))).toEqual([['error oscal/invalid c.json:1:1', none, wanted]]);
  const profile = { profile: { uuid: 'u', metadata, imports: [{ href: 'c.json', 'include-all': {} }] } };
  expect(await found(using('p.json', profile, { 'c.json': 'null\n' }))).toEqual([
    ['error oscal/invalid c.json:1:1', none, wanted],
  ]);
  expect(await found(using('c.yaml', 'null\n'))).toEqual([
    [
      'error schema/invalid c.yaml:1:1',
      'a catalogue needs `framework:` with an `id`, and a list `obligations:`',
      'add them; `catalogues/` of the portfolio that `casebook init` makes shows the shape',
    ],
  ]);
});

test('a file that is broken has its finding from reading only', async () => {
  expect((await found(using('c.json', '{'))).map(([at]) => at)).toEqual(['error syntax/json c.json:1:2']);
});
