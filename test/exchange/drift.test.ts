// Drift results of other tools: one portfolio with a file of every shape, its readings held to the letter.
import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/cli/analyse.ts';
import type { ReportedAs } from '../../src/core/records.ts';
import type { ReportSource } from '../../src/evidence/drift/reported.ts';
import { reportOf } from '../../src/evidence/drift/reported.ts';
import { parseHeader } from '../../src/exchange/nannyml/header.ts';
import { parseMetricName } from '../../src/exchange/evidently/snapshot.ts';
import { evidentlyMethod } from '../../src/exchange/report-methods.ts';
import { readReport } from '../../src/exchange/reports.ts';
import { parseCells } from '../../src/read/csv.ts';
import { absent, hasFixtures } from '../evidence/fixtures.ts';

const folder = path.resolve(import.meta.dirname, '../input/reported');
const golden = path.resolve(import.meta.dirname, '../output/reported');
const asOf = '2026-11-20';
const analysed = analyse(folder, { asOf, cacheDir: null });

const as = (more: Partial<ReportedAs> = {}): ReportedAs => ({
  format: null,
  batch: null,
  batch_to: null,
  features: [],
  rows: null,
  delimiter: ',',
  decimal: '.',
  columns: {},
  constants: {},
  ...more,
});
const ofJson = (json: unknown, more: Partial<ReportedAs> = {}): ReportSource => ({
  file: 'x.json',
  as: as(more),
  json,
  cells: null,
});
const ofCsv = (text: string, more: Partial<ReportedAs> = {}): ReportSource => ({
  file: 'x.csv',
  as: as(more),
  json: undefined,
  cells: parseCells(text, 'x.csv', more.delimiter) as string[][],
});

function held(name: string, text: string): void {
  const file = path.join(golden, name);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    fs.mkdirSync(golden, { recursive: true });
    fs.writeFileSync(file, text);
  }
  expect(text).toBe(fs.readFileSync(file, 'utf8'));
}

describe('a portfolio with a file of every shape', () => {
  test('has these readings', async () => {
    const { drift } = await analysed;
    const rows = drift.filter(({ source }) => source === 'reported');
    held('readings.json', JSON.stringify(rows, null, 1) + '\n');
  });

  test('and says this of its files', async () => {
    const { evidence } = await analysed;
    const reports = evidence.flatMap((one) => {
      const report = reportOf(one);
      return report === null
        ? []
        : [{ id: one.local, ...report, readings: report.readings.length, issues: report.issues.length }];
    });
    held('reports.json', JSON.stringify(reports, null, 1) + '\n');
  });

  test('calls nothing stable that leaves method, bins, zero rule or rows open', async () => {
    const { drift } = await analysed;
    const open = drift.filter(
      (row) =>
        row.source === 'reported' &&
        (row.method === 'unknown' ||
          row.zero_rule === 'unknown' ||
          row.bins === null ||
          row.n_ref === null ||
          row.n_cur === null),
    );
    expect(open.length).toBeGreaterThan(10);
    expect(open.filter(({ verdict }) => verdict !== 'no-verdict')).toEqual([]);
  });

  test('shows no test of a profile as drift', async () => {
    const { drift } = await analysed;
    const features = new Set(
      drift.filter(({ evidence }) => evidence === 'scorecard/evidently-snapshot').map((row) => row.method),
    );
    expect([...features].sort()).toEqual([
      'KS p-value',
      'PSI (Evidently)',
      'Share of drifted columns',
      'Wasserstein, normed',
      'my_own_test',
    ]);
  });
});

