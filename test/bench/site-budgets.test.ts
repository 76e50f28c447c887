import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { foreignHosts, isChartPage, weighSite } from './site-budgets.ts';

let site: string;

beforeEach(() => {
  site = fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-test-'));
});
afterEach(() => fs.rmSync(site, { recursive: true, force: true }));

const put = (file: string, text: string) => {
  fs.mkdirSync(path.dirname(path.join(site, file)), { recursive: true });
  fs.writeFileSync(path.join(site, file), text);
};

/** Text that gzip cannot make smaller by much: digits of a linear congruence. */
const noise = (bytes: number): string => {
  let state = 1;
  let text = '';
  while (text.length < bytes) {
    state = (state * 48_271) % 2_147_483_647;
    text += state.toString(36);
  }
  return text.slice(0, bytes);
};

describe('weighSite', () => {
  test('keeps text pages and chart pages to budgets of their own', () => {
    const long = 'x'.repeat(70 * 1024);
    put('index.html', long);
    put('drift/index.html', `<figure><svg></svg>${long}</figure>`);
    const { breaches, pages, heaviest } = weighSite(site, '/');
    expect(breaches).toEqual([{ file: 'index.html', what: 'textPage: 70.0 KB, allowed are 60 KB' }]);
    expect(pages).toBe(2);
    expect(heaviest.chartPage.file).toBe('drift/index.html');
  });

  test('weighs scripts with all they import, once each, and not those of search', () => {
    put('x/a.js', `import"./b.js";export*from './c.js';${noise(8 * 1024)}`);
    put('x/b.js', `import "./c.js";`);
    put('x/c.js', noise(20 * 1024));
    const html = '<script type="module" src="/base/x/a.js"></script>';
    put('index.html', html);
    put('search/index.html', html);
    const { breaches, heaviest } = weighSite(site, '/base/');
    expect(breaches.map(({ file }) => file)).toEqual(['index.html']);
    const sum = ['a', 'b', 'c'].map((name) => fs.statSync(path.join(site, `x/${name}.js`)).size);
    expect(heaviest.scripts.bytes).toBeLessThan(sum.reduce((a, b) => a + b));
    expect(heaviest.scripts.bytes).toBeGreaterThan(15 * 1024);
  });

  test('finds requests to other hosts in pages and styles', () => {
    put('index.html', '<link rel="stylesheet" href="/s.css"><img src="https://cdn.example/x.png">');
    put(
      's.css',
      '@font-face { src: url("//fonts.example/a.woff2") } a { background: url(data:image/png;base64,) }',
    );
    expect(weighSite(site, '/').breaches).toEqual([
      { file: 'index.html', what: 'a request to https://cdn.example/x.png' },
      { file: 's.css', what: 'a request to //fonts.example/a.woff2' },
    ]);
  });
});

test('links that a reader may follow are no requests', () => {
  expect(
    foreignHosts(
      '<a href="https://eur-lex.europa.eu/x">law</a><link rel="canonical" href="https://site.example/">',
    ),
  ).toEqual([]);
});

test('a page with a figure, a sparkline or a matrix is a chart page; glyphs and plain tables make none', () => {
  expect(isChartPage('<svg class="g"></svg><table class="tbl"></table>')).toBe(false);
  expect(isChartPage('<figure class="fig"><table class="heat"></table></figure>')).toBe(true);
  expect(isChartPage('<svg class="spark wide"></svg>')).toBe(true);
  expect(isChartPage('<table class="matrix" data-matrix></table>')).toBe(true);
});
