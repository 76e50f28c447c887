import { count } from '../core/words.ts';
import path from 'node:path';
import { Command } from 'commander';
import { countFindings } from '../core/finding.ts';
import { summaryLine } from '../report/pretty.ts';
import { compiledFolder } from './cache-folder.ts';
import { contentFolder } from './content.ts';
import { loadPortfolio } from './load.ts';
import { writeManifest } from './manifest.ts';
import { asOfOption, baseOption, commitOption, quietOption, siteOption } from './options.ts';
import { packageVersion } from './package-root.ts';
import { resolvePath, showPath } from './paths.ts';
import { printFindings } from './print-findings.ts';
import { assertPublishable, publish } from './publish.ts';
import type { Terminal } from './terminal.ts';

interface Options {
  out: string;
  base: string;
  site?: string;
  asOf?: string;
  commit?: string;
  draft?: boolean;
  quiet?: boolean;
}

/** `casebook build`: checks, then makes the site and moves it into place. */
export const buildCommand = (terminal: Terminal): Command =>
  new Command('build')
    .description(
      'check, then build the site; nothing is published with findings at error unless it is a draft',
    )
    .argument('[content]', 'the content folder (default: `content`, else this folder)')
    .option('--out <folder>', 'where the site goes', 'site')
    .option('--draft', 'build in spite of errors, and watermark every page')
    .addOption(baseOption())
    .addOption(siteOption())
    .addOption(commitOption())
    .addOption(asOfOption())
    .addOption(quietOption())
    .action(async (given: string | undefined, options: Options) => {
      const content = contentFolder(terminal, given);
      const out = resolvePath(terminal, options.out);
      const shown = showPath(terminal, out);
      assertPublishable(out, content, shown);
      const portfolio = await loadPortfolio(terminal, content, options.asOf, 'pages');
      const draft = options.draft === true;

      const { error } = countFindings(portfolio.findings);
      if (error > 0) printFindings(terminal, portfolio, content, ['error']);
      if (error > 0 && !draft) {
        terminal.err(
          `Not published: ${summaryLine(portfolio)}. \`--draft\` builds a watermarked draft in spite of them.\n`,
        );
        terminal.exitCode = 1;
        return;
      }
      const manifest = await publish(out, async (folder) => {
        const { buildSite } = await import('../site/build.ts');
        await buildSite({
          portfolio,
          content,
          outDir: folder,
          base: options.base,
          site: options.site,
          commit: options.commit,
          draft,
          compiledDir: compiledFolder(terminal),
          version: packageVersion(),
        });
        const { title, as_of } = portfolio;
        const commit = options.commit === undefined ? {} : { commit: options.commit };
        return writeManifest(folder, { title, as_of, ...commit, base: options.base, draft });
      });
      if (options.quiet) return;
      const pages = manifest.files.filter((file) => path.extname(file) === '.html').length;
      terminal.out(
        `${draft ? 'Draft' : 'Site'} in ${shown}: ${count(pages, 'page')}; ${summaryLine(portfolio)}.\n`,
      );
    });
