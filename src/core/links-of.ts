import type { Link } from './link.ts';
import { grouping, once } from './once.ts';

/** The links of a type, in the order of the list: most types are few, and a rule about one need not walk them all. */
export const linksOf = grouping((link: Link) => link.type);

/** The links that do not simply hold, in the order of the list: few, and all that a rule about lapses has to see. */
export const unsoundLinks = once((links: readonly Link[]): readonly Link[] =>
  links.filter(({ state }) => state !== 'valid'),
);
