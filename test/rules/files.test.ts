// Findings raised while files are read and put together: each is one finding at its place, and a portfolio without
// the fault has none of it.
import { expect, test } from 'vitest';
import { found, lenient, LinkTo, page, portfolioOf, system, type Files } from './support.ts';

const base: Files = { 'portfolio.yaml': lenient, 'systems/demo/system.mdx': system() };
const card = 'systems/demo/model-card.mdx';

test('a plain portfolio has no finding at all', async () => {
  const portfolio = await portfolioOf({ ...base, [card]: page('title: Card', 'It scores.\n') });
  expect(portfolio.findings).toEqual([]);
});

test('a text file that holds binary data', async () => {
  const bytes = new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x00, 0x00]);
  expect(await found('read/binary', { ...base, [card]: bytes })).toMatchInlineSnapshot(`
    [
      {
        "column": 1,
        "end_column": 1,
        "end_line": 1,
        "file": "systems/demo/model-card.mdx",
        "fix": "save it as text in UTF-8, or keep it in the evidence folder under its own extension",
        "key": "58869b7cd581f47d",
        "line": 1,
        "message": "the file has the name of a text and holds binary data",
        "owner": "own",
        "related": [],
        "rule": "read/binary",
        "severity": "error",
        "subject": "systems/demo/model-card.mdx",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('a text file that is not UTF-8', async () => {
  const bytes = Buffer.concat([Buffer.from('---\ntitle: Caf'), Buffer.from([0xe9]), Buffer.from('\n---\n')]);
  expect(await found('read/encoding', { ...base, [card]: bytes })).toMatchInlineSnapshot(`
    [
      {
        "column": 11,
        "end_column": 12,
        "end_line": 2,
        "file": "systems/demo/model-card.mdx",
        "fix": "save it as UTF-8",
        "key": "d7d58551c1cea0a4",
        "line": 2,
        "message": "the file is not valid UTF-8 from here on",
        "owner": "own",
        "related": [],
        "rule": "read/encoding",
        "severity": "error",
        "subject": "systems/demo/model-card.mdx",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('Windows line ends and a byte order mark are fine', async () => {
  const { findings } = await portfolioOf({
    ...base,
    [card]: '\ufeff---\r\ntitle: Card\r\n---\r\nIt scores.\r\n',
  });
  expect(findings).toEqual([]);
});

test('a text file larger than a person writes', async () => {
  const long = page('title: Card', 'x'.repeat(80).concat('\n').repeat(150_000));
  expect(await found('read/too-large', { ...base, [card]: long })).toMatchInlineSnapshot(`
    [
      {
        "column": 1,
        "end_column": 1,
        "end_line": 1,
        "file": "systems/demo/model-card.mdx",
        "fix": "keep raw rows out of the portfolio and commit what was computed from them",
        "key": "4e6b8d6fec02a0e0",
        "line": 1,
        "message": "the file has 12.2 MB; text files are read up to 5 MB",
        "owner": "own",
        "related": [],
        "rule": "read/too-large",
        "severity": "error",
        "subject": "systems/demo/model-card.mdx",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('a file that is only a link to nowhere', async () => {
  expect(await found('read/unreadable', { ...base, [card]: new LinkTo('./gone.mdx') }))
    .toMatchInlineSnapshot(`
    [
      {
        "column": 1,
        "end_column": 1,
        "end_line": 1,
        "file": "systems/demo/model-card.mdx",
        "fix": "restore the file or its permissions",
        "key": "9c5ca9a69bb83c31",
        "line": 1,
        "message": "the file cannot be read: the link leads nowhere",
        "owner": "own",
        "related": [],
        "rule": "read/unreadable",
        "severity": "error",
        "subject": "systems/demo/model-card.mdx",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('front matter that is a list, and a page without any', async () => {
  expect(await found('syntax/front-matter', { ...base, [card]: page('- title') })).toMatchInlineSnapshot(`
    [
      {
        "column": 1,
        "end_column": 1,
        "end_line": 2,
        "file": "systems/demo/model-card.mdx",
        "fix": "write one field to a line: \`title: …\`",
        "key": "ddc2015cc25fe606",
        "line": 2,
        "message": "the front matter is a list, not fields",
        "owner": "own",
        "related": [],
        "rule": "syntax/front-matter",
        "severity": "error",
        "subject": "systems/demo/model-card.mdx",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  // Without front matter nothing is wrong with the syntax: what is missing is the title.
  const { findings } = await portfolioOf({ ...base, [card]: 'It scores.\n' });
  expect(findings.map(({ rule }) => rule)).toEqual(['schema/missing-title']);
});

test('raw HTML that acts', async () => {
  const plain = {
    ...base,
    'systems/demo/model-card.md': page('title: Card', 'It scores.\n\n<script>alert(1)</script>\n'),
  };
  expect(await found('content/html', plain)).toMatchInlineSnapshot(`
    [
      {
        "column": 1,
        "end_column": 8,
        "end_line": 6,
        "file": "systems/demo/model-card.md",
        "fix": "write it in Markdown",
        "key": "ac4d0207fb304a6f",
        "line": 6,
        "message": "\`<script>\` is HTML that acts or hides; it is shown as text",
        "owner": "own",
        "related": [],
        "rule": "content/html",
        "severity": "error",
        "subject": "systems/demo/model-card.md",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('a page without a title', async () => {
  expect(await found('schema/missing-title', { ...base, [card]: page('overview: It scores.') }))
    .toMatchInlineSnapshot(`
    [
      {
        "column": 1,
        "end_column": 21,
        "end_line": 2,
        "file": "systems/demo/model-card.mdx",
        "fix": "add \`title:\` to the front matter",
        "key": "5762043bc0c6adad",
        "line": 2,
        "message": "\`systems/demo/model-card.mdx\` has no title",
        "owner": "own",
        "related": [],
        "rule": "schema/missing-title",
        "severity": "error",
        "subject": "demo/model-card",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('a row without an id', async () => {
  const files = {
    ...base,
    'systems/demo/failure-modes.mdx': page('title: FMEA\nfailure_modes:\n  - { failure_mode: Stale data }'),
  };
  expect(await found('schema/missing-id', files)).toMatchInlineSnapshot(`
    [
      {
        "column": 5,
        "end_column": 33,
        "end_line": 4,
        "file": "systems/demo/failure-modes.mdx",
        "fix": "give the row \`id:\`",
        "key": "0cea1c78c6766204",
        "line": 4,
        "message": "row 1 of \`failure_modes\` has no \`id\`",
        "owner": "own",
        "related": [],
        "rule": "schema/missing-id",
        "severity": "error",
        "subject": "demo/failure-modes",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('a folder without a portfolio file', async () => {
  expect(await found('schema/missing-portfolio', { 'systems/demo/system.mdx': system() }))
    .toMatchInlineSnapshot(`
    [
      {
        "column": 1,
        "end_column": 1,
        "end_line": 1,
        "file": "portfolio.yaml",
        "fix": "write one with a \`title:\`, or start from \`casebook init\`",
        "key": "c6d24fcc61e8a4e6",
        "line": 1,
        "message": "the folder has no \`portfolio.yaml\`",
        "owner": null,
        "related": [],
        "rule": "schema/missing-portfolio",
        "severity": "error",
        "subject": "portfolio",
        "system": null,
        "waived_by": null,
      },
    ]
  `);
});

test('a side file that no artefact names, and one that does not exist', async () => {
  const files = {
    ...base,
    'systems/demo/feature-register.mdx': page('title: Features\nfeatures: ./feature.csv'),
    'systems/demo/features.csv': 'name,status\nincome,approved\n',
  };
  expect(await found('schema/unclaimed-file', files)).toMatchInlineSnapshot(`
    [
      {
        "column": 1,
        "end_column": 1,
        "end_line": 1,
        "file": "systems/demo/features.csv",
        "fix": "name it in the artefact it belongs to (\`features: ./features.csv\`), or remove it",
        "key": "b4767be6428f10b9",
        "line": 1,
        "message": "no artefact takes its rows from \`systems/demo/features.csv\`",
        "owner": "own",
        "related": [],
        "rule": "schema/unclaimed-file",
        "severity": "warning",
        "subject": "systems/demo/features.csv",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  expect(await found('reference/side-file', files)).toMatchInlineSnapshot(`
    [
      {
        "column": 11,
        "end_column": 24,
        "end_line": 3,
        "file": "systems/demo/feature-register.mdx",
        "fix": "create \`systems/demo/feature.csv\`, or correct the name",
        "key": "6bf0994986e4e504",
        "line": 3,
        "message": "\`features\` names \`./feature.csv\`, and there is no such file",
        "owner": "own",
        "related": [],
        "rule": "reference/side-file",
        "severity": "error",
        "subject": "demo/feature-register",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
  const right = {
    ...files,
    'systems/demo/feature-register.mdx': page('title: Features\nfeatures: ./features.csv'),
  };
  expect(await found('schema/unclaimed-file', right)).toEqual([]);
  expect(await found('reference/side-file', right)).toEqual([]);
});
