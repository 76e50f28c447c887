import fs from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { analyse, createAnalyser } from '../../src/cli/analyse.ts';
import { readManifest } from '../../src/cli/manifest.ts';
import type { Portfolio } from '../../src/core/portfolio.ts';
import { sha256 } from '../../src/core/fingerprint.ts';
import { additivityOf } from '../../src/evidence/shap/additivity.ts';
import { isShap } from '../../src/evidence/content.ts';
import type { Shap } from '../../src/evidence/shapes/shap.ts';
import { root, spawnIn, temporaryFolder } from './support.ts';

const files = path.join(root, 'test/input/shap-of-others');
const names = ['income', 'term', 'region_north', 'region_south'];

/** What the register says of each file, beside what it says of all. */
const rows: Record<string, Record<string, unknown>> = {
  'wide.csv': {},
  'wide-whole.csv': {},
  'semicolons.csv': {},
  'wide.parquet': {},
  'pairs.csv': {},
  'long.csv': {},
  'unnamed.csv': { features: names },
  'means.csv': { n: 60 },
  'records.json': {},
  'explanation.json': {},
  'force.json': {},
  'forces.json': {},
  'stored.npz': {},
  'deflated.npz': {},
  'classes-named.npz': { class: 'high' },
  'interactions.npz': { interaction: true },
  'shap_values.npy': { features: names, values_file: 'values.csv', predictions_file: 'outputs.npy' },
  'fortran.npy': { features: names },
  'lightgbm-contribs.npy': { features: names },
  'lightgbm-classes.npy': { features: names, layout: 'contribs', class: 1 },
};

const idOf = (file: string): string => file.replaceAll('.', '-');

interface Row {
  id: string;
  file: string;
  type?: string;
  provenance?: string;
  rows_approved_by?: string;
  model_version?: string;
  shap?: Record<string, unknown>;
}

const system = 'title: Loan\nrisk_tier: tier-4\n';

/** A portfolio of one system with these registered files, each bar chart and beeswarm on its page. */
function portfolioWith(registered: readonly Row[], body = ''): string {
  const folder = temporaryFolder();
  const content = path.join(folder, 'content');
  const evidence = path.join(content, 'systems/loan/evidence');
  fs.mkdirSync(evidence, { recursive: true });
  const write = (file: string, text: string): void => fs.writeFileSync(path.join(content, file), text);
  const policy = 'policy:\n  tiers:\n    tier-4: { kinds: [], fields: none, approvals: false }\n';
  const party = 'parties:\n  - { id: dpo, title: Data protection, roles: [privacy] }\n';
  write('portfolio.yaml', `title: SHAP of others\nas_of: 2026-11-20\n${party}${policy}`);
  write('systems/loan/system.mdx', `---\n${system}---\n${body}\n`);
  write(
    'systems/loan/feature-register.mdx',
    `---\n${stringify({
      title: 'Features',
      features: [
        { name: 'income', usage: 'model-input', status: 'approved' },
        { name: 'term', usage: 'model-input', status: 'approved' },
        {
          name: 'region',
          usage: 'model-input',
          status: 'approved',
          columns: ['region_north', 'region_south'],
        },
      ],
    })}---\n`,
  );
  const list = registered.map((row) => {
    const bytes = fs.readFileSync(path.join(files, row.file));
    fs.writeFileSync(path.join(evidence, row.file), bytes);
    return {
      title: `Explanation in ${row.file}`,
      type: 'shap',
      sha256: sha256(bytes),
      captured_at: '2026-11-01',
      valid_until: '2027-11-01',
      produced_by: 'make.py',
      model_version: '1.0',
      provenance: 'synthetic',
      ...row,
    };
  });
  fs.writeFileSync(path.join(evidence, 'evidence.yaml'), stringify({ evidence: list }));
  return content;
}

const stated = {
  output_space: 'log-odds',
  explainer: 'shap 0.51.0',
  algorithm: 'TreeSHAP, tree-path-dependent',
};
const all: Row[] = [
  ...Object.entries(rows).map(([file, shap]) => ({ id: idOf(file), file, shap: { ...stated, ...shap } })),
  { id: 'values', file: 'values.csv', type: 'dataset' },
  { id: 'outputs', file: 'outputs.npy', type: 'dataset' },
  { id: 'base', file: 'base_values.npy', type: 'dataset' },
];

const ofEvidence = (portfolio: Portfolio, rule: string) =>
  portfolio.findings
    .filter((one) => one.rule === rule)
    .map(({ subject, message, file, line, fix, severity }) => ({
      subject,
      message,
      file,
      line,
      fix,
      severity,
    }));

