/// <reference types="astro/client" />
import { addressOf } from '../core/address.ts';
import type { Node } from '../core/portfolio.ts';

/**
 * A root-relative address (`/systems/x/#FM-02`) under the site's base path; other text is returned as it is.
 *
 * @example href('/findings/') // '/casebook/findings/' with --base /casebook/
 */
export function href(address: string): string {
  if (!address.startsWith('/')) return address;
  const base = import.meta.env.BASE_URL;
  return (base.endsWith('/') ? base.slice(0, -1) : base) + address;
}

/** The address of a node of the graph under the site's base path. */
export const hrefOf = (node: Parameters<typeof addressOf>[0] | Node): string => href(addressOf(node));
