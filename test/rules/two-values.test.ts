/** Figures that two files, or a card and its files, do not agree on. */
import { describe, expect, test } from 'vitest';
import { digestOf, found, lenient, page, system, type Files } from './support.ts';

const metricsOf = (more: object, auc = 0.84) =>
  JSON.stringify({
    schema: 'casebook/metrics@1',
    producer: { name: 'test' },
    model: 'm',
    model_version: '1.0',
    dataset: 'matured cohorts',
    provenance: 'synthetic',
    n: 100,
    metrics: { auc: { type: 'roc_auc', value: auc }, recall: { type: 'recall', value: 0.5, threshold: 0.1 } },
    ...more,
  });
const filesOf = (one: string, two: string, card = ''): Files => ({
  'portfolio.yaml': lenient,
  'systems/demo/system.mdx': system(),
  'systems/demo/evidence/evidence.yaml': `evidence:\n${[one, two]
    .map(
      (text, i) =>
        `  - { id: perf-${i + 1}, title: P, file: ${i + 1}.json, type: metrics, sha256: ${digestOf(text)}, captured_at: 2026-11-01, valid_until: 2027-11-01, provenance: synthetic }\n`,
    )
    .join('')}`,
  'systems/demo/evidence/1.json': one,
  'systems/demo/evidence/2.json': two,
  ...(card !== '' && { 'systems/demo/model-card.mdx': card }),
});

test('one figure with two values is found at the second, with the place of the first', async () => {
  const rule = 'evidence/two-values';
  const [finding, ...rest] = await found(rule, filesOf(metricsOf({}), metricsOf({}, 0.86)));
  expect(rest).toEqual([]);
  expect(finding).toMatchObject({
    rule,
    severity: 'warning',
    file: 'systems/demo/evidence/2.json',
    line: 1,
    subject: 'demo/perf-2',
    message:
      '`metrics.auc.value` of `demo/perf-2` is 0.86, and `demo/perf-1` states 0.84 for the same model version and dataset',
    related: [{ file: 'systems/demo/evidence/1.json', line: 1, message: '0.84 in `perf-1`' }],
    fix: 'withdraw the file that is wrong, or let `dataset` say what is different',
  });
});

test.each([
  ['rounding', {}, 0.8404],
  ['another dataset', { dataset: 'development rows' }, 0.9],
  ['another version', { model_version: '2.0' }, 0.9],
])('%s is no second value', async (_, more, auc) => {
  expect(await found('evidence/two-values', filesOf(metricsOf({}), metricsOf(more, auc)))).toEqual([]);
});

const cardOf = (version: string) =>
  page(
    `title: Card\nmodel_version: { name: '${version}', date: 2026-11-01, diff: First. }`,
    'AUC <Metric of="ev:perf-1#/metrics/auc/value" />.\n',
  );

test('a card whose numbers are of another version is found', async () => {
  const rule = 'claim/other-model-version';
  const files = (card: string) => filesOf(metricsOf({}), metricsOf({ dataset: 'other' }), card);
  expect(await found(rule, files(cardOf('1.0')))).toEqual([]);
  expect(await found(rule, files(cardOf('2.0')))).toMatchObject([
    {
      severity: 'warning',
      file: 'systems/demo/model-card.mdx',
      message:
        '`demo/model-card` speaks of model version `2.0`, and `demo/perf-1`, which its numbers are read from, is of `1.0`',
      related: [{ file: 'systems/demo/evidence/evidence.yaml', message: '`demo/perf-1`, of version `1.0`' }],
      fix: 'measure `2.0` and bind the numbers to that file, or correct the version',
    },
  ]);
});

