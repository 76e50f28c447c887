import { expect, test } from 'vitest';
import { componentTypes } from '../../src/core/component.ts';
import { feature, profileOf, quiet } from '../evidence/profiles.ts';
import { digestOf, found, lenient, page, system, type Files } from './support.ts';

const files = (body: string): Files => ({
  'portfolio.yaml': lenient,
  'systems/demo/system.mdx': system(),
  'systems/demo/feature-register.mdx': page('title: F\nfeatures: [{ name: income }]\n', body),
});
const messages = async (body: string) =>
  (await found('content/property', files(body))).map(({ message, fix }) => `${message} → ${fix}`);

test('components with properties they know find nothing', async () => {
  const body = `<Metric value="4 months" />\n\n<Callout tone="watch" title="T">Text.</Callout>\n\n<Features only={["income"]} />\n`;
  expect(await messages(body)).toEqual([]);
});

test('an unknown property, a wrong value, a missing one and a stranger are each found', async () => {
  expect(await messages('<Callout tone="loud" titel="T">Text.</Callout>\n')).toEqual([
    '`Callout` has no property `titel` → did you mean `title`?',
    '`tone` of `Callout` must be one of `note`, `watch`, `alert`; it is `"loud"` → write one of `note`, `watch`, `alert`',
  ]);
  expect(await messages('<Metric digits="2" />\n')).toEqual([
    '`Metric` needs `of` or `value` → state `of` or `value`',
    '`digits` of `Metric` must be a number; it is `"2"` → write a number',
  ]);
  expect(await messages('<Features only={["incme"]} />\n')).toEqual([
    '`Features` names the feature `incme`, and there is none of that name → did you mean `income`?',
  ]);
  expect(await messages('<Matrix framework="law" system="other" />\n')).toHaveLength(2);
});

test('an interval and a baseline that a number asks for are in the files', async () => {
  const perf = JSON.stringify({
    schema: 'casebook/metrics@1',
    producer: { name: 'test' },
    model: 'm',
    model_version: '1',
    dataset: 'd',
    provenance: 'synthetic',
    n: 10,
    metrics: {
      auc: { type: 'roc_auc', value: 0.8, ci_lower: 0.7, ci_upper: 0.9 },
      old: { type: 'roc_auc', value: 0.7 },
      wait: { type: 'mean_wait', value: 4, unit: 'days' },
    },
  });
  const faults = async (props: string) =>
    (
      await found('content/property', {
        ...files(`AUC <Metric ${props} />.\n`),
        'systems/demo/evidence/evidence.yaml': `evidence:\n  - { id: perf, title: P, file: perf.json, type: metrics, sha256: ${digestOf(perf)}, provenance: synthetic }\n`,
        'systems/demo/evidence/perf.json': perf,
      })
    ).map(({ message, fix }) => `${message} → ${fix}`);
  const [auc, old] = ['of="ev:perf#/metrics/auc/value"', 'of="ev:perf#/metrics/old/value"'];
  expect(await faults(`${auc} interval baseline="ev:perf#/metrics/old/value"`)).toEqual([]);
  expect(await faults(`${old} interval`)).toEqual([
    '`ev:perf#/metrics/old/value` has no interval in its file: no `ci_lower` and `ci_upper` stand beside it → compute the interval, or leave `interval` out',
  ]);
  expect(await faults(`${auc} baseline="ev:perf#/metrics/gini/value"`)).toEqual([
    '`ev:perf#/metrics/gini/value` is no number that `ev:perf#/metrics/auc/value` can be compared with → name a number in evidence of one of Casebook’s shapes',
  ]);
  expect(await faults(`${auc} baseline="ev:perf#/metrics/wait/value"`)).toEqual([
    '`ev:perf#/metrics/auc/value` is in no unit, and its baseline in `days` (`ev:perf#/metrics/wait/value`) → compare figures of one measure and one unit',
  ]);
  expect(await faults('value="0.8" interval')).toEqual([
    '`interval` of `Metric` needs `of`: an author’s claim has none → state `of`',
  ]);
});