const contentOf = (portfolio: Portfolio, id: string): Shap => {
  const content = portfolio.index.evidence.get(`loan/${id}`)?.content;
  if (!isShap(content)) throw new Error(`${id} holds no SHAP values`);
  return content;
};

describe('files of every layout', () => {
  let content: string;
  let portfolio: Portfolio;
  beforeAll(async () => {
    content = portfolioWith(all);
    portfolio = await analyse(content);
  });

  it('are read, and the rules on features hold for them', () => {
    // That nobody signed the features is another matter.
    const errors = portfolio.findings.filter(
      ({ severity, rule }) => severity === 'error' && rule !== 'feature/unsigned-approval',
    );
    expect(errors).toEqual([]);
    // `shap` writes a missing feature value as NaN, which is no JSON: that is said, and it is read as missing.
    const json = portfolio.findings.filter(({ rule }) => rule === 'syntax/json');
    expect(json.map(({ file, severity, message }) => [file, severity, message])).toEqual([
      [
        'systems/loan/evidence/forces.json',
        'warning',
        '`NaN` is not JSON; 2 such numbers are read as `null`',
      ],
    ]);
    for (const file of Object.keys(rows)) {
      const shap = contentOf(portfolio, idOf(file));
      expect([file, shap.features, shap.model, shap.model_version]).toEqual([file, names, 'loan', '1.0']);
      const isTable = file === 'means.csv';
      expect([file, Object.keys(shap.groups ?? {})]).toEqual([file, isTable ? [] : ['region']]);
    }
  });

  it('are checked for additivity where base value and output are there, and only there', () => {
    const grades = Object.fromEntries(
      ['stored-npz', 'wide-whole-csv', 'wide-parquet', 'shap_values-npy', 'force-json', 'wide-csv'].map(
        (id) => {
          const { grade, why } = additivityOf(contentOf(portfolio, id));
          return [id, why ?? grade];
        },
      ),
    );
    expect(grades).toEqual({
      'stored-npz': 'the file holds no row with its output',
      'wide-whole-csv': 'exact',
      'wide-parquet': 'exact',
      'shap_values-npy': 'exact',
      'force-json': 'exact',
      'wide-csv': 'the file states no base value',
    });
  });

  it('tell what they leave open, once per file', () => {
    const found = ofEvidence(portfolio, 'explanation/not-stated').find(
      ({ subject }) => subject === 'loan/wide-csv',
    );
    expect(found).toEqual({
      subject: 'loan/wide-csv',
      message:
        '`wide-csv`: neither file nor register states base value, model output or feature values: additivity is not checkable and dots are grey',
      file: 'systems/loan/evidence/evidence.yaml',
      line: 2,
      fix: 'state `base_value`, `predictions_file` and `values_file` under `shap:` in the register',
      severity: 'info',
    });
  });

  it('are the same from a cache, and are not parsed again', async () => {
    const cacheDir = path.join(temporaryFolder(), 'cache');
    const first = await analyse(content, { cacheDir });
    const kept = fs.statSync(path.join(cacheDir, 'shap.json'));
    const again = await analyse(content, { cacheDir });
    expect(fs.statSync(path.join(cacheDir, 'shap.json')).mtimeMs).toBe(kept.mtimeMs);
    for (const file of Object.keys(rows)) {
      expect(contentOf(again, idOf(file))).toEqual(contentOf(portfolio, idOf(file)));
    }
    expect(again.findings).toEqual(first.findings);
    const analyser = createAnalyser(content);
    const [one, two] = [await analyser(), await analyser()];
    expect(contentOf(two, 'stored-npz')).toBe(contentOf(one, 'stored-npz'));
  });
});

