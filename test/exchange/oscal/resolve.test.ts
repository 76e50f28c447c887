// Profile resolution. The cases up to “modify” follow NIST's own tests of its resolver (usnistgov/OSCAL,
// src/utils/resolver-pipeline/testing: select, merge-as-is, merge-combine, merge-custom, modify) and the examples of its
// specification, told over the letters; what each expects was derived by hand from the specification.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { broken } from '../../../src/core/input.ts';
import { absent, oscalSchema } from './export-support.ts';
import { catalog, control, letters, outline, profile, read, resolved, said } from './read-support.ts';

const from = (more: object, href = 'letters.json') => ({ href, ...more });
const ids = (...list: string[]) => ({ 'include-controls': [{ 'with-ids': list }] });
const asIs = { 'as-is': true };

describe('import', () => {
  test('everything', () => {
    expect(resolved({ imports: [from({ 'include-all': {} })], merge: asIs })).toEqual([
      'x/',
      '  x1',
      '  x2',
      '  x3',
      'y/',
      '  y1',
      '  y2',
      '  y3',
      'z/',
      '  z1',
      '  z2',
      '  z3',
      '    z3.a',
      '      z3.a-1',
      '    z3.b',
    ]);
  });

  test('by id, in the order of the source and not of the profile', () => {
    expect(resolved({ imports: [from(ids('x2', 'x1'))], merge: asIs })).toEqual(['x/', '  x1', '  x2']);
  });

  test('by pattern', () => {
    const imports = [from({ 'include-controls': [{ matching: [{ pattern: 'x*' }, { pattern: '?1' }] }] })];
    expect(resolved({ imports, merge: asIs })).toEqual([
      'x/',
      '  x1',
      '  x2',
      '  x3',
      'y/',
      '  y1',
      'z/',
      '  z1',
    ]);
  });

  test('a control brings those above it, and not those below', () => {
    expect(resolved({ imports: [from(ids('z3.a'))], merge: asIs })).toEqual(['z/', '  z3', '    z3.a']);
    expect(resolved({ imports: [from(ids('z3'))], merge: asIs })).toEqual(['z/', '  z3']);
  });

  test('`with-child-controls` brings all below, at every depth', () => {
    const imports = [from({ 'include-controls': [{ 'with-ids': ['z3'], 'with-child-controls': 'yes' }] })];
    expect(resolved({ imports, merge: asIs })).toEqual([
      'z/',
      '  z3',
      '    z3.a',
      '      z3.a-1',
      '    z3.b',
    ]);
  });

  test('`with-parent-controls: no` leaves those above out, and the control moves up', () => {
    const imports = [
      from({ 'include-controls': [{ 'with-ids': ['z3.a-1'], 'with-parent-controls': 'no' }] }),
    ];
    expect(resolved({ imports, merge: asIs })).toEqual(['z/', '  z3.a-1']);
  });

  test('what is included and excluded is excluded, whichever says it more exactly', () => {
    const imports = [from({ ...ids('x1', 'y1'), 'exclude-controls': [{ matching: [{ pattern: 'x*' }] }] })];
    expect(resolved({ imports, merge: asIs })).toEqual(['y/', '  y1']);
  });

  test('an exclusion takes those below along only when it says so', () => {
    const without = (more: object) =>
      resolved({
        imports: [from({ 'include-all': {}, 'exclude-controls': [{ 'with-ids': ['z3.a'], ...more }] })],
        merge: asIs,
      }).filter((line) => line.includes('z3'));
    expect(without({})).toEqual(['  z3', '    z3.a-1', '    z3.b']);
    expect(without({ 'with-child-controls': 'yes' })).toEqual(['  z3', '    z3.b']);
  });

  test('an exclusion never reaches upwards', () => {
    const imports = [from({ ...ids('z3', 'z3.b'), 'exclude-controls': [{ 'with-ids': ['z3.b'] }] })];
    expect(resolved({ imports, merge: asIs })).toEqual(['z/', '  z3']);
  });

  test('statements add up: named twice is named once', () => {
    const statement = { 'with-ids': ['x1', 'x1'] };
    const imports = [from({ 'include-controls': [statement, statement, { matching: [{ pattern: 'x1' }] }] })];
    expect(resolved({ imports })).toEqual(['x1']);
  });

  test('selecting again from what was selected changes nothing, as long as the structure stays', () => {
    const all = [...'xyz'].flatMap((letter) => [1, 2, 3].map((n) => `${letter}${n}`));
    const choice = fc.subarray([...all, 'z3.a', 'z3.a-1', 'z3.b'], { minLength: 1 });
    fc.assert(
      fc.property(choice, fc.constantFrom('yes', 'no'), (chosen, child) => {
        const merge = asIs;
        const statement = { 'with-ids': chosen, 'with-child-controls': child };
        const once = profile({ imports: [from({ 'include-controls': [statement] })], merge });
        const again = profile({ imports: [from({ 'include-controls': [statement] }, 'once.json')], merge });
        const files = { 'letters.json': letters(), 'once.json': once, 'again.json': again };
        const first = outline(read(files, 'once.json').catalogue);
        expect(outline(read(files, 'again.json').catalogue)).toEqual(first);
        expect(outline(read(files, 'once.json').catalogue)).toEqual(first);
      }),
      { numRuns: 60 },
    );
  });

  test('the order is that of the source, whatever the order of the profile', () => {
    const order = outline(
      read(
        { 'letters.json': letters(), 'all.json': profile({ imports: [from({ 'include-all': {} })] }) },
        'all.json',
      ).catalogue,
    );
    fc.assert(
      fc.property(fc.shuffledSubarray(order, { minLength: 1 }), (chosen) => {
        const found = resolved({ imports: [from(ids(...chosen))] });
        expect(found).toEqual(order.filter((id) => found.includes(id)));
        expect(chosen.filter((id) => !found.includes(id))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a source', () => {
  const choice = { imports: [from(ids('x1', 'y1'))], merge: asIs };

  test('is found from the folder of the profile', () => {
    const files = {
      'nist/letters.json': letters(),
      'baselines/low.json': profile({ imports: [from(ids('x1'), '../nist/letters.json')] }),
    };
    expect(outline(read(files, 'baselines/low.json').catalogue)).toEqual(['x1']);
  });

  test('is an entry of the back matter: the first in JSON that is in the folder', () => {
    const uuid = '3f0e8a6a-12a9-4f5d-8c55-9c6a1b1f0a01';
    const rlinks = [
      { href: 'letters.xml', 'media-type': 'application/oscal.catalog+xml' },
      { href: 'https://example.org/letters.json' },
      { href: 'other.json' },
      { href: 'letters.json' },
    ];
    const body = { imports: [from(ids('x1'), `#${uuid}`)], 'back-matter': { resources: [{ uuid, rlinks }] } };
    expect(resolved(body)).toEqual(['x1']);
  });

  test('is a profile, resolved first: what it left out cannot come back', () => {
    const files = {
      'letters.json': letters(),
      'wide.json': profile({ imports: [from({ 'include-controls': [{ matching: [{ pattern: 'x*' }] }] })] }),
      'narrow.json': profile({ imports: [from({ 'include-all': {} }, 'wide.json')] }),
    };
    expect(outline(read(files, 'narrow.json').catalogue)).toEqual(['x1', 'x2', 'x3']);
  });

  test('gives the catalogue its name, title and a note on where it comes from', () => {
    const { catalogue } = read(
      { 'letters.json': letters(), 'low base.json': profile(choice) },
      'low base.json',
    );
    expect([catalogue?.id, catalogue?.title, catalogue?.file, catalogue?.notes]).toEqual([
      'low-base',
      'Choice of letters',
      'low base.json',
      [
        'Resolved from the profile `low base.json`, which selects from Letters (`letters.json`, version 1.0).',
      ],
    ]);
    expect(catalogue?.clauses[1]).toMatchObject({
      id: 'low-base:x1',
      at: { file: 'letters.json', path: ['catalog', 'groups', 0, 'controls', 0] },
    });
  });
});

describe('merge', () => {
  const twice = [from(ids('x1', 'x3')), from(ids('x1', 'x2'))];

  test('is flat without a word: no groups, no nesting, depth first', () => {
    expect(resolved({ imports: [from({ 'include-all': {} })] })).toEqual([
      ...['x1', 'x2', 'x3', 'y1', 'y2', 'y3', 'z1', 'z2', 'z3', 'z3.a', 'z3.a-1', 'z3.b'],
    ]);
  });

  test('`use-first` keeps the first of an id, in the sequence of the imports', () => {
    expect(resolved({ imports: twice, merge: { combine: { method: 'use-first' }, flat: {} } })).toEqual([
      'x1',
      'x3',
      'x2',
    ]);
  });

  test('`use-first` takes the first definition', () => {
    const other = catalog({ controls: [control('x1', { title: 'Another X1' })] });
    const body = {
      imports: [from(ids('x1'), 'other.json'), from(ids('x1'))],
      merge: { combine: { method: 'use-first' } },
    };
    const files = { 'letters.json': letters(), 'other.json': other, 'p.json': profile(body) };
    const { catalogue, drafts } = read(files, 'p.json');
    expect(catalogue?.clauses.map(({ title }) => title)).toEqual(['Another X1']);
    expect(drafts).toEqual([]);
  });

  test('without it both stay, which is said; the first counts', () => {
    const files = { 'letters.json': letters(), 'p.json': profile({ imports: twice }) };
    const parsed = read(files, 'p.json');
    expect(outline(parsed.catalogue)).toEqual(['x1', 'x3', 'x2']);
    expect(said(parsed)).toEqual([
      'p.json#/profile/imports oscal/import `x1` is selected more than once; the first of each counts → select each control once, or say `"merge": { "combine": { "method": "use-first" } }`',
    ]);
  });

  test('inserted twice is said of the insertions, which no combining mends', () => {
    const inserts = [{ 'include-all': {} }, { 'include-controls': [{ 'with-ids': ['x1'] }] }];
    const merge = { combine: { method: 'use-first' }, custom: { 'insert-controls': inserts } };
    const files = { 'letters.json': letters(), 'p.json': profile({ imports: twice, merge }) };
    expect(said(read(files, 'p.json'))).toEqual([
      'p.json#/profile/merge/custom oscal/import `x1` is inserted more than once; the first of each counts → insert each control once: exclude it from one of the insertions',
    ]);
  });

  test('`as-is` joins the groups of several imports; each stands where it first stood', () => {
    const imports = [from(ids('x1', 'z1', 'z3')), from(ids('x2', 'y1', 'z3.a'))];
    expect(resolved({ imports, merge: { ...asIs, combine: { method: 'use-first' } } })).toEqual([
      'x/',
      '  x1',
      '  x2',
      'z/',
      '  z1',
      '  z3',
      '    z3.a',
      'y/',
      '  y1',
    ]);
  });

  test('`as-is` joins groups that have no id by their place in the source, and no others', () => {
    const nameless = catalog({
      groups: [
        { title: 'Group', controls: [control('a1'), control('a2')] },
        { title: 'Group', controls: [control('b1')] },
      ],
    });
    const body = { imports: [from(ids('a1', 'b1'), 'n.json'), from(ids('a2'), 'n.json')], merge: asIs };
    expect(resolved(body, { 'n.json': nameless })).toEqual([
      'group/',
      '  a1',
      '  a2',
      'group-group/',
      '  b1',
    ]);
  });

  test('`as-is` leaves out groups that hold nothing, unless their source keeps them', () => {
    const kept = catalog({
      groups: [
        { id: 'a', title: 'A', controls: [control('a1')] },
        { id: 'b', title: 'B', props: [{ name: 'keep', value: 'always' }], controls: [control('b1')] },
        { id: 'c', title: 'C', controls: [control('c1')] },
      ],
    });
    expect(resolved({ imports: [from(ids('a1'), 'k.json')], merge: asIs }, { 'k.json': kept })).toEqual([
      'a/',
      '  a1',
      'b/',
    ]);
  });

  const insert = (...list: string[]) => [{ 'include-controls': [{ 'with-ids': list }] }];

  test('`custom` puts controls where the profile inserts them, and nothing else appears', () => {
    const custom = {
      groups: [
        { id: 'one', title: 'The ones', 'insert-controls': insert('z1', 'x1', 'y1') },
        {
          id: 'outer',
          title: 'Outer',
          groups: [{ id: 'inner', title: 'Inner', 'insert-controls': insert('x2') }],
        },
        { id: 'none', title: 'None' },
      ],
      'insert-controls': insert('y2'),
    };
    expect(resolved({ imports: [from({ 'include-all': {} })], merge: { custom } })).toEqual([
      'y2',
      'one/',
      '  x1',
      '  y1',
      '  z1',
      'outer/',
      '  inner/',
      '    x2',
      'none/',
    ]);
  });

  test('an insertion takes all but what it excludes', () => {
    const custom = {
      groups: [
        {
          title: 'A',
          'insert-controls': [
            {
              'include-all': {},
              'exclude-controls': [{ 'with-ids': ['x2'] }, { matching: [{ pattern: '*1' }] }],
            },
          ],
        },
        { title: 'B', 'insert-controls': insert('x2') },
      ],
    };
    const imports = [from({ 'include-controls': [{ matching: [{ pattern: 'x*' }] }] })];
    expect(resolved({ imports, merge: { custom } })).toEqual(['a/', '  x3', 'b/', '  x2']);
  });

  test('an insertion brings what is below only when asked, and never what is above', () => {
    const shown = (statement: object) =>
      resolved({
        imports: [from({ 'include-all': {} })],
        merge: { custom: { 'insert-controls': [{ 'include-controls': [statement] }] } },
      });
    expect(shown({ 'with-ids': ['z3'] })).toEqual(['z3']);
    expect(shown({ 'with-ids': ['z3.a'] })).toEqual(['z3.a']);
    expect(shown({ 'with-ids': ['z3.a'], 'with-child-controls': 'yes' })).toEqual(['z3.a', '  z3.a-1']);
  });

  test.each([
    ['keep', ['x1', 'ax2', 'x3']],
    ['ascending', ['ax2', 'x1', 'x3']],
    ['descending', ['x3', 'x1', 'ax2']],
  ])('an insertion in the order `%s`', (order, expected) => {
    const source = catalog({ controls: [control('x1'), control('ax2'), control('x3')] });
    const custom = {
      'insert-controls': [{ order, 'include-controls': [{ 'with-ids': ['x3', 'ax2', 'x1'] }] }],
    };
    const body = { imports: [from({ 'include-all': {} }, 's.json')], merge: { custom } };
    expect(resolved(body, { 's.json': source })).toEqual(expected);
  });

  test('a custom group with the id of one that was imported has its words', () => {
    const source = catalog({
      groups: [
        {
          id: 'g',
          title: 'From the source',
          parts: [{ name: 'overview', prose: 'Words of the source.' }],
          controls: [control('a')],
        },
      ],
    });
    const custom = { groups: [{ id: 'g', title: 'Of the profile', 'insert-controls': insert('a') }] };
    const body = { imports: [from({ 'include-all': {} }, 's.json')], merge: { custom } };
    const { catalogue } = read({ 's.json': source, 'p.json': profile(body) }, 'p.json');
    expect(catalogue?.clauses.map(({ title, summary }) => [title, summary])).toEqual([
      ['Of the profile', 'Words of the source.'],
      ['Control a', 'Do a.'],
    ]);
  });
});

describe('modify', () => {
  const source = catalog({
    controls: [
      control('a1', {
        params: [
          { id: 'p', label: 'period', constraints: [{ description: 'a year at most' }] },
          { id: 's', select: { 'how-many': 'one', choice: ['red', 'blue', 'white'] } },
        ],
        props: [
          { name: 'label', value: 'A1' },
          { name: 'rating', value: 'AAA', class: 'house' },
        ],
        parts: [
          {
            id: 'a1_smt',
            name: 'statement',
            parts: [
              { id: 'a1_smt.a', name: 'item', prose: 'First, every {{ insert: param, p }}.' },
              { id: 'a1_smt.b', name: 'item', prose: 'Second, in {{ insert: param, s }}.' },
            ],
          },
        ],
        controls: [control('a1.1')],
      }),
    ],
  });
  const modified = (modify: object) => {
    const body = { imports: [from({ 'include-all': {} }, 's.json')], merge: asIs, modify };
    return read({ 's.json': source, 'p.json': profile(body) }, 'p.json');
  };
  const summary = (modify: object, local = 'a1') => {
    const { catalogue, drafts } = modified(modify);
    expect(drafts).toEqual([]);
    return catalogue?.clauses.find(({ id }) => id === `p:${local}`)?.summary.split('\n');
  };
  const set = (...settings: object[]) => summary({ 'set-parameters': settings });
  const altered = (alteration: object, local?: string) =>
    summary({ alters: [{ 'control-id': 'a1', ...alteration }] }, local);
  const part = (id: string, prose: string) => ({ id, name: 'item', prose });

  test('a value', () => {
    expect(set({ 'param-id': 'p', values: ['30 days'] })).toEqual([
      'First, every 30 days.',
      'Second, in [Selection (one): red; blue; white].',
    ]);
  });

  test('a label is replaced, a constraint added', () => {
    expect(
      set({ 'param-id': 'p', label: 'interval', constraints: [{ description: 'a month at least' }] })?.[0],
    ).toBe('First, every [Assignment: interval; a year at most; a month at least].');
  });

  test('a choice is replaced, and gives way to a value', () => {
    expect(set({ 'param-id': 's', select: { choice: ['blue'] } })?.[1]).toBe('Second, in [Selection: blue].');
    expect(set({ 'param-id': 's', values: ['blue'] })?.[1]).toBe('Second, in blue.');
    expect(
      set({ 'param-id': 's', values: ['blue'] }, { 'param-id': 's', select: { choice: ['red'] } })?.[1],
    ).toBe('Second, in [Selection: red].');
  });

  test('of two settings the later counts', () => {
    expect(set({ 'param-id': 'p', values: ['day'] }, { 'param-id': 'p', values: ['week'] })?.[0]).toBe(
      'First, every week.',
    );
  });

  test('what is removed fits every criterion of the removal', () => {
    expect(altered({ removes: [{ 'by-id': 'a1_smt.a' }] })).toEqual([
      'Second, in [Selection (one): red; blue; white].',
    ]);
    expect(altered({ removes: [{ 'by-item-name': 'part', 'by-name': 'item' }] })).toEqual(['']);
    const { catalogue } = modified({
      alters: [{ 'control-id': 'a1', removes: [{ 'by-item-name': 'prop', 'by-name': 'label' }] }],
    });
    expect(catalogue?.clauses[0]?.ref).toBe('a1');
    const apart = modified({
      alters: [{ 'control-id': 'a1', removes: [{ 'by-name': 'label', 'by-class': 'house' }] }],
    });
    expect(apart.catalogue?.clauses[0]?.ref).toBe('A1');
    expect(apart.drafts).toHaveLength(1);
  });

  test('a name without a namespace is in that of OSCAL', () => {
    const removes = [{ 'by-name': 'label', 'by-ns': 'http://csrc.nist.gov/ns/oscal' }];
    const { catalogue, drafts } = modified({ alters: [{ 'control-id': 'a1', removes }] });
    expect([catalogue?.clauses[0]?.ref, drafts]).toEqual(['a1', []]);
  });

  test('a removal reaches into the controls below', () => {
    expect(altered({ removes: [{ 'by-id': 'a1.1_smt' }] }, 'a1.1')).toEqual(['']);
  });

  test.each([
    ['before', ['New.', 'First', 'Second']],
    ['after', ['First', 'New.', 'Second']],
  ])('an addition %s a part stands beside it', (position, expected) => {
    const found = altered({ adds: [{ position, 'by-id': 'a1_smt.a', parts: [part('n', 'New.')] }] });
    expect(found?.map((line) => line.split(',')[0])).toEqual(expected);
  });

  test.each([
    ['starting', ['New.', 'First', 'Second']],
    ['ending', ['First', 'Second', 'New.']],
    [undefined, ['First', 'Second', 'New.']],
  ])('an addition %s a part stands inside it', (position, expected) => {
    const found = altered({ adds: [{ position, 'by-id': 'a1_smt', parts: [part('n', 'New.')] }] });
    expect(found?.map((line) => line.split(',')[0])).toEqual(expected);
  });

  test('additions of one position keep their sequence, over several alterations', () => {
    const add = (text: string) => ({
      position: 'starting',
      'by-id': 'a1_smt',
      parts: [part(text, `${text}.`)],
    });
    const found = summary({
      alters: [
        { 'control-id': 'a1', adds: [add('one'), add('two')] },
        { 'control-id': 'a1', adds: [add('three')] },
      ],
    });
    expect(found?.slice(0, 3)).toEqual(['one.', 'two.', 'three.']);
  });

  test.each([undefined, 'a1'])(
    'an addition to the control as a whole (by id %s) may give it a title and a label',
    (target) => {
      const adds = [
        {
          position: 'starting',
          'by-id': target,
          title: 'New title',
          props: [{ name: 'label', value: 'N1' }],
        },
      ];
      const { catalogue, drafts } = modified({ alters: [{ 'control-id': 'a1', adds }] });
      expect([catalogue?.clauses[0]?.title, catalogue?.clauses[0]?.ref, drafts]).toEqual([
        'New title',
        'N1',
        [],
      ]);
    },
  );

  test('a part of another statement is added to the control', () => {
    const adds = [
      {
        parts: [{ id: 'more', name: 'statement', prose: 'And more, every {{ insert: param, q }}.' }],
        params: [{ id: 'q', values: ['day'] }],
      },
    ];
    expect(altered({ adds })?.at(-1)).toBe('And more, every day.');
  });

  test('an addition reaches into the controls below', () => {
    expect(altered({ adds: [{ 'by-id': 'a1.1_smt', parts: [part('n', 'New.')] }] }, 'a1.1')).toEqual([
      'Do a1.1.',
      '  New.',
    ]);
  });

  test('properties beside a part join what holds it', () => {
    const adds = [{ position: 'after', 'by-id': 'a1_smt', props: [{ name: 'label', value: 'late' }] }];
    const removes = [{ 'by-name': 'label' }];
    const { catalogue } = modified({ alters: [{ 'control-id': 'a1', removes, adds }] });
    expect(catalogue?.clauses[0]?.ref).toBe('late');
  });

  test('a source that two profiles alter stays as it is', () => {
    const body = (value: string) =>
      profile({
        imports: [from({ 'include-all': {} }, 's.json')],
        modify: { 'set-parameters': [{ 'param-id': 'p', values: [value] }] },
      });
    const files = { 's.json': source, 'one.json': body('day'), 'two.json': body('week') };
    const first = (file: string) => read(files, file).catalogue?.clauses[0]?.summary.split('\n')[0];
    expect(['one.json', 'two.json', 's.json'].map(first)).toEqual([
      'First, every day.',
      'First, every week.',
      'First, every [Assignment: period; a year at most].',
    ]);
  });

  test('a text that names a parameter of a control left behind still reads', () => {
    const two = catalog({
      controls: [
        control('a', { params: [{ id: 'shared', label: 'period' }] }),
        control('b', { parts: [{ name: 'statement', prose: 'Every {{ insert: param, shared }}.' }] }),
      ],
    });
    const parsed = read(
      { 's.json': two, 'p.json': profile({ imports: [from(ids('b'), 's.json')] }) },
      'p.json',
    );
    expect([parsed.catalogue?.clauses[0]?.summary, said(parsed)]).toEqual([
      'Every [Assignment: period].',
      [],
    ]);
  });
});

describe('what a profile gets wrong', () => {
  const wrong = (body: object, files: Record<string, unknown> = {}) => {
    const parsed = read({ 'letters.json': letters(), 'p.json': profile(body as never), ...files }, 'p.json');
    return [...said(parsed), ...(parsed.catalogue ? [] : ['no catalogue'])];
  };
  const all = (href: string) => ({ imports: [from({ 'include-all': {} }, href)] });
  const save = 'save the document as JSON in the content folder, and write its path from the profile';

  test.each([
    [
      'https://example.org/c.json',
      '`https://example.org/c.json` is on the network, and nothing is fetched',
      save,
    ],
    ['file:///etc/c.json', '`file:///etc/c.json` is no path to a file', save],
    ['../c.json', '`../c.json` is outside the content folder', save],
    [
      'c.xml',
      '`c.xml` is not JSON, and OSCAL is read as JSON',
      'convert it with `oscal-cli convert --to=JSON`, and import the result',
    ],
    [
      'c.json',
      'there is no file `c.json`',
      'put the document into the content folder, and write its path from the profile',
    ],
    [
      '#b7',
      '`#b7` names an entry of the back matter, and there is none of that uuid',
      'add the resource with an `rlinks` entry, or write the path of the file',
    ],
    ['p.json', 'the import leads back to where it comes from: `p.json` → `p.json`', 'take the import out'],
  ])('the import of %s', (href, message, fix) => {
    expect(wrong(all(href))).toEqual([
      `p.json#/profile/imports/0/href oscal/import ${message} → ${fix}`,
      'no catalogue',
    ]);
  });

  test('a circle of three is said where it closes, and once', () => {
    const files = { 'q.json': profile(all('r.json')), 'r.json': profile(all('p.json')) };
    expect(wrong(all('q.json'), files)).toEqual([
      'r.json#/profile/imports/0/href oscal/import the import leads back to where it comes from: `p.json` → `q.json` → `r.json` → `p.json` → take the import out',
      'no catalogue',
    ]);
  });

  test('a resource that is only embedded', () => {
    const resources = [{ uuid: 'b7', base64: { value: 'e30=' } }];
    expect(wrong({ ...all('#b7'), 'back-matter': { resources } })).toEqual([
      'p.json#/profile/imports/0/href oscal/import the resource `b7` is embedded as base64, which is not read → save the document in the content folder, and add an `rlinks` entry with its path',
      'no catalogue',
    ]);
  });

  test('every import that fails is said, and what is broken in a source only there', () => {
    const imports = [
      from(ids('x1'), 'gone.json'),
      from(ids('x1'), 'plan.json'),
      from(ids('x1'), 'broken.json'),
    ];
    expect(wrong({ imports }, { 'plan.json': { 'assessment-plan': {} }, 'broken.json': broken })).toEqual([
      'p.json#/profile/imports/0/href oscal/import there is no file `gone.json` → put the document into the content folder, and write its path from the profile',
      'plan.json#/assessment-plan oscal/invalid the file is an OSCAL assessment plan, not a catalog or a profile → name an OSCAL `catalog` or `profile`, or a catalogue with `framework:` and `obligations:`',
      'no catalogue',
    ]);
  });

  test('nothing imported, an import of nothing, nothing selected', () => {
    expect(wrong({})).toEqual([
      'p.json#/profile oscal/import the profile imports nothing → add `imports` with the catalog it selects from',
      'no catalogue',
    ]);
    expect(wrong({ imports: [{ 'include-all': {} }, from({})] })).toEqual([
      'p.json#/profile/imports/0 oscal/import an import has no `href` → name the catalog or profile it imports',
      'p.json#/profile/imports/1 oscal/invalid neither `include-all` nor `include-controls` is given, so nothing is selected → add `"include-all": {}`, or list what to include',
    ]);
  });

  test('two ways of structuring', () => {
    expect(wrong({ ...all('letters.json'), merge: { flat: {}, 'as-is': true } })).toEqual([
      'p.json#/profile/merge oscal/invalid `merge` has `flat` and `as-is`; a profile is structured in one way → keep one of them',
      'no catalogue',
    ]);
  });

  test('a method of combining that is not defined', () => {
    const merge = (method: string) =>
      wrong({ ...all('letters.json'), merge: { flat: {}, combine: { method } } });
    const fix = 'write `use-first` or `keep`';
    expect([...merge('merge'), ...merge('blend')]).toEqual([
      `p.json#/profile/merge/combine/method oscal/invalid the method \`merge\` is deprecated and its result is not defined; the first definition is used → ${fix}`,
      `p.json#/profile/merge/combine/method oscal/invalid there is no method \`blend\` of combining; the first definition is used → ${fix}`,
    ]);
  });

  test('words that are not in the list', () => {
    const imports = [from({ 'include-controls': [{ 'with-ids': ['x1'], 'with-child-controls': true }] })];
    const merge = { custom: { 'insert-controls': [{ order: 'ascendng', 'include-all': {} }] } };
    const adds = [{ position: 'endng', props: [] }];
    const modify = {
      'set-parameters': [{ values: ['v'] }],
      alters: [{ adds }, { 'control-id': 'x1', adds, removes: [{}] }],
    };
    expect(wrong({ imports, merge, modify })).toEqual([
      'p.json#/profile/merge/custom/insert-controls/0/order oscal/invalid there is no order `ascendng`; the controls keep theirs → did you mean `ascending`?',
      'p.json#/profile/imports/0/include-controls/0/with-child-controls oscal/invalid `with-child-controls` is `true` → write `yes` or `no`',
      'p.json#/profile/modify/set-parameters/0 oscal/invalid a setting has no `param-id` → name the parameter it sets',
      'p.json#/profile/modify/alters/0 oscal/invalid an alteration has no `control-id` → name the control it alters',
      'p.json#/profile/modify/alters/1/removes/0 oscal/invalid a removal says nothing of what to remove, and removes nothing → add `by-id`, `by-name`, `by-class`, `by-ns` or `by-item-name`',
      'p.json#/profile/modify/alters/1/adds/0/position oscal/invalid there is no position `endng`; the addition stands at the end → did you mean `ending`?',
    ]);
  });

  test('a field that OSCAL does not have would choose other controls in silence', () => {
    const imports = [
      from({ 'include-all': {}, 'exclude-control': [{ 'with-ids': ['x1'] }] }),
      from({ 'include-all': {}, 'exclude-controls': [{ 'with-id': ['x1'] }, { 'with-id': ['x2'] }] }),
    ];
    const merge = { 'as-is': true, remarks: 'kept as it is', combined: { method: 'use-first' } };
    const modify = {
      alters: [{ 'control-id': 'x1', add: [], removes: [{ 'by-id': 'x1_smt', 'by-part': 'q' }] }],
    };
    expect(wrong({ imports, merge, modify }).slice(0, 7)).toEqual([
      'p.json#/profile/imports/0/exclude-control oscal/invalid `exclude-control` is no field of an import in OSCAL, and is not read → did you mean `exclude-controls`?',
      'p.json#/profile/imports/1/exclude-controls/0/with-id oscal/invalid `with-id` is no field of a selection in OSCAL, and is not read, here and in 1 more → did you mean `with-ids`?',
      'p.json#/profile/merge/combined oscal/invalid `combined` is no field of a merge in OSCAL, and is not read → did you mean `combine`?',
      'p.json#/profile/modify/alters/0/add oscal/invalid `add` is no field of an alteration in OSCAL, and is not read → did you mean `adds`?',
      'p.json#/profile/modify/alters/0/removes/0/by-part oscal/invalid `by-part` is no field of a removal in OSCAL, and is not read → take it out',
      'p.json#/profile/imports/1/exclude-controls/0 oscal/invalid an entry of `exclude-controls` names no control → add `with-ids` or `matching`, or take the entry out',
      'p.json#/profile/imports/1/exclude-controls/1 oscal/invalid an entry of `exclude-controls` names no control → add `with-ids` or `matching`, or take the entry out',
    ]);
  });

  test('values of another sort than theirs', () => {
    const imports = [from({ 'include-all': {}, ...ids('x1') })];
    const settings = (values: unknown) => ({ 'set-parameters': [{ 'param-id': 'org', values }] });
    const files = { 'letters.json': catalog({ params: [{ id: 'org' }], controls: [control('x1')] }) };
    expect([
      ...wrong({ imports, merge: { flat: {}, combine: 'use-first' }, modify: settings('staff') }, files),
      ...wrong({ imports, merge: { 'as-is': 'yes' } }, files),
      ...wrong({ imports: [from(ids('x1'))], modify: settings([30, ['staff']]) }, files),
    ]).toEqual([
      'p.json#/profile/imports/0/include-controls oscal/invalid `include-all` stands beside `include-controls`, so all controls are selected → keep one of the two',
      'p.json#/profile/merge/combine oscal/invalid `combine` has to be an object → write it as OSCAL’s JSON reference shows',
      'p.json#/profile/modify/set-parameters/0/values oscal/invalid `values` has to be a list → write `"values": [ … ]`, or leave it out',
      'p.json#/profile/merge/as-is oscal/invalid `as-is` has to be `true` or `false` → write `"as-is": true` to keep the structure of the source, or leave it out',
      'p.json#/profile/imports/0/include-controls oscal/invalid `include-all` stands beside `include-controls`, so all controls are selected → keep one of the two',
      'no catalogue',
      'p.json#/profile/modify/set-parameters/0/values/1 oscal/invalid an entry of `values` has to be text → write it in double quotes',
    ]);
  });

  test('a directive that fits nothing has no effect, and is said', () => {
    const imports = [
      from({
        'include-controls': [{ 'with-ids': ['x1', 'x11'], matching: [{ pattern: 'q*' }] }],
        'exclude-controls': [{ 'with-ids': ['zz9'] }],
      }),
    ];
    const modify = {
      'set-parameters': [{ 'param-id': 'p', values: ['v'] }],
      alters: [
        { 'control-id': 'y1', adds: [{ title: 'T' }] },
        {
          'control-id': 'x1',
          adds: [{ 'by-id': 'x1_smtt', parts: [] }],
          removes: [{ 'by-name': 'guidance' }],
        },
      ],
    };
    expect(wrong({ imports, modify })).toEqual([
      'p.json#/profile/imports/0/include-controls/0/with-ids/1 oscal/no-effect there is no control `x11`, so this includes nothing → did you mean `x1`?',
      'p.json#/profile/imports/0/include-controls/0/matching/0 oscal/no-effect no control has an id like `q*`, so this includes nothing → correct the pattern, or take it out',
      'p.json#/profile/imports/0/exclude-controls/0/with-ids/0 oscal/no-effect there is no control `zz9`, so this excludes nothing → correct the id, or take it out',
      'p.json#/profile/modify/set-parameters/0/param-id oscal/no-effect no selected control has a parameter `p`, so nothing is set → correct the id, select the control that has it, or take the setting out',
      'p.json#/profile/modify/alters/0/control-id oscal/no-effect `y1` is not among the selected controls, so nothing is altered → did you mean `x1`?',
      'p.json#/profile/modify/alters/1/adds/0/by-id oscal/no-effect nothing in `x1` has the id `x1_smtt`, so nothing is added → did you mean `x1_smt`?',
      'p.json#/profile/modify/alters/1/removes/0 oscal/no-effect nothing in `x1` is like this, so nothing is removed → correct it, or take it out',
    ]);
  });

  test('a value of the profile that inserts what is not there, or itself through another', () => {
    const files = {
      'letters.json': catalog({
        params: [{ id: 'p' }, { id: 'q', values: ['{{ insert: param, p }}'] }],
        controls: [control('x1')],
      }),
    };
    const set = (values: string[]) => ({ 'set-parameters': [{ 'param-id': 'p', values }] });
    const imports = [from(ids('x1'))];
    expect([
      ...wrong({ imports, modify: set(['{{ insert: param, r }}']) }, files),
      ...wrong({ imports, modify: set(['{{ insert: param, q }}']) }, files),
      ...wrong({ imports, modify: set(['v']) }, files),
    ]).toEqual([
      'p.json#/profile/modify/set-parameters/0 oscal/invalid the text inserts the parameter `r`, and there is none of that id → correct the id, or add the parameter',
      'p.json#/profile/modify/set-parameters/0 oscal/invalid the parameter `p` inserts, through others, itself → take one of the insertions out',
    ]);
  });

  test('a text of the profile that inserts what is not there', () => {
    const alters = [
      { 'control-id': 'x1', adds: [{ parts: [{ name: 'statement', prose: '{{ insert: param, p }}' }] }] },
    ];
    expect(wrong({ imports: [from(ids('x1'))], modify: { alters } })).toEqual([
      'p.json#/profile/modify/alters/0/adds/0/parts/0/prose oscal/invalid the text inserts the parameter `p`, and there is none of that id → correct the id, or add the parameter',
    ]);
  });
});

const validate = oscalSchema('profile');
test.skipIf(validate === null)(`profiles of these tests are valid by NIST’s schema (${absent})`, () => {
  // The published JSON Schema of 1.2.1 lists no members of `combine`, so `method` stays out here.
  const documents = [
    profile({ imports: [from(ids('x1'))], merge: { ...asIs, combine: {} } }),
    profile({
      imports: [from({ 'include-all': {}, 'exclude-controls': [{ matching: [{ pattern: 'x*' }] }] })],
      merge: {
        custom: {
          groups: [{ id: 'g', title: 'G', 'insert-controls': [{ order: 'keep', 'include-all': {} }] }],
        },
      },
      modify: {
        'set-parameters': [
          { 'param-id': 'p', label: 'L', values: ['v'], constraints: [{ description: 'c' }] },
        ],
        alters: [
          {
            'control-id': 'x1',
            removes: [{ 'by-name': 'label', 'by-item-name': 'prop' }],
            adds: [{ position: 'after', 'by-id': 'x1_smt', parts: [{ name: 'item', prose: 'N' }] }],
          },
        ],
      },
    }),
  ];
  for (const document of documents) {
    validate!(document);
    expect(validate!.errors).toBeNull();
  }
});