test('the whole finding stands at the component', async () => {
  expect((await found('content/property', files('\n<ShapBar />\n')))[0]).toMatchObject({
    rule: 'content/property',
    severity: 'error',
    file: 'systems/demo/feature-register.mdx',
    column: 1,
    subject: 'demo/feature-register',
    message: '`ShapBar` needs `evidence`',
    fix: 'state `evidence`',
  });
});

test('what a chart of SHAP values names is in its file', async () => {
  const shap = JSON.stringify({
    schema: 'casebook/shap@1',
    producer: { name: 'test' },
    model: 'm',
    model_version: '1',
    dataset: 'd',
    provenance: 'synthetic',
    explainer: { name: 'e' },
    output_space: 'log-odds',
    base_value: 0,
    n_total: 2,
    n_drawn: 2,
    features: ['income', 'debt'],
    mean_abs: [0.5, 0.2],
    rows: [{ id: 'case-a', shap: [0.5, 0.2] }, { shap: [0.5, -0.2] }],
  });
  const register = (type: string, text: string): Files => ({
    'systems/demo/evidence/evidence.yaml': `evidence:\n  - { id: values, title: V, file: v.json, type: ${type}, sha256: ${digestOf(text)}, provenance: synthetic }\n`,
    'systems/demo/evidence/v.json': text,
  });
  const said = async (body: string, more = register('shap', shap)) =>
    (await found('content/property', { ...files(body), ...more })).map(
      ({ message, fix }) => `${message} → ${fix}`,
    );
  expect(
    await said(
      '<ShapWaterfall evidence="values" row="case-a" />\n\n<ShapWaterfall evidence="values" row={1} />\n\n<ShapDependence evidence="values" feature="income" colour="debt" />\n\n<ShapCohorts evidence="values" by="debt" />\n',
    ),
  ).toEqual([]);
  expect(
    await said(
      '<ShapWaterfall evidence="values" row="case-b" />\n\n<ShapWaterfall evidence="values" row={3} />\n\n<ShapDependence evidence="values" feature="incme" colour="debts" />\n',
    ),
  ).toEqual([
    '`ShapWaterfall` names row `case-b`, and `values` has none of that id → did you mean `case-a`?',
    '`ShapWaterfall` names row `3`, and `values` has none of that place → name a place from 0 to 1, as `row={0}`',
    '`ShapDependence` names the feature `debts`, and there is none of that name → did you mean `debt`?',
    '`ShapDependence` names the feature `incme`, and there is none of that name → did you mean `income`?',
  ]);
  const other = register('report', '{"a":1}');
  expect(await said('<ShapHeat evidence="values" />\n', other)).toEqual([
    '`ShapHeat` needs SHAP values, and `values` holds none → name a file of type `shap`',
  ]);
});

