/** What falls if something is withdrawn: the ranking, and from a file to everything it carries. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { analyse } from '../../src/cli/analyse.ts';
import { losesEvidence } from '../../src/core/cells-without.ts';
import { impactOf } from '../../src/core/impact.ts';
import type { Portfolio } from '../../src/core/portfolio.ts';
import { singlePoints } from '../../src/core/single-points.ts';
import { root } from './example.ts';
import { follow, openExample, type Example } from './support.ts';

let example: Example;
let portfolio: Portfolio;
beforeAll(async () => {
  portfolio = await analyse(`${root}/content`, { blocks: false });
  example = await openExample();
});
afterAll(() => example.close());

const evidence = 'retail-credit-pd/perf-oot';

test('the ranking states its finding and orders things as the core does', async () => {
  const { page, troubles } = await example.open('impact/');
  const points = singlePoints(portfolio);
  const [first] = points;
  expect(await page.locator('h1').innerText()).toContain(
    `${first!.node.local} carries ${first!.evidenced} of`,
  );
  const rows = page.locator('table.points tbody tr');
  const shown = await rows.count();
  expect(shown).toBeGreaterThan(10);
  expect(await rows.evaluateAll((all) => all.map((row) => row.id))).toEqual(
    points.slice(0, shown).map(({ node }) => node.id.replace('/', '-')),
  );
  const [rest] = await page.locator('#ranking p.note').allInnerTexts();
  expect(rest).toMatch(/^Further down: .+\. casebook impact --all lists every one\.$/);
  expect(troubles).toEqual([]);
  await page.context().close();
});

test('a row leads to the file, and the file to each clause it carries and its proof', async () => {
  const { page, troubles } = await example.open('impact/');
  await follow(page.locator(`[id="${evidence.replace('/', '-')}"] th a`));
  expect(new URL(page.url()).pathname).toContain(`/evidence/${evidence}/`);
  const { cells, holding } = impactOf(portfolio, evidence);
  expect(await page.locator('#falls h2').innerText()).toContain(`${cells.filter(losesEvidence).length} of `);
  const rows = page.locator('table.carry tbody tr');
  expect(await rows.count()).toBe(cells.length + holding.length);
  const staying = rows.filter({ hasText: 'stays' });
  expect(await staying.count()).toBe(holding.length);
  await follow(rows.first().locator('th a'));
  const anchor = new URL(page.url()).hash.slice(1);
  expect(anchor).toMatch(/^p-/);
  expect(await page.locator(`[id="${anchor}"]`).count()).toBe(1);
  expect(troubles).toEqual([]);
  await page.context().close();
});

test('a control shows what stands beside it on each clause', async () => {
  const { page } = await example.open('controls/CTL-DOC/');
  const { cells, holding } = impactOf(portfolio, 'CTL-DOC');
  expect(await page.locator('table.carry tbody tr').count()).toBe(cells.length + holding.length);
  expect(await page.locator('table.carry td[data-l="Beside it"]').first().innerText()).not.toContain(
    'CTL-DOC',
  );
  await page.context().close();
});

test('every proof that the pages link to is there', async () => {
  for (const address of ['impact/', `evidence/${evidence}/`, 'controls/CTL-VAL/']) {
    const { page } = await example.open(address);
    const links = await page
      .locator('table.points td a[href*="#p-"], table.carry th a')
      .evaluateAll((all) => [...new Set(all.map((a) => (a as HTMLAnchorElement).href))]);
    expect(links.length).toBeGreaterThan(3);
    const ids = new Map<string, Set<string | undefined>>();
    for (const link of links) {
      const [url = '', anchor = ''] = link.split('#');
      if (!ids.has(url)) {
        const html = await (await fetch(url)).text();
        ids.set(url, new Set([...html.matchAll(/ id="([^"]+)"/g)].map((found) => found[1])));
      }
      expect(ids.get(url)?.has(decodeURIComponent(anchor)), link).toBe(true);
    }
    await page.context().close();
  }
});
