/**
 * Ids are case-sensitive slugs. A *local* id is unique in its system (`FM-02`, `ADR-0003`,
 * `utilisation_ratio`); a *qualified* id is unique in the portfolio (`retail-credit-pd/FM-02`). Portfolio-wide
 * things (controls of the library, parties, obligations `eu-ai-act:art-14-4-e`, systems) are qualified already.
 */
export const idPattern = /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/;
const obligationId = /^[A-Za-z0-9][A-Za-z0-9._-]*:[A-Za-z0-9][A-Za-z0-9._()-]*$/;

/** Whether the text can be a local id. */
export const isSlug = (text: string): boolean => idPattern.test(text);

/** Whether the text has the form of an obligation's id, `<catalogue>:<clause>`. */
export const isObligationId = (text: string): boolean => obligationId.test(text);

/** The qualified id of something inside a system; portfolio-wide ids (no system) stay as they are. */
export const qualify = (system: string | null, local: string): string =>
  system === null ? local : `${system}/${local}`;

/** Splits a reference or qualified id into its system (`null` when none is named) and local id. */
export function splitReference(reference: string): { system: string | null; local: string } {
  const slash = reference.indexOf('/');
  if (slash < 0) return { system: null, local: reference };
  return { system: reference.slice(0, slash), local: reference.slice(slash + 1) };
}

/** A slug made from any text: lower case ASCII letters and digits joined by single hyphens. */
export function toSlug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** A reference written in prose, `[[FM-02]]` or `[[FM-02|its label]]`. */
export interface WikiReference {
  target: string;
  label: string | null;
}

const wiki = /\[\[([^[\]|\n]+)(?:\|([^[\]\n]+))?\]\]/g;

/** Every `[[reference]]` in a text with its offset and length, in order. */
export function parseWikiReferences(text: string): (WikiReference & { offset: number; length: number })[] {
  return [...text.matchAll(wiki)].map((match) => ({
    target: match[1]!.trim(),
    label: match[2]?.trim() ?? null,
    offset: match.index,
    length: match[0].length,
  }));
}

/** An evidence reference, `ev:<id>#<JSON Pointer>` or `<id>`; the pointer is empty when none is given. */
export function parseEvidenceReference(text: string): { id: string; pointer: string } {
  const bare = text.startsWith('ev:') ? text.slice(3) : text;
  const hash = bare.indexOf('#');
  return hash < 0 ? { id: bare, pointer: '' } : { id: bare.slice(0, hash), pointer: bare.slice(hash + 1) };
}

/** A reference with another id in it: its `ev:` and its pointer stay as they are written. */
export function withId(reference: string, id: string): string {
  const { pointer } = parseEvidenceReference(reference);
  return `${reference.startsWith('ev:') ? 'ev:' : ''}${id}${pointer === '' ? '' : `#${pointer}`}`;
}
