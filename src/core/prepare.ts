import type { z } from 'zod';
import { isBodyLost } from './artefact.ts';
import { fieldsInBody, takeSections } from './body-fields.ts';
import { asRecord, copyOf } from './data.ts';
import type { Document } from './document.ts';
import { fieldMeta } from './field.ts';
import { takePlaceholders } from './field-placeholders.ts';
import type { Kind } from './kind.ts';
import { Origins } from './origins.ts';
import type { Prepared } from './prepared.ts';
import { applyDefaults } from './row-defaults.ts';
import { joinSides } from './side-rows.ts';

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
