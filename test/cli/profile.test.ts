import fs from 'node:fs';
import path from 'node:path';
import zlib from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { psi } from '../../src/evidence/drift/psi.ts';
import { parseEvidence } from '../../src/evidence/shapes/index.ts';
import type { Profile } from '../../src/evidence/shapes/profile.ts';
import { referenceBins } from '../evidence/bins.ts';
import { absent, expectNear, hasFixtures, housing, numbers, oracles } from '../evidence/fixtures.ts';
import { folderWithStarter, runIn, snapshot, spawnIn, start, temporaryFolder } from './support.ts';

const fixtures = path.resolve(import.meta.dirname, '../../../shared/fixtures');
const never = { stopped: () => new Promise<void>(() => undefined) };
const stated = ['--model', 'm', '--model-version', '1', '--dataset', 'rows', '--provenance', 'synthetic'];

/** Runs `casebook profile` in a folder; a person who never stops it. */
const profile = (cwd: string, args: readonly string[]) => runIn(cwd, ['profile', ...args], never);

const read = (file: string): Profile => {
  const parsed = parseEvidence(JSON.parse(fs.readFileSync(file, 'utf8')));
  expect(parsed.issues).toEqual([]);
  return parsed.content as Profile;
};

/** A folder with a reference and two months of rows in CSV. */
function folderWithRows(): string {
  const folder = temporaryFolder();
  const rows = (from: string, shift: number): string => {
    const lines = ['at,age,income,town,p,y'];
    for (let i = 0; i < 200; i += 1) {
      const day = String((i % 28) + 1).padStart(2, '0');
      lines.push(
        `${from}-${day},${20 + ((i * 7) % 50)},${1000 + ((i * 37) % 200) + shift},${i % 3 ? 'Ulm' : 'Bonn'},${(i % 100) / 100},${i % 4 === 0 ? 1 : 0}`,
      );
    }
    return `${lines.join('\n')}\n`;
  };
  fs.writeFileSync(path.join(folder, 'ref.csv'), rows('2025-12', 0));
  fs.writeFileSync(path.join(folder, 'b1.csv'), rows('2026-01', 5));
  fs.writeFileSync(path.join(folder, 'b2.csv'), rows('2026-02', 20));
  return folder;
}

const usual = ['b*.csv', '--reference', 'ref.csv', '--time', 'at', '--out', 'p.json', ...stated];

