import type { FeatureType } from './request.ts';

/** What a column of this SQL type holds as a feature; `null` for types that no bin can hold (lists, blobs …). */
export function typeOf(sql: string): FeatureType | null {
  if (/^(VARCHAR|ENUM|UUID|CHAR|TEXT|STRING)/i.test(sql) && !sql.endsWith(']')) return 'categorical';
  if (/[[\]()]/.test(sql) && !/^DECIMAL\(\d+,\d+\)$/i.test(sql)) return null;
  if (sql === 'BOOLEAN') return 'boolean';
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$/i.test(sql)) return 'integer';
  if (/^(FLOAT|DOUBLE|REAL|DECIMAL.*)$/i.test(sql)) return 'numeric';
  return isTime(sql) ? 'date' : null;
}

/** Whether a column of this SQL type says when. */
export const isTime = (sql: string): boolean => /^(DATE|TIMESTAMP.*)$/i.test(sql);

/** A type in words that a reader of a message knows. */
export const sayType = (sql: string): string =>
  ({
    categorical: 'text',
    boolean: 'true or false',
    integer: 'a number',
    numeric: 'a number',
    date: 'a date',
  })[typeOf(sql) ?? 'categorical'];

/** The SQL type that holds values of both, or `null` when numbers would become text or dates numbers. */
export function commonType(a: string, b: string): string | null {
  if (a === b) return a;
  const [one, other] = [typeOf(a), typeOf(b)];
  if (one === null || other === null) return null;
  const isNumber = (type: FeatureType): boolean => type === 'numeric' || type === 'integer';
  if (isNumber(one) && isNumber(other))
    return one === 'integer' && other === 'integer' ? 'HUGEINT' : 'DOUBLE';
  if (one !== other) return null;
  return one === 'date' ? 'TIMESTAMP' : a;
}
