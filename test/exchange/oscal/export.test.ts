import fc from 'fast-check';
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../../src/cli/analyse.ts';
import type { Portfolio } from '../../../src/core/portfolio.ts';
import { countCells } from '../../../src/core/totals.ts';
import { assessmentResults } from '../../../src/exchange/oscal/export-assessment-results.ts';
import { componentDefinition } from '../../../src/exchange/oscal/export-component-definition.ts';
import { lineOf, tokenOf } from '../../../src/exchange/oscal/export-text.ts';
import type { OscalProperty } from '../../../src/exchange/oscal/export-types.ts';
import { uuidNamespace, uuidOf, uuidV5 } from '../../../src/exchange/oscal/export-uuid.ts';
import { frameworkTables } from '../../../src/report/framework-tables.ts';
import { toJson } from '../../../src/report/json.ts';
import { edit, temporaryFolder } from '../../cli/support.ts';
import { absent, oscalSchema, portfolioIn } from './export-support.ts';

const output = path.resolve(import.meta.dirname, '../../output/oscal');
const example = portfolioIn('content');
const sound = portfolioIn('test/input/sound');

const systemOf = (portfolio: Portfolio, id: string) => portfolio.index.systems.get(id)!;
const valueOf = (props: OscalProperty[] | undefined, name: string) =>
  props?.find((one) => one.name === name)?.value;

describe('UUIDs', () => {
  test('are version 5 as RFC 9562 gives an example of', () => {
    const dns = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
    expect(uuidV5('www.example.com', dns)).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  test('have a namespace that is derived itself', () => {
    const url = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';
    expect(uuidV5('https://casebook.invalid/ns/oscal', url)).toBe(uuidNamespace);
  });

  test('never change: other programs keep them', () => {
    expect(uuidOf('finding', 'retail-credit-pd', 'eu-ai-act:art-4')).toBe(
      '6170cb3b-3f57-5aed-b877-ff7148cb4018',
    );
  });
});

describe('tokens', () => {
  const pattern = /^(\p{L}|_)(\p{L}|\p{N}|[.\-_])*$/u;

  test.each([
    ['art-14-4-e', 'art-14-4-e'],
    ['4.1', '_4.1'],
    ['ac-2(1)', 'ac-2_28_1_29_'],
    ['eu-ai-act:art-4', 'eu-ai-act_3a_art-4'],
  ])('%s is %s', (id, token) => expect(tokenOf(id)).toBe(token));

  test('fit the pattern whatever the id', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), (id) => {
        expect(tokenOf(id)).toMatch(pattern);
      }),
    );
  });

  test('are told apart whenever their ids are', () => {
    const letters = ['_', '3', 'a', 'f', ':', '('];
    let all = [''];
    const seen = new Map<string, string>();
    for (let length = 1; length <= 5; length++) {
      all = all.flatMap((id) => letters.map((letter) => id + letter));
      for (const id of all) {
        const token = tokenOf(id);
        expect([id, seen.get(token) ?? id]).toEqual([id, id]);
        seen.set(token, id);
      }
    }
  });

  test('a text becomes one line that begins and ends with a letter', () => {
    expect([lineOf('  two\n lines '), lineOf(' \n ')]).toEqual(['two lines', 'none']);
  });
});

describe.each([
  'content',
  'test/input/sound',
  'test/input/references',
  'test/input/broken',
  'test/input/oscal-in',
])('the OSCAL of `%s`', (content) => {
  test('is valid against the schemas of NIST', async ({ skip }) => {
    const results = oscalSchema('assessment-results');
    const components = oscalSchema('component');
    if (!results || !components) return skip(absent);
    const portfolio = await portfolioIn(content);
    for (const system of portfolio.systems) {
      const file = assessmentResults(portfolio, system, true);
      if (file !== null) expect([system.id, results(file), results.errors]).toEqual([system.id, true, null]);
      expect([components(componentDefinition(portfolio, system, true)), components.errors]).toEqual([
        true,
        null,
      ]);
    }
  });

  test('points only at what it holds', async () => {
    const portfolio = await portfolioIn(content);
    for (const system of portfolio.systems) {
      for (const file of [
        assessmentResults(portfolio, system, false),
        componentDefinition(portfolio, system, false),
      ]) {
        const text = JSON.stringify(file);
        const held = new Set([...text.matchAll(/"uuid":"([^"]+)"/g)].map((match) => match[1]));
        const named = [
          ...text.matchAll(/"(?:subject|actor|observation|risk)-uuid":"([^"]+)"/g),
          ...text.matchAll(/"(?:href|source)":"#([^"]+)"/g),
          ...[...text.matchAll(/"party-uuids":\["([^"]+)"\]/g)],
        ].map((match) => match[1]);
        expect(named.filter((uuid) => !held.has(uuid))).toEqual([]);
      }
    }
  });
});

test('the results of a small system are these', async () => {
  const portfolio = await sound;
  const file = assessmentResults(portfolio, systemOf(portfolio, 'atlas'), false);
  await expect(toJson(file)).toMatchFileSnapshot(path.join(output, 'assessment-results.json'));
});

test('the components of a small system are these', async () => {
  const portfolio = await sound;
  const file = componentDefinition(portfolio, systemOf(portfolio, 'atlas'), true);
  await expect(toJson(file)).toMatchFileSnapshot(path.join(output, 'component-definition.json'));
});

test('a system that answers to no framework has no results', async () => {
  const portfolio = await example;
  expect(assessmentResults(portfolio, systemOf(portfolio, 'cv-screening'), false)).toBeNull();
});

