import { compareText } from './compare.ts';
import type { Link } from './link.ts';
import { pushTo } from './multimap.ts';
import { once } from './once.ts';

/** Every link of a portfolio, and its links by their ends. */
export interface LinkIndex {
  /** As they were found. */
  links: readonly Link[];
  from: Map<string, Link[]>;
  to: Map<string, Link[]>;
  /** In the order of outputs: by source, type, target and field. */
  inOrder: Link[];
}

/** The index before any portfolio. */
export const noLinks: LinkIndex = { links: [], from: new Map(), to: new Map(), inOrder: [] };

/**
 * Indexes links. The links of a source or a target that are those of last time are the same list again.
 * @param last the index of the portfolio before.
 */
export function linkIndexOf(links: readonly Link[], last: LinkIndex): LinkIndex {
  if (links === last.links) return last;
  const from = new Map<string, Link[]>();
  const to = new Map<string, Link[]>();
  for (const link of links) {
    pushTo(from, link.from, link);
    pushTo(to, link.to, link);
  }
  keepLists(from, last.from);
  keepLists(to, last.to);
  return { links, from, to, inOrder: linksInOrder(from) };
}

function keepLists(now: Map<string, Link[]>, last: ReadonlyMap<string, Link[]>): void {
  if (last.size === 0) return;
  for (const [key, list] of now) {
    const before = last.get(key);
    if (before?.length === list.length && list.every((link, i) => link === before[i])) now.set(key, before);
  }
}

/**
 * Sources are sorted once each, and a source’s own links among themselves: comparing any two links of a portfolio takes
 * ten times as long.
 */
function linksInOrder(bySource: ReadonlyMap<string, readonly Link[]>): Link[] {
  const ordered: Link[] = [];
  for (const source of [...bySource.keys()].sort(compareText))
    for (const link of ownInOrder(bySource.get(source)!)) ordered.push(link);
  return ordered;
}

const ownInOrder = once((links: readonly Link[]): readonly Link[] =>
  links.length === 1 ? links : [...links].sort(compareLinks),
);

const compareLinks = (a: Link, b: Link): number =>
  compareText(a.type, b.type) || compareText(a.to, b.to) || compareText(a.field ?? '', b.field ?? '');
