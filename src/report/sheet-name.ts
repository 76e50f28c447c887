/** The most characters a sheet's name may have. Source: Excel specifications and limits. */
const longest = 31;

/**
 * Names for the sheets of a workbook, in order: without the characters that Excel refuses, at most 31 long, and no
 * two the same, also not but for their case.
 */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>(['history']);
  return wanted.map((name) => {
    const clean =
      name
        .replace(/[\\/?*[\]:\p{Cc}\p{Cs}]/gu, '-')
        .replaceAll("'", '’')
        .trim() || 'Sheet';
    for (let n = 1; ; n++) {
      const suffix = n === 1 ? '' : ` ${n}`;
      const short = cut(clean, longest - suffix.length) + suffix;
      if (taken.has(short.toLowerCase())) continue;
      taken.add(short.toLowerCase());
      return short;
    }
  });
}

/** The beginning of a text, without half a character at its end. */
const cut = (text: string, length: number): string =>
  text
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
