// Coverage that comes through crosswalks: what it may be, where it comes from, and when it is not there.
import { describe, expect, test } from 'vitest';
import type { Cell } from '../../src/core/cell.ts';
import { cellsOf } from '../../src/core/coverage.ts';
import { sha256 } from '../../src/core/fingerprint.ts';
import { portfolioOf } from './support.ts';

const catalogue = (id: string, more: Record<string, object> = {}) => ({
  framework: { id, title: id, short_title: id.toUpperCase(), version: '1', dates: { applies: '2020-01-01' } },
  obligations: ['1', '2', '3'].map((n) => ({
    id: `${id}:${n}`,
    ref: `${id} ${n}`,
    title: `Duty ${n}`,
    summary: 's',
    ...more[n],
  })),
});

type Row = [source: string, relationship: string, target: string];
interface Setting {
  mappings?: Record<string, unknown>[];
  rows?: Row[];
  evidence?: object;
  frameworks?: string[];
  head?: object;
  more?: Record<string, unknown>;
  asOf?: string;
}

const held = (obligation: string, more: object = {}) => ({
  obligation,
  applicability: 'applicable',
  implementation_status: 'implemented',
  controls: ['CTL-1'],
  evidence: ['proof'],
  ...more,
});

/** The cells of a system whose `a:1` is evidenced, but for what the setting says. */
function cells({
  mappings = [held('a:1')],
  rows = [],
  evidence = {},
  frameworks = ['a', 'b', 'c'],
  head = {},
  more = {},
  asOf = '2026-11-20',
}: Setting): (id: string) => Cell {
  const between = Map.groupBy(rows, ([source, , target]) => `${source[0]!}-${target[0]!}`);
  const crosswalks = [...between].map(([id, some]) => ({
    crosswalk: { id, title: `From ${id}`, source: id[0], target: id[2], ...head },
    rows: some.map(([source, relationship, target]) => ({ source, relationship, target, rationale: 'Why.' })),
  }));
  const portfolio = portfolioOf(
    {
      'portfolio.yaml': {
        title: 'P',
        catalogues: ['./a.yaml', './b.yaml', './c.yaml'],
        crosswalks: crosswalks.map((_, i) => `crosswalks/${i}.yaml`),
        parties: [{ id: 'boss', title: 'Boss' }],
      },
      'a.yaml': catalogue('a'),
      'b.yaml': catalogue('b', { 3: { applies_from: [{ date: '2027-08-02' }] } }),
      'c.yaml': catalogue('c'),
      ...Object.fromEntries(crosswalks.map((one, i) => [`crosswalks/${i}.yaml`, one])),
      'controls/CTL-1.mdx': { title: 'Control one', implementation_status: 'implemented' },
      'systems/s/system.mdx': { title: 'S', frameworks },
      'systems/s/compliance-mapping.mdx': { title: 'Mapping', mappings },
      'systems/s/evidence/evidence.yaml': {
        evidence: [
          { id: 'proof', file: 'proof.json', sha256: sha256('{}'), valid_until: '2026-12-31', ...evidence },
        ],
      },
      ...more,
    },
    { 'systems/s/evidence/proof.json': '{}' },
    asOf,
  );
  expect(portfolio.drafts.filter(({ rule }) => rule.startsWith('crosswalk/'))).toEqual([]);
  const all = new Map(cellsOf(portfolio).map((cell) => [cell.obligation, cell]));
  return (id) => all.get(id)!;
}

const of = (setting: Setting, id = 'b:1') => {
  const { state, derived, derived_from } = cells(setting)(id);
  return { state, derived, from: derived_from?.obligation ?? null };
};
const none = { state: 'not-assessed', derived: false, from: null };

describe('what a relation carries', () => {
  test.each([
    ['equal-to', 'evidenced'],
    ['equivalent-to', 'evidenced'],
    ['superset-of', 'evidenced'],
    ['subset-of', 'partial'],
    ['intersects-with', 'partial'],
  ])('%s from an evidenced clause: %s', (relation, state) =>
    expect(of({ rows: [['a:1', relation, 'b:1']] })).toEqual({ state, derived: true, from: 'a:1' }),
  );
  test('no relationship carries nothing', () =>
    expect(of({ rows: [['a:1', 'no-relationship', 'b:1']] })).toEqual(none));
  test('against its direction a row carries nothing', () =>
    expect(of({ rows: [['b:1', 'equal-to', 'a:1']] })).toEqual(none));
});

