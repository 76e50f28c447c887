import type { Cell } from '../core/cell.ts';
import { countFindings, type Finding, type FindingCounts } from '../core/finding.ts';
import type { Portfolio } from '../core/portfolio.ts';
import { count } from '../core/words.ts';
import { coverageLines } from './coverage-lines.ts';
import { excerptOf } from './excerpt.ts';
import { printable } from './printable.ts';
import { wrap } from './width.ts';

export interface PrettyOptions {
  /** The text of a file of the content folder, or `null` when it cannot be shown. */
  readText: (file: string) => string | null;
  /** Whether to write ANSI colours; off by default. */
  colour?: boolean;
  /** Columns of the terminal; 100 by default. */
  width?: number;
  /** Cells to sum up above the last line; without them there is no such summary. */
  cells?: readonly Cell[] | undefined;
}

type Paint = (text: string, style: 'bold' | 'dim' | 'error' | 'warning' | 'info') => string;

/**
 * Findings for people: by file, each with its severity in words, its rule, the line it stands on with a caret, what
 * else it speaks of and what to do; the counts at the end are those of every other report.
 */
export function pretty(
  portfolio: Pick<Portfolio, 'as_of' | 'title' | 'findings'>,
  { readText, colour = false, width = 100, cells }: PrettyOptions,
): string {
  const paint = colour ? ansi : plain;
  const files = new Map<string, Finding[]>();
  for (const finding of portfolio.findings) {
    const same = files.get(finding.file);
    if (same) same.push(finding);
    else files.set(finding.file, [finding]);
  }
  const blocks = [...files].map(([file, findings]) => {
    const text = findings.some((finding) => finding.waived_by === null) ? readText(file) : null;
    return [
      paint(printable(file), 'bold'),
      ...findings.flatMap((finding) => entry(finding, text, width, paint)),
    ].join('\n');
  });
  const coverage = cells ? coverageLines(cells, width) : [];
  return [...blocks, [...coverage, summaryLine(portfolio)].join('\n')].join('\n\n') + '\n';
}

function entry(finding: Finding, text: string | null, width: number, paint: Paint): string[] {
  const { severity, rule, line, column, message, related, fix, waived_by } = finding;
  const head = `  ${line}:${column}  `;
  if (waived_by !== null) {
    const said = wrap(`${rule}: ${printable(message)} (${severity}, waived by ${waived_by})`, width - 10);
    return hang(`${head}waived  `, said, '    ').map((one) => paint(one, 'dim'));
  }
  const lines = [`${head}${paint(severity, severity)}  ${paint(rule, 'dim')}`];
  lines.push(...wrap(printable(message), width - 4).map((one) => `    ${one}`));
  const gutter = String(line).length;
  const excerpt = text === null ? null : excerptOf(text, finding, width - gutter - 7);
  if (excerpt) {
    const bar = paint('|', 'dim');
    lines.push(`    ${paint(String(excerpt.number), 'dim')} ${bar} ${excerpt.line}`);
    lines.push(`    ${' '.repeat(gutter)} ${bar} ${paint(excerpt.carets, severity)}`);
  }
  for (const { file, line: at, column: from, message: said } of related) {
    lines.push(
      ...hang('    see ', wrap(`${printable(file)}:${at}:${from} ${printable(said)}`, width - 8), '        '),
    );
  }
  if (fix !== null) lines.push(...hang('    fix ', wrap(printable(fix), width - 8), '        '));
  return lines;
}

/** Lines with a label before the first and as much room before the rest. */
const hang = (label: string, lines: readonly string[], indent: string): string[] =>
  lines.map((line, i) => (i === 0 ? label : indent) + line);

/** The counts in one sentence: `1 error, 2 warnings, 0 infos, 0 waived, as of 2026-11-20`. */
export function summaryLine(portfolio: Pick<Portfolio, 'as_of' | 'findings'>): string {
  const counts = countFindings(portfolio.findings);
  return `${countWords(counts)}, as of ${portfolio.as_of}`;
}

/** Counts in words, with every kind named, so that nothing of something reads 0. */
const countWords = ({ error, warning, info, waived }: FindingCounts): string =>
  [count(error, 'error'), count(warning, 'warning'), count(info, 'info'), `${waived} waived`].join(', ');

const plain: Paint = (text) => text;

const codes = { bold: [1, 22], dim: [2, 22], error: [31, 39], warning: [33, 39], info: [36, 39] } as const;

const ansi: Paint = (text, style) => `\u001b[${codes[style][0]}m${text}\u001b[${codes[style][1]}m`;
