import Ajv from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { roleOf } from '../../src/core/classify.ts';
import type { Body, Document, Json } from '../../src/core/document.ts';
import type { Kind } from '../../src/core/kind.ts';
import { understand } from '../../src/core/understand.ts';
import { inheritable, schemaOf } from '../../src/kinds/envelope.ts';
import { kinds } from '../../src/kinds/index.ts';
import { jsonSchemas } from '../../src/kinds/json-schema.ts';
import { formatOf, parseDocument } from '../../src/read/document.ts';
import { readFolder } from '../../src/read/folder.ts';

const schemas = jsonSchemas(kinds);
const ajv = new Ajv.default({ strict: false, allErrors: true });
formats.default(ajv);
const check = (name: string, data: unknown): string[] => {
  const schema = schemas[name];
  if (!schema) throw new Error(`no schema ${name}`);
  const compiled = ajv.getSchema(`https://casebook.invalid/schemas/${name}`) ?? ajv.compile(schema);
  compiled(data);
  return (compiled.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
};

test('one schema for each kind and each of its lists, in the order of the kinds', () => {
  expect(Object.keys(schemas)).toEqual(
    kinds.flatMap((kind) => [
      `${kind.name}.schema.json`,
      ...kind.items.map(({ field }) => `${kind.name}.${field}.schema.json`),
    ]),
  );
  for (const [name, schema] of Object.entries(schemas)) {
    expect(ajv.validateSchema(schema)).toBe(true);
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: expect.stringContaining(name),
    });
  }
});

test('two generations are the same bytes', () => {
  expect(JSON.stringify(jsonSchemas(kinds))).toBe(JSON.stringify(schemas));
});

describe('an editor is told', () => {
  const card = 'model-card.schema.json';

  test('what a field is, who asks for it, and at which tier', () => {
    const { properties } = schemas[card] as { properties: Record<string, object> };
    expect(properties['overview']).toEqual({
      type: 'string',
      minLength: 1,
      description: 'One line: what it predicts, for whom, how far ahead.',
      $comment: 'Required (every tier). Source: MCT',
    });
  });

  test('of unknown fields and wrong values, at every level, but not of `x_` fields', () => {
    expect(check(card, { title: 'T', x_a: 1, metrics: [{ type: 'AUC', x_b: { c: 1 } }] })).toEqual([]);
    // Each way a field may be written in fails for a reason of its own.
    expect(check(card, { titel: 'T', status: 'approved' })).toEqual([
      ' must NOT have additional properties',
      '/status must be equal to one of the allowed values',
      expect.stringMatching(/^\/status must match pattern .*TODO/),
      '/status must match a schema in anyOf',
    ]);
    expect(check(card, { metrics: [{ typ: 'AUC' }] })).toContain(
      '/metrics/0 must NOT have additional properties',
    );
    expect(check(card, { metrics: [{ type: 'AUC' }] })).toEqual([]);
  });

  test('that a number may be read from evidence', () => {
    expect(
      check(card, { metrics: [{ value: 0.7 }, { value: { from: 'ev:perf#/metrics/auc/value' } }] }),
    ).toEqual([]);
    expect(check(card, { metrics: [{ value: { from: 'perf' } }] })).not.toEqual([]);
  });

  test('that a list may stand in a file beside, and what that file holds', () => {
    expect(check('feature-register.schema.json', { features: './features.csv' })).toEqual([]);
    expect(check('feature-register.schema.json', { features: 'see the wiki' })).not.toEqual([]);
    const rows = [{ name: 'a', usage: 'model-input' }];
    expect(check('feature-register.features.schema.json', rows)).toEqual([]);
    expect(
      check('feature-register.features.schema.json', { features: rows, defaults: { owner: 'own' } }),
    ).toEqual([]);
    expect(check('feature-register.features.schema.json', [{ nmae: 'a' }])).not.toEqual([]);
  });

  test('that `decision-makers` is as good as `decision_makers`', () => {
    expect(check('decision.schema.json', { 'decision-makers': ['cro'] })).toEqual([]);
  });
});

