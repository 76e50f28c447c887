import type { Artefact, Item } from './artefact.ts';
import { compareNatural } from './compare.ts';

/** The items of a portfolio that are no evidence. */
export interface ItemOrder {
  /** As they stand in their artefacts. */
  stated: readonly Item[];
  /** Where among those each item stands that comes next in the order of ids. */
  order: readonly number[];
  byId: Map<string, Item>;
  /** In the order of ids, each id once. */
  inOrder: Item[];
}

/** The order before any portfolio. */
export const noItems: ItemOrder = { stated: [], order: [], byId: new Map(), inOrder: [] };

/**
 * Puts items in the natural order of their ids.
 * @param last the items of the portfolio before: the same ids at the same places come in the same order.
 */
export function itemOrderOf(artefacts: readonly Artefact[], last: ItemOrder): ItemOrder {
  const stated: Item[] = [];
  for (const { items } of artefacts)
    for (const item of items) if (item.kind !== 'evidence') stated.push(item);
  const isAsLast = (isSame: (now: Item, last: Item) => boolean): boolean =>
    stated.length === last.stated.length && stated.every((item, i) => isSame(item, last.stated[i]!));
  if (isAsLast((now, before) => now === before)) return last;
  const order = isAsLast((now, before) => now === before || now.id === before.id)
    ? last.order
    : stated.map((_, i) => i).sort((a, b) => compareNatural(stated[a]!.id, stated[b]!.id));
  const byId = new Map<string, Item>();
  for (const i of order) byId.set(stated[i]!.id, stated[i]!);
  return { stated, order, byId, inOrder: [...byId.values()] };
}
