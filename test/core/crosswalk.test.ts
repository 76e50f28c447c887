// Crosswalks as they are read: YAML of our own, and CSV as other people write it.
import { describe, expect, test } from 'vitest';
import type { CrosswalkDeclaration } from '../../src/core/crosswalk.ts';
import { portfolioOf, spotText } from './support.ts';

const catalogue = (id: string, refs: string[]) => ({
  framework: { id, title: id.toUpperCase(), version: '1' },
  obligations: refs.map((ref) => ({
    id: `${id}:${ref}`,
    ref: `${id.toUpperCase()} ${ref}`,
    title: ref,
    summary: 's',
  })),
});

const files = (crosswalks: unknown[], more: Record<string, unknown> = {}) => ({
  'portfolio.yaml': { title: 'P', catalogues: ['./iso.yaml', './nist.yaml'], crosswalks },
  'iso.yaml': catalogue('iso', ['a-1', 'a-2', 'a-3']),
  'nist.yaml': catalogue('nist', ['gv-1', 'gv-2', 'mp-1']),
  ...more,
});

const read = (crosswalks: unknown[], more: Record<string, unknown> = {}) => {
  const portfolio = portfolioOf(files(crosswalks, more));
  return {
    crosswalks: portfolio.crosswalks,
    pairs: portfolio.crosswalks.flatMap(({ rows }) =>
      rows.map((row) => `${row.source} ${row.relationship} ${row.target}`),
    ),
    drafts: portfolio.drafts.map(({ rule, message, at, fix }) => ({ rule, message, at: spotText(at), fix })),
  };
};
const head = { id: 'iso-nist', title: 'ISO to NIST', source: 'iso', target: 'nist', as_of: '2026-01-31' };
const yaml = (rows: unknown[], more: object = {}) =>
  read(['./crosswalks/x.yaml'], { 'crosswalks/x.yaml': { crosswalk: { ...head, ...more }, rows } });
const csv = (rows: unknown[], declared: Partial<CrosswalkDeclaration> = {}) =>
  read([{ file: 'crosswalks/x.csv', source: 'iso', target: 'nist', ...declared }], {
    'crosswalks/x.csv': rows,
  });

