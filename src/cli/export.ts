import { Argument, Command, Option } from 'commander';
import { isDraft } from '../core/draft.ts';
import type { Portfolio } from '../core/portfolio.ts';
import { everyone, project } from '../core/project.ts';
import { contentFolder } from './content.ts';
import { CouldNotRun } from './errors.ts';
import { exportFormats, exportSubjects, type ExportFormat, type ExportSubject } from './export-subjects.ts';
import { pickCells, type Picked } from './export-pick.ts';
import { loadPortfolio } from './load.ts';
import { asOfOption, quietOption } from './options.ts';
import { resolvePath } from './paths.ts';
import type { Terminal } from './terminal.ts';
import { writeResult } from './write-file.ts';

interface Options {
  format?: ExportFormat;
  framework?: string;
  system?: string;
  out?: string;
  asOf?: string;
  quiet?: boolean;
}

/** `casebook export`: what the site shows, as a table or as data. */
export const exportCommand = (terminal: Terminal): Command =>
  new Command('export')
    .description('write the matrix, its proofs, a register, the graph or OSCAL as a file')
    .addArgument(new Argument('<what>', 'what to write').choices(Object.keys(exportSubjects)))
    .argument('[content]', 'the content folder (default: `content`, else this folder)')
    .addOption(
      new Option('--format <name>', 'how (default: csv; json where there is no table)').choices(
        exportFormats,
      ),
    )
    .option('--framework <id>', 'only the cells of one catalogue (matrix, proofs, totals)')
    .option('--system <id>', 'only one system (all but portfolio; needed for OSCAL)')
    .option('--out <file>', 'where to (default: the output; needed for xlsx)')
    .addOption(asOfOption())
    .addOption(quietOption())
    .addHelpText(
      'after',
      [
        '',
        'What there is to write:',
        ...Object.entries(exportSubjects).map(
          ([name, { formats, says }]) => `  ${name.padEnd(17)} ${says} (${formats.join(', ')})`,
        ),
      ].join('\n'),
    )
    .action(async (subject: ExportSubject, given: string | undefined, options: Options) => {
      const format = formatOf(subject, options);
      const content = contentFolder(terminal, given);
      const whole = project(await loadPortfolio(terminal, content, options.asOf, 'facts'), everyone);
      const written = await exported(pickCells(whole, options), subject, format);
      if (options.out === undefined) {
        terminal.out(written.toString());
        return;
      }
      writeResult(content, resolvePath(terminal, options.out), written, options.out);
      if (!options.quiet) terminal.out(`${subject} as of ${whole.as_of}: ${options.out}\n`);
    });

/** The form to write in; options that make no sense together are refused before anything is read. */
function formatOf(subject: ExportSubject, options: Options): ExportFormat {
  const { formats, filters, what } = exportSubjects[subject];
  const format = options.format ?? formats[0];
  if (!formats.includes(format)) {
    throw new CouldNotRun(`${what} and has no table; export it with --format json`);
  }
  for (const filter of ['framework', 'system'] as const) {
    if (options[filter] !== undefined && !filters.includes(filter)) {
      throw new CouldNotRun(`--${filter} does not go with \`${subject}\`; leave it out`);
    }
  }
  if (subject.startsWith('oscal-') && options.system === undefined) {
    throw new CouldNotRun('OSCAL is written for one system: --system <id>');
  }
  if (format === 'xlsx' && options.out === undefined) {
    throw new CouldNotRun('a spreadsheet needs a file: --out <file>.xlsx');
  }
  return format;
}

async function exported(
  picked: Picked,
  subject: ExportSubject,
  format: ExportFormat,
): Promise<string | Uint8Array> {
  const { toTables, toText } = exportSubjects[subject];
  const draft = isDraft(picked.whole);
  const { portfolio } = picked;
  if (format === 'json') return toText({ ...picked, draft });
  const tables = await toTables(picked, format);
  if (format === 'xlsx') {
    const { toXlsx } = await import('../report/xlsx.ts');
    return toXlsx(tables, about(portfolio, draft));
  }
  const [{ tableCsv }, { watermarked }] = await Promise.all([
    import('../report/table.ts'),
    import('../report/watermark.ts'),
  ]);
  return tables.map((table) => tableCsv(watermarked(table, draft))).join('');
}

const about = ({ title, as_of }: Portfolio, draft: boolean) => ({ portfolio: title, as_of, draft });
