import fs from 'node:fs';
import path from 'node:path';
import { Option } from 'commander';
import { CouldNotRun } from './errors.ts';
import { resolvePath } from './paths.ts';
import type { Terminal } from './terminal.ts';

/** The file that makes a folder a portfolio. */
export const portfolioFile = 'portfolio.yaml';

/** `--content`, for commands whose argument is something else. */
export const contentOption = () =>
  new Option('--content <folder>', 'the content folder (default: `content`, else this folder)');

/**
 * The content folder, absolute: the one given, else `content`, else the folder the command is run in.
 * @throws {CouldNotRun} when there is no such folder or it holds no portfolio.
 */
export function contentFolder(terminal: Terminal, given: string | undefined): string {
  const candidates = given === undefined ? ['content', '.'] : [given];
  const folder = candidates
    .map((candidate) => resolvePath(terminal, candidate))
    .find((candidate) => given !== undefined || isPortfolio(candidate));
  if (folder === undefined) {
    throw new CouldNotRun(
      `neither \`content\` nor this folder holds a ${portfolioFile}; name the content folder, or make one with \`casebook init\``,
    );
  }
  const stat = fs.statSync(folder, { throwIfNoEntry: false });
  if (stat === undefined) throw new CouldNotRun(`there is no folder ${given}`);
  if (!stat.isDirectory())
    throw new CouldNotRun(`${given} is a file; name the folder that holds ${portfolioFile}`);
  if (!isPortfolio(folder)) {
    throw new CouldNotRun(
      `${given} holds no ${portfolioFile}, so it is not a portfolio; \`casebook init\` makes one`,
    );
  }
  return fs.realpathSync(folder);
}

/** The content folder that a file is in: the nearest above it with a portfolio; `null` when there is none. */
export function contentAbove(file: string): string | null {
  for (let folder = path.dirname(file); ; folder = path.dirname(folder)) {
    if (isPortfolio(folder)) return fs.realpathSync(folder);
    if (path.dirname(folder) === folder) return null;
  }
}

/** One without its portfolio file still is one that `check` can say so of. */
const isPortfolio = (folder: string): boolean =>
  [portfolioFile, 'portfolio.yml', 'systems'].some((name) => fs.existsSync(path.join(folder, name)));
