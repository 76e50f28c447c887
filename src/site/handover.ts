/**
 * What passes from the caller to the pages in process: the portfolio, and what each site has of its own. The pages are
 * compiled apart from this module's first copy, so a registered symbol on the global object is the one place both see.
 */
import type { Portfolio } from '../core/portfolio.ts';
import { everyone, project } from '../core/project.ts';
import { serveUnder } from '../ui/href.ts';
import { placeParted } from './data/places.ts';
import type { PageOptions } from './options.ts';

const key = Symbol.for('casebook.site');
type Global = typeof globalThis & { [key]?: { portfolio: Portfolio; options: PageOptions } | undefined };

/**
 * Gives a portfolio to the pages, as its audience may see it, and says what site they are drawn for. It is an object of
 * its own for each site: what is worked out once for a portfolio, such as how long tables are parted, may depend on the
 * length of its base path.
 */
export function handOver(portfolio: Portfolio, options: PageOptions): void {
  serveUnder(options.base);
  (globalThis as Global)[key] = { portfolio: { ...project(portfolio, everyone) }, options };
}

/** Takes away again what was handed over. */
export function takeBack(): void {
  (globalThis as Global)[key] = undefined;
}

/** What was handed over. Throws when nothing was. */
function handed(): { portfolio: Portfolio; options: PageOptions } {
  const found = (globalThis as Global)[key];
  if (!found) throw new Error('No portfolio was handed over: build the site with `casebook build`.');
  return found;
}

/** The portfolio as its audience may see it. Throws when no build handed one over. */
export function currentPortfolio(): Portfolio {
  const { portfolio } = handed();
  if (!placed.has(portfolio)) {
    placed.add(portfolio);
    placeParted(portfolio);
  }
  return portfolio;
}

/** What the site has of its own. Throws when no build handed it over. */
export const pageOptions = (): PageOptions => handed().options;

/** Portfolios whose things know the page they stand on. */
const placed = new WeakSet<Portfolio>();
