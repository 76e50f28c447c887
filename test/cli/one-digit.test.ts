// One digit of the example changed: in its prose, or in its evidence. Each is caught, with both places named.
import fs from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { createAnalyser } from '../../src/cli/analyse.ts';
import { sha256 } from '../../src/core/fingerprint.ts';
import type { Finding } from '../../src/core/finding.ts';
import { locateInJson } from '../../src/read/json-place.ts';
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

test('a digit in a text of an assessment or an explanation is caught there, with the number it rests on', async () => {
  const [fairness, explanation, report] = ['fairness-assessment', 'explainability', 'validation-report'].map(
    (name) => `${system}/${name}.mdx`,
  ) as [string, string, string];
  const slips: [file: string, from: string, to: string, says: string, from: string][] = [
    [fairness, '88 of 1,337', '89 of 1,337', '88 of 1337', 'fairness-groups.json'],
    [fairness, '79 of 1,828', '79 of 1,829', '79 of 1828', 'fairness-groups.json'],
    [fairness, '6.6 against', '6.7 against', '6.6', 'fairness-groups.json'],
    [fairness, '13.7 against', '13.8 against', '13.7', 'fairness-groups.json'],
    [fairness, '22 of 50', '23 of 50', '22 of 50', 'fairness-groups.json'],
    [fairness, '1.7 times', '1.8 times', '1.7', 'fairness-groups.json'],
    [explanation, '0.58 against', '0.59 against', '0.58', 'features.yaml'],
    [explanation, 'against 0.60, and', 'against 0.61, and', '0.60', 'features.yaml'],
    [explanation, 'threshold of 0.12', 'threshold of 0.13', '0.12', 'model-card.mdx'],
    [explanation, '10.8 %', '10.9 %', '10.8', 'shap-values.json'],
    [report, "'Alert threshold of 0.12'", "'Alert threshold of 0.13'", '0.12', 'model-card.mdx'],
  ];
  const found = (await findingsWith(...slips.map(([file, from, to]): Change => [file, from, to]))).filter(
    ({ rule }) => rule === 'claim/loose-figure',
  );
  expect(
    found
      .map(({ file, message, related }) =>
        [file, /away from (.+), as/.exec(message)?.[1], path.basename(related[0]!.file)].join(' '),
      )
      .sort(),
  ).toEqual(slips.map(([file, , , says, from]) => `${file} ${says} ${from}`).sort());
});

/** A figure of evidence that others of its file make, by its pointer. */
interface Made {
  file: string;
  pointer: (string | number)[];
  span: [number, number];
}

/**
 * Rates with their interval and rows, in one file of metrics. Beyond some nine thousand rows four decimals are those of
 * several counts, so that the last digit says nothing.
 */
function ratesIn(file: string): Made[] {
  const text = fs.readFileSync(path.join(content, file), 'utf8');
  const made: Made[] = [];
  const look = (value: unknown, at: (string | number)[]): void => {
    if (typeof value !== 'object' || value === null) return;
    const one = value as Record<string, unknown>;
    const isMade = one['ci_method'] === 'wilson' && typeof one['n'] === 'number' && one['n'] < 9000;
    if (isMade && typeof one['value'] === 'number') {
      for (const key of ['value', 'ci_lower', 'ci_upper']) {
        const pointer = [...at, key];
        made.push({ file, pointer, span: locateInJson(text, pointer) as [number, number] });
      }
    }
    for (const [key, inner] of Object.entries(one)) look(inner, [...at, key]);
  };
  look(JSON.parse(text), []);
  return made;
}

/** The same choice on every machine: each so many-eth of a list, from a fixed start. */
const some = <T>(list: readonly T[], n: number): T[] =>
  Array.from({ length: n }, (_, i) => list[(7 + i * 37) % list.length]!);

test('a digit of a figure that its file’s other figures make is caught, though the file was registered anew', async () => {
  const files = [
    'performance-out-of-time',
    'performance-development',
    'performance-curves-dev',
    'fairness-groups',
  ];
  const changed: Made[] = [];
  const changes: Change[] = [];
  for (const file of files.map((name) => `${system}/evidence/${name}.json`)) {
    const text = fs.readFileSync(path.join(content, file), 'utf8');
    const chosen = new Map(some(ratesIn(file), 12).map((one) => [one.pointer.slice(0, -1).join('/'), one]));
    let after = text;
    for (const one of chosen.values()) {
      const digits = [...text.slice(...one.span).matchAll(/\d/g)].map(({ index }) => one.span[0] + index);
      // The fourth decimal, or the last there is.
      const at = digits[Math.min(4, digits.length - 1)]!;
      const digit = text[at] === '9' ? '8' : String(Number(text[at]) + 1);
      after = after.slice(0, at) + digit + after.slice(at + 1);
      changed.push(one);
    }
    changes.push([file, text, after], [register, sha256(text), sha256(after)]);
  }
  const named = (await findingsWith(...changes))
    .filter(({ rule }) => rule === 'evidence/impossible-value')
    .map(({ file, line, message, related }) => ({ file, line, message, beside: related[0]! }));
  expect(changed.length).toBeGreaterThan(30);
  const missed = changed.filter(({ file, pointer }) =>
    named.every(
      (one) => one.file !== file || !one.message.startsWith(`\`${pointer.slice(0, -1).join('.')}.`),
    ),
  );
  expect(missed.map(({ file, pointer }) => `${file} ${pointer.join('.')}`)).toEqual([]);
  for (const { file, beside } of named) expect(beside.file).toBe(file);
});

test('a digit of a contribution, and of a mean over batches, is caught', async () => {
  const [values, months] = ['shap-values', 'shap-by-month'].map(
    (name) => `${system}/evidence/${name}.json`,
  ) as [string, string];
  const change = (file: string, pointer: (string | number)[]): Change[] => {
    const text = fs.readFileSync(path.join(content, file), 'utf8');
    const [start, end] = locateInJson(text, pointer);
    const number = text.slice(start, end);
    const at = number.indexOf('.') + 3;
    const after =
      text.slice(0, start) +
      number.slice(0, at) +
      ((Number(number[at]) + 1) % 10) +
      number.slice(at + 1) +
      text.slice(end);
    return [
      [file, text, after],
      [register, sha256(text), sha256(after)],
    ];
  };
  const found = await findingsWith(
    ...change(values, ['rows', 7, 'shap', 3]),
    ...change(months, ['batches', 5, 'mean_abs', 2]),
  );
  expect(
    found
      .filter(({ rule, severity }) => rule === 'evidence/impossible-value' && severity === 'error')
      .map(({ file, message }) => `${path.basename(file)} ${/^`[^`]+`/.exec(message)?.[0]}`),
  ).toEqual(['shap-by-month.json `mean_abs.2`', 'shap-values.json `rows.7.output`']);
});
