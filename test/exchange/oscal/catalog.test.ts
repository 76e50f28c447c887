// An OSCAL catalog as a catalogue of obligations: what becomes of each of its parts.
import { describe, expect, test } from 'vitest';
import { makesCell } from '../../../src/core/obligation.ts';
import { absent, oscalSchema } from './export-support.ts';
import { catalog, control, letters, outline, read, said } from './read-support.ts';

const access = catalog(
  {
    params: [{ id: 'org', label: 'organisation', values: ['the bank'] }],
    groups: [
      {
        id: 'ac',
        title: 'Access control',
        props: [{ name: 'label', value: 'AC' }],
        parts: [{ name: 'overview', prose: 'Who gets in at {{ insert: param, org }}.' }],
        controls: [
          {
            id: 'ac-1',
            title: 'Policy of {{ insert: param, org }}',
            props: [
              { name: 'label', value: 'AC-01', class: 'zero-padded' },
              { name: 'label', value: 'AC-1' },
            ],
            params: [
              { id: 'ac-1_prm_1', label: 'personnel or roles' },
              {
                id: 'ac-1_prm_2',
                select: {
                  'how-many': 'one-or-more',
                  choice: ['every {{ insert: param, ac-1_prm_3 }}', 'on request'],
                },
              },
              { id: 'ac-1_prm_3', label: 'period', constraints: [{ description: 'a year at most' }] },
            ],
            parts: [
              {
                id: 'ac-1_smt',
                name: 'statement',
                parts: [
                  {
                    id: 'ac-1_smt.a',
                    name: 'item',
                    props: [{ name: 'label', value: 'a.' }],
                    prose: 'Write, and give to {{ insert: param, ac-1_prm_1 }}:',
                    parts: [
                      {
                        id: 'ac-1_smt.a.1',
                        name: 'item',
                        props: [{ name: 'label', value: '1.' }],
                        prose: 'a policy,\nas [it is called](#ac-2); and',
                      },
                      {
                        id: 'ac-1_smt.a.2',
                        name: 'item',
                        props: [{ name: 'label', value: '2.' }],
                        prose: 'procedures.\n\nShort ones.',
                      },
                    ],
                  },
                  {
                    id: 'ac-1_smt.b',
                    name: 'item',
                    props: [{ name: 'label', value: 'b.' }],
                    prose: 'Review it {{ insert: param, ac-1_prm_2 }}.',
                  },
                ],
              },
              { id: 'ac-1_gdn', name: 'guidance', prose: 'A good idea.' },
            ],
            controls: [control('ac-1.1')],
          },
          {
            id: 'ac-2',
            title: 'Gone',
            props: [{ name: 'status', value: 'Withdrawn' }],
            links: [
              { rel: 'incorporated-into', href: '#ac-1_smt.b' },
              { rel: 'moved-to', href: '#ac-1.1' },
              { rel: 'related', href: '#ac-3' },
              { rel: 'moved-to', href: 'https://example.org/elsewhere' },
            ],
          },
        ],
      },
      { title: 'Sessions', groups: [{ title: 'Session control', controls: [control('ac-3')] }] },
    ],
  },
  {
    title: 'Access catalogue',
    published: '2025-12-01T00:00:00Z',
    links: [{ rel: 'canonical', href: 'https://example.org/access' }],
    parties: [
      { uuid: '11111111-1111-4111-8111-111111111111', type: 'organization', name: 'Somebody else' },
      { uuid: '22222222-2222-4222-8222-222222222222', type: 'organization', name: 'Standards office' },
    ],
    roles: [{ id: 'publisher', title: 'Publisher' }],
    'responsible-parties': [
      { 'role-id': 'publisher', 'party-uuids': ['22222222-2222-4222-8222-222222222222'] },
    ],
  },
);

