/** How long a file of SHAP values takes from Parquet to the layout of its plots, and from the cache. */
import fs from 'node:fs';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { sha256 } from '../../src/core/fingerprint.ts';
import { beeswarmOf } from '../../src/evidence/shap/beeswarm.ts';
import { importanceOf } from '../../src/evidence/shap/importance.ts';
import { importShap } from '../../src/exchange/shap/import.ts';
import { measure, median } from './measure.ts';
import { benchGeometry } from './shap-geometry.ts';

/**
 * Measures files of SHAP values in this process (import, then bars and a beeswarm of twelve rows), and as a registered
 * file in `check`, cold and from the cache: wall and processor time, medians.
 * @param sizes such as `100000x50`.
 */
export async function benchShap(
  cli: string,
  sizes: readonly string[],
  work: string,
  runs: number,
): Promise<void> {
  benchGeometry(600, 12, Math.max(5, runs));
  benchGeometry(5000, 12, Math.max(5, runs));
  for (const size of sizes) {
    const [rows = 0, width = 0] = size.split('x').map(Number);
    const file = path.join(work, `shap-${size}.parquet`);
    await writeParquet(file, rows, width);
    const times: { seconds: number; cpu: number; plots: number }[] = [];
    for (let run = 0; run < runs; run++) times.push(await importOnce(file));
    const bytes = (fs.statSync(file).size / 1e6).toFixed(0);
    console.log(
      `${size}, ${bytes} MB: ${line(times)}, of which bars and beeswarm ${(median(times.map(({ plots }) => plots)) * 1000).toFixed(0)} ms`,
    );
    const content = registered(file, path.join(work, `content-${size}`));
    const cache = path.join(work, 'cache');
    const checks = { cold: [] as Timed[], warm: [] as Timed[] };
    for (let run = 0; run < runs; run++) {
      fs.rmSync(cache, { recursive: true, force: true });
      checks.cold.push(await measure(cli, ['check', content, '--quiet'], cache));
      checks.warm.push(await measure(cli, ['check', content, '--quiet'], cache));
    }
    console.log(`  check, cold ${line(checks.cold)}\n  check, warm ${line(checks.warm)}`);
  }
}

interface Timed {
  seconds: number;
  cpu: number;
}

const line = (times: readonly Timed[]): string =>
  `${median(times.map(({ seconds }) => seconds)).toFixed(2)} s, ${median(times.map(({ cpu }) => cpu)).toFixed(2)} s cpu`;

async function importOnce(file: string): Promise<{ seconds: number; cpu: number; plots: number }> {
  const [start, used] = [process.hrtime.bigint(), process.cpuUsage()];
  const source = { name: 'shap.parquet', path: file, bytes: fs.readFileSync(file) };
  const { content, fault } = await importShap(source, {
    declared: { output_space: 'log-odds' },
    model: 'bench',
    model_version: '1',
    title: 'Bench',
    produced_by: 'bench',
    provenance: 'synthetic',
    rows: 'all',
    register: [],
  });
  if (content === null) throw new Error(fault?.message);
  const plots = process.hrtime.bigint();
  importanceOf(content);
  beeswarmOf(content, { maxDisplay: 12 });
  const end = process.hrtime.bigint();
  const { user, system } = process.cpuUsage(used);
  return { seconds: Number(end - start) / 1e9, cpu: (user + system) / 1e6, plots: Number(end - plots) / 1e9 };
}

/** A file of contributions that no dictionary makes small, with identifier, base value and output. */
async function writeParquet(file: string, rows: number, width: number): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const names = Array.from({ length: width }, (_, j) => `feature_${j}`);
  // The hash of row and column over 64 bits: the same on every machine.
  const columns = names.map(
    (name, j) => `(hash(i * ${width} + ${j}) / 18446744073709551615.0 - 0.5) / ${j + 1} as ${name}`,
  );
  const inner = `select i as id, ${columns.join(', ')}, -1.25::double as base_value from range(${rows}) r(i)`;
  const copy = `copy (select *, base_value + ${names.join(' + ')} as prediction from (${inner})) to '${file}' (format parquet)`;
  await connection.run(copy);
  connection.closeSync();
  instance.closeSync();
}

const policy = 'policy:\n  tiers:\n    tier-4: { kinds: [], fields: none, approvals: false }\n';
const portfolio = `title: Bench\nas_of: 2026-11-20\n${policy}`;

/** A portfolio of one system that registers the file. */
function registered(file: string, content: string): string {
  const evidence = path.join(content, 'systems/bench/evidence');
  fs.mkdirSync(evidence, { recursive: true });
  fs.copyFileSync(file, path.join(evidence, 'shap.parquet'));
  const row = `id: shap, title: SHAP values, file: shap.parquet, type: shap, sha256: ${sha256(fs.readFileSync(file))}`;
  const dates = 'captured_at: 2026-11-01, produced_by: bench, provenance: synthetic';
  fs.writeFileSync(path.join(content, 'portfolio.yaml'), portfolio);
  fs.writeFileSync(
    path.join(content, 'systems/bench/system.mdx'),
    '---\ntitle: Bench\nrisk_tier: tier-4\n---\n',
  );
  fs.writeFileSync(path.join(evidence, 'evidence.yaml'), `evidence:\n  - { ${row}, ${dates} }\n`);
  return content;
}
