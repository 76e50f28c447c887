import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countFindings } from '../../src/core/finding.ts';
import { excerptOf } from '../../src/report/excerpt.ts';
import { findingsJson } from '../../src/report/json.ts';
import { pretty, summaryLine } from '../../src/report/pretty.ts';
import { textWidth, wrap } from '../../src/report/width.ts';
import { finding, reported } from './support.ts';

const text = '---\ntitle: Card\nSee [[FM-02]].\n---\n';
const readText = () => text;

test('a finding is shown with its line, a caret below it and what to do', () => {
  const related = [
    { file: 'systems/demo/failure-modes.mdx', line: 4, column: 5, message: '`FM-01` is here' },
  ];
  expect(pretty(reported(finding({ related })), { readText })).toBe(`systems/demo/model-card.mdx
  3:5  error  reference/dangling
    nothing has the id \`FM-02\`
    3 | See [[FM-02]].
      |     ^^^^^^^^^
    see systems/demo/failure-modes.mdx:4:5 \`FM-01\` is here
    fix did you mean \`FM-01\`?

1 error, 0 warnings, 0 infos, 0 waived, as of 2026-11-20
`);
});

test('findings stand under their file once, and a waived one is one line', () => {
  const findings = [
    finding({ severity: 'warning', fix: null }),
    finding({ line: 1, column: 1, end_line: 1, end_column: 1, waived_by: 'W-1' }),
    finding({ file: 'portfolio.yaml', line: 1, column: 1, end_line: 1, end_column: 1, severity: 'info' }),
  ];
  expect(pretty(reported(...findings), { readText })).toBe(`systems/demo/model-card.mdx
  3:5  warning  reference/dangling
    nothing has the id \`FM-02\`
    3 | See [[FM-02]].
      |     ^^^^^^^^^
  1:1  waived  reference/dangling: nothing has the id \`FM-02\` (error, waived by W-1)

portfolio.yaml
  1:1  info  reference/dangling
    nothing has the id \`FM-02\`
    fix did you mean \`FM-01\`?

0 errors, 1 warning, 1 info, 1 waived, as of 2026-11-20
`);
});

test('no findings are said, not left blank', () => {
  expect(pretty(reported(), { readText })).toBe(
    '0 errors, 0 warnings, 0 infos, 0 waived, as of 2026-11-20\n',
  );
});

test('colour is only there when asked for, and says nothing of its own', () => {
  const plain = pretty(reported(finding()), { readText });
  const coloured = pretty(reported(finding()), { readText, colour: true });
  expect(plain).not.toContain('\u001b');
  expect(coloured).toContain('\u001b[31merror\u001b[39m');
  expect(coloured.replaceAll(/\p{Cc}\[[0-9]+m/gu, '')).toBe(plain);
});

test('a portfolio cannot drive the terminal it is checked in', () => {
  const evil = finding({ message: 'title \u001b]0;owned\u0007', file: 'a\u001b[2J.mdx', fix: '\u009b31m' });
  const said = pretty(reported(evil), { readText: () => 'x\n\u001b[2J\nSee \u001b[31m' });
  expect(said.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
});

test('the summary and the JSON count the same', () => {
  const findings = [
    finding(),
    finding({ severity: 'warning' }),
    finding({ waived_by: 'W-1' }),
    finding({ severity: 'info' }),
  ];
  const { counts } = findingsJson(reported(...findings));
  expect(counts).toEqual(countFindings(findings));
  expect(
    summaryLine(reported(...findings))
      .match(/\d+(?= )/g)
      ?.map(Number),
  ).toEqual([counts.error, counts.warning, counts.info, counts.waived]);
});

test('a long line is cut around what is marked', () => {
  const line = `${'a'.repeat(200)}[[FM-02]]${'b'.repeat(200)}`;
  const excerpt = excerptOf(line, { line: 1, column: 201, end_line: 1, end_column: 210 }, 60)!;
  expect(excerpt.line).toContain('[[FM-02]]');
  expect(excerpt.line.slice(excerpt.carets.indexOf('^'), excerpt.carets.length)).toBe('[[FM-02]]');
  expect(textWidth(excerpt.line)).toBeLessThanOrEqual(60);
});

test('carets stand below what they mean after wide and combining characters and tabs', () => {
  const line = '\t評価 e\u0301 [[FM-02]]';
  const column = line.indexOf('[[') + 1;
  const { carets } = excerptOf(line, { line: 1, column, end_line: 1, end_column: column + 9 }, 80)!;
  expect(carets).toBe(' '.repeat(2 + 4 + 1 + 1 + 1) + '^'.repeat(9));
});

test('a line that is not there, and a finding about the whole file, have no excerpt', () => {
  expect(excerptOf('one\n', { line: 9, column: 1, end_line: 9, end_column: 2 }, 80)).toBeNull();
  expect(excerptOf('one\n', { line: 1, column: 1, end_line: 1, end_column: 1 }, 80)).toBeNull();
});

test('an excerpt never exceeds its width, whatever the line and the place', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.nat(320),
      fc.nat(80),
      fc.integer({ min: 20, max: 120 }),
      (source, from, length, width) => {
        const line = source.replace(/[\r\n]/g, ' ');
        const excerpt = excerptOf(
          line,
          { line: 1, column: from + 2, end_line: 1, end_column: from + 2 + length },
          width,
        );
        return (
          excerpt !== null &&
          textWidth(excerpt.line) <= width &&
          textWidth(excerpt.carets) <= width &&
          excerpt.carets.trim() !== ''
        );
      },
    ),
  );
});

test('wrapping keeps every word and no line is too long unless a word is', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1 }),
      fc.integer({ min: 12, max: 80 }),
      (words, width) => {
        const lines = wrap(words.join(' '), width);
        expect(lines.join(' ')).toBe(words.join(' '));
        expect(lines.every((line) => textWidth(line) <= width)).toBe(true);
      },
    ),
  );
});
