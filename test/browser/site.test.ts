/** The example as files: every link of the site, its data against their schemas, drafts, bytes. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as formats from 'ajv-formats';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { base, buildExample, exampleSite, filesOf, root } from './example.ts';

const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'casebook-bytes-')));
let site = '';
beforeAll(() => {
  site = exampleSite();
});
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const listed = (dir: string): string[] => filesOf(dir).map((file) => path.relative(dir, file));
const read = (file: string): string => fs.readFileSync(path.join(site, file), 'utf8');
const json = (file: string): Record<string, unknown> =>
  JSON.parse(read(path.join('data', file))) as Record<string, unknown>;
const pages = (dir = site): string[] => listed(dir).filter((file) => file.endsWith('.html'));
const unescaped = (text: string): string =>
  text.replaceAll('&#38;', '&').replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"');

test('every link and every anchor of the whole site leads somewhere', () => {
  const anchors = new Map<string, Set<string>>();
  const html = new Map(pages().map((file) => [file, read(file)]));
  for (const [file, text] of html) {
    anchors.set(
      file,
      new Set([...text.matchAll(/\sid="([^"]*)"/g)].map((match) => unescaped(match[1] ?? ''))),
    );
  }
  const dead: string[] = [];
  let followed = 0;
  for (const [file, text] of html) {
    const here = new URL(file.replace(/(^|\/)index\.html$/, '$1'), `https://site.invalid${base}`);
    for (const [, address = ''] of text.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
      const to = new URL(unescaped(address), here);
      if (to.origin !== here.origin) continue;
      followed += 1;
      if (!to.pathname.startsWith(base)) {
        dead.push(`${file}: ${address} leaves the base path`);
        continue;
      }
      const place = decodeURIComponent(to.pathname.slice(base.length));
      const target = place === '' || place.endsWith('/') ? `${place}index.html` : place;
      const anchor = decodeURIComponent(to.hash.slice(1));
      if (!fs.existsSync(path.join(site, target))) dead.push(`${file}: ${address}`);
      else if (anchor !== '' && anchors.get(target)?.has(anchor) === false) {
        dead.push(`${file}: ${address} has no such anchor`);
      }
    }
  }
  expect(followed).toBeGreaterThan(5000);
  expect([...new Set(dead)]).toEqual([]);
});

test('no two pages have the same title', () => {
  const titles = pages().map((file) => /<title>([^<]*)<\/title>/.exec(read(file))?.[1] ?? '');
  expect(titles.filter((title, at) => title === '' || titles.indexOf(title) !== at)).toEqual([]);
});

test('the index of the search holds words: no figure of a chart, no chapter of a matrix', () => {
  const pagesFound = listed(path.join(site, 'pagefind/fragment')).map((file) => {
    const text = gunzipSync(fs.readFileSync(path.join(site, 'pagefind/fragment', file))).toString();
    return JSON.parse(text.slice(text.indexOf('{"url"'))) as { url: string; content: string };
  });
  const urls = pagesFound.map(({ url }) => url);
  expect(urls.filter((url) => url.startsWith('/traceability/')).length).toBeGreaterThan(2);
  expect(urls.filter((url) => /^\/traceability\/[^/]+\/[^/]+\/[^/]+\//.test(url))).toEqual([]);
  const drift = pagesFound.find(({ url }) => url === '/systems/retail-credit-pd/drift-governance/');
  expect(drift?.content).toContain('PSI');
  expect(read('systems/retail-credit-pd/drift-governance/index.html')).toContain('<table class="heat');
  expect(drift?.content).not.toContain('no verdict: ');
});

test('every address that the search of ids gives leads somewhere', () => {
  const shards = listed(path.join(site, 'data/ids'));
  const dead: string[] = [];
  let n = 0;
  for (const shard of shards) {
    const entries = Object.values(json(`ids/${shard}`)).flat() as { id: string; address: string }[];
    for (const { id, address } of entries) {
      n += 1;
      const [place = '', anchor] = address.slice(1).split('#');
      const file = `${place}index.html`;
      if (!fs.existsSync(path.join(site, file))) dead.push(`${id}: ${address}`);
      else if (anchor && !read(file).includes(` id="${anchor}"`))
        dead.push(`${id}: ${address} has no such anchor`);
    }
  }
  expect(n).toBeGreaterThan(300);
  expect(dead).toEqual([]);
});

test('the data keep the schemas published beside them', () => {
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  formats.default.default(ajv);
  const check = (schema: string, data: unknown): unknown[] => {
    const validate = ajv.compile(json(schema));
    validate(data);
    return validate.errors ?? [];
  };
  expect(check('portfolio.schema.json', json('portfolio.json'))).toEqual([]);
  expect(check('findings.schema.json', json('findings.json'))).toEqual([]);
  expect(check('findings.schema.json', { schema: 'casebook/findings@1' })).not.toEqual([]);
  const shapes = new Map(
    ['metrics', 'profile', 'shap'].map((name) => [
      `casebook/${name}@1`,
      ajv.compile(json(`schemas/${name}-1.schema.json`)),
    ]),
  );
  const content = path.join(root, 'content');
  const shaped = filesOf(content)
    .filter((file) => file.endsWith('.json'))
    .map((file) => [file, JSON.parse(fs.readFileSync(file, 'utf8')) as { schema?: string }] as const)
    .filter(([, data]) => shapes.has(data.schema ?? ''));
  expect(shaped.length).toBeGreaterThan(5);
  for (const [file, data] of shaped) {
    const validate = shapes.get(data.schema ?? '')!;
    validate(data);
    expect(validate.errors ?? [], file).toEqual([]);
  }
});

test('pages, JSON and CSV agree on the cells and the findings', () => {
  const { totals, cells } = json('portfolio.json') as {
    totals: { cells: Record<string, number>; findings: Record<string, number> };
    cells: { state: string }[];
  };
  const rows = parse(read('data/matrix.csv'), { columns: true, bom: true }) as Record<string, string>[];
  expect(rows).toHaveLength(cells.length);
  for (const [state, n] of Object.entries(totals.cells)) {
    expect(
      rows.filter((row) => row['state'] === state),
      state,
    ).toHaveLength(n);
  }
  const { counts } = json('findings.json') as { counts: Record<string, number> };
  expect(totals.findings).toMatchObject({ error: counts['error'], warning: counts['warning'] });
  const key = /<ul class="key totals"[\s\S]*?<\/ul>/.exec(read('traceability/index.html'))?.[0] ?? '';
  expect(key.replace(/<[^>]*>/g, ' ')).toMatch(new RegExp(`Evidenced\\s+${totals.cells['evidenced']}\\b`));
});

test('nothing may be indexed: by the page, and for robots', () => {
  for (const file of pages()) {
    expect(read(file), file).toContain('<meta name="robots" content="noindex, nofollow">');
  }
  expect(read('robots.txt')).toContain('Disallow: /');
});

test('two builds in different folders and time zones are the same bytes', () => {
  const other = path.join(folder, 'elsewhere/deep');
  fs.mkdirSync(path.dirname(other), { recursive: true });
  buildExample(other, { zone: 'Pacific/Kiritimati', cache: path.join(folder, 'cache') });
  expect(listed(other)).toEqual(listed(site));
  const different = listed(site).filter(
    (file) => !fs.readFileSync(path.join(site, file)).equals(fs.readFileSync(path.join(other, file))),
  );
  expect(different).toEqual([]);
});

test('a draft carries its mark on every page, and the mark is in nobody’s way', () => {
  const draft = path.join(folder, 'draft');
  buildExample(draft, { draft: true, cache: path.join(folder, 'cache') });
  for (const file of pages(draft)) {
    const html = fs.readFileSync(path.join(draft, file), 'utf8');
    expect(html, file).toMatch(/<body class="[^"]*\bdraft\b/);
    expect(html, file).toContain('<b>Draft.</b>');
  }
  const css = listed(draft).find((file) => file.endsWith('.css') && file.startsWith('assets'))!;
  const rule = /body\.draft::?after\{[^}]*\}/.exec(fs.readFileSync(path.join(draft, css), 'utf8'))?.[0] ?? '';
  expect(rule).toContain('pointer-events:none');
});
