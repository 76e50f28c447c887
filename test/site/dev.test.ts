/** A live site under a base path serves what a build writes below `data/`. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { dataFiles } from '../../src/site/data-files.ts';
import { devSite } from '../../src/site/dev.ts';
import { makePortfolio } from './fixture.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'casebook-dev-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every file below data/ is served as a build writes it', async () => {
  const portfolio = makePortfolio();
  const site = await devSite({
    portfolio,
    outDir: path.join(folder, 'out'),
    base: '/a/b/',
    draft: false,
    cacheDir: path.join(folder, 'cache'),
    port: 4391,
  });
  try {
    for (const name of ['portfolio.json', 'matrix.csv', 'ids/0.json']) {
      const file = dataFiles(portfolio, false).find(({ address }) => address === `data/${name}`);
      const answer = await fetch(site.address + `data/${name}`);
      expect([name, answer.status, await answer.text()]).toEqual([name, 200, [...file!.pieces()].join('')]);
    }
    expect((await fetch(`${site.address}data/nothing.json`)).status).toBe(404);
  } finally {
    await site.stop();
  }
}, 120_000);
