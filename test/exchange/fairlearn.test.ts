import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  demographicParityDifference,
  demographicParityRatio,
  equalisedOddsDifference,
} from '../../src/evidence/fairness/disparity.ts';
import { fourFifths } from '../../src/evidence/fairness/four-fifths.ts';
import { groupsOf } from '../../src/evidence/fairness/group.ts';
import { judge } from '../../src/evidence/fairness/measure.ts';
import { parseEvidence } from '../../src/evidence/shapes/index.ts';
import { readByGroup } from '../../src/exchange/fairlearn/import.ts';
import type { ByGroup } from '../../src/exchange/fairlearn/layout.ts';
import { MetricsFaultError, type MetricsFault } from '../../src/exchange/metrics/fault.ts';
import { parseCells } from '../../src/read/csv.ts';
import { absent, expectNear, hasFixtures, oracles } from '../evidence/fixtures.ts';

const about = { model: 'm', model_version: '1', dataset: 'rows', provenance: 'synthetic' } as const;
const cellsOf = (text: string): string[][] => parseCells(text, 'g.csv') as string[][];

function read(text: string, declared: ByGroup | null = null) {
  const made = readByGroup({ file: 'g.csv', cells: cellsOf(text), declared }, about);
  if (made !== null) expect(parseEvidence(made).issues).toEqual([]);
  return made;
}

function faultOf(text: string, declared: ByGroup | null = null): MetricsFault {
  try {
    read(text, declared);
  } catch (error) {
    if (error instanceof MetricsFaultError) return error.fault;
    throw error;
  }
  throw new Error('no fault');
}

describe.skipIf(!hasFixtures)(`files of Fairlearn about the Adult census table (${absent})`, () => {
  test.each(['sex', 'race', 'sex+race'])('by %s', (attribute) => {
    const { by_group_csv: text, between_groups: known } =
      oracles().fairness_adult_rule_education_num_ge_13[attribute]!;
    const sensitive = attribute.split('+');
    const made = read(text, sensitive.length > 1 ? { sensitive } : null)!;
    const table = made.groups![sensitive.join('|')]!;
    expect(table.n).toBe(48842);
    const groups = groupsOf(table);
    expectNear(demographicParityDifference(groups).value, known.dp_diff);
    expectNear(demographicParityRatio(groups).value, known.dp_ratio);
    expectNear(equalisedOddsDifference(groups).value, known.eo_diff);
  });
});

const sex = `sex,count,selection_rate,tpr,fpr,my_score
Female,200.0,0.25,0.5,0.2,1.5
Male,300.0,0.3,,0.25,1.7
`;

