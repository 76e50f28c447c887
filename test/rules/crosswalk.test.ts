// Crosswalks through the whole pipeline: every fault at its line and column, and every rule with a portfolio that passes.
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/core/finding.ts';
import { digestOf, findingsOf, lenient, page, portfolioOf, system, type Files } from './support.ts';

const catalogue = (id: string, more = ''): string => `framework: { id: ${id}, title: ${id}, version: '1' }
obligations:
  - { id: ${id}:top, ref: Chapter 1, title: A chapter, summary: s }
  - { id: '${id}:1', ref: ${id} 1, title: First, summary: s, parent: ${id}:top }
  - { id: '${id}:2', ref: ${id} 2, title: Second, summary: s, parent: ${id}:top }
  - { id: '${id}:3', ref: ${id} 3, title: Third, summary: s, parent: ${id}:top }
${more}`;

const head = (more = ''): string =>
  `crosswalk: { id: iso-nist, title: T, source: iso, target: nist${more} }\n`;
const mapping = (rows: string): string => page(`title: Mapping\nmappings:\n${rows}`);
const row = (
  obligation: string,
  more = 'controls: [CTL-1], implementation_status: implemented, evidence: [proof]',
) => `  - { obligation: '${obligation}', applicability: applicable, ${more} }\n`;

const files = (crosswalks: string, more: Files = {}): Files => ({
  'portfolio.yaml': `${lenient}catalogues: [./catalogues/iso.yaml, ./catalogues/nist.yaml]\ncrosswalks:\n${crosswalks}`,
  'catalogues/iso.yaml': catalogue('iso'),
  'catalogues/nist.yaml': catalogue('nist'),
  'controls/CTL-1.mdx': page('title: One\nimplementation_status: implemented'),
  'systems/demo/system.mdx': system('frameworks: [iso, nist]'),
  'systems/demo/compliance-mapping.mdx': mapping(row('iso:1')),
  'systems/demo/evidence/proof.csv': 'a,b\n1,2\n',
  'systems/demo/evidence/evidence.yaml': `evidence:
  - { id: proof, title: Proof, file: proof.csv, type: log, sha256: ${digestOf('a,b\n1,2\n')}, captured_at: 2026-11-01 }
`,
  ...more,
});
const yaml = (rows: string, more: Files = {}, headMore = ''): Files =>
  files('  - ./crosswalks/x.yaml\n', { 'crosswalks/x.yaml': `${head(headMore)}rows:\n${rows}`, ...more });
const pair = (source: string, relationship: string, target: string): string =>
  `  - { source: '${source}', relationship: ${relationship}, target: '${target}' }\n`;

const place = ({ file, line, column }: Finding): string => `${file}:${line}:${column}`;
const found = async (rule: string, of: Files, options = {}) =>
  findingsOf(await portfolioOf(of, options), rule).map((finding) => ({
    at: place(finding),
    severity: finding.severity,
    message: finding.message,
    fix: finding.fix,
    subject: finding.subject,
    related: finding.related.map((one) => `${one.file}:${one.line}:${one.column} ${one.message}`),
  }));

test('a sound crosswalk has no finding, and carries', async () => {
  const portfolio = await portfolioOf(yaml(pair('iso:1', 'equal', 'nist:1')));
  expect(portfolio.findings.filter(({ rule }) => !rule.startsWith('traceability/'))).toEqual([]);
  const cell = portfolio.cells.find(({ obligation }) => obligation === 'nist:1')!;
  expect([cell.state, cell.derived_from?.obligation]).toEqual(['evidenced', 'iso:1']);
});

