import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sourceOf } from '../../src/charts/source.ts';
import { attachEvidence } from '../../src/evidence/attach.ts';
import { controlOf } from '../../src/evidence/series/control.ts';
import { metricSeries } from '../../src/evidence/series/metric.ts';
import { importanceOverBatches, importanceOverTime } from '../../src/evidence/shap/over-time.ts';
import type { Profile } from '../../src/evidence/shapes/profile.ts';
import type { Shap } from '../../src/evidence/shapes/shap.ts';
import { evidenceOf, itemOf, portfolioOf } from '../evidence/portfolio.ts';
import { startRenderer, type Renderer } from './render.ts';

const folder = path.resolve(import.meta.dirname, '../../content/systems/retail-credit-pd/evidence');
const read = (name: string): unknown => JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8'));
const drift = evidenceOf('drift-profile', read('drift-profile.json'));
const limits = { metric: 'PSI', amber: 0.1, red: 0.25 };
const rows = attachEvidence(
  portfolioOf({
    items: [
      itemOf('monitor', 'MON-01', { ...limits, target: 'all features' }),
      itemOf('monitor', 'MON-02', { ...limits, target: 'score' }),
      itemOf('breach', 'BR-01', {
        monitor: 'MON-01',
        feature: 'utilisation_ratio',
        batch: '2026-02',
        decision: 'ADR-0004',
        closed: '2026-06-30',
      }),
    ],
    evidence: [drift],
    decisions: ['ADR-0004'],
  }),
).drift;
const of = (feature: string) => rows.filter((row) => row.feature === feature);
const source = sourceOf(drift, (address) => `/base${address}`, '/evidence/drift-profile.json');
const shap = read('shap-values.json') as Shap;
const product = [
  { name: 'product_type', columns: shap.features.filter((name) => name.startsWith('product_type_')) },
];
const earlier: Shap = {
  ...shap,
  period: { from: '2026-05-01', to: '2026-07-31' },
  mean_abs: shap.mean_abs.toReversed(),
};
const over = importanceOverTime([
  { id: 's/now', shap },
  { id: 's/before', shap: earlier },
])!;
const byBatch = importanceOverBatches({
  ...shap,
  batches: ['2026-08', '2026-09', '2026-10'].map((batch, i) => ({
    batch,
    n: 100,
    mean_abs: shap.mean_abs.map((one) => one * (i + 1)),
  })),
})!;
const binned: Shap = {
  ...shap,
  n_drawn: 0,
  rows: undefined,
  aggregates: Object.fromEntries(
    shap.features.map((name, k) => [
      name,
      { edges: [-1 - k, -0.5, 0, 2], counts: [20, 0, 30], mean_value: [0.1, null, 0.9] },
    ]),
  ),
};
const profile = drift.content as Profile;
const series = metricSeries(profile, '2026-11-20').find(({ id }) => id === 'auc')!;
const control = { name: 'individuals', baseline: null, options: {} } as const;
const decisions = [{ id: 's/ADR-0004', label: 'ADR-0004', date: '2026-04-14', href: '/d/#adr' }];
const text = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

let renderer: Renderer;
beforeAll(async () => {
  renderer = await startRenderer();
});
afterAll(() => renderer.close());