describe('one sensitive feature', () => {
  it('becomes groups with n where the file counts, and nothing that it does not say', () => {
    const made = read(sex)!;
    expect(made).toMatchObject({
      n: null,
      metrics: {},
      producer: { name: 'fairlearn MetricFrame.by_group' },
    });
    expect(made.groups).toEqual({
      sex: {
        n: 500,
        groups: {
          Female: {
            n: 200,
            metrics: {
              selection_rate: { type: 'selection_rate', value: 0.25, n: 200 },
              tpr: { type: 'true_positive_rate', value: 0.5 },
              fpr: { type: 'false_positive_rate', value: 0.2 },
              my_score: { type: 'my_score', value: 1.5 },
            },
          },
          Male: {
            n: 300,
            metrics: {
              selection_rate: { type: 'selection_rate', value: 0.3, n: 300 },
              tpr: { type: 'true_positive_rate', value: null, note: 'not defined in the evidence' },
              fpr: { type: 'false_positive_rate', value: 0.25 },
              my_score: { type: 'my_score', value: 1.7 },
            },
          },
        },
      },
    });
  });

  it('is judged only where rows below the rate are counted', () => {
    const asked = { meaning: 'benefit', limit: 0.1, minimum: 30 } as const;
    const verdict = (text: string, measure: Parameters<typeof judge>[0]) => {
      const { verdict, uncounted } = judge(
        measure,
        groupsOf(read(text, { sensitive: ['sex'] })!.groups!['sex']!),
        asked,
      );
      return [verdict, uncounted];
    };
    const whole = sex.replace(',,', ',0.45,');
    expect(verdict(whole, 'demographic-parity-difference')).toEqual(['holds', []]);
    expect(verdict(whole, 'equal-opportunity-difference')).toEqual(['uncounted', ['Female', 'Male']]);
    expect(
      verdict(
        whole.replace('my_score', 'positives').replace('1.5', '60').replace('1.7', '80'),
        'equal-opportunity-difference',
      ),
    ).toEqual(['holds', []]);
    expect(verdict(whole.replace('count', 'size'), 'demographic-parity-difference')).toEqual([
      'uncounted',
      ['Female', 'Male'],
    ]);
  });

  it('has no four-fifths verdict where rows are not counted', () => {
    const of = (text: string) =>
      fourFifths(groupsOf(read(text, { sensitive: ['sex'] })!.groups!['sex']!), 'benefit').rows.map(
        ({ ratio, holds }) => [ratio === null ? null : Number(ratio.toFixed(4)), holds],
      );
    expect(of(sex)).toEqual([
      [0.8333, true],
      [1, true],
    ]);
    expect(of(sex.replace('count', 'size'))).toEqual([
      [0.8333, null],
      [1, null],
    ]);
  });

  it('takes the comparison group that the register names', () => {
    expect(
      read(sex, { sensitive: ['sex'], comparison_group: 'Male' })!.groups!['sex']!.comparison_group,
    ).toBe('Male');
  });
});

it('crosses sensitive features, and keeps a combination without rows undefined', () => {
  const text = 'sex,age,count,selection_rate\nF,young,10.0,0.5\nF,old,,\nM,young,20.0,0.4\n';
  const table = read(text, { sensitive: ['sex', 'age'] })!.groups!['sex|age']!;
  expect(table.n).toBe(30);
  expect(table.groups['F|old']).toEqual({
    n: 0,
    metrics: { selection_rate: { type: 'selection_rate', value: null, n: 0, note: 'no rows' } },
  });
});

it('compares within each value of control features', () => {
  const text =
    'control_feature_0,sensitive_feature_0,accuracy_score\ncard,F,0.8\ncard,M,0.9\nloan,F,0.7\nloan,M,0.6\n';
  const { groups } = read(text)!;
  expect(Object.keys(groups!)).toEqual([
    'sensitive_feature_0 given control_feature_0=card',
    'sensitive_feature_0 given control_feature_0=loan',
  ]);
  expect(groups!['sensitive_feature_0 given control_feature_0=loan']).toEqual({
    n: null,
    groups: {
      F: { n: null, metrics: { accuracy_score: { type: 'accuracy', value: 0.7 } } },
      M: { n: null, metrics: { accuracy_score: { type: 'accuracy', value: 0.6 } } },
    },
  });
});

test.each([
  ['thresholds', 'threshold,precision,selection_rate\n0.1,0.2,0.5\n0.2,0.3,0.4\n'],
  ['models', 'model,accuracy,precision\nours,0.8,0.7\ntheirs,0.7,0.7\n'],
  ['no metric', 'a,b\n1,2\n'],
  ['a metric first', 'selection_rate,sex\n0.2,F\n'],
])('leaves a table of %s alone', (_, text) => {
  expect(read(text)).toBeNull();
});

