import { describe, expect, test } from 'vitest';
import { linksIn } from './support.ts';
import { portfolioOf } from '../rules/support.ts';
import { page } from '../rules/support.ts';
import { around, check } from './case.ts';

const file = 'systems/x/feature-register.mdx';
const run = (rule: string, ...rows: string[]) =>
  check(rule, file, `title: Features\nfeatures:\n${rows.map((row) => `  - { ${row} }\n`).join('')}`);
const input = 'name: utilisation, usage: model-input, status: approved';

describe('rules about a feature', () => {
  test('a proxy without a test', async () => {
    expect(await run('feature/untested-proxy', 'name: region, protected_attribute_relation: suspected-proxy'))
      .toMatchInlineSnapshot(`
      [
        {
          "column": 51,
          "end_column": 66,
          "end_line": 4,
          "file": "systems/x/feature-register.mdx",
          "fix": "add \`proxy_test:\` with method, statistic, result and date",
          "key": "b6c206f955636f9d",
          "line": 4,
          "message": "\`x/region\` is a suspected proxy, and no test is on record",
          "owner": null,
          "related": [],
          "rule": "feature/untested-proxy",
          "severity": "error",
          "subject": "x/region",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(await run('feature/untested-proxy', 'name: region, protected_attribute_relation: none')).toEqual(
      [],
    );
    expect(
      await run(
        'feature/untested-proxy',
        'name: region, protected_attribute_relation: known-proxy, proxy_test: { method: AUC on the attribute }',
      ),
    ).toEqual([]);
    const gender = 'name: gender, protected_attribute_relation: protected-attribute';
    expect(await run('feature/untested-proxy', `${gender}, usage: fairness-testing-only`)).toEqual([]);
    expect((await run('feature/untested-proxy', `${gender}, usage: model-input`))[0]?.message).toBe(
      '`x/gender` is a protected attribute, and no test is on record',
    );
  });

  test('an approval without name or date', async () => {
    expect(await run('feature/unsigned-approval', `${input}, approved_by: cro`)).toMatchInlineSnapshot(`
      [
        {
          "column": 54,
          "end_column": 62,
          "end_line": 4,
          "file": "systems/x/feature-register.mdx",
          "fix": "add \`approved_on:\`, or set \`status: candidate\`",
          "key": "e9ada4e4edc6d25b",
          "line": 4,
          "message": "\`x/utilisation\` is said to be approved, without \`approved_on\`",
          "owner": null,
          "related": [],
          "rule": "feature/unsigned-approval",
          "severity": "error",
          "subject": "x/utilisation",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(
      await run('feature/unsigned-approval', `${input}, approved_by: cro, approved_on: 2026-01-01`),
    ).toEqual([]);
    expect(await run('feature/unsigned-approval', 'name: utilisation, status: candidate')).toEqual([]);
  });

  test('a model input that nobody watches', async () => {
    expect(await run('feature/unwatched', input)).toMatchInlineSnapshot(`
      [
        {
          "column": 33,
          "end_column": 44,
          "end_line": 4,
          "file": "systems/x/feature-register.mdx",
          "fix": "add \`drift_monitor:\`",
          "key": "bc8734399d8e10d9",
          "line": 4,
          "message": "\`x/utilisation\` is a model input that no monitor watches",
          "owner": null,
          "related": [],
          "rule": "feature/unwatched",
          "severity": "warning",
          "subject": "x/utilisation",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(await run('feature/unwatched', `${input}, drift_monitor: MON-01`)).toEqual([]);
    expect(await run('feature/unwatched', input.replace('approved', 'candidate'))).toEqual([]);
  });

  test('an exclusion without a reason', async () => {
    expect(await run('feature/unreasoned-exclusion', 'name: postcode, usage: excluded'))
      .toMatchInlineSnapshot(`
      [
        {
          "column": 30,
          "end_column": 38,
          "end_line": 4,
          "file": "systems/x/feature-register.mdx",
          "fix": "add \`exclusion_reason:\`",
          "key": "0a568e13c5b7a3d8",
          "line": 4,
          "message": "\`x/postcode\` was left out, and the register does not say why",
          "owner": null,
          "related": [],
          "rule": "feature/unreasoned-exclusion",
          "severity": "warning",
          "subject": "x/postcode",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(
      await run(
        'feature/unreasoned-exclusion',
        'name: postcode, usage: excluded, exclusion_reason: Stands in for origin.',
      ),
    ).toEqual([]);
  });

  test('personal data without a basis', async () => {
    expect(await run('feature/no-lawful-basis', `${input}, personal_data: personal`)).toMatchInlineSnapshot(`
      [
        {
          "column": 79,
          "end_column": 87,
          "end_line": 4,
          "file": "systems/x/feature-register.mdx",
          "fix": "add \`lawful_basis:\`",
          "key": "a3a488026dfe4b69",
          "line": 4,
          "message": "\`x/utilisation\` holds personal data, and names no lawful basis",
          "owner": null,
          "related": [],
          "rule": "feature/no-lawful-basis",
          "severity": "warning",
          "subject": "x/utilisation",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(await run('feature/no-lawful-basis', `${input}, personal_data: none`)).toEqual([]);
    expect(
      await run('feature/no-lawful-basis', `${input}, personal_data: personal, lawful_basis: contract`),
    ).toEqual([]);
    expect(
      await run('feature/no-lawful-basis', 'name: age, usage: excluded, personal_data: personal'),
    ).toEqual([]);
  });

  test('a range that is none', async () => {
    expect(await run('feature/reversed-range', 'name: a, expected_range: { min: 2, max: 1 }'))
      .toMatchInlineSnapshot(`
      [
        {
          "column": 39,
          "end_column": 40,
          "end_line": 4,
          "file": "systems/x/feature-register.mdx",
          "fix": "correct \`min\` or \`max\`",
          "key": "522cf9bd091039f1",
          "line": 4,
          "message": "\`x/a\` is expected between 2 and 1, which is no range",
          "owner": null,
          "related": [],
          "rule": "feature/reversed-range",
          "severity": "error",
          "subject": "x/a",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(await run('feature/reversed-range', 'name: a, expected_range: { min: 1, max: 1 }')).toEqual([]);
  });

  test('a column of two features', async () => {
    expect(
      await run(
        'feature/shared-column',
        'name: region, usage: model-input, columns: [region_n, region_s]',
        'name: region_n, usage: model-input',
      ),
    ).toMatchInlineSnapshot(`
      [
        {
          "column": 13,
          "end_column": 21,
          "end_line": 5,
          "file": "systems/x/feature-register.mdx",
          "fix": "take the column out of one of the two",
          "key": "27be81786e2c5a61",
          "line": 5,
          "message": "column \`region_n\` belongs to \`x/region\` already, and \`x/region_n\` claims it too",
          "owner": null,
          "related": [
            {
              "column": 5,
              "file": "systems/x/feature-register.mdx",
              "line": 4,
              "message": "claimed first here",
            },
          ],
          "rule": "feature/shared-column",
          "severity": "error",
          "subject": "x/region_n",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(
      await run(
        'feature/shared-column',
        'name: region, usage: model-input, columns: [region_n, region_s]',
        'name: region_n, usage: excluded',
      ),
    ).toEqual([]);
  });
});

test('links: a feature is owned, approved, watched and made from others', async () => {
  const portfolio = await portfolioOf(
    around({
      [file]: page(
        'title: F\nfeatures:\n  - { name: a }\n  - { name: b, owner: own, approved_by: ADR-0001, drift_monitor: MON-01, lineage: { features: [a] } }',
      ),
      'systems/x/decisions/0001-b.mdx': page('title: B'),
      'systems/x/drift-governance.mdx': page('title: D\nmonitors:\n  - { id: MON-01, type: data-drift }'),
    }),
  );
  expect(linksIn(portfolio).filter((link) => link.includes('x/b'))).toEqual([
    'own owns x/b',
    'x/ADR-0001 approves x/b',
    'x/MON-01 monitors x/b',
    'x/b derives-from x/a',
  ]);
});
