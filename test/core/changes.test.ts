import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellStates, isInScope, timings, type CellState } from '../../src/core/cell.ts';
import { changesBetween, isSame, type CellThen, type Snapshot } from '../../src/core/changes.ts';

const empty: Snapshot = {
  as_of: '2026-06-30',
  title: 'P',
  systems: [],
  artefacts: [],
  evidence: [],
  cells: [],
  findings: [],
};
const cell = (state: CellState, timing: CellThen['timing'] = 'in-force', obligation = 'law:1'): CellThen => ({
  obligation,
  system: 'demo',
  state,
  timing,
});
const turnOf = (before: CellThen[], after: CellThen[]) =>
  changesBetween({ ...empty, cells: before }, { ...empty, cells: after }).cells.map(({ turn }) => turn);

describe('a cell', () => {
  test.each<[string, CellThen[], CellThen[], string[]]>([
    ['that proves less is weaker', [cell('evidenced')], [cell('lapsed')], ['weaker']],
    ['that proves more is stronger', [cell('gap')], [cell('waived')], ['stronger']],
    ['that is added is new', [], [cell('gap')], ['new']],
    ['that is taken out is gone', [cell('gap')], [], ['gone']],
    ['that applies no more is not stronger', [cell('gap')], [cell('not-applicable')], ['else']],
    ['that came into force is told', [cell('gap', 'upcoming')], [cell('gap')], ['else']],
    ['whose duty ended is no loss', [cell('evidenced')], [cell('gap', 'ended')], ['else']],
    ['that stays is not told', [cell('gap')], [cell('gap')], []],
  ])('%s', (_, before, after, turns) => {
    expect(turnOf(before, after)).toEqual(turns);
  });

  test('stands by the way it went, then in the order of its clauses', () => {
    const of = (...states: CellState[]) => states.map((state, i) => cell(state, 'in-force', `law:${i + 8}`));
    const { cells, before, after } = changesBetween(
      { ...empty, cells: of('gap', 'evidenced', 'evidenced') },
      { ...empty, as_of: '2026-11-20', cells: of('evidenced', 'gap', 'gap') },
    );
    expect(cells.map((one) => [one.turn, one.after!.obligation])).toEqual([
      ['weaker', 'law:9'],
      ['weaker', 'law:10'],
      ['stronger', 'law:8'],
    ]);
    expect([before.evidenced, after.evidenced]).toEqual([
      { part: 2, whole: 3 },
      { part: 1, whole: 3 },
    ]);
  });
});

test('an artefact whose file has no word on its approval is not said to have lost it', () => {
  const artefact = { id: 'demo/model-card', version: '1', digest: 'a' };
  const after = { ...empty, artefacts: [{ ...artefact, approval: 'approved' }] };
  expect(isSame(changesBetween({ ...empty, artefacts: [artefact] }, after))).toBe(true);
});

test('a finding that a waiver accepts is settled, and raised again when the waiver ends', () => {
  const finding = { rule: 'a/b', severity: 'warning', subject: 's', message: 'm', key: 'k' } as const;
  const open = { ...empty, findings: [{ ...finding, waived_by: null }] };
  const waived = { ...empty, findings: [{ ...finding, waived_by: 'WV-1' }] };
  expect(changesBetween(open, waived)).toMatchObject({ raised: [], settled: [{ key: 'k' }] });
  expect(changesBetween(waived, open)).toMatchObject({ raised: [{ key: 'k' }], settled: [] });
});

const cells = fc.uniqueArray(
  fc.record({
    obligation: fc.constantFrom('law:1', 'law:2', 'law:3'),
    system: fc.constantFrom('a', 'b'),
    state: fc.constantFrom(...cellStates),
    timing: fc.constantFrom(...timings),
  }),
  { selector: ({ obligation, system }) => `${system} ${obligation}` },
);

test('a state differs from itself in nothing; read backwards, what was weaker is stronger and what was new is gone', () => {
  const back = { weaker: 'stronger', stronger: 'weaker', new: 'gone', gone: 'new', else: 'else' } as const;
  fc.assert(
    fc.property(cells, cells, (before, after) => {
      const [a, b] = [
        { ...empty, cells: before },
        { ...empty, cells: after },
      ];
      expect(isSame(changesBetween(a, a))).toBe(true);
      const turns = ({ cells: of }: ReturnType<typeof changesBetween>) =>
        of
          .map((one) => [(one.before ?? one.after)!, one.turn] as const)
          .map(([{ system, obligation }, turn]) => `${system} ${obligation} ${turn}`)
          .sort();
      const there = changesBetween(a, b);
      expect(turns(changesBetween(b, a))).toEqual(
        turns({ ...there, cells: there.cells.map((one) => ({ ...one, turn: back[one.turn] })) }),
      );
      const evidenced = before.filter((one) => one.state === 'evidenced' && isInScope(one)).length;
      expect(there.before.evidenced.part).toBe(evidenced);
    }),
  );
});
