/** The matrix of a framework and a system: filters, movement, proofs, downloads, with scripts and without. */
import fs from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matrixHeader } from '../../src/report/matrix.ts';
import { weighSite } from '../bench/site-budgets.ts';
import { base } from './example.ts';
import { largeSite } from './large.ts';
import { colourRules, follow, openExample, violations, type Example, type Watched } from './support.ts';

const matrix = 'traceability/eu-ai-act/retail-credit-pd/';
const wide = { viewport: { width: 1440, height: 900 } };
/** A clause that lapsed because a file ran out; others lapsed with a control that an open breach makes suspect. */
const lapsedFile = '[data-matrix] tr[data-s="lapsed"] th a[href="#p-art-10-2-f"]';
let example: Example;
beforeAll(async () => {
  example = await openExample();
});
afterAll(() => example.close());

/** Opens an address and waits until the scripts of its matrix are at work. */
async function openReady(
  path: string,
  options: BrowserContextOptions = wide,
  of = example,
): Promise<Watched> {
  const watched = await of.open(path, options);
  await watched.page.waitForSelector('[data-mx][data-ready]');
  return watched;
}

const rows = (page: Page) => page.locator('[data-matrix] tr[data-s]:not(.sh):visible');
const statesShown = (page: Page): Promise<string[]> =>
  rows(page).evaluateAll((all) => [...new Set(all.map((row) => (row as HTMLElement).dataset['s'] ?? ''))]);
const withState = (page: Page, state: string): Promise<number> =>
  page.locator(`[data-matrix] tr[data-s="${state}"]:not(.sh)`).count();
const chip = (page: Page, id: string) => page.locator(`label:has(#${id})`);
const countOf = async (page: Page, id: string): Promise<number> =>
  Number(await chip(page, id).locator('b').innerText());