describe('a catalog', () => {
  const { catalogue, drafts } = read(
    { 'catalogues/My_Access v2.json': access },
    'catalogues/My_Access v2.json',
  );
  const clause = (local: string) =>
    catalogue?.clauses.find(({ id }) => id === `my-access-v2:${local}`) ?? expect.fail(`no ${local}`);

  test('reads without a finding', () => expect(drafts).toEqual([]));

  test('is called after its file, and says whose it is and of when', () => {
    const { clauses: _, ...facts } = catalogue!;
    expect(facts).toEqual({
      id: 'my-access-v2',
      title: 'Access catalogue',
      short_title: 'Access catalogue',
      jurisdiction: null,
      issuer: 'Standards office',
      legal_force: 'voluntary',
      version: '1.0',
      status: null,
      url: 'https://example.org/access',
      as_of: '2026-02-03',
      confirmation: null,
      notes: [],
      superseded_by: null,
      starts: '2025-12-01',
      ends: null,
      shipped: false,
      file: 'catalogues/My_Access v2.json',
    });
  });

  test('keeps its tree: groups are headings, controls below controls stand under them', () => {
    expect(outline(catalogue)).toEqual([
      'ac/',
      '  ac-1',
      '    ac-1.1',
      '  ac-2',
      'sessions/',
      '  session-control/',
      '    ac-3',
    ]);
    expect(clause('ac-1').children).toEqual(['my-access-v2:ac-1.1']);
  });

  test('asks for what its controls say, withdrawn ones apart', () => {
    expect(catalogue?.clauses.filter(makesCell).map(({ id }) => id.split(':')[1])).toEqual([
      'ac-1',
      'ac-1.1',
      'ac-3',
    ]);
  });

  test('gives a control the label meant for everybody, and its id where there is none', () => {
    expect([clause('ac').ref, clause('ac-1').ref, clause('ac-1.1').ref]).toEqual(['AC', 'AC-1', 'ac-1.1']);
  });

  test('writes parameters into titles and statements, one item a line, guidance left out', () => {
    expect(clause('ac-1').title).toBe('Policy of the bank');
    expect(clause('ac').summary).toBe('Who gets in at the bank.');
    expect(clause('ac-1').summary.split('\n')).toEqual([
      'a. Write, and give to [Assignment: personnel or roles]:',
      '  1. a policy, as it is called; and',
      '  2. procedures.',
      '  Short ones.',
      'b. Review it [Selection (one or more): every [Assignment: period; a year at most]; on request].',
    ]);
  });

  test('says what took the place of a withdrawn control: a part counts as its control', () => {
    const gone = clause('ac-2');
    expect([gone.withdrawn, gone.status, gone.replaced_by]).toEqual([
      true,
      'withdrawn',
      ['my-access-v2:ac-1', 'my-access-v2:ac-1.1'],
    ]);
  });

  test('knows the place of a control in its file', () => {
    expect(clause('ac-1.1').at).toEqual({
      file: 'catalogues/My_Access v2.json',
      path: ['catalog', 'groups', 0, 'controls', 0, 'controls', 0],
    });
  });

  test('has a fingerprint for each clause that follows its text', () => {
    const changed = structuredClone(access) as typeof access & {
      catalog: { params: { values: string[] }[] };
    };
    changed.catalog.params[0]!.values = ['the firm'];
    const other = read({ 'My_Access v2.json': changed }, 'My_Access v2.json').catalogue!;
    const differ = other.clauses.filter(
      ({ id, fingerprint }) => fingerprint !== clause(id.split(':')[1]!).fingerprint,
    );
    expect(differ.map(({ id }) => id)).toEqual(['my-access-v2:ac', 'my-access-v2:ac-1']);
  });
});

test('the property `short-name` names a catalogue', () => {
  const document = catalog(
    {},
    { props: [{ name: 'short-name', value: 'ACME 7', ns: 'https://example.org/ns' }] },
  );
  const { catalogue } = read({ 'long name.json': document }, 'long name.json');
  expect([catalogue?.id, catalogue?.short_title]).toEqual(['acme-7', 'ACME 7']);
});

test('a title too long for a table gives way to the name of the file', () => {
  const title = 'The electronic version of the catalogue of all the letters that there are';
  const { catalogue } = read({ 'Letters_v1.json': catalog({}, { title }) }, 'Letters_v1.json');
  expect([catalogue?.title, catalogue?.short_title]).toEqual([title, 'Letters_v1']);
});

