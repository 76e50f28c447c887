import { describe, expect, it } from 'vitest';
import type { DriftRow } from '../../src/core/portfolio.ts';
import { axisLabel, batchName, batchSpan } from '../../src/charts/batch.ts';
import { driftHeat, shadeOf } from '../../src/charts/drift-heat.ts';
import { driftTime } from '../../src/charts/drift-time.ts';
import { markPath, type Label } from '../../src/charts/time-drawing.ts';
import { narrow, wide } from '../../src/charts/time-frame.ts';
import {
  driftHeatFinding,
  driftMethod,
  driftTimeAlt,
  driftTimeFinding,
  readingLine,
  type DecisionMark,
} from '../../src/charts/drift-words.ts';
import { plain } from '../../src/charts/rich.ts';
import { sparkline } from '../../src/charts/sparkline.ts';

const row = (batch: string, value: number | null, more: Partial<DriftRow> = {}): DriftRow => ({
  system: 's',
  source: 'profile',
  tool: null,
  batch_to: null,
  recomputed: null,
  feature: 'income',
  batch,
  evidence: 's/drift',
  monitor: 's/MON-01',
  method: 'PSI',
  bins: 10,
  zero_rule: 'clip 1e-6',
  value,
  amber: 0.1,
  threshold: 0.25,
  noise_floor: 0.01,
  p_value: null,
  adjusted: null,
  interval: null,
  bound: null,
  threshold_source: 's/MON-01',
  note: null,
  direction: 'above',
  n_ref: 6000,
  n_cur: 1000,
  verdict: value === null ? 'no-verdict' : value >= 0.25 ? 'red' : value >= 0.1 ? 'amber' : 'stable',
  decision: null,
  ...more,
});
const months = ['2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04'];
const rows = (...values: (number | null)[]): DriftRow[] => values.map((value, i) => row(months[i]!, value));
const decided = { decision: 's/ADR-0004' };
const mark: DecisionMark = {
  id: 's/ADR-0004',
  label: 'ADR-0004',
  date: '2026-03-14',
  note: 'rebase',
  href: '/d/',
};
const story = [
  ...rows(0.005, 0.05, 0.12),
  row('2026-02', 0.3, decided),
  row('2026-03', 0.37, decided),
  row('2026-04', 0.02),
];
const finding = (list: DriftRow[], decisions: DecisionMark[] = []): string =>
  plain(driftTimeFinding(list, decisions));

it('names the baseline where there is more than one', () => {
  const own = rows(0.01, 0.3).map((one) => ({ ...one, baseline: 'last quarter' }));
  expect(finding(own)).toBe(
    'income against last quarter crossed red (0.25) in December 2025, and no decision answers it',
  );
  expect(plain(driftHeatFinding(own))).toBe(
    '1 of 2 readings against last quarter is over red, undecided, 0 over amber; 1 cannot be told from noise',
  );
  expect(driftMethod(own)).toContain('PSI against last quarter, 10 bins');
  expect(driftTimeAlt(own, [])).toContain('Line chart of PSI of income against last quarter, 2 batches');
});

describe('the finding of a time chart', () => {
  it.each([
    [rows(0.01, 0.3), '`income` crossed red (0.25) in December 2025, and no decision answers it'],
    [
      rows(0.3, 0.1, 0.4),
      '`income` crossed red (0.25) in 2 batches, first in November 2025, and no decision answers it',
    ],
    [story, '`income` crossed red (0.25) in February 2026, decided by ADR-0004; it is stable again'],
    [story.slice(0, 5), '`income` crossed red (0.25) in February 2026, decided by ADR-0004'],
    [rows(0.01, 0.12, 0.05, 0.13, 0.14), '`income` has been over amber (0.10) since February 2026'],
    [rows(0.01, 0.12, 0.11, 0.05), '`income` was over amber 2 times, last in January 2026'],
    [rows(0.12, 0.05), '`income` was over amber once, last in November 2025'],
    [rows(0.01, 0.02, null), '`income` stayed under 0.10 in all 2 judged batches'],
    [rows(null), '`income` has no reading that can be judged'],
    [[], 'There is no reading to show'],
  ])('says what a board asks first (%#)', (list, words) => {
    expect(finding(list)).toBe(words.replaceAll('`', ''));
  });

  it('sets the feature as code and links the decision', () => {
    expect(driftTimeFinding(story, [mark])).toEqual([
      { code: 'income' },
      ' crossed red (0.25) in February 2026, decided by ',
      { text: 'ADR-0004', href: '/d/' },
      '; it is stable again',
    ]);
  });
});

