// One fault, one finding: what rests on a file that could not be read is not known, and nobody else is at fault.
import { describe, expect, test } from 'vitest';
import type { Portfolio } from '../../src/core/portfolio.ts';
import { approved, lenient, LinkTo, page, portfolioOf, system, type Files } from './support.ts';

const house = {
  catalog: {
    metadata: { title: 'House safeguards', 'oscal-version': '1.1.2' },
    groups: [
      {
        id: 'lg',
        title: 'Logs',
        controls: [
          { id: 'lg-1', title: 'Logs are kept', params: [{ id: 'lg-1_prm_1', label: 'period' }] },
          { id: 'lg-2', title: 'Logs are read' },
        ],
      },
    ],
  },
};
const low = {
  profile: {
    metadata: { title: 'Low', 'oscal-version': '1.1.2' },
    imports: [{ href: 'house.json', 'include-controls': [{ 'with-ids': ['lg-1', 'lg-2'] }] }],
    modify: { 'set-parameters': [{ 'param-id': 'lg-1_prm_1', values: ['a year'] }] },
  },
};
const rules = `framework: { id: rules, title: Rules, version: '1', legal_force: binding }
obligations:
  - { id: 'rules:1', ref: '1', title: Logs }
`;
const named = 'catalogues: [./low.json, ./rules.yaml]\n';
const row = (clause: string): string => `low:${clause},applicable,implemented,CTL-LOG\n`;
const header = 'obligation,applicability,implementation_status,controls\n';
const mapping = 'systems/demo/compliance-mapping.mdx';

const files: Files = {
  'portfolio.yaml': `${named}crosswalks: [./bridge.yaml]\n${lenient}`,
  'house.json': house,
  'low.json': low,
  'rules.yaml': rules,
  'bridge.yaml': `crosswalk: { source: low, target: rules }
rows:
  - { source: lg-1, relationship: equal-to, target: '1' }
`,
  'controls/CTL-LOG.mdx': page(
    'title: Log review\nowner: own\nimplementation_status: implemented',
    'Daily.\n',
  ),
  'systems/demo/system.mdx': system('frameworks: [low, rules]\n'),
  [mapping]: page('title: Mapping\nmappings: ./mappings.csv'),
  'systems/demo/mappings.csv': header + row('lg-1') + row('lg-2'),
};

const cells = ({ cells }: Portfolio) =>
  cells.map(({ obligation, state, reason }) => `${obligation} ${state}: ${reason}`);
const told = (finding: object): string => JSON.stringify(finding);

test('without the fault clauses are covered, also through the crosswalk', async () => {
  expect(cells(await portfolioOf(files))).toEqual([
    'low:lg-1 implemented: The control is in place; no evidence is cited.',
    'low:lg-2 implemented: The control is in place; no evidence is cited.',
    'rules:1 implemented: Derived from `low:lg-1` through `bridge`. The control is in place; no evidence is cited.',
  ]);
});

test('a control whose front matter is not closed leaves its clauses not known', async () => {
  const portfolio = await portfolioOf({
    ...files,
    'controls/CTL-LOG.mdx': '---\ntitle: Log review\nimplementation_status: implemented\n',
  });
  expect(cells(portfolio)).toEqual([
    'low:lg-1 not-assessed: How far control `CTL-LOG` is in place could not be read.',
    'low:lg-2 not-assessed: How far control `CTL-LOG` is in place could not be read.',
    'rules:1 not-assessed: Nobody has assessed this clause for this system.',
  ]);
  expect(portfolio.findings).toMatchInlineSnapshot(`
    [
      {
        "column": 1,
        "end_column": 4,
        "end_line": 1,
        "file": "controls/CTL-LOG.mdx",
        "fix": "put \`---\` on a line of its own after the last field",
        "key": "6c0a795ea36d2edc",
        "line": 1,
        "message": "the front matter that begins here is never closed",
        "owner": null,
        "related": [],
        "rule": "syntax/front-matter",
        "severity": "error",
        "subject": "controls/CTL-LOG.mdx",
        "system": null,
        "waived_by": null,
      },
    ]
  `);
});

