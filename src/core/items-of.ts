import type { Item } from './artefact.ts';
import { grouping } from './once.ts';

/** The items of a kind, in the order of the list: a rule about a dozen breaches need not walk every feature. */
export const itemsOf = grouping((item: Item) => item.kind);
