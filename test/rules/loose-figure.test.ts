/** Measured values in prose that rest on nothing. */
import { expect, test } from 'vitest';
import { digestOf, found, lenient, page, system, type Files } from './support.ts';

const rule = 'claim/loose-figure';
const filesOf = (body: string): Files => ({
  'portfolio.yaml': lenient,
  'systems/demo/system.mdx': system(),
  'systems/demo/model-card.mdx': page('title: Card', body),
});
/** What is found in a text, as it stands there. */
const figures = async (body: string) =>
  (await found(rule, filesOf(`${body}\n`))).map(({ message }) => /`([^`]+)`/.exec(message)?.[1]);

test.each([
  ['The AUC is 0.84 out of time.', 'AUC is 0.84'],
  ['With a recall of 74 % and an 0.31 precision.', 'recall of 74 %', '0.31 precision'],
  ['- PSI: 0.12\n- **Brier score** 0.05, Brier score 0.051', 'PSI: 0.12', 'Brier score 0.051'],
  ['F1 (0.62) beat it; its ROC AUC fell to 0.79.', 'F1 (0.62', 'ROC AUC fell to 0.79'],
  ['Its AUC is 0.71 against a limit of 0.60.', 'AUC is 0.71'],
  ['A recall of .74, or 74 percent recall; R² of 0.62.', 'recall of .74', '74 percent recall', 'R² of 0.62'],
  [
    'The false positive rate is 12 %, the selection rate 0.12.',
    'false positive rate is 12 %',
    'selection rate 0.12',
  ],
  ['| Gini | 0.69 |\n|---|---|\n| a | Gini = 0.69 |', 'Gini = 0.69'],
  ['| | AUC | Rows |\n|---|---|---|\n| Cards | 0.81 | 5,120 |', 'Cards | AUC: 0.81'],
  [
    '| Measure | Cards | Loans |\n|---|---|---|\n| Recall (%) | 74 % | 0.7 |',
    'Recall (%) | Cards: 74 %',
    'Recall (%) | Loans: 0.7',
  ],
])('is found in %j', async (body, ...expected) => {
  expect(await figures(body)).toEqual(expected);
});

test.each([
  'The AUC is <Metric of="ev:perf#/metrics/auc/value" /> out of time.',
  'PSI above 0.25 is red, and a recall of 0.7 is the target.',
  'The limit is a PSI of 0.1; AUC 0.80 is the least we accept as a threshold.',
  '`AUC 0.84` is code.',
  'Version 3.2.0, Art. 14, 20 November 2026, 12.4 % of accounts, KS2 and F1 drivers.',
  'Recall at 0.12 is what the adviser sees, and precision at 5 % of the list.',
  '| Measure | Amber | Limit |\n|---|---|---|\n| AUC | 0.78 | 0.75 |',
  '| Target AUC | AUC |\n|---|---|\n| 0.8 | <Metric of="ev:perf#/metrics/auc/value" /> |',
  '| Feature | Version |\n|---|---|\n| AUC job | 2.1 |',
  '| Field | AUC |\n|---|---|\n| `a` | `0.8` |',
  'Precision matters more than recall in 3 of 10 cases.',
])('is not found in %j', async (body) => {
  expect(await figures(body)).toEqual([]);
});

test('the whole finding stands at the words', async () => {
  expect(await found(rule, filesOf('It ranks well: AUC 0.84.\n'))).toMatchInlineSnapshot(`
    [
      {
        "column": 16,
        "end_column": 24,
        "end_line": 4,
        "file": "systems/demo/model-card.mdx",
        "fix": "write \`<Metric of="ev:<id>#/…" />\` in place of the number, or \`<Metric value="…" />\` where it is your own word",
        "key": "18f28b5bc5e6c946",
        "line": 4,
        "message": "the text says \`AUC 0.84\`: a measured value that rests on no evidence",
        "owner": "own",
        "related": [],
        "rule": "claim/loose-figure",
        "severity": "warning",
        "subject": "systems/demo/model-card.mdx",
        "system": "demo",
        "waived_by": null,
      },
    ]
  `);
});

test('is found in texts of front matter, at their fields, and not in limits or in what is read from evidence', async () => {
  const card = page(`title: Card
technical_limitations:
  - The recall of 61 % on the islands rests on few.
  - An AUC of 0.8 is the least we accept, and the limit.
