import { compareText } from './compare.ts';
import type { Link } from './link.ts';

/**
 * Every link in the order of outputs: by source, type, target and field. Sources are sorted once each, and a source’s
 * own links among themselves: comparing any two links of a portfolio takes ten times as long.
 */
export function linksInOrder(bySource: ReadonlyMap<string, readonly Link[]>): Link[] {
  const ordered: Link[] = [];
  for (const source of [...bySource.keys()].sort(compareText)) {
    const own = bySource.get(source)!;
    if (own.length === 1) ordered.push(own[0]!);
    else for (const link of [...own].sort(compareLinks)) ordered.push(link);
  }
  return ordered;
}

const compareLinks = (a: Link, b: Link): number =>
  compareText(a.type, b.type) || compareText(a.to, b.to) || compareText(a.field ?? '', b.field ?? '');