describe('raised while crosswalks are read', () => {
  test('crosswalk/file', async () => {
    expect(await found('crosswalk/file', files('  - ./crosswalks/y.yaml\n'))).toMatchInlineSnapshot(`
      [
        {
          "at": "portfolio.yaml:12:5",
          "fix": "put the file into the content folder, and write its path from there",
          "message": "there is no crosswalk file \`crosswalks/y.yaml\`",
          "related": [],
          "severity": "error",
          "subject": "portfolio",
        },
      ]
    `);
  });
  test('crosswalk/invalid', async () => {
    expect(await found('crosswalk/invalid', yaml("  - { source: 'iso:1', relationship: equal }\n")))
      .toMatchInlineSnapshot(`
      [
        {
          "at": "crosswalks/x.yaml:3:5",
          "fix": "name the clause it leads to, say \`no-relationship\`, or pass such rows over with \`skip_where:\`",
          "message": "the row names no target",
          "related": [],
          "severity": "error",
          "subject": "crosswalks/x.yaml",
        },
      ]
    `);
  });
  test('crosswalk/catalogue, where the portfolio says so', async () => {
    const declared = '  - { file: x.csv, source: iso, target: nits }\n';
    const csv = { 'x.csv': 'source,relationship,target\niso:1,equal,nist:1\n' };
    expect(await found('crosswalk/catalogue', files(declared, csv))).toMatchInlineSnapshot(`
      [
        {
          "at": "portfolio.yaml:12:41",
          "fix": "did you mean \`nist\`?",
          "message": "the crosswalk leads to \`nits\`, and the portfolio uses no such catalogue",
          "related": [],
          "severity": "error",
          "subject": "x.csv",
        },
      ]
    `);
  });
  describe('what says how a table is read', () => {
    const text =
      'source,relationship,target\nId,how,ids\niso:1,subset of,nist:1; nist:2\niso:2,equal,nist 1;nist 2\n';
    const all = async (how: string): Promise<object[]> => {
      const declared = `  - { file: x.csv, source: iso, target: nist, ${how} }\n`;
      const { findings } = await portfolioOf(files(declared, { 'x.csv': text }));
      return findings
        .filter(({ rule }) => !rule.startsWith('traceability/'))
        .map((one) => [
          place(one),
          one.rule,
          one.message,
          one.fix,
          one.related.map(({ file, line, column }) => `${file}:${line}:${column}`),
        ]);
    };

    test('a field of it that is wrong is one finding, and the table has none for it', async () => {
      expect(await all("skip_rows: one, separator: ';'")).toEqual([
        [
          'portfolio.yaml:12:58',
          'schema/invalid',
          '`crosswalks[0].skip_rows` must be a number, not `one`',
          'write digits alone, without quotes or a unit',
          [],
        ],
      ]);
      expect(await all("skip_rows: 1, separator: ''")).toEqual([
        [
          'portfolio.yaml:12:72',
          'schema/invalid',
          '`crosswalks[0].separator` must not be empty',
          'write it, or leave the field out',
          [],
        ],
      ]);
      expect(await all("skip_rows: 1, separator: ';', delimiter: x")).toEqual([
        [
          'portfolio.yaml:12:88',
          'schema/invalid',
          '`crosswalks[0].delimiter` must be one of `,`, `;`, `\\t`, `|`; it is `x`',
          null,
          [],
        ],
      ]);
    });

    test('a separator that is none, or is not declared, is told by what stands in the cells, once', async () => {
      const between = 'cells name several clauses of `nist` with `;` between them';
      const fix = 'write `separator: ";"` in the declaration of the crosswalk';
      expect(await all("skip_rows: 1, separator: ','")).toEqual([
        [
          'portfolio.yaml:12:72',
          'crosswalk/invalid',
          `${between}, and the separator is \`,\``,
          fix,
          ['x.csv:3:17'],
        ],
      ]);
      expect(await all('skip_rows: 1')).toEqual([
        [
          'portfolio.yaml:12:5',
          'crosswalk/invalid',
          `${between}, and no \`separator:\` is declared`,
          fix,
          ['x.csv:3:17'],
        ],
      ]);
      expect(await all("skip_rows: 1, separator: ';'")).toEqual([]);
    });
  });

  test('crosswalk/column, crosswalk/relationship and crosswalk/clause, in a CSV file', async () => {
    const declared = `  - file: x.csv
    source: iso
    target: nist
    columns: { source: From, target: To, relationship: Kind }
    separator: ;
`;
    const csv = (text: string): Files => files(declared, { 'x.csv': text });
    const sound = csv('From,Kind,To\niso:1,subset of,nist 1; nist 2\n');
    const { findings, cells } = await portfolioOf(sound);
    expect(findings.filter(({ rule }) => rule.startsWith('crosswalk/'))).toEqual([]);
    expect(
      cells.filter((cell) => cell.derived).map(({ obligation, state }) => `${obligation} ${state}`),
    ).toEqual(['nist:1 partial', 'nist:2 partial']);
    expect(await found('crosswalk/column', csv('From,Type,To\niso:1,equal,nist:1\n'))).toMatchInlineSnapshot(`
      [
        {
          "at": "x.csv:1:1",
          "fix": "name the column under \`columns:\` of the crosswalk in \`portfolio.yaml\`; there are \`From\`, \`Type\`, \`To\`",
          "message": "\`x.csv\` has no column \`Kind\`, in which the relationship of each row should stand",
          "related": [],
          "severity": "error",
          "subject": "x.csv",
        },
      ]
    `);
    expect(await found('crosswalk/relationship', csv('From,Kind,To\niso:1,subsett,nist:1\n')))
      .toMatchInlineSnapshot(`
      [
        {
          "at": "x.csv:2:7",
          "fix": "did you mean \`subset\`?",
          "message": "\`subsett\` is no relationship",
          "related": [],
          "severity": "error",
          "subject": "x.csv",
        },
      ]
    `);
    expect(await found('crosswalk/clause', csv('From,Kind,To\niso:1,equal,nist:1;nist:9\n')))
      .toMatchInlineSnapshot(`
      [
        {
          "at": "x.csv:2:13",
          "fix": "did you mean \`nist:1\`?",
          "message": "\`nist\` has no clause \`nist:9\`",
          "related": [],
          "severity": "error",
          "subject": "x.csv",
        },
      ]
    `);
  });
  test('a CSV file as others write it: dots in headers, semicolons where the portfolio says so', async () => {
    const declared = (more: string): string => `  - file: x.csv
    source: iso
    target: nist
    columns: { source: Ctrl. No., target: 'Ref.', relationship: Kind }
${more}`;
    const told = async (more: string, text: string) => {
      const { findings, cells } = await portfolioOf(files(declared(more), { 'x.csv': text }));
      const about = findings.filter(({ rule, file }) => rule.startsWith('crosswalk/') || file === 'x.csv');
      return {
        derived: cells
          .filter((cell) => cell.derived)
          .map(({ obligation, state }) => `${obligation} ${state}`),
        findings: about.map((one) => `${one.rule} ${place(one)} ${one.message}`),
      };
    };
    const derived = ['nist:1 evidenced'];
    expect(await told('', 'Ctrl. No.,Kind,Ref.,Ref..old\niso:1,equal,nist 1,x\n')).toEqual({
      derived,
      findings: [],
    });
    const semicolons = 'Ctrl. No.;Kind;Ref.;Changed\niso:1;equal;"nist 1";31.12.2025\n';
    expect(await told("    delimiter: ';'\n", semicolons)).toEqual({ derived, findings: [] });
    expect(await told("    delimiter: ';'\n", semicolons.replace('"nist 1"', 'nist 8'))).toEqual({
      derived: [],
      findings: ['crosswalk/clause x.csv:2:13 `nist` has no clause `nist 8`'],
    });
    expect(await told('', semicolons)).toEqual({
      derived: [],
      findings: [
        'syntax/csv x.csv:1:1 the values are separated by semicolons and the dates are in a local form: a spreadsheet has saved this file in its own manner',
      ],
    });
    expect(await told("    delimiter: ';'\n", semicolons.replace('"nist 1"', '"nist" 1'))).toEqual({
      derived: [],
      findings: [
        'syntax/csv x.csv:2:18 something stands between a closing double quote and the next delimiter',
      ],
    });
    const same = await told('', 'Ctrl. No.,Kind,Ref.,Ref.\niso:1,equal,nist 1,x\n');
    expect(same.findings).toEqual(['syntax/csv x.csv:1:21 the column `Ref.` stands twice']);
  });
  test('a table without rows', async () => {
    const declared = '  - { file: x.csv, source: iso, target: nist }\n';
    const rule = 'crosswalk/invalid';
    const headerOnly = await found(rule, files(declared, { 'x.csv': 'source,relationship,target\n' }));
    const fix =
      'add them, see whether `skip_rows:` or `skip_where:` pass over all, or take the crosswalk out';
    const said = { severity: 'error', related: [], fix };
    expect(headerOnly).toEqual([
      { at: 'x.csv:1:1', message: '`x.csv` has no rows that count', subject: 'x.csv', ...said },
    ]);
    const file = 'crosswalks/x.yaml';
    const more = { [file]: `${head()}rows: []\n` };
    expect(await found(rule, files(`  - ./${file}\n`, more))).toEqual([
      { at: `${file}:1:1`, message: `\`${file}\` has no rows that count`, subject: file, ...said },
    ]);
  });
  test('crosswalk/duplicate', async () => {
    const rows = pair('iso:1', 'equal', 'nist:1') + pair('iso 1', 'equal-to', 'nist:1');
    expect(await found('crosswalk/duplicate', yaml(rows))).toMatchInlineSnapshot(`
      [
        {
          "at": "crosswalks/x.yaml:4:56",
          "fix": "keep one of the two rows",
          "message": "\`iso:1\` and \`nist:1\` are related twice in the crosswalk, and in the same way",
          "related": [
            "crosswalks/x.yaml:3:5 first here",
          ],
          "severity": "warning",
          "subject": "crosswalks/x.yaml",
        },
      ]
    `);
  });
  test('an unknown field of a declaration', async () => {
    const declared = '  - { file: x.csv, source: iso, target: nist, seperator: ; }\n';
    const csv = { 'x.csv': 'source,relationship,target\niso:1,equal,nist:1\n' };
    const { findings } = await portfolioOf(files(declared, csv));
    expect(
      findings.filter(({ rule }) => rule === 'schema/unknown-field').map((one) => [place(one), one.fix]),
    ).toEqual([['portfolio.yaml:12:47', 'did you mean `separator`?']]);
  });
  test('a file that nobody names is nobody’s crosswalk', async () => {
    const stray = { 'crosswalks/y.yaml': 'rows: []\n' };
    expect(
      (await found('schema/unclaimed-file', yaml(pair('iso:1', 'equal', 'nist:1'), stray))).map(
        ({ at }) => at,
      ),
    ).toEqual(['crosswalks/y.yaml:1:1']);
  });
});

