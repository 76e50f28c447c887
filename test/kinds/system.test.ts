import { describe, expect, test } from 'vitest';
import { lenient, page, type Files } from '../rules/support.ts';
import { check } from './case.ts';

const file = 'systems/x/system.mdx';
const run = (rule: string, yaml: string) => check(rule, file, `title: X\nrisk_tier: tier-1\n${yaml}`);

describe('rules about a system profile', () => {
  test('an approved use that nothing allows', async () => {
    expect(
      await run('system/use-unapproved', 'approved_uses:\n  - use: Rank accounts\n    since: 2026-01-01'),
    ).toMatchInlineSnapshot(`
      [
        {
          "column": 5,
          "end_column": 22,
          "end_line": 6,
          "file": "systems/x/system.mdx",
          "fix": "add \`decision:\` or \`approval:\` to the use",
          "key": "87a0d58ec137ac27",
          "line": 5,
          "message": "\`x\` lists “Rank accounts” as approved, and names nothing that allows it",
          "owner": null,
          "related": [],
          "rule": "system/use-unapproved",
          "severity": "error",
          "subject": "x",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(
      await run('system/use-unapproved', 'approved_uses:\n  - use: Rank accounts\n    decision: ADR-0001'),
    ).toEqual([]);
    expect(
      await run('system/use-unapproved', 'approved_uses:\n  - use: Rank accounts\n    approval: model-card'),
    ).toEqual([]);
  });

  test('use in production that nobody compared with what is approved', async () => {
    expect(await run('system/use-not-compared', 'lifecycle_stage: in-production')).toMatchInlineSnapshot(`
      [
        {
          "column": 18,
          "end_column": 31,
          "end_line": 4,
          "file": "systems/x/system.mdx",
          "fix": "add \`actual_use:\` with \`description:\`, \`compared_on:\` and any \`deviations:\`",
          "key": "9089ff3bec12a00a",
          "line": 4,
          "message": "\`x\` is \`in-production\`, and does not say how it is used in fact",
          "owner": null,
          "related": [],
          "rule": "system/use-not-compared",
          "severity": "warning",
          "subject": "x",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(await run('system/use-not-compared', 'lifecycle_stage: in-development')).toEqual([]);
    expect(
      await run(
        'system/use-not-compared',
        'lifecycle_stage: in-production\nactual_use: { description: As approved., compared_on: 2026-10-01 }',
      ),
    ).toEqual([]);
  });

  test('a system under the AI Act without a legal class', async () => {
    expect(
      await run('system/legal-class-missing', 'frameworks: [gdpr, eu-ai-act]\neu_ai_act: { role: provider }'),
    ).toMatchInlineSnapshot(`
      [
        {
          "column": 20,
          "end_column": 29,
          "end_line": 4,
          "file": "systems/x/system.mdx",
          "fix": "add \`risk_class:\` under \`eu_ai_act:\`, with the reasoning",
          "key": "bed7a39e31746383",
          "line": 4,
          "message": "\`x\` answers to \`eu-ai-act\` and has no \`eu_ai_act.risk_class\`",
          "owner": null,
          "related": [],
          "rule": "system/legal-class-missing",
          "severity": "error",
          "subject": "x",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(
      await run('system/legal-class-missing', 'frameworks: [eu-ai-act]\neu_ai_act: { risk_class: minimal }'),
    ).toEqual([]);
    expect(
      await run('system/legal-class-missing', 'frameworks: [eu-ai-act]\neu_ai_act: { risk_class: minimum }'),
    ).toEqual([]);
    expect(await run('system/legal-class-missing', 'frameworks: [gdpr]')).toEqual([]);
  });

  test('a framework that the portfolio does not use', async () => {
    const portfolio = (catalogues: string) => ({
      'portfolio.yaml': `${lenient}\ncatalogues: ${catalogues}\n`,
    });
    const run = (frameworks: string, catalogues: string) =>
      check(
        'system/framework-unknown',
        file,
        `title: X\nrisk_tier: tier-1\nframeworks: ${frameworks}`,
        portfolio(catalogues),
      );
    expect(await run('[gdpr, eu-ai-atc]', '[eu-ai-act, gdpr]')).toMatchInlineSnapshot(`
      [
        {
          "column": 20,
          "end_column": 29,
          "end_line": 4,
          "file": "systems/x/system.mdx",
          "fix": "did you mean \`eu-ai-act\`?",
          "key": "2253c7d638990e88",
          "line": 4,
          "message": "\`x\` answers to \`eu-ai-atc\`, and the portfolio uses no such catalogue",
          "owner": null,
          "related": [],
          "rule": "system/framework-unknown",
          "severity": "error",
          "subject": "x",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect((await run('[gdpr]', '[eu-ai-act]')).map(({ fix }) => fix)).toEqual([
      'name it under `catalogues:` of `portfolio.yaml`, or take it out of `frameworks:`',
    ]);
    expect(await run('[gdpr, eu-ai-act]', '[eu-ai-act, gdpr]')).toEqual([]);
    // The catalogue that could not be had has its finding where it is named.
    expect(await run('[house]', '[gdpr, ./catalogues/house.yaml]')).toEqual([]);
    expect(await run('[gdpr]', 'gdpr')).toEqual([]);
  });

  test('a derogation that profiling rules out', async () => {
    const both = 'eu_ai_act: { derogation_6_3: true, profiles_persons: true }';
    expect(await run('system/derogation-profiling', both)).toMatchInlineSnapshot(`
      [
        {
          "column": 30,
          "end_column": 34,
          "end_line": 4,
          "file": "systems/x/system.mdx",
          "fix": "correct one of the two fields, and \`risk_class\` with it",
          "key": "9ec87ccb99395e63",
          "line": 4,
          "message": "\`x\` claims the derogation of Art. 6(3) and profiles natural persons, which rules it out",
          "owner": null,
          "related": [],
          "rule": "system/derogation-profiling",
          "severity": "error",
          "subject": "x",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(await run('system/derogation-profiling', both.replace('persons: true', 'persons: false'))).toEqual(
      [],
    );
  });

  test('a framework that was superseded, without what took its place', async () => {
    const using = { 'portfolio.yaml': `${lenient}catalogues: [us-sr-11-7, us-sr-26-2]\n` };
    const over = (frameworks: string, more: Files = {}) =>
      check('system/framework-superseded', file, `title: X\nrisk_tier: tier-1\nframeworks: [${frameworks}]`, {
        ...using,
        ...more,
      });
    expect(await over('us-sr-11-7')).toMatchInlineSnapshot(`
      [
        {
          "column": 14,
          "end_column": 24,
          "end_line": 4,
          "file": "systems/x/system.mdx",
          "fix": "name \`us-sr-26-2\` under \`frameworks:\` as well; the old one may stay as history",
          "key": "ece904442b0a0b89",
          "line": 4,
          "message": "\`x\` answers to \`us-sr-11-7\`, which was superseded by \`us-sr-26-2\` on 2026-04-17",
          "owner": null,
          "related": [],
          "rule": "system/framework-superseded",
          "severity": "warning",
          "subject": "x",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(await over('us-sr-11-7, us-sr-26-2')).toEqual([]);
    expect(await over('us-sr-26-2')).toEqual([]);
    const rows = page('title: M\nmappings:\n  - { obligation: us-sr-11-7:i, applicability: applicable }');
    const mapped = { 'systems/x/compliance-mapping.mdx': rows };
    expect(await over('us-sr-11-7', mapped)).toEqual([]);
    const ended = `framework: { id: old, title: Old, dates: { superseded: 2026-11-20 } }
obligations: [{ id: 'old:1', ref: Old 1, title: One, summary: s }]
`;
    const own = (text: string) =>
      over('old', { 'portfolio.yaml': `${lenient}catalogues: [./old.yaml]\n`, 'old.yaml': text });
    expect((await own(ended)).map(({ message, fix }) => [message, fix])).toEqual([
      [
        '`x` answers to `old`, which was superseded on 2026-11-20',
        'name what took its place under `frameworks:`, or take it out',
      ],
    ]);
    expect(await own(ended.replace('2026-11-20', '2026-11-21'))).toEqual([]);
  });

  test('a vendor that is not named', async () => {
    expect(await run('system/vendor-missing', 'origin: vendor')).toMatchInlineSnapshot(`
      [
        {
          "column": 9,
          "end_column": 15,
          "end_line": 4,
          "file": "systems/x/system.mdx",
          "fix": "add \`vendor:\`",
          "key": "1b573c49bf56cda6",
          "line": 4,
          "message": "\`x\` has the origin \`vendor\`, and does not say whose it is",
          "owner": null,
          "related": [],
          "rule": "system/vendor-missing",
          "severity": "warning",
          "subject": "x",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(await run('system/vendor-missing', 'origin: vendor\nvendor: { name: A supplier }')).toEqual([]);
    expect(await run('system/vendor-missing', 'origin: internal')).toEqual([]);
    expect((await run('system/vendor-missing', 'origin: open-source'))[0]?.message).toBe(
      '`x` has the origin `open-source`, and does not say whose it is',
    );
  });

  test('an exception after its last day', async () => {
    const listed = (day: string) =>
      `exceptions:\n  - { description: No challenger, approved_by: cro, expires: ${day} }`;
    expect(await run('system/exception-expired', listed('2026-11-19'))).toMatchInlineSnapshot(`
      [
        {
          "column": 62,
          "end_column": 72,
          "end_line": 5,
          "file": "systems/x/system.mdx",
          "fix": "remove it, or have it allowed again until a new date",
          "key": "6cfef156a223c208",
          "line": 5,
          "message": "an exception of \`x\` ended on 2026-11-19, 1 day ago, and is still listed",
          "owner": null,
          "related": [],
          "rule": "system/exception-expired",
          "severity": "warning",
          "subject": "x",
          "system": "x",
          "waived_by": null,
        },
      ]
    `);
    expect(await run('system/exception-expired', listed('2026-11-20'))).toEqual([]);
  });
});