describe('what a source carries', () => {
  const through = (row: object, relation = 'equal-to', more: Setting = {}) =>
    of({ ...more, mappings: [held('a:1', row)], rows: [['a:1', relation, 'b:1']] });
  const plan = { implementation_status: 'planned', remediation: { owner: 'boss', due: '2027-01-31' } };
  test('implemented, partial, planned and lapsed as they are, and through a part no more than a part', () => {
    expect(through({ evidence: [] }).state).toBe('implemented');
    expect(through({ implementation_status: 'partial' }).state).toBe('partial');
    expect(through(plan).state).toBe('planned');
    expect(through(plan, 'subset-of').state).toBe('planned');
    expect(through({}, 'equal-to', { evidence: { valid_until: '2026-11-19' } }).state).toBe('lapsed');
    expect(through({}, 'subset-of', { evidence: { valid_until: '2026-11-19' } }).state).toBe('partial');
  });
  test('a gap, an open question and a decision that it does not apply carry nothing', () => {
    const decided = { applicability_rationale: 'No.', decided_by: 'boss' };
    expect(through({ controls: [] })).toEqual(none);
    expect(through({ applicability: 'under-assessment' })).toEqual(none);
    expect(through({ applicability: 'not-applicable', ...decided })).toEqual(none);
  });
  test('a waiver stays with its clause: what is under it is carried, and a gap is not', () => {
    const waiver = { id: 'W', title: 'W', rationale: 'r', approved_by: 'boss', date: '2026-01-01' };
    const more = {
      'systems/s/waivers/w.yaml': { waivers: [{ ...waiver, expires: '2027-01-01', obligations: ['a:1'] }] },
    };
    expect(through({ controls: [] }, 'equal-to', { more })).toEqual(none);
    const part = { implementation_status: 'partial' };
    expect(through(part, 'equal-to', { more }).state).toBe('partial');
    const own = {
      'systems/s/waivers/w.yaml': { waivers: [{ ...waiver, expires: '2027-01-01', obligations: ['b:1'] }] },
    };
    const cell = cells({
      mappings: [held('a:1', part)],
      rows: [['a:1', 'equal-to', 'b:1']],
      more: own,
    })('b:1');
    expect([cell.state, cell.underlying, cell.derived]).toEqual(['waived', 'partial', true]);
    expect(cell.steps.at(-1)).toMatchObject({ type: 'waiver', id: 's/W', parent: 0 });
  });
});

describe('which source', () => {
  test('of several the strongest, whatever the order of rows', () => {
    const mappings = [held('a:1', { implementation_status: 'partial' }), held('a:2'), held('c:1')];
    const rows: Row[] = [
      ['a:1', 'equal-to', 'b:1'],
      ['c:1', 'subset-of', 'b:1'],
      ['a:2', 'superset-of', 'b:1'],
    ];
    const best = { state: 'evidenced', derived: true, from: 'a:2' };
    expect(of({ mappings, rows })).toEqual(best);
    expect(of({ mappings, rows: rows.toReversed() })).toEqual(best);
  });
  test('a row of its own counts, whatever crosswalks say; an unborn one is no row yet', () => {
    const rows: Row[] = [['a:1', 'equal-to', 'b:1']];
    const gap = held('b:1', { controls: [] });
    expect(of({ mappings: [held('a:1'), gap], rows })).toEqual({ state: 'gap', derived: false, from: null });
    const open = held('b:1', { applicability: 'under-assessment' });
    expect(of({ mappings: [held('a:1'), open], rows })).toEqual(none);
    const later = held('b:1', { assessed_on: '2026-11-21' });
    expect(of({ mappings: [held('a:1'), later], rows }).state).toBe('evidenced');
    expect(of({ mappings: [held('a:1', { assessed_on: '2026-11-21' })], rows })).toEqual(none);
  });
  test('of one pair that is related twice, the row that carries less', () => {
    const rows: Row[] = [
      ['a:1', 'equal-to', 'b:1'],
      ['a:1', 'intersects-with', 'b:1'],
    ];
    expect(of({ rows }).state).toBe('partial');
    expect(of({ rows: rows.toReversed() }).state).toBe('partial');
  });
  test('of one pair that is denied in the other direction, what both directions allow', () => {
    const back = (relation: string) =>
      of({
        rows: [
          ['a:1', 'equal-to', 'b:1'],
          ['b:1', relation, 'a:1'],
        ],
      });
    expect(back('superset-of').state).toBe('partial');
    expect(back('no-relationship')).toEqual(none);
    expect(back('subset-of').state).toBe('evidenced');
    expect(back('equivalent-to').state).toBe('evidenced');
  });
  test('a framework that the system does not answer to has no cells to derive from', () => {
    const setting: Setting = { frameworks: ['b'], rows: [['a:1', 'equal-to', 'b:1']] };
    expect(of(setting)).toEqual(none);
  });
});

