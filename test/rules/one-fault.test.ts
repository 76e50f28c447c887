// One fault gives one finding at its place, and costs nothing else of its file: every finding of each case.
import { expect, test } from 'vitest';
import { digestOf, lenient, page, portfolioOf, system, type Files } from './support.ts';

const base: Files = { 'portfolio.yaml': lenient, 'systems/demo/system.mdx': system() };

const card = 'systems/demo/model-card.mdx';
const register = 'systems/demo/feature-register.mdx';
const mapping = 'systems/demo/compliance-mapping.mdx';
const drift = 'systems/demo/drift-governance.mdx';

/** Every finding of a portfolio as `file:line:column rule: message | fix`. */
async function all(files: Files): Promise<string[]> {
  const { findings } = await portfolioOf({ ...base, ...files });
  return findings.map(
    ({ file, line, column, rule, message, fix }) =>
      `${file}:${line}:${column} ${rule}: ${message}${fix === null ? '' : ` | ${fix}`}`,
  );
}

test('a mapping among words: the sentence with a colon in it, and a reference after it at its own place', async () => {
  const uses = 'prohibited_uses:\n  - To judge drivers.\n  - Note: never in contracts.\nstatus: final';
  expect(await all({ 'systems/demo/system.mdx': system(uses) })).toEqual([
    'systems/demo/system.mdx:7:5 schema/invalid: `prohibited_uses[1]` must be text, not a mapping | put the text in quotes: a colon and a space in it make a mapping of it',
  ]);
  expect(await all({ 'controls/CTL-1.mdx': page('title: Check\nevidence: [5, demo/nope]') })).toEqual([
    'controls/CTL-1.mdx:3:12 schema/invalid: `evidence[0]` must be text, not `5` | put the value in quotes, so that it stays as it is written',
    'controls/CTL-1.mdx:3:15 reference/dangling: no evidence has the id `demo/nope` | correct the id, or register the file with `casebook evidence add`',
  ]);
});

test('a misspelt title, and one that is missing where only a title is asked for', async () => {
  expect(await all({ [card]: page('titel: Card') })).toEqual([
    `${card}:2:1 schema/unknown-field: unknown field \`titel\` | did you mean \`title\`?`,
  ]);
  expect(await all({ 'portfolio.yaml': lenient.replace('title', 'x_title') })).toEqual([
    'portfolio.yaml:1:1 schema/missing-title: `portfolio.yaml` has no title | add `title:`',
  ]);
});

test('a fault in a field that everything inherits is a fault of the file that states it', async () => {
  const asks = lenient.replace(
    'fields: none',
    'fields: none, also: [system.provenance, model-card.provenance]',
  );
  const invented = asks + 'provenance: invented\n';
  expect(await all({ 'portfolio.yaml': invented, [card]: page('title: Card') })).toEqual([
    'portfolio.yaml:10:13 schema/invalid: `provenance` must be one of `real`, `anonymised`, `synthetic`, `illustrative`; it is `invented`',
  ]);
  const misspelt = asks + 'provenence: synthetic\n';
  expect(await all({ 'portfolio.yaml': misspelt, [card]: page('title: Card') })).toEqual([
    'portfolio.yaml:10:1 schema/unknown-field: unknown field `provenence` | did you mean `provenance`?',
  ]);
  expect((await all({ 'portfolio.yaml': asks, [card]: page('title: Card') })).length).toBe(2);
});

test('a fault in `defaults:`, whatever the number of rows that take the value', async () => {
  const rows = 'features:\n  - name: a\n  - name: b\ndefaults:\n  features:\n    usage: model-imput';
  expect(await all({ [register]: page(`title: Features\n${rows}`) })).toEqual([
    `${register}:8:12 schema/invalid: \`defaults.features.usage\` must be one of \`model-input\`, \`rule-input\`, \`monitoring-only\`, \`fairness-testing-only\`, \`excluded\`; it is \`model-imput\` | did you mean \`model-input\`?`,
  ]);
});

test('a row whose id has a misspelt name, and one that has none', async () => {
  const asks = lenient.replace(
    'fields: none',
    'fields: none, also: [compliance-mapping.mappings.obligation]',
  );
  const rows = 'title: Mapping\nmappings:\n  - oblgation: gdpr:art-35\n  - applicability: applicable';
  expect(await all({ 'portfolio.yaml': asks, [mapping]: page(rows) })).toEqual([
    `${mapping}:4:5 schema/unknown-field: unknown field \`oblgation\` | did you mean \`obligation\`?`,
    `${mapping}:5:5 schema/missing-id: row 2 of \`mappings\` has no \`obligation\` | give the row \`obligation:\``,
  ]);
});

test('an anchor in braces after a heading does not hide the field that stands under it', async () => {
  const asks = lenient.replace('fields: none', 'fields: none, also: [system.description]');
  const text = system().replace(
    /---\n[^-]*$/,
    '---\n## Description {#what-it-is}\n\nIt is a demonstration.\n',
  );
  expect(await all({ 'portfolio.yaml': asks, 'systems/demo/system.mdx': text })).toEqual([
    'systems/demo/system.mdx:6:16 content/expression: `{#what-it-is}` is an expression, and content is not run | remove it: the anchor of a heading is made from its text',
  ]);
});