describe('Evidently', () => {
  test.each([
    ['psi', 'PSI', 'above'],
    ['ks', 'K-S p_value', 'below'],
    ['wasserstein', 'Wasserstein distance (normed)', 'above'],
    ['jensenshannon', 'Jensen-Shannon distance', 'above'],
    ['chisquare', 'chi-square p_value', 'below'],
    ['z', 'Z-test p_value', 'below'],
    ['kl_div', 'Kullback-Leibler divergence', 'above'],
    ['hellinger', 'Hellinger distance', 'above'],
    ['anderson', 'Anderson-Darling', 'below'],
    ['cramer_von_mises', 'Cramer-von Mises', 'below'],
    ['ed', 'Energy-distance', 'above'],
    ['es', 'Epps-Singleton', 'below'],
    ['mannw', 'Mann-Whitney U-rank test', 'below'],
    ['fisher_exact', "Fisher's Exact test", 'below'],
    ['g_test', 'g_test', 'below'],
    ['t_test', 't_test', 'below'],
    ['TVD', 'Total-Variation-Distance', 'below'],
    ['empirical_mmd', 'empirical_mmd', 'below'],
    ['perc_text_content_drift', 'Percentile text content drift', 'above'],
    ['abs_text_content_drift', 'Absolute text content drift', 'above'],
  ])('%s is %s and alerts %s its threshold', (short, display, direction) => {
    expect(evidentlyMethod(display)).toBe(evidentlyMethod(short));
    expect(evidentlyMethod(short)?.direction).toBe(direction);
  });

  test('a suite says score, method and limit of each column, and how many drifted', () => {
    const column = (score: number, detected: boolean, name?: string) => ({
      stattest: 'Wasserstein distance (normed)',
      score,
      threshold: 0.1,
      detected,
      ...(name !== undefined && { column_name: name }),
    });
    const { readings, issues, shape } = readReport(
      ofJson({
        version: '0.4.40',
        tests: [
          {
            name: 'Share of Drifted Columns',
            status: 'SUCCESS',
            group: 'data_drift',
            parameters: {
              condition: { lt: 0.6 },
              features: { age: column(0.123, true), income: column(0.02, false) },
            },
          },
          {
            name: 'Drift per Column',
            status: 'FAIL',
            group: 'data_drift',
            parameters: column(0.123, true, 'age'),
          },
          {
            name: 'Drift per Column',
            status: 'FAIL',
            group: 'data_drift',
            parameters: column(0.4, true, 'term'),
          },
          { name: 'Share of Missing Values', status: 'FAIL', group: 'data_quality', parameters: {} },
          { name: 'Drift per Column', status: 'ERROR', group: 'data_drift' },
        ],
        summary: { all_passed: false },
      }),
    );
    expect(shape).toBe('test suite');
    expect(
      readings.map(({ at, feature, method, value, threshold, alert }) => [
        at.join('/'),
        feature,
        method,
        value,
        threshold,
        alert,
      ]),
    ).toEqual([
      ['tests/0/parameters/features', 'all columns', 'Share of drifted columns', 0.5, 0.6, false],
      ['tests/0/parameters/features/age/score', 'age', 'Wasserstein, normed', 0.123, 0.1, true],
      ['tests/0/parameters/features/income/score', 'income', 'Wasserstein, normed', 0.02, 0.1, false],
      ['tests/2/parameters/score', 'term', 'Wasserstein, normed', 0.4, 0.1, true],
    ]);
    expect(readings[1]!.note).toBe('the tool rounds scores of tests to three digits after the point');
    expect(issues).toEqual([
      {
        path: ['tests', 4],
        message: '`Drift per Column` holds no score under `parameters`',
        fix: 'look in the run for why the test could not be carried out, or write the suite again with `json()`',
        severity: 'warning',
      },
    ]);
    expect(
      readReport(ofJson({ tests: [{ name: 'Share of Missing Values' }], summary: {} })).issues,
    ).toMatchObject([{ path: ['tests'], severity: 'warning' }]);
  });

  test('an own test is no known method', () => {
    expect(evidentlyMethod('my_own_test')).toBeNull();
  });

  test('names of metrics are taken apart, whatever a column is called', () => {
    fc.assert(
      fc.property(
        fc
          .string({ unit: fc.constantFrom(...'abc_ ,()=-.é'), minLength: 1, maxLength: 12 })
          .filter((name) => name.trim() === name && name !== ''),
        fc.constantFrom('psi', 'Wasserstein distance (normed)', 'K-S p_value'),
        (column, method) => {
          const name = `ValueDrift(column=${column},method=${method},threshold=0.1)`;
          expect(parseMetricName(name)).toEqual({
            type: 'ValueDrift',
            params: { column, method, threshold: '0.1' },
          });
        },
      ),
    );
  });
});

