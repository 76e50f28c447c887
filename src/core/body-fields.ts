/** Fields that stand in the body of an artefact, as sections under their headings. */
import { ZodArray, type z } from 'zod';
import type { Document, Section } from './document.ts';
import { fieldMeta, unwrap } from './field.ts';
import type { FindingDraft } from './finding.ts';
import type { Kind } from './kind.ts';
import { once } from './once.ts';
import type { Path } from './place.ts';
import type { Prepared } from './prepared.ts';

/**
 * Text fields may be sections of the body under the heading of that name, and lists of texts the items of its lists
 * or, where it is prose alone, its paragraphs. The section stays part of the prose, with what else it says.
 */
export function takeSections(
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
export function fieldsInBody(
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
  // What stands in braces after it is refused where it stands: `## Description {#purpose}` is the description still.
  const heading = normal(section.heading.text.replace(/\{[^{}]*\}\s*$/, ''));
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
