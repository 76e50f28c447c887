/**
 * Letters that stand for others where a keyboard lacks them, and that Unicode does not take apart as it does `é` (which
 * Pagefind sees to): the Latin letters of Unicode CLDR's transliteration Latin-ASCII.
 */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
};
const anyLetter = new RegExp(`[${Object.keys(letters).join('')}]`, 'giu');

/** A text with these letters spelled out: `Größe` is `Grösse`. Case counts for nothing in the search. */
export const fold = (text: string): string =>
  text.replace(anyLetter, (letter) => letters[letter.toLowerCase()] ?? letter);

/** The words of a text that are spelled otherwise when folded, folded, each once, in the order of code points. */
export function foldedWords(text: string): string[] {
  const words = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return [
    ...new Set(words.filter((word) => fold(word) !== word).map((word) => fold(word).toLowerCase())),
  ].sort();
}
