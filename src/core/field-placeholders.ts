/** Fields that say `TBD` and the like. */
import { spotOf } from './artefact.ts';
import type { Document } from './document.ts';
import { isPlace, toPointer, type Path } from './place.ts';
import { isPlaceholder } from './placeholder.ts';
import type { Prepared } from './prepared.ts';

/** Takes placeholder texts out: a field that says `TBD` is not filled in. `path` is left as it was. */
export function takePlaceholders(
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
