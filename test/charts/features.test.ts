import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { binLabels, digitsOf, distribution } from '../../src/charts/distribution.ts';
import { distributionFinding, distributionMethod } from '../../src/charts/distribution-words.ts';
import { stripsOf } from '../../src/charts/feature-strips.ts';
import { multiples, multipleSize } from '../../src/charts/multiples.ts';
import { plain } from '../../src/charts/rich.ts';
import { driftRows } from '../../src/evidence/drift/rows.ts';
import { largeProfile } from '../bench/large-profile.ts';
import { evidenceOf, itemOf, portfolioOf } from '../evidence/portfolio.ts';
import { far, feature, moved, profileOf, quiet } from '../evidence/profiles.ts';
import { startRenderer, type Renderer } from './render.ts';

const rowsOf = (profile: ReturnType<typeof profileOf>) =>
  driftRows(
    portfolioOf({
      items: [itemOf('monitor', 'MON-01', { target: 'all features', metric: 'PSI', amber: 0.1, red: 0.25 })],
      evidence: [evidenceOf('drift', profile)],
    }),
  );

describe('a distribution', () => {
  const income = feature([quiet, far], {
    batches: {
      n: [1000, 1000],
      missing: [0, 250],
      counts: [quiet, far],
      quantiles: [
        [0.5, 2, 3.5],
        [0.8, 2.5, 3.6],
      ],
    },
    reference: { n: 4000, missing: 0, counts: [1000, 1000, 1000, 1000], quantiles: [0.5, 2, 3.5] },
  });
  const profile = { ...profileOf({ income }, ['2026-01', '2026-02']), quantile_grid: [0.05, 0.5, 0.95] };
  const made = distribution(profile, income, 1)!;

  it('has a bar and a reference per bin on one scale, and parts that add up to the PSI', () => {
    expect(made.bins.map(({ label, width, mark, tone }) => [label, width, mark, tone])).toEqual([
      ['under 1', 200, 500, 'plain'],
      ['1 to 2', 300, 500, 'plain'],
      ['2 to 3', 500, 500, 'plain'],
      ['3 and over', 1000, 500, 'hi'],
    ]);
    expect(made.bins.reduce((sum, { part }) => sum + part!, 0)).toBeCloseTo(made.psi!, 12);
    expect(made.psi).toBeCloseTo(0.3618, 4);
    expect(made.missing).toMatchObject({ reference: 0, current: 0.2, part: null });
    expect(made.ticks[0]).toBe('0');
  });

  it('shows how far quantiles moved', () => {
    expect(
      made.quantiles!.rows.map(({ label, said, tone }) => [label, said.reference, said.current, tone]),
    ).toEqual([
      ['5\u00a0% quantile', '0.5', '0.8', 'hi'],
      ['median', '2.0', '2.5', 'hi'],
      ['95\u00a0% quantile', '3.5', '3.6', 'hi'],
    ]);
    expect(distribution(profileOf({ income }, ['2026-01', '2026-02']), income, 1)!.quantiles).toBeNull();
  });

  it('says what changed most, or that nothing did', () => {
    expect(plain(distributionFinding('income', '2026-02', made))).toBe(
      '50.0\u00a0% of income in February 2026 is 3 and over, against 25.0\u00a0% in the reference',
    );
    expect(plain(distributionFinding('income', '2026-01', distribution(profile, income, 0)!))).toBe(
      'income in January 2026 is within 0.1 points of the reference in every bin',
    );
    expect(distributionMethod(profile, income, 1, made)).toBe(
      'Share of rows with a value per bin; 4 quantile bins of the reference. Reference (reference) n 4,000; batch n 1,000. PSI 0.362. Bars: batch, darker where it holds more. Upright stroke: reference.',
    );
  });

  it('names bins by the side on which they are closed, and holds back what privacy keeps', () => {
    expect(binLabels({ type: 'numeric', edges: [0.5] }, 'right')).toEqual(['up to 0.5', 'over 0.5']);
    expect(binLabels({ type: 'integer', constant: 0 }, 'left')).toEqual(['under 0', '0', 'over 0']);
    expect(binLabels({ type: 'date', edges: [20_000] }, 'left')).toEqual([
      'under 4 Oct 2024',
      '4 Oct 2024 and over',
    ]);
    expect([digitsOf([1, 2]), digitsOf([0.1, 0.2]), digitsOf([100, 100.001])]).toEqual([0, 1, 3]);
    const held = feature([[null, 250, 250, 250] as number[]]);
    held.batches.n = [1000];
    const kept = distribution(profileOf({ held }, ['2026-01']), held, 0)!;
    expect(kept.bins[0]).toMatchObject({ current: null, width: null, part: null });
    expect(kept.psi).toBeNull();
    expect(distribution(profile, feature([null]), 0)).toBeNull();
  });
});