test('what a chart of a profile names is in its file', async () => {
  const profile = {
    ...profileOf({ income: feature([quiet, quiet]) }, ['2026-08', '2026-09']),
    series: { auc: { type: 'roc_auc', values: [0.8, 0.81] } },
  };
  const said = async (body: string, content: object = profile, type = 'profile') => {
    const text = JSON.stringify(content);
    const more: Files = {
      'systems/demo/evidence/evidence.yaml': `evidence:\n  - { id: drift, title: D, file: d.json, type: ${type}, sha256: ${digestOf(text)}, provenance: synthetic }\n`,
      'systems/demo/evidence/d.json': text,
    };
    return (await found('content/property', { ...files(body), ...more })).map(
      ({ message, fix }) => `${message} → ${fix}`,
    );
  };
  const named = (feature: string, batch: string, series: string): string =>
    `<DistributionChart evidence="drift" feature="${feature}" batch="${batch}" />\n\n<SeriesChart evidence="drift" series="${series}" />\n\n<ControlChart evidence="drift" series="${series}" />\n`;
  expect(await said(named('income', '2026-09', 'auc'))).toEqual([]);
  expect(await said(named('incme', '2026-10', 'acu'))).toEqual([
    '`DistributionChart` names the batch `2026-10`, and there is none of that name → did you mean `2026-08`?',
    '`DistributionChart` names the feature `incme`, and there is none of that name → did you mean `income`?',
    '`SeriesChart` names the series `acu`, and there is none of that name → did you mean `auc`?',
    '`ControlChart` names the series `acu`, and there is none of that name → did you mean `auc`?',
  ]);
  const control = (more: string): string => `<ControlChart evidence="drift" series="auc" ${more} />\n`;
  expect(await said(control('baseline="2026-08 to 2026-09" rules={["nelson"]}'))).toEqual([]);
  expect(await said(control('rules={["nelsn", "nelson-2", "westgard"]}'))).toEqual([
    '`ControlChart` names the run rule `nelsn`, and there is none of that name → did you mean `nelson`?',
    '`ControlChart` names the run rule `westgard`, and there is none of that name → name a family, `western-electric` or `nelson`, or one of its rules, such as `nelson-2`',
  ]);
  expect(await said(control('baseline="2026-07 to 2026-09"'))).toEqual([
    'the individuals chart of `auc` cannot be drawn: its baseline `2026-07 to 2026-09` names a batch that is not in the file → name batches of the file, such as `2026-08 to 2026-09`, or leave `baseline` out',
  ]);
  expect(await said(control('chart="ewma" rules={["nelson"]}'))).toEqual([
    'the ewma chart of `auc` cannot be drawn: run rules do not hold for an EWMA: its points depend on one another → correct `chart` or `rules`, or name a series that it can be made of',
  ]);
  const { series: _, ...bare } = profile;
  expect(await said('<SeriesChart evidence="drift" series="auc" />\n', bare)).toEqual([
    '`SeriesChart` names the series `auc`, and `drift` holds none → make the profile with `--score` and `--label`, or name another file',
  ]);
  expect(await said('<SeriesChart evidence="drift" series="auc" />\n', { a: 1 }, 'report')).toEqual([
    '`SeriesChart` needs a profile, and `drift` holds none → name a file of type `profile`, as `casebook profile` writes it',
  ]);
});

test('what a chart of performance names is in its file', async () => {
  const metrics = JSON.stringify({
    schema: 'casebook/metrics@1',
    producer: { name: 'test' },
    model: 'm',
    model_version: '1',
    dataset: 'd',
    provenance: 'synthetic',
    n: 4,
    metrics: {},
    calibration: {
      score: {
        strategy: 'uniform',
        bins_requested: 1,
        n: 4,
        bins: [{ lower: 0, upper: 1, n: 4, predicted: 0.5, observed: 0.5 }],
      },
    },
  });
  const register = (type: string, text: string): Files => ({
    'systems/demo/evidence/evidence.yaml': `evidence:\n  - { id: perf, title: P, file: p.json, type: ${type}, sha256: ${digestOf(text)}, provenance: synthetic }\n`,
    'systems/demo/evidence/p.json': text,
  });
  const said = async (body: string, more = register('metrics', metrics)) =>
    (await found('content/property', { ...files(body), ...more })).map(
      ({ message, fix }) => `${message} → ${fix}`,
    );
  expect(
    await said(
      '<CalibrationChart evidence="perf" />\n\n<CalibrationChart evidence="perf" part="score" />\n\n<MetricComparison evidence="perf" against="perf" />\n',
    ),
  ).toEqual([]);
  expect(
    await said('<CalibrationChart evidence="perf" part="scores" />\n\n<RocChart evidence="perf" />\n'),
  ).toEqual([
    '`CalibrationChart` names the part `scores`, and there is none of that name → did you mean `score`?',
    '`RocChart` has nothing to draw: `perf` holds no part of that sort → make the file with `casebook profile … --metrics`, or name another',
  ]);
  const other = register('report', '{"a":1}');
  expect(await said('<MetricComparison evidence="perf" against="perf" />\n', other)).toEqual([
    '`MetricComparison` needs metrics, and `perf` holds none → name a file of type `metrics`',
  ]);
});

test('every component of the list says what it shows and what each property is', () => {
  for (const [name, type] of Object.entries(componentTypes)) {
    expect(type.doc, name).not.toBe('');
    for (const [prop, { doc }] of Object.entries(type.props)) expect(doc, `${name}.${prop}`).not.toBe('');
    for (const prop of type.needs.flat()) expect(Object.keys(type.props), name).toContain(prop);
  }
});