describe.skipIf(!hasFixtures)(`the public data (${absent})`, () => {
  const files = [
    path.join(fixtures, 'nannyml-california-housing-analysis.csv'),
    '--reference',
    path.join(fixtures, 'nannyml-california-housing-reference.csv'),
  ];
  const scores = ['--score', 'y_pred_proba', '--label', 'clf_target'];
  const open = ['--minimum-group', '1', ...stated, '--out', 'p.json'];

  it('gives the known answers by month', { timeout: 120_000 }, async () => {
    const folder = temporaryFolder();
    const outcome = await profile(folder, [
      ...files,
      '--time',
      'timestamp',
      '--by',
      'month',
      ...scores,
      ...open,
    ]);
    expect(outcome).toEqual({
      code: 0,
      err: '',
      out:
        'p.json: 10 features in 12 batches (2021-06 … 2022-05), 8232 rows against 5832 of the reference.\n' +
        'Note: `id` was left out: nearly every row has a value of its own, as identifiers have; name it with --features to keep it.\n' +
        'Note: 12 of 12 batches have no outcomes yet.\n' +
        'Next: put it below systems/<id>/evidence/ of a portfolio, then `casebook evidence add` it.\n',
    });
    const found = read(path.join(folder, 'p.json'));
    const at = (batch: string): number => found.batches.findIndex(({ id }) => id === batch);
    const known = oracles();
    const psiOf = (feature: string, batch: number): number | undefined => {
      const { reference, batches } = found.features[feature]!;
      return psi(reference.counts as number[], batches.counts[batch] as number[])?.value;
    };
    for (const [key, answers] of Object.entries(known.psi_and_friends_california_reference_vs)) {
      const [feature, month] = key.split('|month_');
      if (month === undefined) continue;
      const { reference, batches } = found.features[feature!]!;
      expectNear(psiOf(feature!, at(month)), answers['psi_quantile10_eps1e6']!, 1e-6);
      expectNear(batches.ks![at(month)], answers['ks_stat']!, 1e-9);
      expectNear(batches.wasserstein![at(month)], answers['wasserstein']!, 1e-9);
      expectNear(
        batches.wasserstein![at(month)]! / reference.std!,
        answers['wasserstein_normed_evid']!,
        1e-9,
      );
      expect(batches.n[at(month)]).toBe(answers['n_cur']);
    }
    for (const { month, n, psi_q10_eps1e6, ks } of known.y_pred_proba_monthly) {
      expect(found.features['y_pred_proba']!.batches.n[at(month)]).toBe(n);
      expectNear(psiOf('y_pred_proba', at(month)), psi_q10_eps1e6, 1e-6);
      expectNear(found.features['y_pred_proba']!.batches.ks![at(month)], ks, 1e-9);
    }
    // The edges are to the last bit those that the pure code makes of the rows.
    for (const feature of ['MedInc', 'HouseAge', 'AveOccup', 'Population']) {
      expect(found.features[feature]!.edges).toEqual(
        (referenceBins(numbers(housing('reference'), feature)) as { edges: number[] }).edges,
      );
    }
    const calibration = JSON.parse(
      fs.readFileSync(path.join(fixtures, 'numeric-oracles.json'), 'utf8'),
    ).calibration_california_reference;
    const reference = (id: string) => found.series![id]!.reference!.value;
    expectNear(reference('auc'), calibration.roc_auc, 1e-9);
    expectNear(reference('brier'), calibration.brier, 1e-9);
    expectNear(reference('ece'), calibration.uniform_10.ece, 1e-9);
    expectNear(reference('ks_separation'), calibration.ks_score_separation, 1e-9);
    const table = found.calibration!['y_pred_proba']!.reference!;
    expect(table.n).toEqual(calibration.uniform_10.counts);
    table.predicted.forEach((one, bin) => expectNear(one, calibration.uniform_10.prob_pred[bin], 1e-9));
    table.observed.forEach((one, bin) => expectNear(one, calibration.uniform_10.prob_true[bin], 1e-9));
  });

  it('gives the known answers as a whole', { timeout: 120_000 }, async () => {
    const folder = temporaryFolder();
    expect((await profile(folder, [...files, '--by', 'file', ...open])).code).toBe(0);
    const found = read(path.join(folder, 'p.json'));
    for (const [key, answers] of Object.entries(oracles().psi_and_friends_california_reference_vs)) {
      if (!key.endsWith('|all')) continue;
      const { reference, batches } = found.features[key.slice(0, -4)]!;
      const value = psi(reference.counts as number[], batches.counts[0] as number[])?.value;
      expectNear(value, answers['psi_quantile10_eps1e6']!, 1e-6);
      expectNear(batches.ks![0], answers['ks_stat']!, 1e-9);
      expectNear(batches.wasserstein![0], answers['wasserstein']!, 1e-9);
    }
  });
});

