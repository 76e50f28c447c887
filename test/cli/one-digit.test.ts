// One digit of the example changed: in its prose, or in its evidence. Each is caught, with both places named.
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { createAnalyser } from '../../src/cli/analyse.ts';
import { sha256 } from '../../src/core/fingerprint.ts';
import type { Finding } from '../../src/core/finding.ts';
import { root, temporaryFolder } from './support.ts';

const system = 'systems/retail-credit-pd';
const prose = `${system}/decisions/0009-salary-recognition.mdx`;
const card = `${system}/model-card.mdx`;
const profile = `${system}/evidence/drift-profile.json`;
const register = `${system}/evidence/evidence.yaml`;
const quoted = 'value="0.690"';

let content: string;
let analyse: ReturnType<typeof createAnalyser>;

beforeAll(() => {
  content = path.join(temporaryFolder(), 'content');
  fs.cpSync(path.join(root, 'content'), content, { recursive: true });
  analyse = createAnalyser(content, { asOf: '2026-11-20', blocks: false });
});

type Change = [file: string, from: string, to: string];

/** The errors of the example with some texts of its files changed. */
const errorsWith = async (...changes: Change[]): Promise<Finding[]> =>
  (await findingsWith(...changes)).filter(({ severity }) => severity === 'error');

/** The findings of the example with some texts of its files changed; the files are as they were afterwards. */
async function findingsWith(...changes: Change[]): Promise<Finding[]> {
  const before = changes.map(([file]) => [file, fs.readFileSync(path.join(content, file), 'utf8')] as const);
  for (const [file, from, to] of changes) {
    const text = fs.readFileSync(path.join(content, file), 'utf8');
    expect(text.split(from), `${from} stands once in ${file}`).toHaveLength(2);
    fs.writeFileSync(path.join(content, file), text.replace(from, to));
  }
  const { findings } = await analyse();
  for (const [file, text] of before) fs.writeFileSync(path.join(content, file), text);
  return findings;
}

/** The line of a file that holds a text. */
const lineOf = (file: string, text: string): number =>
  fs
    .readFileSync(path.join(content, file), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(text)) + 1;

/** The line of the profile that holds the means of the feature, and the value among them. */
function meanPlace(value: string): { line: number; column: number } {
  const lines = fs.readFileSync(path.join(content, profile), 'utf8').split('\n');
  const feature = lines.findIndex((line) => line.includes('"income_stability"'));
  const line = lines.findIndex((one, i) => i > feature && one.includes('"mean"') && one.includes(value));
  return { line: line + 1, column: lines[line]!.indexOf(value) + 1 };
}

const places = ({ related }: Finding) => related.map(({ file, line, column }) => ({ file, line, column }));

test('the example as it is has no error', async () => {
  expect(await errorsWith()).toEqual([]);
});

test('a digit in the prose is caught there, and the value in the evidence is named', async () => {
  const errors = await errorsWith([prose, quoted, 'value="0.691"']);
  expect(errors.map(({ rule }) => rule)).toEqual(['claim/contradicted']);
  const [finding] = errors;
  expect(finding).toMatchObject({
    file: prose,
    line: lineOf(prose, quoted),
    message:
      '`retail-credit-pd/ADR-0009` says `0.691` for `retail-credit-pd/drift-profile#/features/income_stability/batches/mean/21`, and the evidence says `0.6903`',
  });
  expect(places(finding!)[0]).toEqual({ file: profile, ...meanPlace('0.6903') });
});

test('a digit in the evidence is caught at its digest, and at the sentence that quotes it', async () => {
  const place = meanPlace('0.6903');
  const errors = await errorsWith([profile, '0.6903', '0.6913']);
  expect(errors.map(({ rule, file }) => `${rule} ${file}`)).toEqual([
    `claim/contradicted ${prose}`,
    `evidence/digest ${register}`,
  ]);
  expect(errors[0]).toMatchObject({ line: lineOf(prose, quoted) });
  expect(places(errors[0]!)[0]).toEqual({ file: profile, ...place });
});

test('a number typed into front matter in place of the one from evidence is held against it', async () => {
  const bound = "value: { from: 'ev:perf-oot#/metrics/auc/value' }";
  const at = lineOf(card, bound);
  const findings = await findingsWith([card, bound, 'value: 0.8529']);
  const [finding, ...others] = findings.filter(({ rule }) => rule === 'claim/two-values');
  expect(others).toEqual([]);
  expect(finding).toMatchObject({
    file: card,
    line: at,
    message:
      '`retail-credit-pd/model-card` says 0.8529 for `AUC`, and `retail-credit-pd/perf-oot` says 0.8429 of the same model version, dataset and rows',
  });
  const performance = `${system}/evidence/performance-out-of-time.json`;
  expect(places(finding!)).toMatchObject([{ file: performance, line: lineOf(performance, '"roc_auc"') }]);
});

test('a digit in evidence that was registered anew is still caught at the sentence that quotes it', async () => {
  const bytes = fs.readFileSync(path.join(content, profile), 'utf8');
  const errors = await errorsWith(
    [profile, '0.6903', '0.6913'],
    [register, sha256(bytes), sha256(bytes.replace('0.6903', '0.6913'))],
  );
  expect(errors.map(({ rule, file, line }) => `${rule} ${file}:${line}`)).toEqual([
    `claim/contradicted ${prose}:${lineOf(prose, quoted)}`,
  ]);
});