test('every cell in scope is a finding with its own word, and only an evidenced one is satisfied', async () => {
  const portfolio = await example;
  const system = systemOf(portfolio, 'retail-credit-pd');
  const file = assessmentResults(portfolio, system, false)!['assessment-results'];
  const findings = file.results.flatMap((result) => result.findings ?? []);
  const cells = portfolio.cells.filter((cell) => cell.system === system.id);
  const { 'not-applicable': outside, ...counts } = countCells(cells);
  const found = Object.groupBy(findings, ({ props }) => valueOf(props, 'state')!);
  for (const [state, n] of Object.entries(counts))
    expect([state, found[state]?.length ?? 0]).toEqual([state, n]);
  expect(findings).toHaveLength(cells.length - outside);
  expect(
    findings
      .filter(({ target }) => target.status.state === 'satisfied')
      .map(({ props }) => valueOf(props, 'state')),
  ).toEqual(Array<string>(counts.evidenced).fill('evidenced'));
  const excluded = file.results.flatMap((result) =>
    result['reviewed-controls']['control-selections'].flatMap((one) => one['exclude-controls'] ?? []),
  );
  expect(excluded).toHaveLength(outside);
});

test('a waived gap is an approved deviation with the reason why', async () => {
  const portfolio = await example;
  const file = assessmentResults(portfolio, systemOf(portfolio, 'retail-credit-pd'), false)![
    'assessment-results'
  ];
  const waived = file.results
    .flatMap((result) => result.risks ?? [])
    .filter(({ props }) => valueOf(props, 'state') === 'waived');
  expect(waived.length).toBeGreaterThan(0);
  for (const risk of waived) {
    expect(risk.status).toBe('deviation-approved');
    expect(risk['mitigating-factors']?.[0]?.description).toMatch(
      /^Accepted by .+ on \d{4}-\d\d-\d\d until \d{4}-\d\d-\d\d: ./,
    );
  }
});

test('a duty that has ended is a finding of its state, and no risk', async () => {
  const portfolio = await example;
  const ended = portfolio.cells.filter(({ timing, state }) => timing === 'ended' && state === 'lapsed');
  expect(ended).toHaveLength(1);
  const { system, obligation } = ended[0]!;
  const { results } = assessmentResults(portfolio, systemOf(portfolio, system), false)!['assessment-results'];
  const findings = results.flatMap((result) => result.findings ?? []);
  const own = findings.filter(({ props }) => valueOf(props, 'obligation') === obligation);
  expect(own.map((finding) => finding['related-risks'])).toEqual([undefined]);
});

test('a draft says so in its title, a property and its remarks', async () => {
  const portfolio = await sound;
  const { metadata } = componentDefinition(portfolio, systemOf(portfolio, 'atlas'), true)[
    'component-definition'
  ];
  expect([metadata.title, valueOf(metadata.props, 'draft')]).toEqual([
    'Controls of Atlas, loan scoring (draft)',
    'yes',
  ]);
  expect(metadata.remarks).toMatch(
    /^Draft: this portfolio has findings at error and is not for decisions\. /,
  );
});

test('what a crosswalk carries over says from where, in findings and in components', async () => {
  const folder = path.join(temporaryFolder(), 'sound');
  fs.cpSync(path.resolve(import.meta.dirname, '../../input/sound'), folder, { recursive: true });
  const write = (file: string, text: string) => fs.writeFileSync(path.join(folder, file), text);
  const cite = 'catalogues: [./house.yaml]';
  edit(
    path.join(folder, 'portfolio.yaml'),
    cite,
    'catalogues: [./house.yaml, ./group.yaml]\ncrosswalks: [./walk.yaml]',
  );
  edit(path.join(folder, 'systems/atlas/system.mdx'), 'frameworks: [house]', 'frameworks: [house, group]');
  write(
    'group.yaml',
    'framework: { id: group, title: Group rules, short_title: Group }\n' +
      'obligations: [{ id: "group:4(a)", ref: "4(a)", title: Keep records, summary: Keep records. }]\n',
  );
  write(
    'walk.yaml',
    'crosswalk: { id: walk, title: House to group, source: house, target: group }\n' +
      'rows: [{ source: "house:r-1", target: "group:4(a)", relationship: equal-to }]\n',
  );
  const portfolio = await analyse(folder, { asOf: '2026-11-20', cacheDir: null });
  const system = systemOf(portfolio, 'atlas');
  const results = assessmentResults(portfolio, system, false)!['assessment-results'].results;
  const [finding] = results.find(({ title }) => title.endsWith('Group'))!.findings!;
  expect([valueOf(finding!.props, 'state'), valueOf(finding!.props, 'derived-from')]).toEqual([
    'evidenced',
    'house:r-1 (equal-to, crosswalk walk)',
  ]);
  expect(finding!.target['target-id']).toBe('group._4_28_a_29__obj');
  const [component] = componentDefinition(portfolio, system, false)['component-definition'].components!;
  const group = component!['control-implementations']!.find(
    ({ props }) => valueOf(props, 'catalogue') === 'group',
  );
  expect(group!['implemented-requirements']).toEqual([
    expect.objectContaining({
      'control-id': '_4_28_a_29_',
      description: 'Carried over from house:r-1 (equal-to, crosswalk walk).',
    }),
  ]);
  const rows = frameworkTables(portfolio).find(({ name }) => name === 'Group')!.rows;
  expect(rows.map((row) => row.slice(-2))).toEqual([['yes', 'house:r-1 (equal-to, walk)']]);
});
