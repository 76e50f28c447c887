import type { Point, Position } from 'unist';
import type { VFile } from 'vfile';
import type { Place } from '../src/core/place.ts';

/** The point a number of characters further on: `text` is what lies between. Lines and columns count from 1. */
export function advance(from: Point, text: string): Point {
  let line = from.line;
  let last = -1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    line += 1;
    last = at;
  }
  const column = last < 0 ? from.column + text.length : text.length - last;
  return { line, column, offset: (from.offset ?? 0) + text.length };
}

/** Where an offset of a source text stands. */
export const pointAt = (source: string, offset: number): Point =>
  advance({ line: 1, column: 1, offset: 0 }, source.slice(0, offset));

/**
 * Where a text inside a node stands in the source, searched from a point; the whole node when its source spells
 * the text differently (entities, escapes).
 */
export function stretchOf(
  file: VFile,
  node: { position?: Position | undefined },
  text: string,
  from: Point | undefined = node.position?.start,
): Position | undefined {
  const end = node.position?.end.offset;
  if (from?.offset === undefined || end === undefined) return node.position;
  const source = String(file);
  const at = source.slice(from.offset, end).indexOf(text);
  if (at < 0) return node.position;
  const first = advance(from, source.slice(from.offset, from.offset + at));
  return { start: first, end: advance(first, text) };
}

/** A position as a place of the file. */
export function placeOf(file: VFile, at: Position | Point | undefined): Place {
  const start = at && 'start' in at ? at.start : at;
  const end = at && 'start' in at ? at.end : at;
  return {
    file: file.path ?? '',
    line: start?.line ?? 1,
    column: start?.column ?? 1,
    end_line: end?.line ?? 1,
    end_column: end?.column ?? 1,
  };
}