describe('what reading accepts, an editor leaves alone', () => {
  const template = (kind: Kind): string => {
    const file = kind.form === 'page' ? 'template.mdx' : 'template.yaml';
    return fileURLToPath(new URL(`../../src/kinds/${kind.name}/${file}`, import.meta.url));
  };

  test.each(kinds.map((kind) => [kind.name, kind] as const))('the template of %s', (name, kind) => {
    const file = template(kind);
    const { data } = parseDocument(file, formatOf(file)!, readFileSync(file)).document;
    expect(Object.keys(data as object).length).toBeGreaterThan(0);
    expect(check(`${name}.schema.json`, data)).toEqual([]);
  });

  const artefacts = ['content', 'src/cli/starter'].flatMap((folder) =>
    readFolder(fileURLToPath(new URL(`../../${folder}`, import.meta.url)), {
      cacheDir: null,
    }).documents.flatMap((document) => {
      const role = roleOf(document, kinds);
      return role.role === 'artefact' ? [{ document, role }] : [];
    }),
  );

  test('every file of the example and of the starter, which between them hold every kind', () => {
    expect(new Set(artefacts.map(({ role }) => role.kind.name))).toEqual(
      new Set(kinds.map(({ name }) => name)),
    );
    expect(
      artefacts.flatMap(({ document, role }) =>
        check(`${role.kind.name}.schema.json`, document.data).map((fault) => `${document.file}${fault}`),
      ),
    ).toEqual([]);
  });

  test.each([
    { status: 'accepted', 'decision-makers': 'Ada Example, the platform team' },
    { status: ' Superseded by [ADR-0123](0123-b.md)', deciders: ['cro'], consulted: 'everybody; nobody' },
    { status: 'superseded by 7', decision_makers: 'Ada' },
    { status: 'Deprecated', consulted: './people.csv' },
    {
      status: 'final',
      adr_status: 'TBD',
      date: 'TODO ask',
      considered_options: [{ good: ['TODO'] }, 'TODO'],
    },
  ])('a decision as MADR publishes it: %j', (data) => {
    expect(schemaDraftsOf('systems/x/decisions/0001-a.mdx', data)).toEqual([]);
    expect(check('decision.schema.json', data)).toEqual([]);
  });

  test('and `defaults` that are no mapping are refused by both', () => {
    const data = { title: 'T', defaults: ['owner'] };
    expect(schemaDraftsOf('systems/x/feature-register.mdx', data)).toEqual([
      '`defaults` must be a mapping of lists, not a list',
    ]);
    expect(check('feature-register.schema.json', data)).not.toEqual([]);
  });

  test('and what it refuses there, an editor refuses', () => {
    const data = { status: 'superseded by nobody', decision_makers: 7 };
    expect(schemaDraftsOf('systems/x/decisions/0001-a.mdx', data)).toEqual([
      '`status` must be one of `draft`, `in-review`, `final`, `superseded`, `retired`; it is `superseded by nobody`',
      '`decision_makers` must be a list, not `7`',
    ]);
    expect(check('decision.schema.json', { status: data.status })).not.toEqual([]);
    expect(check('decision.schema.json', { decision_makers: 7 })).not.toEqual([]);
  });

  test('any change to a file of the example that reading accepts', () => {
    const small = artefacts.filter(({ document }) => JSON.stringify(document.data).length < 20_000);
    const value = fc.oneof(
      fc.constantFrom<Json[]>(
        ...[
          null,
          true,
          0,
          -1.5,
          1e9,
          '',
          'text',
          'TODO',
          'TBD by Monday',
          '[More Information Needed]',
          '2026-02-29',
        ],
        ...[
          '2026-01-31',
          './rows.csv',
          'rows.yaml',
          'ev:perf#/a/0',
          'accepted',
          'Superseded by ADR-0003',
          'EU',
          'P1M',
        ],
        ...[
          [],
          {},
          ['TODO'],
          ['a', 'TODO'],
          { x_note: 1 },
          { from: 'perf#/a' },
          'https://a.example',
          'eu-ai-act:art-1',
        ],
      ),
    );
    let accepted = 0;
    fc.assert(
      fc.property(fc.nat(small.length - 1), fc.infiniteStream(fc.nat()), value, (n, steps, to) => {
        const { document, role } = small[n]!;
        const data = replaced(structuredClone(document.data), steps, to);
        if (schemaDraftsOf(document.file, data).length > 0) return;
        accepted += 1;
        expect([document.file, check(`${role.kind.name}.schema.json`, data)]).toEqual([document.file, []]);
      }),
      { numRuns: 3000, seed: 20_261_120 },
    );
    expect(accepted).toBeGreaterThan(500);
  });

  /** What reading says of a file with this front matter: of its fields, not of what they lead to. */
  function schemaDraftsOf(file: string, data: unknown): string[] {
    const document: Document = {
      file,
      format: file.endsWith('.yaml') ? 'yaml' : 'mdx',
      digest: '',
      data,
      body,
    };
    const role = roleOf(document, kinds);
    if (role.role !== 'artefact') return ['no artefact'];
    const rows: Document = { ...document, format: 'yaml', data: [] };
    const around = { schema: schemaOf(role.kind), side: () => rows, parent: null, inheritable };
    return understand(document, role, around)
      .drafts.filter(({ rule }) =>
        ['schema/invalid', 'schema/unknown-field', 'reference/side-file'].includes(rule),
      )
      .map(({ message }) => message);
  }
});

const body: Body = {
  ...{ blocks: [], headings: [], sections: [], citations: [], components: [], placeholders: [] },
  ...{ fingerprint: null, text: '' },
};

/** The data with one value, found by a walk of random steps, replaced or, for a key, sometimes taken out. */
function replaced(data: unknown, steps: fc.Stream<number>, to: Json): unknown {
  let holder: unknown = null;
  let last: string | number = '';
  let at = data;
  for (const step of steps) {
    if (holder !== null && (step % 3 === 0 || at === null || typeof at !== 'object')) break;
    const keys = Array.isArray(at) ? [...at.keys()] : Object.keys(at as object);
    if (keys.length === 0) break;
    holder = at;
    last = keys[step % keys.length]!;
    at = (at as Record<string | number, unknown>)[last];
  }
  if (holder !== null) (holder as Record<string | number, unknown>)[last] = to;
  return data;
}