describe('the words of drift charts', () => {
  it('name measure, method, bins and n', () => {
    expect(driftMethod([row('2026-01', 0.1), row('2026-02', 0.1, { n_cur: 1234, bins: 4 })])).toBe(
      'PSI against the reference, 4 to 10 bins, shares clipped at 1e-6. Reference n 6,000; batches n 1,000 to 1,234.',
    );
    expect(
      driftMethod([row('2026-01', 9, { n_cur: 13, verdict: 'no-verdict', zero_rule: 'evidently' })]),
    ).toBe(
      'PSI against the reference, 10 bins, empty bins by the rule `evidently`. Reference n 6,000; batches n 13. 1 reading has no verdict.',
    );
    expect(driftMethod([row('2026-01', 0.1, { method: 'KS' })])).toContain('KS against the reference. ');
    expect(driftMethod([])).toBe('No readings.');
  });

  it('tell the chart to those who do not see it', () => {
    expect(driftTimeAlt(story, [mark])).toBe(
      'Line chart of PSI of income, 6 batches, November 2025 to April 2026. Highest 0.370 in March 2026, last 0.020. income crossed red (0.25) in February 2026, decided by ADR-0004; it is stable again. The table holds every reading.',
    );
    expect(readingLine(row('2026-03', 0.3))).toBe(
      'March 2026: PSI 0.300, over red, n 1,000, noise floor 0.010',
    );
  });

  it('count what a heat map shows', () => {
    expect(plain(driftHeatFinding(story))).toBe(
      '2 of 6 readings are over red, 1 over amber; 1 cannot be told from noise',
    );
    const open = [...story, row('2026-05', 0.5)];
    expect(plain(driftHeatFinding(open))).toBe(
      '3 of 7 readings are over red, 1 undecided, 1 over amber; 1 cannot be told from noise',
    );
    expect(plain(driftHeatFinding(rows(0.3)))).toBe(
      '1 of 1 reading is over red, undecided, 0 over amber; 0 cannot be told from noise',
    );
    expect(plain(driftHeatFinding(rows(null)))).toBe('None of 1 reading can be judged');
  });
});

describe('batches', () => {
  it('are read as spans of time', () => {
    const days = (batch: string): [string, string] | null => {
      const span = batchSpan(batch);
      return (
        span &&
        ([span.from, span.to].map((at) => new Date(at).toISOString().slice(0, 10)) as [string, string])
      );
    };
    expect(days('2026-03')).toEqual(['2026-03-01', '2026-04-01']);
    expect(days('2026-12')).toEqual(['2026-12-01', '2027-01-01']);
    expect(days('2026-Q4')).toEqual(['2026-10-01', '2027-01-01']);
    expect(days('2026-W01')).toEqual(['2025-12-29', '2026-01-05']);
    expect(days('2026-03-09')).toEqual(['2026-03-09', '2026-03-10']);
    expect(days('2026')).toEqual(['2026-01-01', '2027-01-01']);
    expect(days('batch 7')).toBeNull();
  });

  it('have names and axis labels', () => {
    expect(['2026-03', '2026-Q4', 'batch 7'].map((one) => batchName(one))).toEqual([
      'March 2026',
      'Q4 2026',
      'batch 7',
    ]);
    expect(axisLabel('2026-01', '2025-12')).toEqual({ text: 'Jan', year: '2026' });
    expect(axisLabel('2026-Q2', '2026-Q1')).toEqual({ text: 'Q2', year: null });
    expect(axisLabel('batch 7', null)).toEqual({ text: 'batch 7', year: null });
  });
});

