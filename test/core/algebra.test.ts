// Laws of the algebra, over portfolios drawn at random: controls, items, evidence, mapping rows and crosswalks in
// every state that they can have.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell } from '../../src/core/cell.ts';
import { cellsOf } from '../../src/core/coverage.ts';
import { sha256 } from '../../src/core/fingerprint.ts';
import { carriageOf, inverseOf, relationships, type Relationship } from '../../src/core/relationship.ts';
import { compareStrength, strengths, type Strength } from '../../src/core/strength.ts';
import { portfolioOf } from './support.ts';

const frameworks = ['a', 'b', 'c'] as const;
const clauses = frameworks.flatMap((id) => [1, 2, 3].map((n) => `${id}:${n}`));
const controls = ['CTL-1', 'CTL-2', 'CTL-3'];
const files = ['e1', 'e2', 'e3'];
const items = ['f1', 'f2'];

interface Model {
  /** From the strongest to the weakest: implemented, partial, planned, planned by nobody, not said. */
  controls: { status: number; evidence: string[]; items: string[] }[];
  /** Whether each file is valid, expired or missing. */
  files: number[];
  /** Whether each item exists. */
  items: boolean[];
  rows: {
    obligation: string;
    applicability: 'applicable' | 'not-applicable' | 'under-assessment';
    /** Implemented, partial, planned, planned by nobody. */
    status: number;
    controls: string[];
    evidence: string[];
    combine: 'all-of' | 'any-of';
    relationship: Relationship;
  }[];
  bridges: { source: string; target: string; relationship: Relationship }[];
  waived: string[];
}

const some = <T>(of: readonly T[], most = of.length) => fc.subarray([...of], { maxLength: most });
/** Mostly 0, the strongest: a path holds only where all of it does. */
const weakness = (most: number) =>
  fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 0, max: most }) },
  );
const model: fc.Arbitrary<Model> = fc.record({
  controls: fc.tuple(
    ...controls.map(() => fc.record({ status: weakness(4), evidence: some(files, 2), items: some(items) })),
  ),
  files: fc.tuple(...files.map(() => weakness(2))),
  items: fc.tuple(...items.map(() => fc.boolean())),
  rows: fc.uniqueArray(
    fc.record({
      obligation: fc.constantFrom(...clauses),
      applicability: fc.oneof(
        { weight: 8, arbitrary: fc.constant('applicable' as const) },
        { weight: 1, arbitrary: fc.constantFrom('not-applicable' as const, 'under-assessment' as const) },
      ),
      status: weakness(3),
      controls: some(controls),
      evidence: some(files, 2),
      combine: fc.constantFrom('all-of' as const, 'any-of' as const),
      relationship: fc.constantFrom(...relationships),
    }),
    { selector: (row) => row.obligation, maxLength: 5 },
  ),
  bridges: fc.uniqueArray(
    fc.record({
      source: fc.constantFrom(...clauses),
      target: fc.constantFrom(...clauses),
      relationship: fc.constantFrom(...relationships),
    }),
    { selector: ({ source, target, relationship }) => `${source}${target}${relationship}`, maxLength: 14 },
  ),
  waived: some(clauses, 2),
});

const catalogue = (id: string) => ({
  framework: { id, title: id },
  obligations: [1, 2, 3].map((n) => ({ id: `${id}:${n}`, ref: `${n}`, title: `Duty ${n}`, summary: 's' })),
});

const statuses = [
  { implementation_status: 'implemented' },
  { implementation_status: 'partial' },
  { implementation_status: 'planned', planned: { owner: 'boss', due: '2027-03-01' } },
  { implementation_status: 'planned' },
  {},
];
const rowStatuses = [
  { implementation_status: 'implemented' },
  { implementation_status: 'partial' },
  { implementation_status: 'planned', remediation: { owner: 'boss', due: '2027-03-01' } },
  { implementation_status: 'planned' },
];