describe('NannyML headers', () => {
  const chunk = ['key', 'chunk_index', 'start_index', 'end_index', 'start_date', 'end_date', 'period'];
  const fields = ['value', 'upper_threshold', 'lower_threshold', 'alert'];
  const methods = [
    'kolmogorov_smirnov',
    'jensen_shannon',
    'wasserstein',
    'hellinger',
    'l_infinity',
    'chi2',
  ] as const;
  const column = fc
    .stringMatching(/^[a-z][a-z0-9_]{0,14}[a-z0-9]$/)
    // A column may be called like a method or hold its name; only the part of the chunk has names of its own.
    .chain((name) => fc.constantFrom(name, `${name}_wasserstein`, `${name}_value`, `value_${name}`))
    .filter((name) => !name.startsWith('chunk'));
  const groups = fc.uniqueArray(fc.tuple(column, fc.constantFrom(...methods)), {
    minLength: 1,
    maxLength: 5,
    selector: ([name, method]) => `${name} ${method}`,
  });
  const valuesOf = (pairs: [string, string][]) =>
    pairs.flatMap(([of, method]) => fields.map((field) => ({ type: 'value', of, method, field })));

  test('a flat header is split from the right', () => {
    fc.assert(
      fc.property(groups, fc.boolean(), (pairs, hasIndex) => {
        const header = [
          ...(hasIndex ? [''] : []),
          ...chunk.map((name) => (name === 'chunk_index' ? name : `chunk_${name}`)),
          ...pairs.flatMap(([of, method]) => fields.map((field) => `${of}_${method}_${field}`)),
        ];
        const found = parseHeader([header]);
        expect(found).toMatchObject({ layout: 'flat', rows: 1 });
        expect(found?.columns.filter(({ type }) => type === 'value')).toEqual(valuesOf(pairs));
        expect(found?.columns.filter(({ type }) => type === 'chunk')).toHaveLength(7);
        expect(found?.columns.filter(({ type }) => type === 'index')).toHaveLength(hasIndex ? 1 : 0);
      }),
    );
  });

  test('a header of three levels says the same', () => {
    fc.assert(
      fc.property(groups, fc.boolean(), fc.boolean(), (pairs, hasIndex, isNamed) => {
        const of = (cells: string[]): string[] => (hasIndex ? ['', ...cells] : cells);
        const rows = [
          of([...chunk.map(() => 'chunk'), ...pairs.flatMap(([name]) => fields.map(() => name))]),
          of([...chunk.map(() => 'chunk'), ...pairs.flatMap(([, method]) => fields.map(() => method))]),
          of([...chunk, ...pairs.flatMap(() => fields)]),
          ...(isNamed && hasIndex ? [['name', ...rowsOfBlanks(pairs.length)]] : []),
        ];
        const found = parseHeader(rows);
        expect(found).toMatchObject({ layout: 'multi-level', rows: isNamed && hasIndex ? 4 : 3 });
        expect(found?.columns.filter(({ type }) => type === 'value')).toEqual(valuesOf(pairs));
      }),
    );
    function rowsOfBlanks(groupCount: number): string[] {
      return new Array<string>(chunk.length + groupCount * fields.length).fill('');
    }
  });

  test('nothing else is taken for one', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.string(), { maxLength: 6 }), { maxLength: 5 }), (cells) => {
        expect(parseHeader(cells)).toBeNull();
      }),
    );
  });

  test.skipIf(!hasFixtures)(`the tutorial of NannyML is read whole (${absent})`, () => {
    const file = path.resolve(import.meta.dirname, '../../../shared/fixtures/nannyml-univariate-flat.csv');
    const report = readReport(ofCsv(fs.readFileSync(file, 'utf8')));
    expect(report).toMatchObject({ tool: 'NannyML', shape: 'univariate drift, flat', issues: [] });
    expect(report.readings).toHaveLength(20);
    expect(new Set(report.readings.map(({ feature, method }) => `${feature} ${method}`))).toEqual(
      new Set(['debt_to_income_ratio KS', 'debt_to_income_ratio Jensen–Shannon distance, base 2']),
    );
    expect(report.readings[0]).toMatchObject({
      batch: '[0:4999]',
      batch_to: '2018-11-30',
      value: 0.01576,
      threshold: 0.0185838,
      direction: 'above',
      alert: false,
      n_cur: 5000,
      n_ref: null,
    });
  });
});