test.each<[string, string, ByGroup | null, MetricsFault]>([
  [
    'two columns before the metrics',
    'product,sex,selection_rate\ncard,F,0.2\n',
    null,
    {
      message:
        '`product`, `sex` tell the groups apart, and whether the first are control features the file does not say',
      detail: 'by_group',
      fix: 'add `by_group: { sensitive: [product, sex] }` to the row, with control features under `control` instead; or register it as `type: report`',
    },
  ],
  [
    'codes that may be groups',
    'sex,selection_rate\n0,0.2\n1,0.3\n',
    null,
    {
      message: '`sex` stands before the metrics, and whether its numbers are groups the file does not say',
      detail: 'by_group',
      fix: 'add `by_group: { sensitive: [sex] }` to the row, with control features under `control` instead; or register it as `type: report`',
    },
  ],
  [
    'a column that is not there',
    sex,
    { sensitive: ['gender'] },
    {
      message:
        'there is no column `gender`, which the register names under `by_group`; the columns are `sex`, `count`, `selection_rate`, `tpr`, `fpr`, `my_score`',
      detail: 'column gender',
      fix: 'correct the name under `by_group` of the row',
    },
  ],
  [
    'a column named twice',
    sex,
    { sensitive: ['sex'], control: ['sex'] },
    {
      message: '`by_group` names the column `sex` twice',
      detail: 'twice sex',
      fix: 'name it once: under `sensitive` or under `control`',
    },
  ],
  [
    'a comparison group that is none',
    sex,
    { sensitive: ['sex'], comparison_group: 'male' },
    {
      message: '`male`, which the register names as comparison group, is not one of the groups',
      detail: 'comparison_group',
      fix: 'name one of `Female`, `Male`',
    },
  ],
  [
    'no number',
    sex.replace('0.25,0.5', '0,25,0.5').replace('200.0,0,25', '200.0,"0,25"'),
    null,
    {
      message: '`0,25` under `selection_rate` is no number',
      at: { file: 'g.csv', path: [0, 2] },
      detail: 'selection_rate 0',
      fix: 'correct it in the file; where a metric is not defined, leave the cell empty',
    },
  ],
  [
    'a count that is none',
    sex.replace('300.0', '300.5'),
    null,
    {
      message: '`300.5` under `count` is no count of rows',
      at: { file: 'g.csv', path: [1, 1] },
      detail: 'count 1',
      fix: 'correct it',
    },
  ],
  [
    'more positives than rows',
    'sex,count,positives,selection_rate\nF,10,11,0.5\n',
    null,
    {
      message: '`positives` is 11, and the group has 10 rows',
      at: { file: 'g.csv', path: [0, 2] },
      detail: 'positives 0',
      fix: 'count rows with the outcome within the group',
    },
  ],
  [
    'a group twice',
    sex.replace('Male', 'Female'),
    null,
    {
      message: '`Female` stands twice',
      at: { file: 'g.csv', path: [1, 0] },
      detail: 'sex 1',
      fix: 'keep one row for each group; a column that tells the two apart belongs under `by_group`',
    },
  ],
  [
    'a group without a name',
    sex.replace('Male', ''),
    null,
    {
      message: 'the row names no `sex`',
      at: { file: 'g.csv', path: [1, 0] },
      detail: 'sex 1',
      fix: 'name the group, or take the row out',
    },
  ],
  [
    'a short row',
    sex.replace(',1.7', ''),
    null,
    {
      message: 'the row has 5 values, and the header names 6 columns',
      at: { file: 'g.csv', path: [1, 0] },
      detail: 'sex 1',
      fix: 'write the file again with `mf.by_group.to_csv()`',
    },
  ],
])('asks or says of %s', (_, text, declared, fault) => {
  expect(faultOf(text, declared)).toEqual(fault);
});

it('reads back every group and count that a frame may hold', () => {
  const name = fc.string({ minLength: 1, unit: 'grapheme-ascii' }).filter((text) => text.trim() === text);
  const rows = fc.uniqueArray(
    fc.record({ name, n: fc.nat(5000), rate: fc.option(fc.double({ min: 0, max: 1, noNaN: true })) }),
    { selector: ({ name }) => name, minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(rows, (all) => {
      const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
      const text = `g,count,selection_rate\n${all.map(({ name, n, rate }) => `${quoted(name)},${n}.0,${rate ?? ''}`).join('\n')}\n`;
      const { groups, n } = read(text, { sensitive: ['g'] })!.groups!['g']!;
      expect(n).toBe(all.reduce((sum, one) => sum + one.n, 0));
      for (const one of all) {
        expect([groups[one.name]!.n, groups[one.name]!.metrics['selection_rate']!.value]).toEqual([
          one.n,
          one.rate,
        ]);
      }
    }),
    { numRuns: 60 },
  );
});
