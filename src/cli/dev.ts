import { Command } from 'commander';
import type { Portfolio } from '../core/portfolio.ts';
import { cacheFolder } from './cache-folder.ts';
import { contentFolder } from './content.ts';
import { reasonOf } from './errors.ts';
import { portfolioLoader } from './load.ts';
import { asOfOption, baseOption, portOption } from './options.ts';
import { packageVersion } from './package-root.ts';
import { formatFindings } from './print-findings.ts';
import type { Terminal } from './terminal.ts';

interface Options {
  base: string;
  port?: number;
  asOf?: string;
}

/** `casebook dev`: the site while it is written, with its findings after each change. */
export const devCommand = (terminal: Terminal): Command =>
  new Command('dev')
    .description('show the site while you write, with its findings after each change')
    .argument('[content]', 'the content folder (default: `content`, else this folder)')
    .addOption(baseOption())
    .addOption(portOption())
    .addOption(asOfOption())
    .action(async (given: string | undefined, options: Options) => {
      const content = contentFolder(terminal, given);
      const cacheDir = cacheFolder(content, terminal);
      const print = (portfolio: Portfolio) =>
        terminal.out(
          formatFindings(portfolio, 'pretty', { content, colour: terminal.colour, width: terminal.width }),
        );

      const load = portfolioLoader(terminal, content, options.asOf, 'pages');
      const portfolio = await load();
      const [{ devSite }, { followChanges }] = await Promise.all([
        import('../site/dev.ts'),
        import('./follow-changes.ts'),
      ]);
      const site = await devSite({
        portfolio,
        content,
        outDir: cacheDir,
        base: options.base,
        draft: false,
        cacheDir,
        version: packageVersion(),
        ...(options.port !== undefined && { port: options.port }),
      });
      print(portfolio);
      terminal.out(`\n${site.address}\n`);

      const changes = followChanges(content, async () => {
        try {
          const changed = await load();
          await site.update(changed);
          terminal.out('\n');
          print(changed);
        } catch (error) {
          // What was shown stays; the next change may mend it.
          terminal.err(`casebook: ${reasonOf(error)}\n`);
        }
      });
      await terminal.stopped();
      await changes.close();
      await site.stop();
    });
