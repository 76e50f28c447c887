/**
 * The exact-id lane of the search: Pagefind splits `FM-02` and `eu-ai-act:art-14-4-e` at their hyphens, so ids are
 * looked up in a table of their own first. The table is cut into shards, so that a portfolio of twenty thousand
 * items costs a reader one small file.
 */
import { addressOf } from '../../core/address.ts';
import { compareNatural, compareText } from '../../core/compare.ts';
import type { Portfolio } from '../../core/portfolio.ts';
import { humanise } from '../../ui/words.ts';
import { shardOf } from '../scripts/shard.ts';
import { systemApart } from './system-apart.ts';

/** One thing that has an id. */
export interface IdEntry {
  id: string;
  title: string;
  /** For people: `Failure mode`. */
  kind: string;
  /** The title of its system, with its id where two have the same; or `null`. */
  system: string | null;
  /** Root-relative. */
  address: string;
}

/** Ids per shard, about: 500 entries are some 20 KB gzipped. */
const perShard = 500;

/** How many shards the table has: a power of two. */
export function shardCount(portfolio: Portfolio): number {
  let count = 1;
  while (count * perShard < portfolio.index.nodes.size) count *= 2;
  return count;
}

/**
 * The shards: lower-case key to entries. A thing is found by its qualified id, its local id, an obligation also by
 * its clause alone, evidence also with `ev:`.
 */
export function idShards(portfolio: Portfolio): Record<string, IdEntry[]>[] {
  const size = shardCount(portfolio);
  const titles = new Map(portfolio.systems.map(({ id, title }) => [id, systemApart(portfolio, id) ?? title]));
  const kinds = new Map(portfolio.kinds.map((kind) => [kind.name, kind.title]));
  const table = new Map<string, IdEntry[]>();
  for (const node of portfolio.index.nodes.values()) {
    const entry: IdEntry = {
      id: node.id,
      title: node.title,
      kind:
        node.type === 'artefact'
          ? (kinds.get(node.kind) ?? humanise(node.kind))
          : humanise(node.type === 'item' ? node.kind : node.type),
      system: node.type === 'system' ? null : (titles.get(node.system ?? '') ?? null),
      address: addressOf(node),
    };
    const keys = new Set([node.id, node.local]);
    if (node.type === 'obligation') keys.add(node.id.slice(node.id.indexOf(':') + 1));
    for (const key of keys) {
      const lower = key.toLowerCase();
      const same = table.get(lower);
      if (same) same.push(entry);
      else table.set(lower, [entry]);
    }
  }
  const shards: Record<string, IdEntry[]>[] = Array.from({ length: size }, () => ({}));
  for (const [key, entries] of [...table].sort((a, b) => compareText(a[0], b[0]))) {
    const shard = shards[shardOf(key, size)];
    if (shard) shard[key] = entries.sort((a, b) => compareNatural(a.id, b.id));
  }
  return shards;
}
