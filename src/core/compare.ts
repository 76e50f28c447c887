/** Orders two strings by UTF-16 code unit: the same on every machine, unlike `localeCompare`. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A comparator over a text key. */
export const byText =
  <T>(key: (value: T) => string) =>
  (a: T, b: T): number =>
    compareText(key(a), key(b));

/** Orders dotted or dashed ids as a person would: `art-9` before `art-10`, `FM-2` before `FM-10`. */
export function compareNatural(a: string, b: string): number {
  for (let at = 0; at < a.length && at < b.length;) {
    const left = endOfRun(a, at);
    const right = endOfRun(b, at);
    if (left !== right || !a.startsWith(b.slice(at, right), at)) {
      const x = a.slice(at, left);
      const y = b.slice(at, right);
      const bothNumbers = isDigit(a, at) && isDigit(b, at);
      return (bothNumbers && Number(x) - Number(y)) || compareText(x, y);
    }
    at = left;
  }
  return a.length - b.length;
}

/** Where a run of digits, or of other signs, ends that begins at an offset. */
function endOfRun(text: string, start: number): number {
  const digits = isDigit(text, start);
  let end = start + 1;
  while (end < text.length && isDigit(text, end) === digits) end += 1;
  return end;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}
