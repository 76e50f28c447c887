import { systemOf } from './classify.ts';
import { splitReference } from './id.ts';
import type { Link } from './link.ts';
import { grouping } from './once.ts';

const byConcern = grouping(
  (link: Link): string | null => splitReference(link.to).system ?? systemOf(link.at.file),
);

/**
 * The links of a thing that concern a system: those that lead into it, else are stated by its files. What a shared
 * control rests on in another system proves nothing for this one, and takes nothing from it; what is nobody's
 * alone concerns everybody.
 */
export const linksFor = (links: readonly Link[], system: string): Link[] => [
  ...byConcern(links, system),
  ...byConcern(links, null),
];
