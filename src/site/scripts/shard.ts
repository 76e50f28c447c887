/**
 * Which shard of the id table a key is in. The same function runs in the build and in the browser.
 * Source: FNV-1a, 32 bit.
 */
export function shardOf(key: string, count: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < key.length; i++) hash = Math.imul(hash ^ key.charCodeAt(i), 0x01000193);
  return (hash >>> 0) % count;
}
