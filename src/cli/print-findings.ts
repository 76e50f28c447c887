import fs from 'node:fs';
import path from 'node:path';
import type { Portfolio } from '../core/portfolio.ts';
import type { Severity } from '../core/severity.ts';
import { findingsJson, toJson } from '../report/json.ts';
import { junit } from '../report/junit.ts';
import { pretty } from '../report/pretty.ts';
import { sarif } from '../report/sarif.ts';
import { rules } from '../rules/index.ts';
import { packageRoot, packageVersion } from './package-root.ts';
import type { Terminal } from './terminal.ts';

/** The forms that `check` prints findings in. */
export const findingFormats = ['pretty', 'json', 'sarif', 'junit'] as const;
export type FindingFormat = (typeof findingFormats)[number];

interface PrintOptions {
  /** The content folder, absolute: excerpts are read from it. */
  content: string;
  colour: boolean;
  width?: number | undefined;
  /** Whether to sum up coverage too, for people. */
  coverage?: boolean;
}

/** The findings of a portfolio in one of the formats, as one text. */
export function formatFindings(portfolio: Portfolio, format: FindingFormat, options: PrintOptions): string {
  switch (format) {
    case 'pretty':
      return pretty(portfolio, {
        readText: (file) => readContentText(options.content, file),
        colour: options.colour,
        ...(options.width !== undefined && { width: options.width }),
        ...(options.coverage === true && { cells: portfolio.cells }),
      });
    case 'json':
      return toJson(findingsJson(portfolio));
    case 'sarif':
      return toJson(sarif(portfolio, rules, packageVersion()));
    case 'junit':
      return junit(portfolio);
  }
}

/** Prints findings of some severities for people, on the error stream; the counts below are of all of them. */
export function printFindings(
  terminal: Terminal,
  portfolio: Portfolio,
  content: string,
  of: readonly Severity[],
): void {
  const findings = portfolio.findings.filter((one) => one.waived_by === null && of.includes(one.severity));
  const text = formatFindings({ ...portfolio, findings }, 'pretty', {
    content,
    colour: terminal.colour,
    width: terminal.width,
  });
  // The last line counts what is shown; whoever calls says how much there is.
  terminal.err(text.slice(0, text.trimEnd().lastIndexOf('\n') + 1));
}

/** The text of a file of the content folder, or of a catalogue that ships (`casebook:<id>`); `null` when unreadable. */
function readContentText(content: string, file: string): string | null {
  const shipped = /^casebook:([a-z0-9-]+)$/.exec(file)?.[1];
  const at =
    shipped === undefined
      ? path.join(content, file)
      : path.join(packageRoot(), 'src/catalogues', `${shipped}.yaml`);
  try {
    return fs.readFileSync(at, 'utf8');
  } catch {
    return null;
  }
}