describe('a typed figure of front matter', () => {
  const rule = 'claim/two-values';
  const card = (row: string, version = '1.0') =>
    page(
      `title: Card\nmodel_version: { name: '${version}', date: 2026-11-01, diff: First. }\nmetrics:\n  - { ${row} }`,
    );
  const slices = {
    slices: { region: { islands: { n: 10, metrics: { auc: { type: 'roc_auc', value: 0.7 } } } } },
  };
  const files = (row: string, version?: string) =>
    filesOf(metricsOf(slices), metricsOf({ dataset: 'other' }, 0.7), card(row, version));

  test('that differs from evidence is found with the place of both', async () => {
    expect(await found(rule, files('type: AUC, value: 0.86, dataset: Matured cohorts'))).toMatchObject([
      {
        severity: 'warning',
        file: 'systems/demo/model-card.mdx',
        line: 5,
        column: 25,
        subject: 'demo/model-card',
        message:
          '`demo/model-card` says 0.86 for `AUC`, and `demo/perf-1` says 0.84 of the same model version, dataset and rows',
        related: [{ file: 'systems/demo/evidence/1.json', line: 1, message: '0.84 in `demo/perf-1`' }],
        fix: 'write `value: { from: "ev:…#/…" }` in place of the number, or say in `dataset` or `slice` what is different',
      },
    ]);
  });

  test.each([
    [
      'beside an interval from another file',
      "type: AUC, value: 0.84, dataset: some rows, n: { from: 'ev:perf-2#/metrics/auc/n' }",
      'demo/perf-2',
    ],
    ['of a slice', 'type: ROC AUC, value: 0.84, dataset: matured cohorts, slice: islands', 'demo/perf-1'],
    [
      'of a slice with its dimension',
      "type: auc, value: 0.84, dataset: matured cohorts, slice: 'region: islands'",
      'demo/perf-1',
    ],
  ])('is found %s', async (_, row, evidence) => {
    const all = await found(rule, files(row));
    expect(all.map(({ message }) => message.includes(`\`${evidence}\` says 0.7 `))).toEqual([true]);
  });

  test.each([
    ['is the same to its digits', 'type: AUC, value: 0.84, dataset: matured cohorts'],
    ['is of another dataset', 'type: AUC, value: 0.86, dataset: development rows'],
    ['does not say of which rows it is', 'type: AUC, value: 0.86'],
    ['is of a slice that the file has not', 'type: AUC, value: 0.86, dataset: matured cohorts, slice: north'],
    ['is of another measure', 'type: Gini, value: 0.68, dataset: matured cohorts'],
    ['is of another version', 'type: AUC, value: 0.86, dataset: matured cohorts', '2.0'],
    [
      'is read from the file',
      "type: AUC, value: { from: 'ev:perf-2#/metrics/auc/value' }, dataset: matured cohorts",
    ],
  ])('is not found where it %s', async (_, row, version?: string) => {
    expect(await found(rule, files(row, version))).toEqual([]);
  });

  test('that another artefact states otherwise is found at the second', async () => {
    const rows = (value: string) =>
      card(`type: AUC, value: ${value}, dataset: Pilot of spring, slice: cards`);
    const two = (one: string, other: string): Files => ({
      ...files('type: AUC, value: 0.84'),
      'systems/demo/model-card.mdx': rows(one),
      'systems/demo/second.mdx': rows(other).replace('title', 'kind: model-card\ntitle'),
    });
    expect(await found(rule, two('0.8', '0.82'))).toMatchObject([
      {
        file: 'systems/demo/second.mdx',
        message:
          '`demo/second` says 0.82 for `AUC` of `cards`, and `demo/model-card` says 0.8 of the same model version, dataset and rows',
        related: [{ file: 'systems/demo/model-card.mdx', line: 5, message: '0.8 in `demo/model-card`' }],
      },
    ]);
    expect(await found(rule, two('0.8', '0.803'))).toEqual([]);
  });
});

test('a card that states one figure twice, with two values, is found at its place in the front matter', async () => {
  const result = (value: number) =>
    `      - { task: { type: ner }, dataset: { name: LeNER-Br, type: lener_br }, metrics: [{ type: f1, value: ${value} }] }\n`;
  const card = `---\nlicense: mit\nmodel-index:\n  - name: m\n    results:\n${result(0.88)}${result(0.91)}---\n# Card\n`;
  const files = {
    ...filesOf(metricsOf({}), metricsOf({ dataset: 'other' })),
    'systems/demo/evidence/evidence.yaml': `evidence:\n  - { id: hub, title: Card, file: README.md, type: metrics, sha256: ${digestOf(card)}, captured_at: 2026-11-01, valid_until: 2027-11-01, provenance: synthetic }\n`,
    'systems/demo/evidence/README.md': card,
  };
  expect(await found('evidence/two-values', files)).toMatchObject([
    {
      severity: 'warning',
      file: 'systems/demo/evidence/README.md',
      line: 7,
      column: 106,
      subject: 'demo/hub',
      message: '`f1` is 0.91 here, and 0.88 before in the same card',
      related: [
        { file: 'systems/demo/evidence/README.md', line: 6, message: 'stated first here' },
        { file: 'systems/demo/evidence/evidence.yaml', message: 'registered as `hub`' },
      ],
    },
  ]);
});