test('headings get ids that nothing else has', () => {
  const document = catalog({
    controls: [control('same')],
    groups: [
      { id: 'same', title: 'Same', controls: [control('a')] },
      { title: 'Twin', controls: [control('b')] },
      { title: 'Twin', controls: [control('c')] },
      { title: '…', controls: [control('d')] },
    ],
  });
  expect(outline(read({ 'f.json': document }, 'f.json').catalogue)).toEqual([
    'same',
    'group-same/',
    '  a',
    'twin/',
    '  b',
    'group-twin/',
    '  c',
    'group/',
    '  d',
  ]);
});

describe('what is not as OSCAL has it is said at its path, and the rest is read', () => {
  const faulty = catalog({
    controls: [
      control('a', { params: [{ label: 'no id' }, { id: 'p', label: 'half {{ braces' }] }),
      { title: 'Nameless', controls: [control('b')] },
      control('a', { controls: [control('c')] }),
      { id: 'd', parts: [{ id: 'd_smt', name: 'statement', prose: 'See {{ insert: param, pp }}.' }] },
      control('e', {
        params: [
          { id: 'one', values: ['{{ insert: param, two }}'] },
          { id: 'two', label: '{{ insert: param, one }}' },
        ],
      }),
      control('f g'),
      'text',
    ],
  });
  const parsed = read({ 'f.json': faulty }, 'f.json');

  test('the findings', () => {
    expect(said(parsed)).toEqual([
      'f.json#/catalog/controls/6 oscal/invalid an entry of `controls` has to be an object → write it as OSCAL’s JSON reference shows, or leave it out',
      'f.json#/catalog/controls/0/params/0 oscal/invalid a parameter has no `id` → give it the id that texts insert it by',
      'f.json#/catalog/controls/1 oscal/invalid a control has no `id` → give it the id it has in its source',
      'f.json#/catalog/controls/2/id oscal/invalid the control id `a` stands twice; the second is left out (f.json#/catalog/controls/0/id first used here) → give one of the two another id',
      'f.json#/catalog/controls/3 oscal/invalid the control `d` has no `title` → add the title it has in its source',
      'f.json#/catalog/controls/0/params/1 oscal/invalid braces in the text insert no parameter, and are left out → write an insertion as `{{ insert: param, <id> }}`',
      'f.json#/catalog/controls/3/parts/0/prose oscal/invalid the text inserts the parameter `pp`, and there is none of that id → did you mean `p`?',
      'f.json#/catalog/controls/4/params/0 oscal/invalid the parameter `one` inserts, through others, itself → take one of the insertions out',
      'f.json#/catalog/controls/4/params/1 oscal/invalid the parameter `two` inserts, through others, itself → take one of the insertions out',
      'f.json#/catalog/controls/5 oscal/invalid the control id `f g` has signs that an id cannot have; the control is left out → begin it with a letter of a to z or a digit, and use those, `.`, `_`, `-` and round brackets',
    ]);
  });

  test('the controls that are left', () => {
    expect(outline(parsed.catalogue)).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(parsed.catalogue?.clauses.find(({ id }) => id === 'f:d')?.summary).toBe('See [pp].');
  });
});

test.each([
  ['groups', catalog({ controls: [control('a')], groups: { id: 'g' } }), '/catalog/groups'],
  ['controls', catalog({ controls: [control('a', { controls: 'b' })] }), '/catalog/controls/0/controls'],
])('where `%s` is no list nobody knows what the catalog holds', (name, document, at) => {
  const parsed = read({ 'f.json': document }, 'f.json');
  expect(said(parsed)).toEqual([
    `f.json#${at} oscal/invalid \`${name}\` has to be a list → write \`"${name}": [ … ]\`, or leave it out`,
  ]);
  expect(parsed.catalogue).toBeNull();
});

