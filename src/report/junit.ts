import { countFindings, type Finding } from '../core/finding.ts';
import type { Portfolio } from '../core/portfolio.ts';
import { printable } from './printable.ts';

/**
 * Findings as JUnit XML, for CI servers that know nothing else: a suite per file and a case per finding. Errors
 * fail, waived findings are skipped, the rest passes with its text as output, as it does not stop publication.
 * Source: the XML schema of Jenkins' xUnit plugin.
 */
export function junit(portfolio: Pick<Portfolio, 'as_of' | 'title' | 'findings'>): string {
  const files = new Map<string, Finding[]>();
  for (const finding of portfolio.findings) {
    const same = files.get(finding.file);
    if (same) same.push(finding);
    else files.set(finding.file, [finding]);
  }
  const suites = [...files].map(([file, findings]) => suite(file, findings));
  // A report without a case reads as "nothing ran".
  if (suites.length === 0) {
    suites.push(
      '  <testsuite name="portfolio" tests="1" failures="0" skipped="0">\n    <testcase classname="casebook" name="no findings"/>\n  </testsuite>',
    );
  }
  const { error, waived } = countFindings(portfolio.findings);
  const tests = Math.max(1, portfolio.findings.length);
  const name = attribute(`${portfolio.title}, as of ${portfolio.as_of}`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${name}" tests="${tests}" failures="${error}" skipped="${waived}">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(file: string, findings: readonly Finding[]): string {
  const { error, waived } = countFindings(findings);
  return [
    `  <testsuite name="${attribute(file)}" tests="${findings.length}" failures="${error}" skipped="${waived}">`,
    ...findings.map(testcase),
    '  </testsuite>',
  ].join('\n');
}

function testcase(finding: Finding): string {
  const { rule, severity, message, file, line, column, fix, waived_by } = finding;
  const open = `    <testcase classname="${attribute(rule)}" name="${attribute(`${line}:${column} ${message}`)}" file="${attribute(file)}" line="${line}">`;
  const said = text(
    [`${file}:${line}:${column}`, message, ...(fix === null ? [] : [`To fix: ${fix}`])].join('\n'),
  );
  const inner =
    waived_by !== null
      ? `<skipped message="${attribute(`${severity}, waived by ${waived_by}`)}"/>`
      : severity === 'error'
        ? `<failure type="${attribute(rule)}" message="${attribute(message)}">${said}</failure>`
        : `<system-out>${severity}: ${said}</system-out>`;
  return `${open}${inner}</testcase>`;
}

const text = (value: string): string =>
  printable(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const attribute = (value: string): string =>
  text(value)
    .replaceAll('"', '&quot;')
    .replace(/[\r\n\t]+/g, ' ');
