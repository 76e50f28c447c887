import { hash } from 'node:crypto';

/**
 * The namespace of every UUID that Casebook writes: version 5 of `https://casebook.invalid/ns/oscal` in the URL
 * namespace of RFC 9562. It must never change: the same thing has the same UUID in every export.
 */
export const uuidNamespace = '0491fca2-2fff-528e-a100-c0437141aa6f';

/**
 * The UUID of a name in a namespace, from nothing but the two.
 * Source: RFC 9562 §5.5 (version 5).
 */
export function uuidV5(name: string, namespace: string): string {
  const bytes = Buffer.concat([Buffer.from(namespace.replaceAll('-', ''), 'hex'), Buffer.from(name, 'utf8')]);
  const digest = hash('sha1', bytes, 'buffer').subarray(0, 16);
  digest[6] = (digest[6]! & 0x0f) | 0x50;
  digest[8] = (digest[8]! & 0x3f) | 0x80;
  const hex = digest.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The UUID of a thing: what it is and the ids that tell it from all others of its sort. */
export const uuidOf = (sort: string, ...ids: readonly string[]): string =>
  uuidV5([sort, ...ids].join('|'), uuidNamespace);
