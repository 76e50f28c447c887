import type { Portfolio } from '../core/portfolio.ts';
import { createAnalyser } from './analyse.ts';
import { cacheFolder } from './cache-folder.ts';
import type { Terminal } from './terminal.ts';

/**
 * Analyses a content folder as a command was asked to: its as-of date, the environment's, the project's cache.
 * @param use what for: only `pages` need rendered bodies, which take half the time of reading.
 */
export const loadPortfolio = (
  terminal: Terminal,
  content: string,
  asOf: string | undefined,
  use: 'pages' | 'facts',
): Promise<Portfolio> => portfolioLoader(terminal, content, asOf, use)();

/** The same for a command that looks again after each change: what did not change is kept. */
export const portfolioLoader = (
  terminal: Terminal,
  content: string,
  asOf: string | undefined,
  use: 'pages' | 'facts',
): (() => Promise<Portfolio>) =>
  createAnalyser(content, {
    ...(asOf !== undefined && { asOf }),
    ...(terminal.env['SOURCE_DATE_EPOCH'] !== undefined && {
      sourceDateEpoch: terminal.env['SOURCE_DATE_EPOCH'],
    }),
    cacheDir: cacheFolder(content, terminal),
    blocks: use === 'pages',
    now: () => new Date(`${terminal.today()}T00:00:00Z`),
  });
