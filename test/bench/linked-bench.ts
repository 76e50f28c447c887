/** `npm run bench -- --linked 10000,100000`: `check` on linked items, and another look after one changed file. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Looks } from './look-again.ts';
import { generateLinked } from './linked.ts';
import { measure, median, type Measure } from './measure.ts';

/** Looks after a change that are measured, in a process that has looked a few times before. */
const looks = 10;

/** Measures portfolios of so many linked items, each in fresh processes without a cache, and prints medians. */
export async function benchLinked(
  cli: string,
  sizes: readonly number[],
  work: string,
  runs: number,
): Promise<void> {
  console.log(
    `node ${process.version}, ${os.cpus().length} cores, median of ${runs}; again: median of ${looks}`,
  );
  const seconds: number[] = [];
  for (const size of sizes) {
    const content = path.join(work, `linked-${size}`);
    fs.rmSync(content, { recursive: true, force: true });
    generateLinked(content, size);
    const measures: Measure[] = [];
    for (let run = 0; run < runs; run++) {
      const cache = path.join(work, 'cache');
      fs.rmSync(cache, { recursive: true, force: true });
      const one = await measure(cli, ['check', content, '--quiet'], cache);
      if (one.code !== 0) throw new Error(`casebook check ended with ${one.code}`);
      measures.push(one);
    }
    const again = lookAgain(content);
    const of = (pick: (one: Measure) => number) => median(measures.map(pick));
    seconds.push(of((one) => one.seconds));
    console.log(
      [
        `${again.items} items, ${again.links} links:`,
        `check ${of((one) => one.seconds).toFixed(2)} s`,
        `${of((one) => one.cpu).toFixed(2)} s cpu`,
        `${of((one) => one.megabytes).toFixed(0)} MB;`,
        `again ${median(again.milliseconds).toFixed(0)} ms`,
        `${median(again.cpu).toFixed(0)} ms cpu`,
      ].join('  '),
    );
  }
  for (let i = 1; i < sizes.length; i++) {
    const growth = (seconds[i]! / seconds[i - 1]!).toFixed(2);
    console.log(`items × ${(sizes[i]! / sizes[i - 1]!).toFixed(1)}: time × ${growth}`);
  }
}

function lookAgain(content: string): Looks {
  const script = path.join(import.meta.dirname, 'look-again.ts');
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, content, String(looks)], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`looking again failed: ${stderr}`);
  return JSON.parse(stdout) as Looks;
}
