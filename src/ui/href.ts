import { addressOf } from '../core/address.ts';
import type { Node } from '../core/portfolio.ts';

/**
 * The site's base path, written in by the build. Not `import.meta.env.BASE_URL`: a variable of that name in the
 * environment would take its place.
 */
declare const CASEBOOK_BASE: string | undefined;

/**
 * A root-relative address (`/systems/x/#FM-02`) under the site's base path; other text is returned as it is.
 *
 * @example href('/findings/') // '/casebook/findings/' with --base /casebook/
 */
export function href(address: string): string {
  if (!address.startsWith('/')) return address;
  const base = typeof CASEBOOK_BASE === 'string' ? CASEBOOK_BASE : '/';
  return (base.endsWith('/') ? base.slice(0, -1) : base) + address;
}

/** The address of a node of the graph under the site's base path. */
export const hrefOf = (node: Parameters<typeof addressOf>[0] | Node): string => href(addressOf(node));
