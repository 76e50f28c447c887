// The fields of a kind as a table, for the guide.
import { z } from 'zod';
import { fieldMeta, unwrap, type FieldMeta, type Need } from '../core/field.ts';
import type { Kind } from '../core/kind.ts';
import { envelope, schemaOf } from './envelope.ts';

/** One field, in words. */
export interface FieldRow {
  /** Dotted path; `[]` marks the rows of a list: `features[].expected_range.min`. */
  name: string;
  /** How deep it is nested; 0 for fields of the file itself. */
  depth: number;
  type: string;
  /** `R`, `C` or `O`; `null` where the schema itself demands it. */
  need: Need | null;
  /** From which tier on it is asked for, in words; empty unless it is required. */
  tiers: string;
  doc: string;
  source: string;
  /** May be a section of the body. */
  section: boolean;
  /** Comes with the envelope that all pages share. */
  common: boolean;
  /** Allowed values, when it is a choice. */
  values: string[];
}

export const needWords: Record<Need, string> = { R: 'Required', C: 'Conditional', O: 'Optional' };

/** Which tiers are asked for a required field. */
export function tierWords(meta: Pick<FieldMeta, 'tier'>): string {
  const tier = meta.tier ?? 1;
  return tier === 4 ? 'every tier' : tier === 1 ? 'tier 1' : `tiers 1 to ${tier}`;
}

/** Every field of a kind, parents before children, the kind’s own before those that all pages share. */
export function fieldTable(kind: Kind): FieldRow[] {
  const rows = [...rowsOf(schemaOf(kind), '', 0)];
  const shared = (row: FieldRow): boolean => {
    const root = row.name.split(/[.[]/, 1)[0]!;
    return kind.form === 'page' && root in envelope.shape && !(root in kind.schema.shape);
  };
  const marked = rows.map((row) => ({ ...row, common: shared(row) }));
  return [...marked.filter((row) => !row.common), ...marked.filter((row) => row.common)];
}

function* rowsOf(type: z.ZodType, prefix: string, depth: number): Generator<FieldRow> {
  const bare = unwrap(type);
  if (bare instanceof z.ZodArray) {
    yield* rowsOf(bare.element as z.ZodType, prefix + '[]', depth);
    return;
  }
  if (bare instanceof z.ZodRecord) {
    yield* rowsOf(bare.valueType as z.ZodType, prefix + '.*', depth);
    return;
  }
  if (!(bare instanceof z.ZodObject)) return;
  for (const [key, inner] of Object.entries(bare.shape as Record<string, z.ZodType>)) {
    const meta = { ...fieldMeta(unwrap(inner)), ...fieldMeta(inner) };
    const name = prefix === '' ? key : `${prefix}.${key}`;
    yield {
      name,
      depth,
      type: typeInWords(inner),
      need: meta.need ?? null,
      tiers: meta.need === 'R' ? tierWords(meta) : '',
      doc: meta.doc ?? inner.description ?? '',
      source: meta.source ?? '',
      section: meta.section === true,
      common: false,
      values: valuesOf(inner),
    };
    yield* rowsOf(inner, name, depth + 1);
  }
}

/** A type as a writer would say it: `list of text`, `date`, `id of a party`. */
function typeInWords(type: z.ZodType): string {
  const bare = unwrap(type);
  const reference = fieldMeta(bare).reference ?? fieldMeta(type).reference;
  if (reference && bare instanceof z.ZodString) {
    const target = reference.kind ?? reference.to;
    return target === 'any' ? 'id of anything' : `id of ${article(target.replaceAll('-', ' '))}`;
  }
  if (bare instanceof z.ZodArray) return `list of ${plural(typeInWords(bare.element as z.ZodType))}`;
  if (bare instanceof z.ZodObject) return isBound(bare) ? 'number from evidence' : 'record';
  if (bare instanceof z.ZodRecord) return 'mapping';
  if (bare instanceof z.ZodEnum) return 'choice';
  if (bare instanceof z.ZodBoolean) return 'yes or no';
  if (bare instanceof z.ZodNumber) return bare.isInt ? 'whole number' : 'number';
  if (bare instanceof z.ZodUnion) {
    const options = (bare.options as z.ZodType[]).map(typeInWords).filter((one) => one !== 'empty');
    return [...new Set(options)].join(' or ');
  }
  if (bare instanceof z.ZodNull) return 'empty';
  return bare instanceof z.ZodISODate ? 'date' : 'text';
}

const isBound = (type: z.ZodObject): boolean => {
  const { from, baseline } = type.shape as Record<string, z.ZodType | undefined>;
  return from !== undefined && baseline !== undefined;
};

const article = (noun: string): string =>
  noun === 'evidence' ? noun : (/^[aeiou]/.test(noun) ? 'an ' : 'a ') + noun;

const plural = (words: string): string => {
  if (words.includes(' or ') || words === 'text') return words;
  if (words === 'id of anything' || words === 'id of evidence') return words.replace('id', 'ids');
  if (!words.startsWith('id of ')) return words + 's';
  return words.replace(/^id of an? /, 'ids of ').replace(/y$/, 'ie') + 's';
};

function valuesOf(type: z.ZodType): string[] {
  const bare = unwrap(type);
  if (bare instanceof z.ZodEnum) return bare.options.map(String);
  return bare instanceof z.ZodArray ? valuesOf(bare.element as z.ZodType) : [];
}
