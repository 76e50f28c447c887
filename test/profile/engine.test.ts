import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckdb, type Duckdb } from '../../src/profile/duckdb.ts';
import { gather } from '../../src/profile/gather.ts';
import { profileCells } from '../../src/profile/ordered-cells.ts';
import { quantilesOf, type Overview } from '../../src/profile/ordered-plan.ts';
import { profileGathered, profileValues } from '../../src/profile/ordered.ts';
import { compareValues, sortCounts } from '../../src/profile/values.ts';
import { spans } from '../../src/profile/request.ts';
import { spanOf } from '../../src/profile/spans.ts';
import { identifier, literal } from '../../src/profile/sql/quote.ts';
import { spanKeySql } from '../../src/profile/sql/side.ts';
import { temporaryFolder } from '../cli/support.ts';
import { countInto, quantile, referenceBins } from '../evidence/bins.ts';

let engine: Duckdb;
let folder: string;
beforeAll(async () => {
  folder = temporaryFolder();
  fs.writeFileSync(path.join(folder, 'secret.csv'), 'a\n1\n');
  engine = await openDuckdb({ files: [path.join(folder, 'rows.csv')], memory: '200MB', threads: 2 });
});
afterAll(() => {
  engine.close();
});

const shares = [0.05, 0.5, 0.95];

/** Puts both sides before the engine as the steps expect them. */
async function put(side: string, groups: readonly (readonly number[])[]): Promise<void> {
  const b = groups.flatMap((group, i) => group.map(() => i));
  await engine.table(`given_${side}`, { b, v0: groups.flat() });
  await engine.run(`CREATE OR REPLACE VIEW ${side} AS SELECT CAST(b AS INTEGER) AS b, v0 FROM given_${side}`);
}

const overview = (values: readonly number[], distinct: number): Overview => ({
  n: values.length,
  low: Math.min(...values),
  high: Math.max(...values),
  distinct,
});

const counted = (values: readonly number[]) => {
  const rows = new Map<number, number>();
  for (const value of values) rows.set(value, (rows.get(value) ?? 0) + 1);
  return sortCounts([...rows.keys()], [...rows.values()]);
};

async function expectExact(reference: readonly number[], batches: readonly (readonly number[])[]) {
  await put('reference', [reference]);
  await put('current', batches);
  const plan = {
    k: 0,
    rule: 'reference-quantiles' as const,
    bins: 10,
    minimum: 1,
    shares,
    reference: overview(reference, 1e6),
    current: overview(batches.flat(), 1e6),
  };
  const [sides] = await gather(engine, [0], { reference: new Map(), current: new Map([[0, 2]]) });
  for (const found of [
    // Every group sorted, then put into buckets, then counted by value.
    profileGathered(plan, sides!),
    profileGathered(plan, sides!, 1, 0),
    profileGathered(plan, sides!, 1),
    await profileValues(engine, plan),
    await profileCells(engine, plan),
  ]) {
    const bins = referenceBins(reference)!;
    expect(found.bins).toEqual(bins);
    expect(found.reference.counts).toEqual(countInto(bins, reference));
    batches.forEach((batch, b) => {
      const { distribution, distances } = found.batches.get(b)!;
      const sorted = [...batch].sort((x, y) => x - y);
      expect(distribution.counts).toEqual(countInto(bins, batch));
      expect(quantilesOf(distribution, shares)).toEqual(shares.map((p) => quantile(sorted, p)));
      const exact = compareValues(counted(reference), counted(batch));
      expect(distances.ks.value).toBeCloseTo(exact.ks.value, 12);
      // Places are kept to 2⁻⁴⁸ of a segment, and a segment may be as wide as all values.
      const scale = Math.max(1, ...reference.map(Math.abs), ...batches.flat().map(Math.abs));
      expect(Math.abs(distances.wasserstein.value - exact.wasserstein.value) / scale).toBeLessThan(1e-10);
      const mean = batch.reduce((sum, one) => sum + one, 0) / batch.length;
      const squares = batch.reduce((sum, one) => sum + (one - mean) ** 2, 0) / batch.length;
      expect(Math.abs(distribution.mean! - mean) / scale).toBeLessThan(1e-11);
      expect(Math.abs(distribution.std! - Math.sqrt(squares)) / scale).toBeLessThan(1e-6);
    });
  }
}

describe('features sorted at once and counted in cells', () => {
  it('come out as the pure code computes them from the rows', { timeout: 120_000 }, async () => {
    const value = fc.oneof(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.integer({ min: -3, max: 3 }),
      fc.double({ min: 0, max: 1e-3, noNaN: true }),
    );
    const side = fc.array(value, { minLength: 1, maxLength: 80 }).map((all) => all.map((one) => one + 0));
    await fc.assert(fc.asyncProperty(side, fc.array(side, { minLength: 1, maxLength: 3 }), expectExact), {
      numRuns: 25,
      seed: 20261130,
    });
  });

  it('hold for a heavy tail, a single value and a value at the end', { timeout: 60_000 }, async () => {
    const spread = Array.from({ length: 3000 }, (_, i) => Math.exp(((i * 7919) % 3000) / 200));
    await expectExact(spread, [spread.map((one) => one * 1.1), spread.slice(0, 500), [7, 7, 7]]);
    await expectExact([5, 5, 5, 5], [[4, 5, 6, 5.000000000000001]]);
    await expectExact([0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], [[1, 1, 0]]);
  });
});