test('an id is a text, and what has another is read as if it had none', () => {
  const numbered = catalog({
    groups: [
      {
        id: 1,
        title: 'One',
        controls: [
          { id: 2, title: 'Two', controls: [control('a')] },
          control('b', {
            params: [{ id: true }],
            parts: [{ id: { x: 1 }, name: 'statement', prose: 'Do.' }],
          }),
        ],
      },
    ],
  });
  const parsed = read({ 'f.json': numbered }, 'f.json');
  const fix = 'write the id as it stands in its source, in double quotes';
  expect(said(parsed)).toEqual([
    `f.json#/catalog/groups/0/id oscal/invalid the \`id\` of a group must be text; it is \`1\` → ${fix}`,
    `f.json#/catalog/groups/0/controls/0/id oscal/invalid the \`id\` of a control must be text; it is \`2\` → ${fix}`,
    `f.json#/catalog/groups/0/controls/1/params/0/id oscal/invalid the \`id\` of a parameter must be text; it is \`true\` → ${fix}`,
    `f.json#/catalog/groups/0/controls/1/parts/0/id oscal/invalid the \`id\` of a part must be text → ${fix}`,
  ]);
  expect(outline(parsed.catalogue)).toEqual(['one/', '  a', '  b']);
});

describe('a file that is no catalog', () => {
  const wanted = 'name an OSCAL `catalog` or `profile`, or a catalogue with `framework:` and `obligations:`';
  const meta = (version: unknown) => ({ catalog: { metadata: { title: 'T', 'oscal-version': version } } });
  test.each([
    [
      'another JSON',
      { a: 1 },
      `f.json# oscal/invalid the file is no OSCAL document: nothing at its top is one → ${wanted}`,
    ],
    [
      'a list',
      [],
      `f.json# oscal/invalid the file is no OSCAL document: nothing at its top is one → ${wanted}`,
    ],
    [
      'a component definition',
      { 'component-definition': {} },
      `f.json#/component-definition oscal/invalid the file is an OSCAL component definition, not a catalog or a profile → ${wanted}`,
    ],
    [
      'a catalog that is a list',
      { catalog: [] },
      'f.json#/catalog oscal/invalid `catalog` has to be an object → write the file again from its source',
    ],
    [
      'one without metadata',
      { catalog: {} },
      'f.json#/catalog oscal/invalid there is no `metadata` → add `metadata` with a title and `oscal-version`',
    ],
    ...['2.0.0', '1.0.0-rc2', 'latest'].map((version) => [
      `OSCAL ${version}`,
      meta(version),
      `f.json#/catalog/metadata/oscal-version oscal/invalid the file is written in OSCAL \`${version}\`; Casebook reads 1.0.0 and what follows it in version 1 → convert it with the tools of its publisher to OSCAL 1`,
    ]),
  ] as [string, unknown, string][])('%s gives one finding and no catalogue', (_, document, finding) => {
    const parsed = read({ 'f.json': document }, 'f.json');
    expect([parsed.catalogue, said(parsed)]).toEqual([null, [finding]]);
  });

  test('a catalog that does not say its version is read, with a finding', () => {
    const parsed = read({ 'f.json': meta(undefined) }, 'f.json');
    expect(parsed.catalogue?.title).toBe('T');
    expect(said(parsed)).toEqual([
      'f.json#/catalog/metadata oscal/invalid `metadata` does not say which OSCAL version it is written in → add `"oscal-version": "1.2.1"`, or the version it really is',
    ]);
  });

  test('nesting without end is cut, and said once', () => {
    let deep: Record<string, unknown> = { id: 'c' };
    for (let i = 0; i < 3000; i++) deep = { id: `c${i}`, title: 'C', controls: [deep] };
    const parsed = read({ 'f.json': catalog({ controls: [deep] }) }, 'f.json');
    expect(parsed.drafts.map(({ message }) => message)).toEqual([
      'groups and controls are nested too deeply',
    ]);
    expect(parsed.catalogue?.clauses).toHaveLength(61);
  });
});

const validate = oscalSchema('catalog');
test.skipIf(validate === null)(`the catalogs of these tests are valid by NIST’s schema (${absent})`, () => {
  for (const document of [access, letters()]) {
    validate!(document);
    expect(validate!.errors).toBeNull();
  }
});