describe('YAML', () => {
  test('a head and rows, several targets in one of them', () => {
    const row = { source: 'iso:a-1', relationship: 'superset-of', target: ['nist:gv-1', 'nist:gv-2'] };
    const { crosswalks, drafts } = yaml([
      { ...row, rationale: 'Same words.', confidence: 'high', note: 'n' },
    ]);
    expect(drafts).toEqual([]);
    const said = { rationale: 'Same words.', confidence: 'high', note: 'n' };
    const at = { file: 'crosswalks/x.yaml', path: ['rows', 0] };
    expect(crosswalks).toEqual([
      {
        ...head,
        file: 'crosswalks/x.yaml',
        source_url: null,
        at: { file: 'crosswalks/x.yaml', path: ['crosswalk', 'as_of'] },
        rows: ['nist:gv-1', 'nist:gv-2'].map((target) => ({
          source: 'iso:a-1',
          target,
          relationship: 'superset-of',
          ...said,
          at,
        })),
      },
    ]);
  });

  test('clauses by id, by the part after the catalogue, or by their reference', () => {
    expect(
      yaml([
        { source: 'a-1', relationship: 'equal', target: 'NIST GV-1' },
        { source: 'ISO  a-2', relationship: 'Intersects', target: 'nist:mp-1' },
      ]).pairs,
    ).toEqual(['iso:a-1 equal-to nist:gv-1', 'iso:a-2 intersects-with nist:mp-1']);
  });

  test('each fault at its field, and the rest stays', () => {
    const { pairs, drafts } = yaml([
      { source: 'iso:a-1', relationship: 'subsett-of', target: 'nist:gv-1' },
      { source: 'iso:a-9', relationship: 'equal', target: ['nist:gv-1', 'nist:gv-99'] },
      { source: 'iso:a-1', relationship: 'equal', target: 'nist:gv-1' },
      { source: 'iso:a-1', relationship: 'equals', target: 'nist:gv-1' },
      { source: 'iso:a-1', relationship: 'subset', target: 'nist:gv-1' },
      { source: 'iso:a-2', target: 'nist:gv-1' },
      { relationship: 'equal', target: 'nist:gv-1' },
      { source: 'iso:a-2', relationship: 'equal' },
      { source: 'iso:a-3', relationship: 'gap' },
      { source: 'iso:a-3', relationship: 'gap', target: 'nist:gv-1', rational: 'x', x_own: 1 },
      'nothing',
    ]);
    expect(pairs).toEqual([
      'iso:a-1 equal-to nist:gv-1',
      'iso:a-1 subset-of nist:gv-1',
      'iso:a-3 no-relationship nist:gv-1',
    ]);
    expect(drafts).toMatchInlineSnapshot(`
      [
        {
          "at": "crosswalks/x.yaml#/rows/9/rational",
          "fix": "did you mean \`rationale\`?",
          "message": "unknown field \`rational\`",
          "rule": "schema/unknown-field",
        },
        {
          "at": "crosswalks/x.yaml#/rows/10",
          "fix": "write \`crosswalk:\` with \`source:\` and \`target:\`, and \`rows:\`, each with \`source\`, \`relationship\` and \`target\`",
          "message": "the row has no fields",
          "rule": "crosswalk/invalid",
        },
        {
          "at": "crosswalks/x.yaml#/rows/0/relationship",
          "fix": "did you mean \`subset-of\`?",
          "message": "\`subsett-of\` is no relationship",
          "rule": "crosswalk/relationship",
        },
        {
          "at": "crosswalks/x.yaml#/rows/1/source",
          "fix": "did you mean \`iso:a-1\`?",
          "message": "\`iso\` has no clause \`iso:a-9\`",
          "rule": "crosswalk/clause",
        },
        {
          "at": "crosswalks/x.yaml#/rows/1/target/1",
          "fix": "did you mean \`nist:gv-1\`?",
          "message": "\`nist\` has no clause \`nist:gv-99\`",
          "rule": "crosswalk/clause",
        },
        {
          "at": "crosswalks/x.yaml#/rows/3/target",
          "fix": "keep one of the two rows",
          "message": "\`iso:a-1\` and \`nist:gv-1\` are related twice in the crosswalk, and in the same way",
          "rule": "crosswalk/duplicate",
        },
        {
          "at": "crosswalks/x.yaml#/rows/5",
          "fix": "write one of equivalent-to, equal-to, subset-of, superset-of, intersects-with, no-relationship",
          "message": "the row does not say how its clauses relate",
          "rule": "crosswalk/relationship",
        },
        {
          "at": "crosswalks/x.yaml#/rows/6",
          "fix": "name the clause it leads from, or pass such rows over with \`skip_where:\`",
          "message": "the row names no source",
          "rule": "crosswalk/invalid",
        },
        {
          "at": "crosswalks/x.yaml#/rows/7",
          "fix": "name the clause it leads to, say \`no-relationship\`, or pass such rows over with \`skip_where:\`",
          "message": "the row names no target",
          "rule": "crosswalk/invalid",
        },
      ]
    `);
  });

  test('a head that leads nowhere', () => {
    expect(yaml([], { target: 'nits' }).drafts).toMatchInlineSnapshot(`
      [
        {
          "at": "crosswalks/x.yaml#/crosswalk/target",
          "fix": "did you mean \`nist\`?",
          "message": "the crosswalk leads to \`nits\`, and the portfolio uses no such catalogue",
          "rule": "crosswalk/catalogue",
        },
      ]
    `);
    expect(yaml([], { target: undefined, titel: 'x' }).drafts).toMatchInlineSnapshot(`
      [
        {
          "at": "crosswalks/x.yaml#/crosswalk/titel",
          "fix": "did you mean \`title\`?",
          "message": "unknown field \`titel\`",
          "rule": "schema/unknown-field",
        },
        {
          "at": "crosswalks/x.yaml#/crosswalk/target",
          "fix": "add \`target:\` with the id of a catalogue in use",
          "message": "nothing says which catalogue \`crosswalks/x.yaml\` leads to",
          "rule": "crosswalk/invalid",
        },
      ]
    `);
    expect(yaml([], { target: 'iso' }).drafts).toMatchInlineSnapshot(`
      [
        {
          "at": "crosswalks/x.yaml#/crosswalk/target",
          "fix": "name two catalogues; inside one of them a mapping row says what covers a clause",
          "message": "the crosswalk leads from \`iso\` to itself",
          "rule": "crosswalk/invalid",
        },
      ]
    `);
    expect(yaml([], { as_of: '31.1.2026' }).drafts).toMatchInlineSnapshot(`
      [
        {
          "at": "crosswalks/x.yaml#",
          "fix": "add them, see whether \`skip_rows:\` or \`skip_where:\` pass over all, or take the crosswalk out",
          "message": "\`crosswalks/x.yaml\` has no rows that count",
          "rule": "crosswalk/invalid",
        },
        {
          "at": "crosswalks/x.yaml#/crosswalk/as_of",
          "fix": "write it as \`2026-11-20\`",
          "message": "\`as_of\` is \`31.1.2026\`, which is no calendar date",
          "rule": "crosswalk/invalid",
        },
      ]
    `);
  });

  test('a file of another shape, no file, one outside, one twice', () => {
    const more = {
      'a.yaml': { title: 'x' },
      'x.yaml': { crosswalk: head, rows: [] },
      'y.yaml': { crosswalk: head, rows: [] },
      'page.mdx': {},
    };
    expect(
      read(['a.yaml', 'b.yaml', '../x.yaml', 'x.yaml', 'y.yaml', 'systems/s/system.mdx'], {
        ...more,
        'systems/s/system.mdx': { title: 'S' },
      }).drafts.filter(({ rule }) => rule.startsWith('crosswalk/')),
    ).toMatchInlineSnapshot(`
      [
        {
          "at": "a.yaml#",
          "fix": "write \`crosswalk:\` with \`source:\` and \`target:\`, and \`rows:\`, each with \`source\`, \`relationship\` and \`target\`",
          "message": "\`a.yaml\` has no list \`rows:\`",
          "rule": "crosswalk/invalid",
        },
        {
          "at": "portfolio.yaml#/crosswalks/1",
          "fix": "did you mean \`a.yaml\`?",
          "message": "there is no crosswalk file \`b.yaml\`",
          "rule": "crosswalk/file",
        },
        {
          "at": "portfolio.yaml#/crosswalks/2",
          "fix": "put the file into the content folder, and write its path from there",
          "message": "\`../x.yaml\` is outside the content folder",
          "rule": "crosswalk/file",
        },
        {
          "at": "x.yaml#",
          "fix": "add them, see whether \`skip_rows:\` or \`skip_where:\` pass over all, or take the crosswalk out",
          "message": "\`x.yaml\` has no rows that count",
          "rule": "crosswalk/invalid",
        },
        {
          "at": "y.yaml#",
          "fix": "add them, see whether \`skip_rows:\` or \`skip_where:\` pass over all, or take the crosswalk out",
          "message": "\`y.yaml\` has no rows that count",
          "rule": "crosswalk/invalid",
        },
        {
          "at": "portfolio.yaml#/crosswalks/4",
          "fix": "give one of them another \`id:\`",
          "message": "\`iso-nist\` is the id of two crosswalks; the second is not read",
          "rule": "crosswalk/file",
        },
        {
          "at": "portfolio.yaml#/crosswalks/5",
          "fix": "put the file into the content folder, and write its path from there",
          "message": "\`systems/s/system.mdx\` is no YAML or CSV file, and no crosswalk can be read from it",
          "rule": "crosswalk/file",
        },
      ]
    `);
  });

  test('a catalogue that cannot be read is not the fault of the crosswalk', () => {
    const rows = [{ source: 'iso:a-1', relationship: 'equal', target: 'nist:gv-1' }];
    const broken = { 'nist.yaml': null, 'x.yaml': { crosswalk: head, rows } };
    expect(read(['x.yaml'], broken)).toEqual({
      crosswalks: [],
      pairs: [],
      drafts: [
        {
          rule: 'schema/invalid',
          message: 'a catalogue needs `framework:` with an `id`, and a list `obligations:`',
          at: 'nist.yaml#',
          fix: 'add them; `catalogues/` of the portfolio that `casebook init` makes shows the shape',
        },
      ],
    });
    expect(read(['x.yaml'], { 'x.yaml': null }).drafts).toEqual([]);
  });
});

