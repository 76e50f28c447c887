import { describe, expect, it } from 'vitest';
import { controlTime } from '../../src/charts/control-time.ts';
import { controlFinding, controlMethod } from '../../src/charts/control-words.ts';
import { metricTime } from '../../src/charts/metric-time.ts';
import { metricFinding, metricLine, metricMethod, sayMissing } from '../../src/charts/metric-words.ts';
import { plain } from '../../src/charts/rich.ts';
import { narrow, wide } from '../../src/charts/time-frame.ts';
import { isFault, type ControlChart } from '../../src/evidence/control/chart.ts';
import { driftRows } from '../../src/evidence/drift/rows.ts';
import { controlOf } from '../../src/evidence/series/control.ts';
import { metricsOf, metricsOfSystem } from '../../src/evidence/series/watched.ts';
import { evidenceOf, itemOf, portfolioOf } from '../evidence/portfolio.ts';
import { profileOf } from '../evidence/profiles.ts';

const months = ['2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-07', '2026-08'];
const auc = {
  type: 'roc_auc',
  values: [0.84, 0.83, 0.84, 0.83, 0.79, 0.74, null, null],
  n: [900, 900, 900, 900, 900, 900, null, null],
  ci_lower: [0.82, 0.81, 0.82, 0.81, 0.77, 0.72, null, null],
  ci_upper: [0.86, 0.85, 0.86, 0.85, 0.81, 0.76, null, null],
  ci_level: 0.95,
  ci_method: 'delong',
};
const share = { type: 'selection_rate', unit: 'share', values: [0.1, 0.11, 0.1, 0.11, 0.1, 0.11, 0.1, 0.2] };
const evidence = evidenceOf('drift', {
  ...profileOf({}, months),
  series: { alert_rate: share, auc },
  label_latency: 'P6M',
});
const monitor = itemOf('monitor', 'MON-01', {
  target: 'auc',
  metric: 'AUC',
  direction: 'below',
  amber: 0.8,
  red: 0.75,
  window: 'month',
  chart: 'cusum',
  chart_baseline: '2026-02',
});
const portfolio = portfolioOf({ items: [monitor], evidence: [evidence] });
portfolio.drift = driftRows(portfolio);
const [watched, free] = metricsOf(evidence, portfolio) as [
  ReturnType<typeof metricsOf>[number],
  ReturnType<typeof metricsOf>[number],
];
const drawn = (made: typeof watched.control): ControlChart => {
  if (made === null || isFault(made)) throw new Error('no chart');
  return made;
};

describe('the metrics of a profile', () => {
  it('stand with what judges them, judged ones first', () => {
    expect([watched, free].map(({ series, rows, monitor: by }) => [series.id, rows.length, by?.id])).toEqual([
      ['auc', 6, 's/MON-01'],
      ['alert_rate', 0, undefined],
    ]);
    expect(metricsOfSystem('s', portfolio).map(({ series }) => series.id)).toEqual(['auc', 'alert_rate']);
  });

  it('say what is found, how it was measured, and what is not known yet', () => {
    expect(plain(metricFinding(watched.series, watched.rows))).toBe(
      'auc crossed red (0.75) in April 2026, and no decision answers it',
    );
    expect(plain(metricFinding(free.series, []))).toBe(
      'alert_rate was 20.0\u00a0% in August 2026, between 10.0\u00a0% and 20.0\u00a0% in 8 batches',
    );
    expect(metricMethod(watched.series, watched.rows)).toBe(
      'roc_auc; n 900. Upright strokes: 95\u00a0% interval (delong). 2 verdicts are not settled: the interval crosses a limit. Shaded: 2 batches whose outcomes take 6 months to be known.',
    );
    expect(metricMethod(free.series, [])).toBe(
      'selection_rate; n unknown. No intervals are stated. No monitor judges it.',
    );
    expect(watched.series.points.slice(-2).map(sayMissing)).toEqual([
      'known from 28 Jan 2027',
      'known from 28 Feb 2027',
    ]);
    expect(metricLine(watched.series.points[5]!, watched.series, watched.rows[5])).toBe(
      'April 2026: 0.740, interval 0.720 to 0.760, under red, n 900',
    );
  });
});