describe('every chart', () => {
  const charts: [string, Record<string, unknown>, number][] = [
    ['DriftHeat', { id: 'heat', rows, source }, 24],
    ['DriftTimeChart', { id: 'time', rows: of('utilisation_ratio'), decisions, source }, 26],
    ['Multiples', { id: 'multiples', rows, source }, 14],
    ['DistributionChart', { id: 'bins', profile, feature: 'score', batch: '2026-10', source }, 10],
    ['SeriesChart', { id: 'auc', series, source }, 16],
    ['ControlChart', { id: 'control', series, chart: controlOf(series, control), source }, 24],
    ['ShapBar', { id: 'bar', shap, source }, 12],
    ['ShapBeeswarm', { id: 'bee', shap, source }, 60],
    ['ShapWaterfall', { id: 'fall', shap, row: shap.rows![0]!, rowName: 'row 1', source }, 12],
    ['ShapLocalBar', { id: 'local', shap, row: shap.rows![0]!, rowName: 'row 1', source }, 10],
    ['ShapDependence', { id: 'dep', shap, feature: 'utilisation_ratio', source }, 12],
    ['ShapDependence', { id: 'cat', shap, feature: 'product_type', register: product, source }, 8],
    ['ShapCohorts', { id: 'cohorts', shap, by: 'utilisation_ratio', source }, 16],
    ['ShapHeat', { id: 'heatrows', shap, source }, 40],
    ['ShapDecision', { id: 'ways', shap, source }, 20],
    ['ShapDensity', { id: 'bins', shap: binned, source }, 12],
    ['ShapOverTime', { id: 'over', shap, over, source }, 14],
    ['ShapOverTime', { id: 'batches', shap, over: byBatch, source }, 20],
  ];
  it.each(charts)(
    '%s states finding and source, has a table, and no inline style or script',
    async (name, props, kb) => {
      const html = await renderer.render(name, props);
      expect(html).toMatch(/<h3 class="find" id="\w+-title">/);
      expect(html).toContain(name === 'Multiples' ? '<ul class="multiples">' : '<table');
      expect(html).not.toMatch(/ style=|<style|<script|undefined|NaN/);
      expect(text(html)).toContain(
        'Evidence ev:drift-profile sha256 000000000000… captured 1 Nov 2026, renewed monthly, synthetic data.',
      );
      expect(html).toContain('<a href="/base/evidence/drift-profile.json">Data</a>');
      expect(html.length / 1024).toBeLessThan(kb);
      expect(await renderer.render(name, props)).toBe(html);
    },
  );

  it('names each id once', async () => {
    for (const [name, props] of charts) {
      const ids = [...(await renderer.render(name, props)).matchAll(/ id="([^"]+)"/g)].map(
        (match) => match[1],
      );
      expect(ids).toEqual([...new Set(ids)]);
    }
  });
});

