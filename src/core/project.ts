import type { Portfolio } from './portfolio.ts';

/** Who a site, an export or a search index is made for. */
export interface Audience {
  id: string;
}

/** The audience that sees everything; the only one until audiences arrive. */
export const everyone: Audience = { id: 'everyone' };

/**
 * The part of a portfolio that an audience may see. Site, search, exports and `data/` read only this; it is the
 * identity until audiences arrive, so that no later cut needs a second path.
 */
export const project = (portfolio: Portfolio, audience: Audience): Portfolio => {
  void audience;
  return portfolio;
};
