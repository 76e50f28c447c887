import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellKey } from '../../src/core/carried.ts';
import type { Cell, CellState } from '../../src/core/cell.ts';
import { cellsOf } from '../../src/core/coverage.ts';
import { findingKey } from '../../src/core/finding.ts';
import { sha256 } from '../../src/core/fingerprint.ts';
import { impactOf } from '../../src/core/impact.ts';
import type { Portfolio } from '../../src/core/portfolio.ts';
import { singlePoints } from '../../src/core/single-points.ts';
import { withdraw, withdrawnWith } from '../../src/core/withdraw.ts';
import { portfolioOf } from './support.ts';

type Fields = Record<string, unknown>;
type Files = Record<string, unknown>;

const proofOf = (id: string): Fields => ({
  id,
  file: `${id}.json`,
  sha256: sha256(JSON.stringify(id)),
  captured_at: '2026-06-01',
  valid_until: '2026-12-31',
});
const evidenceFiles = (systems: readonly string[], ids: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    systems.flatMap((s) => ids.map((id) => [`systems/${s}/evidence/${id}.json`, JSON.stringify(id)])),
  );

/** A portfolio with its cells, from files. */
function madeOf(files: Files, assets: Record<string, string>): Portfolio {
  const portfolio = portfolioOf(files, assets);
  return { ...portfolio, cells: cellsOf(portfolio) };
}

const law = { title: 'P', catalogues: ['law'] };
const system = (id: string): Files => ({
  [`systems/${id}/system.mdx`]: { title: id, roles: ['provider'], frameworks: ['law'] },
});
const applicable = (n: number, controls: string[], more: Fields = {}): Fields => ({
  obligation: `law:a-${n}`,
  applicability: 'applicable',
  implementation_status: 'implemented',
  controls,
  ...more,
});

/** Two controls of one system: A rests on `alone`, B on `both`; one clause takes either, one needs both. */
const small = (): Portfolio =>
  madeOf(
    {
      'portfolio.yaml': law,
      'controls/A.mdx': { title: 'A', implementation_status: 'implemented', evidence: ['s/alone'] },
      'controls/B.mdx': {
        title: 'B',
        implementation_status: 'implemented',
        evidence: ['s/both'],
        implemented_by: ['s/income'],
      },
      ...system('s'),
      'systems/s/feature-register.mdx': { title: 'F', features: [{ name: 'income' }, { name: 'idle' }] },
      'systems/s/compliance-mapping.mdx': {
        title: 'M',
        mappings: [
          applicable(1, ['A']),
          applicable(2, ['A', 'B'], { combine: 'any-of' }),
          applicable(3, ['A', 'B']),
        ],
      },
      'systems/s/evidence/evidence.yaml': { evidence: [proofOf('alone'), proofOf('both')] },
    },
    evidenceFiles(['s'], ['alone', 'both']),
  );

const told = ({ before, after }: { before: Cell; after: Cell | null }): string =>
  `${before.obligation} ${before.state} → ${after?.state ?? 'no longer held'}`;

