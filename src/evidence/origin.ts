// Where the values of content that was made of another tool's file stand in that file.
import { startOf, toPointer, type Path, type Place, type Spot } from '../core/place.ts';
import type { Evidence } from '../core/records.ts';

/** Where values stand in the file they were read from, by their pointers in what was made of it. */
export type Origins = ReadonlyMap<string, Path | Place>;

/** By content, which is kept as it was made wherever the graph carries it. */
const known = new WeakMap<object, Origins>();

/** Content that was made of another tool's file, with where its values stand there. */
export function withOrigins<T extends object>(content: T, origins: Origins): T {
  known.set(content, origins);
  return content;
}

/** The spot of a value of evidence: its pointer in a file of Casebook's own, where it was read from in any other. */
export function evidenceSpot({ file, content }: Pick<Evidence, 'file' | 'content'>, path: Path): Spot {
  const origins = originsOf(content);
  if (origins === null) return { file, path };
  const found = originAt(origins, path);
  return found === null ? startOf(file) : 'line' in found ? { ...found, file } : { file, path: found };
}

/**
 * What a value of evidence is called: its way in Casebook's shape, or the pointer of another tool's JSON. The cells of
 * a table and the words of a text have no names of their own.
 */
export function evidenceName({ file, content }: Pick<Evidence, 'file' | 'content'>, path: Path): string {
  const origins = originsOf(content);
  const found = origins === null ? null : originAt(origins, path);
  const isPointer = found !== null && !('line' in found) && /\.json$/i.test(file);
  return isPointer ? toPointer(found) : path.join('.');
}

const originsOf = (content: unknown): Origins | null =>
  typeof content === 'object' && content !== null ? (known.get(content) ?? null) : null;

/** Where a value was read from; of a figure that is named as a whole, its value. */
const originAt = (origins: Origins, path: Path): Path | Place | null =>
  origins.get(toPointer(path)) ?? origins.get(toPointer([...path, 'value'])) ?? null;