describe('a metric over time', () => {
  it('shades the batches whose outcomes are not known, and draws intervals and limits', () => {
    const made = metricTime(watched.series, watched.rows, [], wide);
    const [band] = made.bands;
    expect(band).toMatchObject({ tone: 'pending', label: { text: 'outcomes not known yet' } });
    expect(Number(/^M([\d.]+)/.exec(band!.path)![1])).toBeGreaterThan(made.marks.at(-1)!.x);
    expect(made.marks.map(({ tone }) => tone)).toEqual([
      'stable',
      'stable',
      'stable',
      'stable',
      'amber',
      'red',
    ]);
    expect(made.whiskers.match(/M/g)).toHaveLength(6);
    expect(made.limits.map(({ label }) => label!.text)).toEqual(['red 0.75: act', 'amber 0.80: watch']);
    expect(made.named).toMatchObject({ strong: '0.740', label: { text: ' Apr' } });
    // Worse is lower: red stands below amber.
    const y = (tone: string) =>
      Number(/ ([\d.]+)H/.exec(made.limits.find((one) => one.tone === tone)!.path)![1]);
    expect(y('red')).toBeGreaterThan(y('amber'));
  });

  it('has an axis of percentages for shares and rings for what nobody judges', () => {
    const made = metricTime(free.series, [], [], wide);
    expect(made.gridlines.map(({ label }) => label.text)[1]).toBe('10\u00a0%');
    expect(new Set(made.marks.map(({ tone }) => tone))).toEqual(new Set(['noise']));
    expect([made.bands, made.limits]).toEqual([[], []]);
  });

  it('stays inside both drawings', () => {
    for (const size of [wide, narrow]) {
      const made = metricTime(watched.series, watched.rows, [], size);
      for (const { x, y } of [...made.marks, ...made.ticks, ...made.gridlines.map(({ label }) => label)]) {
        expect(x >= 0 && x <= size.width && y >= 0 && y <= size.height).toBe(true);
      }
    }
  });
});

describe('a control chart', () => {
  it('draws the two sums of a CUSUM about zero, the baseline behind, signals as diamonds', () => {
    const chart = drawn(watched.control);
    const made = controlTime(chart, watched.series, wide);
    expect(made).toHaveLength(1);
    expect(made[0]!.lines).toHaveLength(2);
    expect(made[0]!.bands).toMatchObject([{ tone: 'phase', label: { text: 'limits estimated here' } }]);
    expect(made[0]!.marks.filter(({ tone }) => tone === 'signal')).toHaveLength(1);
    expect(made[0]!.limits.map(({ label }) => label!.text)).toEqual([
      'zero',
      'upper limit 0.0443',
      'lower limit −0.0443',
    ]);
    expect(plain(controlFinding(chart, watched.series))).toBe(
      'auc signals in 1 of 2 monitored batches, first in April 2026',
    );
    expect(controlMethod(chart, watched.series)).toBe(
      'Tabular CUSUM, k 0.5, h 5; centre 0.835, σ 0.00887, estimated from 4 points, Nov 2025 to Feb 2026 (mean moving range ÷ 1.128). Fewer than 20 points: the limits are themselves uncertain. Filled diamond: outside the limits.',
    );
  });

  it('draws values and moving ranges apart, on phones without the name of the centre', () => {
    const chart = drawn(
      controlOf(free.series, { name: 'individuals', baseline: null, options: { rules: ['nelson-2'] } }),
    );
    const made = controlTime(chart, free.series, wide);
    expect(made.map(({ measure }) => measure.text)).toEqual(['selection_rate', 'moving range']);
    expect(made[1]!.height).toBeLessThan(made[0]!.height);
    expect(made[0]!.limits.map(({ tone }) => tone)).toEqual(['centre', 'control', 'control']);
    expect(controlTime(chart, free.series, narrow)[0]!.limits[0]!.label).toBeNull();
    expect(plain(controlFinding(chart, free.series))).toBe(
      'alert_rate signals in 1 of the 8 batches its limits come from, first in August 2026',
    );
    expect(controlMethod(chart, free.series)).toContain(
      'Open diamond: a run rule is met (nelson-2: nine points in a row on one side).',
    );
  });

  it('steps its limits where n varies', () => {
    const series = {
      ...free.series,
      points: free.series.points.map((point, i) => ({ ...point, n: 200 + 100 * (i % 2) })),
    };
    const chart = drawn(controlOf(series, { name: 'p', baseline: '2026-04', options: {} }));
    const [made] = controlTime(chart, series, wide);
    const upper = made!.limits.find(({ label }) => label?.text.startsWith('upper'))!;
    expect(upper.path.match(/V/g)).toHaveLength(7);
    expect(made!.marks.at(-1)!.tone).toBe('signal');
  });

  it('cannot be drawn on a baseline that the file does not have', () => {
    expect(controlOf(free.series, { name: 'ewma', baseline: '2020-01', options: {} })).toEqual({
      fault: 'its baseline `2020-01` names a batch that is not in the file',
    });
    expect(controlOf(free.series, { name: 'ewma', baseline: '2026-04 to 2025-11', options: {} })).toEqual({
      fault: 'its baseline `2026-04 to 2025-11` ends before it begins',
    });
  });
});
