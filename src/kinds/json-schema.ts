// JSON Schemas of front matter, records and side files, for editors.
import { z } from 'zod';
import { fieldMeta } from '../core/field.ts';
import type { ItemList, Kind } from '../core/kind.ts';
import { schemaOf } from './envelope.ts';
import { needWords, tierWords } from './field-table.ts';

const base = 'https://casebook.invalid/schemas/';

/**
 * The JSON Schemas (draft 2020-12) of every kind, by file name: `<kind>.schema.json` for front matter and
 * records, `<kind>.<list>.schema.json` for a YAML file that holds one of its lists. Descriptions are the fields’
 * doc comments; `x_*` fields are allowed everywhere.
 */
export function jsonSchemas(kinds: readonly Kind[]): Record<string, object> {
  const schemas: Record<string, object> = {};
  for (const kind of kinds) {
    const schema = schemaOf(kind);
    const name = `${kind.name}.schema.json`;
    schemas[name] = {
      ...head(name, kind.title, kind.summary),
      ...convert(schema, kind.items),
    };
    for (const list of kind.items) {
      const element = rowsOf(schema, list);
      if (!element) continue;
      const file = `${kind.name}.${list.field}.schema.json`;
      const rows = { type: 'array', items: convert(element, []) };
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
            properties: {
              [list.field]: rows,
              defaults: { type: 'object', description: 'Values for rows that do not state them.' },
            },
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
});

/** The element type of a list of items, or `null` when the schema holds no such list. */
function rowsOf(schema: z.ZodObject, list: ItemList): z.ZodType | null {
  const type = (schema.shape as Record<string, z.ZodType>)[list.field];
  const bare = type instanceof z.ZodOptional ? (type.unwrap() as z.ZodType) : type;
  return bare instanceof z.ZodArray ? (bare.element as z.ZodType) : null;
}

type Node = Record<string, unknown>;

/** One schema, without its `$schema`. */
function convert(type: z.ZodType, lists: readonly ItemList[]): object {
  const converted = z.toJSONSchema(type, {
    target: 'draft-2020-12',
    io: 'input',
    reused: 'inline',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema instanceof z.ZodType) describe(zodSchema, jsonSchema as Node);
    },
  }) as Node;
  Reflect.deleteProperty(converted, '$schema');
  const properties = converted['properties'] as Record<string, Node> | undefined;
  for (const list of lists) {
    const property = properties?.[list.field];
    if (!properties || !property) continue;
    const { description, $comment, ...rows } = property;
    properties[list.field] = {
      ...(description !== undefined && { description }),
      ...($comment !== undefined && { $comment }),
      anyOf: [rows, { type: 'string', pattern: '\\.(csv|ya?ml)$' }],
    };
  }
  return converted;
}

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
