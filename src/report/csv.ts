/** What a cell of a table may hold; a list is written with ` | ` between its values, nothing as an empty cell. */
export type CellValue = string | number | boolean | null | undefined | readonly string[];

/**
 * A table as CSV: a header, CRLF line ends, quotes where they are needed.
 * Source: RFC 4180.
 */
export function toCsv(header: readonly string[], rows: Iterable<readonly CellValue[]>): string {
  const lines = [header.map((name) => quote(name)).join(',')];
  for (const row of rows) lines.push(row.map((value) => quote(plain(value))).join(','));
  return lines.join('\r\n') + '\r\n';
}

/** Texts that a spreadsheet would run as a formula. Numbers are not meant: `-0.5` stays a number. */
const formula = /^\s*[=+\-@\t\r]/;

/**
 * The value of a cell as text. A text that a spreadsheet would take for a formula gets an apostrophe in front,
 * which spreadsheets hide and which makes them leave it alone.
 * Source: OWASP, "CSV Injection".
 */
export function plain(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (typeof value === 'boolean') return String(value);
  const text = typeof value === 'string' ? value : value.join(' | ');
  return formula.test(text) ? `'${text}` : text;
}

const quote = (text: string): string =>
  /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
