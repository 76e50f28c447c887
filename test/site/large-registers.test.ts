/** Registers too long for a page, built: every page keeps its budget, and every link leads to an anchor that is there. */
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { weighSite } from '../bench/site-budgets.ts';
import { writeLargeRegisters } from './large-registers.ts';

const root = path.resolve(import.meta.dirname, '../..');
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-registers-'));
const site = path.join(home, 'site');
const read = (file: string): string => fs.readFileSync(path.join(site, file), 'utf8');
const size = { features: 250, modes: 250, controls: 120, files: 120, waivers: 60, parties: 300 };

beforeAll(() => {
  writeLargeRegisters(path.join(home, 'content'), size);
  const result = spawnSync(
    process.execPath,
    [path.join(root, 'src/cli/main.ts'), 'build', path.join(home, 'content'), '--out', site, '--draft'],
    { cwd: root, encoding: 'utf8', env: { ...process.env, NODE_ENV: '', VITEST: '' } },
  );
  if (result.status !== 0) throw new Error(`The site could not be built:\n${result.stdout}${result.stderr}`);
}, 300_000);
afterAll(() => fs.rmSync(home, { recursive: true, force: true }));

test('no page is over its budget', () => {
  expect(weighSite(site, '/').breaches).toEqual([]);
});

const pages = (): string[] =>
  fs
    .globSync('**/*.html', { cwd: site })
    .map((file) => file.replaceAll(path.sep, '/'))
    .sort();

test('every link of the site leads to a page that is there, and to an anchor on it', () => {
  const anchors = new Map<string, Set<string>>();
  const anchorsOf = (file: string): Set<string> => {
    let found = anchors.get(file);
    if (!found)
      anchors.set(file, (found = new Set([...read(file).matchAll(/ id="([^"]+)"/g)].map((m) => m[1]!))));
    return found;
  };
  const lost = new Set<string>();
  let count = 0;
  for (const file of pages()) {
    const from = new URL(`https://site.invalid/${file.replace(/index\.html$/, '')}`);
    for (const [, written] of read(file).matchAll(/<a\b[^>]*? href="([^"]+)"/g)) {
      const to = new URL(written!.replaceAll('&amp;', '&'), from);
      if (to.host !== from.host || !to.hash) continue;
      count += 1;
      const target = decodeURI(to.pathname)
        .slice(1)
        .replace(/(^|\/)$/, '$1index.html');
      const isThere =
        fs.existsSync(path.join(site, target)) && anchorsOf(target).has(decodeURIComponent(to.hash.slice(1)));
      if (!isThere) lost.add(`${file} → ${to.pathname}${to.hash}`);
    }
  }
  expect(count).toBeGreaterThan(1000);
  expect([...lost].slice(0, 10)).toEqual([]);
});

/** The ids of the rows of tables on some pages. */
const rowsOn = (files: readonly string[]): string[] =>
  files.flatMap((file) => [...read(file).matchAll(/<tr id="([^"]+)"/g)].map((m) => m[1]!));

test.each([
  ['feature-register', 'balance_ratio_', size.features],
  ['failure-modes', 'FM-', size.modes],
])('every row of %s stands in full on one page below its own, which names it', (artefact, prefix, length) => {
  const own = `systems/long/${artefact}/`;
  const parts = pages().filter((file) => file.startsWith(`${own}rows/`));
  expect(parts.length).toBeGreaterThan(3);
  const rows = rowsOn(parts);
  expect(new Set(rows).size).toBe(length);
  expect(rows).toHaveLength(length);
  const names = [...read(`${own}index.html`).matchAll(/<a id="([^"]+)" href="rows\/\d+\/#([^"]+)"/g)];
  expect(names.map((m) => m[1]).sort()).toEqual([...rows].sort());
  expect(names.every((m) => m[1] === m[2] && m[1]!.startsWith(prefix))).toBe(true);
});

test('registers across systems are cut within a system', () => {
  const of = (folder: string): string[] =>
    pages().filter((file) => file.startsWith(folder) && file !== `${folder}index.html`);
  expect(of('features/')).toEqual([
    ...[2, 3, 4, 5].map((n) => `features/long/${n}/index.html`),
    'features/long/index.html',
  ]);
  expect(rowsOn(of('features/'))).toHaveLength(size.features);
  expect(rowsOn(of('failure-modes/'))).toHaveLength(size.modes);
  expect(of('registers/controls/')).toEqual(
    ['portfolio/2/', 'portfolio/3/', 'portfolio/'].map((slug) => `registers/controls/${slug}index.html`),
  );
  expect(of('registers/evidence/')).toHaveLength(3);
  expect(of('waivers/')).toHaveLength(2);
  const people = of('registers/people/');
  expect(people.length).toBeGreaterThan(2);
  const parties = people.flatMap((file) =>
    [...read(file).matchAll(/<li id="(team-\d+)"/g)].map((m) => m[1]!),
  );
  expect(parties).toHaveLength(size.parties);
  expect(read('features/index.html')).toContain('A long system, part 2 of 5');
});
