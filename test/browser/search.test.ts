/** The search of a built site: ids first, words next, filters, the keyboard. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { follow, openExample, type Example } from './support.ts';

let example: Example;
beforeAll(async () => {
  example = await openExample();
});
afterAll(() => example.close());

async function ask(page: Page, words: string): Promise<void> {
  await page.locator('[data-search-field]').fill(words);
  await page.waitForFunction((q) => new URL(location.href).searchParams.get('q') === q, words);
}

/** The first hit: what it says of itself, its title, its id, and where it leads. */
async function firstHit(page: Page): Promise<{ kind: string; id: string | null; path: string }> {
  const hit = page.locator('.hit').first();
  await hit.waitFor();
  const id = hit.locator('.mono');
  return {
    kind: (await hit.locator('.hit-k').innerText()).trim(),
    id: (await id.count()) === 0 ? null : await id.innerText(),
    path: (await hit.locator('a').getAttribute('href')) ?? '',
  };
}

test.each([
  ['FM-02', 'retail-credit-pd/FM-02', '/a/b/systems/retail-credit-pd/failure-modes/#FM-02'],
  ['fm-02', 'retail-credit-pd/FM-02', '/a/b/systems/retail-credit-pd/failure-modes/#FM-02'],
  ['ADR-0003', 'retail-credit-pd/ADR-0003', '/a/b/systems/retail-credit-pd/ADR-0003/'],
  ['eu-ai-act:art-14-4-e', 'eu-ai-act:art-14-4-e', null],
  ['EU-AI-Act:Art-14-4-E', 'eu-ai-act:art-14-4-e', null],
  ['art-14-4-e', 'eu-ai-act:art-14-4-e', null],
  ['ev:perf-oot', 'retail-credit-pd/perf-oot', '/a/b/evidence/retail-credit-pd/perf-oot/'],
  ['[[CTL-FAIR]]', 'CTL-FAIR', '/a/b/controls/CTL-FAIR/'],
  ['utilisation_ratio', 'retail-credit-pd/utilisation_ratio', null],
])('the id %s is the first hit and leads to its place', async (words, id, path) => {
  const { page, troubles } = await example.open(`search/?q=${encodeURIComponent(words)}`);
  const exact = page.locator('.hit.exact', { hasText: id });
  await exact.first().waitFor();
  const ids = await page.locator('.hit.exact .mono').allInnerTexts();
  expect(ids).toContain(id);
  const hit = await firstHit(page);
  expect(hit.kind).toMatch(/^Exact id/);
  const link = exact.first().locator('a');
  const address = (await link.getAttribute('href')) ?? '';
  if (path !== null) expect(address).toBe(path);
  await follow(link);
  const { hash } = new URL(page.url());
  if (hash !== '') expect(await page.locator(`[id="${decodeURIComponent(hash.slice(1))}"]`).count()).toBe(1);
  expect(troubles).toEqual([]);
  await page.context().close();
});

test('a part of an id finds pages that name it, and claims no exact hit', async () => {
  const { page } = await example.open('search/');
  await ask(page, 'utilisation');
  await page.locator('.hit').first().waitFor();
  expect(await page.locator('.hit.exact').count()).toBe(0);
  expect(await page.locator('.hit mark').count()).toBeGreaterThan(0);
  await page.context().close();
});

test('words are found in the text of pages, and filters narrow what is found', async () => {
  const { page, troubles } = await example.open('search/');
  await ask(page, 'retraining');
  await page.locator('.hit').first().waitFor();
  const before = await page.locator('.hit').count();
  expect(before).toBeGreaterThan(1);
  await page.locator('select[name=kind]').selectOption('Decision');
  await page.waitForFunction(() =>
    [...document.querySelectorAll('.hit-k')].every((kind) => kind.textContent.startsWith('Decision')),
  );
  const after = await page.locator('.hit').count();
  expect(after).toBeGreaterThan(0);
  expect(after).toBeLessThan(before);
  expect(troubles).toEqual([]);
  await page.context().close();
});

test('what nobody wrote is not found, and the page says so', async () => {
  const { page } = await example.open('search/');
  await ask(page, 'xylophone');
  await page.waitForFunction(
    () => document.querySelector('[data-search-state]')?.textContent === 'No page has these words',
  );
  expect(await page.locator('.hit').count()).toBe(0);
  await page.context().close();
});

test('the slash key leads to the search from any page, and writes itself in a field', async () => {
  const { page } = await example.open('systems/retail-credit-pd/');
  await page.keyboard.press('/');
  await page.waitForURL((url) => url.pathname.endsWith('/search/'));
  await page.waitForFunction(() => document.activeElement?.matches('[data-search-field]') === true);
  await page.locator('h1').click();
  await page.keyboard.press('/');
  expect(await page.evaluate(() => document.activeElement?.matches('[data-search-field]'))).toBe(true);
  await page.keyboard.type('a/b');
  expect(await page.locator('[data-search-field]').inputValue()).toBe('a/b');
  await page.context().close();
});

test('without scripts the page leads to the registers', async () => {
  const { page } = await example.open('search/', { javaScriptEnabled: false });
  expect(await page.locator('[data-search]').isVisible()).toBe(false);
  expect(await page.locator('[data-search-fallback] a').count()).toBeGreaterThan(5);
  expect(await page.locator('noscript p').innerText()).toContain('needs scripts');
  await page.context().close();
});