test('a number that is none is not also of a wrong type', async () => {
  const monitors =
    'title: Drift\nmonitors:\n  - id: MON-1\n    red: .nan\n    owner: own\n    action_red: Stop.';
  expect(await all({ [drift]: page(monitors) })).toEqual([
    `${drift}:5:10 syntax/yaml: \`monitors[0].red\` is not a finite number | leave the field out, and say in words why there is no number`,
  ]);
});

test('a property of a component that is misspelt or is code is not also absent', async () => {
  expect(await all({ [card]: page('title: Card', '<Figure alt="A" scr="evidence/a.svg" />') })).toEqual([
    `${card}:4:1 content/property: \`Figure\` has no property \`scr\` | did you mean \`src\`?`,
  ]);
  expect(await all({ [card]: page('title: Card', '<ShapBar of="ev:shap" />') })).toEqual([
    `${card}:4:1 content/property: \`ShapBar\` has no property \`of\` | did you mean \`evidence\`?`,
  ]);
  expect(await all({ [card]: page('title: Card', 'It is <Metric of={1 + 1} />.') })).toEqual([
    `${card}:4:18 content/expression: \`of={1 + 1}\` is an expression, and content is not run | write a text (\`of="…"\`), a number, \`true\`, \`false\` or a JSON literal`,
  ]);
});

test('a row of a CSV file with a comma too many says nothing else', async () => {
  const csv =
    'name,definition,usage,owner\na,Debt, of all kinds,model-input,own\nb,Income,model-input,nobody\n';
  const files = { [register]: page('title: Features\nfeatures: ./f.csv'), 'systems/demo/f.csv': csv };
  expect(await all(files)).toEqual([
    'systems/demo/f.csv:2:1 syntax/csv: the row has 5 values, and the header names 4 columns | put a value that holds a comma in double quotes',
    'systems/demo/f.csv:3:22 reference/dangling: no party has the id `nobody` | correct the id, or add it to `parties:` in `portfolio.yaml`',
  ]);
});

test('a misspelt field is there: no rule says that it is absent, and what it would hold may be led to', async () => {
  const monitors = 'monitors:\n  - { id: MON-1, owner: own, red: 1, ation_red: Stop. }';
  expect(await all({ [drift]: page(`title: Drift\n${monitors}`) })).toEqual([
    `${drift}:4:38 schema/unknown-field: unknown field \`ation_red\` | did you mean \`action_red\`?`,
  ]);
  const modes = page('title: FMEA\nfailure_mods:\n  - { id: FM-01, failure_mode: Stale data }');
  const cites = page('title: Card', 'See [[FM-01]].');
  expect(await all({ 'systems/demo/failure-modes.mdx': modes, [card]: cites })).toEqual([
    'systems/demo/failure-modes.mdx:3:1 schema/unknown-field: unknown field `failure_mods` | did you mean `failure_modes`?',
  ]);
  const mapped = page('title: Mapping\nmappings:\n  - { obligation: gdpr:art-35 }');
  const files = { 'portfolio.yaml': `catalogues: [gdpr]\n${lenient}`, [mapping]: mapped };
  expect(await all({ ...files, 'systems/demo/system.mdx': system('framworks: [gdpr]') })).toEqual([
    'systems/demo/system.mdx:5:1 schema/unknown-field: unknown field `framworks` | did you mean `frameworks`?',
  ]);
  expect(await all({ ...files, 'systems/demo/system.mdx': system('frameworks: [gdrp]') })).toEqual([
    'systems/demo/system.mdx:5:14 system/framework-unknown: `demo` answers to `gdrp`, and the portfolio uses no such catalogue | did you mean `gdpr`?',
  ]);
});

test('a header of a CSV file that has parts and is misspelt is told at the header, once', async () => {
  const csv = 'name,expectd_range.min\na,1\nb,2\n';
  expect(
    await all({ [register]: page('title: Features\nfeatures: ./f.csv'), 'systems/demo/f.csv': csv }),
  ).toEqual([
    'systems/demo/f.csv:1:6 schema/unknown-field: unknown field `expectd_range` | did you mean `expected_range`?',
  ]);
});

test('a column that a CSV file does not have is told at its header, once', async () => {
  const asks = lenient.replace('fields: none', 'fields: none, also: [feature-register.features.definition]');
  const files = (csv: string): Files => ({
    'portfolio.yaml': asks,
    [register]: page('title: Features\nfeatures: ./f.csv'),
    'systems/demo/f.csv': csv,
    [card]: page('title: Card', 'It takes [[a]].'),
  });
  expect(await all(files('name,usage\na,model-input\nb,model-input\n'))).toEqual([
    'systems/demo/f.csv:1:1 completeness/required-field: no row of `features` has `definition`, which tier-1 asks for | add or fill the column `definition` (What it means, in business terms)',
  ]);
  expect(await all(files('business_name,definition\nDebt,All of it\nIncome,Net\n'))).toEqual([
    'systems/demo/f.csv:1:1 schema/missing-id: no row of `features` has `name`, so none has an id | add or fill the column `name`',
  ]);
  expect(await all(files('name,definition\na,\nb,Income\n'))).toEqual([
    'systems/demo/f.csv:2:1 completeness/required-field: `demo/a` has no `definition`, which tier-1 asks for | add `definition:` (What it means, in business terms)',
  ]);
});

