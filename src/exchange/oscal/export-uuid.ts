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
  const hex = hash('sha1', Buffer.concat([bytesOf(namespace), Buffer.from(name, 'utf8')]));
  // The version and the two bits of the variant take the place of what the digest has there.
  const variant = ((parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  const [time, mid, high] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(13, 16)];
  return `${time}-${mid}-5${high}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const known = new Map<string, Buffer>();

/** The bytes of a namespace: of thousands of names nearly all are in the same. */
function bytesOf(namespace: string): Buffer {
  let bytes = known.get(namespace);
  if (!bytes) known.set(namespace, (bytes = Buffer.from(namespace.replaceAll('-', ''), 'hex')));
  return bytes;
}

/** The UUID of a thing: what it is and the ids that tell it from all others of its sort. */
export const uuidOf = (sort: string, ...ids: readonly string[]): string =>
  uuidV5([sort, ...ids].join('|'), uuidNamespace);