test('crosswalk/inert: a heading or a withdrawn clause', async () => {
  const withdrawn = `  - { id: 'nist:9', ref: nist 9, title: Old, summary: s, status: withdrawn, replaced_by: ['nist:1'] }\n`;
  const more = { 'catalogues/nist.yaml': catalogue('nist', withdrawn) };
  // Of a word that is near one of them neither is suggested.
  const near = pair('iso:1', 'equal', 'nist:tops') + pair('iso:1', 'equal', 'nist:99');
  expect((await found('crosswalk/clause', yaml(near, more))).map(({ fix }) => fix)).toEqual([
    'write the id of a clause of `nist`',
    'did you mean `nist:1`?',
  ]);
  const rows = pair('iso:1', 'equal', 'nist:top') + pair('iso:1', 'subset', 'nist:9');
  expect(await found('crosswalk/inert', yaml(rows, more))).toMatchInlineSnapshot(`
    [
      {
        "at": "crosswalks/x.yaml:3:5",
        "fix": "relate what stands under it: \`nist:1\`, \`nist:2\` and \`nist:3\`",
        "message": "\`nist:top\` is a heading, and the row carries nothing from \`iso:1\` to \`nist:top\`",
        "related": [],
        "severity": "info",
        "subject": "crosswalks/x.yaml",
      },
      {
        "at": "crosswalks/x.yaml:4:5",
        "fix": "relate \`nist:1\`, which took its place",
        "message": "\`nist:9\` is withdrawn, and the row carries nothing from \`iso:1\` to \`nist:9\`",
        "related": [],
        "severity": "info",
        "subject": "crosswalks/x.yaml",
      },
    ]
  `);
  expect(await found('crosswalk/inert', yaml(pair('iso:1', 'gap', 'nist:top'), more))).toEqual([]);
  const fixOf = async (...gone: string[]) => {
    const text = gone.reduce(
      (all, id) => all.replace(`title: ${id},`, `title: ${id}, status: withdrawn,`),
      catalogue('nist'),
    );
    const of = yaml(pair('iso:1', 'equal', 'nist:top'), { 'catalogues/nist.yaml': text });
    return (await found('crosswalk/inert', of)).map(({ fix }) => fix);
  };
  expect(await fixOf('Second')).toEqual(['relate what stands under it: `nist:1` and `nist:3`']);
  expect(await fixOf('First', 'Second', 'Third')).toEqual([
    'take the row out; all that stands under it is withdrawn',
  ]);
});

