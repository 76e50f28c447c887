// Lists as commands print them for people: a bold title with how many there are, then as many as a person reads.
import { printable } from './printable.ts';
import { textWidth } from './width.ts';

/** How text is set apart on a terminal. */
export interface Style {
  bold: (text: string) => string;
  dim: (text: string) => string;
}

/** Without codes, for files and pipes. */
export const plain: Style = { bold: (text) => text, dim: (text) => text };

/** With ANSI codes. */
export const ansi: Style = {
  bold: (text) => `\u001b[1m${text}\u001b[22m`,
  dim: (text) => `\u001b[2m${text}\u001b[22m`,
};

/** Entries beyond this many are counted, not listed: JSON holds all of them. */
const listed = 20;

/** The lines of a list, a line for each entry; none when there is no entry. */
export function list<T>(
  title: string,
  entries: readonly T[],
  say: (entry: T) => string,
  style: Style,
): string[] {
  if (entries.length === 0) return [];
  const rest = entries.length - listed;
  return [
    style.bold(`${title} (${entries.length})`),
    ...entries.slice(0, listed).map((entry) => `  ${printable(say(entry))}`),
    ...(rest > 0 ? [`  and ${rest} more; --format json lists them`] : []),
  ];
}

/** A text with spaces up to a width in columns. */
export const pad = (text: string, width: number): string =>
  text + ' '.repeat(Math.max(0, width - textWidth(text)));