test('a control that cannot be opened leaves its clauses not known, and is no gap of theirs', async () => {
  const { 'controls/CTL-LOG.mdx': control, ...rest } = files;
  const portfolio = await portfolioOf({ ...rest, 'controls/CTL-LOG.mdx/inside.txt': control! });
  expect(cells(portfolio)).toEqual([
    'low:lg-1 not-assessed: The control `CTL-LOG` could not be read.',
    'low:lg-2 not-assessed: The control `CTL-LOG` could not be read.',
    'rules:1 not-assessed: Nobody has assessed this clause for this system.',
  ]);
  expect(portfolio.findings.map(({ rule, file }) => `${rule} ${file}`)).toEqual([
    'read/unreadable controls/CTL-LOG.mdx',
  ]);
  const inPlace = await portfolioOf({ ...rest, controls: 'moved to another repository\n' });
  expect(cells(inPlace)).toEqual(cells(portfolio));
  expect(inPlace.findings.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
    'read/unreadable the folder cannot be read: it is a file, not a folder',
  ]);
});

test('so does a control whose status is none', async () => {
  const portfolio = await portfolioOf({
    ...files,
    'controls/CTL-LOG.mdx': page(
      'title: Log review\nowner: own\nimplementation_status: implementd',
      'Daily.\n',
    ),
  });
  expect(cells(portfolio)[0]).toBe(
    'low:lg-1 not-assessed: How far control `CTL-LOG` is in place could not be read.',
  );
  expect(portfolio.findings).toMatchInlineSnapshot(`
    [
      {
        "column": 24,
        "end_column": 34,
        "end_line": 4,
        "file": "controls/CTL-LOG.mdx",
        "fix": "did you mean \`implemented\`?",
        "key": "3668cc787645b747",
        "line": 4,
        "message": "\`implementation_status\` must be one of \`implemented\`, \`partial\`, \`planned\`, \`alternative\`, \`not-applicable\`; it is \`implementd\`",
        "owner": "own",
        "related": [],
        "rule": "schema/invalid",
        "severity": "error",
        "subject": "CTL-LOG",
        "system": null,
        "waived_by": null,
      },
    ]
  `);
});

test('a control that is a gap decides beside one that could not be read, where all are needed', async () => {
  const both = (combine: string): Files => ({
    ...files,
    'controls/CTL-LOG.mdx': '---\ntitle: Log review\n',
    'controls/CTL-OLD.mdx': page(
      'title: Old\nowner: own\nimplementation_status: implemented\nstatus: retired',
      'Old.\n',
    ),
    'systems/demo/mappings.csv':
      'obligation,applicability,implementation_status,controls,combine\n' +
      `low:lg-1,applicable,implemented,CTL-LOG | CTL-OLD,${combine}\n`,
  });
  expect(cells(await portfolioOf(both('all-of')))[0]).toBe('low:lg-1 gap: Control `CTL-OLD` is retired.');
  expect(cells(await portfolioOf(both('any-of')))[0]).toBe(
    'low:lg-1 not-assessed: How far control `CTL-LOG` is in place could not be read.',
  );
});

