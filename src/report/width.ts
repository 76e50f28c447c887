/** Characters that take two columns in a terminal: East Asian wide and full-width forms, emoji. */
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|^\p{Emoji_Presentation}/u;

/** Columns one code point takes in a terminal: 0 for combining marks and joiners, 2 for wide ones, else 1. */
const widthOf = (character: string): number =>
  /^(?:\p{M}|[\u200b-\u200f\u2060])/u.test(character) ? 0 : wide.test(character) ? 2 : 1;

/** Columns a text takes in a terminal. Source: Unicode Standard Annex 11, East Asian Width. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width;
}

/** Breaks a text at spaces into lines of at most `width` columns; a longer word stands alone, uncut. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let line = '';
    for (const word of paragraph.split(' ')) {
      if (line !== '' && textWidth(line) + 1 + textWidth(word) > width) {
        lines.push(line);
        line = word;
      } else line = line === '' ? word : `${line} ${word}`;
    }
    lines.push(line);
  }
  return lines;
}
