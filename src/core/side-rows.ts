/** Rows of an artefact that stand in a file beside it. */
import { ZodArray, type z } from 'zod';
import { folderOf, joinPath } from './classify.ts';
import { coerce } from './coerce.ts';
import { asRecord, copyOf } from './data.ts';
import type { Document } from './document.ts';
import { unwrap } from './field.ts';
import type { Path } from './place.ts';
import type { Prepared } from './prepared.ts';
import { mergeDefaults } from './row-defaults.ts';

/** Replaces `features: ./features.csv` by the rows of that file. */
export function joinSides(
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