const query = (page: Page): URLSearchParams => new URL(page.url()).searchParams;
const shown = (page: Page) => page.locator('[data-shown]');
/** The text of what has the focus, on one line. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => (document.activeElement?.textContent ?? '').replace(/\s+/g, ' ').trim());

test('a derived cell says so in its row, its mark and its proof, and nobody has to see a colour', async () => {
  const { page } = await openReady(matrix);
  const row = page.locator('[data-matrix] tr:has(> th a[href="#p-art-27-1-e"])');
  expect(await row.locator('.rs').innerText()).toMatch(/Partial\s+derived/);
  expect(await row.locator('.rs em use').getAttribute('href')).toBe('#i-derived');
  expect(await row.locator('a.cell').getAttribute('title')).toBe('CTL-IMPACT: Implemented, derived');
  const proof = page.locator('#p-art-27-1-e');
  expect(await proof.innerText()).toMatch(
    /^Art\. 27\(1\)\(e\) Oversight\s+Partial, derived\. Derived from gdpr:art-35-7-d/,
  );
  expect(await proof.locator('.brk').innerText()).toMatch(
    /gdpr:art-35-7-d intersects with eu-ai-act:art-27-1-e/,
  );
  const said = await page.locator('[data-matrix] .rs em').count();
  expect(await page.locator('#proofs article > p > b').filter({ hasText: ', derived' }).count()).toBe(said);
  await page.context().close();
});

describe('filters', () => {
  test('a click on a state leaves its rows, a second state adds its own, and the address keeps both', async () => {
    const { page, troubles } = await openReady(matrix);
    const all = await rows(page).count();
    const [lapsed, partial] = [await withState(page, 'lapsed'), await withState(page, 'partial')];
    await chip(page, 's-lapsed').click();
    expect(await statesShown(page)).toEqual(['lapsed']);
    expect(await shown(page).innerText()).toBe(`${lapsed} of ${all} clauses shown`);
    await chip(page, 's-partial').click();
    expect((await statesShown(page)).sort()).toEqual(['lapsed', 'partial']);
    expect(await rows(page).count()).toBe(lapsed + partial);
    expect(query(page).get('state')).toBe('partial.lapsed');

    await page.reload();
    await page.waitForSelector('[data-mx][data-ready]');
    expect(await rows(page).count()).toBe(lapsed + partial);
    await page.getByRole('button', { name: 'Show all' }).click();
    expect(await rows(page).count()).toBe(all);
    expect(new URL(page.url()).search).toBe('');
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  test('back and forward walk through the choices', async () => {
    const { page } = await openReady(matrix);
    const all = await rows(page).count();
    await chip(page, 's-lapsed').click();
    await chip(page, 't-upcoming').click();
    const both = await rows(page).count();
    await page.goBack();
    expect(await page.locator('#t-upcoming').isChecked()).toBe(false);
    await page.goBack();
    expect(await rows(page).count()).toBe(all);
    expect(await shown(page).innerText()).toBe(`${all} clauses`);
    await page.goForward();
    await page.goForward();
    expect(await rows(page).count()).toBe(both);
    expect(await page.locator('#s-lapsed').isChecked()).toBe(true);
    await page.context().close();
  });

  test('a text takes one step back, however many letters it has', async () => {
    const { page } = await openReady(matrix);
    const all = await rows(page).count();
    await page.locator('[name="q"]').pressSequentially('oversight');
    const found = await rows(page).count();
    expect(found).toBeGreaterThan(0);
    expect(found).toBeLessThan(all);
    expect(query(page).get('q')).toBe('oversight');
    await page.goBack();
    expect(await rows(page).count()).toBe(all);
    expect(await page.locator('[name="q"]').inputValue()).toBe('');
    await page.context().close();
  });

  test('words narrow the rows, and a chapter without rows loses its heading', async () => {
    const { page } = await openReady(matrix);
    const headings = page.locator('[data-matrix] tr.fw:visible');
    expect(await headings.count()).toBeGreaterThan(3);
    await page.locator('[name="q"]').fill('OVERSIGHT human');
    const texts = await rows(page).allInnerTexts();
    expect(texts.length).toBeGreaterThan(0);
    expect(await headings.count()).toBeLessThanOrEqual(texts.length);
    await page.locator('[name="q"]').fill('no clause says this');
    expect(await rows(page).count()).toBe(0);
    expect(await headings.count()).toBe(0);
    await page.context().close();
  });

  test('only holes leaves gaps, lapsed and not assessed', async () => {
    const { page } = await openReady(matrix);
    const n = await countOf(page, 'only-holes');
    await chip(page, 'only-holes').click();
    expect(await rows(page).count()).toBe(n);
    for (const state of await statesShown(page)) expect(['gap', 'lapsed', 'not-assessed']).toContain(state);
    expect(query(page).get('holes')).toBe('1');
    await page.context().close();
  });

  test('an owner and a type of control leave their clauses; the numbers beside the choices follow', async () => {
    const { page } = await openReady(matrix);
    const all = await rows(page).count();
    const owner = page.locator('[name="owner"]');
    const option = await owner
      .locator('option')
      .nth(1)
      .evaluate((one) => ({
        value: (one as HTMLOptionElement).value,
        text: one.textContent,
      }));
    await owner.selectOption(option.value);
    const n = await rows(page).count();
    expect(option.text).toBe(`${option.value} (${n})`);
    expect(n).toBeLessThan(all);
    const perState = await page
      .locator('[name="state"]')
      .evaluateAll((boxes) =>
        boxes.map((box) => Number(box.closest('label')?.querySelector('b')?.textContent)),
      );
    expect(perState.reduce((sum, one) => sum + one, 0)).toBe(n);
    await page.locator('[name="type"]').selectOption('detective');
    expect(query(page).get('owner')).toBe(option.value);
    expect(query(page).get('type')).toBe('detective');
    expect(await page.locator('[name="type"] option[value="detective"]').innerText()).toBe(
      `Detective (${await rows(page).count()})`,
    );
    await page.context().close();
  });

  test('a date leaves what applies by then', async () => {
    const { page } = await openReady(matrix);
    await page.locator('[name="by"]').fill('2026-12-31');
    const early = await rows(page).count();
    expect(early).toBeGreaterThan(0);
    expect(await shown(page).innerText()).toContain('applying by 31 Dec 2026');
    for (const text of await rows(page).allInnerTexts()) expect(text).not.toMatch(/from \d+ \w+ 202[78]/);
    await page.locator('[name="by"]').fill('2027-12-02');
    expect(await rows(page).count()).toBeGreaterThan(early);
    expect(query(page).get('by')).toBe('2027-12-02');
    await page.context().close();
  });

  test('only controls in use: columns without a mark leave, and the sums are of what is shown', async () => {
    const { page } = await openReady(matrix);
    const heads = page.locator('[data-matrix] th.ch:visible');
    const all = await heads.count();
    await chip(page, 's-lapsed').click();
    expect(await heads.count()).toBe(all);
    await page.locator('label:has([name="used"])').click();
    const used = await heads.count();
    expect(used).toBeLessThan(all);
    const sums = await page.locator('[data-matrix] tfoot td.num:visible').allInnerTexts();
    expect(sums).toHaveLength(used + 1);
    expect(sums[0]).toMatch(/^0 of \d+$/);
    for (const sum of sums.slice(1)) expect(sum).toMatch(/^\d+\/[1-9]\d*$/);
    await page.context().close();
  });

  test('a view that is sent opens as it was', async () => {
    const { page } = await openReady(`${matrix}?state=partial&timing=upcoming&q=art`);
    expect(await statesShown(page)).toEqual(['partial']);
    expect(await page.locator('[name="q"]').inputValue()).toBe('art');
    expect(await page.locator('#t-upcoming').isChecked()).toBe(true);
    await page.context().close();
  });
});

describe('the table as a grid', () => {
  test('arrow keys, Home, End and pages move; one cell is in the order of tabs', async () => {
    const { page } = await openReady(matrix);
    const table = page.locator('[data-matrix]');
    expect(await table.getAttribute('role')).toBe('grid');
    expect(await table.locator('[tabindex="0"]').count()).toBe(1);
    const first = rows(page).first().locator('th a');
    await first.focus();
    const start = await focused(page);
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).not.toBe(start);
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toBe(start);
    await page.keyboard.press('ArrowRight');
    expect(await focused(page)).toMatch(/^Evidenced/);
    await page.keyboard.press('End');
    const column = (): Promise<number> =>
      page.evaluate(() => document.activeElement?.closest('td, th')?.getBoundingClientRect().left ?? 0);
    const last = await column();
    await page.keyboard.press('Home');
    expect(await focused(page)).toBe(start);
    expect(await column()).toBeLessThan(last);
    await page.keyboard.press('Control+End');
    const end = await page.evaluate(() => {
      const row = document.activeElement?.closest('tr');
      const all = [...document.querySelectorAll('[data-matrix] tbody:not(.by-state) tr')];
      return { row: all.indexOf(row!), of: all.length };
    });
    expect(end.row).toBe(end.of - 1);
    await page.keyboard.press('Control+Home');
    expect(await focused(page)).toBe(start);
    await page.keyboard.press('PageDown');
    expect(await focused(page)).not.toBe(start);
    await page.keyboard.press('PageUp');
    expect(await focused(page)).toBe(start);
    await page.keyboard.press('ArrowUp');
    expect(await focused(page)).toBe('Clause');
    expect(await table.locator('[tabindex="0"]').count()).toBe(1);
    await page.context().close();
  });

  test('what has the focus is never under the frozen header or the frozen column', async () => {
    const { page } = await openReady(matrix);
    await rows(page).first().locator('th a').focus();
    await page.keyboard.press('Control+End');
    for (const key of ['ArrowUp', 'ArrowLeft', 'PageUp', 'PageUp', 'ArrowLeft', 'ArrowLeft', 'ArrowUp']) {
      await page.keyboard.press(key);
      const clear = await page.evaluate(() => {
        const cell = document.activeElement!.closest('td, th')!.getBoundingClientRect();
        const head = document.querySelector('[data-matrix] thead')!.getBoundingClientRect();
        const foot = document.querySelector('[data-matrix] tfoot td')!.getBoundingClientRect();
        return cell.top >= head.bottom - 1 && cell.top < foot.top;
      });
      expect(clear, key).toBe(true);
    }
    await page.context().close();
  });

  test('a fold closes by the keyboard, and is passed over', async () => {
    const { page } = await openReady(matrix);
    const fold = page.locator('[data-matrix] .fold').first();
    const before = await rows(page).count();
    await fold.focus();
    await page.keyboard.press('Enter');
    expect(await fold.isChecked()).toBe(false);
    expect(await rows(page).count()).toBeLessThan(before);
    const isOnFold = (): Promise<boolean> => fold.evaluate((one) => one === document.activeElement);
    await page.keyboard.press('ArrowDown');
    expect(await isOnFold()).toBe(false);
    await page.keyboard.press('ArrowUp');
    expect(await isOnFold()).toBe(true);
    await page.keyboard.press('Space');
    expect(await rows(page).count()).toBe(before);
    await page.context().close();
  });
});

describe('the proof', () => {
  test('stands beside the table, follows the arrow keys, and Escape gives the focus back', async () => {
    const { page } = await openReady(matrix);
    const panel = page.locator('[data-proof]');
    const heading = panel.locator('h3').first();
    // The page opens on what has lapsed.
    expect(await panel.locator('p b').first().innerText()).toContain('Lapsed');
    const row = page.locator('[data-matrix] tr[data-s="evidenced"]:not(.sh)').first();
    const clause = (await row.locator('th a').innerText()).trim();
    await row.locator('a.cell').first().click();
    expect((await heading.innerText()).trim()).toBe(clause);
    expect(await row.getAttribute('aria-current')).toBe('true');
    // What the control of the mark rests on is part of the chain, down to the digest of its file.
    expect(await panel.locator('.chain .chain').count()).toBeGreaterThan(0);
    expect(await panel.locator('.dg.full').first().innerText()).toMatch(/^[0-9a-f]{64}$/);
    // The page did not jump away from the table.
    expect(new URL(page.url()).hash).toBe('');

    await row.locator('th a').focus();
    await page.keyboard.press('ArrowDown');
    expect((await heading.innerText()).trim()).not.toBe(clause);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.closest('[data-proof]') !== null)).toBe(true);
    await page.keyboard.press('Escape');
    expect(await panel.isVisible()).toBe(false);
    expect(await focused(page)).toBe(clause.replace(/\s+/g, ' '));
    await page.keyboard.press('Enter');
    expect(await panel.isVisible()).toBe(true);
    await panel.getByRole('button', { name: 'Close' }).click();
    expect(await panel.isVisible()).toBe(false);
    await page.context().close();
  });

  test('names the step that decides', async () => {
    const { page } = await openReady(matrix);
    await page.locator(lapsedFile).click();
    const step = page.locator('[data-proof] li:has(> b:text-is("decides"))');
    expect(await step.count()).toBe(1);
    expect(await step.innerText()).toContain('fairness-groups');
    // A control's monitor decides: the chain of the control breaks there, and its breach stands below it.
    await page.locator('a[href="#p-art-9-8"]').first().click();
    const monitor = page.locator('[data-proof] .chain .chain li.brk');
    expect(await monitor.innerText()).toBe('implemented by MON-03 decides');
    expect(await monitor.locator('+ li.in').innerText()).toBe(
      'Breach, income_stability, 2026-10 not settled',
    );
    await page.context().close();
  });
});

test('what is filtered is downloaded with the columns and rows of the matrix', async () => {
  const { page } = await openReady(matrix);
  await chip(page, 's-lapsed').click();
  const n = await rows(page).count();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download as CSV' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('eu-ai-act-retail-credit-pd-2026-11-20-filtered.csv');
  const text = fs.readFileSync(await file.path(), 'utf8');
  const table = parse(text, { columns: true, bom: true }) as Record<string, string>[];
  expect(Object.keys(table[0] ?? {})).toEqual([...matrixHeader]);
  expect(table).toHaveLength(n);
  const answer = await page.request.get(`${example.address}data/matrix.csv`);
  const whole = new Set((await answer.text()).split('\r\n'));
  for (const line of text.trimEnd().split('\r\n')) expect(whole).toContain(line);
  await page.context().close();
});

describe('without scripts', () => {
  const still = { javaScriptEnabled: false, ...wide };

  test('the filters and folds work and the proof is an anchor away, with the digest behind it', async () => {
    const { page } = await example.open(matrix, still);
    const all = await rows(page).count();
    const lapsed = await withState(page, 'lapsed');
    await chip(page, 's-lapsed').click();
    expect(await rows(page).count()).toBe(lapsed);
    await chip(page, 's-lapsed').click();
    await chip(page, 'only-holes').click();
    expect(await rows(page).count()).toBe(await countOf(page, 'only-holes'));
    await chip(page, 'only-holes').click();
    expect(await rows(page).count()).toBe(all);
    const fold = page.locator('[data-matrix] .fold').first();
    await fold.click();
    expect(await rows(page).count()).toBeLessThan(all);
    await fold.click();
    expect(await page.locator('[name="q"]').isVisible()).toBe(false);
    expect(await page.locator('[data-proof]').isVisible()).toBe(false);

    const link = page.locator(lapsedFile);
    const clause = (await link.innerText()).trim();
    await link.click();
    const proof = page.locator('.proofs article:target');
    expect((await proof.locator('h3').innerText()).trim()).toBe(clause);
    expect(await proof.locator('p').first().innerText()).toMatch(/^Lapsed\./);
    await proof.locator('li.brk a').click();
    expect(await page.locator('.proofs article:target .dg.full').innerText()).toMatch(/^[0-9a-f]{64}$/);
    await page.context().close();
  });
});

describe('a narrow screen', () => {
  test.each([390, 360])(
    'at %i px the clauses are a list by state, what needs somebody first',
    async (width) => {
      const { page, troubles } = await openReady(matrix, { viewport: { width, height: 800 } });
      const order = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('[data-matrix] tr[data-s]')]
          .filter((row) => row.offsetParent !== null)
          .map((row) => ({ state: row.dataset['s'], top: row.getBoundingClientRect().top }))
          .sort((a, b) => a.top - b.top)
          .map((row) => row.state),
      );
      expect([...new Set(order)]).toEqual(
        [
          'gap',
          'lapsed',
          'not-assessed',
          'planned',
          'partial',
          'waived',
          'implemented',
          'evidenced',
          'not-applicable',
        ].filter((state) => order.includes(state)),
      );
      expect(order.length).toBeGreaterThan(100);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      await page.locator('[data-matrix] tr[data-s="lapsed"]:not(.sh) th a').first().click();
      expect(new URL(page.url()).hash).toMatch(/^#p-/);
      expect(await page.locator('.proofs article:target').isVisible()).toBe(true);
      expect(await page.locator('[data-proof]').isVisible()).toBe(false);
      expect(troubles).toEqual([]);
      await page.context().close();
    },
  );
});

test('on paper every clause is there, folded or filtered by nobody, under a header that repeats', async () => {
  const { page } = await openReady(matrix);
  await page.locator('[data-matrix] .fold').first().uncheck();
  await page.emulateMedia({ media: 'print' });
  expect(await page.locator('[data-matrix] tr[data-s]:not(.sh):visible').count()).toBe(
    await page.locator('[data-matrix] tr[data-s]:not(.sh)').count(),
  );
  expect(await page.locator('[data-filters]').isVisible()).toBe(false);
  expect(await page.locator('[data-proof]').isVisible()).toBe(false);
  expect(
    await page.evaluate(() => getComputedStyle(document.querySelector('[data-matrix] thead')!).display),
  ).toBe('table-header-group');
  await page.context().close();
});

describe('a matrix of 500 clauses by 200 controls', () => {
  const address = 'traceability/large/large/';
  let large: Example;
  let folder: string;
  beforeAll(async () => {
    folder = largeSite();
    large = await openExample(folder);
  });
  afterAll(() => large.close());
  const drawn = (page: Page) => page.locator('[data-grid] [role="row"].clause');

  test('the pages of the mapping, its rows, each control and each file keep their budgets', () => {
    const { breaches } = weighSite(folder, base);
    const weighed = /^(?:systems|controls\/[^/]+|evidence\/[^/]+\/[^/]+)\//;
    expect(breaches.filter(({ file }) => weighed.test(file))).toEqual([]);
  });

  test('each row of the mapping has its address on its page, and leads to its full row', async () => {
    const home = 'systems/large/compliance-mapping/';
    const { page, troubles } = await large.open(home, wide);
    const lines = await page
      .locator('.lines a')
      .evaluateAll((all) => all.map((one) => ({ id: one.id, to: (one as HTMLAnchorElement).href })));
    expect(lines.map(({ id }) => id)).toEqual([...new Set(lines.map(({ id }) => id))]);
    expect(lines).toHaveLength(475);
    const full = new Set<string>();
    for (const path of new Set(lines.map(({ to }) => to.split('#')[0]!))) {
      await page.goto(path);
      const ids = await page.locator('.maps tbody tr').evaluateAll((rows) => rows.map((row) => row.id));
      for (const id of ids) full.add(`${path}#${id}`);
    }
    expect(lines.map(({ to }) => to).sort()).toEqual([...full].sort());
    await page.goto(lines.find(({ id }) => id === 'map-large-c0040')!.to);
    expect(await page.locator('tr:target').innerText()).toContain('§ 40');
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  test('draws what is in view and no more, and filters all of it', async () => {
    const { page, troubles } = await openReady(address, wide, large);
    expect(await page.locator('[data-grid]').getAttribute('aria-rowcount')).toBe('522');
    expect(await page.locator('[data-grid]').getAttribute('aria-colcount')).toBe('202');
    expect(await page.locator('*').count()).toBeLessThan(4000);
    const gaps = await countOf(page, 's-gap');
    await chip(page, 's-gap').click();
    expect(await shown(page).innerText()).toBe(`${gaps} of 500 clauses shown`);
    expect(await drawn(page).first().innerText()).toContain('Gap');
    await page.goBack();
    expect(await shown(page).innerText()).toBe('500 clauses');
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  test('the keyboard reaches the last cell and comes back', async () => {
    const { page } = await openReady(address, wide, large);
    await page.locator('[data-grid] [tabindex="0"]').focus();
    await page.keyboard.press('Control+Home');
    expect(await focused(page)).toMatch(/^Ch\. 1 /);
    await page.keyboard.press('Control+End');
    const end = await page.evaluate(() => ({
      column: document.activeElement?.getAttribute('aria-colindex'),
      row: document.activeElement?.closest('[role="row"]')?.getAttribute('aria-rowindex'),
    }));
    expect(end).toEqual({ column: '202', row: '521' });
    await page.keyboard.press('Home');
    expect(await focused(page)).toContain('§ 500');
    await page.keyboard.press('PageUp');
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toMatch(/§ 4\d\d/);
    await page.keyboard.press('Control+Home');
    expect(await focused(page)).toMatch(/^Ch\. 1 /);
    await page.keyboard.press('Enter');
    expect(await drawn(page).first().innerText()).toContain('§ 26');
    expect(await page.locator('[data-grid] [tabindex="0"]').count()).toBe(1);
    await page.context().close();
  });

  test('a proof comes from the page of its chapter, and an address that names it opens it', async () => {
    const { page, troubles } = await openReady(`${address}#p-c0040`, wide, large);
    const panel = page.locator('[data-proof]');
    await panel.locator('h3').first().waitFor();
    expect(await panel.locator('h3').first().innerText()).toContain('§ 40');
    const to = await panel
      .locator('a[href*="#k-"], a[href*="#e-"], a[href*="mapping-approval"]')
      .first()
      .getAttribute('href');
    expect(to).toContain('/traceability/large/large/ch-2/#');
    await page.goto(new URL(to!, page.url()).href);
    expect(await page.locator('.proofs article:target').count()).toBe(1);
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  test('without scripts the chapters lead to their tables', async () => {
    const { page } = await large.open(address, { javaScriptEnabled: false, ...wide });
    expect(await page.locator('[data-filters]').isVisible()).toBe(false);
    expect(await page.locator('[data-grid]').isVisible()).toBe(false);
    await follow(page.locator('#chapters tbody a').nth(3));
    expect(new URL(page.url()).pathname).toMatch(/\/ch-4\/$/);
    expect(await rows(page).count()).toBe(25);
    await page.context().close();
  });

  test('on a phone the clauses are a list by state, and the page does not scroll sideways', async () => {
    const { page } = await openReady(address, { viewport: { width: 360, height: 800 } }, large);
    expect(await page.locator('[data-grid] .vg-r').first().innerText()).toMatch(/^Gap\s+25$/);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
    await page.context().close();
  });

  test.each(['', 'ch-1/'])('axe finds nothing on …/%s, light or dark', async (path) => {
    const except = '.draft-line';
    const { page } = await openReady(address + path, wide, large);
    expect(await violations(page, { except })).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page, { except, rules: colourRules })).toEqual([]);
    await page.context().close();
  });
});
