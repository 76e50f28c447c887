import type { Place } from '../core/place.ts';

/** Turns offsets of a text into places; built once per text, each look-up is a binary search. */
export function createPlacer(text: string, file: string): (start: number, end: number) => Place {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const lineOf = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return (start, end) => {
    const first = lineOf(start);
    const last = lineOf(end);
    return {
      file,
      line: first + 1,
      column: start - starts[first]! + 1,
      end_line: last + 1,
      end_column: end - starts[last]! + 1,
    };
  };
}

/** Offsets in a text, the end exclusive. */
export type Span = readonly [start: number, end: number];

/** From the start of a span to the end of its first line. */
export function firstLine(text: string, [start, end]: Span): Span {
  const stop = text.indexOf('\n', start);
  return [start, stop < 0 ? end : Math.min(end, stop)];
}