/** The cells of a model, by obligation. */
function cells(of: Model): Map<string, Cell> {
  const bridges = of.bridges.filter(({ source, target }) => source[0] !== target[0]);
  const crosswalks = [...Map.groupBy(bridges, ({ source, target }) => `${source[0]!}-${target[0]!}`)];
  const portfolio = portfolioOf(
    {
      'portfolio.yaml': {
        title: 'P',
        catalogues: frameworks.map((id) => `./${id}.yaml`),
        crosswalks: crosswalks.map(([id]) => `${id}.yaml`),
        parties: [{ id: 'boss', title: 'Boss' }],
      },
      ...Object.fromEntries(frameworks.map((id) => [`${id}.yaml`, catalogue(id)])),
      ...Object.fromEntries(
        crosswalks.map(([id, rows]) => [
          `${id}.yaml`,
          { crosswalk: { id, source: id[0], target: id[2] }, rows },
        ]),
      ),
      ...Object.fromEntries(
        of.controls.map(({ status, evidence, items: by }, i) => [
          `controls/${controls[i]!}.mdx`,
          {
            title: `Control ${i}`,
            ...statuses[status],
            evidence: evidence.map((id) => `s/${id}`),
            implemented_by: by.map((id) => `s/${id}`),
          },
        ]),
      ),
      'systems/s/system.mdx': { title: 'S', frameworks },
      'systems/s/feature-register.mdx': {
        title: 'Features',
        features: items.filter((_, i) => of.items[i]).map((name) => ({ name })),
      },
      'systems/s/compliance-mapping.mdx': {
        title: 'Mapping',
        mappings: of.rows.map(({ status, ...row }) => ({
          ...row,
          ...rowStatuses[status],
          ...(row.applicability === 'not-applicable' && {
            applicability_rationale: 'No.',
            decided_by: 'boss',
          }),
        })),
      },
      'systems/s/evidence/evidence.yaml': {
        evidence: files.map((id, i) => ({
          id,
          file: `${id}.txt`,
          sha256: sha256(id),
          valid_until: of.files[i] === 1 ? '2026-11-01' : '2027-11-01',
        })),
      },
      'systems/s/waivers/w.yaml': {
        waivers: [
          {
            id: 'W',
            title: 'W',
            obligations: of.waived,
            rationale: 'r',
            approved_by: 'boss',
            date: '2026-01-01',
            expires: '2027-01-01',
          },
        ],
      },
    },
    Object.fromEntries(
      files.flatMap((id, i) => (of.files[i] === 2 ? [] : [[`systems/s/evidence/${id}.txt`, id]])),
    ),
  );
  return new Map(cellsOf(portfolio).map((cell) => [cell.obligation, cell]));
}

const strengthOf = (cell: Cell): Strength | null => strengths.find((one) => one === cell.underlying) ?? null;

/** One step down of one link; `null` where it is as weak as it gets. */
type Weakening = (of: Model) => Model | null;
const replaced = <T>(list: readonly T[], i: number, by: T): T[] => list.map((one, k) => (k === i ? by : one));
const order: readonly Relationship[] = ['equal-to', 'superset-of', 'intersects-with', 'no-relationship'];
const down = (relation: Relationship): Relationship | null => {
  const at = order.findIndex((one) => carriageOf[one] === carriageOf[relation]);
  return order.slice(at).find((one) => carriageOf[one] !== carriageOf[relation]) ?? null;
};
const weakenings: fc.Arbitrary<Weakening> = fc
  .tuple(fc.constantFrom('control', 'file', 'item', 'row', 'relation', 'bridge', 'unbridge'), fc.nat(20))
  .map(([what, n]) => (of) => {
    const pick = <T>(list: readonly T[]): [T, number] | null =>
      list.length === 0 ? null : [list[n % list.length]!, n % list.length];
    switch (what) {
      case 'control': {
        const [control, i] = pick(of.controls)!;
        const status = control.status + 1;
        return status > 4 ? null : { ...of, controls: replaced(of.controls, i, { ...control, status }) };
      }
      case 'file': {
        const [file, i] = pick(of.files)!;
        return file === 2 ? null : { ...of, files: replaced(of.files, i, 2) };
      }
      case 'item': {
        const [item, i] = pick(of.items)!;
        return item ? { ...of, items: replaced(of.items, i, false) } : null;
      }
      case 'row': {
        const found = pick(of.rows);
        // A plan is another statement than a part, not a weaker one: without any control it says more.
        if (!found || found[0].status === 1 || found[0].status === 3) return null;
        const status = found[0].status + 1;
        return { ...of, rows: replaced(of.rows, found[1], { ...found[0], status }) };
      }
      case 'relation': {
        const found = pick(of.rows);
        const relationship = found && down(found[0].relationship);
        if (!found || !relationship) return null;
        return { ...of, rows: replaced(of.rows, found[1], { ...found[0], relationship }) };
      }
      case 'bridge': {
        const found = pick(of.bridges);
        const relationship = found && down(found[0].relationship);
        if (!found || !relationship) return null;
        return { ...of, bridges: replaced(of.bridges, found[1], { ...found[0], relationship }) };
      }
      default: {
        const found = pick(of.bridges);
        return found && isOnly(of, found[0])
          ? { ...of, bridges: of.bridges.filter((_, i) => i !== found[1]) }
          : null;
      }
    }
  });

