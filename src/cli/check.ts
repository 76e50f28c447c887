import { Command, Option } from 'commander';
import { countFindings } from '../core/finding.ts';
import { summaryLine } from '../report/pretty.ts';
import { contentFolder } from './content.ts';
import { loadPortfolio } from './load.ts';
import { asOfOption, quietOption } from './options.ts';
import { resolvePath } from './paths.ts';
import { findingFormats, formatFindings, printFindings, type FindingFormat } from './print-findings.ts';
import type { Terminal } from './terminal.ts';
import { writeResult } from './write-file.ts';

interface Options {
  format: FindingFormat;
  out?: string;
  asOf?: string;
  quiet?: boolean;
}

/** `casebook check`: every finding at once; exit 0 none at error, 1 some, 2 could not run. */
export const checkCommand = (terminal: Terminal): Command =>
  new Command('check')
    .description('check a portfolio and print every finding; exit 0 none at error, 1 some, 2 could not run')
    .argument('[content]', 'the content folder (default: `content`, else this folder)')
    .addOption(
      new Option('--format <name>', 'how to print findings').choices(findingFormats).default('pretty'),
    )
    .option('--out <file>', 'write the findings to a file instead')
    .addOption(asOfOption())
    .addOption(quietOption())
    .action(async (given: string | undefined, options: Options) => {
      const content = contentFolder(terminal, given);
      const portfolio = await loadPortfolio(terminal, content, options.asOf, 'facts');
      // Quiet leaves out what does not stop publication, in the form for people; machines get everything.
      const isBrief = options.quiet === true && options.format === 'pretty';
      const text = isBrief
        ? ''
        : formatFindings(portfolio, options.format, {
            content,
            colour: terminal.colour && options.out === undefined,
            width: options.out === undefined ? terminal.width : undefined,
            coverage: true,
          });
      if (isBrief) printFindings(terminal, portfolio, content, ['error']);
      else if (options.out === undefined) terminal.out(text);
      else {
        writeResult(content, resolvePath(terminal, options.out), text, options.out);
        if (!options.quiet) terminal.out(`${summaryLine(portfolio)}: ${options.out}\n`);
      }
      terminal.exitCode = countFindings(portfolio.findings).error > 0 ? 1 : 0;
    });
