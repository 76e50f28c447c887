/** The matrix of a framework and a system: filters and proofs, with scripts and without. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openExample, type Example } from './support.ts';

const matrix = 'traceability/eu-ai-act/retail-credit-pd/';
let example: Example;
beforeAll(async () => {
  example = await openExample();
});
afterAll(() => example.close());

/** The states of the rows that can be seen, each once. */
const statesShown = (page: Page): Promise<string[]> =>
  page
    .locator('[data-matrix] tr[data-s]')
    .evaluateAll((rows) => [
      ...new Set(
        rows
          .filter((row) => (row as HTMLElement).offsetParent !== null)
          .map((row) => (row as HTMLElement).dataset['s'] ?? ''),
      ),
    ]);
const rowsShown = (page: Page): Promise<number> => page.locator('[data-matrix] tr[data-s]:visible').count();
const withState = (page: Page, state: string): Promise<number> =>
  page.locator(`[data-matrix] tr[data-s="${state}"]`).count();

test('a click on a state hides its rows, and the address remembers it', async () => {
  const { page, troubles } = await example.open(matrix);
  const all = await rowsShown(page);
  const evidenced = await withState(page, 'evidenced');
  expect(evidenced).toBeGreaterThan(0);
  await page.locator('label:has(#s-evidenced)').click();
  expect(await statesShown(page)).not.toContain('evidenced');
  expect(await rowsShown(page)).toBe(all - evidenced);
  expect(await page.locator('[data-shown]').innerText()).toBe(`${all - evidenced} of ${all} clauses shown`);
  await page.locator('label:has(#t-upcoming)').click();
  expect(new URL(page.url()).searchParams.get('hide')).toBe('evidenced.upcoming');

  await page.reload();
  expect(await page.locator('#s-evidenced').isChecked()).toBe(false);
  expect(await page.locator('#t-upcoming').isChecked()).toBe(false);
  expect(await page.locator('[data-matrix] tr[data-tm="upcoming"]:visible').count()).toBe(0);
  await page.locator('label:has(#s-evidenced)').click();
  await page.locator('label:has(#t-upcoming)').click();
  expect(new URL(page.url()).search).toBe('');
  expect(await rowsShown(page)).toBe(all);
  expect(troubles).toEqual([]);
  await page.context().close();
});

test('the keyboard filters: tab to a state, space to hide it', async () => {
  const { page } = await example.open(matrix);
  await page.locator('#s-evidenced').focus();
  await page.keyboard.press('Tab');
  const reached = await page.evaluate(() => document.activeElement?.id ?? '');
  expect(reached).toMatch(/^s-/);
  await page.keyboard.press('Space');
  const state = reached.replace('s-', '');
  expect(await statesShown(page)).not.toContain(state);
  await page.keyboard.press('Space');
  expect(await statesShown(page)).toContain(state);
  await page.context().close();
});

test('words narrow the rows, and a chapter without rows loses its heading', async () => {
  const { page } = await example.open(matrix);
  const headings = page.locator('[data-matrix] tr.fw:visible');
  expect(await headings.count()).toBeGreaterThan(3);
  await page.locator('[data-filters] input[type=search]').fill('human oversight');
  const rows = page.locator('[data-matrix] tr[data-s]:visible');
  const texts = await rows.allInnerTexts();
  expect(texts.length).toBeGreaterThan(0);
  for (const text of texts) expect(text.toLowerCase()).toContain('human oversight');
  expect(await headings.count()).toBeLessThanOrEqual(texts.length);
  expect(new URL(page.url()).searchParams.get('q')).toBe('human oversight');
  await page.reload();
  expect(await rows.count()).toBe(texts.length);
  await page.context().close();
});

test('without scripts the filters work and the proof is an anchor away', async () => {
  const { page } = await example.open(matrix, { javaScriptEnabled: false });
  const all = await rowsShown(page);
  const lapsed = await withState(page, 'lapsed');
  await page.locator('label:has(#s-lapsed)').click();
  expect(await rowsShown(page)).toBe(all - lapsed);
  await page.locator('label:has(#s-lapsed)').click();
  expect(await rowsShown(page)).toBe(all);
  expect(await page.locator('[data-text-filter]').isVisible()).toBe(false);
  expect(await page.locator('[data-proof]').isVisible()).toBe(false);

  const link = page.locator('[data-matrix] tr[data-s="lapsed"] th a').first();
  const clause = (await link.innerText()).trim();
  await link.click();
  const proof = page.locator('.proof-i:target');
  expect((await proof.locator('h3').innerText()).trim()).toBe(clause);
  expect(await proof.locator('.pw').innerText()).toMatch(/^Lapsed\./);
  expect(await proof.locator('li.brk').count()).toBeGreaterThan(0);
  await page.context().close();
});

test('with scripts the proof stands beside the table, and the arrow keys walk from clause to clause', async () => {
  const { page } = await example.open(matrix, { viewport: { width: 1440, height: 900 } });
  const panel = page.locator('[data-proof]');
  const heading = panel.locator('.proof-i h3');
  // The page opens on what has lapsed.
  expect(await panel.locator('.pw').innerText()).toContain('Lapsed.');
  const row = page.locator('[data-matrix] tr[data-s="evidenced"]').first();
  const clause = (await row.locator('th a').innerText()).trim();
  await row.locator('td.mk').first().click();
  expect((await heading.innerText()).trim()).toBe(clause);
  expect(await panel.locator('.pw').innerText()).toContain('Evidenced.');
  expect(await row.getAttribute('aria-current')).toBe('true');
  // What the control of the mark rests on is part of the chain.
  expect(await panel.locator('.chain .chain').count()).toBeGreaterThan(0);
  // The page did not jump away from the table.
  expect(new URL(page.url()).hash).toBe('');

  await row.locator('th a').focus();
  await page.keyboard.press('ArrowDown');
  const next = await page.evaluate(() => document.activeElement?.textContent.trim() ?? '');
  expect(next).not.toBe(clause);
  expect((await heading.innerText()).trim().replace(/\s+/g, ' ')).toBe(next.replace(/\s+/g, ' '));
  await page.keyboard.press('ArrowUp');
  expect((await heading.innerText()).trim()).toBe(clause);
  await page.context().close();
});

test('on a phone a tap leads to the proof further down the page', async () => {
  const { page } = await example.open(matrix, { viewport: { width: 390, height: 800 } });
  await page.locator('[data-matrix] tr[data-s="lapsed"] th a').first().click();
  expect(new URL(page.url()).hash).toMatch(/^#p-/);
  expect(await page.locator('.proof-i:target').isVisible()).toBe(true);
  expect(await page.locator('[data-proof]').isVisible()).toBe(false);
  await page.context().close();
});
