import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/** SHA-256 of a text or bytes, 64 hex digits. */
export const sha256 = (content: string | Uint8Array): string => hash('sha256', content, 'hex');

/**
 * The fingerprint of any JSON value: `fp1:` + SHA-256 over its canonical JSON. Keys whose value is `undefined`
 * are absent, so a schema that gains an optional field changes no fingerprint.
 * Source: RFC 8785 (JSON Canonicalization Scheme).
 * @throws {Error} when the value holds a number that JSON cannot (NaN, infinities).
 */
export function fingerprintOf(value: unknown): string {
  return 'fp1:' + sha256(canonicalize(value) ?? 'null');
}

/** Fields that carry no meaning of their own: status, people's review dates, history, and how rows are written. */
export const notMeaning: readonly string[] = [
  'status',
  'created',
  'next_review',
  'change_history',
  'defaults',
  'schema_version',
];

/** The fingerprint of an artefact's meaning: the fields it states itself, without those of `notMeaning`. */
export function fingerprintOfMeaning(own: Readonly<Record<string, unknown>>): string {
  const meaning: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(own)) {
    if (!notMeaning.includes(key)) meaning[key] = value;
  }
  return fingerprintOf(meaning);
}

/** The short form of a digest or fingerprint that people compare by eye: its first twelve hex digits. */
export const shortDigest = (digest: string): string => digest.replace(/^(fp1|sha256):/, '').slice(0, 12);