/**
 * Whether nothing else relates the pair, in either direction or by a chain: taking one of two away may leave the one
 * that carries more.
 */
function isOnly(of: Model, bridge: Model['bridges'][number]): boolean {
  const others = of.bridges.filter((one) => one !== bridge);
  const reached = new Set([bridge.source]);
  for (const from of reached) for (const one of others) if (one.source === from) reached.add(one.target);
  const isBack = others.some((one) => one.source === bridge.target && one.target === bridge.source);
  return !isBack && !reached.has(bridge.target);
}

const runs = { numRuns: 120 };

describe('laws', () => {
  test('weakening a link never strengthens a cell', () => {
    fc.assert(
      fc.property(model, weakenings, (of, weaken) => {
        const weakened = weaken(of);
        fc.pre(weakened !== null);
        const before = cells(of);
        for (const [id, cell] of cells(weakened)) {
          const [was, is] = [strengthOf(before.get(id)!), strengthOf(cell)];
          // What does not apply stays so whatever happens to controls.
          expect(was === null).toBe(is === null);
          if (was !== null && is !== null) expect(compareStrength(is, was)).toBeLessThanOrEqual(0);
        }
      }),
      runs,
    );
  });

  test('of an evidenced cell whose row asks for all its controls, no step can be withdrawn', () => {
    fc.assert(
      fc.property(model, (of) => {
        const isAll = new Set(of.rows.filter((row) => row.combine === 'all-of').map((row) => row.obligation));
        for (const cell of cells(of).values()) {
          if (cell.state !== 'evidenced' || cell.derived || !isAll.has(cell.obligation)) continue;
          for (const { type, id } of cell.steps) {
            const local = id?.slice(id.indexOf('/') + 1) ?? '';
            const without: Model | null =
              type === 'evidence'
                ? { ...of, files: replaced(of.files, files.indexOf(local), 2) }
                : type === 'item'
                  ? { ...of, items: replaced(of.items, items.indexOf(local), false) }
                  : type === 'control'
                    ? {
                        ...of,
                        controls: of.controls.map((one, i) =>
                          controls[i] === id ? { ...one, status: 4 } : one,
                        ),
                      }
                    : null;
            if (without) expect(cells(without).get(cell.obligation)!.state).not.toBe('evidenced');
          }
        }
      }),
      runs,
    );
  });

  test('a derived cell is no stronger than its origin, nor than the relation of its last step', () => {
    fc.assert(
      fc.property(model, (of) => {
        const all = cells(of);
        for (const cell of all.values()) {
          if (cell.derived_from === null) continue;
          const { origin, relationship, obligation } = cell.derived_from;
          const source = all.get(origin)!;
          expect(source.derived).toBe(false);
          expect(origin).not.toBe(cell.obligation);
          expect(compareStrength(strengthOf(cell)!, strengthOf(source)!)).toBeLessThanOrEqual(0);
          expect(carriageOf[relationship]).not.toBe('nothing');
          if (carriageOf[relationship] === 'part')
            expect(compareStrength(strengthOf(cell)!, 'partial')).toBeLessThanOrEqual(0);
          expect(of.rows.some((row) => row.obligation === cell.obligation)).toBe(false);
          const back = inverseOf[relationship];
          expect(
            of.bridges.some(
              (one) =>
                (one.source === obligation &&
                  one.target === cell.obligation &&
                  one.relationship === relationship) ||
                (one.source === cell.obligation && one.target === obligation && one.relationship === back),
            ),
          ).toBe(true);
        }
      }),
      runs,
    );
  });

  test('the order in which things are written changes no state and no source', () => {
    fc.assert(
      fc.property(model, fc.infiniteStream(fc.nat()), (of, numbers) => {
        const shuffled = <T>(list: readonly T[]): T[] =>
          list
            .map((one) => ({ one, at: numbers.next().value }))
            .sort((a, b) => a.at - b.at)
            .map(({ one }) => one);
        const other: Model = {
          ...of,
          controls: of.controls.map((one) => ({
            ...one,
            evidence: shuffled(one.evidence),
            items: shuffled(one.items),
          })),
          rows: shuffled(of.rows).map((row) => ({
            ...row,
            controls: shuffled(row.controls),
            evidence: shuffled(row.evidence),
          })),
          bridges: shuffled(of.bridges),
        };
        const told = (all: Map<string, Cell>) =>
          [...all.values()].map(({ obligation, state, underlying, derived_from }) => ({
            obligation,
            state,
            underlying,
            derived_from,
          }));
        expect(told(cells(other))).toEqual(told(cells(of)));
      }),
      runs,
    );
  });

  test('every cell has one state, and a step that decides it unless it is evidenced or does not apply', () => {
    fc.assert(
      fc.property(model, (of) => {
        const all = cells(of);
        expect([...all.keys()].sort()).toEqual(clauses);
        for (const cell of all.values()) {
          const holds = cell.underlying === 'evidenced' || cell.underlying === 'not-applicable';
          expect(cell.deciding_step === null).toBe(holds);
          expect(cell.state === cell.underlying || cell.state === 'waived').toBe(true);
          expect(cell.reason).not.toBe('');
        }
      }),
      runs,
    );
  });

  test('a proof is one tree, written from above: every step after the one it hangs from, and beside its like', () => {
    fc.assert(
      fc.property(model, (of) => {
        for (const { steps, evidence, controls: named, state } of cells(of).values()) {
          const open: number[] = [];
          steps.forEach((step, i) => {
            while (open.length > 0 && open.at(-1) !== step.parent) open.pop();
            // In pre-order a step hangs from the one before it or from one above that.
            expect(open.at(-1) ?? null).toBe(step.parent);
            expect(step.parent === null).toBe(i === 0);
            open.push(i);
            const above = step.parent === null ? null : steps[step.parent]!.type;
            expect(parents[step.type]).toContain(above);
          });
          const ids = new Set(steps.map(({ id }) => id));
          for (const id of [...evidence, ...named]) expect(ids).toContain(id);
          expect(steps.some(({ type }) => type === 'waiver')).toBe(state === 'waived');
        }
      }),
      runs,
    );
  });

  test('the portfolios drawn hold every state, chains of crosswalks among them', () => {
    const met = new Set<string>();
    fc.assert(
      fc.property(model, (of) => {
        for (const cell of cells(of).values()) {
          met.add(cell.state);
          if (cell.derived_from) {
            met.add(`derived ${cell.underlying}`);
            if (cell.derived_from.origin !== cell.derived_from.obligation) met.add('chain');
          }
        }
      }),
      { numRuns: 400, seed: 20261120 },
    );
    const derived = strengths.slice(2).map((state) => `derived ${state}`);
    for (const one of [...strengths, 'waived', 'not-applicable', 'chain', ...derived])
      expect(met).toContain(one);
  });
});

/** What each step may hang from. */
const parents: Record<Cell['steps'][number]['type'], (Cell['steps'][number]['type'] | null)[]> = {
  obligation: [null, 'crosswalk'],
  crosswalk: ['obligation'],
  row: ['obligation'],
  control: ['row'],
  item: ['control'],
  evidence: ['control', 'row'],
  approval: ['row'],
  waiver: ['row', 'obligation'],
};
