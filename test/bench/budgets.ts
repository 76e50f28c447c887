/** `npm run budgets`: weighs a built site (`dist`) against its budgets; exit 1 when one is not kept. */
import path from 'node:path';
import { readManifest } from '../../src/cli/manifest.ts';
import { budgets, weighSite } from './site-budgets.ts';

const given = process.argv[2] ?? 'dist';
const folder = path.resolve(given);
const manifest = readManifest(folder);
if (manifest === null) {
  console.error(`${given} is not a built site; \`npm run build\` makes one`);
  process.exit(2);
}
const { breaches, pages, heaviest } = weighSite(folder, manifest.base);
console.log(`${pages} pages; the heaviest:`);
for (const [kind, { file, bytes }] of Object.entries(heaviest)) {
  const limit = budgets[kind as keyof typeof budgets];
  console.log(
    `  ${kind.padEnd(10)} ${(bytes / 1024).toFixed(1).padStart(6)} KB of ${limit / 1024} KB  ${file === '' ? 'none' : file}`,
  );
}
for (const { file, what } of breaches) console.error(`${file}: ${what}`);
process.exit(breaches.length > 0 ? 1 : 0);