test('of a mapping whose rows cannot be read nobody knows what is assessed, or changed', async () => {
  const good = await approved(files, 'demo/compliance-mapping', '    approver: cro\n    date: 2026-06-01\n');
  const portfolio = await portfolioOf({
    ...good,
    'systems/demo/mappings.csv': `${header}"low:lg-1" x,applicable,implemented,CTL-LOG\n`,
  });
  expect(cells(portfolio)).toEqual([
    'low:lg-1 not-assessed: The mapping cannot be read: whether somebody has assessed this clause is not known.',
    'low:lg-2 not-assessed: The mapping cannot be read: whether somebody has assessed this clause is not known.',
    'rules:1 not-assessed: The mapping cannot be read: whether somebody has assessed this clause is not known.',
  ]);
  expect(portfolio.findings).toMatchInlineSnapshot(`
    [
      {
        "column": 10,
        "end_column": 11,
        "end_line": 2,
        "file": "systems/demo/mappings.csv",
        "fix": "put the whole value in double quotes, and write a double quote inside it twice (\`""\`)",
        "key": "5203fbfa4c977c89",
        "line": 2,
        "message": "something stands between a closing double quote and the next comma",
        "owner": "own",
        "related": [],
        "rule": "syntax/csv",
        "severity": "error",
        "subject": "systems/demo/mappings.csv",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('a mapping whose rows are read and changed is changed', async () => {
  const good = await approved(files, 'demo/compliance-mapping', '    approver: cro\n    date: 2026-06-01\n');
  const { findings } = await portfolioOf({ ...good, 'systems/demo/mappings.csv': header + row('lg-1') });
  expect(findings.map(({ rule }) => rule)).toEqual([
    'traceability/no-evidence',
    'approval/changed',
    'traceability/not-assessed',
  ]);
});

describe('what refers into a catalogue that could not be read is not at fault', () => {
  test('groups that are a text', async () => {
    const { findings } = await portfolioOf({
      ...files,
      'house.json': { catalog: { ...house.catalog, groups: 'all' } },
    });
    expect(findings).toMatchInlineSnapshot(`
      [
        {
          "column": 86,
          "end_column": 91,
          "end_line": 1,
          "file": "house.json",
          "fix": "write \`"groups": [ … ]\`, or leave it out",
          "key": "b94e453716a34050",
          "line": 1,
          "message": "\`groups\` has to be a list",
          "owner": null,
          "related": [],
          "rule": "oscal/invalid",
          "severity": "error",
          "subject": "house.json",
          "system": null,
          "waived_by": null,
        },
        {
          "column": 19,
          "end_column": 24,
          "end_line": 5,
          "file": "systems/demo/system.mdx",
          "fix": "add a mapping row for each; the matrix page lists all of them",
          "key": "dda7ed9540a7ea75",
          "line": 5,
          "message": "\`demo\` has not assessed 1 of 1 clause of \`rules\` (1 in force): \`rules:1\`",
          "owner": "own",
          "related": [
            {
              "column": 19,
              "file": "systems/demo/system.mdx",
              "line": 5,
              "message": "rules:1 Logs",
            },
          ],
          "rule": "traceability/not-assessed",
          "severity": "warning",
          "subject": "demo",
          "system": "demo",
          "waived_by": null,
        },
      ]
    `);
  });

  test('groups of a group that are a text', async () => {
    const { findings } = await portfolioOf({
      ...files,
      'house.json': { catalog: { ...house.catalog, groups: [{ id: 'lg', title: 'Logs', controls: 'all' }] } },
    });
    expect(findings.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
      'oscal/invalid `controls` has to be a list',
      'traceability/not-assessed `demo` has not assessed 1 of 1 clause of `rules` (1 in force): `rules:1`',
    ]);
  });

  test('ids to select that are a text', async () => {
    const { findings } = await portfolioOf({
      ...files,
      'low.json': {
        profile: {
          ...low.profile,
          imports: [{ href: 'house.json', 'include-controls': [{ 'with-ids': 'lg-1' }] }],
        },
      },
    });
    expect(findings).toMatchInlineSnapshot(`
      [
        {
          "column": 128,
          "end_column": 134,
          "end_line": 1,
          "file": "low.json",
          "fix": "write \`"with-ids": [ … ]\`",
          "key": "06e6364d851de69c",
          "line": 1,
          "message": "\`with-ids\` has to be a list",
          "owner": null,
          "related": [],
          "rule": "oscal/invalid",
          "severity": "error",
          "subject": "low.json",
          "system": null,
          "waived_by": null,
        },
        {
          "column": 19,
          "end_column": 24,
          "end_line": 5,
          "file": "systems/demo/system.mdx",
          "fix": "add a mapping row for each; the matrix page lists all of them",
          "key": "dda7ed9540a7ea75",
          "line": 5,
          "message": "\`demo\` has not assessed 1 of 1 clause of \`rules\` (1 in force): \`rules:1\`",
          "owner": "own",
          "related": [
            {
              "column": 19,
              "file": "systems/demo/system.mdx",
              "line": 5,
              "message": "rules:1 Logs",
            },
          ],
          "rule": "traceability/not-assessed",
          "severity": "warning",
          "subject": "demo",
          "system": "demo",
          "waived_by": null,
        },
      ]
    `);
  });

  test('imports that are a text', async () => {
    const { findings } = await portfolioOf({
      ...files,
      'low.json': { profile: { ...low.profile, imports: 'house.json' } },
    });
    expect(findings.map(({ rule, message }) => `${rule} ${message}`)).toEqual([
      'oscal/invalid `imports` has to be a list',
      'traceability/not-assessed `demo` has not assessed 1 of 1 clause of `rules` (1 in force): `rules:1`',
    ]);
  });

  test('catalogues that are a text', async () => {
    const { findings } = await portfolioOf({
      ...files,
      'portfolio.yaml': `catalogues: ./low.json\ncrosswalks: [./bridge.yaml]\n${lenient}`,
    });
    expect(findings).toMatchInlineSnapshot(`
      [
        {
          "column": 13,
          "end_column": 23,
          "end_line": 1,
          "file": "portfolio.yaml",
          "fix": "write \`[one, two]\`, or each entry on a line of its own after \`- \`",
          "key": "6b45e84dbb8aabd7",
          "line": 1,
          "message": "\`catalogues\` must be a list, not \`./low.json\`",
          "owner": null,
          "related": [],
          "rule": "schema/invalid",
          "severity": "error",
          "subject": "portfolio",
          "system": null,
          "waived_by": null,
        },
      ]
    `);
  });
});

describe('ids of OSCAL are texts', () => {
  test('of a control', async () => {
    const numbered = structuredClone(house) as { catalog: { groups: { controls: object[] }[] } };
    numbered.catalog.groups[0]!.controls.push({ id: 5, title: 'Five' });
    const portfolio = await portfolioOf({ ...files, 'house.json': numbered });
    const first = await portfolioOf(files);
    const known = new Set(first.findings.map(told));
    expect(portfolio.findings.filter((one) => !known.has(told(one)))).toMatchInlineSnapshot(`
      [
        {
          "column": 255,
          "end_column": 256,
          "end_line": 1,
          "file": "house.json",
          "fix": "write the id as it stands in its source, in double quotes",
          "key": "3e0cd7c1749f2944",
          "line": 1,
          "message": "the \`id\` of a control must be text; it is \`5\`",
          "owner": null,
          "related": [],
          "rule": "oscal/invalid",
          "severity": "error",
          "subject": "house.json",
          "system": null,
          "waived_by": null,
        },
      ]
    `);
    expect(portfolio.clauses.map(({ id }) => id)).toEqual(first.clauses.map(({ id }) => id));
  });

  test('and of what a profile selects', async () => {
    const { findings } = await portfolioOf({
      ...files,
      'low.json': {
        profile: {
          ...low.profile,
          imports: [{ href: 'house.json', 'include-controls': [{ 'with-ids': ['lg-1', 'lg-2', 3] }] }],
        },
      },
    });
    expect(findings.filter(({ rule }) => rule.startsWith('oscal/'))).toMatchInlineSnapshot(`
      [
        {
          "column": 143,
          "end_column": 144,
          "end_line": 1,
          "file": "low.json",
          "fix": "write the id as it stands in its source, in double quotes",
          "key": "2fe256d1c532719f",
          "line": 1,
          "message": "an entry of \`with-ids\` must be text; it is \`3\`",
          "owner": null,
          "related": [],
          "rule": "oscal/invalid",
          "severity": "error",
          "subject": "low.json",
          "system": null,
          "waived_by": null,
        },
      ]
    `);
  });
});

test.each(['systems/demo/mappings.csv', 'bridge.yaml', 'rules.yaml', 'low.json'])(
  'a file that cannot be opened is one fault, and who names it has none: %s',
  async (file) => {
    const good = await approved(
      files,
      'demo/compliance-mapping',
      '    approver: cro\n    date: 2026-06-01\n',
    );
    const { findings } = await portfolioOf({ ...good, [file]: new LinkTo('./gone') });
    // What is said of clauses is said of those that could be read.
    expect(
      findings
        .filter(({ rule }) => !rule.startsWith('traceability/'))
        .map((one) => [one.rule, one.file, one.message, one.fix]),
    ).toEqual([
      [
        'read/unreadable',
        file,
        'the file cannot be read: the link leads nowhere',
        'restore the file or its permissions',
      ],
    ]);
  },
);