describe('the time chart', () => {
  const drawing = driftTime(story, [mark], wide);

  it('draws one mark per reading, by verdict', () => {
    expect(drawing.marks.map((one) => one.tone)).toEqual([
      'noise',
      'stable',
      'amber',
      'red',
      'red',
      'stable',
    ]);
    expect(drawing.marks.map((one) => markPath(one) === null)).toEqual([
      true,
      true,
      false,
      false,
      false,
      true,
    ]);
    expect(drawing.hits.map((one) => one.tip)).toEqual(story.map(readingLine));
  });

  it('places months by the calendar, values on the scale and limits where they are named', () => {
    const x = drawing.marks.map((one) => one.x);
    // The middles of February and March are 29.5 days apart, of December and January 31.
    expect((x[2]! - x[1]!) / (x[4]! - x[3]!)).toBeCloseTo(31 / 29.5, 2);
    const at = (tick: string): number =>
      drawing.gridlines.find((one) => one.label.text === tick)!.label.y - 4;
    const [zero, unit] = [at('0.0'), at('0.1') - at('0.0')];
    const red = drawing.limits.find((one) => one.tone === 'red')!;
    expect(red.path).toBe(`M48 ${Math.round((zero + 2.5 * unit) * 10) / 10}H870`);
    expect(drawing.limits.map((one) => one.label!.text)).toEqual(['red 0.25: act', 'amber 0.10: watch']);
    expect(drawing.bands[0]!.label!.text).toBe('noise floor 0.010');
    expect(drawing.named).toMatchObject({ strong: '0.370', label: { text: ' Mar' } });
  });

  it('marks decisions of the span by date, and no others', () => {
    const others = [
      { ...mark, label: 'old', date: '2020-01-01' },
      { ...mark, label: 'late', date: '2027-01-01' },
    ];
    const { events } = driftTime(story, [...others, mark], wide);
    expect(events.map((one) => [one.strong, one.label.text])).toEqual([['ADR-0004', ' rebase 14 Mar 2026']]);
    expect(driftTime(story, [mark], narrow).events[0]!.label.text).toBe(' 14 Mar');
  });

  it('keeps everything inside both drawings, in rounded coordinates', () => {
    for (const size of [wide, narrow]) {
      const made = driftTime(story, [mark], size);
      const labels: Label[] = [
        ...made.gridlines.map((one) => one.label),
        ...made.limits.flatMap((one) => one.label ?? []),
        ...made.ticks,
        ...made.years,
        ...made.events.map((one) => one.label),
        made.measure,
      ];
      for (const { x, y } of [...labels, ...made.marks]) {
        expect(x >= 0 && x <= size.width && y >= 0 && y <= size.height).toBe(true);
      }
      const numbers = JSON.stringify(made).match(/\d+\.\d+/g) ?? [];
      expect(numbers.filter((one) => !/^\d+\.\d{1,3}$/.test(one))).toEqual([]);
    }
  });

  it('breaks the line at a reading without verdict and does not let it stretch the axis', () => {
    const tiny = row('2026-01', 8.9, { n_cur: 13, noise_floor: 0.6, verdict: 'no-verdict' });
    const made = driftTime([...rows(0.01, 0.02), tiny, row('2026-02', 0.03), row('2026-03', 0.02)], [], wide);
    expect(made.lines[0]!.match(/M/g)).toHaveLength(2);
    expect(made.gridlines.at(-1)!.label.text).toBe('0.4');
    const top = Number(/M\d+ ([\d.]+)H/.exec(made.gridlines.at(-1)!.path)![1]);
    expect(made.marks[2]).toMatchObject({ tone: 'nv', y: top });
  });

  it('sets labels apart that would stand on one another', () => {
    const made = driftTime(
      rows(0.001, 0.002).map((one) => ({ ...one, amber: 0.24 })),
      [],
      wide,
    );
    const y = made.limits.map((one) => one.label!.y);
    expect(y[1]! - y[0]!).toBeGreaterThanOrEqual(16);
  });

  it('spaces batches evenly whose names are no times, without decisions', () => {
    const list = ['a', 'b', 'c'].map((batch) => row(batch, 0.05));
    const made = driftTime(list, [mark], wide);
    expect(made.events).toEqual([]);
    expect(made.marks[1]!.x - made.marks[0]!.x).toBeCloseTo(made.marks[2]!.x - made.marks[1]!.x, 1);
    expect(made.ticks.map((one) => one.text)).toEqual(['a', 'b', 'c']);
  });

  it('draws nothing of nothing', () => {
    const made = driftTime([], [], wide);
    expect([made.marks, made.limits, made.bands, made.lines]).toEqual([[], [], [], []]);
  });
});

