import fs from 'node:fs';
import path from 'node:path';
import * as yaml from 'js-yaml';
import { describe, expect, test } from 'vitest';
import { parseCatalogue } from '../../src/core/catalogue.ts';
import type { Catalogue } from '../../src/core/obligation.ts';
import { timingOf } from '../../src/core/timing.ts';

const folder = path.resolve(import.meta.dirname, '../../src/catalogues');
const names = fs
  .readdirSync(folder)
  .filter((name) => name.endsWith('.yaml'))
  .sort();

function shipped(name: string): Catalogue {
  const data = yaml.load(fs.readFileSync(path.join(folder, name), 'utf8'), { schema: yaml.CORE_SCHEMA });
  const parsed = parseCatalogue(data, name, true);
  expect(parsed.drafts).toEqual([]);
  return parsed.catalogue!;
}

describe('the catalogues that ship', () => {
  test('are the sixteen', () => expect(names.length).toBe(16));
  test.each(names)('%s reads without a fault; every clause has source and confidence', (name) => {
    const catalogue = shipped(name);
    expect(catalogue.id + '.yaml').toBe(name);
    expect(catalogue.clauses.length).toBeGreaterThan(5);
    for (const clause of catalogue.clauses) {
      expect(clause.source, clause.id).not.toBe(null);
      expect(clause.confidence, clause.id).not.toBe(null);
      expect(clause.summary, clause.id).not.toBe('');
      // More words than these would keep a withdrawn clause among what a system owes.
      expect([null, 'current', 'proposed', 'superseded', 'withdrawn'], clause.id).toContain(clause.status);
      expect(clause.withdrawn, clause.id).toBe(clause.status === 'withdrawn');
    }
  });
});

describe('timing of a clause by the system’s legal class', () => {
  const act = shipped('eu-ai-act.yaml');
  const of = (id: string, classes: string[], asOf = '2026-11-20') =>
    timingOf(
      act.clauses.find((clause) => clause.id === `eu-ai-act:${id}`)!,
      act,
      classes,
      asOf,
    );

  test('a duty dated by scope takes the date of the system’s own class', () => {
    expect(of('art-10-3', ['high-risk-annex-iii'])).toEqual({
      timing: 'upcoming',
      applies_from: '2027-12-02',
    });
    expect(of('art-10-3', ['high-risk-annex-i'])).toEqual({ timing: 'upcoming', applies_from: '2028-08-02' });
    expect(of('art-10-3', ['high-risk-annex-iii'], '2027-12-02').timing).toBe('in-force');
  });
  test('a clause in force that attaches to a class not yet in force is upcoming', () => {
    expect(of('art-72', ['high-risk-annex-iii'])).toEqual({ timing: 'upcoming', applies_from: '2027-12-02' });
  });
  test('a clause for every class is in force when it says so', () => {
    expect(of('art-4', ['high-risk-annex-iii'])).toEqual({ timing: 'in-force', applies_from: '2025-02-02' });
  });
  test('without a date of its own a clause has its framework’s', () => {
    const gdpr = shipped('gdpr.yaml');
    expect(timingOf(gdpr.clauses[0]!, gdpr, [], '2026-11-20')).toEqual({
      timing: 'in-force',
      applies_from: '2018-05-25',
    });
  });
  test('a superseded framework has ended', () => {
    const old = shipped('us-sr-11-7.yaml');
    expect(timingOf(old.clauses[0]!, old, [], '2026-11-20').timing).toBe('ended');
    expect(timingOf(old.clauses[0]!, old, [], '2026-04-16').timing).toBe('in-force');
    // One that says what took its place and not when, has.
    expect(timingOf(old.clauses[0]!, { ...old, ends: null }, [], '2026-04-16').timing).toBe('ended');
  });
});

describe('a faulty catalogue', () => {
  const framework = { id: 'house', title: 'House rules' };
  test('keeps its sound clauses and names each fault with its place', () => {
    const parsed = parseCatalogue(
      {
        framework,
        obligations: [
          { id: 'house:a', title: 'A', parent: 'house:zz' },
          { id: 'other:b' },
          { id: 'house:a' },
          { title: 'no id' },
        ],
      },
      'catalogues/house.yaml',
      false,
    );
    expect(parsed.catalogue?.clauses.map((clause) => clause.id)).toEqual(['house:a']);
    expect(parsed.drafts.map(({ message, at, fix }) => ({ message, at, fix }))).toEqual([
      {
        message: "clause `other:b` does not start with its catalogue's id",
        at: { file: 'catalogues/house.yaml', path: ['obligations', 1, 'id'] },
        fix: 'write `house:b`',
      },
      {
        message: 'clause `house:a` stands twice in the catalogue',
        at: { file: 'catalogues/house.yaml', path: ['obligations', 2, 'id'] },
        fix: 'rename or remove one of the two',
      },
      {
        message: 'a clause needs an `id`',
        at: { file: 'catalogues/house.yaml', path: ['obligations', 3] },
        fix: 'write `id: house:<clause>`',
      },
      {
        message: 'parent `house:zz` of `house:a` is not in the catalogue',
        at: { file: 'catalogues/house.yaml', path: ['obligations', 0, 'parent'] },
        fix: 'name a clause of this catalogue, or leave `parent` out',
      },
    ]);
  });

  test('a circle of parents is cut where it is first met', () => {
    const parsed = parseCatalogue(
      {
        framework,
        obligations: [
          { id: 'house:a', parent: 'house:b' },
          { id: 'house:b', parent: 'house:a' },
          { id: 'house:c', parent: 'house:c' },
        ],
      },
      'catalogues/house.yaml',
      false,
    );
    expect(parsed.catalogue?.clauses.map(({ id, parent, children }) => ({ id, parent, children }))).toEqual([
      { id: 'house:a', parent: null, children: ['house:b'] },
      { id: 'house:b', parent: 'house:a', children: [] },
      { id: 'house:c', parent: null, children: [] },
    ]);
    expect(parsed.drafts.map((draft) => draft.message)).toEqual([
      'clause `house:a` stands, through its parents, under itself',
      'clause `house:c` stands, through its parents, under itself',
    ]);
  });
});