describe('chains', () => {
  const chain = (first: string, second: string, more: Setting = {}) =>
    cells({
      rows: [
        ['a:1', first, 'b:1'],
        ['b:1', second, 'c:1'],
      ],
      ...more,
    })('c:1');
  test.each([
    ['equal-to', 'superset-of', 'evidenced'],
    ['superset-of', 'superset-of', 'evidenced'],
    ['equal-to', 'subset-of', 'partial'],
    ['superset-of', 'subset-of', 'partial'],
    ['superset-of', 'intersects-with', 'partial'],
    ['subset-of', 'equal-to', 'partial'],
  ])('%s, then %s: %s', (first, second, state) => {
    const cell = chain(first, second);
    expect(cell.state).toBe(state);
    expect(cell.derived_from).toEqual({
      obligation: 'b:1',
      crosswalk: 'b-c',
      relationship: second,
      origin: 'a:1',
    });
  });
  test.each([
    ['intersects-with', 'intersects-with'],
    ['subset-of', 'superset-of'],
    ['equal-to', 'no-relationship'],
  ])('%s, then %s: nothing is known, and nothing carried', (first, second) =>
    expect(chain(first, second).state).toBe('not-assessed'),
  );
  test('a clause with a row of its own is where a chain starts: nothing is carried past its word', () => {
    const mappings = [held('a:1'), held('b:1', { controls: [] })];
    expect(chain('equal-to', 'equal-to', { mappings }).state).toBe('not-assessed');
  });
  test('a chain may pass through a framework that the system does not answer to', () => {
    expect(chain('equal-to', 'equal-to', { frameworks: ['a', 'c'] }).state).toBe('evidenced');
  });
  test('a chain proves no more than is said of its two ends themselves', () => {
    const rows: Row[] = [
      ['a:1', 'equal-to', 'b:1'],
      ['b:1', 'equal-to', 'c:1'],
    ];
    const ends = (relation: string) => cells({ rows: [...rows, ['a:1', relation, 'c:1']] })('c:1').state;
    expect(ends('intersects-with')).toBe('partial');
    expect(ends('no-relationship')).toBe('not-assessed');
    expect(ends('equal-to')).toBe('evidenced');
  });
  test('nor than is said of them in the other direction only', () => {
    const rows: Row[] = [
      ['a:1', 'equal-to', 'b:1'],
      ['b:1', 'equal-to', 'c:1'],
    ];
    const ends = (relation: string) => cells({ rows: [...rows, ['c:1', relation, 'a:1']] })('c:1').state;
    expect(ends('no-relationship')).toBe('not-assessed');
    expect(ends('intersects-with')).toBe('partial');
    expect(ends('superset-of')).toBe('partial');
    expect(ends('subset-of')).toBe('evidenced');
    expect(ends('equal-to')).toBe('evidenced');
  });
  test('a heading and a withdrawn clause hand nothing on', () => {
    const through = (b: Record<string, object>) =>
      chain('equal-to', 'equal-to', { more: { 'b.yaml': catalogue('b', b) } }).state;
    expect(through({})).toBe('evidenced');
    expect(through({ 2: { parent: 'b:1' } })).toBe('not-assessed');
    expect(through({ 1: { status: 'withdrawn' } })).toBe('not-assessed');
  });
  test('clauses that lead to each other carry nothing, and a way in carries them all', () => {
    const rows: Row[] = [
      ['b:1', 'equal-to', 'c:1'],
      ['c:1', 'equal-to', 'b:1'],
    ];
    expect(of({ rows })).toEqual(none);
    const open = cells({ rows: [...rows, ['a:1', 'equal-to', 'c:1']] });
    expect([open('b:1').state, open('c:1').state]).toEqual(['evidenced', 'evidenced']);
  });
});

