import { describe, expect, test } from 'vitest';
import { cellsOf } from '../../src/core/coverage.ts';
import type { Portfolio } from '../../src/core/portfolio.ts';
import { impactView, restingOn, weakenedElsewhere } from '../../src/site/data/impact.ts';
import { pointsOf, restOf, systemPoints } from '../../src/site/data/ranking.ts';
import { portfolioOf } from '../core/support.ts';
import { sha256 } from '../../src/core/fingerprint.ts';

const row = (n: number, more: Record<string, unknown> = {}) => ({
  obligation: `law:a-${n}`,
  applicability: 'applicable',
  implementation_status: 'implemented',
  controls: ['A'],
  ...more,
});

/** `systems` systems that all map three clauses to one control, which rests on a file of the first of them. */
function made(systems: number): Portfolio {
  const ids = Array.from({ length: systems }, (_, i) => `s${String(i + 1).padStart(3, '0')}`);
  const [first] = ids;
  const files = Object.fromEntries(
    ids.flatMap((id): [string, unknown][] => [
      [`systems/${id}/system.mdx`, { title: `The ${id}`, roles: ['provider'], frameworks: ['law'] }],
      [
        `systems/${id}/compliance-mapping.mdx`,
        {
          title: 'M',
          mappings: [row(1, { evidence: [`${first!}/proof`] }), row(2), row(3, { controls: ['A', 'B'] })],
        },
      ],
    ]),
  );
  const portfolio = portfolioOf(
    {
      'portfolio.yaml': { title: 'P', catalogues: ['law'] },
      'controls/A.mdx': {
        title: 'A',
        implementation_status: 'implemented',
        evidence: [`${first!}/proof`],
        implemented_by: [`${first!}/income`],
      },
      'controls/B.mdx': { title: 'B', implementation_status: 'partial' },
      ...files,
      [`systems/${first!}/feature-register.mdx`]: {
        title: 'F',
        features: [{ name: 'income' }, { name: 'idle' }],
      },
      [`systems/${first!}/evidence/evidence.yaml`]: {
        evidence: [{ id: 'proof', file: 'proof.json', sha256: sha256('{}'), captured_at: '2026-06-01' }],
      },
    },
    { [`systems/${first!}/evidence/proof.json`]: '{}' },
  );
  return { ...portfolio, cells: cellsOf(portfolio) };
}

describe('what a file carries', () => {
  test('stands by framework and system, each clause with the controls on the way and its state without the file', () => {
    const view = impactView(made(1), 's001/proof');
    expect(view.headline).toBe('2 of 2 evidenced clauses fall if this is withdrawn');
    expect(view.carries).toBe('It carries 3 clauses of 1 framework');
    expect(view.place).toBe(3);
    expect(view.shown).toHaveLength(1);
    expect(
      view.shown[0]!.rows.map(({ cell, after, controls, direct }) => [
        cell.obligation,
        cell.state,
        after,
        controls,
        direct,
      ]),
    ).toEqual([
      ['law:a-1', 'evidenced', 'lapsed', ['A'], false],
      ['law:a-2', 'evidenced', 'lapsed', ['A'], false],
      ['law:a-3', 'partial', null, ['A'], false],
    ]);
    expect(view.effects).toEqual(['2 things cite it as evidence, 2 of them nothing else that is valid:']);
    expect(view.alone).toEqual(['A', 's001/map:law:a-1']);
  });

  test('is said in words when nothing falls', () => {
    const view = impactView(made(1), 's001/idle');
    expect([view.headline, view.carries, view.place]).toEqual([
      'No clause falls if this is withdrawn',
      'It carries no clause',
      null,
    ]);
  });
});

describe('what a control carries', () => {
  test('names what stands beside it', () => {
    const view = impactView(made(1), 'A');
    expect(view.shown[0]!.rows.map(({ controls }) => controls)).toEqual([[], [], ['B']]);
    expect(view.headline).toBe('2 of 2 evidenced clauses fall if this is withdrawn, and 1 more weakens');
  });

  test.each([1, 8, 9, 40, 100])(
    'in %i systems is shown, counted or at least numbered: no clause is lost',
    (systems) => {
      const { impact, carries, shown, further, counted, unnamed } = impactView(made(systems), 'A');
      const rows = (groups: typeof shown) => groups.reduce((sum, group) => sum + group.rows.length, 0);
      const all = impact.cells.length + impact.holding.length;
      expect(all).toBe(3 * systems);
      expect(rows(shown) + rows(counted) + rows(unnamed)).toBe(all);
      expect(rows(shown)).toBeLessThanOrEqual(40);
      expect(counted.length).toBeLessThanOrEqual(24);
      expect(further).toEqual({ named: [], beyond: 0 });
      for (const { rows: all, named, beyond } of counted) expect(named.length + beyond).toBe(all.length);
      expect(carries).toBe(
        systems === 1
          ? 'It carries 3 clauses of 1 framework'
          : `It carries ${3 * systems} clauses of 1 framework, in ${systems} systems`,
      );
    },
  );
});

test('of a framework too long for a table, what has no room is named: a reviewer sees all that a file carries', () => {
  const many = (clauses: number): Portfolio => {
    const portfolio = made(1);
    const [cell, second, third] = portfolio.cells;
    const more = Array.from({ length: clauses - 3 }, (_, i) => ({ ...cell!, obligation: `law:b-${i}` }));
    return { ...portfolio, cells: [cell!, second!, third!, ...more] };
  };
  const { shown, further } = impactView(many(60), 's001/proof');
  expect(shown[0]!.rows).toHaveLength(38);
  expect(further.named.map((one) => one.cell.obligation)).toEqual(
    Array.from({ length: 22 }, (_, i) => `law:b-${i + 35}`),
  );
  expect(further.beyond).toBe(0);
  expect(impactView(many(200), 's001/proof').further).toMatchObject({ named: { length: 60 }, beyond: 102 });
});

test('a system says what its clauses rest on, and what rests on it elsewhere', () => {
  const portfolio = made(3);
  expect(systemPoints(portfolio, 's001').map(({ point, lost }) => [point.node.id, lost])).toEqual([
    ['A', 2],
    ['s001/proof', 2],
    ['s001/income', 2],
  ]);
  expect(weakenedElsewhere(portfolio, 's001')).toBeGreaterThan(0);
  expect(weakenedElsewhere(portfolio, 's003')).toBe(0);
});

test('a feature says what rests on it', () => {
  const portfolio = made(1);
  expect(restingOn(portfolio, 's001/income')).toBe('3 clauses, 1 control');
  expect(restingOn(portfolio, 's001/idle')).toBeNull();
});

test('what a ranking leaves out is counted by what it is', () => {
  expect(restOf(pointsOf(made(1)))).toBe('2 controls, 1 evidence file, 1 feature');
});
