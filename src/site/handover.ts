/**
 * The portfolio passes from the caller to the pages in process: the pages are bundled apart from this module's first
 * copy, so a registered symbol on the global object is the one place both see.
 */
import type { Portfolio } from '../core/portfolio.ts';
import { everyone, project } from '../core/project.ts';
import { placeParted } from './data/places.ts';

const key = Symbol.for('casebook.portfolio');
type Global = typeof globalThis & { [key]?: Portfolio | undefined };

/** Gives the portfolio to the pages; `null` takes it away again. */
export function handOver(portfolio: Portfolio | null): void {
  (globalThis as Global)[key] = portfolio === null ? undefined : project(portfolio, everyone);
}

/** The portfolio as its audience may see it. Throws when no build handed one over. */
export function currentPortfolio(): Portfolio {
  const portfolio = (globalThis as Global)[key];
  if (!portfolio) throw new Error('No portfolio was handed over: build the site with `casebook build`.');
  if (!placed.has(portfolio)) {
    placed.add(portfolio);
    placeParted(portfolio);
  }
  return portfolio;
}

/** Portfolios whose parted pages are known; how they are parted depends on the base path, which only pages know. */
const placed = new WeakSet<Portfolio>();