test('crosswalk/contradiction: in one file, between two, and read the other way round', async () => {
  const rows = pair('iso:1', 'equal', 'nist:1') + pair('iso:1', 'subset', 'nist:1');
  expect(await found('crosswalk/contradiction', yaml(rows))).toMatchInlineSnapshot(`
    [
      {
        "at": "crosswalks/x.yaml:4:5",
        "fix": "keep the row that is right; the one that carries less counts until then",
        "message": "\`iso:1\` is a subset of \`nist:1\` here, and is equal to it in \`iso-nist\`",
        "related": [
          "crosswalks/x.yaml:3:5 the other row",
        ],
        "severity": "warning",
        "subject": "crosswalks/x.yaml",
      },
    ]
  `);
  const back = (relationship: string): Files =>
    files('  - x.yaml\n  - y.yaml\n', {
      'x.yaml': `${head()}rows:\n${pair('iso:1', 'subset', 'nist:1')}`,
      'y.yaml': `crosswalk: { source: nist, target: iso }\nrows:\n${pair('nist:1', relationship, 'iso:1')}`,
    });
  expect((await found('crosswalk/contradiction', back('subset'))).map(({ message }) => message)).toEqual([
    '`nist:1` is a subset of `iso:1` here, and is a superset of it in `iso-nist`',
  ]);
  expect(await found('crosswalk/contradiction', back('superset'))).toEqual([]);
  const later = {
    ...back('subset'),
    'y.yaml': `crosswalk: { source: nist, target: iso, as_of: 2099-01-01 }\nrows:\n${pair('nist:1', 'subset', 'iso:1')}`,
  };
  expect(await found('crosswalk/contradiction', later)).toEqual([]);
  const alike = pair('iso:1', 'equal', 'nist:1') + pair('iso:1', 'equivalent', 'nist:1');
  expect(await found('crosswalk/contradiction', yaml(alike))).toEqual([]);
});