describe('time', () => {
  const rows: Row[] = [
    ['a:1', 'equal-to', 'b:1'],
    ['a:1', 'equal-to', 'b:3'],
  ];
  test('a crosswalk of a later day does not exist yet', () => {
    expect(of({ rows, head: { as_of: '2026-11-21' } })).toEqual(none);
    expect(of({ rows, head: { as_of: '2026-11-20' } }).state).toBe('evidenced');
  });
  test('and takes nothing from one that does', () => {
    const later = {
      crosswalk: { id: 'later', source: 'a', target: 'b', as_of: '2026-11-21' },
      rows: [{ source: 'a:1', relationship: 'intersects-with', target: 'b:1' }],
    };
    const names = ['./a.yaml', './b.yaml', './c.yaml'];
    const portfolio = {
      title: 'P',
      catalogues: names,
      crosswalks: ['crosswalks/0.yaml', 'later.yaml'],
      parties: [{ id: 'boss', title: 'Boss' }],
    };
    const more = { 'portfolio.yaml': portfolio, 'later.yaml': later };
    expect(of({ rows, more }).state).toBe('evidenced');
    expect(of({ rows, more, asOf: '2026-11-21' }).state).toBe('partial');
  });
  test('timing is the clause’s own', () => {
    const cell = cells({ rows })('b:3');
    expect([cell.state, cell.timing, cell.applies_from]).toEqual(['evidenced', 'upcoming', '2027-08-02']);
  });
  test('it lapses with the evidence of its source', () => {
    expect(of({ rows, asOf: '2026-12-31' }).state).toBe('evidenced');
    expect(of({ rows, asOf: '2027-01-01' }).state).toBe('lapsed');
  });
});

describe('the proof', () => {
  test('of a derived cell: crosswalk, source clause, and what that rests on', () => {
    const cell = cells({ rows: [['a:1', 'superset-of', 'b:1']] })('b:1');
    expect(cell.steps.map(({ type, id, parent, state }) => [type, id, parent, state])).toEqual([
      ['obligation', 'b:1', null, 'holds'],
      ['crosswalk', 'a-b', 0, 'holds'],
      ['obligation', 'a:1', 1, 'holds'],
      ['row', 's/map:a:1', 2, 'holds'],
      ['control', 'CTL-1', 3, 'holds'],
      ['evidence', 's/proof', 3, 'holds'],
      ['approval', null, 3, 'missing'],
    ]);
    expect(cell.steps[1]!.note).toBe('`a:1` is a superset of `b:1`. Why.');
    expect(cell).toMatchObject({
      row: null,
      controls: ['CTL-1'],
      evidence: ['s/proof'],
      deciding_step: null,
    });
    expect(cell.reason).toBe(
      'Derived from `a:1` through `a-b`. Every required piece of evidence is valid on 2026-11-20.',
    );
  });
  test('where the relation is the weakest link it decides', () => {
    const cell = cells({ rows: [['a:1', 'subset-of', 'b:1']] })('b:1');
    expect([cell.deciding_step, cell.steps[1]!.state, cell.depth]).toEqual([1, 'partial', 'deep']);
    expect(cell.reason).toBe(
      'Derived from `a:1` through `a-b`: it is a subset of this clause, and covers no more than a part.',
    );
  });
  test('where something below is weaker, that decides', () => {
    const cell = cells({
      rows: [['a:1', 'equal-to', 'b:1']],
      evidence: { valid_until: '2026-11-19' },
    })('b:1');
    expect(cell.steps[cell.deciding_step!]).toMatchObject({ type: 'evidence', id: 's/proof', parent: 3 });
    expect(cell.reason).toBe(
      'Derived from `a:1` through `a-b`. Evidence `proof` does not count: it was valid until 2026-11-19.',
    );
  });
  test('two clauses that derive from one row have a proof each, and the row keeps its own', () => {
    const all = cells({
      rows: [
        ['a:1', 'equal-to', 'b:1'],
        ['a:1', 'equal-to', 'b:2'],
      ],
    });
    expect(all('b:1').steps.length).toBe(7);
    expect(all('b:2').steps.length).toBe(7);
    expect(all('a:1').steps.map(({ parent }) => parent)).toEqual([null, 0, 1, 1, 1]);
  });
});
