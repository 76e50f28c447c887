/**
 * `npm run bench`: measures `check` and `build` on generated portfolios and on the example, each as a process of
 * its own: wall and processor time and peak memory, medians. Options: `--sizes 50,200`, `--runs 3`, `--no-build`, and
 * `--keep <folder>`, which leaves the generated portfolios there. `--linked 10000,100000` measures `check` on linked
 * items instead, and another look after one changed file. `--profile 1000000,10000000` measures `profile` on so many
 * rows, `--drift` the statistics of a large profile, `--shap` (with `--shap-sizes 100000x50`) files of SHAP values.
 * `--packed` measures the command line as it is published, a bundle, and not the sources.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { generatePortfolio } from './generate.ts';
import { benchDrift } from './drift-bench.ts';
import { benchLinked } from './linked-bench.ts';
import { measure, median, ownCli, packCli, root, type Measure } from './measure.ts';
import { benchProfile } from './profile-bench.ts';
import { benchShap } from './shap-bench.ts';

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
  const build = ['build', content, '--out', out, '--draft', '--quiet'];
  const commands: Record<string, { args: string[]; isCold: boolean; result: number[] }> = {
    'check, cold': { args: ['check', content, '--quiet'], isCold: true, result: [0, 1] },
    'check, warm': { args: ['check', content, '--quiet'], isCold: false, result: [0, 1] },
    'build, first': { args: build, isCold: true, result: [0] },
    // Pages are compiled by the first build of a version; a published package ships them.
    'build, again': { args: build, isCold: false, result: [0] },
  };
  const lines: Line[] = [];
  for (const [command, { args, isCold, result }] of Object.entries(commands)) {
    if (args === build && values['no-build']) continue;
    const measures: Measure[] = [];
    for (let run = 0; run < runs; run++) {
      if (isCold) fs.rmSync(cache, { recursive: true, force: true });
      fs.rmSync(out, { recursive: true, force: true });
      const one = await measure(cli, args, cache);
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
    linked: { type: 'string' },
    packed: { type: 'boolean', default: false },
    profile: { type: 'string' },
    drift: { type: 'boolean', default: false },
    shap: { type: 'boolean', default: false },
    'shap-sizes': { type: 'string', default: '100000x50' },
  },
});
const work = values.keep ?? fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-bench-'));
fs.mkdirSync(work, { recursive: true });
const packed = path.join(work, 'package');
fs.rmSync(packed, { recursive: true, force: true });
const cli = values.packed ? await packCli(packed) : ownCli;
try {
  if (values.drift) benchDrift(Math.max(5, Number(values.runs)));
  else if (values.profile !== undefined) {
    await benchProfile(cli, values.profile.split(',').map(Number), work, Number(values.runs));
  } else if (values.linked !== undefined) {
    await benchLinked(cli, values.linked.split(',').map(Number), work, Number(values.runs));
  } else if (values.shap) {
    await benchShap(cli, values['shap-sizes'].split(','), work, Number(values.runs));
  } else await benchSystems();
} finally {
  if (values.keep === undefined) fs.rmSync(work, { recursive: true, force: true });
}

async function benchSystems(): Promise<void> {
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
    const build = lines.find((line) => line.command === 'build, again');
    if (subject.name !== 'example' && build) builds.push(build.seconds);
  }
  for (let i = 1; i < builds.length; i++) {
    console.log(`build ${i + 1} / build ${i}: ${(builds[i]! / builds[i - 1]!).toFixed(2)}`);
  }
}