// As `SuiteResult.to_json()` of Deepchecks 0.18 writes it.
const suite = {
  name: 'Train Test Validation',
  type: 'SuiteResult',
  results: [
    {
      type: 'CheckResult',
      check: { name: 'Feature Drift', params: { numerical_drift_method: 'KS' } },
      header: 'Feature Drift',
      value: {
        income: { 'Drift score': 0.31, Method: 'Kolmogorov-Smirnov', Importance: null },
        region: { 'Drift score': 0.12, Method: 'PSI', Importance: null },
        rare: { 'Drift score': null, Method: null, Importance: null },
      },
      conditions_results: [
        {
          Status: 'FAIL',
          Condition: 'categorical drift score < 0.1 and numerical drift score < 0.2',
          'More Info': 'Failed for 2 out of 2 columns.',
        },
      ],
      display: [],
    },
    {
      type: 'CheckResult',
      check: { name: 'Label Drift' },
      header: 'Label Drift',
      value: { 'Drift score': 0.05, Method: "Cramer's V" },
      conditions_results: [],
    },
    { type: 'CheckResult', check: {}, header: 'Data Duplicates', value: 0.4, conditions_results: [] },
    { type: 'CheckFailure', check: {}, header: 'Prediction Drift', exception: 'needs a model' },
  ],
};

describe('Deepchecks', () => {
  const told = (json: unknown) =>
    readReport(ofJson(json)).readings.map(({ feature, method, value, threshold, zero_rule, alert, note }) => [
      ...[feature, method, value, threshold, zero_rule, alert, note],
    ]);

  test('a suite says score and method of each column, limits by the sort of column, and no verdict on one', () => {
    expect(told(suite)).toEqual([
      ['income', 'KS', 0.31, 0.2, 'none', null, null],
      ['region', 'PSI', 0.12, 0.1, 'clip 0.01', null, null],
      ['rare', null, null, null, null, null, 'Deepchecks had too few rows for a score'],
      ['label', 'Cramér’s V', 0.05, null, 'none', null, null],
    ]);
    const { notes, issues, tool } = readReport(ofJson(suite));
    expect([tool, notes]).toEqual([
      'Deepchecks',
      [
        'Feature Drift: FAIL of “categorical drift score < 0.1 and numerical drift score < 0.2”: Failed for 2 out of 2 columns.',
      ],
    ]);
    expect(issues).toEqual([
      {
        path: ['results', 3, 'exception'],
        message: '`Prediction Drift` could not be carried out: needs a model',
        fix: 'look in the run for why; it has no readings',
        severity: 'warning',
      },
    ]);
  });

  test('a check alone is read as in a suite; one without drift says so', () => {
    expect(told(suite.results[1])).toHaveLength(1);
    expect(readReport(ofJson(suite.results[2])).issues[0]?.message).toBe(
      'no check holds a drift score with its method',
    );
  });
});

describe('Alibi Detect', () => {
  const meta = { name: 'KSDrift', detector_type: 'offline', version: '0.11.4' };
  const byFeature = {
    data: { is_drift: 1, distance: [0.2, 0.01], p_val: [0.001, 0.8], threshold: 0.025 },
    meta,
  };

  test('gives a p-value of each feature by the names of the register, and its verdict on the batch', () => {
    const { readings, notes, issues, version } = readReport(
      ofJson(byFeature, { features: ['income', 'term'] }),
    );
    expect(
      readings.map(({ at, feature, method, value, threshold, direction, bins, alert, note }) => [
        ...[at.join('/'), feature, method, value, threshold, direction, bins, alert, note],
      ]),
    ).toEqual([
      ['data/p_val/0', 'income', 'KSDrift p-value', 0.001, 0.025, 'below', 0, null, 'distance 0.2'],
      ['data/p_val/1', 'term', 'KSDrift p-value', 0.8, 0.025, 'below', 0, null, 'distance 0.01'],
    ]);
    expect([version, notes, issues]).toEqual([
      '0.11.4',
      ['the detector says of the batch as a whole: drift'],
      [],
    ]);
  });

  test('numbers features that nobody names, refuses names of others, and reads one p of a batch', () => {
    expect(readReport(ofJson(byFeature)).issues).toEqual([
      {
        path: ['data', 'p_val'],
        message: 'the file numbers its 2 features and does not name them',
        fix: 'name them under `features` of the row, in the order of the columns',
        severity: 'warning',
      },
    ]);
    expect(readReport(ofJson(byFeature, { features: ['income'] })).issues[0]).toMatchObject({
      message: 'the file has 2 features, and the register names 1',
      severity: 'error',
    });
    const data = { is_drift: 0, distance: 0.003, p_val: 0.4, threshold: 0.05 };
    expect(readReport(ofJson({ data, meta: { name: 'MMDDrift' } })).readings).toMatchObject([
      {
        feature: 'all columns',
        method: 'MMDDrift p-value',
        p_value: 0.4,
        threshold: 0.05,
        alert: false,
        bins: 0,
      },
    ]);
  });
});

