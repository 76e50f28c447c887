/** What is not there, and what lapses: narrowed with scripts, whole without, linked from where a reader comes. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { follow, openExample, violations, type Example } from './support.ts';

let example: Example;
beforeAll(async () => {
  example = await openExample();
});
afterAll(() => example.close());

const rows = (page: Page) => page.locator('tr[data-owner]');
const rowsShown = (page: Page): Promise<number> => page.locator('tr[data-owner]:visible').count();

describe.each([
  ['holes/', 'the holes', 'hospital-bed-demand'],
  // Nothing more of the hospital lapses ahead: an open breach has it lapsed already.
  ['lapses/', 'what lapses', null],
  ['attention/', 'what needs attention', 'hospital-bed-demand'],
])('/%s', (address, label, system) => {
  test('narrows to an owner by keyboard; the address remembers it; “Show all” undoes it', async () => {
    const { page, troubles } = await example.open(address);
    const all = await rowsShown(page);
    expect(all).toBeGreaterThan(10);
    const form = page.getByRole('form', { name: `Narrow ${label}` });
    const owner = form.getByLabel('Owner');
    await owner.focus();
    await page.keyboard.press('ArrowDown');
    const value = await owner.inputValue();
    expect(value).not.toBe('');
    const left = await rowsShown(page);
    expect(left).toBeLessThan(all);
    expect(left).toBeGreaterThan(0);
    for (const owners of await page
      .locator('tr[data-owner]:visible')
      .evaluateAll((list) => list.map((row) => (row as HTMLElement).dataset['owner'] ?? '')))
      expect(owners.split('|')).toContain(value);
    expect(await form.getByRole('status').innerText()).toBe(`${left} of ${all} rows shown`);
    expect(new URL(page.url()).searchParams.get('owner')).toBe(value);
    expect(await violations(page)).toEqual([]);

    await page.reload();
    expect(await owner.inputValue()).toBe(value);
    expect(await rowsShown(page)).toBe(left);
    await form.getByRole('button', { name: 'Show all' }).click();
    await expect.poll(() => rowsShown(page)).toBe(all);
    expect(new URL(page.url()).search).toBe('');
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  test('narrows to a system; an unknown one in the address narrows nothing', async () => {
    const { page } = await example.open(`${address}${system === null ? '' : `?system=${system}`}`);
    if (system !== null) {
      const left = await rowsShown(page);
      expect(left).toBe(await page.locator(`tr[data-system~="${system}"]`).count());
      expect(left).toBeGreaterThan(0);
      expect(left).toBeLessThan(await rows(page).count());
    }
    await page.goto(`${example.address}${address}?system=nowhere`);
    expect(await rowsShown(page)).toBe(await rows(page).count());
    await page.context().close();
  });

  test('without scripts, and on paper, every row is there and no filter', async () => {
    const { page } = await example.open(address, { javaScriptEnabled: false });
    const form = page.locator('[data-narrow]');
    expect(await form.isVisible()).toBe(false);
    expect(await rowsShown(page)).toBe(await rows(page).count());
    await page.context().close();
    const { page: printed } = await example.open(address);
    expect(await printed.locator('[data-narrow]').isVisible()).toBe(true);
    await printed.emulateMedia({ media: 'print' });
    expect(await printed.locator('[data-narrow]').isVisible()).toBe(false);
    await printed.context().close();
  });
});

test('a list that a choice leaves empty says so', async () => {
  const { page } = await example.open('holes/');
  const obligations = page.locator('#obligations');
  await page.getByLabel('System').selectOption('hospital-bed-demand');
  expect(await obligations.locator('table').isVisible()).toBe(false);
  expect(await obligations.locator('[data-none]').innerText()).toBe('None of these.');
  await page.context().close();
});

test('the headline, the table at a glance and the rows count the same', async () => {
  const { page } = await example.open('holes/');
  const [, holes = '', lists = ''] =
    /^(\d+) holes? in (\d) of 9 lists/.exec(await page.locator('h1').innerText()) ?? [];
  const missing = (await page.locator('.hole-lists td:nth-child(2)').allInnerTexts()).map((text) =>
    Number.parseInt(text, 10),
  );
  expect(missing).toHaveLength(9);
  expect(missing.reduce((sum, n) => sum + n, 0)).toBe(Number(holes));
  expect(missing.filter((n) => n > 0)).toHaveLength(Number(lists));
  const open = await page.locator('tr[data-owner]:not(:has(.st))').count();
  expect(open).toBe(Number(holes));
  await page.context().close();
});

test('a row leads to its place: an obligation to its proof, a failure mode to its row', async () => {
  const { page } = await example.open('holes/');
  await follow(page.locator('#obligations tr[data-owner] th a').first());
  expect(await page.locator('h1').innerText()).toMatch(/clauses? in scope/);
  expect(new URL(page.url()).hash).toMatch(/^#p-/);
  await page.goto(`${example.address}holes/`);
  await follow(page.locator('#failure-modes tr[data-owner] th a').first());
  expect(await page.locator(':target').count()).toBe(1);
  await page.context().close();
});

test('the days of a page of lapses are in order, and the data beside it say the same', async () => {
  const { page } = await example.open('lapses/');
  const shown = await page.locator('.lapses tr[data-owner] .mono').allInnerTexts();
  const response = await page.request.get(`${example.address}data/lapses.json`);
  const data = (await response.json()) as { days: number; lapses: { day: string; obligation: string }[] };
  expect(shown).toEqual(data.lapses.map(({ obligation }) => obligation));
  expect(data.lapses.map(({ day }) => day)).toEqual(data.lapses.map(({ day }) => day).toSorted());
  expect(await page.locator('h1').innerText()).toContain(
    `${data.lapses.length} obligations lapse in the next ${data.days} days`,
  );
  await page.context().close();
});

test('a page of a system shows what lapses first, and leads to the rest of its own', async () => {
  const { page } = await example.open('systems/retail-credit-pd/');
  expect(await page.locator('#lapses tbody tr:not(.day)').count()).toBe(4);
  await follow(page.locator('#lapses .more a'));
  expect(new URL(page.url()).search).toBe('?system=retail-credit-pd');
  expect(await rowsShown(page)).toBeGreaterThan(4);
  await page.context().close();
});

test.each(['', 'findings/', 'registers/', 'traceability/', 'systems/hospital-bed-demand/'])(
  '/%s leads to what is not there',
  async (address) => {
    const html = await (await fetch(example.address + address)).text();
    const [, main = ''] = /<main\b([\s\S]*)<\/main>/.exec(html) ?? [];
    expect(main).toMatch(/<a\b[^>]*href="[^"]*\/holes\//);
  },
);
