// What `casebook evidence add` is told of drift results of other tools, and what they hold.
import { InvalidArgumentError, Option, type Command } from 'commander';
import { isDate } from '../core/date.ts';
import { utf8Text } from '../core/utf8.ts';
import type { ReportedAs } from '../core/records.ts';
import type { FindingDraft } from '../core/finding.ts';
import { didYouMean } from '../core/suggest.ts';
import type { Report } from '../evidence/drift/reported.ts';
import { readReport } from '../exchange/reports.ts';
import { driftColumns, driftConstants, driftFormats } from '../kinds/evidence-register/schema.ts';
import { parseCells } from '../read/csv.ts';
import { parseJson } from '../read/json.ts';
import { decodeText } from '../read/text.ts';
import { CouldNotRun } from './errors.ts';
import { parseAsOf } from './options.ts';

/** The fields of a register row that say how drift results are read. */
export interface DriftOptions {
  format?: (typeof driftFormats)[number];
  batch?: string;
  batchTo?: string;
  features?: string[];
  columns?: Record<string, string>;
  constants?: Record<string, string | number>;
  rows?: string;
  delimiter?: string;
  decimal?: string;
}

const columnNames = Object.keys(driftColumns.shape);
const constantNames = Object.keys(driftConstants.shape);

/** The options of a command that registers drift results of other tools. */
export const driftOptions = (command: Command): Command =>
  command
    .addOption(
      new Option(
        '--format <word>',
        'of drift results: what wrote them (default: told by the keys of the file)',
      ).choices(driftFormats),
    )
    .option('--batch <text>', 'of drift results: the batch they are of, where the file does not say')
    .option('--batch-to <date>', 'of drift results: the last day of that batch', parseAsOf)
    .option(
      '--features <names>',
      'of drift results that number the features: their names in order, with commas',
      (text: string) => text.split(',').map((name) => name.trim()),
    )
    .option(
      '--columns <meaning=column>',
      'of a drift table: its columns, with commas, such as `feature=name,value=psi`',
      pairs(columnNames),
    )
    .option(
      '--constants <name=value>',
      'of drift results: what holds for every reading, with commas, such as `method=PSI,bins=10`',
      pairs(constantNames, (value) =>
        value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value,
      ),
    )
    .option('--rows <pointer>', 'of a drift table in JSON: where its list stands, such as `/results`')
    .addOption(
      new Option('--delimiter <sign>', 'of a drift table in CSV: what stands between values').choices([
        ',',
        ';',
        '\t',
        '|',
      ]),
    )
    .addOption(
      new Option('--decimal <sign>', 'of a drift table in CSV: the decimal sign').choices(['.', ',']),
    );

/** `name=value` pairs with commas between them; a comma within a value is no end where no name follows it. */
const pairs =
  <Value>(names: readonly string[], parse: (text: string) => Value = (text) => text as Value) =>
  (text: string, before: Record<string, Value> | undefined): Record<string, Value> => {
    const found = { ...before };
    for (const part of text.split(/,(?=\s*\w+=)/)) {
      const at = part.indexOf('=');
      const name = part.slice(0, at).trim();
      if (at < 1 || part.slice(at + 1).trim() === '')
        throw new InvalidArgumentError('It must be `name=value`, with commas between several.');
      if (!names.includes(name)) {
        const near = didYouMean(name, names) ?? `take one of ${names.join(', ')}`;
        throw new InvalidArgumentError(`There is no \`${name}\`; ${near}.`);
      }
      found[name] = parse(part.slice(at + 1).trim());
    }
    return found;
  };

/** What the options add to the row of the register, by its names; `null` where none was given. */
export function driftFields(options: DriftOptions): Record<string, unknown> | null {
  const {
    format,
    batch,
    batchTo: batch_to,
    features,
    columns,
    constants,
    rows,
    delimiter,
    decimal,
  } = options;
  const given = { format, batch, batch_to, features, columns, constants, rows, delimiter, decimal };
  const stated = Object.entries(given).filter(([, value]) => value !== undefined);
  return stated.length === 0 ? null : Object.fromEntries(stated);
}

/**
 * Reads drift results as the row would have them read.
 * @throws {CouldNotRun} when the file cannot be parsed, or nothing in it can be read.
 */
export function readDrift(bytes: Buffer, file: string, given: string, options: DriftOptions): Report {
  const as: ReportedAs = {
    format: options.format ?? null,
    batch: options.batch ?? null,
    batch_to: isDate(options.batchTo) ? options.batchTo : null,
    features: options.features ?? [],
    rows: options.rows ?? null,
    delimiter: options.delimiter ?? ',',
    decimal: options.decimal ?? '.',
    columns: options.columns ?? {},
    constants: options.constants ?? {},
  };
  const source = { file, as, json: undefined as unknown, cells: null as string[][] | null };
  // Read as `check` reads it: a byte order mark or a `NaN` is no reason to refuse a file.
  if (/\.json$/i.test(file)) {
    const parsed = parseJson(utf8Text(bytes), file);
    if (parsed.data === null && parsed.drafts[0])
      throw refused(given, { ...parsed.drafts[0], fix: 'write it again from its source' });
    source.json = parsed.data;
  } else if (/\.csv$/i.test(file)) {
    const decoded = decodeText(bytes, file);
    if ('draft' in decoded) throw refused(given, decoded.draft);
    const cells = parseCells(decoded.text, file, as.delimiter);
    if ('rule' in cells) throw refused(given, cells);
    source.cells = cells;
  }
  const report = readReport(source);
  const [issue] = report.issues;
  if (report.readings.length === 0 && report.facts.length === 0 && issue?.severity === 'error') {
    throw new CouldNotRun(`${given}: ${issue.message}; ${issue.fix}`);
  }
  return report;
}

/** Whether the keys or columns of a file are those of a tool that writes drift results. */
export function isDriftOfTool(bytes: Buffer, file: string): boolean {
  try {
    readDrift(bytes, file, file, {});
    return true;
  } catch (error) {
    if (error instanceof CouldNotRun) return false;
    throw error;
  }
}

/** A finding about a file that is not registered yet, as the reason why it will not be. */
const refused = (given: string, { at, message, fix }: FindingDraft): CouldNotRun => {
  const place = 'line' in at ? `:${at.line}:${at.column}` : '';
  return new CouldNotRun(`${given}${place}: ${message}${fix === undefined ? '' : `; ${fix}`}`);
};