test('evidence whose file is under a misspelt name, or named by nothing, is not also cited in vain', async () => {
  const files = (row: string): Files => ({
    'systems/demo/evidence/evidence.yaml': `evidence:\n  - { id: perf, title: Results, ${row} }\n`,
    'systems/demo/evidence/perf.txt': 'AUC',
    'controls/CTL-1.mdx': page('title: Check\nevidence: [demo/perf]'),
  });
  expect(await all(files('fil: perf.txt'))).toEqual([
    'systems/demo/evidence/evidence.yaml:2:33 schema/unknown-field: unknown field `fil` | did you mean `file`?',
  ]);
});

test('a file that was cut off to nothing, and what it held is not missed elsewhere', async () => {
  const files = {
    'systems/demo/evidence/evidence.yaml': '\ufeff\r\n',
    'controls/CTL-1.mdx': page('title: Check\nevidence: [demo/perf]'),
  };
  expect(await all(files)).toEqual([
    'systems/demo/evidence/evidence.yaml:1:1 read/unreadable: the file is empty | restore what it held from version control, or remove the file',
  ]);
  expect(await all({ [card]: '' })).toEqual([
    `${card}:1:1 read/unreadable: the file is empty | restore what it held from version control, or remove the file`,
  ]);
});

test('a page without a front matter lacks its title, and not each field by itself', async () => {
  const asks = lenient.replace('fields: none', 'fields: none, also: [model-card.overview, model-card.task]');
  expect(await all({ 'portfolio.yaml': asks, [card]: 'What the model is for.\n' })).toEqual([
    `${card}:1:1 schema/missing-title: \`${card}\` has no title | add \`title:\` to the front matter`,
  ]);
  expect((await all({ 'portfolio.yaml': asks, [card]: page('title: TODO') })).length).toBe(3);
});

test('approvals of an artefact that cannot be opened are approvals of nothing known', async () => {
  const record = `approvals:\n  - { decision: deferred, approver: own, role: owner, date: 2026-01-05, fingerprint: fp1:${'0'.repeat(64)} }\n`;
  const files = { [`${card}/x.txt`]: '', 'systems/demo/approvals/model-card.yaml': record };
  expect(await all(files)).toEqual([
    `${card}:1:1 read/unreadable: the file cannot be read: it is a folder, not a file | restore the file or its permissions`,
  ]);
});

test('a misspelt field of evidence is no fault of those who cite its value', async () => {
  const perf = (value: string) => ({
    schema: 'casebook/metrics@1',
    producer: { name: 'evaluate.py' },
    model: 'demo',
    model_version: '1.0.0',
    dataset: 'Test sample.',
    provenance: 'synthetic',
    n: 100,
    metrics: { auc: { type: 'roc_auc', [value]: 0.75 } },
  });
  const of = (content: object): Files => ({
    'systems/demo/evidence/evidence.yaml': `evidence:\n  - { id: perf, title: Results, file: perf.json, type: metrics, sha256: ${digestOf(content)} }\n`,
    'systems/demo/evidence/perf.json': content,
    [card]: page(
      'title: Card\nmetrics:\n  - { type: roc_auc, value: { from: "ev:perf#/metrics/auc/value" } }',
    ),
  });
  const unsliced = expect.stringContaining('model-card/unsliced') as string;
  expect(await all(of(perf('value')))).toEqual([unsliced]);
  expect((await all(of(perf('valeu')))).map((one) => one.replace(/:\d+:\d+/, ''))).toEqual([
    'systems/demo/evidence/perf.json evidence/shape: `/metrics/auc/valeu` is not a field of this shape | did you mean `value`?',
    unsliced,
  ]);
});

test('a list that is asked for and empty is told where it stands; an id in evidence without its pointer', async () => {
  const asks = lenient.replace('fields: none', 'fields: none, also: [system.jurisdictions]');
  expect(
    await all({ 'portfolio.yaml': asks, 'systems/demo/system.mdx': system('jurisdictions: []') }),
  ).toEqual([
    'systems/demo/system.mdx:5:16 completeness/required-field: `demo` has nothing in `jurisdictions`, which tier-1 asks for | fill in `jurisdictions:` (Where it is used: ISO 3166 codes, or `EU`)',
  ]);
  const bound = '<Metric of="ev:perf#/auc" />';
  expect(await all({ [card]: page('title: Card', bound) })).toEqual([
    `${card}:4:1 reference/dangling: no evidence has the id \`perf\` | correct the id, or register the file with \`casebook evidence add\``,
  ]);
});
