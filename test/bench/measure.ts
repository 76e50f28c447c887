/** Runs of the command line as processes of their own, measured. */
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export const root = path.resolve(import.meta.dirname, '../..');

/** The entry of the command line in this repository. */
export const ownCli = path.join(root, 'src/cli/main.ts');

/** What the package holds besides the bundle. */
const besides = ['src', 'plugins', 'public', 'astro.config.mjs', 'package.json'];

/**
 * Makes the package as it is published, in a folder that does not exist yet.
 * @returns the entry of its command line.
 */
export async function packCli(folder: string): Promise<string> {
  const packing = pathToFileURL(path.join(root, '.ci/pack/bundle.mjs')).href;
  const { bundle, bundlePages, main } = (await import(packing)) as {
    bundle: (folder: string) => Promise<void>;
    bundlePages: (folder: string) => Promise<void>;
    main: string;
  };
  fs.mkdirSync(folder, { recursive: true });
  for (const name of besides) fs.cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
  fs.symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  await bundle(folder);
  await bundlePages(folder);
  return path.join(folder, main);
}

export interface Measure {
  seconds: number;
  /** Processor time of the process and its children, all threads: what a busy machine does not change. */
  cpu: number;
  megabytes: number;
  code: number | null;
}

/** Runs a command line once; peak memory is the kernel's (`VmHWM`), read while the process runs. */
export function measure(cli: string, args: readonly string[], cache: string): Promise<Measure> {
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

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};
