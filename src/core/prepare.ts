import { ZodArray, type z } from 'zod';
import { isBodyLost, spotOf } from './artefact.ts';
import { folderOf, joinPath } from './classify.ts';
import { coerce } from './coerce.ts';
import { asRecord, copyOf } from './data.ts';
import type { Document, Section } from './document.ts';
import { fieldMeta, unwrap } from './field.ts';
import type { FindingDraft } from './finding.ts';
import type { Kind } from './kind.ts';
import { Origins } from './origins.ts';
import { once } from './once.ts';
import { isPlace, toPointer, type Path, type Spot } from './place.ts';
import { isPlaceholder } from './placeholder.ts';
import { didYouMean } from './suggest.ts';

/** Front matter made whole: aliases read, side files joined, defaults filled in, sections taken as fields. */
export interface Prepared {
  own: Record<string, unknown>;
  origins: Origins;
  broken: Path[];
  drafts: FindingDraft[];
  /** Side files this artefact took its rows from. */
  sides: string[];
}

/** Prepares a document's own data for validation; `side` finds the document at a path of the content folder. */
export function prepare(
  document: Document,
  kind: Kind,
  schema: z.ZodObject,
  subject: string,
  side: (file: string) => Document | undefined,
): Prepared {
  const shape = schema.shape as Record<string, z.ZodType>;
  const out: Prepared = { own: {}, origins: new Origins(), broken: [], drafts: [], sides: [] };
  const data = asRecord(document.data) ?? {};
  for (const [key, value] of Object.entries(data)) {
    if (key === 'kind' && !Object.hasOwn(shape, 'kind')) continue;
    const name = Object.hasOwn(shape, key) ? key : (aliasOf(shape, key) ?? key);
    if (name !== key) out.origins.set([name], { file: document.file, path: [key] });
    out.own[name] = copyOf(value);
  }
  const adopted = kind.adopt?.(out.own);
  if (adopted) {
    for (const [name, key] of Object.entries(adopted.from)) {
      if (name !== key)
        out.origins.set([name], out.origins.of([key]) ?? { file: document.file, path: [key] });
    }
    out.own = adopted.data;
  }
  joinSides(out, document, shape, subject, side);
  applyDefaults(out, document, shape, subject);
  takeSections(out, document, kind, shape, subject);
  if (isBodyLost(document)) out.broken.push(...fieldsInBody(kind, shape, out.own));
  takePlaceholders(out, document, subject, out.own, []);
  return out;
}

function aliasOf(shape: Record<string, z.ZodType>, key: string): string | null {
  for (const [name, type] of Object.entries(shape)) {
    if (fieldMeta(type).aliases?.includes(key)) return name;
  }
  return null;
}

/** Replaces `features: ./features.csv` by the rows of that file. */
function joinSides(
  out: Prepared,
  document: Document,
  shape: Record<string, z.ZodType>,
  subject: string,
  side: (file: string) => Document | undefined,
): void {
  for (const [name, value] of Object.entries(out.own)) {
    const type = shape[name] && unwrap(shape[name]);
    if (!(type instanceof ZodArray) || typeof value !== 'string') continue;
    const fail = (message: string, fix: string): void => {
      out.drafts.push({
        rule: 'reference/side-file',
        message,
        at: { file: document.file, path: [name] },
        subject,
        detail: name,
        fix,
      });
      out.broken.push([name]);
      Reflect.deleteProperty(out.own, name);
    };
    if (!/\.(csv|ya?ml)$/.test(value)) continue;
    const file = joinPath(folderOf(document.file), value);
    if (file === null) {
      fail(
        `\`${name}\` names \`${value}\`, which is outside the content folder`,
        'put the file beside this one and write `./' + (value.split('/').pop() ?? '') + '`',
      );
      continue;
    }
    const found = side(file);
    if (!found) {
      fail(
        `\`${name}\` names \`${value}\`, and there is no such file`,
        `create \`${file}\`, or correct the name`,
      );
      continue;
    }
    out.sides.push(file);
    const rows = rowsOf(found, name);
    if (rows === null) {
      // An unreadable side file has a finding of its own; the field is simply unusable.
      if (found.data !== null)
        fail(`\`${value}\` holds no list of rows`, `write a list, or a mapping with \`${name}:\``);
      else {
        out.broken.push([name]);
        Reflect.deleteProperty(out.own, name);
      }
      continue;
    }
    const element = type.element as z.ZodType;
    out.own[name] = found.format === 'csv' ? rows.list.map((row) => coerce(element, row)) : copyOf(rows.list);
    out.origins.set([name], { file, path: rows.path });
    if (rows.defaults) mergeDefaults(out, name, rows.defaults, (key) => ({ file, path: ['defaults', key] }));
  }
}