describe('DriftTimeChart', () => {
  it('shows the story of a decided breach twice: wide and narrow, each with the same alternative', async () => {
    const html = await renderer.render('DriftTimeChart', {
      id: 'time',
      rows: of('utilisation_ratio'),
      decisions,
      source: null,
      level: 2,
    });
    expect(text(/<h2[\s\S]*?<\/h2>/.exec(html)![0]).trim()).toBe(
      'utilisation_ratio crossed red (0.25) in February 2026, decided by ADR-0004 ; it is stable again',
    );
    expect(html.match(/role="img" aria-label="Line chart of PSI of utilisation_ratio/g)).toHaveLength(2);
    expect(html.match(/class="mk red"/g)).toHaveLength(4);
    expect(html.match(/class="event"/g)).toHaveLength(2);
    expect(html.match(/<tr>/g)).toHaveLength(25);
    expect(html).not.toContain('class="src');
  });

  it('draws the open breach without a decision', async () => {
    const html = await renderer.render('DriftTimeChart', { id: 't', rows: of('income_stability'), source });
    expect(text(html)).toContain(
      'income_stability crossed red (0.25) in October 2026, and no decision answers it',
    );
  });
});

describe('DriftHeat', () => {
  it('holds a cell for each reading, read out where a frame would be seen', async () => {
    const html = await renderer.render('DriftHeat', {
      id: 'heat',
      rows,
      links: { income_stability: '#income' },
      source,
    });
    expect(html.match(/<td class="hc /g)).toHaveLength(15 * 24);
    expect(html).toContain('<a href="#income"><code>income_stability</code></a>');
    expect(html.match(/over red, decided by ADR-0004/g)).toHaveLength(2);
    expect(html.match(/over red, undecided/g)).toHaveLength(1);
    expect(text(html)).toContain('n 70');
    expect(html.match(/scope="col"/g)).toHaveLength(24);
    expect(html.match(/scope="row"/g)).toHaveLength(15);
  });
});

describe('ShapBar and ShapBeeswarm', () => {
  it('sum the columns of a register feature and the features not shown', async () => {
    const bar = await renderer.render('ShapBar', { id: 'bar', shap, source, maxDisplay: 14 });
    expect(bar).toContain('product_type_credit_card, product_type_instalment_loan, product_type_overdraft');
    expect(bar).not.toContain('other features');
    const bee = await renderer.render('ShapBeeswarm', { id: 'bee', shap, source });
    expect(text(bee)).toContain('Sum of 5 other features');
    expect(text(bee)).toContain('600 of 7,519 rows drawn');
    expect(bee.match(/class="dot oth"/g)).toHaveLength(1);
  });

  it('draw bins where rows about people may not be shown', async () => {
    const html = await renderer.render('ShapBeeswarm', { id: 'bee', shap: binned, source });
    expect(text(html)).toContain(
      'utilisation_ratio moves the output most, from about −1.00 to +2.00 SHAP values in bins, in log-odds, TreeSHAP, tree-path-dependent, over all 7,519 rows; rows are not shown, because they are about people.',
    );
    expect(html.match(/class="box b\d"/g)).toHaveLength(20);
    expect(text(html)).toContain('utilisation_ratio 50 30');
  });

  it('say so when a file keeps no rows', async () => {
    const { rows: _, ...totals } = shap;
    const html = await renderer.render('ShapBeeswarm', {
      id: 'bee',
      shap: { ...totals, n_drawn: 0 },
      source,
    });
    expect(text(html)).toContain('No rows are kept to draw The file holds totals only.');
    expect(html).not.toContain('<svg');
  });
});

describe('charts of single rows', () => {
  it('walk from the base to the output, value by value', async () => {
    const html = await renderer.render('ShapWaterfall', {
      id: 'fall',
      shap,
      row: shap.rows![0]!,
      rowName: 'row 1 of the file',
      register: product,
      source,
      maxDisplay: 3,
    });
    expect(text(html)).toContain(
      'From −3.02 the output rises to −2.32; income_stability moves it most, by +0.73 SHAP values of row 1 of the file in log-odds, TreeSHAP, tree-path-dependent, from E[f(X)] at the bottom to f(x) at the top. The sum is the output that the file states.',
    );
    expect(text(html)).toMatch(/f\(x\) −2\.321 income_stability 0\.467 \+0\.730 −2\.321 .*12 other features/);
    expect(text(html)).toContain('Table of 14 contributions');
  });

  it('stand from zero as bars, also without a base value', async () => {
    const html = await renderer.render('ShapLocalBar', {
      id: 'local',
      shap: { ...shap, base_value: null },
      row: shap.rows![0]!,
      rowName: 'row 1 of the file',
      register: product,
      source,
      maxDisplay: 3,
    });
    expect(text(html)).toMatch(
      /income_stability moves the output most, by \+0\.73; in all \+\d\.\d\d raises it and −\d\.\d\d lowers it SHAP values of row 1 of the file in log-odds, TreeSHAP, tree-path-dependent, each from zero: to the right what raises the output\./,
    );
    expect(text(html)).toMatch(/income_stability 0\.467 \+0\.730 .*Sum of 12 other features/);
    expect(text(html)).toContain('Table of 14 contributions');
  });

  it('say what cannot be drawn, and why', async () => {
    const fall = await renderer.render('ShapWaterfall', {
      id: 'fall',
      shap: { ...shap, base_value: null },
      row: { shap: shap.rows![0]!.shap },
      rowName: 'row 1',
      source,
    });
    expect(text(fall)).toContain(
      'The file states no base value Contributions have nothing to start from: without E[f(X)] no walk to f(x) can be drawn.',
    );
    const dependence = await renderer.render('ShapDependence', {
      id: 'd',
      shap: binned,
      feature: 'x',
      source,
    });
    expect(text(dependence)).toContain('The file keeps no values of x , so its dependence cannot be drawn.');
    const cohorts = await renderer.render('ShapCohorts', { id: 'c', shap: binned, by: 'x', source });
    expect(text(cohorts)).toContain(
      'The rows kept cannot be split by x : they have no values of it, or one only.',
    );
    const rows = { id: 'r', shap: { ...binned, rows: [] }, source };
    expect(text(await renderer.render('ShapHeat', rows))).toContain(
      'The file keeps no rows to lay side by side.',
    );
    expect(text(await renderer.render('ShapDecision', rows))).toContain(
      'The file keeps no rows, or no base value to start from, so no decisions can be followed.',
    );
  });

  it('names the categories of a feature that is several columns', async () => {
    const html = await renderer.render('ShapDependence', {
      id: 'd',
      shap,
      feature: 'product_type',
      register: product,
      source,
    });
    expect(text(html)).toContain('credit_card instalment_loan overdraft product_type');
  });
});

describe('sourceOf', () => {
  const facts = (more: Parameters<typeof evidenceOf>[2]) => {
    const { facts: line, lapse } = sourceOf(evidenceOf('e', null, more), (address) => address);
    return { line, lapse };
  };
  it('says when a file is no proof today', () => {
    expect(facts({ valid_until: '2026-09-30', state: 'expired', why: 'It expired on 2026-09-30.' })).toEqual({
      line: 'captured 1 Nov 2026, expired 30 Sep 2026, synthetic data',
      lapse: 'It expired on 2026-09-30.',
    });
    expect(facts({ provenance: null, cadence: null })).toEqual({
      line: 'captured 1 Nov 2026, provenance not stated',
      lapse: null,
    });
    expect(facts({ state: 'broken' }).lapse).toBe('the file is broken');
  });
});