describe('what is not recognised', () => {
  const issueOf = (source: ReportSource) => readReport(source).issues[0];

  test('a file that is something else than the register says', () => {
    expect(issueOf(ofCsv('a,b\n1,2\n', { format: 'nannyml' }))).toEqual({
      path: [],
      message: 'the file does not look like NannyML: expected CSV of `result.to_df()` with its chunk columns',
      fix: 'correct `format`, or register the file that the tool wrote',
      severity: 'error',
    });
    expect(
      issueOf(ofJson({ metrics: [{ id: 'a', metric_id: 'RowCount()', value: 1 }] }, { format: 'whylogs' }))
        ?.fix,
    ).toBe('it looks like Evidently: correct `format`');
  });

  test('a report without any drift', () => {
    expect(issueOf(ofJson({ metrics: [{ id: 'a', metric_id: 'RowCount()', value: 1 }], tests: [] }))).toEqual(
      {
        path: ['metrics'],
        message:
          'the report holds no drift metric: none of `ValueDrift`, `DriftedColumnsCount`, `DataDriftTable`, `ColumnDriftMetric` and `DatasetDriftMetric` is in it',
        fix: 'add `DataDriftPreset()` to the report, or register it as `type: report`',
        severity: 'warning',
      },
    );
  });

  test('a web page', () => {
    expect(issueOf({ file: 'drift.html', as: as(), json: undefined, cells: null })).toEqual({
      path: [],
      message: 'the file is a web page: its charts are for people, and the numbers in them are not read',
      fix: 'save the same report as JSON (`report.save_json("drift.json")` or `report.json()`), register that, and keep the page as `type: report`',
      severity: 'error',
    });
  });

  test('any JSON, without an error thrown', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const report = readReport(ofJson(json));
        expect(report.readings.length + report.issues.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('a drift table', () => {
  const table = 'merkmal;wert\nalter;0,2\n';
  const columns = { feature: 'merkmal', value: 'wert' };

  test('is read by its declared columns alone', () => {
    const more = { format: 'drift-table', delimiter: ';', decimal: ',', columns };
    expect(readReport(ofCsv(table, more)).readings[0]).toMatchObject({
      feature: 'alter',
      value: 0.2,
      method: null,
      threshold: null,
      batch: null,
    });
  });

  test('says what each reading is against, or its register row does', () => {
    const more = { format: 'drift-table', columns: { feature: 'f', value: 'v', baseline: 'ref' } };
    const text = 'f,v,ref\nage,0.2,training\nage,0.1,\n';
    expect(readReport(ofCsv(text, more)).readings.map(({ baseline }) => baseline)).toEqual([
      'training',
      null,
    ]);
    const said = readReport(ofCsv(text, { ...more, constants: { baseline: 'last quarter' } })).readings;
    expect(said.map(({ baseline, note }) => [baseline, note])).toEqual([
      ['training', null],
      ['last quarter', 'baseline as the register says'],
    ]);
  });

  test('is not read without them', () => {
    expect(readReport(ofCsv('feature,value\nage,0.2\n', { format: 'drift-table' })).issues[0]).toEqual({
      path: [],
      message: 'the register does not say which column holds the feature',
      fix: 'add `feature: <name of the column>` under `columns` of the row',
      severity: 'error',
    });
    expect(
      readReport(
        ofCsv(table, { format: 'drift-table', delimiter: ';', columns: { ...columns, batch: 'monat' } }),
      ).issues[0]?.message,
    ).toBe(
      'there is no column `monat`, which the register names for `batch`; the columns are `merkmal`, `wert`',
    );
  });

  test('in JSON needs to know where its list stands', () => {
    expect(readReport(ofJson({ r: [] }, { format: 'drift-table', columns, rows: '/s' })).issues[0]).toEqual({
      path: [],
      message: 'there is no list at `/s`',
      fix: 'write under `rows` of the register row where the list stands, such as `/results`',
      severity: 'error',
    });
  });
});
