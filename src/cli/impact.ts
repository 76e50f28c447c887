import fs from 'node:fs';
import path from 'node:path';
import { Argument, Command, Option } from 'commander';
import { impactOf } from '../core/impact.ts';
import { everyone, project } from '../core/project.ts';
import { singlePoints } from '../core/single-points.ts';
import { impactJson, singlePointsJson } from '../report/impact-json.ts';
import { impactText, singlePointsText } from '../report/impact-text.ts';
import { toJson } from '../report/json.ts';
import { contentFolder, contentOption, portfolioFile } from './content.ts';
import { CouldNotRun } from './errors.ts';
import { findNode } from './find.ts';
import { loadPortfolio } from './load.ts';
import { asOfOption } from './options.ts';
import { resolvePath } from './paths.ts';
import type { Terminal } from './terminal.ts';

/** Things of the ranking that are shown without `--all`. */
const shown = 20;

interface Options {
  format: 'pretty' | 'json';
  all?: boolean;
  asOf?: string;
  content?: string;
}

/** `casebook impact`: what falls if something is withdrawn, or what falls with what, ranked. */
export const impactCommand = (terminal: Terminal): Command =>
  new Command('impact')
    .description('print what falls if something is withdrawn; without an id, rank what cells fall with')
    .addArgument(new Argument('[id]', 'an evidence file, control, system, feature or any other id'))
    .addArgument(new Argument('[content]', 'the content folder (default: `content`, else this folder)'))
    .addOption(new Option('--format <name>', 'how to print it').choices(['pretty', 'json']).default('pretty'))
    .option('--all', `rank everything, not the first ${shown}`)
    .addOption(contentOption())
    .addOption(asOfOption())
    .action(async (id: string | undefined, given: string | undefined, options: Options) => {
      if (id !== undefined && isPortfolioFolder(terminal, id)) {
        throw new CouldNotRun(
          `\`${id}\` is a content folder, not an id; to rank what it holds: --content ${id}`,
        );
      }
      if (id !== undefined && options.all)
        throw new CouldNotRun('--all is for the ranking, which takes no id');
      const content = contentFolder(terminal, given ?? options.content);
      const portfolio = project(await loadPortfolio(terminal, content, options.asOf, 'facts'), everyone);
      const style = { colour: terminal.colour, width: terminal.width };
      if (id !== undefined) {
        const impact = impactOf(portfolio, findNode(portfolio, id).id);
        terminal.out(
          options.format === 'json'
            ? toJson(impactJson(portfolio, impact))
            : impactText(portfolio, impact, style),
        );
        return;
      }
      const points = singlePoints(portfolio);
      const most = options.all ? points.length : shown;
      terminal.out(
        options.format === 'json'
          ? toJson(singlePointsJson(portfolio, points, most))
          : singlePointsText(portfolio, points, { ...style, shown: most }),
      );
    });

const isPortfolioFolder = (terminal: Terminal, given: string): boolean =>
  fs.existsSync(path.join(resolvePath(terminal, given), portfolioFile));
