// A thousand controls: how long they take, and how their pages are cut.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { analyse } from '../../../src/cli/analyse.ts';
import { makesCell } from '../../../src/core/obligation.ts';
import type { Portfolio } from '../../../src/core/portfolio.ts';
import { chaptersOf } from '../../../src/core/chapter.ts';
import { addressOf } from '../../../src/core/address.ts';
import { openOscal } from '../../../src/exchange/oscal/import.ts';
import { partsOf } from '../../../src/site/data/clauses.ts';
import { absent, oscalSchema } from './export-support.ts';
import { largeCatalog, largeProfile, writeLargePortfolio } from './large.ts';

const texts = {
  'thousand.json': JSON.stringify(largeCatalog()),
  'baseline.json': JSON.stringify(largeProfile()),
};

test('a baseline over a thousand controls is read and resolved', () => {
  const files = new Map(
    Object.entries(texts).map(([name, text]): [string, unknown] => [name, JSON.parse(text)]),
  );
  const { catalogue, drafts } = openOscal((name) => files.get(name))('baseline.json');
  expect(drafts).toEqual([]);
  expect(catalogue?.clauses.filter(({ heading }) => heading)).toHaveLength(20);
  // The last family loses the third and fourth enhancement of the nine base controls that have them.
  expect(catalogue?.clauses.filter(({ heading }) => !heading)).toHaveLength(1000 - 18);
  expect(catalogue?.clauses.some(({ title, summary }) => /\{\{/.test(title + summary))).toBe(false);
});

describe('a portfolio of one system that answers to it', () => {
  let folder = '';
  let portfolio: Portfolio;
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'casebook-oscal-'));
    writeLargePortfolio(folder);
    portfolio = await analyse(folder, { cacheDir: null });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('checks without an error, with a cell for each control that is not withdrawn', () => {
    expect(portfolio.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const owed = portfolio.clauses.filter(makesCell);
    expect(portfolio.cells.map(({ obligation }) => obligation).sort()).toEqual(
      owed.map(({ id }) => id).sort(),
    );
    expect(portfolio.cells.filter(({ state }) => state === 'implemented').length).toBeGreaterThan(70);
  });

  test('has a chapter for each family, and pages that hold some thirty clauses', () => {
    const [catalogue] = portfolio.catalogues;
    const chapters = chaptersOf(catalogue!);
    expect(chapters.map(({ id }) => id).slice(0, 3)).toEqual(['ac', 'bc', 'cc']);
    expect(chapters).toHaveLength(20);
    const parts = partsOf(chapters[0]!, portfolio);
    expect(parts.flatMap(({ clauses }) => clauses)).toEqual(chapters[0]!.clauses);
    expect(parts.length).toBeGreaterThan(2);
    // A control and its enhancements stay on one page.
    for (const { clauses } of parts) expect(clauses.find(({ heading }) => !heading)?.id).not.toMatch(/\.\d$/);
  });

  test('gives each clause an address that does not depend on how its chapter is cut', () => {
    const node = portfolio.index.nodes.get('baseline:ac-30.4')!;
    expect(addressOf(node)).toBe('/obligations/baseline/ac/#ac-30.4');
  });
});

const schemas = [
  ['catalog', largeCatalog()],
  ['profile', largeProfile()],
] as const;
const areHere = oscalSchema('catalog') !== null;
test.skipIf(!areHere).each(schemas)(
  `the generated %s is valid by NIST’s schema (${absent})`,
  (model, document) => {
    const validate = oscalSchema(model)!;
    validate(document);
    expect(validate.errors).toBeNull();
  },
);
