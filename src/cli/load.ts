import type { Portfolio } from '../core/portfolio.ts';
import { createReader } from '../read/reader.ts';
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
export function portfolioLoader(
  terminal: Terminal,
  content: string,
  asOf: string | undefined,
  use: 'pages' | 'facts',
): () => Promise<Portfolio> {
  const cacheDir = cacheFolder(content, terminal);
  const reader = createReader(content, { cacheDir, blocks: use === 'pages' });
  // Where there is much to read, a thread begins while what understands it is loaded.
  reader.begin();
  const epoch = terminal.env['SOURCE_DATE_EPOCH'];
  const analyser = import('./analyse.ts').then(({ createAnalyser }) =>
    createAnalyser(content, {
      ...(asOf !== undefined && { asOf }),
      ...(epoch !== undefined && { sourceDateEpoch: epoch }),
      cacheDir,
      reader,
      now: () => new Date(`${terminal.today()}T00:00:00Z`),
    }),
  );
  return async () => (await analyser)();
}
