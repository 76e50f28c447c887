import { z } from 'zod';
import type { LinkType } from './link.ts';

/**
 * What a field is asked for by the public templates: required, conditional or optional. It is the policy that
 * turns `R` into a demand, by the system's tier; a schema itself refuses nothing but a wrong shape.
 */
export type Need = 'R' | 'C' | 'O';

/** What a reference field may point at. */
const targets = ['system', 'artefact', 'item', 'control', 'obligation', 'evidence', 'party', 'any'] as const;
export type Target = (typeof targets)[number];

/** What a schema says of a field beside its type; the guide, the templates and the JSON Schemas print it. */
export interface FieldMeta {
  need?: Need;
  /** One or two sentences for a writer. */
  doc?: string;
  /** Key of the source table in the field reference, such as `SS1/23 P1.2`. */
  source?: string;
  /**
   * The least rigorous tier (1 is the most rigorous) that is still asked for this field when it is `R`.
   * 1, the default, asks it of tier 1 only; 3 asks it of tiers 1 to 3.
   */
  tier?: 1 | 2 | 3 | 4;
  /** May stand in the body as a section under a heading of this name. */
  section?: boolean;
  /** An empty list is an answer, and not a field that was left out. */
  mayBeEmpty?: boolean;
  /** Other spellings accepted in front matter (`decision-makers`). */
  aliases?: string[];
  /** What to do about a value that has not the form of the field; said of the bare type. */
  fix?: string;
  /** Set on reference fields. */
  reference?: { to: Target; kind?: string; link?: LinkType | null; inverse?: boolean };
}

const registry = z.registry<FieldMeta>();

// One schema serves every field of its type: the kinds have hundreds, and making each anew is a tenth of loading them.
const prose = z.string().min(1);
const day = z.iso.date({ error: 'must be a calendar date `YYYY-MM-DD`' });

/**
 * Declares a field of a kind: its type, whether templates ask for it, a doc comment and the source. Every field
 * is optional in the schema; what is demanded follows the system's tier through the policy.
 */
export function field<T extends z.ZodType>(
  type: T,
  need: Need,
  doc: string,
  source: string,
  more: Omit<FieldMeta, 'need' | 'doc' | 'source' | 'reference'> = {},
): z.ZodOptional<T> {
  const wrapped = type.optional();
  const reference = fieldMeta(type).reference;
  registry.add(wrapped, { need, doc, source, ...more, ...(reference && { reference }) });
  return wrapped;
}

/**
 * A reference to something else by id. `link` names the typed link it makes, from the item (else the artefact)
 * that holds the field to the target; `inverse` turns it round (`owner`: the party *owns* the item); `null` makes
 * none, for a record that makes its links itself.
 */
export function ref(
  to: Target,
  options: { kind?: string; link?: LinkType | null; inverse?: boolean } = {},
): z.ZodString {
  const type = prose.clone();
  registry.add(type, { reference: { to, ...options } });
  return type;
}

/** Says what to do about a text that has not the form a type asks for, where the form alone does not tell. */
export function withFix<T extends z.ZodType>(type: T, fix: string): T {
  // Of its own: the type may serve other fields, of which this is not said.
  const own = type.clone();
  registry.add(own, { ...fieldMeta(type), fix });
  return own;
}

/** A calendar date, `YYYY-MM-DD`. */
export const date = () => day;

/** A piece of prose; may hold Markdown. */
export const text = () => prose;

/** What a schema says of a field; an empty record for a type that was not declared with `field` or `ref`. */
export const fieldMeta = (type: z.ZodType): FieldMeta => registry.get(type) ?? {};

/** Strips `optional`, `default`, `nullable` and `readonly` from a type. */
export function unwrap(type: z.ZodType): z.ZodType {
  let at = type;
  // By its name: zod's `instanceof` looks through a set of names, and this is asked for every value.
  while (wrappers.has(at.def.type)) at = (at as z.ZodOptional<z.ZodType>).unwrap();
  return at;
}

const wrappers: ReadonlySet<string> = new Set(['optional', 'default', 'nullable', 'readonly']);
