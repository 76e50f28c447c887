/** `npm run bench -- --drift`: the drift statistics of 200 features over 36 batches, from one profile. */
import os from 'node:os';
import { driftRows } from '../../src/evidence/drift/rows.ts';
import { parseEvidence } from '../../src/evidence/shapes/index.ts';
import { evidenceOf, itemOf, portfolioOf } from '../evidence/portfolio.ts';
import { largeProfile } from './large-profile.ts';
import { median } from './measure.ts';

const limits = { target: 'all features', amber: 0.1, red: 0.25 };

/** What is watched: one statistic, and several at once. D is stored, so that p is asymptotic. */
const subjects: Record<string, string[]> = {
  PSI: ['PSI'],
  'PSI and KS p-value': ['PSI', 'KS p-value'],
  'six methods': ['PSI', 'KS', 'KS p-value', 'JS distance', 'Wasserstein', 'chi-square p-value'],
};

/** Measures the statistics so many times and prints medians, the first run and the last: cold code is slower. */
export function benchDrift(runs: number): void {
  console.log(
    `node ${process.version}, ${os.cpus().length} cores, median of ${runs}; 200 features × 36 batches`,
  );
  const profile = largeProfile(200, 36);
  time('shape', runs, () => parseEvidence(structuredClone(profile)).issues.length);
  for (const [name, metrics] of Object.entries(subjects)) {
    const items = metrics.map((metric, i) => itemOf('monitor', `MON-${i}`, { ...limits, metric }));
    const portfolio = portfolioOf({ items, evidence: [evidenceOf('drift', profile)] });
    const rows = time(name, runs, () => driftRows({ ...portfolio }).length);
    if (rows !== metrics.length * 7200) throw new Error(`${name}: ${rows} readings`);
  }
}

function time(name: string, runs: number, work: () => number): number {
  let result = 0;
  // Processor time too: it is what a busy machine does not change.
  const cpu: number[] = [];
  const took = Array.from({ length: runs }, () => {
    const [start, before] = [process.hrtime.bigint(), process.cpuUsage()];
    result = work();
    const { user, system } = process.cpuUsage(before);
    cpu.push((user + system) / 1000);
    return Number(process.hrtime.bigint() - start) / 1e6;
  });
  console.log(
    `${name.padEnd(24)} ${median(took).toFixed(0).padStart(6)} ms ${median(cpu).toFixed(0).padStart(6)} ms cpu, first ${took[0]!.toFixed(0)} ms ${cpu[0]!.toFixed(0)} ms cpu`,
  );
  return result;
}