function rowsOf(
  document: Document,
  name: string,
): { list: unknown[]; path: Path; defaults: Record<string, unknown> | null } | null {
  if (Array.isArray(document.data)) return { list: document.data as unknown[], path: [], defaults: null };
  const root = asRecord(document.data);
  const list = root?.[name];
  if (!Array.isArray(list)) return null;
  return { list: list as unknown[], path: [name], defaults: asRecord(root?.['defaults']) };
}

/** Fills `defaults: { features: { owner: … } }` into the rows that do not state the field. */
function applyDefaults(
  out: Prepared,
  document: Document,
  shape: Record<string, z.ZodType>,
  subject: string,
): void {
  const stated = out.own['defaults'];
  const defaults = asRecord(stated);
  Reflect.deleteProperty(out.own, 'defaults');
  if (!defaults) {
    if (stated !== undefined)
      out.drafts.push({
        rule: 'schema/invalid',
        message: `\`defaults\` must be a mapping of lists, not ${Array.isArray(stated) ? 'a list' : 'a single value'}`,
        at: { file: document.file, path: ['defaults'] },
        subject,
        detail: 'defaults',
        fix: 'write the list and, under it, the values: `defaults: { features: { owner: … } }`',
      });
    return;
  }
  for (const [list, values] of Object.entries(defaults)) {
    const record = asRecord(values);
    const type = shape[list] && unwrap(shape[list]);
    if (!record || !(type instanceof ZodArray)) {
      const lists = Object.keys(shape).filter((name) => unwrap(shape[name]!) instanceof ZodArray);
      out.drafts.push({
        rule: 'schema/unknown-field',
        message: `\`defaults\` names \`${list}\`, which is not a list of this kind`,
        at: { file: document.file, path: ['defaults', list], part: 'key' },
        detail: `defaults.${list}`,
        fix: didYouMean(list, lists) ?? 'name one of the lists of this kind: ' + lists.join(', '),
      });
      continue;
    }
    mergeDefaults(out, list, record, (key) => ({ file: document.file, path: ['defaults', list, key] }));
  }
}

function mergeDefaults(
  out: Prepared,
  list: string,
  defaults: Record<string, unknown>,
  spot: (key: string) => Spot,
): void {
  const rows = out.own[list];
  if (!Array.isArray(rows)) return;
  const filled = Object.entries(defaults).map(([key, value]) => ({ key, value, at: spot(key) }));
  rows.forEach((row: unknown, i) => {
    const record = asRecord(row);
    if (!record) return;
    for (const { key, value, at } of filled) {
      if (record[key] !== undefined) continue;
      record[key] = copyOf(value);
      out.origins.set([list, i, key], at);
    }
  });
}

/**
 * Text fields may be sections of the body under the heading of that name, and lists of texts the items of its lists
 * or, where it is prose alone, its paragraphs. The section stays part of the prose, with what else it says.
 */
function takeSections(
  out: Prepared,
  document: Document,
  kind: Kind,
  shape: Record<string, z.ZodType>,
  subject: string,
): void {
  for (const section of document.body?.sections ?? []) {
    const name = fieldOfHeading(section, kind, shape);
    if (name === null || out.own[name] !== undefined || section.text === '') continue;
    const type = unwrap(shape[name]!);
    if (type instanceof ZodArray) {
      const entries = section.items ?? (section.isProse ? paragraphsOf(section.text) : null);
      if (entries === null) {
        out.drafts.push(noEntries(section, name, subject));
        out.broken.push([name]);
        continue;
      }
      out.own[name] = entries;
    } else out.own[name] = section.text;
    out.origins.set([name], section.place);
  }
}

/** The paragraphs of Markdown that holds nothing else, each in one line. */
const paragraphsOf = (text: string): string[] =>
  text
    .replace(/<!--[\s\S]*?-->|\{\/\*[\s\S]*?\*\/\}/g, '')
    .split(/\n[ \t]*\n/)
    .map((one) => one.trim().replace(/\s*\n\s*/g, ' '))
    .filter((one) => one !== '');

