/** Words that sentences of every part share, so that all of them read as one voice. */

/** An id, field or value as it stands in a sentence. */
export const code = (text: string | number): string => `\`${text}\``;

/** Ids in a sentence: `a`, `b` and `c`; beyond `most`, the number of the rest. */
export const codes = (texts: readonly string[], most = 5): string =>
  texts.length > most
    ? `${texts.slice(0, most).map(code).join(', ')} and ${texts.length - most} more`
    : listed(texts.map(code));

/** Texts in a sentence: `a`, `a and b`, `a, b and c`. */
export const listed = (texts: readonly string[], last = 'and'): string =>
  texts.length < 2 ? (texts[0] ?? '') : `${texts.slice(0, -1).join(', ')} ${last} ${texts.at(-1)!}`;

/** A number with its noun: `1 clause`, `3 clauses`; `many` when the plural is irregular. */
export const count = (n: number, one: string, many = one + 's'): string => `${n} ${n === 1 ? one : many}`;

/** A text that begins a sentence. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A sentence that goes on inside another. */
export const uncapitalised = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