describe('impactOf', () => {
  test('evidence: what it alone carries lapses, what another control carries holds', () => {
    const { cells, holding, resting, links } = impactOf(small(), 's/alone');
    expect(cells.map(told)).toEqual(['law:a-1 evidenced → lapsed', 'law:a-3 evidenced → lapsed']);
    expect(cells[0]?.after?.reason).toBe(
      'Control `A` rests on `alone`, which does not count: it is withdrawn, captured 2026-06-01.',
    );
    expect(holding.map((cell) => cell.obligation)).toEqual(['law:a-2']);
    expect(resting).toEqual([{ id: 'A', left: 0 }]);
    expect(links.map(({ from, to, state }) => [from, to, state])).toEqual([['A', 's/alone', 'broken']]);
  });

  test('a control: its clauses are gaps', () => {
    const { cells } = impactOf(small(), 'A');
    expect(cells.map(told)).toEqual(['law:a-1 evidenced → gap', 'law:a-3 evidenced → gap']);
    expect(cells[0]?.after?.reason).toBe('The control `A` does not exist.');
  });

  test('a feature that a control is carried out by: the control is in place in part', () => {
    const { cells, links } = impactOf(small(), 's/income');
    expect(cells.map(told)).toEqual(['law:a-3 evidenced → partial']);
    expect(links.map(({ from, to, state }) => [from, to, state])).toEqual([['B', 's/income', 'dangling']]);
    expect(impactOf(small(), 's/idle').cells).toEqual([]);
  });

  test('a mapping row: nobody has assessed the clause', () => {
    expect(impactOf(small(), 's/map:law:a-1').cells.map(told)).toEqual(['law:a-1 evidenced → not-assessed']);
  });

  test('a whole mapping: all its rows', () => {
    expect(impactOf(small(), 's/compliance-mapping').cells.map(told)).toEqual([
      'law:a-1 evidenced → not-assessed',
      'law:a-2 evidenced → not-assessed',
      'law:a-3 evidenced → not-assessed',
    ]);
  });

  test('a system: its own cells are no longer held, those of others rest on less', () => {
    const portfolio = madeOf(
      {
        'portfolio.yaml': law,
        'controls/A.mdx': { title: 'A', implementation_status: 'implemented' },
        ...system('s'),
        ...system('t'),
        'systems/s/compliance-mapping.mdx': { title: 'M', mappings: [applicable(1, ['A'])] },
        'systems/t/compliance-mapping.mdx': {
          title: 'M',
          mappings: [applicable(1, ['A'], { evidence: ['s/proof'] })],
        },
        'systems/s/evidence/evidence.yaml': { evidence: [proofOf('proof')] },
      },
      evidenceFiles(['s'], ['proof']),
    );
    expect(impactOf(portfolio, 's').cells.map((one) => `${one.before.system} ${told(one)}`)).toEqual([
      's law:a-1 implemented → no longer held',
      's law:a-2 not-assessed → no longer held',
      's law:a-3 not-assessed → no longer held',
      't law:a-1 evidenced → lapsed',
    ]);
  });

  test('claims, drift readings and verdicts go with what they come from', () => {
    const portfolio = small();
    const claim = {
      file: 'systems/s/system.mdx',
      line: 1,
      column: 1,
      artefact: 's',
      field: null,
      text: '0.8',
      value: 0.8,
      state: 'bound' as const,
      evidence: 's/alone',
      path: '/auc',
    };
    const reading = {
      system: 's',
      feature: 'income',
      batch: '2026-06',
      evidence: 's/alone',
      monitor: 's/income',
      method: 'psi',
      bins: 10,
      zero_rule: 'none',
      value: 0.3,
      amber: 0.1,
      threshold: 0.2,
      noise_floor: null,
      p_value: null,
      adjusted: null,
      interval: null,
      bound: null,
      source: 'profile' as const,
      tool: null,
      batch_to: null,
      recomputed: null,
      threshold_source: 's/income',
      note: null,
      direction: 'above' as const,
      n_ref: 100,
      n_cur: 100,
      verdict: 'red' as const,
      decision: 's/idle',
    };
    portfolio.claims = [claim, { ...claim, state: 'contradicted' }, { ...claim, evidence: 's/both' }];
    portfolio.drift = [reading, { ...reading, evidence: 's/both' }];
    const file = impactOf(portfolio, 's/alone');
    expect(file.claims).toEqual([{ claim, after: 'lapsed' }]);
    expect([file.readings, file.unjudged, file.undecided]).toEqual([[reading], [], []]);
    expect(impactOf(portfolio, 's/income').unjudged).toHaveLength(2);
    expect(impactOf(portfolio, 's/idle').undecided).toHaveLength(2);
    expect(impactOf(portfolio, 's/both').claims).toHaveLength(1);
  });

  test('a party: no clause falls, and who names it as owner names nobody', () => {
    const portfolio = madeOf(
      {
        'portfolio.yaml': { ...law, parties: [{ id: 'boss', title: 'Boss' }] },
        'controls/A.mdx': { title: 'A', owner: 'boss', implementation_status: 'implemented' },
        ...system('s'),
        'systems/s/compliance-mapping.mdx': { title: 'M', mappings: [applicable(1, ['A'])] },
      },
      {},
    );
    const { cells, links } = impactOf(portfolio, 'boss');
    expect(cells).toEqual([]);
    expect(links.map(({ from, type, to, state }) => [from, type, to, state])).toEqual([
      ['boss', 'owns', 'A', 'dangling'],
    ]);
    expect(impactOf(portfolio, 'A').links).toEqual([]);
  });

  test("a party who decided, plans and waives: what is nobody's any more does not hold", () => {
    const portfolio = madeOf(
      {
        'portfolio.yaml': { ...law, parties: [{ id: 'boss', title: 'Boss' }] },
        'controls/A.mdx': { title: 'A', implementation_status: 'implemented', evidence: ['s/late'] },
        ...system('s'),
        'systems/s/compliance-mapping.mdx': {
          title: 'M',
          mappings: [
            applicable(1, ['A']),
            {
              obligation: 'law:a-2',
              applicability: 'not-applicable',
              applicability_rationale: 'Why.',
              decided_by: 'boss',
            },
            applicable(3, [], {
              implementation_status: 'planned',
              remediation: { owner: 'boss', due: '2027-01-01' },
            }),
          ],
        },
        'systems/s/evidence/evidence.yaml': { evidence: [{ ...proofOf('late'), valid_until: '2026-07-01' }] },
        'systems/s/waivers/w.yaml': {
          waivers: [
            {
              ...{
                id: 'w',
                title: 'W',
                rationale: 'r',
                approved_by: 'boss',
                date: '2026-08-01',
                expires: '2027-01-01',
              },
              findings: [findingKey('evidence/expired', 's/late', '2026-07-01')],
            },
          ],
        },
      },
      evidenceFiles(['s'], ['late']),
    );
    expect(impactOf(portfolio, 'boss').cells.map(told)).toEqual([
      'law:a-1 waived → lapsed',
      'law:a-2 not-applicable → not-assessed',
      'law:a-3 planned → gap',
    ]);
    expect(impactOf(portfolio, 's/w').cells.map(told)).toEqual(['law:a-1 waived → lapsed']);
    // What is accepted is a file past its date, not one that is gone.
    expect(impactOf(portfolio, 's/late').cells.map(told)).toEqual(['law:a-1 waived → lapsed']);
    expect(singlePoints(portfolio).map(({ node, falls }) => [node.id, falls.map(told)])).toEqual([
      ['A', ['law:a-1 waived → gap']],
      ['s/late', ['law:a-1 waived → lapsed']],
    ]);
  });

  test('throws for an id that nothing has', () => {
    expect(() => impactOf(small(), 'nothing')).toThrow(new RangeError('nothing has the id nothing'));
  });
});

