import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import path from 'node:path';
import { expect, test } from 'vitest';
import { analyse } from '../../src/cli/analyse.ts';
import { isDraft } from '../../src/core/draft.ts';
import { toJson, toRowsJson } from '../../src/report/json.ts';
import { inOrder, proofTree } from '../../src/report/proof-tree.ts';
import { proofsJson, proofsSchemas } from '../../src/report/proofs-json.ts';
import { proofsTable } from '../../src/report/proofs.ts';
import { tableCsv } from '../../src/report/table.ts';
import { golden } from './support.ts';

const output = path.resolve(import.meta.dirname, '../output/proofs');
const example = analyse(path.resolve(import.meta.dirname, '../../content'), {
  asOf: '2026-11-20',
  cacheDir: null,
  blocks: false,
});

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
addFormats.default(ajv);
const valid = ajv.compile(Object.fromEntries(proofsSchemas())['proofs-1.schema'] as object);

test('the proofs of a small portfolio as a table are these', async () => {
  // Git keeps text files with line feeds alone.
  const csv = tableCsv(proofsTable(await golden('sound'))).replaceAll('\r\n', '\n');
  await expect(csv).toMatchFileSnapshot(path.join(output, 'sound.csv'));
});

test('the proofs of a small portfolio as trees are these', async () => {
  const portfolio = await golden('sound');
  const { cells } = portfolio;
  const proofs = proofsJson(portfolio, { cells, framework: 'house', system: 'atlas', draft: false });
  // On which page of a catalogue a clause stands is tested with those pages.
  const text = toJson(proofs).replaceAll(/"\/obligations\/house\/[^"]*#/g, '"/obligations/house/…#');
  await expect(text).toMatchFileSnapshot(path.join(output, 'sound.json'));
});

test.each(['example', 'broken', 'references', 'sound'])(
  'the proofs of `%s` are valid against their schema',
  async (name) => {
    const portfolio = name === 'example' ? await example : await golden(name);
    const { cells } = portfolio;
    const draft = isDraft(portfolio);
    const proofs = proofsJson(portfolio, { cells, framework: null, system: null, draft });
    const read = JSON.parse(toRowsJson(proofs)) as typeof proofs;
    expect([valid(read), valid.errors]).toEqual([true, null]);
    expect([read.draft, read.cells.length]).toEqual([
      name === 'sound' || name === 'example' ? undefined : true,
      cells.length,
    ]);
  },
);

test('a proof is read in the order of its steps, and the step that decides is told once', async () => {
  const { cells } = await example;
  expect(cells.length).toBeGreaterThan(100);
  for (const cell of cells) {
    const nodes = inOrder(proofTree(cell));
    expect(nodes.map(({ index }) => index)).toEqual(cell.steps.map((_, i) => i));
    expect(nodes.filter(({ deciding }) => deciding).map(({ index }) => index)).toEqual(
      cell.deciding_step === null ? [] : [cell.deciding_step],
    );
    expect(nodes[0]!.step).toMatchObject({ type: 'obligation', id: cell.obligation });
  }
});

test('from a clause to a digest: evidence carries the digest of the bytes found', async () => {
  const portfolio = await example;
  const table = proofsTable(portfolio);
  const at = (name: string) => table.header.indexOf(name);
  const files = table.rows.filter((row) => row[at('type')] === 'evidence' && row[at('id')] !== null);
  expect(files.length).toBeGreaterThan(50);
  for (const row of files) {
    const record = portfolio.index.evidence.get(row[at('id')] as string)!;
    expect([row[at('file')], row[at('sha256')]]).toEqual([record.file, record.found_sha256]);
  }
});