describe('the heat map', () => {
  it('sorts features by their largest judged reading, outputs last', () => {
    const list = [
      row('2026-01', 0.02, { feature: 'calm' }),
      row('2026-01', 9, { feature: 'tiny', verdict: 'no-verdict', n_cur: 13 }),
      row('2026-01', 0.4, { feature: 'score' }),
      ...story,
    ];
    const map = driftHeat(list);
    expect(map.rows.map((one) => one.feature)).toEqual(['income', 'calm', 'tiny', 'score']);
    expect(map.batches.map((one) => [one.text, one.year])).toEqual([
      ['Nov', '2025'],
      ['Dec', null],
      ['Jan', '2026'],
      ['Feb', null],
      ['Mar', null],
      ['Apr', null],
    ]);
    expect(map.limits).toEqual({ amber: 0.1, red: 0.25 });
    const tiny = map.rows[2]!.cells;
    expect(tiny[2]).toMatchObject({
      class: 'nv',
      text: 'n 13',
      aside: ' no verdict: too few rows, or nothing to judge it by',
    });
    expect(tiny[0]).toEqual({
      class: 'none',
      text: '·',
      marked: false,
      aside: 'not in the model',
      tip: null,
    });
  });

  it('says in words what a frame shows', () => {
    const cells = driftHeat([...story, row('2026-05', 0.5)]).rows[0]!.cells;
    expect(cells.map((one) => [one.class, one.text, one.aside])).toEqual([
      ['q0', '.01', ''],
      ['q2', '.05', ''],
      ['q3 amber', '.12', ' over amber'],
      ['q6 red', '.30', ' over red, decided by ADR-0004'],
      ['q6 red', '.37', ' over red, decided by ADR-0004'],
      ['q1', '.02', ''],
      ['q6 red', '.50', ' over red, undecided'],
    ]);
  });

  it('shades by steps of the limits', () => {
    const shades = [0.005, 0.03, 0.07, 0.1, 0.16, 0.22, 0.25, 2].map((value) =>
      shadeOf(row('2026-01', value)),
    );
    expect(shades).toEqual([0, 1, 2, 3, 4, 5, 6, 6]);
    expect(shadeOf(row('2026-01', 0.3, { amber: null }))).toBe(6);
    expect(shadeOf(row('2026-01', 0.05, { amber: null, threshold: null, verdict: 'no-verdict' }))).toBe(1);
    const mixed = [row('2026-01', 0.1), row('2026-02', 0.1, { amber: 0.2 })];
    expect(driftHeat(mixed).limits).toBeNull();
  });
});

describe('the sparkline', () => {
  it('keeps gaps and ends in a triangle over red', () => {
    const drawing = sparkline([0.1, null, 0.2, 0.3], { amber: 0.1, red: 0.25 });
    expect(drawing.line.match(/M/g)).toHaveLength(2);
    expect(drawing.end).toMatchObject({ x: 125, isRed: true });
    expect(drawing.limits.map((one) => one.tone)).toEqual(['red', 'amber']);
    expect(sparkline([0.1, 0.2], { red: 0.25 }).end!.isRed).toBe(false);
    expect(sparkline([0.1, null]).end).toBeNull();
  });
});
