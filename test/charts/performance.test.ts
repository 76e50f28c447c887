import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { calibrationFigure } from '../../src/charts/calibration.ts';
import { groupFigure } from '../../src/charts/fairness-groups.ts';
import { performanceFigures } from '../../src/charts/performance-figures.ts';
import { plain } from '../../src/charts/rich.ts';
import { compareMetrics, confusionTables, sliceTables } from '../../src/site/data/performance.ts';
import type { Metrics } from '../../src/evidence/shapes/metrics.ts';
import { startRenderer, type Renderer } from './render.ts';

const folder = path.resolve(import.meta.dirname, '../../content/systems/retail-credit-pd/evidence');
const read = (name: string): Metrics =>
  JSON.parse(fs.readFileSync(path.join(folder, name), 'utf8')) as Metrics;
const now = read('performance-curves-oot.json');
const before = read('performance-curves-dev.json');
const figures = performanceFigures(now);
const found = figures.map(({ chart, figure }) => [chart, plain(figure.finding)]);

let renderer: Renderer;
beforeAll(async () => {
  renderer = await startRenderer();
});
afterAll(() => renderer.close());

describe('charts of performance', () => {
  it('say what the evidence of the example shows', () => {
    expect(found).toEqual([
      ['RocChart', 'The score ranks 84.3\u00a0% of pairs rightly: AUC 0.843 (0.833 to 0.853)'],
      [
        'PrecisionRecallChart',
        'From 0.12, 24.7\u00a0% of the chosen have the outcome and 56.7\u00a0% of the outcomes are found',
      ],
      ['CalibrationChart', 'In 3 of 10 bins the outcome came less often than predicted, beyond its interval'],
      [
        'ScoreChart',
        '22\u00a0% of the rows with the outcome score below 0.05, as do 76\u00a0% of those without',
      ],
      [
        'GainsChart',
        'The highest 10\u00a0% of scores hold 52\u00a0% of the outcomes, 5.2 times what chance finds',
      ],
      ['ThresholdChart', '0.12 is in use; 0.1401 would cost 0.1\u00a0% less'],
    ]);
  });

  it('take at most 50 ms each to lay out', () => {
    const start = performance.now();
    for (let run = 0; run < 5; run += 1) performanceFigures(now);
    expect((performance.now() - start) / 5 / figures.length).toBeLessThan(50);
  });

  it('hold finite coordinates within their drawing', () => {
    for (const { figure } of figures) {
      for (const drawing of [figure.wide, figure.narrow]) {
        for (const { path: d } of drawing.paths) expect(d).not.toMatch(/NaN|undefined|Infinity/);
        for (const { label } of drawing.labels) {
          expect(label.x).toBeGreaterThan(0);
          expect(label.x).toBeLessThan(drawing.width);
          expect(label.y).toBeLessThan(drawing.height);
        }
      }
    }
  });

  it('leave out what a file does not say', () => {
    const { metrics, curves } = now;
    const { auc: _, ...others } = metrics;
    const bare = performanceFigures({
      ...now,
      metrics: others,
      curves: { other: curves!['roc']! },
      thresholds: {},
    });
    expect(plain(bare[0]!.figure.finding)).toBe('How recall is bought with false positives');
    const table = { strategy: 'uniform' as const, bins_requested: 2, n: 20 };
    const bins = [
      { lower: 0, upper: 0.5, n: 20, predicted: 0.2, observed: 0.3 },
      { lower: 0.5, upper: 1, n: 0, predicted: null, observed: null },
    ];
    const figure = calibrationFigure({ ...table, bins });
    expect(plain(figure.finding)).toBe('Observed and predicted in 1 bin');
    expect(figure.sub).toBe('Calibration over 20 rows in 1 bin of one width, 2 requested.');
    expect(figure.table.rows).toEqual([
      ['0.00\u00a0% to 50.00\u00a0%', '20', '20.00\u00a0%', '30.00\u00a0%', '–'],
    ]);
  });

  it('are rendered with a table and without inline styles', async () => {
    for (const { chart, figure } of figures) {
      const html = await renderer.render('PerformancePlot', { id: chart, figure, source: null });
      expect(html).not.toContain('style=');
      expect(html.match(/<svg /g)).toHaveLength(2);
      expect(html.match(/<tr>|<tr /g)?.length).toBe(figure.table.rows.length + 1);
    }
  });
});