describe('singlePoints', () => {
  test('ranks by evidenced cells lost, then by cells weakened, then by id; rows and clauses are none', () => {
    const points = singlePoints(small());
    expect(points.map(({ node, evidenced, falls }) => [node.id, evidenced, falls.length])).toEqual([
      ['A', 2, 2],
      ['s/alone', 2, 2],
      ['B', 1, 1],
      ['s/both', 1, 1],
      ['s/income', 1, 1],
    ]);
    expect(told(points[0]!.falls[0]!)).toBe('law:a-1 evidenced → gap');
  });

  test('a portfolio without proof has none', () => {
    expect(singlePoints(madeOf({ 'portfolio.yaml': law, ...system('s') }, {}))).toEqual([]);
  });
});

const systems = ['s', 't'];
const controls = ['A', 'B', 'C'];
const features = ['income', 'age', 'limit'];
const proofs = ['one', 'two', 'three'];

const some = <T>(values: readonly T[], system = ''): fc.Arbitrary<string[]> =>
  fc.subarray([...values]).map((chosen) => chosen.map((one) => `${system}${String(one)}`));

const row = (obligation: string): fc.Arbitrary<Fields> =>
  fc.record(
    {
      obligation: fc.constant(obligation),
      applicability: fc.constantFrom('applicable', 'applicable', 'applicable', 'not-applicable'),
      applicability_rationale: fc.constant('Because.'),
      decided_by: fc.constant('boss'),
      implementation_status: fc.constantFrom(
        'implemented',
        'implemented',
        'alternative',
        'partial',
        'planned',
      ),
      controls: some(controls),
      combine: fc.constantFrom('all-of', 'any-of'),
      evidence: some(proofs),
      remediation: fc.constant({ owner: 'boss', due: '2027-01-01' }),
    },
    { requiredKeys: ['obligation', 'applicability'] },
  );

const control: fc.Arbitrary<Fields> = fc.record({
  title: fc.constant('Control'),
  implementation_status: fc.constantFrom('implemented', 'implemented', 'implemented', 'partial', 'planned'),
  planned: fc.constant({ owner: 'boss', due: '2027-01-01' }),
  implemented_by: fc.tuple(...systems.map((one) => some(features, `${one}/`))).map((lists) => lists.flat()),
  evidence: fc.tuple(...systems.map((one) => some(proofs, `${one}/`))).map((lists) => lists.flat()),
});

/** Clauses of the law, and of a house rule that crosswalks lead to and back. */
const duties = ['law:a-1', 'law:a-2', 'law:a-3', 'house:1', 'house:2', 'house:3'];
const house: Fields = {
  framework: { id: 'house', title: 'House', short_title: 'House', dates: { applies: '2020-01-01' } },
  obligations: ['1', '2', '3'].map((n) => ({ id: `house:${n}`, ref: n, title: `Rule ${n}`, summary: 's' })),
};