describe('strips of many features', () => {
  const rows = rowsOf(
    profileOf(
      {
        calm: feature([quiet, quiet, quiet]),
        watched: feature([quiet, moved, quiet]),
        broken: feature([quiet, far, far]),
        tiny: feature([[1, 1, 1, 1], null, [1, 1, 1, 1]]),
      },
      ['2026-01', '2026-02', '2026-03'],
    ),
  );
  const strips = stripsOf(rows);

  it('stand worst first, shades as runs, red underlined', () => {
    expect(strips.map(({ feature: name, red, amber }) => [name, red, amber])).toEqual([
      ['broken', 2, 0],
      ['watched', 0, 1],
      ['calm', 0, 0],
      ['tiny', 0, 0],
    ]);
    expect(strips[0]!.paths).toEqual([
      { class: 'q0', path: 'M0 0.5h1' },
      { class: 'q6', path: 'M1 0.5h2' },
      { class: 'alert', path: 'M1 0.9h2' },
    ]);
    expect(strips[2]!.paths).toEqual([{ class: 'q0', path: 'M0 0.5h3' }]);
    expect(strips[3]!.paths).toEqual([{ class: 'nv', path: 'M0 0.5h1M2 0.5h1' }]);
    expect(strips[0]!.worst!.value).toBeCloseTo(0.3618, 4);
    expect(strips[3]!.worst).toBeNull();
  });

  it('are drawn as multiples on one scale', () => {
    const drawn = multiples(rows, ['broken', 'calm']);
    expect(drawn.map(({ feature: name, marks }) => [name, marks.map(({ tone }) => tone)])).toEqual([
      ['broken', ['red', 'red']],
      ['calm', []],
    ]);
    expect(drawn[0]!.limits).toEqual(drawn[1]!.limits);
    for (const { line } of drawn) {
      const y = [...line.matchAll(/,([\d.]+)/g)].map((match) => Number(match[1]));
      expect(Math.max(...y)).toBeLessThanOrEqual(multipleSize.height);
      expect(Math.min(...y)).toBeGreaterThanOrEqual(0);
    }
  });
});

describe('200 features over 36 batches', () => {
  let renderer: Renderer;
  beforeAll(async () => {
    renderer = await startRenderer();
  });
  afterAll(() => renderer.close());
  const rows = rowsOf(largeProfile(200, 36));

  it('fit on a page as a heat map: the worst in cells, the others folded into strips', async () => {
    const html = await renderer.render('DriftHeat', { id: 'heat', rows, most: 20, source: null });
    expect(html.match(/<td class="hc /g)).toHaveLength(20 * 36);
    expect(html.match(/<svg viewBox="0 0 36 1"/g)).toHaveLength(180);
    expect(html).toMatch(/180 more features: (none|\d+) crossed a limit/);
    expect(html).not.toMatch(/ style=|undefined|NaN/);
    expect(html.length / 1024).toBeLessThan(110);
    const linked = await renderer.render('DriftHeat', {
      id: 'heat',
      rows,
      most: 20,
      all: '/all/',
      source: null,
    });
    expect(linked).toContain('<a href="/all/">All 200 features</a>');
    expect(linked.length / 1024).toBeLessThan(50);
  });

  it('are drawn as multiples, the worst of them', async () => {
    const html = await renderer.render('Multiples', { id: 'm', rows, most: 12, source: null });
    expect(html.match(/<li>/g)).toHaveLength(12);
    expect(html).toContain('The 12 worst are drawn.');
    expect(html.length / 1024).toBeLessThan(20);
  });
});
