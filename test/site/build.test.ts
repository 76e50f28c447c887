/** A site built for real from a small portfolio: links, policy, budgets, bytes. */
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSite } from '../../src/site/build.ts';
import { compiledDir } from './compiled-dir.ts';
import { makePortfolio } from './fixture.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'casebook-site-'));
const base = '/a/b/';
const out = path.join(folder, 'one');

const build = (outDir: string, portfolio = makePortfolio()): Promise<void> =>
  buildSite({
    portfolio,
    outDir,
    base,
    draft: false,
    compiledDir,
    version: '0.0.0',
    commit: '1a2b3c4d5e6f7081',
  });

const filesOf = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(dir, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .sort();
const pages = (): [string, string][] =>
  filesOf(out)
    .filter((file) => file.endsWith('.html'))
    .map((file) => [file, readFileSync(path.join(out, file), 'utf8')]);
const page = (file: string): string => readFileSync(path.join(out, file), 'utf8');

beforeAll(() => build(out));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('every page of the portfolio is there', () => {
  const files = filesOf(out);
  for (const file of [
    'index.html',
    '404.html',
    'search/index.html',
    'systems/index.html',
    'systems/early-warning/index.html',
    'systems/early-warning/profile/index.html',
    'systems/early-warning/model-card/index.html',
    'systems/early-warning/decisions/index.html',
    'systems/early-warning/ADR-0001/index.html',
    'systems/bed-demand/index.html',
    'evidence/early-warning/perf-oot/index.html',
    'obligations/eu-ai-act/index.html',
    'people/index.html',
    'data/portfolio.json',
    'data/portfolio.schema.json',
    'data/matrix.csv',
    'data/findings.json',
    'data/schemas/metrics-1.schema.json',
    'pagefind/pagefind.js',
    'fonts/LICENSE-OFL.txt',
  ]) {
    expect(files).toContain(file);
  }
});

test('every link leads somewhere, under the base path', () => {
  const lost: string[] = [];
  const anchors = new Map(
    pages().map(([file, html]) => [file, new Set([...html.matchAll(/\sid="([^"]*)"/g)].map((m) => m[1]))]),
  );
  for (const [file, html] of pages()) {
    for (const [, address = ''] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
      if (/^(?:https?|mailto):/.test(address)) continue;
      const [written = '', anchor] = address.split('#');
      // A relative address starts from the page's own folder.
      const place = /^$|^\//.test(written) ? written : new URL(written, `http://h${base}${file}`).pathname;
      if (place !== '' && !place.startsWith(base)) lost.push(`${file}: ${address} leaves the base path`);
      const target = place === '' ? file : place.slice(base.length).replace(/\?.*$/, '');
      const real = target === '' || target.endsWith('/') ? `${target}index.html` : target;
      if (!existsSync(path.join(out, real))) lost.push(`${file}: ${address}`);
      else if (anchor && anchors.has(real) && !anchors.get(real)?.has(anchor))
        lost.push(`${file}: ${address} has no such anchor`);
    }
  }
  expect(lost).toEqual([]);
});

test('no page repeats an anchor', () => {
  const repeated = pages().flatMap(([file, html]) => {
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]);
    return ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `${file}#${id}`);
  });
  expect(repeated).toEqual([]);
});

test('no page carries inline style, inline script or a request to another host', () => {
  for (const [file, html] of pages()) {
    expect(html, file).not.toMatch(/\sstyle="/);
    expect(html, file).not.toMatch(/<style/);
    expect(
      [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>/g)].map((match) => match[0]),
      file,
    ).toEqual([]);
    expect(html, file).not.toMatch(/<(?:script|link|img)[^>]*(?:src|href)="(?:https?:)?\/\//);
  }
});

test('the policy allows WebAssembly on the page of the search and nowhere else', () => {
  for (const [file, html] of pages()) {
    const policy = /http-equiv="content-security-policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    expect(policy, file).toContain("default-src 'self'");
    expect(policy.includes("'wasm-unsafe-eval'"), file).toBe(file === 'search/index.html');
    expect(policy, file).not.toContain("'unsafe-inline'");
  }
});

test('pages are kept from search engines and name their as-of date, their commit and what they do not prove', () => {
  for (const [file, html] of pages()) {
    expect(html, file).toContain('<meta name="robots" content="noindex, nofollow">');
    expect(html, file).toContain('as of 20 November 2026 by Casebook 0.0.0 from commit 1a2b3c4d5e6f. ');
    expect(html, file).toContain('does not prove');
  }
  expect(readFileSync(path.join(out, 'robots.txt'), 'utf8')).toBe('User-agent: *\nDisallow: /\n');
});

test('a reference in prose is a link, a lost one says so, with no white space before the stop', () => {
  expect(page('systems/early-warning/model-card/index.html')).toMatch(
    /see <a class="ref-to" href="\/a\/b\/systems\/early-warning\/failure-modes\/#FM-02" title="Bureau feed arrives late"><code>FM-02<\/code><\/a> and <span class="ref-lost" title="Nothing has the id FM-99"><code>FM-99<\/code><span class="vh"> \(Nothing has the id FM-99\)<\/span><\/span>\.<\/p>/,
  );
});

test('sheets and scripts keep their budget', () => {
  const size = (file: string): number => gzipSync(readFileSync(path.join(out, file))).length;
  const assets = filesOf(out).filter((file) => file.startsWith('assets/'));
  const sheets = assets.filter((file) => file.endsWith('.css')).reduce((sum, file) => sum + size(file), 0);
  expect(sheets).toBeLessThan(20_000);
  for (const [file, html] of pages()) {
    const scripts = [...html.matchAll(/<script[^>]*\ssrc="([^"]*)"/g)].map((match) =>
      (match[1] ?? '').slice(base.length),
    );
    expect(
      scripts.reduce((sum, script) => sum + size(script), 0),
      file,
    ).toBeLessThan(15_000);
    expect(html.length, file).toBeLessThan(60_000);
  }
});

test('what is wrong with a file stands where its figures would, and systems of one title are told apart', async () => {
  const portfolio = makePortfolio();
  const [record] = portfolio.evidence;
  record!.content = null;
  portfolio.systems[1]!.title = portfolio.systems[0]!.title;
  const [card] = portfolio.artefacts;
  const row = { ...portfolio.items[0]!, id: record!.id };
  portfolio.records = [
    { ...card!, items: [row], data: { note: 'All by one script.', tags: ['nightly', 'x'] } },
  ];
  portfolio.findings = [
    {
      ...{
        rule: 'evidence/shape',
        severity: 'error',
        message: '`/metrics` is missing',
        fix: null,
        key: '00',
      },
      ...{ file: record!.file, line: 1, column: 1, end_line: 1, end_column: 1, related: [], waived_by: null },
      ...{ subject: record!.id, system: record!.system, owner: null },
    },
  ];
  const to = path.join(folder, 'alike');
  await build(to, portfolio);
  const read = (file: string) => readFileSync(path.join(to, file), 'utf8');
  const html = read('evidence/early-warning/perf-oot/index.html');
  expect(html).toContain('Nothing is drawn: the file has 1 fault');
  expect(html).toContain('<code>/metrics</code> is missing');
  expect(html).toContain('All by one script.');
  expect(html).toContain('nightly, x');
  const titles = ['bed-demand', 'early-warning'].map(
    (id) => /<title>(.*)<\/title>/.exec(read(`systems/${id}/index.html`))![1],
  );
  expect(titles).toEqual([
    'Early warning · Systems · bed-demand · Model governance portfolio',
    'Early warning · Systems · early-warning · Model governance portfolio',
  ]);
  expect(html).toContain('data-value="Early warning (early-warning)"');
});

test('a fault in a page is said with the page', async () => {
  const portfolio = makePortfolio();
  const artefacts = portfolio.artefacts.map((one) => {
    if (one.kind !== 'model-card') return one;
    const fault = {
      get: () => {
        throw new Error('a fault in its headings');
      },
    };
    return { ...one, body: Object.defineProperty({ ...one.body! }, 'headings', fault) };
  });
  await expect(build(path.join(folder, 'faulty'), { ...portfolio, artefacts })).rejects.toThrow(
    /^systems\/early-warning\/model-card\/index\.html could not be drawn: a fault in its headings$/,
  );
});

test('no file names a folder of this machine', () => {
  for (const file of filesOf(out)) {
    const bytes = readFileSync(path.join(out, file));
    expect(bytes.includes(folder), file).toBe(false);
    expect(bytes.includes(path.resolve(import.meta.dirname, '../..')), file).toBe(false);
  }
});