describe('tables of performance', () => {
  it('list parts with n, interval, and what is held back', () => {
    const tables = sliceTables(now);
    expect(tables.map(({ dimension, rows }) => [dimension, rows.length])).toEqual([
      ['product', 3],
      ['region', 4],
      ['tenure', 3],
      ['window', 2],
      ['product and tenure', 9],
    ]);
    const islands = tables[1]!.rows[0]!;
    expect([islands.value, islands.n, islands.positives]).toEqual(['islands', '194', '11']);
    expect(islands.cells[0]).toEqual({ value: '0.693', interval: '0.533 to 0.853', note: null });
    const recall = islands.cells[tables[1]!.columns.indexOf('recall')];
    expect(recall).toEqual({
      value: 'held back',
      interval: null,
      note: 'held back: groups of fewer than 10 rows',
    });
  });

  it('list decisions with Wilson’s intervals', () => {
    const [one] = confusionTables(now);
    expect(one!.cells).toEqual({ tp: '881', fp: '2,688', tn: '25,805', fn: '674' });
    expect(one!.rates[1]).toEqual({
      name: 'Recall, of those with the outcome',
      value: '56.7\u00a0%',
      interval: '54.2\u00a0% to 59.1\u00a0%',
      of: '1,555',
    });
  });

  it('hold a change against a tolerance, and judge nothing without one', () => {
    const ids = ['auc', 'brier', 'precision', 'outcome_rate', 'absent'];
    const rows = compareMetrics(now, before, ids, 0.01);
    expect(rows.map(({ id, verdict }) => [id, verdict])).toEqual([
      ['auc', 'held'],
      ['brier', 'held'],
      ['precision', 'worse'],
      ['outcome_rate', 'not judged'],
      ['absent', 'not judged'],
    ]);
    expect(rows[2]).toMatchObject({ now: '0.2468', before: '0.2960', change: '−0.0492' });
    expect(rows[2]!.interval).toMatch(/^−0\.08\d+ to −0\.01\d+$/);
    expect(compareMetrics(now, before, ['auc'], null)[0]!.verdict).toBe('not judged');
  });
});

it('groups without a single rate still have an axis', () => {
  const rate = { value: null, k: null, n: 0, lower: null, upper: null, why: 'no rows' };
  const groups = [{ name: 'A', rate, share: null, small: true }];
  const figure = groupFigure({ finding: ['f'], measure: 'selected', groups, bands: [], comparison: null });
  expect(figure.wide.ticks.map(({ text }) => text)).toEqual([
    '0\u00a0%',
    '20\u00a0%',
    '40\u00a0%',
    '60\u00a0%',
    '80\u00a0%',
    '100\u00a0%',
  ]);
});

describe('the evidence of the example', () => {
  it('says the same in both of its files, one made by Python and one by the command', () => {
    for (const [mine, theirs] of [
      [now, read('performance-out-of-time.json')],
      [before, read('performance-development.json')],
    ] as const) {
      for (const id of [
        'auc',
        'ks',
        'brier',
        'observed_to_expected',
        'recall',
        'precision',
        'false_positive_rate',
      ]) {
        expect([id, Math.abs(mine.metrics[id]!.value! - theirs.metrics[id]!.value!) <= 6e-5]).toEqual([
          id,
          true,
        ]);
      }
      const { auc, recall } = theirs.metrics;
      expect(mine.metrics['auc']!.ci_lower).toBeCloseTo(auc!.ci_lower!, 4);
      expect(mine.metrics['recall']!.ci_upper).toBeCloseTo(recall!.ci_upper!, 4);
      expect(Object.values(mine.confusion!)).toEqual(Object.values(theirs.confusion!));
    }
  });
});
