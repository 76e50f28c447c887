import fs from 'node:fs';
import path from 'node:path';
import { Command, Option } from 'commander';
import { changesBetween, type Snapshot } from '../core/changes.ts';
import { everyone, project } from '../core/project.ts';
import { changesJson, parseSnapshot } from '../report/changes-json.ts';
import { changesText } from '../report/changes-text.ts';
import { toJson } from '../report/json.ts';
import { portfolioJson } from '../report/portfolio-json.ts';
import { contentFolder } from './content.ts';
import { CouldNotRun, reasonOf } from './errors.ts';
import { loadPortfolio } from './load.ts';
import { asOfOption } from './options.ts';
import { resolvePath } from './paths.ts';
import type { Terminal } from './terminal.ts';

interface Options {
  format: 'pretty' | 'json';
  asOf?: string;
}

/** Where a built site keeps its state. */
const inSite = path.join('data', 'portfolio.json');

/** `casebook diff`: what differs between two states of a portfolio, such as two releases of its site. */
export const diffCommand = (terminal: Terminal): Command =>
  new Command('diff')
    .description('print what differs between two states of a portfolio, such as the last review and now')
    .argument('<before>', 'a built site, its `data/portfolio.json`, or a content folder')
    .argument('[after]', 'the same (default: `content`, else this folder)')
    .addOption(new Option('--format <name>', 'how to print it').choices(['pretty', 'json']).default('pretty'))
    .addOption(asOfOption())
    .action(async (before: string, after: string | undefined, options: Options) => {
      const was = await snapshotOf(terminal, before, options.asOf);
      const is = await snapshotOf(terminal, after, options.asOf);
      const changes = changesBetween(was, is);
      terminal.out(
        options.format === 'json'
          ? toJson(changesJson(changes))
          : changesText(changes, { colour: terminal.colour }),
      );
    });

/**
 * The state that a path names: a file of it, a site that holds one, or a content folder, which is read now.
 * @throws {CouldNotRun} when it is none of the three.
 */
async function snapshotOf(
  terminal: Terminal,
  given: string | undefined,
  asOf: string | undefined,
): Promise<Snapshot> {
  const at = given === undefined ? null : resolvePath(terminal, given);
  if (at !== null && fs.statSync(at, { throwIfNoEntry: false })?.isFile() === true)
    return readSnapshot(at, given!);
  if (at !== null && fs.existsSync(path.join(at, inSite)))
    return readSnapshot(path.join(at, inSite), path.join(given!, inSite));
  if (at !== null && !fs.existsSync(at)) {
    throw new CouldNotRun(
      `there is no ${given}; name a built site, its \`data/portfolio.json\` or a content folder`,
    );
  }
  const content = contentFolder(terminal, given);
  return parseSnapshot(
    portfolioJson(project(await loadPortfolio(terminal, content, asOf, 'facts'), everyone)),
  );
}

function readSnapshot(file: string, shown: string): Snapshot {
  try {
    return parseSnapshot(JSON.parse(fs.readFileSync(file, 'utf8')));
  } catch (error) {
    throw new CouldNotRun(`${shown} is no \`portfolio.json\` that Casebook wrote: ${reasonOf(error)}`);
  }
}