describe('what comes out', () => {
  it(
    'is the same for any number of threads, and for Parquet, CSV and NDJSON, compressed or not',
    { timeout: 120_000 },
    async () => {
      const folder = folderWithRows();
      const texts: string[] = [];
      for (const threads of ['1', '2']) {
        expect((await profile(folder, [...usual, '--threads', threads])).code).toBe(0);
        texts.push(fs.readFileSync(path.join(folder, 'p.json'), 'utf8'));
      }
      expect(texts[1]).toBe(texts[0]);
      for (const name of ['b1', 'b2', 'ref']) {
        const [head, ...lines] = fs
          .readFileSync(path.join(folder, `${name}.csv`), 'utf8')
          .trim()
          .split('\n');
        const keys = head!.split(',');
        const rows = lines.map((line) =>
          JSON.stringify(
            Object.fromEntries(
              line
                .split(',')
                .map((value, i) => [keys[i], /^\d+(\.\d+)?$/.test(value) ? Number(value) : value]),
            ),
          ),
        );
        fs.writeFileSync(path.join(folder, `${name}.ndjson`), `${rows.join('\n')}\n`);
      }
      const instance = await DuckDBInstance.create(':memory:');
      const connection = await instance.connect();
      for (const name of ['b1', 'b2', 'ref']) {
        const file = path.join(folder, name);
        await connection.run(`COPY (FROM '${file}.csv') TO '${file}.parquet' (FORMAT parquet)`);
        await connection.run(`COPY (FROM '${file}.csv') TO '${file}.pq' (FORMAT parquet, COMPRESSION zstd)`);
        for (const format of ['csv', 'ndjson'])
          fs.writeFileSync(`${file}.${format}.gz`, zlib.gzipSync(fs.readFileSync(`${file}.${format}`)));
      }
      connection.closeSync();
      instance.closeSync();
      for (const format of ['ndjson', 'parquet', 'pq', 'csv.gz', 'ndjson.gz']) {
        const args = [`b*.${format}`, '--reference', `ref.${format}`, '--time', 'at', '--out', 'p.json'];
        const outcome = await profile(folder, [...args, ...stated, '--reference-label', 'ref.csv']);
        expect(outcome.code).toBe(0);
        expect(fs.readFileSync(path.join(folder, 'p.json'), 'utf8')).toBe(texts[0]);
      }
    },
  );

  it.each(['week', 'quarter', 'year'])(
    'is by %s where that is asked for',
    { timeout: 60_000 },
    async (span) => {
      const folder = folderWithRows();
      expect((await profile(folder, [...usual, '--by', span, '--features', 'age'])).code).toBe(0);
      const { time, batches } = read(path.join(folder, 'p.json'));
      expect(time).toEqual({ column: 'at', by: span });
      expect(batches.reduce((sum, { n }) => sum + n, 0)).toBe(400);
      const ids = { week: ['2026-W01', '2026-W02'], quarter: ['2026-Q1'], year: ['2026'] }[span]!;
      expect(batches.slice(0, 2).map(({ id }) => id)).toEqual(ids);
      if (span === 'quarter') expect(batches[0]!.period).toEqual({ from: '2026-01-01', to: '2026-03-31' });
    },
  );

  it('is shown as it is made on a terminal, and not in a log', { timeout: 60_000 }, async () => {
    const folder = folderWithRows();
    const on = (live: boolean, args: readonly string[]) => runIn(folder, args, { ...never, live });
    const { err } = await on(true, ['profile', ...usual]);
    const shown = err.split('\r\x1b[K');
    expect(shown.some((line) => /^█*░* +\d+ % {2}age$/.test(line))).toBe(true);
    // The bar is gone in the end, and no line of it goes over the edge.
    expect(shown.at(-1)).toBe('');
    expect(Math.max(...shown.map((line) => line.length))).toBeLessThan(100);
    expect((await on(false, ['profile', ...usual])).err).toBe('');
    expect((await on(true, ['profile', ...usual, '--quiet'])).err).toBe('');
  });

  it('leaves a feature out of the batches whose files lack it', { timeout: 60_000 }, async () => {
    const folder = folderWithRows();
    const b2 = path.join(folder, 'b2.csv');
    const cut = fs
      .readFileSync(b2, 'utf8')
      .split('\n')
      .map((line) => line.replace(/^([^,]*),[^,]*/, '$1'));
    fs.writeFileSync(b2, cut.join('\n'));
    expect((await profile(folder, [...usual, '--features', 'age,income'])).code).toBe(0);
    const { age } = read(path.join(folder, 'p.json')).features;
    expect(age!.batches.n).toEqual([200, null]);
    expect(age!.batches.missing).toEqual([0, null]);
    expect(age!.batches.counts[1]).toBeNull();
  });

  it('counts missing and infinite values, new and rare categories', { timeout: 60_000 }, async () => {
    const folder = temporaryFolder();
    const rows = (values: readonly string[]) =>
      `x,c\n${values.map((x, i) => `${x},${i < 30 ? 'a' : i < 34 ? 'rare' : i < 60 ? 'b' : 'z'}`).join('\n')}\n`;
    fs.writeFileSync(path.join(folder, 'ref.csv'), rows(Array.from({ length: 60 }, (_, i) => String(i / 2))));
    const values = Array.from({ length: 80 }, (_, i) =>
      i < 3 ? '' : i < 5 ? 'nan' : i < 7 ? 'inf' : i < 8 ? '-inf' : String(i / 2),
    );
    fs.writeFileSync(path.join(folder, 'b1.csv'), rows(values));
    const args = [
      'b1.csv',
      '--reference',
      'ref.csv',
      '--by',
      'file',
      '--bins',
      '4',
      ...stated,
      '--out',
      'p.json',
    ];
    expect(await profile(folder, args)).toMatchObject({ code: 0, err: '' });
    const { features, held_back } = read(path.join(folder, 'p.json'));
    expect(features['x']!.batches).toMatchObject({ n: [72], missing: [5], infinite: [3] });
    expect(features['c']).toMatchObject({ categories: ['a', 'b', '(other)'] });
    expect(features['c']!.batches).toMatchObject({ n: [80], unseen: [['z']], unseen_rows: [20] });
    expect(features['c']!.batches.counts).toEqual([[30, 26, 24]]);
    // 4 rare rows: held back, and another bin with them.
    expect(features['c']!.reference.counts).toEqual([30, null, null]);
    expect(held_back).toMatchObject({ categories: 1, groups: 0 });
  });

  it('takes what it is of from the system in whose folder it is written', { timeout: 60_000 }, async () => {
    const folder = folderWithRows();
    fs.cpSync(path.join(folderWithStarter(), 'demo'), path.join(folder, 'demo'), { recursive: true });
    const out = 'demo/systems/delivery-time/evidence/drift.json';
    const args = ['b*.csv', '--reference', 'ref.csv', '--time', 'at', '--dataset', 'orders', '--out', out];
    const outcome = await profile(folder, args);
    expect(outcome.err).toBe('');
    expect(outcome.out.split('\n').at(-2)).toBe(
      `Next: casebook evidence add ${out} --title '…' --provenance synthetic`,
    );
    expect(read(path.join(folder, out))).toMatchObject({ model: 'delivery-time', model_version: '1.0.0' });
    const added = await runIn(folder, [
      'evidence',
      'add',
      out,
      '--title',
      'Drift',
      '--provenance',
      'synthetic',
    ]);
    expect(added).toMatchObject({ code: 0, err: '' });
  });
});

