/** How long the statistics and the geometry of each SHAP plot take, for rows as many as a file keeps. */
import { shapBar } from '../../src/charts/shap-bar.ts';
import { shapBeeswarm } from '../../src/charts/shap-beeswarm.ts';
import { shapCohorts } from '../../src/charts/shap-cohorts.ts';
import { shapDecision } from '../../src/charts/shap-decision.ts';
import { shapDependence } from '../../src/charts/shap-dependence.ts';
import { shapHeat } from '../../src/charts/shap-heat.ts';
import { shapWaterfall } from '../../src/charts/shap-waterfall.ts';
import { beeswarmOf } from '../../src/evidence/shap/beeswarm.ts';
import { cohortsOf } from '../../src/evidence/shap/cohorts.ts';
import { decisionPathsOf } from '../../src/evidence/shap/decision.ts';
import { dependenceOf } from '../../src/evidence/shap/dependence.ts';
import { heatOf } from '../../src/evidence/shap/heat.ts';
import { importanceOf } from '../../src/evidence/shap/importance.ts';
import { waterfallOf } from '../../src/evidence/shap/waterfall.ts';
import type { Shap } from '../../src/evidence/shapes/shap.ts';
import { median } from './measure.ts';

/** A plot: what it is drawn from, and its drawing. */
const plot =
  <T>(statistics: (shap: Shap) => T, draw: (of: T) => unknown) =>
  (shap: Shap, runs: number): string => {
    const times = Array.from({ length: runs }, () => {
      const start = performance.now();
      const made = statistics(shap);
      const between = performance.now();
      draw(made);
      return { statistics: between - start, geometry: performance.now() - between };
    });
    return `${median(times.map((one) => one.geometry)).toFixed(0)} (${median(times.map((one) => one.statistics)).toFixed(0)})`;
  };

const plots = {
  bar: plot(importanceOf, shapBar),
  beeswarm: plot((shap) => beeswarmOf(shap, { maxDisplay: 12 })!, shapBeeswarm),
  waterfall: plot((shap) => waterfallOf(shap, shap.rows![0]!)!, shapWaterfall),
  dependence: plot((shap) => dependenceOf(shap, 'feature_0')!, shapDependence),
  cohorts: plot((shap) => cohortsOf(shap, 'feature_1')!, shapCohorts),
  'heat map': plot((shap) => heatOf(shap)!, shapHeat),
  decision: plot((shap) => decisionPathsOf(shap)!, shapDecision),
};

/** Prints the median time of each plot over rows × features, and the size of the beeswarm's paths. */
export function benchGeometry(rows: number, width: number, runs: number): void {
  const shap = generated(rows, width);
  const said = Object.entries(plots).map(([name, measured]) => `${name} ${measured(shap, runs)}`);
  const swarm = shapBeeswarm(beeswarmOf(shap, { maxDisplay: 12 })!);
  const bytes = swarm.rows.flatMap(({ paths }) => paths).reduce((sum, { path }) => sum + path.length, 0);
  console.log(
    `geometry (statistics before it), ms, ${rows} × ${width}: ${said.join(', ')}; paths of the beeswarm ${(bytes / 1024).toFixed(0)} KB`,
  );
}

/** Contributions and values that a place in the file decides: sines of no common period. */
function generated(n: number, width: number): Shap {
  const wave = (i: number, k: number): number => Math.sin(i * (1 + k * 0.618) + k);
  const rows = Array.from({ length: n }, (_, i) => ({
    shap: Array.from({ length: width }, (_, k) => Number((wave(i, k) / (k + 1)).toFixed(5))),
    values: Array.from({ length: width }, (_, k) => Number(wave(i, k + 7).toFixed(3))),
  }));
  const features = Array.from({ length: width }, (_, k) => `feature_${k}`);
  return {
    schema: 'casebook/shap@1',
    producer: { name: 'bench' },
    model: 'bench',
    model_version: '1',
    dataset: 'generated',
    provenance: 'synthetic',
    explainer: { name: 'bench' },
    output_space: 'log-odds',
    base_value: 0,
    n_total: n,
    n_drawn: n,
    features,
    mean_abs: features.map((_, k) => rows.reduce((sum, row) => sum + Math.abs(row.shap[k]!), 0) / n),
    rows,
  };
}
