/** What a reader does on any page: switches the theme, goes by keyboard, reads without scripts. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { follow, openExample, type Example } from './support.ts';

const system = 'systems/retail-credit-pd/';
let example: Example;
beforeAll(async () => {
  example = await openExample();
});
afterAll(() => example.close());

const paper = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test('the theme follows the system until a reader chooses, and the choice lasts', async () => {
  const { page, troubles } = await example.open(system, { colorScheme: 'light' });
  const light = await paper(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  const dark = await paper(page);
  expect(dark).not.toBe(light);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await paper(page)).toBe(light);

  await page.getByRole('button', { name: 'Switch to dark theme' }).click();
  expect(await paper(page)).toBe(dark);
  await follow(page.getByRole('link', { name: 'Findings', exact: true }).first());
  expect(new URL(page.url()).pathname).toMatch(/\/findings\/$/);
  expect(await paper(page)).toBe(dark);
  await page.reload();
  expect(await paper(page)).toBe(dark);
  await page.getByRole('button', { name: 'Switch to light theme' }).click();
  expect(await paper(page)).toBe(light);
  expect(troubles).toEqual([]);
  await page.context().close();
});

test('the keyboard reaches every link, button and scrolling table of the page of a system, and shows where it is', async () => {
  const { page } = await example.open(system);
  const wanted = await page.evaluate(() => {
    const all = [
      ...document.querySelectorAll<HTMLElement>('a[href], button, summary, input, select, [tabindex="0"]'),
    ].filter((element) => element.getClientRects().length > 0);
    all.forEach((element, i) => (element.dataset['nth'] = String(i)));
    return all.length;
  });
  expect(wanted).toBeGreaterThan(40);
  const reached = new Set<string>();
  const unmarked: string[] = [];
  for (let i = 0; i < wanted + 5; i += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const marked = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      return { nth: element.dataset['nth'], marked, text: element.textContent.trim().slice(0, 40) };
    });
    if (at.nth !== undefined) {
      reached.add(at.nth);
      if (!at.marked) unmarked.push(at.text);
    }
  }
  expect(unmarked).toEqual([]);
  expect(reached.size).toBe(wanted);
  await page.context().close();
});

test('the chart has its table: the keyboard opens it', async () => {
  const { page } = await example.open('systems/retail-credit-pd/drift-governance/');
  const summary = page.locator('.tbl-d summary').first();
  await summary.focus();
  await page.keyboard.press('Enter');
  const table = page.locator('.tbl-d table').first();
  expect(await table.isVisible()).toBe(true);
  expect(await table.locator('tbody tr').count()).toBe(24);
  await page.context().close();
});

test('what a number is compared with ends where the number ends, however wide its column', async () => {
  const { page } = await example.open('systems/hospital-bed-demand/model-card/');
  const [number, beside] = await page
    .locator('td:has(> .beside)')
    .first()
    .evaluate((cell: HTMLElement) => {
      cell.style.minWidth = '25rem';
      return ['.figure', '.beside'].map((name) => {
        const range = document.createRange();
        range.selectNodeContents(cell.querySelector(name)!);
        return range.getBoundingClientRect().right;
      });
    });
  expect(beside).toBeCloseTo(number!, 0);
  await page.context().close();
});

test.each([
  '',
  system,
  ...['drift-governance', 'model-card', 'explainability', 'fairness-assessment'].map(
    (kind) => `systems/retail-credit-pd/${kind}/`,
  ),
  'evidence/retail-credit-pd/shap-2026-10/shap/cases/',
])('without scripts /%s shows the same text', async (address) => {
  // Charts, tables, contents and dates are in the page itself; only the switch of the theme needs scripts.
  const read = async (javaScriptEnabled: boolean): Promise<{ text: string; rail: boolean }> => {
    const { page, troubles } = await example.open(address, { javaScriptEnabled });
    const text = await page.locator('main').innerText();
    const rail = (await page.locator('.rail a:visible').count()) > 0;
    expect(await page.locator('[data-theme-switch]').isVisible()).toBe(javaScriptEnabled);
    expect(troubles).toEqual([]);
    await page.context().close();
    return { text, rail };
  };
  const without = await read(false);
  expect(without).toEqual(await read(true));
  expect(without.text.length).toBeGreaterThan(1000);
});

test('without scripts every number of a system stands there with its state, and nothing narrows them', async () => {
  const { page, troubles } = await example.open('claims/retail-credit-pd/', { javaScriptEnabled: false });
  const rows = page.locator('main tbody tr:visible');
  expect(await rows.count()).toBeGreaterThan(40);
  expect(await rows.filter({ hasText: 'perf-oot' }).count()).toBeGreaterThan(0);
  expect(await page.locator('main select:visible, main input:visible').count()).toBe(0);
  expect(troubles).toEqual([]);
  await page.context().close();
});

test('on a phone the contents open on demand', async () => {
  const { page } = await example.open(system, { viewport: { width: 390, height: 800 } });
  const links = page.locator('.rail a:visible');
  expect(await links.count()).toBe(0);
  await page.locator('.rail summary').click();
  expect(await links.count()).toBeGreaterThan(8);
  await page.context().close();
});

test('a heat map wider than a phone shows that more lies under its names, until it is scrolled there', async () => {
  const { page } = await example.open(`${system}drift-governance/`, {
    viewport: { width: 390, height: 800 },
  });
  const edge = (): Promise<string[]> =>
    page.evaluate(() => {
      const name = document.querySelector('.heat tbody th')!;
      const { content, opacity } = getComputedStyle(name, '::after');
      return [content, opacity];
    });
  const map = page.locator('.scroll:has(> .heat)').first();
  expect(await edge()).toEqual(['""', '1']);
  await map.evaluate((element) => {
    element.scrollLeft = -element.scrollWidth;
  });
  await expect.poll(edge).toEqual(['""', '0']);
  expect(await map.getAttribute('tabindex')).toBe('0');
  await page.emulateMedia({ media: 'print' });
  expect((await edge())[0]).toBe('none');
  expect(await map.evaluate((element) => getComputedStyle(element).backgroundImage)).toBe('none');
  await page.context().close();
});
