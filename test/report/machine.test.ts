import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { compareText } from '../../src/core/compare.ts';
import { findingsJson, toJson, toRowsJson } from '../../src/report/json.ts';
import { junit } from '../../src/report/junit.ts';
import { portfolioJson } from '../../src/report/portfolio-json.ts';
import { reportSchemas } from '../../src/report/portfolio-schema.ts';
import { sarif } from '../../src/report/sarif.ts';
import { rules } from '../../src/rules/index.ts';
import { finding, golden, reported } from './support.ts';

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
addFormats.default(ajv);
const schemas = reportSchemas();
const valid = {
  portfolio: ajv.compile(schemas['portfolio.schema.json'] as object),
  findings: ajv.compile(schemas['findings.schema.json'] as object),
};

test.each(['broken', 'references', 'sound'])(
  'the graph and the findings of `%s` are valid against their schemas',
  async (name) => {
    const portfolio = await golden(name);
    const graph = JSON.parse(toRowsJson(portfolioJson(portfolio))) as object;
    valid.portfolio(graph);
    expect(valid.portfolio.errors).toBeNull();
    valid.findings(JSON.parse(toJson(findingsJson(portfolio))));
    expect(valid.findings.errors).toBeNull();
  },
);

test('a graph with a field too many or too few is not valid', async () => {
  const graph = portfolioJson(await golden('sound'));
  expect(valid.portfolio({ ...graph, extra: 1 })).toBe(false);
  expect(valid.portfolio({ ...graph, as_of: '2026-13-01' })).toBe(false);
});

test('the graph has the fields that are promised, every list in order', async () => {
  const graph = portfolioJson(await golden('references'));
  expect(Object.keys(graph)).toEqual([
    'schema',
    'as_of',
    'title',
    'systems',
    'artefacts',
    'items',
    'obligations',
    'crosswalks',
    'controls',
    'evidence',
    'links',
    'cells',
    'totals',
    'drift',
    'breaches',
    'claims',
    'findings',
  ]);
  for (const list of [
    graph.systems,
    graph.artefacts,
    graph.items,
    graph.obligations,
    graph.controls,
    graph.evidence,
  ]) {
    const ids = list.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort(compareText));
  }
  expect(graph.items).toEqual([
    {
      id: 'atlas/FM-01',
      kind: 'failure-mode',
      system: 'atlas',
      artefact: 'atlas/failure-modes',
      title: 'Stale data',
      file: 'systems/atlas/failure-modes.mdx',
      line: 4,
      column: 5,
    },
    {
      id: 'birch/FM-01',
      kind: 'failure-mode',
      system: 'birch',
      artefact: 'birch/failure-modes',
      title: 'Stale data',
      file: 'systems/birch/failure-modes.mdx',
      line: 4,
      column: 5,
    },
  ]);
  expect(graph.links.filter(({ to, type }) => to === 'birch/FM-01' && type === 'cites')).toEqual([
    {
      from: 'atlas/model-card',
      to: 'birch/FM-01',
      type: 'cites',
      state: 'valid',
      file: 'systems/atlas/model-card.mdx',
      line: 7,
      confirmed: null,
    },
  ]);
  expect(graph.totals.findings).toEqual(findingsJson(await golden('references')).counts);
});

test('findings as JSON have the fields that are promised, in their order', () => {
  expect(toJson(findingsJson(reported(finding())))).toBe(`{
  "schema": "casebook/findings@1",
  "as_of": "2026-11-20",
  "portfolio": "Test portfolio",
  "counts": {
    "error": 1,
    "warning": 0,
    "info": 0,
    "waived": 0
  },
  "findings": [
    {
      "rule": "reference/dangling",
      "severity": "error",
      "message": "nothing has the id \`FM-02\`",
      "file": "systems/demo/model-card.mdx",
      "line": 3,
      "column": 5,
      "end_line": 3,
      "end_column": 14,
      "subject": "demo/model-card",
      "system": "demo",
      "owner": "own",
      "key": "0123456789abcdef",
      "related": [],
      "fix": "did you mean \`FM-01\`?",
      "waived_by": null
    }
  ]
}
`);
});

