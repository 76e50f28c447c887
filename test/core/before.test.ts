import { expect, test } from 'vitest';
import { Before } from '../../src/core/before.ts';
import { cellsOf } from '../../src/core/coverage.ts';
import { KeptCells } from '../../src/core/kept-cells.ts';
import { RecordedMap } from '../../src/core/recorded-map.ts';
import { portfolioOf } from './support.ts';

test('a list that says the same is the list that was', () => {
  const before = new Before();
  const isSame = (a: { n: number }, b: { n: number }) => a.n === b.n;
  const list = (...of: number[]) => {
    before.begin();
    return before.list(
      'numbers',
      of.map((n) => ({ n })),
      isSame,
    );
  };
  const first = list(1, 2, 3);
  expect(list(1, 2, 3)).toBe(first);
  const changed = list(1, 4, 3);
  expect(changed).toEqual([{ n: 1 }, { n: 4 }, { n: 3 }]);
  expect([changed[0] === first[0], changed[2] === first[2]]).toEqual([true, true]);
  expect(first).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
  expect(list(1, 4)).toEqual([{ n: 1 }, { n: 4 }]);
});

test('what a portfolio in between did not ask for is forgotten', () => {
  const before = new Before();
  const first = before.list('rows', [{}]);
  before.begin();
  before.begin();
  expect(before.list('rows', [{}], () => true)).not.toBe(first);
});

test('a map remembers what was looked up in it, until somebody goes through all of it', () => {
  const map = new RecordedMap(
    new Map([
      ['a', 1],
      ['b', 2],
    ]),
  );
  expect([map.get('a'), map.has('c')]).toEqual([1, false]);
  expect(map.answers).toEqual(
    new Map([
      ['a', 1],
      ['c', undefined],
    ]),
  );
  expect([...map.keys()]).toEqual(['a', 'b']);
  expect(map.answers).toBeNull();
});

const row = { obligation: 'law:a-1', applicability: 'applicable', implementation_status: 'implemented' };
const files = (status: string, controls: string) => ({
  'portfolio.yaml': { title: 'P', catalogues: ['law'], parties: [{ id: 'boss', title: 'Boss' }] },
  'controls/CTL-1.mdx': { title: 'One', implementation_status: status },
  'controls/CTL-2.mdx': { title: 'Two', implementation_status: 'implemented' },
  ...Object.fromEntries(
    ['r', 's'].flatMap((id) => [
      [`systems/${id}/system.mdx`, { title: id, roles: ['provider'], frameworks: ['law'] }],
      [
        `systems/${id}/compliance-mapping.mdx`,
        { title: 'Mapping', mappings: [{ ...row, controls: [id === 's' ? controls : 'CTL-2'] }] },
      ],
    ]),
  ),
});

test('cells are worked out again for the systems alone for which something has changed', () => {
  const cells = new KeptCells();
  const portfolio = portfolioOf(files('implemented', 'CTL-1'));
  const mapping = portfolio.systems[1]!.artefacts.find(({ kind }) => kind === 'compliance-mapping')!;
  cells.of(portfolio);
  const before = cells.of(portfolio);
  expect(before).toEqual(cellsOf(portfolio));
  expect(cells.of(portfolio).every((cell, i) => cell === before[i])).toBe(true);

  // The system is the same; a control that its row names is another.
  const control = portfolio.index.artefacts.get('CTL-1')!;
  const artefacts = new Map(portfolio.index.artefacts);
  artefacts.set('CTL-1', { ...control, data: { ...control.data, implementation_status: 'partial' } });
  const changed = { ...portfolio, index: { ...portfolio.index, artefacts } };
  const after = cells.of(changed);
  expect(after).toEqual(cellsOf(changed));
  expect(after.filter((cell, i) => cell !== before[i]).map(({ system }) => system)).toEqual(
    after.filter(({ system }) => system === mapping.system).map(({ system }) => system),
  );
  const partial = after.find(({ system, row: own }) => system === 's' && own !== null);
  expect(partial?.state).toBe('partial');
});
