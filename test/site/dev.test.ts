/** A live site under a base path serves what a build writes below `data/`. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { dataFiles } from '../../src/site/data-files.ts';
import { devSite } from '../../src/site/dev.ts';
import { mendAddress } from '../../src/site/mend-address.ts';
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
    expect((await fetch(`${site.address}files/%zz`)).status).toBe(404);
    const slashless = await fetch(`${site.address}guide?q=%25`, { redirect: 'manual' });
    expect([slashless.status, slashless.headers.get('location')]).toEqual([302, '/a/b/guide/?q=%25']);
  } finally {
    await site.stop();
  }
}, 120_000);

test('an address leads to the page it means, and never to another site', () => {
  const lead = (url: string, base = '/') => {
    const mended = mendAddress(url, base);
    return mended.to === 'redirect' ? mended.location : mended.to;
  };
  const redirected = ['/guide', '/guide?q=a/b', '/guide#x', '/evidence/pd/v1.2'];
  expect(redirected.map((url) => lead(url))).toEqual([
    '/guide/',
    '/guide/?q=a/b',
    '/guide/#x',
    '/evidence/pd/v1.2/',
  ]);
  expect([lead('/x', '/x/'), lead('/x/guide?q', '/x/')]).toEqual(['/x/', '/x/guide/?q']);
  const stays = [
    '/',
    '/guide/',
    '/theme.js',
    '/@vite/client',
    '//evil.example',
    '/\\evil',
    '/a//b',
    '/a/?q=%',
  ];
  expect(stays.filter((url) => lead(url) !== 'stay')).toEqual([]);
  expect([lead('/guide', '/x/'), lead('//x/guide', '/x/')]).toEqual(['stay', 'stay']);
  expect(['/%', '/a/%ff/'].map((url) => lead(url))).toEqual(['nowhere', 'nowhere']);
});