const noEntries = (section: Section, name: string, subject: string): FindingDraft => ({
  rule: 'schema/invalid',
  message: `\`${name}\` is a list, and the section “${section.heading.text}” holds none`,
  at: section.place,
  subject,
  detail: name,
  fix: 'write its entries as a list, `- …`, or give the section another heading',
});

/** The fields that are not stated elsewhere and may stand in a body that could not be read. */
function fieldsInBody(
  kind: Kind,
  shape: Record<string, z.ZodType>,
  own: Readonly<Record<string, unknown>>,
): Path[] {
  const possible = Object.keys(shape).filter(
    (name) => kind.sections?.[name] || fieldMeta(shape[name]!).section,
  );
  const fields = ['title', ...possible, ...(kind.madeFromSections ?? [])];
  return fields.filter((name) => own[name] === undefined).map((name) => [name]);
}

function fieldOfHeading(section: Section, kind: Kind, shape: Record<string, z.ZodType>): string | null {
  const heading = normal(section.heading.text);
  const named =
    kind.sections &&
    fieldsNamed(kind.sections)
      .get(heading)
      ?.find((name) => Object.hasOwn(shape, name));
  return named ?? sectionFields(shape).get(heading) ?? null;
}

/** The fields that a kind finds under each heading. */
const fieldsNamed = once(
  (sections: NonNullable<Kind['sections']>): ReadonlyMap<string, readonly string[]> => {
    const fields = new Map<string, string[]>();
    for (const [name, headings] of Object.entries(sections))
      for (const one of headings) fields.set(normal(one), [...(fields.get(normal(one)) ?? []), name]);
    return fields;
  },
);

/** The fields of a schema that may stand in the body, by the heading that is their name. */
const sectionFields = once((shape: Record<string, z.ZodType>): ReadonlyMap<string, string> => {
  const fields = new Map<string, string>();
  for (const [name, type] of Object.entries(shape))
    if (fieldMeta(type).section && !fields.has(normal(name))) fields.set(normal(name), name);
  return fields;
});

const normal = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** Takes placeholder texts out: a field that says `TBD` is not filled in. `path` is left as it was. */
function takePlaceholders(
  out: Prepared,
  document: Document,
  subject: string,
  value: unknown,
  path: (string | number)[],
): void {
  if (value === null || typeof value !== 'object') return;
  const isList = Array.isArray(value);
  let found = false;
  for (const key of Object.keys(value)) {
    const inner = (value as Record<string, unknown>)[key];
    if (typeof inner === 'string' ? !isPlaceholder(inner) : inner === null || typeof inner !== 'object')
      continue;
    path.push(isList ? Number(key) : key);
    if (typeof inner === 'string') {
      found = true;
      reportPlaceholder(out, document, subject, inner, [...path]);
      // A word of a list goes without a trace; a list of nothing else is not filled in.
      if (!isList) {
        out.broken.push([...path]);
        Reflect.deleteProperty(value, key);
      } else if (value.every((one) => typeof one === 'string' && isPlaceholder(one)))
        out.broken.push(path.slice(0, -1));
    } else takePlaceholders(out, document, subject, inner, path);
    path.pop();
  }
  if (found && isList) dropPlaceholders(out, document.file, value as unknown[], [...path]);
}

function reportPlaceholder(out: Prepared, document: Document, subject: string, text: string, at: Path): void {
  const spot = spotOf({ file: document.file, origins: out.origins }, at);
  // A section's prose has been read already, and its placeholder reported there.
  if (isPlace(spot)) return;
  out.drafts.push({
    rule: 'content/placeholder',
    message: `\`${at.filter((step) => typeof step === 'string').join('.')}\` is not filled in yet: it says \`${text.trim()}\``,
    at: spot,
    subject,
    detail: toPointer(at),
    fix: 'write the value, or remove the field and say in `x_note` why it cannot be known',
  });
}

/** Takes the placeholders out of a list of words; those that move up stay where they are written. */
function dropPlaceholders(out: Prepared, file: string, list: unknown[], path: Path): void {
  const kept = list.flatMap((one, i) => (typeof one === 'string' && isPlaceholder(one) ? [] : [i]));
  if (kept.length === list.length) return;
  const spots = kept.map((i) => spotOf({ file, origins: out.origins }, [...path, i]));
  list.splice(0, list.length, ...kept.map((i) => list[i]));
  spots.forEach((spot, i) => out.origins.set([...path, i], spot));
}