describe('CSV', () => {
  const declared = {
    columns: { source: 'Control', target: 'CSF 2.0 ids', relationship: 'STRM' },
    separator: ';',
  };

  test('columns by name, several targets in a cell, dots in a header, other words for relations', () => {
    expect(
      csv(
        [
          { Control: 'a-1', 'CSF 2.0 ids': 'gv-1; gv-2 ;', STRM: 'Subset Of', Other: 'x' },
          { Control: 'a-2', 'CSF 2.0 ids': ['gv-1', 'mp-1'], STRM: 'equal' },
          { Control: 'a-3', STRM: 'gap' },
        ],
        declared,
      ),
    ).toMatchObject({
      drafts: [],
      pairs: [
        'iso:a-1 subset-of nist:gv-1',
        'iso:a-1 subset-of nist:gv-2',
        'iso:a-2 equal-to nist:gv-1',
        'iso:a-2 equal-to nist:mp-1',
      ],
    });
  });

  test('rows that describe the columns, and rows of other things, are passed over by declaration', () => {
    const rows = [
      { source: 'Id of the control', target: 'Ids of the targets', relationship: 'How they relate' },
      { source: 'a-1', target: 'gv-1', relationship: 'equal', status: 'draft' },
      { source: 'a-2', target: 'gv-2', relationship: 'equal', status: 'final' },
      { source: 'Chapter 2' },
    ];
    const skips = { skip_rows: 1, skip_where: { status: ['draft', 'old'], target: '' } };
    expect(csv(rows, skips)).toMatchObject({ drafts: [], pairs: ['iso:a-2 equal-to nist:gv-2'] });
    expect(csv(rows).drafts.map(({ at }) => at)).toEqual([
      'crosswalks/x.csv#/0/relationship',
      'crosswalks/x.csv#/0/source',
      'crosswalks/x.csv#/0/target',
      'crosswalks/x.csv#/3',
    ]);
  });

  test('a table without relations takes the one it is declared to have', () => {
    const rows = [{ source: 'a-1', target: 'gv-1' }];
    expect(csv(rows, { relationship: 'intersects' }).pairs).toEqual(['iso:a-1 intersects-with nist:gv-1']);
  });

  test('a relation declared for all rows that is none is one finding, where it is declared', () => {
    const rows = [
      { source: 'a-1', target: 'gv-1' },
      { source: 'a-2', target: 'gv-2' },
    ];
    expect(csv(rows, { relationship: 'similar' })).toMatchObject({
      pairs: [],
      drafts: [
        {
          rule: 'crosswalk/relationship',
          message: '`similar` is no relationship',
          at: 'portfolio.yaml#/crosswalks/0/relationship',
        },
      ],
    });
  });

  test('a column that is not there', () => {
    expect(csv([{ source: 'a-1', target: 'gv-1', relation: 'equal' }]).drafts).toMatchInlineSnapshot(`
      [
        {
          "at": "crosswalks/x.csv#",
          "fix": "did you mean \`relation\`?",
          "message": "\`crosswalks/x.csv\` has no column \`relationship\`, in which the relationship of each row should stand",
          "rule": "crosswalk/column",
        },
      ]
    `);
    expect(
      csv([{ source: 'a-1', target: 'gv-1', relationship: 'equal' }], { columns: { note: 'Remarks' } }),
    ).toMatchObject({
      pairs: ['iso:a-1 equal-to nist:gv-1'],
      drafts: [
        { message: '`crosswalks/x.csv` has no column `Remarks`, in which the note of each row should stand' },
      ],
    });
    // A line above the headers, or another delimiter: one fault, however many columns are asked for.
    expect(csv([{ 'Mapped in May': 'Control;STRM' }]).drafts).toEqual([
      {
        rule: 'crosswalk/column',
        message:
          '`crosswalks/x.csv` has none of the columns `source`, `target`, `relationship`; it has `Mapped in May`',
        at: 'crosswalks/x.csv#',
        fix: 'begin the file with its headers, and say in `portfolio.yaml` what they are called (`columns:`) and what stands between them (`delimiter:`)',
      },
    ]);
    expect(csv([])).toMatchObject({
      pairs: [],
      drafts: [{ rule: 'crosswalk/invalid', message: '`crosswalks/x.csv` has no rows that count' }],
    });
  });

  test('what the portfolio declares has its faults there', () => {
    expect(csv([{ source: 'a', target: 'b', relationship: 'c' }], { source: 'isso' }).drafts[0]).toEqual({
      rule: 'crosswalk/catalogue',
      message: 'the crosswalk leads from `isso`, and the portfolio uses no such catalogue',
      at: 'portfolio.yaml#/crosswalks/0/source',
      fix: 'did you mean `iso`?',
    });
  });
});