metrics:
  - { type: AUC, value: { from: 'ev:perf#/metrics/auc/value' }, threshold: 0.8, decision: Above the target AUC of 0.78. }
`);
  const all = await found(rule, { ...filesOf(''), 'systems/demo/model-card.mdx': card });
  expect(all).toMatchObject([
    {
      file: 'systems/demo/model-card.mdx',
      line: 4,
      column: 5,
      severity: 'warning',
      subject: 'demo/model-card',
      message: '`technical_limitations[0]` says `recall of 61 %`: a measured value that rests on no evidence',
      fix: 'name the evidence and leave the number to it, or write the sentence in the body with `<Metric of="ev:<id>#/…" />`',
    },
  ]);
});

test('a text of a fairness assessment that is one digit away from its evidence is found with both places', async () => {
  const groups = {
    schema: 'casebook/metrics@1',
    producer: { name: 'test' },
    model: 'demo',
    model_version: '1',
    dataset: 'd',
    provenance: 'synthetic',
    n: 2000,
    metrics: {},
    groups: {
      age: {
        n: 2000,
        groups: {
          young: {
            n: 1337,
            positives: 88,
            metrics: { alerts: { type: 'selection_rate', value: 0.1369, n: 1337 } },
          },
          old: {
            n: 663,
            positives: 60,
            metrics: { alerts: { type: 'selection_rate', value: 0.0799, n: 663 } },
          },
        },
      },
    },
  };
  const findings = await found(rule, {
    'portfolio.yaml': lenient,
    'systems/demo/system.mdx': system(),
    'systems/demo/evidence/evidence.yaml': `evidence:\n  - { id: groups, title: G, file: groups.json, type: metrics, sha256: ${digestOf(groups)}, provenance: synthetic }\n`,
    'systems/demo/evidence/groups.json': groups,
    'systems/demo/fairness-assessment.mdx': page(`title: Alerts by age
comparisons:
  - { id: FC-01, attribute: age, groups: 'ev:groups#/groups/age', comparison_group: old }
metrics:
  - id: FT-01
    comparison: FC-01
    breach_rationale: Of the young 89 of 1,337 missed payments, of the old 60 of 663; alerts 13.7 % against 8.1 %.`),
  });
  expect(findings.map(({ message, fix, line, related }) => ({ message, fix, line, related })))
    .toMatchInlineSnapshot(`
    [
      {
        "fix": "write \`8.0\` if that is what is meant; else say in the text what the number is of",
        "line": 8,
        "message": "\`metrics[0].breach_rationale\` says \`8.1 %\`, one digit away from 8.0, as \`groups#/groups/age/groups/old/metrics/alerts/value\` has it",
        "related": [
          {
            "column": 379,
            "file": "systems/demo/evidence/groups.json",
            "line": 1,
            "message": "the number it rests on",
          },
          {
            "column": 5,
            "file": "systems/demo/evidence/evidence.yaml",
            "line": 2,
            "message": "registered as \`groups\`",
          },
        ],
      },
      {
        "fix": "write \`88 of 1337\` if that is what is meant; else say in the text what the number is of",
        "line": 8,
        "message": "\`metrics[0].breach_rationale\` says \`89 of 1,337\`, one digit away from 88 of 1337, as \`groups#/groups/age/groups/young/positives\` has it",
        "related": [
          {
            "column": 221,
            "file": "systems/demo/evidence/groups.json",
            "line": 1,
            "message": "the number it rests on",
          },
          {
            "column": 5,
            "file": "systems/demo/evidence/evidence.yaml",
            "line": 2,
            "message": "registered as \`groups\`",
          },
        ],
      },
    ]
  `);
});

test('a version is no figure, however near a limit it is', async () => {
  const report = `title: Validation
version: "1.0"
model_version: "1.0"
tests:
  - { id: VT-01, operator: between, threshold: 0.9, threshold_to: 1.1 }
opinion_rationale: The ratio was 1.0 before.
x_rests_on: VT-01`;
  const findings = await found(rule, {
    'portfolio.yaml': lenient,
    'systems/demo/system.mdx': system(),
    'systems/demo/validation-report.mdx': page(report),
  });
  expect(findings.map(({ message }) => message)).toEqual([
    '`opinion_rationale` says `1.0`, one digit away from 1.1, as `VT-01, threshold_to` has it',
  ]);
});