describe('a question', () => {
  it('stands in the register, is answered there, and links into the content hold then', async () => {
    const file = 'classes-named.npz';
    const body = 'It is <Metric of="ev:classes#/mean_abs/0" />.';
    const asked = await analyse(portfolioWith([{ id: 'classes', file, shap: stated }], body));
    expect(ofEvidence(asked, 'explanation/unread')).toEqual([
      {
        subject: 'loan/classes',
        message:
          '`classes`: the array `values` is 60 × 4 × 3: it explains 3 outputs, and nothing says which is meant',
        file: 'systems/loan/evidence/evidence.yaml',
        line: 2,
        fix: 'say `class:` with one of `high`, `low`, `middle`',
        severity: 'error',
      },
    ]);
    expect(asked.claims.map(({ state }) => state)).toEqual(['unbound']);
    const answered = await analyse(
      portfolioWith([{ id: 'classes', file, shap: { ...stated, class: 'low' } }], body),
    );
    expect(ofEvidence(answered, 'explanation/unread')).toEqual([]);
    expect(answered.claims.map(({ state }) => state)).toEqual(['bound']);
    const { mean_abs } = contentOf(answered, 'classes');
    expect(answered.claims[0]!.value).toBe(mean_abs[0]);
  });

  it('of two outputs in one file is answered for each', async () => {
    const file = 'classes-named.npz';
    const portfolio = await analyse(
      portfolioWith(['high', 'low'].map((one) => ({ id: one, file, shap: { ...stated, class: one } }))),
    );
    expect(contentOf(portfolio, 'high').class_name).toBe('high');
    expect(contentOf(portfolio, 'low').class_name).toBe('low');
    expect(contentOf(portfolio, 'high').mean_abs).not.toEqual(contentOf(portfolio, 'low').mean_abs);
  });

  it('about a file beside that is not there stands at its field', async () => {
    const shap = { ...stated, features: names, values_file: 'gone.csv' };
    const portfolio = await analyse(portfolioWith([{ id: 'a', file: 'fortran.npy', shap }]));
    expect(ofEvidence(portfolio, 'explanation/unread')).toEqual([
      {
        subject: 'loan/a',
        message: '`values_file` names `gone.csv`, and there is no such file',
        file: 'systems/loan/evidence/evidence.yaml',
        line: 21,
        fix: 'correct the path, from the register’s own folder',
        severity: 'error',
      },
    ]);
  });
});

describe('rows about people', () => {
  const people = (more: Partial<Row>): Row => ({
    id: 'a',
    file: 'wide-whole.csv',
    provenance: 'real',
    shap: stated,
    ...more,
  });

  it('are kept without identifiers by a named approval, else as bins, and neither is a finding', async () => {
    const permitted = await analyse(portfolioWith([people({ rows_approved_by: 'dpo' })]));
    expect(new Set(contentOf(permitted, 'a').rows!.map((row) => row.id))).toEqual(new Set([undefined]));
    const binned = await analyse(portfolioWith([people({})]));
    const shap = contentOf(binned, 'a');
    expect([shap.rows, shap.n_drawn, Object.keys(shap.aggregates!)]).toEqual([undefined, 0, names]);
    expect(additivityOf(shap)).toMatchObject({ grade: 'exact', rows: 60 });
    for (const portfolio of [permitted, binned]) {
      expect(ofEvidence(portfolio, 'evidence/rows-about-people')).toEqual([]);
    }
  });
});

describe('the features of such a file', () => {
  it('are held against the register', async () => {
    const content = portfolioWith([{ id: 'a', file: 'wide.csv', shap: stated }]);
    const register = path.join(content, 'systems/loan/feature-register.mdx');
    fs.writeFileSync(register, fs.readFileSync(register, 'utf8').replace('name: term', 'name: tenure'));
    const portfolio = await analyse(content);
    const rules = portfolio.findings.map(({ rule }) => rule).filter((rule) => /-feature$/.test(rule));
    expect(rules.sort()).toEqual(['explanation/missing-feature', 'explanation/unregistered-feature']);
  });
});

test('every layout becomes plots of a site', async () => {
  const charts = Object.keys(rows).map((file) => {
    const swarm = file === 'means.csv' ? '' : `\n\n<ShapBeeswarm evidence="ev:${idOf(file)}" />`;
    return `<ShapBar evidence="ev:${idOf(file)}" />${swarm}`;
  });
  const content = portfolioWith(all, charts.join('\n\n'));
  const folder = path.dirname(content);
  const built = await spawnIn(folder, ['build', 'content', '--out', 'site', '--draft']);
  expect(built.code).toBe(0);
  const page = fs.readFileSync(path.join(folder, 'site/systems/loan/profile/index.html'), 'utf8');
  expect(page.match(/<figure[^>]* id="[^"]*shapbar[^"]*"/g)).toHaveLength(Object.keys(rows).length);
  expect(page.match(/<figure[^>]* id="[^"]*shapbeeswarm[^"]*"/g)).toHaveLength(Object.keys(rows).length - 1);
  expect(page).not.toContain('holds no SHAP values');
  // The rows that may be drawn are published; the files they came from are not.
  const published = readManifest(path.join(folder, 'site'))!.files.map((file) => path.basename(file));
  expect(published.filter((file) => file in rows)).toEqual([]);
}, 120_000);
