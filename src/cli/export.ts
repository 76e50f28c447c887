import { Argument, Command, Option } from 'commander';
import { countFindings } from '../core/finding.ts';
import type { Portfolio } from '../core/portfolio.ts';
import { everyone, project } from '../core/project.ts';
import { findingsTable } from '../report/findings-table.ts';
import { inventoryTable } from '../report/inventory.ts';
import { findingsJson, toJson, toRowsJson } from '../report/json.ts';
import { matrixTable } from '../report/matrix.ts';
import { portfolioJson } from '../report/portfolio-json.ts';
import { tableCsv, type Table } from '../report/table.ts';
import { contentFolder } from './content.ts';
import { CouldNotRun } from './errors.ts';
import { loadPortfolio } from './load.ts';
import { asOfOption, quietOption } from './options.ts';
import { resolvePath } from './paths.ts';
import type { Terminal } from './terminal.ts';
import { writeFileWhole } from './write-file.ts';

const subjects = ['matrix', 'inventory', 'findings', 'portfolio'] as const;
type Subject = (typeof subjects)[number];

const formats = ['csv', 'xlsx', 'json'] as const;
type Format = (typeof formats)[number];

interface Options {
  format?: Format;
  out?: string;
  asOf?: string;
  quiet?: boolean;
}

/** `casebook export`: what the site shows, as a table or as data. */
export const exportCommand = (terminal: Terminal): Command =>
  new Command('export')
    .description('write the matrix, the inventory, the findings or the whole graph as a file')
    .addArgument(new Argument('<what>', 'what to write').choices(subjects))
    .argument('[content]', 'the content folder (default: `content`, else this folder)')
    .addOption(new Option('--format <name>', 'how (default: csv; json for the portfolio)').choices(formats))
    .option('--out <file>', 'where to (default: the output; needed for xlsx)')
    .addOption(asOfOption())
    .addOption(quietOption())
    .action(async (subject: Subject, given: string | undefined, options: Options) => {
      const format = options.format ?? (subject === 'portfolio' ? 'json' : 'csv');
      if (subject === 'portfolio' && format !== 'json') {
        throw new CouldNotRun('the portfolio is a graph and has no table; export it with --format json');
      }
      if (format === 'xlsx' && options.out === undefined) {
        throw new CouldNotRun('a spreadsheet needs a file: --out <file>.xlsx');
      }
      const content = contentFolder(terminal, given);
      const portfolio = project(await loadPortfolio(terminal, content, options.asOf, 'facts'), everyone);
      const written = await exported(portfolio, subject, format);
      if (options.out === undefined) {
        terminal.out(written.toString());
        return;
      }
      writeFileWhole(resolvePath(terminal, options.out), written, options.out);
      if (!options.quiet) terminal.out(`${subject} as of ${portfolio.as_of}: ${options.out}\n`);
    });

async function exported(
  portfolio: Portfolio,
  subject: Subject,
  format: Format,
): Promise<string | Uint8Array> {
  if (subject === 'portfolio') return toRowsJson(portfolioJson(portfolio));
  if (subject === 'findings' && format === 'json') return toJson(findingsJson(portfolio));
  const table = tableOf(portfolio, subject);
  if (format === 'csv') return tableCsv(table);
  if (format === 'xlsx') {
    const { toXlsx } = await import('../report/xlsx.ts');
    return toXlsx([table], {
      portfolio: portfolio.title,
      as_of: portfolio.as_of,
      draft: hasErrors(portfolio),
    });
  }
  const rows = table.rows.map((row) =>
    Object.fromEntries(table.header.map((name, i) => [name, row[i] ?? null])),
  );
  return toJson({
    schema: `casebook/${subject}@1`,
    as_of: portfolio.as_of,
    portfolio: portfolio.title,
    [subject]: rows,
  });
}

const hasErrors = (portfolio: Portfolio): boolean => countFindings(portfolio.findings).error > 0;

function tableOf(portfolio: Portfolio, subject: Exclude<Subject, 'portfolio'>): Table {
  switch (subject) {
    case 'matrix':
      return matrixTable(portfolio);
    case 'inventory':
      return inventoryTable(portfolio);
    case 'findings':
      return findingsTable(portfolio);
  }
}
