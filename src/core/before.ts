import { noIds, type Ids } from './claim-ids.ts';
import { noItems, type ItemOrder } from './item-order.ts';
import { noLinks, type LinkIndex } from './link-index.ts';
import { ResolvedLinks } from './resolved-links.ts';

/**
 * What the portfolio before this one was put together from, for whoever looks at the same files again and again. What
 * comes out as it did is the same object again, so that whatever follows from it, worked out with `once`, still stands.
 * Nothing that it gives may be changed.
 */
export class Before {
  readonly resolved = new ResolvedLinks();
  ids: Ids = noIds;
  items: ItemOrder = noItems;
  links: LinkIndex = noLinks;
  #last = new Map<string, readonly unknown[]>();
  #now = new Map<string, readonly unknown[]>();

  /** Begins another portfolio, however often it is put together: what the one before did not ask for is forgotten. */
  begin(): void {
    this.#last = this.#now;
    this.#now = new Map();
  }

  /**
   * A list, with each thing in it the one that stood at its position last time, where that says the same; all of last
   * time's list when it is the same throughout.
   * @param name what tells the list from every other of a portfolio.
   */
  list<T>(name: string, now: T[], isSame: (last: T, now: T) => boolean = Object.is): T[] {
    const last = this.#last.get(name) as T[] | undefined;
    const list = last ? keepSame(last, now, isSame) : now;
    this.#now.set(name, list);
    return list;
  }
}

function keepSame<T>(last: T[], now: T[], isSame: (last: T, now: T) => boolean): T[] {
  if (last.length === now.length && now.every((one, i) => isSame(last[i]!, one))) return last;
  return now.map((one, i) => (i < last.length && isSame(last[i]!, one) ? last[i]! : one));
}
