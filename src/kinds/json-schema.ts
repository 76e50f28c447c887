// JSON Schemas of front matter, records and side files, for editors.
import { z } from 'zod';
import { fieldMeta, unwrap } from '../core/field.ts';
import type { ItemList, Kind } from '../core/kind.ts';
import { placeholderPattern } from '../core/placeholder.ts';
import { schemaOf } from './envelope.ts';
import { needWords, tierWords } from './field-table.ts';

const base = 'https://casebook.invalid/schemas/';

/**
 * The JSON Schemas (draft 2020-12) of every kind, by file name: `<kind>.schema.json` for front matter and
 * records, `<kind>.<list>.schema.json` for a YAML file that holds one of its lists. Descriptions are the fields’
 * doc comments; `x_*` fields are allowed everywhere. What `check` takes as it is or calls not filled in yet, an editor
 * leaves alone.
 */
export function jsonSchemas(kinds: readonly Kind[]): Record<string, object> {
  const schemas: Record<string, object> = {};
  for (const kind of kinds) {
    const schema = schemaOf(kind);
    const name = `${kind.name}.schema.json`;
    schemas[name] = {
      ...head(name, kind.title, kind.summary),
      ...formOf(kind, schema),
    };
    for (const list of kind.items) {
      const element = rowsOf(schema, list);
      if (!element) continue;
      const file = `${kind.name}.${list.field}.schema.json`;
      const rows = { type: 'array', items: convert(element) };
      schemas[file] = {
        ...head(
          file,
          `${kind.title}: ${list.field}`,
          `A file beside a ${kind.title.toLowerCase()}: a list of rows, or a mapping with the list and its defaults.`,
        ),
        anyOf: [
          rows,
          {
            type: 'object',
            properties: { [list.field]: rows, defaults },
            required: [list.field],
            patternProperties: { '^x_': {} },
            additionalProperties: false,
          },
        ],
      };
    }
  }
  return schemas;
}

const head = (name: string, title: string, description: string): object => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: base + name,
  title,
  description,
  $defs: { placeholder: { type: 'string', pattern: placeholderPattern, description: 'Not filled in yet.' } },
});

const defaults = { type: 'object', description: 'Values for rows that do not state them.' };

/** A file beside this one that a list is read from. */
const sideFile = { type: 'string', pattern: '\\.(csv|ya?ml)$' };

const placeholder = { $ref: '#/$defs/placeholder' };

/** The element type of a list of items, or `null` when the schema holds no such list. */
function rowsOf(schema: z.ZodObject, list: ItemList): z.ZodType | null {
  const type = (schema.shape as Record<string, z.ZodType>)[list.field];
  const bare = type instanceof z.ZodOptional ? (type.unwrap() as z.ZodType) : type;
  return bare instanceof z.ZodArray ? (bare.element as z.ZodType) : null;
}

type Node = Record<string, unknown>;

/** The schema of a kind’s front matter or record, with everything its fields may be written as. */
function formOf(kind: Kind, schema: z.ZodObject): object {
  const form = convert(schema);
  const properties = form['properties'] as Record<string, Node>;
  for (const [name, type] of Object.entries(schema.shape as Record<string, z.ZodType>)) {
    const adopted = kind.adopts?.[name];
    for (const spelling of [name, ...(fieldMeta(type).aliases ?? [])]) {
      if (unwrap(type) instanceof z.ZodArray) allow(properties, spelling, sideFile);
      if (adopted) allow(properties, spelling, adopted);
    }
  }
  // Reading takes both out of any file, a record included.
  properties['kind'] ??= {};
  properties['defaults'] ??= defaults;
  return form;
}

/** One schema, without its `$schema`. */
function convert(type: z.ZodType): Node {
  const converted = z.toJSONSchema(type, {
    target: 'draft-2020-12',
    io: 'input',
    reused: 'inline',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema instanceof z.ZodType) describe(zodSchema, jsonSchema as Node);
    },
  }) as Node;
  Reflect.deleteProperty(converted, '$schema');
  allowPlaceholders(converted);
  return converted;
}

/** Lets a property be written in one more way; what is said of it stays where editors look for it. */
function allow(properties: Record<string, Node>, name: string, also: object): void {
  const { description, $comment, ...own } = properties[name] ?? {};
  const ways = Object.keys(own).join() === 'anyOf' ? (own['anyOf'] as object[]) : [own];
  properties[name] = {
    ...(description !== undefined && { description }),
    ...($comment !== undefined && { $comment }),
    anyOf: [...ways, also],
  };
}

/** A value that is not filled in yet has a finding of its own, and no editor calls it wrong: anywhere, in any type. */
function allowPlaceholders(node: unknown): void {
  if (Array.isArray(node)) return node.forEach(allowPlaceholders);
  if (node === null || typeof node !== 'object') return;
  Object.values(node).forEach(allowPlaceholders);
  const { type, properties, items } = node as Node;
  if (type === 'object' && properties !== undefined) {
    const fields = properties as Record<string, Node>;
    for (const [name, field] of Object.entries(fields)) {
      if (!isAnyText(field)) allow(fields, name, placeholder);
    }
  }
  if (type === 'array' && items !== undefined && !isAnyText(items as Node)) {
    const holder = { items: items as Node };
    allow(holder, 'items', placeholder);
    (node as Node)['items'] = holder.items;
  }
}

/** Whether a schema takes any text, if perhaps not an empty one. */
const isAnyText = (node: Node): boolean =>
  Object.keys(node).every((key) => ['type', 'minLength', 'description', '$comment'].includes(key)) &&
  (node['type'] === 'string' || node['type'] === undefined);

/** Adds what our fields say of themselves: the doc comment, need and source, other spellings, `x_*`. */
function describe(type: z.ZodType, node: Node): void {
  const meta = fieldMeta(type);
  if (meta.doc !== undefined) node['description'] = meta.doc;
  if (meta.need !== undefined) {
    node['$comment'] =
      `${needWords[meta.need]}${meta.need === 'R' ? ` (${tierWords(meta)})` : ''}. Source: ${meta.source ?? 'GK'}`;
  }
  if (type instanceof z.ZodObject) {
    node['patternProperties'] = { '^x_': {} };
    const properties = node['properties'] as Record<string, Node> | undefined;
    for (const [name, field] of Object.entries(type.shape as Record<string, z.ZodType>)) {
      for (const alias of fieldMeta(field).aliases ?? []) {
        if (properties?.[name])
          properties[alias] = { ...properties[name], description: `Another spelling of \`${name}\`.` };
      }
    }
  }
}
