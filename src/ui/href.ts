import { addressOf } from '../core/address.ts';
import type { Node } from '../core/portfolio.ts';

const key = Symbol.for('casebook.base');
type Global = typeof globalThis & { [key]?: string };

/**
 * Says under which path the site is served; `/` until then. It stands on the global object, because the pages are
 * compiled apart from the code that calls them, and once for every base path.
 */
export function serveUnder(base: string): void {
  (globalThis as Global)[key] = base;
}

/**
 * A root-relative address (`/systems/x/#FM-02`) under the site's base path; other text is returned as it is.
 *
 * @example href('/findings/') // '/casebook/findings/' with --base /casebook/
 */
export function href(address: string): string {
  if (!address.startsWith('/')) return address;
  const base = (globalThis as Global)[key] ?? '/';
  return (base.endsWith('/') ? base.slice(0, -1) : base) + address;
}

/** The address of a node of the graph under the site's base path. */
export const hrefOf = (node: Parameters<typeof addressOf>[0] | Node): string => href(addressOf(node));
