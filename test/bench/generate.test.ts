import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { analyse } from '../../src/cli/analyse.ts';
import { generatePortfolio } from './generate.ts';
import { generateLinked } from './linked.ts';

let folder: string;

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-test-'));
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

test('a generated portfolio holds what it says, and nothing in it is at error', async () => {
  const content = path.join(folder, 'content');
  const said = generatePortfolio(content, 2);
  const portfolio = await analyse(content);
  expect(portfolio.items).toHaveLength(said.items);
  const pages = portfolio.artefacts.filter(
    (artefact) => artefact.system !== null && artefact.kind !== 'evidence-register',
  );
  expect(pages).toHaveLength(said.artefacts);
  expect(portfolio.findings.filter((finding) => finding.severity === 'error')).toEqual([]);
});

test('of linked items, each has a link of its own, and nothing is at error', async () => {
  const content = path.join(folder, 'content');
  const said = generateLinked(content, 1000);
  const { items, index, findings } = await analyse(content);
  expect(said).toEqual({ systems: 2, items: 1000 });
  expect(items).toHaveLength(said.items);
  const linked = (id: string) => index.linksFrom.has(id) || index.linksTo.has(id);
  expect(items.filter(({ id }) => !linked(id))).toEqual([]);
  expect(findings.filter((finding) => finding.severity === 'error')).toEqual([]);
});
