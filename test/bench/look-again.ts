/** Looks at a portfolio again and again, one file changed each time, and prints how long each look took, as JSON. */
import fs from 'node:fs';
import path from 'node:path';
import { createAnalyser } from '../../src/cli/analyse.ts';

/** What was looked at, and what each look took; the first few, in which code is compiled, are left out. */
export interface Looks {
  items: number;
  links: number;
  milliseconds: number[];
  /** Processor time of all threads. */
  cpu: number[];
}

const before = 10;

const [content, count] = [process.argv[2]!, Number(process.argv[3])];
const look = createAnalyser(content, { blocks: false });
const file = path.join(content, 'systems/system-0001/features.csv');
const text = fs.readFileSync(file, 'utf8');
const { items, links } = await look();
const found: Looks = { items: items.length, links: links.length, milliseconds: [], cpu: [] };
for (let i = 0; i < before + count; i++) {
  fs.writeFileSync(file, i % 2 === 0 ? text.replace('Feature 7,', 'Feature seven,') : text);
  const start = process.hrtime.bigint();
  const used = process.cpuUsage();
  await look();
  const { user, system } = process.cpuUsage(used);
  if (i < before) continue;
  found.milliseconds.push(Number(process.hrtime.bigint() - start) / 1e6);
  found.cpu.push((user + system) / 1e3);
}
fs.writeFileSync(file, text);
process.stdout.write(JSON.stringify(found) + '\n');
