/**
 * `npm run bench -- --profile 1000000,10000000`: `casebook profile` on so many rows × 20 features in Parquet,
 * against the time in which DuckDB reads the same columns and makes one histogram of each.
 */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { measure, median, type Measure } from './measure.ts';

const features = 20;
/** Rows of the reference, at most. */
const mostReference = 1_000_000;

/** A number between 0 and 1 that a row and a stream always have: no generator whose order threads could change. */
const uniform = (stream: number): string => `((hash(i * 64 + ${stream}) % 1000000007) + 0.5) / 1000000008.0`;

/** Ten nearly normal, three nearly log-normal and two uniform columns, two of whole numbers, two of categories, one boolean. */
function columnSql(k: number, shift: string): string {
  const u = uniform(3 * k);
  // The sum of three uniform numbers is near enough to normal, and cheap to make by the hundred million.
  const normal = `2 * (${u} + ${uniform(3 * k + 1)} + ${uniform(3 * k + 2)} - 1.5) + ${shift}`;
  if (k < 10) return normal;
  if (k < 13) return `exp(${normal})`;
  if (k < 15) return u;
  if (k < 17) return `CAST(floor(${u} * ${k === 15 ? 80 : 5000}) AS INTEGER)`;
  if (k < 19) return `'c' || CAST(floor(${u} * ${u} * ${k === 17 ? 6 : 40}) AS INTEGER)`;
  return `${u} < 0.3`;
}

async function generate(folder: string, rows: number): Promise<{ current: string; reference: string }> {
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '1GB' });
  const connection = await instance.connect();
  const write = async (
    file: string,
    n: number,
    from: number,
    since: string,
    shift: string,
  ): Promise<void> => {
    const columns = Array.from({ length: features }, (_, k) => `${columnSql(k, shift)} AS f${k}`);
    await connection.run(
      `COPY (SELECT TIMESTAMP '${since}' + to_seconds(CAST(floor((i - ${from}) * (365 * 86400.0 / ${n})) AS BIGINT)) AS scored_at, ${columns.join(', ')} FROM range(${from}, ${from + n}) t(i)) TO '${file}' (FORMAT parquet)`,
    );
  };
  const current = path.join(folder, `current-${rows}.parquet`);
  const reference = path.join(folder, `reference-${rows}.parquet`);
  await write(current, rows, 0, '2025-01-01', `i * (0.2 / ${rows})`);
  await write(reference, Math.min(rows, mostReference), 1_000_000_000, '2024-01-01', '0');
  connection.closeSync();
  instance.closeSync();
  return { current, reference };
}

/** Seconds of wall and processor in which a fresh DuckDB reads both files and makes a histogram of every column. */
function readOnce(files: readonly string[]): { seconds: number; cpu: number } {
  const edges = '[-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2]';
  const columns = Array.from({ length: features }, (_, k) =>
    k < 17 ? `histogram(f${k}, ${edges})` : `histogram(f${k})`,
  );
  const statements = files.map(
    (file) => `SELECT date_trunc('month', scored_at) AS m, ${columns.join(', ')} FROM '${file}' GROUP BY m`,
  );
  const script = `
    import { DuckDBInstance } from '@duckdb/node-api';
    const connection = await (await DuckDBInstance.create(':memory:', { memory_limit: '1GB' })).connect();
    const [start, cpu] = [performance.now(), process.cpuUsage()];
    for (const sql of ${JSON.stringify(statements)}) await connection.runAndReadAll(sql);
    const used = process.cpuUsage(cpu);
    console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000, cpu: (used.user + used.system) / 1e6 }));
  `;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    encoding: 'utf8',
    cwd: path.resolve(import.meta.dirname, '../..'),
  });
  if (status !== 0) throw new Error(`reading once failed: ${stderr}`);
  return JSON.parse(stdout) as { seconds: number; cpu: number };
}

/** Measures profiles of so many rows and prints medians. */
export async function benchProfile(
  cli: string,
  sizes: readonly number[],
  work: string,
  runs: number,
): Promise<void> {
  console.log(`node ${process.version}, ${os.cpus().length} cores, median of ${runs}`);
  for (const rows of sizes) {
    const folder = fs.mkdtempSync(path.join(work, 'rows-'));
    try {
      const { current, reference } = await generate(folder, rows);
      const out = path.join(folder, 'profile.json');
      const args = [
        'profile',
        current,
        '--reference',
        reference,
        '--time',
        'scored_at',
        '--out',
        out,
        '--quiet',
      ];
      args.push(
        '--model',
        'bench',
        '--model-version',
        '1',
        '--dataset',
        'generated',
        '--provenance',
        'synthetic',
      );
      const plain: { seconds: number; cpu: number }[] = [];
      const measures: Measure[] = [];
      for (let run = 0; run < runs; run++) {
        plain.push(readOnce([reference, current]));
        const one = await measure(cli, args, path.join(work, 'cache'));
        if (one.code !== 0) throw new Error(`casebook profile ended with ${one.code}`);
        measures.push(one);
      }
      const of = (all: readonly { seconds: number; cpu: number }[], key: 'seconds' | 'cpu'): number =>
        median(all.map((one) => one[key]));
      const [wall, cpu] = [of(measures, 'seconds'), of(measures, 'cpu')];
      const [wallOnce, cpuOnce] = [of(plain, 'seconds'), of(plain, 'cpu')];
      console.log(
        [
          `${rows} rows × ${features}: profile ${wall.toFixed(2)} s, ${cpu.toFixed(2)} s cpu`,
          `${median(measures.map((one) => one.megabytes)).toFixed(0)} MB`,
          `read and histogram once ${wallOnce.toFixed(2)} s, ${cpuOnce.toFixed(2)} s cpu`,
          `ratio ${(wall / wallOnce).toFixed(2)}, of cpu ${(cpu / cpuOnce).toFixed(2)}`,
          `${(fs.statSync(out).size / 1024).toFixed(0)} KiB`,
        ].join('; '),
      );
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  }
}