/** Some mapping rows: a clause without one may be covered through a crosswalk. */
const rowsOf: fc.Arbitrary<Fields[]> = fc
  .tuple(...duties.map((one) => fc.option(row(one), { freq: one.startsWith('law') ? 4 : 1 })))
  .map((rows) => rows.filter((one) => one !== null));

const crosswalk = (source: string, target: string): fc.Arbitrary<Fields> =>
  fc
    .uniqueArray(
      fc.record({
        source: fc.constantFrom(...duties.filter((one) => one.startsWith(source))),
        target: fc.constantFrom(...duties.filter((one) => one.startsWith(target))),
        relationship: fc.constantFrom('equal-to', 'superset-of', 'intersects-with', 'no-relationship'),
        rationale: fc.constant('Why.'),
      }),
      { selector: (one) => `${one.source} ${one.target}`, maxLength: 5 },
    )
    .map((rows) => ({ crosswalk: { id: `${source}-${target}`, title: 'C', source, target }, rows }));

interface Drawn {
  files: Files;
  assets: Record<string, string>;
}

/**
 * Portfolios of two systems that share controls, with rows, evidence (some past its date) and a waiver, of a hole and of
 * a file that is past its date.
 */
const drawn: fc.Arbitrary<Drawn> = fc
  .record({
    controls: fc.tuple(control, control, control),
    rows: fc.tuple(...systems.map(() => rowsOf)),
    walks: fc.tuple(crosswalk('law', 'house'), crosswalk('house', 'law')),
    expired: fc.tuple(...systems.map(() => fc.subarray(proofs))),
    waived: fc.boolean(),
  })
  .map(({ controls: made, rows, walks, expired, waived }) => ({
    files: {
      'portfolio.yaml': {
        ...law,
        catalogues: ['law', './house.yaml'],
        crosswalks: ['crosswalks/there.yaml', 'crosswalks/back.yaml'],
        parties: [{ id: 'boss', title: 'Boss' }],
      },
      'house.yaml': house,
      'crosswalks/there.yaml': walks[0],
      'crosswalks/back.yaml': walks[1],
      ...Object.fromEntries(made.map((fields, i) => [`controls/${controls[i]!}.mdx`, fields])),
      ...Object.assign(
        {},
        ...systems.map((id, i) => ({
          [`systems/${id}/system.mdx`]: { title: id, roles: ['provider'], frameworks: ['law', 'house'] },
          [`systems/${id}/feature-register.mdx`]: {
            title: 'F',
            features: features.map((name) => ({ name })),
          },
          [`systems/${id}/compliance-mapping.mdx`]: { title: 'M', mappings: rows[i] },
          [`systems/${id}/evidence/evidence.yaml`]: {
            evidence: proofs.map((one) => ({
              ...proofOf(one),
              ...(expired[i]!.includes(one) && { valid_until: '2026-07-01' }),
            })),
          },
        })),
      ),
      ...(waived && {
        'systems/s/waivers/w.yaml': {
          waivers: [
            {
              id: 'w',
              title: 'W',
              obligations: ['law:a-1'],
              findings: [findingKey('evidence/expired', 's/one', '2026-07-01')],
              rationale: 'r',
              approved_by: 'boss',
              date: '2026-01-01',
              expires: '2027-01-01',
            },
          ],
        },
      }),
    } as Files,
    assets: evidenceFiles(systems, proofs),
  }));

/** The same files as if the thing had never been recorded; of evidence, the bytes are missing. */
function without({ files, assets }: Drawn, id: string): Drawn {
  const [owner, local] = id.split('/') as [string, string | undefined];
  const omit = <T>(record: Record<string, T>, key: string): Record<string, T> =>
    Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
  const portfolio = files['portfolio.yaml'] as Fields;
  if (id === 'boss') return { files: { ...files, 'portfolio.yaml': { ...portfolio, parties: [] } }, assets };
  if (local === 'w') return { files: omit(files, `systems/${owner}/waivers/w.yaml`), assets };
  if (local === undefined) return { files: omit(files, `controls/${id}.mdx`), assets };
  if (proofs.includes(local))
    return { files, assets: omit(assets, `systems/${owner}/evidence/${local}.json`) };
  const file = `systems/${owner}/feature-register.mdx`;
  const register = files[file] as { features: { name: string }[] };
  const left = register.features.filter((one) => one.name !== local);
  return { files: { ...files, [file]: { ...register, features: left } }, assets };
}

