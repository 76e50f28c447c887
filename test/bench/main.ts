/**
 * `npm run bench`: measures `check` and `build` on generated portfolios and on the example, each as a process of
 * its own: wall and processor time and peak memory, medians. Options: `--sizes 50,200`, `--runs 3`, `--no-build`, and
 * `--keep <folder>`, which leaves the generated portfolios there.
 */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { generatePortfolio } from './generate.ts';

const root = path.resolve(import.meta.dirname, '../..');
const cli = path.join(root, 'src/cli/main.ts');

interface Measure {
  seconds: number;
  /** Processor time of the process and its children, all threads: what a busy machine does not change. */
  cpu: number;
  megabytes: number;
  code: number | null;
}

/** Runs the command line once; peak memory is the kernel's (`VmHWM`), read while the process runs. */
function measure(args: readonly string[], cache: string): Promise<Measure> {
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint();
    const child = spawn(process.execPath, [cli, ...args], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, CASEBOOK_CACHE: cache, NO_COLOR: '1' },
    });
    let peak = 0;
    let cpu = 0;
    const look = setInterval(() => {
      peak = Math.max(peak, peakOf(child.pid));
      cpu = Math.max(cpu, cpuOf(child.pid));
    }, 20);
    child.once('error', reject);
    child.once('exit', (code) => {
      clearInterval(look);
      resolve({ seconds: Number(process.hrtime.bigint() - start) / 1e9, cpu, megabytes: peak / 1024, code });
    });
  });
}

/** Peak resident memory of a process in KiB; 0 where there is no `/proc` or the process is gone. */
function peakOf(pid: number | undefined): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Seconds of processor time so far; ticks are hundredths on every Linux. Source: proc(5), `/proc/pid/stat`. */
function cpuOf(pid: number | undefined): number {
  try {
    const text = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / 100;
  } catch {
    return 0;
  }
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

interface Subject {
  name: string;
  content: string;
}

interface Line {
  name: string;
  command: string;
  seconds: number;
  cpu: number;
  megabytes: number;
}

async function measureSubject({ name, content }: Subject, folder: string, runs: number): Promise<Line[]> {
  const cache = path.join(folder, 'cache');
  const out = path.join(folder, 'site');
  const commands: Record<string, { args: string[]; isCold: boolean; result: number[] }> = {
    'check, cold': { args: ['check', content, '--quiet'], isCold: true, result: [0, 1] },
    'check, warm': { args: ['check', content, '--quiet'], isCold: false, result: [0, 1] },
    build: { args: ['build', content, '--out', out, '--draft', '--quiet'], isCold: true, result: [0] },
  };
  const lines: Line[] = [];
  for (const [command, { args, isCold, result }] of Object.entries(commands)) {
    if (command === 'build' && values['no-build']) continue;
    const measures: Measure[] = [];
    for (let run = 0; run < runs; run++) {
      if (isCold) fs.rmSync(cache, { recursive: true, force: true });
      fs.rmSync(out, { recursive: true, force: true });
      const one = await measure(args, cache);
      if (!result.includes(one.code ?? -1))
        throw new Error(`casebook ${args.join(' ')} ended with ${one.code}`);
      measures.push(one);
    }
    const line = {
      name,
      command,
      seconds: median(measures.map((one) => one.seconds)),
      cpu: median(measures.map((one) => one.cpu)),
      megabytes: median(measures.map((one) => one.megabytes)),
    };
    console.log(row(line));
    lines.push(line);
  }
  return lines;
}

const row = ({ name, command, seconds, cpu, megabytes }: Line): string =>
  `${name.padEnd(32)} ${command.padEnd(12)} ${seconds.toFixed(2).padStart(8)} s ${cpu.toFixed(2).padStart(8)} s cpu ${megabytes.toFixed(0).padStart(7)} MB`;

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '50,200' },
    runs: { type: 'string', default: '3' },
    keep: { type: 'string' },
    'no-build': { type: 'boolean', default: false },
  },
});
const work = values.keep ?? fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-bench-'));
fs.mkdirSync(work, { recursive: true });
try {
  const subjects: Subject[] = [{ name: 'example', content: path.join(root, 'content') }];
  for (const size of values.sizes.split(',').map(Number)) {
    const content = path.join(work, `content-${size}`);
    fs.rmSync(content, { recursive: true, force: true });
    const { artefacts, items } = generatePortfolio(content, size);
    subjects.push({ name: `${size} systems, ${artefacts} / ${items}`, content });
  }
  console.log(
    `node ${process.version}, ${os.cpus().length} cores, median of ${values.runs}; artefacts / items`,
  );
  const builds: number[] = [];
  for (const subject of subjects) {
    const lines = await measureSubject(subject, work, Number(values.runs));
    const build = lines.find((line) => line.command === 'build');
    if (subject.name !== 'example' && build) builds.push(build.seconds);
  }
  for (let i = 1; i < builds.length; i++) {
    console.log(`build ${i + 1} / build ${i}: ${(builds[i]! / builds[i - 1]!).toFixed(2)}`);
  }
} finally {
  if (values.keep === undefined) fs.rmSync(work, { recursive: true, force: true });
}