describe('bad input', () => {
  const at = path.join;
  const cases: Record<string, { change?: (folder: string) => void; args: string[]; error: string }> = {
    'a pattern without files': {
      args: ['x*.csv', ...usual.slice(1)],
      error: 'batches: no file matches x*.csv',
    },
    'an address': {
      args: ['s3://bucket/x.parquet', ...usual.slice(1)],
      error: 'batches: s3://bucket/x.parquet is an address; rows are read from files on this machine only',
    },
    'a file that is not what its ending says': {
      change: (folder) => fs.copyFileSync(at(folder, 'b1.csv'), at(folder, 'b9.parquet')),
      args: ['b9.parquet', ...usual.slice(1)],
      error: 'b9.parquet is not what its ending says: Parquet was expected, and it is text',
    },
    'a compressed file that was cut off': {
      change: (folder) => {
        const packed = zlib.gzipSync(fs.readFileSync(at(folder, 'b1.csv')));
        fs.writeFileSync(at(folder, 'b1.csv.gz'), packed.subarray(0, packed.length - 300));
      },
      args: ['b1.csv.gz', ...usual.slice(1)],
      error:
        'b1.csv.gz cannot be unpacked to its end (unexpected end of file); it is cut off or damaged: copy or write it again',
    },
    'a row that is cut off': {
      change: (folder) => fs.appendFileSync(at(folder, 'b1.csv'), '2026-01-02,44,1000,"Ulm'),
      args: usual,
      error:
        'b1.csv: its rows do not fit the columns of its first line; a row may be cut off, or a quote left open',
    },
    'numbers that are neither 0 nor 1 as true and false': {
      args: [...usual, '--type', 'age=boolean'],
      error:
        '`age` is to be of type boolean, and 200 values in the reference are no true or false; repair them, name the words for a missing value with --missing, or take --type age=categorical',
    },
    'a misspelt feature': {
      args: [...usual, '--features', 'incom'],
      error: '--features: no file has a column `incom`; did you mean `income`?',
    },
    'a time that is a number': {
      args: usual.map((one) => (one === 'at' ? 'age' : one)),
      error: '--time: `age` is a number, not a date or a time',
    },
    'a time that is text': {
      args: usual.map((one) => (one === 'at' ? 'town' : one)),
      error:
        '--time: `town` holds text that is no time; write times as `2026-11-20` or `2026-11-20 08:30:00`',
    },
    'an empty reference': {
      change: (folder) => fs.writeFileSync(at(folder, 'ref.csv'), 'at,age,income,town,p,y\n'),
      args: usual,
      error: 'the reference has no rows',
    },
    'a label with more than two values': {
      args: [...usual, '--score', 'p', '--label', 'age', '--features', 'income'],
      error:
        '--label: `age` has more than two values (`20`, `21`, `22`, `23`, `24` …); an outcome is there or not',
    },
    'a score outside 0 to 1': {
      args: [...usual, '--score', 'income', '--label', 'y', '--features', 'age'],
      error:
        '--score: `income` is outside 0 to 1 in 200 of 200 rows of the reference; a score here is a probability',
    },
    'types that differ between files': {
      change: (folder) => {
        const file = at(folder, 'b2.csv');
        fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replaceAll(/^(2026-02-..),/gm, '$1,old'));
      },
      args: usual,
      error:
        '`age` is a number in b1.csv and text in b2.csv; repair one of them, or say what it is with --type age=categorical',
    },
    'a folder that is not there': {
      args: usual.map((one) => (one === 'p.json' ? 'nowhere/p.json' : one)),
      error: '--out: there is no folder nowhere; make it, or correct the path',
    },
    'an output that is no profile': {
      args: usual.map((one) => (one === 'p.json' ? 'b1.csv' : one)),
      error: '--out: b1.csv is there and is no profile; write beside it, or remove it first',
    },
    'nothing said of the model': {
      args: usual.filter((one) => !['--model', 'm', '--dataset', 'rows'].includes(one)),
      error:
        'a profile must say what it is of; give --model, --dataset or write into a system’s evidence folder, whose system.mdx says most of it',
    },
    'a type that values have not': {
      args: [...usual, '--type', 'town=numeric'],
      error:
        '`town` is to be of type numeric, and 200 values in the reference are no number; repair them, name the words for a missing value with --missing, or take --type town=categorical',
    },
    'a misspelt option': {
      args: [...usual, '--feature', 'age'],
      error: 'unknown option `--feature`; did you mean `--features`?',
    },
  };
  for (const [name, { change, args, error }] of Object.entries(cases)) {
    it(`${name} is one line`, { timeout: 60_000 }, async () => {
      const folder = folderWithRows();
      change?.(folder);
      const before = snapshot(folder);
      expect(await profile(folder, args)).toEqual({ code: 2, out: '', err: `casebook: ${error}\n` });
      expect(snapshot(folder)).toEqual(before);
    });
  }

  it(
    'a feature without values in the reference is left out, and a constant one is not',
    { timeout: 60_000 },
    async () => {
      const folder = temporaryFolder();
      const rows = (one: string) =>
        `x,k,g\n${Array.from({ length: 50 }, (_, i) => `${one},7,${i}`).join('\n')}\n`;
      fs.writeFileSync(path.join(folder, 'ref.csv'), rows(''));
      fs.writeFileSync(path.join(folder, 'b1.csv'), rows('1.5'));
      const args = [
        'b1.csv',
        '--reference',
        'ref.csv',
        '--by',
        'file',
        '--bins',
        '4',
        ...stated,
        '--out',
        'p.json',
      ];
      expect(await profile(folder, args)).toEqual({
        code: 0,
        err: '',
        out:
          'p.json: 2 features in 1 batch (b1), 50 rows against 50 of the reference.\n' +
          'Held back, groups being of at least 10 rows: 24 quantiles.\n' +
          'Note: `x` was left out: it has no value in the reference.\n' +
          'Next: put it below systems/<id>/evidence/ of a portfolio, then `casebook evidence add` it.\n',
      });
      expect(read(path.join(folder, 'p.json')).features['k']).toMatchObject({
        constant: 7,
        reference: { n: 50, counts: [0, 50, 0], mean: 7, std: 0 },
        batches: { ks: [0], wasserstein: [0] },
      });
    },
  );
});

describe('a run that is stopped', () => {
  const left = (folder: string) =>
    fs.readdirSync(folder).filter((name) => name.startsWith('casebook-profile-'));

  it('leaves nothing half', { timeout: 120_000 }, async () => {
    const folder = folderWithRows();
    const temporary = temporaryFolder();
    const child = start(folder, ['profile', ...usual], { TMPDIR: temporary });
    let err = '';
    child.stderr?.on('data', (data: Buffer) => (err += data.toString()));
    // The engine's folder is made first: from then on there is something to remove.
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    while (left(temporary).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(err).toBe('casebook: stopped; nothing is written\n');
    expect(left(temporary)).toEqual([]);
    expect(fs.existsSync(path.join(folder, 'p.json'))).toBe(false);
  });

  it('removes what it had on disk after a whole run too', { timeout: 120_000 }, async () => {
    const folder = folderWithRows();
    const temporary = temporaryFolder();
    expect((await spawnIn(folder, ['profile', ...usual], { TMPDIR: temporary })).code).toBe(0);
    expect(left(temporary)).toEqual([]);
  });
});
