import type { Portfolio } from '../core/portfolio.ts';
import { analyse } from './analyse.ts';
import { cacheFolder } from './cache-folder.ts';
import type { Terminal } from './terminal.ts';

/** Analyses a content folder as a command was asked to: its as-of date, the environment's, the project's cache. */
export const loadPortfolio = (
  terminal: Terminal,
  content: string,
  asOf: string | undefined,
): Promise<Portfolio> =>
  analyse(content, {
    ...(asOf !== undefined && { asOf }),
    ...(terminal.env['SOURCE_DATE_EPOCH'] !== undefined && {
      sourceDateEpoch: terminal.env['SOURCE_DATE_EPOCH'],
    }),
    cacheDir: cacheFolder(content, terminal),
    now: () => new Date(`${terminal.today()}T00:00:00Z`),
  });