test('SARIF names the rule, the place, the key and the waiver of each finding', () => {
  const waiver = { id: 'W-1', expires: '2026-12-31', rationale: 'Being rewritten.' };
  const portfolio = {
    ...reported(
      finding({ related: [{ file: 'casebook:gdpr', line: 4, column: 5, message: 'the clause' }] }),
      finding({ severity: 'info', file: 'systems/a b/ü.mdx', fix: null, waived_by: 'W-1' }),
    ),
    waivers: [waiver] as never[],
  };
  const log = sarif(portfolio, rules, '0.1.0');
  const [run] = log.runs;
  expect([log.version, run!.tool.driver.name, run!.columnKind]).toEqual([
    '2.1.0',
    'Casebook',
    'utf16CodeUnits',
  ]);
  expect(run!.tool.driver.rules.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
  for (const rule of run!.tool.driver.rules) {
    expect(['error', 'warning', 'note']).toContain(rule.defaultConfiguration.level);
    expect(
      [rule.shortDescription.text, rule.fullDescription.text, rule.help.text].every(
        (text) => text.length > 0,
      ),
    ).toBe(true);
  }
  const ruleIndex = rules.findIndex(({ id }) => id === 'reference/dangling');
  expect(run!.results).toEqual([
    {
      ruleId: 'reference/dangling',
      ruleIndex,
      level: 'error',
      message: { text: 'nothing has the id `FM-02`\nTo fix: did you mean `FM-01`?' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'systems/demo/model-card.mdx', uriBaseId: 'CONTENT' },
            region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 14 },
          },
          logicalLocations: [{ fullyQualifiedName: 'demo/model-card' }],
        },
      ],
      relatedLocations: [
        {
          id: 0,
          message: { text: 'the clause' },
          physicalLocation: {
            artifactLocation: { uri: 'casebook:gdpr' },
            region: { startLine: 4, startColumn: 5 },
          },
        },
      ],
      partialFingerprints: { 'casebookKey/v1': '0123456789abcdef' },
      suppressions: [],
      properties: { system: 'demo', owner: 'own', fix: 'did you mean `FM-01`?' },
    },
    {
      ruleId: 'reference/dangling',
      ruleIndex,
      level: 'note',
      message: { text: 'nothing has the id `FM-02`' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'systems/a%20b/%C3%BC.mdx', uriBaseId: 'CONTENT' },
            region: { startLine: 3, startColumn: 5, endLine: 3, endColumn: 14 },
          },
          logicalLocations: [{ fullyQualifiedName: 'demo/model-card' }],
        },
      ],
      relatedLocations: [],
      partialFingerprints: { 'casebookKey/v1': '0123456789abcdef' },
      suppressions: [
        {
          kind: 'external',
          status: 'accepted',
          justification: 'waiver W-1 until 2026-12-31: Being rewritten.',
        },
      ],
      properties: { system: 'demo', owner: 'own', fix: null },
    },
  ]);
});

test('SARIF says where the content folder is, when it is told', () => {
  const [run] = sarif(reported(), rules, '0.1.0', 'model risk/').runs;
  expect(run!.originalUriBaseIds).toEqual({
    CONTENT: { uri: 'model%20risk/', uriBaseId: 'REPOSITORY' },
    REPOSITORY: { description: { text: 'The root of the repository.' } },
  });
});

test('JUnit fails on errors, skips what is waived, passes the rest with its text', () => {
  const report = junit(
    reported(
      finding({ message: 'a <b> & "c" \u0007', fix: null }),
      finding({ severity: 'warning' }),
      finding({ waived_by: 'W-1' }),
    ),
  );
  expect(report).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="Test portfolio, as of 2026-11-20" tests="3" failures="1" skipped="1">
  <testsuite name="systems/demo/model-card.mdx" tests="3" failures="1" skipped="1">
    <testcase classname="reference/dangling" name="3:5 a &lt;b&gt; &amp; &quot;c&quot; \ufffd" file="systems/demo/model-card.mdx" line="3"><failure type="reference/dangling" message="a &lt;b&gt; &amp; &quot;c&quot; \ufffd">systems/demo/model-card.mdx:3:5
a &lt;b&gt; &amp; "c" \ufffd</failure></testcase>
    <testcase classname="reference/dangling" name="3:5 nothing has the id \`FM-02\`" file="systems/demo/model-card.mdx" line="3"><system-out>warning: systems/demo/model-card.mdx:3:5
nothing has the id \`FM-02\`
To fix: did you mean \`FM-01\`?</system-out></testcase>
    <testcase classname="reference/dangling" name="3:5 nothing has the id \`FM-02\`" file="systems/demo/model-card.mdx" line="3"><skipped message="error, waived by W-1"/></testcase>
  </testsuite>
</testsuites>
`);
});

test('JUnit of no findings still says that something ran', () => {
  expect(junit(reported())).toContain('<testcase classname="casebook" name="no findings"/>');
});