const things = [
  ...controls,
  ...systems.flatMap((one) => [...features, ...proofs].map((it) => `${one}/${it}`)),
];
const anyThing = fc.constantFrom(...things);
const statesOf = (cells: readonly Cell[]): Record<string, [CellState, CellState]> =>
  Object.fromEntries(cells.map((cell) => [cellKey(cell), [cell.state, cell.underlying]]));

/** The portfolio's cells with an impact applied. */
function applied(portfolio: Portfolio, id: string): Cell[] {
  const changes = new Map(impactOf(portfolio, id).cells.map((one) => [one.before, one.after]));
  return portfolio.cells.flatMap((cell) => (changes.has(cell) ? (changes.get(cell) ?? []) : cell));
}

describe('of any portfolio', () => {
  test('an impact is what computing all cells of the altered graph gives, to the last step', () => {
    fc.assert(
      fc.property(
        drawn,
        fc.constantFrom(...things, ...systems, 's/map:law:a-2', 's/map:house:1', 't/compliance-mapping'),
        ({ files, assets }, id) => {
          const portfolio = madeOf(files, assets);
          const node = portfolio.index.nodes.get(id);
          fc.pre(node !== undefined);
          const whole = new Map(
            cellsOf(withdraw(portfolio, withdrawnWith(node, portfolio))).map((cell) => [cellKey(cell), cell]),
          );
          const { cells, holding } = impactOf(portfolio, id);
          for (const { before, after } of cells) expect(after).toEqual(whole.get(cellKey(before)) ?? null);
          const seen = new Set<Cell>([...cells.map((one) => one.before), ...holding]);
          for (const cell of portfolio.cells) {
            if (!seen.has(cell)) expect(whole.get(cellKey(cell))).toEqual(cell);
          }
          expect(statesOf(applied(portfolio, id))).toEqual(statesOf([...whole.values()]));
        },
      ),
    );
  });

  test('an impact is what the files without the thing give', () => {
    fc.assert(
      fc.property(drawn, fc.constantFrom(...things, 'boss', 's/w'), (made, id) => {
        fc.pre(id !== 's/w' || 'systems/s/waivers/w.yaml' in made.files);
        const left = without(made, id);
        expect(statesOf(applied(madeOf(made.files, made.assets), id))).toEqual(
          statesOf(madeOf(left.files, left.assets).cells),
        );
      }),
    );
  });

  test('withdrawing never strengthens a cell', () => {
    const strength = ['not-assessed', 'gap', 'planned', 'partial', 'lapsed', 'implemented', 'evidenced'];
    fc.assert(
      fc.property(drawn, anyThing, ({ files, assets }, id) => {
        for (const { before, after } of impactOf(madeOf(files, assets), id).cells) {
          expect(strength.indexOf(after!.underlying)).toBeLessThan(strength.indexOf(before.underlying));
        }
      }),
    );
  });

  test('withdrawing what no proof names changes nothing', () => {
    fc.assert(
      fc.property(drawn, anyThing, ({ files, assets }, id) => {
        const portfolio = madeOf(files, assets);
        fc.pre(!portfolio.cells.some((cell) => cell.steps.some((step) => step.id === id)));
        expect(impactOf(portfolio, id).cells).toEqual([]);
        expect(impactOf(portfolio, id).holding).toEqual([]);
      }),
    );
  });

  test('the portfolios drawn hold every state that evidence and controls give', () => {
    const seen = new Set(
      fc
        .sample(drawn, { numRuns: 200, seed: 1 })
        .flatMap(({ files, assets }) => madeOf(files, assets).cells.map((cell) => cell.state)),
    );
    expect([...seen].sort()).toEqual([
      'evidenced',
      'gap',
      'implemented',
      'lapsed',
      'not-applicable',
      'not-assessed',
      'partial',
      'planned',
      'waived',
    ]);
  });

  test('some of them derive coverage that falls with what its source rests on', () => {
    const falls = fc
      .sample(fc.tuple(drawn, anyThing), { numRuns: 300, seed: 1 })
      .flatMap(([{ files, assets }, id]) => impactOf(madeOf(files, assets), id).cells)
      .filter(({ before }) => before.derived);
    expect(falls.length).toBeGreaterThan(10);
  });

  test('the ranking holds exactly what lets a cell fall', () => {
    fc.assert(
      fc.property(drawn, ({ files, assets }) => {
        const portfolio = madeOf(files, assets);
        const points = new Map(singlePoints(portfolio).map((one) => [one.node.id, one.falls.length]));
        for (const id of things) expect(points.get(id) ?? 0).toBe(impactOf(portfolio, id).cells.length);
      }),
      { numRuns: 40 },
    );
  });
});
