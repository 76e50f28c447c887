/** Values that rows of a list take where they state none. */
import { ZodArray, type z } from 'zod';
import { asRecord, copyOf } from './data.ts';
import type { Document } from './document.ts';
import { unwrap } from './field.ts';
import type { Spot } from './place.ts';
import type { Prepared } from './prepared.ts';
import { didYouMean } from './suggest.ts';

/** Fills `defaults: { features: { owner: … } }` into the rows that do not state the field. */
export function applyDefaults(
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

/** Fills values into the rows of a list that do not state them; `spot` tells where each value stands. */
export function mergeDefaults(
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