test('crosswalk/differs: a row leaves open what a crosswalk would cover', async () => {
  const gap = {
    'systems/demo/compliance-mapping.mdx': mapping(row('iso:1') + row('nist:1', 'gap: Nothing yet.')),
  };
  expect(await found('crosswalk/differs', yaml(pair('iso:1', 'superset', 'nist:1'), gap)))
    .toMatchInlineSnapshot(`
    [
      {
        "at": "systems/demo/compliance-mapping.mdx:5:5",
        "fix": "name what meets \`iso:1\` in this row too, or correct the crosswalk",
        "message": "\`nist:1\` is \`gap\` by its own row, and \`iso:1\`, which is a superset of it, is \`evidenced\`",
        "related": [
          "crosswalks/x.yaml:3:5 the row of \`iso-nist\`",
        ],
        "severity": "info",
        "subject": "demo/map:nist:1",
      },
    ]
  `);
  expect(await found('crosswalk/differs', yaml(pair('iso:1', 'subset', 'nist:1'), gap))).toEqual([]);
  expect(await found('crosswalk/differs', yaml(pair('iso:2', 'equal', 'nist:1'), gap))).toEqual([]);
});

test('crosswalk/circular: clauses that only lead to each other', async () => {
  const circle = (more: Files = {}): Files =>
    files('  - x.yaml\n  - y.yaml\n', {
      'x.yaml': `${head()}rows:\n${pair('iso:2', 'equal', 'nist:2')}${pair('iso:1', 'subset', 'nist:1')}`,
      'y.yaml': `crosswalk: { source: nist, target: iso }\nrows:\n${pair('nist:2', 'equal', 'iso:2')}`,
      ...more,
    });
  expect(await found('crosswalk/circular', circle())).toMatchInlineSnapshot(`
    [
      {
        "at": "y.yaml:3:5",
        "fix": "assess one of them: a mapping row of \`iso:2\`, say",
        "message": "\`iso:2\` and \`nist:2\` of \`demo\` could only be covered by each other",
        "related": [
          "x.yaml:3:5 iso:2 leads to nist:2",
        ],
        "severity": "warning",
        "subject": "demo",
      },
    ]
  `);
  const assessed = { 'systems/demo/compliance-mapping.mdx': mapping(row('iso:1') + row('nist:2')) };
  expect(await found('crosswalk/circular', circle(assessed))).toEqual([]);
  // The row that says less counts in both directions where two contradict each other, and is named once.
  const less = `crosswalk: { source: nist, target: iso }\nrows:\n${pair('nist:2', 'superset', 'iso:2')}`;
  const [both] = await found('crosswalk/circular', circle({ 'y.yaml': less }));
  expect([both?.at, both?.related]).toEqual(['y.yaml:3:5', []]);
});

test('a crosswalk of a later day carries nothing yet, and says so', async () => {
  const later = yaml(pair('iso:1', 'equal', 'nist:1'), {}, ', as_of: 2026-12-01');
  const portfolio = await portfolioOf(later);
  expect(portfolio.cells.some((cell) => cell.derived)).toBe(false);
  expect(await found('time/future-record', later)).toMatchInlineSnapshot(`
    [
      {
        "at": "crosswalks/x.yaml:1:72",
        "fix": "check the date, or compute the portfolio as of 2026-12-01 or later",
        "message": "crosswalk \`iso-nist\` is dated 2026-12-01, after 2026-11-20, and does not count yet",
        "related": [],
        "severity": "info",
        "subject": "crosswalks/x.yaml",
      },
    ]
  `);
});