describe('a batch of more rows than are exact', () => {
  it('has bounds from its cells, and the true distances lie between them', { timeout: 60_000 }, async () => {
    // Close to each other, so that cells are passed and crossed within.
    const reference = Array.from({ length: 20_000 }, (_, i) => Math.sinh(((i * 7919) % 20_000) / 4_000 - 2));
    const batches = [reference.map((one, i) => one + 0.002 * Math.sin(i)), reference.slice(0, 900)];
    await put('reference', [reference]);
    await put('current', batches);
    const sides = { reference: overview(reference, 1e6), current: overview(batches.flat(), 1e6) };
    const plan = { k: 0, rule: 'reference-quantiles' as const, bins: 10, minimum: 1, shares, ...sides };
    const found = (await profileCells(engine, plan, 1_000)).batches;
    const [large, small] = [found.get(0)!.distances, found.get(1)!.distances];
    const [exactLarge, exactSmall] = batches.map((batch) =>
      compareValues(counted(reference), counted(batch)),
    );
    for (const figure of ['ks', 'wasserstein'] as const) {
      expect(large[figure].error).toBeGreaterThan(0);
      expect(exactLarge![figure].value).toBeGreaterThanOrEqual(large[figure].value - 1e-12);
      expect(exactLarge![figure].value).toBeLessThanOrEqual(
        large[figure].value + large[figure].error + 1e-12,
      );
      expect(small[figure].error).toBe(0);
      expect(small[figure].value).toBeCloseTo(exactSmall![figure].value, 12);
    }
  });
});

describe('spans of time', () => {
  it('hold the moments that the engine puts into them', async () => {
    const days = [
      '1899-12-31',
      '1969-12-29',
      '1970-01-01',
      '2020-02-29',
      '2024-12-30',
      '2026-01-04',
      '2026-11-30',
    ];
    const moments = days.flatMap((day) => [`${day} 00:00:00`, `${day} 23:59:59`]);
    const keys = spans.map((span) => `${spanKeySql(span, 't')} AS ${span}_key`).join(', ');
    const rows = moments.map((moment) => `(TIMESTAMP ${literal(moment)})`).join(', ');
    const answer = await engine.query(`SELECT ${keys} FROM (VALUES ${rows}) AS given(t)`);
    for (const span of spans) {
      moments.forEach((moment, i) => {
        const { period } = spanOf(span, answer[`${span}_key`]![i] as number);
        expect(period.from <= moment.slice(0, 10) && moment.slice(0, 10) <= period.to).toBe(true);
      });
    }
    const ids = spans.map((span) => spanOf(span, answer[`${span}_key`]!.at(-1) as number).id);
    expect(ids).toEqual(['2026-11-30', '2026-W49', '2026-11', '2026-Q4', '2026']);
    expect(spanOf('week', answer['week_key']![moments.indexOf('2024-12-30 00:00:00')] as number).id).toBe(
      '2025-W01',
    );
  });
});

describe('the engine', () => {
  it('reads no other file, loads nothing and cannot be told otherwise', async () => {
    const secret = literal(path.join(folder, 'secret.csv'));
    await expect(engine.query(`SELECT * FROM read_csv(${secret})`)).rejects.toThrow(
      'disabled by configuration',
    );
    await expect(engine.run('SET enable_external_access = true')).rejects.toThrow(
      'Cannot change configuration option "enable_external_access" - the configuration has been locked',
    );
    await expect(engine.run('INSTALL httpfs')).rejects.toThrow('disabled by configuration');
    const written = path.join(folder, 'x.csv');
    await expect(engine.run(`COPY (SELECT 1) TO ${literal(written)}`)).rejects.toThrow(
      `Cannot access file "${written}" - file system operations are disabled by configuration`,
    );
    expect(fs.existsSync(written)).toBe(false);
  });

  it('stops handing out rows when it is told to', async () => {
    const other = await openDuckdb({ files: [], memory: '200MB', threads: 1 });
    let rows = 0;
    const scanned = other.scan('SELECT CAST(range AS DOUBLE) FROM range(10000000)', ([values]) => {
      rows += values!.length;
      other.interrupt();
    });
    await expect(scanned).rejects.toThrow('interrupted');
    expect(rows).toBeLessThan(10_000);
    other.close();
  });

  it('takes any name', async () => {
    const name = `a "b" ';--`;
    const answer = await engine.query(`SELECT 1.5e0 AS ${identifier(name)}, ${literal(name)} AS text`);
    expect(answer).toEqual({ [name]: [1.5], text: [name] });
  });
});
